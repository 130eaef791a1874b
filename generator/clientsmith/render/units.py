"""What is rendered: which template makes which file, of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, get_args

from jinja2 import Environment, nodes

from ..context import CONTEXT_VERSION, Package
from ..program import SUFFIX
from .new_files import NewFile, PackageNames
from .problems import operation_at, subject_of

HEADER = "header.py"
TESTS = "tests/test_smoke.py"


@dataclass(frozen=True, slots=True)
class Unit:
    """One file to render."""

    template: str
    path: str
    """Of the file, in the output folder."""

    subject: str
    """What it is made of, as messages name it."""

    variables: Mapping[str, object]

    is_new: bool = False
    """True if no built-in template makes such a file."""


def header_unit(package: Package) -> Unit:
    """Comments for the top of every module, the runtime's included."""
    variables = _variables(package)
    return Unit(f"package/{HEADER}{SUFFIX}", HEADER, "the top of every module", variables)


def units(package: Package) -> Iterator[Unit]:
    """The files that templates make, one after the other."""
    variables = _variables(package)
    title = f"the package {package.name}"
    for name in ("pyproject.toml", "README.md", "API.md", TESTS):
        yield Unit(name + SUFFIX, name, title, variables)
    for name in (
        "__init__.py",
        "client.py",
        "errors.py",
        "py.typed",
        "models/__init__.py",
        "resources/__init__.py",
        "webhooks.py",
    ):
        yield Unit(f"package/{name}{SUFFIX}", f"{package.name}/{name}", title, variables)
    if package.client.auth_exports:
        name = "auth.py"
        yield Unit(f"package/{name}{SUFFIX}", f"{package.name}/{name}", title, variables)
    for module in package.model_modules:
        yield Unit(
            f"package/models/module.py{SUFFIX}",
            f"{package.name}/models/{module.name}.py",
            f"the models of {module.name}",
            {**variables, "module": module},
        )
    if package.extended_models is not None and package.extended_models.joined:
        yield Unit(
            f"package/models/extended.py{SUFFIX}",
            f"{package.name}/models/_extended.py",
            "models that get what custom/ adds",
            variables,
        )
    for resource in package.resources:
        yield Unit(
            f"package/resources/resource.py{SUFFIX}",
            f"{package.name}/resources/{resource.module}.py",
            f"the resource {resource.path}",
            {**variables, "resource": resource},
        )


def new_units(names: PackageNames, new_files: Iterable[NewFile]) -> Iterator[Unit]:
    """The files that a user's templates make beside those of the built-in ones.

    Args:
        names: of the package.
        new_files: the templates.
    """
    variables = _variables(names.package)
    for each in new_files:
        for subject, values, own in _things(names, each.placeholders):
            path = each.filled({"package": names.package.name, **values})
            yield Unit(each.template, path, subject, {**variables, **own}, is_new=True)


_Thing = tuple[str, Mapping[str, str], Mapping[str, object]]
"""What messages call it, its placeholders, and what its templates see."""


def _things(names: PackageNames, placeholders: frozenset[str]) -> Iterator[_Thing]:
    """Everything of the kind that placeholders name; the package where they name none."""
    package, file_name = names.package, names.file_name
    if "operation" in placeholders:
        for resource in package.resources:
            for method in resource.methods:
                yield (
                    operation_at(f"{resource.path}.{method.name}", method),
                    {"resource": file_name(resource), "operation": file_name(method)},
                    {"resource": resource, "method": method},
                )
    elif "resource" in placeholders:
        for resource in package.resources:
            values = {"resource": file_name(resource)}
            yield f"the resource {resource.path}", values, {"resource": resource}
    elif "webhook" in placeholders:
        for webhook in package.webhooks.webhooks if package.webhooks else ():
            values = {"webhook": file_name(webhook)}
            yield subject_of(webhook, package), values, {"webhook": webhook}
    elif placeholders:
        yield from _of_modules(names, placeholders)
    else:
        yield f"the package {package.name}", {}, {}


def _of_modules(names: PackageNames, placeholders: frozenset[str]) -> Iterator[_Thing]:
    for module in names.package.model_modules:
        around = {"module": names.file_name(module)}
        if placeholders == {"module"}:
            yield f"the models of {module.name}", around, {"module": module}
        for kind, declarations in (
            ("enum_class", module.enum_classes),
            ("type_name", module.type_names),
            ("model", module.models),
        ):
            for declaration in declarations if kind in placeholders else ():
                yield (
                    subject_of(declaration, names.package),
                    {**around, kind: names.file_name(declaration)},
                    {"module": module, kind: declaration},
                )


def _variables(package: Package) -> dict[str, object]:
    """What every template sees."""
    return {"package": package, "context_version": CONTEXT_VERSION}


BUILTIN = "builtin/"
"""Prefix of the names of built-in templates, which lead to them past templates of the user's."""

Reference: TypeAlias = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


def syntax_tree(name: str, environment: Environment) -> nodes.Template:
    """The syntax tree of a template that an environment finds.

    Raises:
        jinja2.TemplateSyntaxError: it is malformed.
        OSError: it cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, name)[0], name)


def references(tree: nodes.Template) -> Iterator[Reference]:
    """Every place in which a template names another one."""
    for kind in get_args(Reference):
        yield from tree.find_all(kind)


def named_templates(node: Reference) -> tuple[str, ...]:
    """The templates that a place names; an `include` may name several, of which the first that
    exists counts. Empty where the name is only known when the template is rendered."""
    match node.template:
        case nodes.Const(value=str() as name):
            return (name,)
        case nodes.Tuple(items=items) | nodes.List(items=items):
            names = [item.value for item in items if isinstance(item, nodes.Const)]
            return tuple(names) if len(names) == len(items) else ()
        case _:
            return ()


def extended(tree: nodes.Template) -> nodes.Extends | None:
    """The place in which a template says what it extends."""
    return next(tree.find_all(nodes.Extends), None)
