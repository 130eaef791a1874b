"""Generates the client of a document in memory and imports it."""

from __future__ import annotations

import ast
import builtins
import contextlib
import importlib
import importlib.util
import inspect
import json
import keyword
import logging
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

from clientsmith.cli.report import client_coverage, problem_value
from clientsmith.config import Config
from clientsmith.pipeline import Planned, plan_client
from clientsmith.problem import Problem, Severity, UnusableSource
from clientsmith.program import builtin_folder
from clientsmith.render import TemplateSet, render

PACKAGE = "mutant"
"""Import name of every client; one takes the place of the other, and all share one runtime."""

_RUNTIME = f"{PACKAGE}._runtime"
_TEMPLATES = TemplateSet()

_OF_DOCUMENTS = frozenset(
    (
        "document-kind",
        "document-version",
        "security-scheme-missing",
        "security-scheme-not-generated",
        "security-undeclared",
        "source-binary",
        "source-empty",
        "source-encoding",
        "source-too-large",
    )
)
"""Codes of problems that a document has as a whole."""

_OURS = ("template-", "generated-code-", "formatter-", "hooks-", "name-unusable", "override-")
"""Codes and prefixes of problems that no document may cause."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An outcome that must not be."""

    kind: str
    """What is wrong, without anything that is particular to the document."""

    details: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document."""

    fault: Fault | None
    is_generated: bool = False


def outcome_of(text: str, folder: Path, *, is_strict: bool = True, **settings: Any) -> Outcome:
    """Generate a client and import it.

    Args:
        text: the document.
        folder: an existing folder for it.
        is_strict: whether `strict` is tried, too.
        settings: of `Config`.
    """
    file = folder / ("openapi.json" if text.startswith("{") else "openapi.yaml")
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    config = Config(spec=file.name, folder=folder, **settings)
    try:
        return _outcome(config, is_strict)
    except Exception as error:
        return Outcome(_traceback(error))


def _outcome(config: Config, is_strict: bool) -> Outcome:
    try:
        planned = plan_client(config, progress=lambda stage: None)
    except UnusableSource as error:
        return Outcome(_refusal_fault(error.problems, is_strict=False))
    fault = _report_fault(config, planned)
    if fault is None and is_strict:
        fault = _strict_fault(config, planned)
    if fault is None:
        with patch("clientsmith.render.rendering.runtime_files", lambda package, imported: {}):
            try:
                files = render(planned.package, _TEMPLATES, planned.library, config)
            except UnusableSource as error:
                problem, *_ = error.problems
                return Outcome(Fault(f"rendering: {problem.code}", f"{error.problems}"))
        is_imported = config.models == "dataclass"  # others have another runtime
        fault = package_fault(files, str(planned.package.name), is_imported=is_imported)
    return Outcome(fault, is_generated=True)


def _traceback(error: Exception) -> Fault:
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "/clientsmith/" in frame.filename
    ]
    place = ""
    if frames:
        innermost = frames[-1]
        place = f"{innermost.filename.rpartition('/clientsmith/')[2]} {innermost.name}"
    lines = traceback.format_exception(error)
    text = "".join(lines if len(lines) < 40 else (*lines[:10], "…\n", *lines[-30:]))
    return Fault(f"{type(error).__name__} in {place}", text)


# --- problems -------------------------------------------------------------------------------------


def _refusal_fault(problems: Sequence[Problem], *, is_strict: bool) -> Fault | None:
    """What is wrong with problems for which a document is refused; None if nothing is."""
    worst = max((problem.severity for problem in problems), default=None)
    if worst is None or worst < (Severity.WARNING if is_strict else Severity.ERROR):
        return Fault("refused without an error", f"{problems}")
    for problem in problems:
        fault = _problem_fault(problem)
        if fault is not None:
            return fault
    return None


def _problem_fault(problem: Problem) -> Fault | None:
    json.dumps(problem_value(problem)).encode()
    if problem.code.startswith(_OURS):
        return Fault(f"{problem.code} for a document", f"{problem}")
    place = problem.location
    has_place = place.pointer or place.line is not None or problem.code in _OF_DOCUMENTS
    has_place = has_place or problem.severity is Severity.NOTE
    if not (place.origin and has_place):
        return Fault(f"{problem.code} without a place", f"{problem}")
    if not problem.message.strip().endswith((".", "!", "?", ")", "`", '"', "'")):
        return Fault(f"{problem.code} without a sentence", f"{problem}")
    return None


def _report_fault(config: Config, planned: Planned) -> Fault | None:
    for problem in planned.problems:
        fault = _problem_fault(problem)
        if fault is not None:
            return fault
    coverage = client_coverage(config, planned)
    json.dumps(coverage)
    lost = coverage["operations"]["used"] - coverage["operations"]["generated"]
    if lost and not any(problem.severity >= Severity.WARNING for problem in planned.problems):
        return Fault("operations are lost silently", f"{coverage['operations']}")
    return None


def _strict_fault(config: Config, planned: Planned) -> Fault | None:
    is_fine = all(problem.severity is Severity.NOTE for problem in planned.problems)
    if is_fine:
        return None
    try:
        plan_client(replace(config, strict=True), progress=lambda stage: None)
    except UnusableSource as error:
        return _refusal_fault(error.problems, is_strict=True)
    return Fault("strict lets a warning pass", f"{planned.problems}")


# --- packages -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Module:
    """A module that compiles."""

    text: str
    code: CodeType
    flaws: tuple[tuple[str, str], ...]
    imports: tuple[tuple[int, str, tuple[str, ...]], ...]
    """Level, module and names of each relative import, also of those under `TYPE_CHECKING`; names
    that are read of `models` have the level 0."""


class _Finder(MetaPathFinder, Loader):
    """Imports the modules of a package from texts."""

    def __init__(self) -> None:
        self.modules: Mapping[str, _Module] = {}
        self.packages: set[str] = set()

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname == _RUNTIME or fullname.startswith(f"{_RUNTIME}."):
            place = builtin_folder().joinpath("_runtime", *fullname.split(".")[2:])
            file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
            return importlib.util.spec_from_file_location(
                fullname,
                file,
                loader=SourceFileLoader(fullname, str(file)),
                submodule_search_locations=[str(place)] if place.is_dir() else None,
            )
        if fullname not in self.modules:
            return None
        return ModuleSpec(fullname, self, is_package=fullname in self.packages)

    def exec_module(self, module: ModuleType) -> None:
        exec(self.modules[module.__name__].code, vars(module))


_FINDER = _Finder()
logging.getLogger(PACKAGE).propagate = False
logging.getLogger(PACKAGE).addHandler(logging.NullHandler())


def package_fault(
    files: Mapping[str, str], package: str, *, is_imported: bool = True
) -> Fault | None:
    """What is wrong with the modules of a generated project; None if nothing is.

    Args:
        files: path → text.
        package: import name.
        is_imported: whether the modules are imported, too.
    """
    if not package.isidentifier() or keyword.iskeyword(package):
        return Fault("unusable package name", package)
    modules: dict[str, _Module] = {}
    packages: set[str] = set()
    for path, text in files.items():
        if path.endswith(".py"):
            try:
                module = _module(text)
            except (SyntaxError, ValueError) as error:
                return Fault(f"{type(error).__name__} in a module", f"{path}: {error}\n{text}")
            for kind, details in module.flaws:
                return Fault(kind, f"{path}: {details}\n{text}")
            start, _, rest = path.partition("/")
            if start == package and rest:
                parts = [PACKAGE, *rest.removesuffix(".py").split("/")]
                name = ".".join(parts).removesuffix(".__init__")
                modules[name] = module
                if parts[-1] == "__init__":
                    packages.add(name)
    if not is_imported:
        return None
    return _import_fault(modules, packages) or _call_fault(files, package)


def _import_fault(modules: Mapping[str, _Module], packages: set[str]) -> Fault | None:
    for name in list(sys.modules):
        is_runtime = name == _RUNTIME or name.startswith(f"{_RUNTIME}.")
        if name == PACKAGE or (name.startswith(f"{PACKAGE}.") and not is_runtime):
            del sys.modules[name]
    _forget_models()
    _FINDER.modules, _FINDER.packages = modules, packages
    if _FINDER not in sys.meta_path:
        sys.meta_path.insert(0, _FINDER)
    name = ""
    try:
        for name, module in modules.items():
            imported = importlib.import_module(name)
            parts = name.split(".")
            if name not in packages:
                parts = parts[:-1]
            for level, target, names in module.imports:
                base = ".".join(parts[: len(parts) - level + 1]) if level else PACKAGE
                home = importlib.import_module(f"{base}.{target}" if target else base)
                for each in names:
                    if each != "*" and not hasattr(home, each):
                        importlib.import_module(f"{home.__name__}.{each}")
            for exported in dir(imported):
                getattr(imported, exported)
        _resolve_types(modules)
    except Exception as error:
        text = modules[name].text if name in modules else ""
        details = "".join(traceback.format_exception(error)[-6:])
        return Fault(f"{type(error).__name__} on import", f"{name}: {details}\n{text}")
    return None


def _call_fault(files: Mapping[str, str], package: str) -> Fault | None:
    """What is wrong with the calls of the project's own tests; None if nothing is."""
    text = files.get("tests/test_smoke.py")
    if text is None:
        return None
    text = re.sub(r"@pytest\.fixture.*\n", "", text)  # called as plain functions
    before = sys.modules.get(package)
    sys.modules[package] = sys.modules[PACKAGE]
    name = ""
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        try:
            tests: dict[str, Any] = {"__name__": "smoke"}
            exec(compile(text, "<smoke>", "exec", dont_inherit=True), tests)
            if "folder" in tests:
                tests["folder"](Path(folder), SimpleNamespace(chdir=os.chdir))
            for name, test in list(tests.items()):
                if name.startswith("test_") and name not in _SKIPPED:
                    _run_smoke_test(test, tests)
        except Exception as error:
            details = "".join(traceback.format_exception(error)[-12:])
            return Fault(f"{type(error).__name__} in a smoke test", f"{name}: {details}")
        finally:
            del sys.modules[package]
            if before is not None:
                sys.modules[package] = before
    return None


