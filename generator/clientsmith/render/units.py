"""Determines which template generates which file."""

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


def package_folder(package: Package) -> str:
    """Return the folder of the Python package in the output folder, such as `acme/shop`."""
    return package.name.replace(".", "/")


@dataclass(frozen=True, slots=True)
class Unit:
    """A file to render."""

    template: str
    path: str
    """Path in the output folder."""

    subject: str
    """Name of its subject for messages."""

    variables: Mapping[str, object]

    is_new: bool = False
    """True if no built-in template generates such a file."""


def header_unit(package: Package) -> Unit:
    """Return the unit of the comment at the top of every module, including the runtime's."""
    variables = _variables(package)
    return Unit(f"package/{HEADER}{SUFFIX}", HEADER, "the top of every module", variables)


def units(package: Package) -> Iterator[Unit]:
    """Yield the files that built-in templates generate."""
    variables = _variables(package)
    title, folder = f"the package {package.name}", package_folder(package)
    for name in (".gitignore", "pyproject.toml", "README.md", "API.md"):
        yield Unit(name + SUFFIX, name, title, variables)
    for name in (
        "__init__.py",
        "client.py",
        "errors.py",
        "py.typed",
        "models/__init__.py",
        "resources/__init__.py",
        *(("webhooks.py",) if "webhooks" in package.features else ()),
        *(("testing.py", "pytest_plugin.py") if package.testing else ()),
    ):
        yield Unit(f"package/{name}{SUFFIX}", f"{folder}/{name}", title, variables)
    if package.client.auth_exports:
        name = "auth.py"
        yield Unit(f"package/{name}{SUFFIX}", f"{folder}/{name}", title, variables)
    for module in package.model_modules:
        yield Unit(
            f"package/models/module.py{SUFFIX}",
            f"{folder}/models/{module.name}.py",
            f"the models of {module.name}",
            {**variables, "module": module},
        )
    if package.input_dicts is not None:
        yield Unit(
            f"package/models/dicts.py{SUFFIX}",
            f"{folder}/models/_dicts.py",
            "the types of dicts in place of models",
            variables,
        )
    if package.extended_models is not None and package.extended_models.joined:
        yield Unit(
            f"package/models/extended.py{SUFFIX}",
            f"{folder}/models/_extended.py",
            "models that get what custom/ adds",
            variables,
        )
    for resource in package.resources:
        yield Unit(
            f"package/resources/resource.py{SUFFIX}",
            f"{folder}/resources/{resource.module}.py",
            f"the resource {resource.path}",
            {**variables, "resource": resource},
        )
    yield Unit(TESTS + SUFFIX, TESTS, title, variables)


def new_units(names: PackageNames, new_files: Iterable[NewFile]) -> Iterator[Unit]:
    """Yield the additional files that custom templates generate.

    Args:
        names: of the package.
        new_files: the templates.
    """
    variables = _variables(names.package)
    for each in new_files:
        for subject, values, own in _things(names, each.placeholders):
            path = each.filled(
                {"package": names.package.name, **values}, package_folder(names.package)
            )
            yield Unit(each.template, path, subject, {**variables, **own}, is_new=True)


_Thing = tuple[str, Mapping[str, str], Mapping[str, object]]
"""Subject for messages, values of placeholders, and variables of the template."""


def _things(names: PackageNames, placeholders: frozenset[str]) -> Iterator[_Thing]:
    """Yield every item of the kind that placeholders name; the package if they name none."""
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
    """Return the variables of every template."""
    return {"package": package, "context_version": CONTEXT_VERSION}


BUILTIN = "builtin/"
"""Prefix that names a built-in template even if a custom one overrides it."""

Reference: TypeAlias = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


def syntax_tree(name: str, environment: Environment) -> nodes.Template:
    """Parse a template of an environment.

    Raises:
        jinja2.TemplateSyntaxError: it is malformed.
        OSError: it cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, name)[0], name)


def references(tree: nodes.Template) -> Iterator[Reference]:
    """Yield every reference to another template."""
    for kind in get_args(Reference):
        yield from tree.find_all(kind)


def named_templates(node: Reference) -> tuple[str, ...]:
    """Return the names in a reference; an `include` may have several, of which the first existing
    one is used. Empty if the name is only known at render time."""
    match node.template:
        case nodes.Const(value=str() as name):
            return (name,)
        case nodes.Tuple(items=items) | nodes.List(items=items):
            names = [item.value for item in items if isinstance(item, nodes.Const)]
            return tuple(names) if len(names) == len(items) else ()
        case _:
            return ()


def extended(tree: nodes.Template) -> nodes.Extends | None:
    """Return the `extends` statement of a template, if any."""
    return next(tree.find_all(nodes.Extends), None)
