"""Hand-written modules beside generated ones: the folder `custom/` of a package."""

from __future__ import annotations

import ast
import builtins
import contextlib
import keyword
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os.path import isdir, isfile
from pathlib import Path, PurePosixPath

from ..problem import Location, Problem, Severity

CUSTOM = "custom"
"""Folder of a package for hand-written modules; nothing is generated there."""

SECTIONS = ("client", "models", "resources")
"""Modules, or folders of modules, whose classes may extend generated ones of the same name."""

RUNTIME = "_runtime"
"""Package of the runtime inside of a client."""

SHARED_RUNTIME = "clientsmith_runtime"
"""Package of the runtime that clients share."""

_MENTION = re.compile(rf"\b{RUNTIME}\b((?:\.\w+)*)(?:[ \t]+import[ \t]+(\([^)]*\)|[^\n]*))?")
"""The runtime, or a module of it, in an import or in text that names a module to load."""

_FROM_PACKAGE = (
    r"from[ \t]+(?:\.+|{package}\b)[\w.]*[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|\b{package}\.(\w+)"
)
"""An import from the package, or an attribute of it."""

_SUFFIX = ".py"
_INIT = "__init__.py"
_EMPTY = ("()", "[]", "tuple()")


@dataclass(frozen=True, slots=True)
class CustomClass:
    """A class at the top level of a module."""

    path: str
    """Module and name inside of the package, such as `custom.models.goals.Goal`."""

    location: Location
    bases: tuple[str, ...]
    """Base classes in the package, as paths inside of it, such as `models.goals.Goal`."""

    is_open: bool
    """Whether it may have further bases, which the text does not show."""

    has_slots: bool
    """Whether it has non-empty `__slots__`, so that a class cannot extend it and another such class."""

    has_fields: bool
    """Whether it has annotations that declare fields."""

    names_slots: bool
    """Whether it defines `__slots__`, even if empty."""

    is_dataclass: bool
    """Whether it has the decorator `dataclass`."""

    @property
    def module(self) -> str:
        """Path of the module that defines it."""
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The name alone."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class CustomImport:
    """An import from the package, which runs when the module is imported."""

    path: str
    """Path of a module, or of a name in one, inside of the package."""

    location: Location


@dataclass(frozen=True, slots=True)
class CustomModule:
    """A hand-written module."""

    path: str
    """Inside of the package, such as `custom.models.goals`."""

    classes: tuple[CustomClass, ...]
    imports: tuple[CustomImport, ...]


@dataclass(frozen=True, slots=True)
class CustomCode:
    """Hand-written modules of one package that may extend generated classes, sorted by path."""

    modules: tuple[CustomModule, ...] = ()
    names: frozenset[str] = frozenset()
    """Names that any hand-written module takes from the package, or from a module of it."""

    problems: tuple[Problem, ...] = ()
    """Files that cannot be read or parsed."""

    @property
    def classes(self) -> tuple[CustomClass, ...]:
        """Every class, in the order of modules and lines."""
        return tuple(each for module in self.modules for each in module.classes)

    @property
    def extending(self) -> tuple[str, ...]:
        """One string for each class that may affect generated code."""
        return tuple(
            f"{each.path}({', '.join(each.bases)}{'?' * each.is_open})"
            for each in self.classes
            if each.bases or each.is_open
        )


NO_CUSTOM_CODE = CustomCode()
"""A package without hand-written modules."""


def parse_module(
    source: bytes, path: str, *, package: str, is_package: bool, origin: str
) -> CustomModule | Problem:
    """Parse a module; return a problem if it cannot be parsed.

    Args:
        source: content of its file.
        path: of the module inside of the package.
        package: import name of the package.
        is_package: whether the file is an `__init__.py`.
        origin: the file as people know it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except SyntaxError as error:
        return _unparsable(origin, error.msg, error.lineno)
    except (ValueError, RecursionError, MemoryError) as error:
        return _unparsable(origin, str(error) or "it is nested too deeply", None)
    names = _ModuleNames(path, package, is_package)
    classes: list[CustomClass] = []
    imports: list[CustomImport] = []
    for statement in _statements(tree.body):
        location = Location(origin, line=statement.lineno)
        match statement:
            case ast.Import() | ast.ImportFrom():
                imports += (CustomImport(each, location) for each in names.learn(statement))
            case ast.ClassDef(name=name):
                classes.append(_class(statement, f"{path}.{name}", location, names))
                names.define(name)
            case ast.Assign(targets=targets):
                names.forget(each.id for each in targets if isinstance(each, ast.Name))
    return CustomModule(path, tuple(classes), tuple(imports))


def _unparsable(origin: str, why: str, line: int | None) -> Problem:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Problem(
        "custom-code-unreadable",
        Severity.ERROR,
        f"This is not a valid module of Python {version}: {why}.",
        Location(origin, line=line),
        "Fix it, or move it out of `custom/`.",
    )


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run when a module is imported, without those in functions and classes."""
    for statement in body:
        yield statement
        match statement:
            case ast.If(test=test):
                if ast.unparse(test) not in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
                    yield from _statements(statement.body)
                yield from _statements(statement.orelse)
            case ast.Try():
                yield from _statements(statement.body)
                for handler in statement.handlers:
                    yield from _statements(handler.body)
                yield from _statements((*statement.orelse, *statement.finalbody))
            case ast.With():
                yield from _statements(statement.body)


