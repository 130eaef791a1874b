"""From a folder to the hand-written modules of the packages in it."""

from __future__ import annotations

import ast
import builtins
import keyword
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from os.path import isdir
from pathlib import Path, PurePosixPath

from ...problem import Location, Problem, Severity
from .code import CustomClass, CustomCode, CustomImport, CustomModule


def parse_module(
    source: bytes, path: str, *, package: str, is_package: bool, origin: str
) -> CustomModule | Problem:
    """A module, or the problem that it is none.

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
    names = _Names(path, package, is_package)
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
        f"This is no module of Python {version}: {why}.",
        Location(origin, line=line),
        "Mend it, or move it out of `custom/`.",
    )


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is loaded, those of functions and classes aside."""
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


class _Names:
    """What the names of a module mean so far: paths inside of the package, None for what is not of it."""

    def __init__(self, path: str, package: str, is_package: bool) -> None:
        self._path = path
        self._package = package
        self._home = path.split(".") if is_package else path.split(".")[:-1]
        self._known: dict[str, str | None] = dict.fromkeys(dir(builtins), None)

    def define(self, name: str) -> None:
        """A class of the module itself has the name now."""
        self._known[name] = f"{self._path}.{name}"

    def forget(self, names: Iterable[str]) -> None:
        """Nobody knows what the names mean now."""
        for name in names:
            self._known.pop(name, None)

    def learn(self, statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
        """Note what a statement imports; gives the paths of what is of the package."""
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                path = self._inside(alias.name)
                if alias.asname or path is None:
                    self._known[alias.asname or alias.name.partition(".")[0]] = path
                elif alias.name.partition(".")[0] == self._package:
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
        """Path of the module that a statement imports from."""
        if not statement.level:
            return self._inside(statement.module or "")
        up = statement.level - 1
        if up > len(self._home):
            return None
        return _joined(".".join(self._home[: len(self._home) - up]), statement.module or "")

    def _inside(self, module: str) -> str | None:
        """Path inside of the package of a module that is named in full, be the package a part of
        another one or not."""
        parts = module.split(".")
        if self._package not in parts:
            return None
        return ".".join(parts[parts.index(self._package) + 1 :])

    def meaning(self, expression: ast.expr) -> tuple[str | None, bool]:
        """Path of what an expression names, and whether that is sure."""
        text = ast.unparse(expression)
        head, _, rest = text.partition(".")
        if not isinstance(expression, ast.Name | ast.Attribute) or head not in self._known:
            return None, False
        path = self._known[head]
        return (None if path is None else _joined(path, rest)), True


def _joined(module: str, name: str) -> str:
    return f"{module}.{name}" if module and name else module or name


def _class(node: ast.ClassDef, path: str, location: Location, names: _Names) -> CustomClass:
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


_EMPTY = ("()", "[]", "tuple()")


def _slots(node: ast.ClassDef) -> ast.expr | None:
    """What `__slots__` is set to in a class; None where it is not."""
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


CUSTOM = "custom"
"""Folder in a package that holds hand-written modules, and that nothing is ever generated into."""

SECTIONS = ("client", "models", "resources")
"""Modules, or folders of modules, in which classes may extend generated ones of the same name."""

_SUFFIX = ".py"
_INIT = "__init__.py"


def read_custom_code(folder: Path, shown: str) -> Mapping[str, CustomCode]:
    """Package → its hand-written modules, for every package in a folder that has any.

    Only `custom/__init__.py`, and what is called as one of `SECTIONS`, is read.

    Args:
        folder: the output folder; it need not exist.
        shown: what problems call it.
    """
    try:
        packages = sorted(place for place in folder.iterdir() if isdir(place / CUSTOM))
    except OSError:
        return {}
    found = {place.name: _code_of(place, PurePosixPath(shown, place.name)) for place in packages}
    return {package: code for package, code in found.items() if code.modules or code.problems}


def _code_of(package: Path, shown: PurePosixPath) -> CustomCode:
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
            package=package.name,
            is_package=is_package,
            origin=origin,
        )
        if isinstance(made, Problem):
            problems.append(made)
        else:
            modules.append(made)
    modules.sort(key=lambda module: module.path)
    return CustomCode(tuple(modules), tuple(problems))


def _files(folder: Path, around: tuple[Path, ...]) -> Iterator[Path]:
    """The files that are read, of `custom` itself where nothing is around it; links are followed, as
    Python does. A folder that cannot be looked into stands for itself."""
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
        f"It cannot be read: {error.strerror}.",
        Location(origin),
        "Let it be read, or move it out of `custom/`.",
    )