_SKIPPED = ("test_every_module_imports", "test_error_statuses")


def _run_smoke_test(test: Callable[..., None], tests: Mapping[str, Any]) -> None:
    server = tests["FakeServer"]()
    names = inspect.signature(test).parameters
    if "client" in names:
        clients = tests["client"](server)
        test(**{name: next(clients) if name == "client" else server for name in names})
        clients.close()
    else:
        test(**dict.fromkeys(names, server))


def _forget_models() -> None:
    """Let the runtime forget the models of the client before."""
    for module in [sys.modules[each] for each in sys.modules if each.startswith(f"{_RUNTIME}.")]:
        for value in tuple(vars(module).values()):
            match type(value).__name__:
                case "Codec":
                    value.__init__(f"{PACKAGE}.models", PACKAGE)
                    for method in ("is_model", "model", "shape"):
                        setattr(module, method, getattr(value.types, method))
                case "Namespace":
                    value.__init__(f"{PACKAGE}.models")
                case "_lru_cache_wrapper":
                    value.cache_clear()
                case _:
                    pass


def _resolve_types(modules: Mapping[str, object]) -> None:
    """Let the codec resolve the annotations of each model, and the types of each operation."""
    runtime = importlib.import_module(f"{_RUNTIME}.requests")
    models = sys.modules[f"{PACKAGE}.models"]
    codec = importlib.import_module(f"{_RUNTIME}.codec")
    for name in set(dir(models)) - _UNEXPORTED:
        value = getattr(models, name)
        if not (name.startswith("_") or isinstance(value, ModuleType)):
            codec.decode(value, {}, deviations=[])
    for name in modules:
        for operation in vars(sys.modules[name]).values():
            if isinstance(operation, runtime.Operation):
                for body in _each(operation.body):
                    codec.shape(body.type)
                for contents in operation.responses.values():
                    for content in contents.parts:
                        if hasattr(content, "type"):
                            codec.shape(content.type)