class _ModuleNames:
    """Names that are defined in a module so far, as paths inside of the package; None for other names."""

    def __init__(self, path: str, package: str, is_package: bool) -> None:
        self._path = path
        self._package = package
        self._home = path.split(".") if is_package else path.split(".")[:-1]
        self._known: dict[str, str | None] = dict.fromkeys(dir(builtins), None)

    def define(self, name: str) -> None:
        """Add a class of the module itself."""
        self._known[name] = f"{self._path}.{name}"

    def forget(self, names: Iterable[str]) -> None:
        """Remove names whose meaning is unknown from here on."""
        for name in names:
            self._known.pop(name, None)

    def learn(self, statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
        """Add the names that a statement imports; yield the paths of those from the package."""
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                path = self._inside(alias.name)
                if alias.asname or path is None:
                    self._known[alias.asname or alias.name.partition(".")[0]] = path
                elif f"{alias.name}.".startswith(f"{self._package}."):
                    self._known[self._package] = ""
                if path:
                    yield path
            return
        module = self._source(statement)
        for alias in statement.names:
            if alias.name == "*":
                continue
            path = None if module is None else _joined(module, alias.name)
            self._known[alias.asname or alias.name] = path
            if path:
                yield path

    def _source(self, statement: ast.ImportFrom) -> str | None:
        """Return the path of the module that a statement imports from."""
        if not statement.level:
            return self._inside(statement.module or "")
        up = statement.level - 1
        if up > len(self._home):
            return None
        return _joined(".".join(self._home[: len(self._home) - up]), statement.module or "")

    def _inside(self, module: str) -> str | None:
        """Return the path inside of the package of an absolute module name; the package may be part of
        another one."""
        _, found, inside = f".{module}.".partition(f".{self._package}.")
        return inside.removesuffix(".") if found else None

    def meaning(self, expression: ast.expr) -> tuple[str | None, bool]:
        """Return the path that an expression refers to, and whether it is known."""
        text = ast.unparse(expression)
        head, _, rest = text.partition(".")
        if text.startswith(f"{self._package}."):
            head, rest = self._package, text.removeprefix(f"{self._package}.")
        if not isinstance(expression, ast.Name | ast.Attribute) or head not in self._known:
            return None, False
        path = self._known[head]
        return (None if path is None else _joined(path, rest)), True


def _joined(module: str, name: str) -> str:
    return f"{module}.{name}" if module and name else module or name


def _class(node: ast.ClassDef, path: str, location: Location, names: _ModuleNames) -> CustomClass:
    bases: list[str] = []
    is_open = False
    for expression in node.bases:
        if isinstance(expression, ast.Subscript):
            expression = expression.value
        base, is_sure = names.meaning(expression)
        is_open = is_open or not is_sure or base == path
        if base:
            bases.append(base)
    slots = _slots(node)
    has_fields = any(map(_is_field, node.body))
    has_own = has_fields and any(map(_asks_for_slots, node.decorator_list))
    return CustomClass(
        path,
        location,
        tuple(bases),
        is_open,
        has_slots=has_own or (slots is not None and ast.unparse(slots) not in _EMPTY),
        has_fields=has_fields,
        names_slots=slots is not None,
        is_dataclass=any(map(_is_dataclass, node.decorator_list)),
    )


def _slots(node: ast.ClassDef) -> ast.expr | None:
    """Return the value of `__slots__` in a class; None where it is not defined."""
    for statement in node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="__slots__")], value=value):
                return value
    return None


def _is_field(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.AnnAssign) and "ClassVar" not in ast.unparse(
        statement.annotation
    )


def _is_dataclass(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called).rpartition(".")[2] == "dataclass"


