"""From the context of a package to all of its files."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ..config import Config
from ..context import CONTEXT_VERSION, Package
from ..document import Library
from ..output import MANIFEST, Files, UnusablePath, manifest_text
from ..program import builtin_folder, program_digest
from . import gate
from .custom import SUFFIX
from .format import Formatter, FormatterName
from .problems import TemplateProblem, UnusableOutput, template_problem
from .provenance import provenance
from .reflow import reflow
from .results import Results
from .templates import TemplateSet

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Unit:
    """One file to render."""

    template: str
    path: str
    """Of the file, in the output folder."""

    subject: str
    """What it is made of, as messages name it."""

    variables: Mapping[str, object]


def render(
    package: Package,
    templates: TemplateSet,
    library: Library | None = None,
    config: Config | None = None,
    *,
    inputs: str = "",
    records: Mapping[str, str] = _NOTHING,
    cache: Path | None = None,
) -> Files:
    """Every file of a generated project, its manifest included.

    Args:
        package: the plan's result.
        templates: what prints it.
        library: the documents it was made of; the manifest names their hashes.
        config: says which formatter looks at what the layout engine cannot promise.
        inputs: digest of what else than documents they are made of, for the manifest.
        records: path → text of files that no template makes.
        cache: folder in which finished modules are kept.

    Raises:
        TemplateProblem: a template cannot be rendered.
        UnusableOutput: a template made something that its file may not hold.
    """
    finish = _Finishing((config or Config()).format, cache)
    files = _runtime(package)
    for unit in _units(package):
        files[unit.path] = _render(unit, templates, finish)
    header = _render(_header_unit(package), templates, finish)
    for path in files:
        if header and path.endswith(".py"):
            files[path] = f"{header}\n{files[path]}"
    files.update(records)
    files[MANIFEST] = manifest_text(files, provenance(package, library, inputs))
    try:
        return Files(files)
    except UnusablePath as error:
        raise TemplateProblem([template_problem("package", None, str(error))]) from None


class _Finishing:
    """From what a template made to what a file may hold; what was finished before is kept."""

    def __init__(self, formatter: FormatterName, cache: Path | None) -> None:
        self._formatter = Formatter(formatter, cache)
        maker = f"{formatter} after {{}}".format
        self._modules = Results(cache and cache / "modules", lambda: maker(program_digest()))
        self._tests = Results(cache and cache / "tests", lambda: maker(program_digest()))

    def custom(self, text: str) -> str:
        """A module that a user's template has a part in, as the formatter leaves it.

        Raises:
            gate.Refused: it may not be written.
        """
        gate.check_text(text)
        gate.check_compiles(gate.parse(text))
        return self._formatter(text)

    def module(self, text: str) -> str:
        """A module of the package that a built-in template made, as black leaves it.

        Raises:
            gate.Refused: it may not be written.
        """
        return self._modules(text, lambda text: self._built_in(text, gate.check_structure))

    def tests(self, text: str) -> str:
        """A module of tests that a built-in template made, as black leaves it.

        Raises:
            gate.Refused: it may not be written.
        """
        return self._tests(text, lambda text: self._built_in(text, gate.check_tests))

    def _built_in(self, text: str, check: Callable[[ast.Module], None]) -> str:
        gate.check_text(text)
        tree = gate.parse(text)
        check(tree)
        reflowed = reflow(text, tree)
        if reflowed.complete:
            return reflowed.text
        formatted = self._formatter(reflowed.text)
        gate.parse(formatted)
        return formatted


def _render(unit: _Unit, templates: TemplateSet, finish: _Finishing) -> str:
    """The text of a file, checked.

    Raises:
        TemplateProblem: the template cannot be rendered.
        UnusableOutput: the text may not be written.
    """
    text = templates.render(unit.template, unit.subject, **unit.variables)
    is_custom = templates.is_custom(unit.template)
    try:
        if unit.path == _HEADER:
            gate.check_comments(text)
        if unit.path.endswith(".py"):
            if is_custom:
                return finish.custom(text)
            return finish.tests(text) if unit.path == _TESTS else finish.module(text)
        gate.check_text(text)
        if unit.path.endswith(".toml"):
            gate.check_toml(text)
        return text
    except gate.Refused as refused:
        raise UnusableOutput(
            unit.template,
            unit.path,
            text,
            refused.line,
            subject=unit.subject,
            message=refused.message,
            is_custom=is_custom,
        ) from None


_HEADER = "header.py"
_TESTS = "tests/test_smoke.py"


def _header_unit(package: Package) -> _Unit:
    """Comments for the top of every module, the runtime's included."""
    variables = _variables(package)
    return _Unit(f"package/{_HEADER}{SUFFIX}", _HEADER, "the top of every module", variables)


def _units(package: Package) -> Iterator[_Unit]:
    variables = _variables(package)
    title = f"the package {package.name}"
    for name in ("pyproject.toml", "README.md", "API.md", _TESTS):
        yield _Unit(name + SUFFIX, name, title, variables)
    for name in (
        "__init__.py",
        "client.py",
        "errors.py",
        "py.typed",
        "models/__init__.py",
        "resources/__init__.py",
        "webhooks.py",
    ):
        yield _Unit(f"package/{name}{SUFFIX}", f"{package.name}/{name}", title, variables)
    if package.client.auth_exports:
        name = "auth.py"
        yield _Unit(f"package/{name}{SUFFIX}", f"{package.name}/{name}", title, variables)
    for module in package.model_modules:
        yield _Unit(
            f"package/models/module.py{SUFFIX}",
            f"{package.name}/models/{module.name}.py",
            f"the models of {module.name}",
            {**variables, "module": module},
        )
    if package.extended_models is not None and package.extended_models.joined:
        yield _Unit(
            f"package/models/extended.py{SUFFIX}",
            f"{package.name}/models/_extended.py",
            "models that get what custom/ adds",
            variables,
        )
    for resource in package.resources:
        yield _Unit(
            f"package/resources/resource.py{SUFFIX}",
            f"{package.name}/resources/{resource.module}.py",
            f"the resource {resource.path}",
            {**variables, "resource": resource},
        )


def _variables(package: Package) -> dict[str, object]:
    """What every template sees."""
    return {"package": package, "context_version": CONTEXT_VERSION}


def _runtime(package: Package) -> dict[str, str]:
    """The runtime's modules, as they are but for the HTTP library's name."""
    folder = builtin_folder() / "_runtime"
    files = {
        f"{package.name}/_runtime/{place.relative_to(folder).as_posix()}": place.read_text("utf-8")
        for place in sorted(folder.rglob("*.py"))
    }
    if package.http_library != "httpx2":
        path = f"{package.name}/_runtime/http.py"
        files[path] = files[path].replace(
            "import httpx2 as httpx", f"import {package.http_library}"
        )
    return files
