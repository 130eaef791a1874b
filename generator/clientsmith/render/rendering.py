"""Renders a package to files: templates, runtime modules and the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ..config import Config
from ..context import CONTEXT_VERSION, Package
from ..document import Library
from ..problem import Problem, UnusableSource
from ..project.custom import runtime_modules
from ..project.output import MANIFEST, Files, OutputError, check_path, folded, manifest_text
from .new_files import owner_of
from .postprocessing import (
    CheckError,
    Postprocessor,
    check_comments,
    check_json,
    check_text,
    check_toml,
    check_yaml,
)
from .problems import TemplateProblem, UnusableOutput, at_line, template_problem
from .runtime import runtime_files
from .selection import FileSelection, OmittedModule, missing_modules
from .templates import TemplateSet
from .units import HEADER, TESTS, Unit, header_unit, new_units, package_folder, units


def clashes(new: Iterable[Unit], built_in: Mapping[str, str], package: str) -> list[Problem]:
    """Return problems with the paths of additional files, one for each template.

    Args:
        new: the additional files.
        built_in: path of every other file → its template; empty if it has none.
        package: the package's folder in the output folder.
    """
    makers = {folded(path): template for path, template in built_in.items()}
    found: dict[str, Problem] = {}
    for unit in new:
        message, hint = _mistake(unit, makers, package)
        makers.setdefault(folded(unit.path), unit.template)
        if message and unit.template not in found:
            found[unit.template] = template_problem(
                unit.template, None, message, subject=unit.subject, hint=hint
            )
    return list(found.values())


def _mistake(unit: Unit, makers: Mapping[str, str], package: str) -> tuple[str, str]:
    """Return message and hint; the message is empty if the path is usable."""
    if owner := owner_of(unit.path, package):
        return f"nothing may be generated there: {owner}", ""
    try:
        check_path(unit.path)
    except OutputError as error:
        return str(error), ""
    maker = makers.get(folded(unit.path))
    if maker is None:
        return _hidden_module(unit.path, makers), "Choose another name."
    if not maker:
        return f"clientsmith generates `{unit.path}` itself", "Choose another name."
    if maker == unit.template:
        return f"it generates `{unit.path}` twice", "Choose a path that tells the files apart."
    return (
        f"both it and `{maker}` generate `{unit.path}`",
        f"Choose another name, or override `{maker}` in your folder.",
    )


def _hidden_module(path: str, makers: Mapping[str, str]) -> str:
    """Return a message if a module and a package with the same name hide each other; else empty."""
    name = path.removesuffix(".py").removesuffix("/__init__")
    for other in (f"{name}.py", f"{name}/__init__.py"):
        if path.endswith(".py") and other != path and folded(other) in makers:
            return f"Python can import only one of `{path}` and `{other}`"
    return ""


def provenance(package: Package, library: Library | None, inputs: str = "") -> dict[str, Any]:
    """Return generator, contract, settings and source documents as JSON, without dates and secrets.

    Args:
        package: the context.
        library: its source documents.
        inputs: digest of its other inputs.
    """
    return {
        "generator": {"version": package.generator_version, "context_version": CONTEXT_VERSION},
        **({"inputs": inputs} if inputs else {}),
        "source": None if library is None else _source(library),
    }


def _source(library: Library) -> dict[str, Any]:
    documents = {
        _without_secrets(origin): document.sha256 for origin, document in library.sources.items()
    }
    return {
        "origin": _without_secrets(library.root.origin),
        "documents": dict(sorted(documents.items())),
    }


def _without_secrets(origin: str) -> str:
    """Return an origin without the user information, query and fragment of a URL."""
    if "://" not in origin:
        return origin
    parts = urlsplit(origin)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


_NOTHING: Mapping[str, str] = MappingProxyType({})

_EMPTY_FILES = ("__init__.py", "py.typed")
"""Names of files that mean something even if they are empty."""

_NOTATIONS = {
    ".json": check_json,
    ".toml": check_toml,
    ".yaml": check_yaml,
    ".yml": check_yaml,
}
"""Suffix of a file → check of its syntax."""


def render(
    package: Package,
    templates: TemplateSet,
    library: Library | None = None,
    config: Config | None = None,
    *,
    planned: Package | None = None,
    inputs: str = "",
    records: Mapping[str, str] = _NOTHING,
    custom_imports: Iterable[str] = (),
    selection: FileSelection | None = None,
    cache: Path | None = None,
) -> Files:
    """Return all files of a generated project, including the manifest.

    A template that prints nothing generates no file.

    Args:
        package: the context.
        templates: the templates.
        library: its source documents; the manifest lists their hashes.
        config: names the formatter for modules that the built-in layout cannot handle.
        planned: the package before hooks, if a hook has changed it.
        inputs: digest of inputs other than documents, for the manifest.
        records: path → text of files without a template.
        custom_imports: what hand-written modules import of the runtime.
        selection: the files that are wanted; None for all.
        cache: folder for cached modules.

    Raises:
        TemplateProblem: a template cannot be rendered.
        UnusableOutput: a template generated text that its file may not contain.
        UnusableSource: a module that others import is not generated.
    """
    selection = selection or FileSelection()
    postprocessor = Postprocessor((config or Config()).format, cache)
    names = templates.names_of(package)
    files: dict[str, str] = {}
    builtin_units = [unit for unit in units(package) if _is_made(unit, templates)]
    new = tuple(new_units(names, templates.new_files))
    makers = dict.fromkeys(records, "") | {each.path: each.template for each in builtin_units}
    if found := clashes(new, makers, package_folder(package)):
        raise TemplateProblem(found)
    origins = {} if planned is None else {unit.path: unit for unit in units(planned)}
    omitted: list[OmittedModule] = []
    for unit in (*builtin_units, *new):
        if not selection.includes(unit.path):
            omitted.append(OmittedModule(unit.path, *selection.entries(unit.path)[:1]))
            continue
        origin = unit if planned is None else origins.get(unit.path)
        text = _render(unit, origin, templates, postprocessor)
        if text.strip() or _is_meant_empty(unit, templates):
            files[unit.path] = text
        else:
            omitted.append(OmittedModule(unit.path, template=unit.template))
    if not (templates.is_alone or package.runtime.version):
        modules = [text for path, text in files.items() if path.endswith(".py")]
        imported = {each for text in modules for each in runtime_modules(text)}
        for path, text in runtime_files(package, imported.union(custom_imports)).items():
            if selection.includes(path):
                files[path] = text
            else:
                omitted.append(OmittedModule(path, *selection.entries(path)[:1]))
    top = header_unit(package)
    header = _render(top, top, templates, postprocessor)
    for path in files:
        if header and path.endswith(".py"):
            files[path] = f"{header}\n{files[path]}"
    if missing := missing_modules(omitted, files):
        raise UnusableSource(missing)
    files.update(records)
    files[MANIFEST] = manifest_text(files, provenance(package, library, inputs))
    try:
        return Files(files)
    except OutputError as error:
        raise TemplateProblem([template_problem("package", None, str(error))]) from None


def _is_meant_empty(unit: Unit, templates: TemplateSet) -> bool:
    """Return whether a template that prints nothing generates an empty file."""
    if unit.is_new:
        return templates.is_empty(unit.template)
    return unit.path.rpartition("/")[2] in _EMPTY_FILES


def _is_made(unit: Unit, templates: TemplateSet) -> bool:
    return not templates.is_alone or templates.is_own(unit.template)


def _builtin(origin: Unit | None, templates: TemplateSet) -> Callable[[], str | None] | None:
    """Return a function that renders the built-in template for the planned package, if there is
    one."""
    if origin is None or origin.template not in templates.names:
        return None
    return cache(partial(templates.render_builtin, origin.template, **origin.variables))


def _render(
    unit: Unit, origin: Unit | None, templates: TemplateSet, postprocessor: Postprocessor
) -> str:
    """Render and check a file.

    Args:
        unit: the file.
        origin: the same file before hooks; None if it was not planned.
        templates: the templates.
        postprocessor: checks and formats it.

    Raises:
        TemplateProblem: the template cannot be rendered.
        UnusableOutput: the text fails a check.
    """
    text = templates.render(unit.template, unit.subject, **unit.variables)
    is_custom = templates.is_custom(unit.template)
    try:
        if unit.path == HEADER:
            check_comments(text)
        if unit.path.endswith(".py"):
            builtin = _builtin(origin, templates)
            if is_custom or (origin is not unit and (builtin is None or builtin() != text)):
                return postprocessor.custom(text, builtin)
            return postprocessor.tests(text) if unit.path == TESTS else postprocessor.module(text)
        check_text(text, has_tabs=is_custom)
        check = _NOTATIONS.get(PurePosixPath(unit.path).suffix)
        if check is not None:
            check(text)
        return text
    except CheckError as refused:
        raise UnusableOutput(
            unit.template,
            unit.path,
            text,
            refused.line,
            subject=at_line(text, refused.line, unit.variables) or unit.subject,
            message=refused.message,
            is_custom=is_custom,
        ) from None
