"""What names stand for in a package: files that are called after its parts, and declarations that type
expressions name."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TypeAlias, TypeVar

from ..context import EnumClass, Method, Model, ModelModule, Package, Resource, TypeName, Webhook
from ..project.output import UnusablePath, check_path, folded
from ..text import Code

Declaration: TypeAlias = Model | EnumClass | TypeName
"""What has a name in the `models` package."""

Named: TypeAlias = Declaration | Method | ModelModule | Resource | Webhook

_T = TypeVar("_T")

_LENGTH = 180
"""Bytes of a file's name at most, so that endings have room in the 255 that file systems allow."""


class PackageNames:
    """Names of files and of declarations in one package.

    Args:
        package: the package.
    """

    def __init__(self, package: Package) -> None:
        self.package = package

    def file_name(self, value: Named) -> Code:
        """The name of files that are made of a part of the package, without an ending.

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
        """The declarations that a type expression names, such as `list[models.Pet] | None`, each once,
        in their order."""
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
    """Each value with a name that no other one has where case does not count; the first keeps its
    own."""
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
    """The name, cut where it is too long, with an underscore where a system has no such file."""
    while len(name.encode()) > _LENGTH:
        name = Code(name[:-1])
    try:
        check_path(name)
    except UnusablePath:  # the name of a device
        return Code(f"{name}_")
    return name


@lru_cache(maxsize=8192)
def _names_in(expression: str) -> tuple[str, ...]:
    """What may be declarations in an expression: attributes of `models` where it has any, else all
    names, quoted ones included."""
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
