"""What is rendered: which template makes which file, of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..context import CONTEXT_VERSION, Package
from .custom import SUFFIX

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


def _variables(package: Package) -> dict[str, object]:
    """What every template sees."""
    return {"package": package, "context_version": CONTEXT_VERSION}
