"""Custom templates that generate additional files, and the names of these files."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias, TypeVar

from ..context import EnumClass, Method, Model, ModelModule, Package, Resource, TypeName, Webhook
from ..problem import Problem
from ..program import SUFFIX
from ..project.output import OutputError, check_path, folded
from ..text import Code
from .problems import did_you_mean, template_problem

PACKAGE_FOLDER = "package"
"""Folder of templates whose files are part of the Python package."""

PLACEHOLDERS = (
    "enum_class",
    "model",
    "module",
    "operation",
    "package",
    "resource",
    "type_name",
    "webhook",
)
"""Placeholders in the path of a template that generates a file for each item."""

_TOGETHER = (
    frozenset[str](),
    frozenset({"resource"}),
    frozenset({"resource", "operation"}),
    frozenset({"module"}),
    *(
        frozenset({*around, kind})
        for kind in ("model", "enum_class", "type_name")
        for around in ((), ("module",))
    ),
    frozenset({"webhook"}),
)
"""Valid combinations of placeholders, apart from `package`."""

_OTHER_WORDS = {
    "api": "package",
    "client": "package",
    "class": "model",
    "endpoint": "operation",
    "enum": "enum_class",
    "event": "webhook",
    "method": "operation",
    "schema": "model",
    "tag": "resource",
    "type": "type_name",
}
"""Words that other generators use → our placeholders."""

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_CLOSE = 0.85
"""Similarity (`difflib`) from which a name counts as a misspelling."""

_CLOSE_FOLDER = 0.9


@dataclass(frozen=True, slots=True)
class NewFile:
    """A template that generates an additional file, or one for each item of a kind."""

    template: str
    path: str
    """Path of the generated file, with placeholders such as `{{resource}}`."""

    placeholders: frozenset[str]
    """Placeholders in `path`, except `package`."""

    def filled(self, values: Mapping[str, str], package_folder: str) -> str:
        """Return the path with its placeholders replaced.

        Args:
            values: name of each placeholder, including `package` → its value.
            package_folder: replaces `{{package}}` if that is a folder of its own.
        """
        path = re.sub(r"(?<![^/])\{\{package\}\}(?=/)", package_folder, self.path)
        return _PLACEHOLDER.sub(lambda found: values[found[1]], path)


def new_file(template: str) -> NewFile:
    """Return the file that a template without a built-in counterpart generates.

    Args:
        template: its path in its folder, in which `mistakes` finds nothing.
    """
    path = template.removesuffix(SUFFIX)
    if path.startswith(f"{PACKAGE_FOLDER}/"):
        path = f"{{{{package}}}}{path.removeprefix(PACKAGE_FOLDER)}"
    path = _PLACEHOLDER.sub(r"{{\1}}", path)
    return NewFile(template, path, frozenset(_PLACEHOLDER.findall(path)) - {"package"})


def mistakes(template: str, builtin: Iterable[str]) -> Iterator[Problem]:
    """Yield problems in the path of a template that generates additional files.

    Args:
        template: its path in its folder.
        builtin: names that it may be a misspelling of.
    """
    words = _PLACEHOLDER.findall(template)
    unknown = [word for word in dict.fromkeys(words) if word not in PLACEHOLDERS]
    for word in unknown:
        message = f"there is no placeholder `{word}` for paths"
        yield template_problem(template, None, message, hint=_meant(word))
    if unknown:
        return
    if re.search("[{}]", _PLACEHOLDER.sub("", template)):
        hint = f"Placeholders of paths are {_listed()}."
        yield template_problem(template, None, "its path has invalid braces", hint=hint)
        return
    plain = re.sub(r"^\{\{\s*package\s*\}\}/", f"{PACKAGE_FOLDER}/", template)
    if not _PLACEHOLDER.search(plain):
        close = _misspelled(plain, builtin)
        if close is not None:
            hint = f"Did you mean `{close}`? A new file needs a less similar name."
            yield template_problem(template, None, "it overrides no built-in template", hint=hint)
            return
    elif "operation" in words and "resource" not in words:
        message = "operations of different resources may have the same name"
        hint = "Add `{{resource}}` to its path."
        yield template_problem(template, None, message, hint=hint)
        return
    elif frozenset(words) - {"package"} not in _TOGETHER:
        shown = " and ".join(f"`{{{{{word}}}}}`" for word in dict.fromkeys(words))
        yield template_problem(template, None, f"{shown} cannot be combined", hint=_KINDS)
        return
    path = new_file(template).path
    try:
        check_path(_PLACEHOLDER.sub("x", path))
    except OutputError as error:
        yield template_problem(template, None, str(error))
        return
    if owner := owner_of(path, "{{package}}"):
        yield template_problem(template, None, f"nothing may be generated there: {owner}")


_KINDS = (
    "A file may be made of each `{{resource}}`, `{{resource}}` and `{{operation}}`, `{{module}}`, "
    "`{{model}}`, `{{enum_class}}`, `{{type_name}}` or `{{webhook}}`."
)


def owner_of(path: str, package: str) -> str:
    """Return who owns a path where nothing may be generated; empty if something may.

    Args:
        path: in the output folder.
        package: folder of the package there.
    """
    parts = path.casefold().split("/")
    around = package.casefold().split("/")
    if parts[0] == ".clientsmith":
        return "`.clientsmith` is reserved for clientsmith"
    if ".git" in parts:
        return "`.git` belongs to git"
    if parts[0] == "_runtime":
        return "`_runtime` is reserved for the runtime"
    if parts[: len(around)] == around:
        match parts[len(around) : len(around) + 1]:
            case ["custom" | "custom.py"]:
                return "`custom` is reserved for hand-written code"
            case ["_runtime" | "_runtime.py"]:
                return "`_runtime` is reserved for the runtime"
    return ""


def _meant(word: str) -> str:
    plain = word.partition(".")[0].strip().casefold()
    for each in (plain, plain.removesuffix("s"), plain.removesuffix("_name")):
        meant = _OTHER_WORDS.get(each, each)
        if meant in PLACEHOLDERS:
            return f"Did you mean `{{{{{meant}}}}}`?"
    return did_you_mean(word, PLACEHOLDERS)


def _listed() -> str:
    return ", ".join(f"`{{{{{name}}}}}`" for name in PLACEHOLDERS)


def _misspelled(template: str, builtin: Iterable[str]) -> str | None:
    """Return the built-in template that a name is probably a misspelling of."""
    for other in sorted(builtin):
        is_below = other.endswith(f"/{template}")
        is_above = "/" in other and template.endswith(f"/{other}")
        if template == other or is_below or is_above or _is_close(template, other):
            return other
    return None


def _is_close(template: str, other: str) -> bool:
    """Return whether two paths are similar in the file name or in the folders, but not different in
    both."""
    folder, _, name = template.casefold().rpartition("/")
    other_folder, _, other_name = other.casefold().rpartition("/")
    stem, suffix = _parted(name)
    other_stem, other_suffix = _parted(other_name)
    if suffix != other_suffix:
        return False
    if folder == other_folder:
        return _likeness(stem, other_stem) >= _CLOSE
    return stem == other_stem and _likeness(folder, other_folder) >= _CLOSE_FOLDER


def _parted(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.removesuffix(SUFFIX).rpartition(".")
    return (stem, suffix) if dot else (suffix, "")


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


Declaration: TypeAlias = Model | EnumClass | TypeName
"""A named declaration of the `models` package."""

Named: TypeAlias = Declaration | Method | ModelModule | Resource | Webhook

_T = TypeVar("_T")

_LENGTH = 180
"""Maximum length of a file name in bytes, which leaves room for a suffix within 255."""


class PackageNames:
    """Names of files and of declarations in one package.

    Args:
        package: the package.
    """

    def __init__(self, package: Package) -> None:
        self.package = package

    def file_name(self, value: Named) -> Code:
        """Return the name, without suffix, of files generated for a part of the package.

        It is the part's own name, or for a resource that of its module. Where that is no file's name
        on every system, or differs from another one in case only, it has an underscore, and if need
        be a number, behind it.

        Raises:
            TypeError: no files are made of such a value.
        """
        match value:
            case Model() | EnumClass() | TypeName():
                return self._of_declarations.get(value.name) or _usable(value.name)
            case Method():
                return self._of_methods.get(id(value)) or _usable(value.name)
            case Webhook():
                return self._of_webhooks.get(value.name) or _usable(value.name)
            case Resource():
                return _usable(value.module)
            case ModelModule():
                return _usable(value.name)
            case _:
                raise TypeError(f"no files are called after a {type(value).__name__}")

    def declarations(self, expression: Code) -> tuple[Declaration, ...]:
        """Return the declarations that a type expression refers to, such as `list[models.Pet] |
        None`, in order and without duplicates."""
        known = self._declarations
        named = [known[name] for name in _names_in(str(expression)) if name in known]
        return tuple({each.name: each for each in named}.values())

    @cached_property
    def _declarations(self) -> Mapping[str, Declaration]:
        found: dict[str, Declaration] = {each.name: each for each in self._all_declarations()}
        for each in (*self.package.model_synonyms, *self.package.model_aliases):
            if each.target in found:
                found.setdefault(each.name, found[each.target])
        return found

    def _all_declarations(self) -> Iterator[Declaration]:
        for module in self.package.model_modules:
            yield from module.enum_classes
            yield from module.type_names
            yield from module.models

    @cached_property
    def _of_declarations(self) -> Mapping[Code, Code]:
        return dict(_distinct(sorted(each.name for each in self._all_declarations()), _itself))

    @cached_property
    def _of_methods(self) -> Mapping[int, Code]:
        return {
            id(method): name
            for resource in self.package.resources
            for method, name in _distinct(resource.methods, lambda method: method.name)
        }

    @cached_property
    def _of_webhooks(self) -> Mapping[Code, Code]:
        webhooks = self.package.webhooks.webhooks if self.package.webhooks else ()
        return dict(_distinct([each.name for each in webhooks], _itself))


def _itself(name: Code) -> Code:
    return name


def _distinct(values: Iterable[_T], name_of: Callable[[_T], Code]) -> Iterator[tuple[_T, Code]]:
    """Yield each value with a name that is unique regardless of case; the first keeps its own."""
    taken: set[str] = set()
    for value in values:
        name = plain = _usable(name_of(value))
        number = 1
        while (key := folded(name)) in taken:
            number += 1
            name = Code(f"{plain}_{number}")
        taken.add(key)
        yield value, name


def _usable(name: Code) -> Code:
    """Return the name, shortened if it is too long, with an underscore if it is a reserved device
    name."""
    while len(name.encode()) > _LENGTH:
        name = Code(name[:-1])
    try:
        check_path(name)
    except OutputError:  # the name of a device
        return Code(f"{name}_")
    return name


@lru_cache(maxsize=8192)
def _names_in(expression: str) -> tuple[str, ...]:
    """Return names in an expression that may be declarations: attributes of `models` if there are
    any, else all names, including quoted ones."""
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    found = tuple(_names(tree))
    qualified = tuple(name for name, is_qualified in found if is_qualified)
    return tuple(dict.fromkeys(qualified or (name for name, _ in found)))


def _names(node: ast.AST) -> Iterator[tuple[str, bool]]:
    match node:
        case ast.Attribute(value=ast.Name(id="models" | "_models"), attr=name):
            yield name, True
        case ast.Name(id=name):
            yield name, False
        case ast.Subscript(value=ast.Name(id="Literal")):
            return
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[type_, *_])):
            yield from _names(type_)
        case ast.Constant(value=str(text)):
            yield from ((name, False) for name in _names_in(text))
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _names(child)
