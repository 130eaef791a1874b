"""From the context of a package to all of its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ..config import Config
from ..context import Package
from ..document import Library
from ..output import MANIFEST, Files, UnusablePath, manifest_text
from . import gate
from .finishing import Finishing
from .problems import TemplateProblem, UnusableOutput, template_problem
from .provenance import provenance
from .runtime_files import runtime_files
from .templates import TemplateSet
from .units import HEADER, TESTS, Unit, header_unit, units

_NOTHING: Mapping[str, str] = MappingProxyType({})


def render(
    package: Package,
    templates: TemplateSet,
    library: Library | None = None,
    config: Config | None = None,
    *,
    inputs: str = "",
    records: Mapping[str, str] = _NOTHING,
    cache: Path | None = None,
) -> Files:
    """Every file of a generated project, its manifest included.

    Args:
        package: the plan's result.
        templates: what prints it.
        library: the documents it was made of; the manifest names their hashes.
        config: says which formatter looks at what the layout engine cannot promise.
        inputs: digest of what else than documents they are made of, for the manifest.
        records: path → text of files that no template makes.
        cache: folder in which finished modules are kept.

    Raises:
        TemplateProblem: a template cannot be rendered.
        UnusableOutput: a template made something that its file may not hold.
    """
    finish = Finishing((config or Config()).format, cache)
    files = runtime_files(package)
    for unit in units(package):
        files[unit.path] = _render(unit, templates, finish)
    header = _render(header_unit(package), templates, finish)
    for path in files:
        if header and path.endswith(".py"):
            files[path] = f"{header}\n{files[path]}"
    files.update(records)
    files[MANIFEST] = manifest_text(files, provenance(package, library, inputs))
    try:
        return Files(files)
    except UnusablePath as error:
        raise TemplateProblem([template_problem("package", None, str(error))]) from None


def _render(unit: Unit, templates: TemplateSet, finish: Finishing) -> str:
    """The text of a file, checked.

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
            if is_custom:
                return finish.custom(text)
            return finish.tests(text) if unit.path == TESTS else finish.module(text)
        gate.check_text(text)
        if unit.path.endswith(".toml"):
            gate.check_toml(text)
        return text
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