def _asks_for_slots(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and any(
        keyword.arg == "slots" and ast.unparse(keyword.value) == "True"
        for keyword in decorator.keywords
    )


def runtime_modules(text: str) -> Iterator[str]:
    """Yield what a module imports of the runtime, such as `streams.stream` for a module, and
    `streams.Stream` for a name of one."""
    for found in _MENTION.finditer(text):
        module = found[1].removeprefix(".")
        yield module
        for name in re.findall(r"\w+", found[2] or ""):
            yield f"{module}.{name}" if module else name


def custom_runtime_modules(folder: Path) -> frozenset[str]:
    """Return what the hand-written modules in an output folder import of the runtime, as
    `runtime_modules` does. Modules that cannot be read count as empty.

    Args:
        folder: the output folder; it need not exist.
    """
    texts = custom_texts(folder, "").values()
    return frozenset(module for text in texts for module in runtime_modules(text))


def with_runtime_import(texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each module that imports a runtime inside of the client, where there is none.

    Args:
        texts: path of a module → its text.
    """
    for path, text in sorted(texts.items()):
        if any(runtime_modules(text)):
            yield Problem(
                "runtime-not-vendored",
                Severity.WARNING,
                f"`{RUNTIME}` is imported, but this client shares the runtime with others.",
                Location(path),
                hint="Import what the package exports from the package, and the rest from "
                f"`{SHARED_RUNTIME}`.",
            )


def custom_texts(folder: Path, shown: str) -> dict[str, str]:
    """Return the hand-written modules in an output folder, by path, without those that cannot be read.

    Args:
        folder: the output folder; it need not exist.
        shown: name of the folder in paths.
    """
    return {
        PurePosixPath(shown, *parts, CUSTOM, path).as_posix(): text
        for parts in _packages(folder, ())
        for path, text in _texts(folder.joinpath(*parts, CUSTOM))
    }


def read_custom_code(folder: Path, shown: str) -> Mapping[str, CustomCode]:
    """Read the hand-written modules of every package in a folder, by package.

    Only `custom/__init__.py` and modules or folders with a name of `SECTIONS` are parsed. Packages may
    lie in folders without `__init__.py`, as namespace packages do.

    Args:
        folder: the output folder; it need not exist.
        shown: name of the folder in problems.
    """
    found = {
        name: _code_of(folder.joinpath(*parts), PurePosixPath(shown, *parts), name)
        for parts in _packages(folder, ())
        for name in [".".join(parts)]
    }
    return {package: code for package, code in found.items() if code != NO_CUSTOM_CODE}


_DEEPEST = 4
"""Names in a dotted import name at most, so that links in a circle end."""


def _packages(folder: Path, around: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the folders that have `custom/`, sorted, as paths in the output folder.

    Args:
        folder: the output folder, or a namespace package in it.
        around: path of `folder` in the output folder.
    """
    try:
        names = sorted(place.name for place in folder.iterdir() if place.name.isidentifier())
    except OSError:
        return
    for name in names:
        if isdir(folder / name / CUSTOM):
            yield (*around, name)
        elif len(around) + 1 < _DEEPEST and not isfile(folder / name / _INIT):
            yield from _packages(folder / name, (*around, name))


def _code_of(package: Path, shown: PurePosixPath, name: str) -> CustomCode:
    modules: list[CustomModule] = []
    problems: list[Problem] = []
    for file in _files(package / CUSTOM, ()):
        origin = str(shown / file.relative_to(package).as_posix())
        parts = file.relative_to(package).with_suffix("").parts
        is_package = file.name == _INIT
        try:
            source = file.read_bytes()
        except OSError as error:
            problems.append(_unreadable(origin, error))
            continue
        made = parse_module(
            source,
            ".".join(parts[:-1] if is_package else parts),
            package=name,
            is_package=is_package,
            origin=origin,
        )
        if isinstance(made, Problem):
            problems.append(made)
        else:
            modules.append(made)
    modules.sort(key=lambda module: module.path)
    return CustomCode(tuple(modules), _imported_names(package), tuple(problems))


def _imported_names(package: Path) -> frozenset[str]:
    pattern = re.compile(_FROM_PACKAGE.format(package=re.escape(package.name)))
    return frozenset(
        name
        for _, text in _texts(package / CUSTOM)
        for found in pattern.finditer(text)
        for name in re.findall(r"\w+", found[1] or found[2])
    )


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield paths and source of all modules in a folder, without those that cannot be read."""
    for file in sorted(folder.glob(f"**/*{_SUFFIX}")):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            yield file.relative_to(folder).as_posix(), file.read_text("utf-8")


def _files(folder: Path, around: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the modules of a folder; links are followed, as Python does. A folder that cannot be listed
    is yielded itself.

    Args:
        folder: `custom`, or a folder in it.
        around: folders around it, `custom` first; empty for `custom`.
    """
    real = folder.resolve()
    if real in around:
        return
    try:
        places = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for place in places:
        name = place.name.removesuffix(_SUFFIX)
        if not name.isidentifier() or keyword.iskeyword(name):
            continue
        if not around and name not in (_INIT.removesuffix(_SUFFIX), *SECTIONS):
            continue
        if place.is_dir():
            yield from _files(place, (*around, real))
        elif place.suffix == _SUFFIX:
            yield place


def _unreadable(origin: str, error: OSError) -> Problem:
    return Problem(
        "custom-code-unreadable",
        Severity.ERROR,
        f"The file cannot be read: {error.strerror}.",
        Location(origin),
        "Change its permissions, or move it out of `custom/`.",
    )
