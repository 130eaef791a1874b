"""From the context of a package to all of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..config import Config
from ..context import CONTEXT_VERSION, Package
from ..document import Library
from ..output import MANIFEST, Files, UnusablePath, manifest_text
from . import gate
from .custom import SUFFIX
from .format import Formatter
from .problems import TemplateProblem, UnusableOutput, template_problem
from .provenance import provenance
from .reflow import reflow
from .templates import TemplateSet, builtin_folder


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
    cache: Path | None = None,
) -> Files:
    """Every file of a generated project, its manifest included.

    Args:
        package: the plan's result.
        templates: what prints it.
        library: the documents it was made of; the manifest names their hashes.
        config: says which formatter looks at what the layout engine cannot promise.
        cache: folder in which results of black are kept.

    Raises:
        TemplateProblem: a template cannot be rendered.
        UnusableOutput: a template made something that its file may not hold.
    """
    formatter = Formatter((config or Config()).format, cache)
    files = _runtime(package, _render(_header_unit(package), templates, formatter))
    for unit in _units(package):
        files[unit.path] = _render(unit, templates, formatter)
    files[MANIFEST] = manifest_text(files, provenance(package, library))
    try:
        return Files(files)
    except UnusablePath as error:
        raise TemplateProblem([template_problem("package", None, str(error))]) from None


def _render(unit: _Unit, templates: TemplateSet, formatter: Formatter) -> str:
    """The text of a file, checked.

    Raises:
        TemplateProblem: the template cannot be rendered.
        UnusableOutput: the text may not be written.
    """
    text = templates.render(unit.template, unit.subject, **unit.variables)
    try:
        return _finished(text, unit.path, templates.is_custom(unit.template), formatter)
    except gate.Refused as refused:
        raise UnusableOutput(
            unit.template, unit.path, text, refused.line, unit.subject, refused.message
        ) from None


def _header_unit(package: Package) -> _Unit:
    """What stands at the top of every module; the runtime's get it here, the others include it."""
    name = "package/_header.jinja"
    return _Unit(name, HEADER, "the header of modules", _variables(package))


def _variables(package: Package) -> dict[str, object]:
    return {"package": package, "context_version": CONTEXT_VERSION}


def _units(package: Package) -> Iterator[_Unit]:
    variables = _variables(package)
    title = f"the package {package.name}"
    for name in ("pyproject.toml", "README.md", "API.md"):
        yield _Unit(name + SUFFIX, name, title, variables)
    for name in (
        "__init__.py",
        "client.py",
        "errors.py",
        "py.typed",
        "models/__init__.py",
        "resources/__init__.py",
    ):
        yield _Unit(f"package/{name}{SUFFIX}", f"{package.name}/{name}", title, variables)
    for module in package.model_modules:
        yield _Unit(
            f"package/models/module.py{SUFFIX}",
            f"{package.name}/models/{module.name}.py",
            f"the models of {module.name}",
            {**variables, "module": module},
        )
    for resource in package.resources:
        yield _Unit(
            f"package/resources/resource.py{SUFFIX}",
            f"{package.name}/resources/{resource.module}.py",
            f"the resource {resource.path}",
            {**variables, "resource": resource},
        )


def _finished(text: str, path: str, is_custom: bool, formatter: Formatter) -> str:
    """The text of a file, checked, and a module as black leaves it.

    Raises:
        gate.Refused: it may not be written.
    """
    gate.check_text(text)
    if path.endswith(".toml"):
        gate.check_toml(text)
    if not path.endswith(".py"):
        return text
    tree = gate.parse(text)
    if not is_custom:
        gate.check_structure(tree)
    reflowed = reflow(text, tree)
    if reflowed.complete and not is_custom:
        return reflowed.text
    formatted = formatter(reflowed.text)
    gate.parse(formatted)
    return formatted


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
