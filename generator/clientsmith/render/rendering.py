"""From the context of a package to all of its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from ..config.configuration import Config
from ..context import Package
from ..document import Library
from ..project.output import MANIFEST, Files, UnusablePath, manifest_text
from . import checks as gate
from .clashes import clashes
from .finishing import Finishing
from .problems import TemplateProblem, UnusableOutput, template_problem
from .provenance import provenance
from .runtime_files import runtime_files
from .subjects import at_line
from .templates import TemplateSet
from .units import HEADER, TESTS, Unit, header_unit, new_units, units

_NOTHING: Mapping[str, str] = MappingProxyType({})

_NOTATIONS = {
    ".json": gate.check_json,
    ".toml": gate.check_toml,
    ".yaml": gate.check_yaml,
    ".yml": gate.check_yaml,
}
"""Endings of files whose text has to be what they promise."""


def render(
    package: Package,
    templates: TemplateSet,
    library: Library | None = None,
    config: Config | None = None,
    *,
    planned: Package | None = None,
    inputs: str = "",
    records: Mapping[str, str] = _NOTHING,
    cache: Path | None = None,
) -> Files:
    """Every file of a generated project, its manifest included.

    Args:
        package: what is rendered.
        templates: what prints it.
        library: the documents it was made of; the manifest names their hashes.
        config: says which formatter looks at what the layout engine cannot promise.
        planned: the plan's result, where a user's function made another package of it.
        inputs: digest of what else than documents they are made of, for the manifest.
        records: path → text of files that no template makes.
        cache: folder in which finished modules are kept.

    Raises:
        TemplateProblem: a template cannot be rendered.
        UnusableOutput: a template made something that its file may not hold.
    """
    finish = Finishing((config or Config()).format, cache)
    names = templates.names_of(package)
    files = {} if templates.is_alone else runtime_files(package)
    made = [unit for unit in units(package) if _is_made(unit, templates)]
    new = tuple(new_units(names, templates.new_files))
    makers = dict.fromkeys((*files, *records), "") | {each.path: each.template for each in made}
    if found := clashes(new, makers, package.name):
        raise TemplateProblem(found)
    origins = {} if planned is None else {unit.path: unit for unit in units(planned)}
    for unit in (*made, *new):
        origin = unit if planned is None else origins.get(unit.path)
        text = _render(unit, origin, templates, finish)
        if text.strip() or not unit.is_new or templates.is_empty(unit.template):
            files[unit.path] = text
    top = header_unit(package)
    header = _render(top, top, templates, finish)
    for path in files:
        if header and path.endswith(".py"):
            files[path] = f"{header}\n{files[path]}"
    files.update(records)
    files[MANIFEST] = manifest_text(files, provenance(package, library, inputs))
    try:
        return Files(files)
    except UnusablePath as error:
        raise TemplateProblem([template_problem("package", None, str(error))]) from None


def _is_made(unit: Unit, templates: TemplateSet) -> bool:
    return not templates.is_alone or templates.is_own(unit.template)


def _builtin(origin: Unit | None, templates: TemplateSet) -> Callable[[], str | None] | None:
    """What tells the text that the built-in template prints of what was planned, if there is one."""
    if origin is None or origin.template not in templates.names:
        return None
    return cache(partial(templates.render_builtin, origin.template, **origin.variables))


def _render(unit: Unit, origin: Unit | None, templates: TemplateSet, finish: Finishing) -> str:
    """The text of a file, checked.

    Args:
        unit: the file.
        origin: the same file as it was planned, before a user's function; None where it was not.
        templates: what prints it.
        finish: what formats it.

    Raises:
        TemplateProblem: the template cannot be rendered.
        UnusableOutput: the text may not be written.
    """
    text = templates.render(unit.template, unit.subject, **unit.variables)
    is_custom = templates.is_custom(unit.template)
    try:
        if unit.path == HEADER:
            gate.check_comments(text)
        if unit.path.endswith(".py"):
            builtin = _builtin(origin, templates)
            if is_custom or (origin is not unit and (builtin is None or builtin() != text)):
                return finish.custom(text, builtin)
            return finish.tests(text) if unit.path == TESTS else finish.module(text)
        gate.check_text(text, has_tabs=is_custom)
        check = _NOTATIONS.get(PurePosixPath(unit.path).suffix)
        if check is not None:
            check(text)
        return text
    except gate.Refused as refused:
        raise UnusableOutput(
            unit.template,
            unit.path,
            text,
            refused.line,
            subject=at_line(text, refused.line, unit.variables) or unit.subject,
            message=refused.message,
            is_custom=is_custom,
        ) from None