_UNEXPORTED = {"TYPE_CHECKING", "annotations", "lazy_attributes"}


def _each(value: object) -> tuple[Any, ...]:
    return () if value is None else value if isinstance(value, tuple) else (value,)


_BUILTINS = frozenset((*dir(builtins), "__file__", "__name__", "__path__"))


@lru_cache(maxsize=64)
def _module(text: str) -> _Module:
    """Compile a module, and look for names that are not defined and for what a class has twice."""
    tree = ast.parse(text)
    code = compile(tree, "<generated>", "exec", dont_inherit=True)
    defined = set(_BUILTINS)
    loaded: dict[str, int] = {}
    flaws: list[tuple[str, str]] = []
    imports: list[tuple[int, str, tuple[str, ...]]] = []
    models: set[str] = set()
    has_star = False
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=id, ctx=ast.Load()):
                loaded.setdefault(id, node.lineno)
            case ast.Name(id=id):
                defined.add(id)
            case ast.Attribute(value=ast.Name(id="models"), attr=attribute):
                models.add(attribute)
            case ast.arg(arg=name):
                defined.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                defined |= {(alias.asname or alias.name).partition(".")[0] for alias in names}
                if isinstance(node, ast.ImportFrom) and node.level:
                    imported = tuple(alias.name for alias in names)
                    has_star = has_star or "*" in imported
                    imports.append((node.level, node.module or "", imported))
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                defined.add(name)
            case ast.ClassDef(name=name):
                defined.add(name)
                flaws += _doubles(node)
            case _:
                pass
    if not has_star:
        flaws += [
            ("undefined name", f"{line}: {name}")
            for name, line in loaded.items()
            if name not in defined
        ]
    has_models = any(not module and "models" in names for _, module, names in imports)
    if has_models:
        imports.append((0, "models", tuple(sorted(models))))
    return _Module(text, code, tuple(flaws), tuple(imports))


def _doubles(definition: ast.ClassDef) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for node in definition.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if any("overload" in ast.dump(each) for each in node.decorator_list):
                    continue
            case ast.AnnAssign(target=ast.Name(id=name)):
                pass
            case _:
                continue
        if name in seen:
            yield "defined twice", f"{node.lineno}: {definition.name}.{name}"
        seen.add(name)
