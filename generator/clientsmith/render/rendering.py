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
    files = _runtime(package)
    for unit in _units(package):
        files[unit.path] = _render(unit, templates, formatter)
    header = _render(_header_unit(package), templates, formatter)
    for path in files:
        if header and path.endswith(".py"):
            files[path] = f"{header}\n{files[path]}"
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
    is_custom = templates.is_custom(unit.template)
    try:
        gate.check_text(text)
        if unit.path.endswith(".toml"):
            gate.check_toml(text)
        if not unit.path.endswith(".py"):
            return text
        if unit.path == _HEADER:
            gate.check_comments(text)
        return _custom_module(text, formatter) if is_custom else _module(text, unit.path, formatter)
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


def _module(text: str, path: str, formatter: Formatter) -> str:
    """A module that a built-in template made, as black leaves it.

    Args:
        text: what the template made.
        path: of the file, in the output folder.
        formatter: formats what the layout engine cannot.

    Raises:
        gate.Refused: it may not be written.
    """
    tree = gate.parse(text)
    if path == _TESTS:
        gate.check_tests(tree)
    else:
        gate.check_structure(tree)
    reflowed = reflow(text, tree)
    if reflowed.complete:
        return reflowed.text
    formatted = formatter(reflowed.text)
    gate.parse(formatted)
    return formatted


def _custom_module(text: str, formatter: Formatter) -> str:
    """A module that a user's template has a part in, as the formatter leaves it.

    Raises:
        gate.Refused: it may not be written.
    """
    gate.check_compiles(gate.parse(text))
    return formatter(text)


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
