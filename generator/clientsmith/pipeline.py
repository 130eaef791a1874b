"""The stages from a source to the files of a client, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from .config import CONFIG_FILE, Config, ConfigError, with_keys
from .context import Package, Project
from .document import Library
from .hooks import NO_HOOKS, Hooks, load_hooks
from .ir import Api, Role, ScalarKind
from .lower import lower, with_authentication
from .naming.decisions import Decisions
from .plan import plan, with_visible_names
from .prepare.reshape import Reshaping, Selection
from .prepare.validate import validate
from .problem import Location, Problem, Severity, UnusableSource
from .project.custom import (
    SHARED_RUNTIME,
    custom_runtime_modules,
    custom_texts,
    read_custom_code,
    with_runtime_import,
)
from .project.inputs import has_readme, inputs_digest, is_generated
from .project.output import Files, OutputError, read_record, recover
from .project.pins import NAMES, NO_PINS, Pins, pins_text, read_pins
from .project.previous_credentials import credentials_of
from .read import read
from .render import (
    BUILTIN_FILTERS,
    BUILTIN_TESTS,
    FileSelection,
    TemplateSet,
    UnusableOutput,
    render,
    shared_runtime_version,
)
from .sources import Access, are_unchanged, load_all, output_of, read_file

Progress = Callable[[str], None]
"""Called with each stage as it begins, optionally with details such as `fetch: 1 of 5 pages`."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of operations and schemas in the document, and of generated ones."""

    operations: int
    operations_generated: int
    schemas: int
    schemas_generated: int


@dataclass(frozen=True, slots=True)
class Planned:
    """Result of all stages before rendering."""

    library: Library
    api: Api
    package: Package
    problems: tuple[Problem, ...]
    coverage: Coverage
    pins: Pins = NO_PINS
    """Public names of the client, to be kept by the next one."""

    hooks: Hooks = NO_HOOKS
    """The user's hooks; their transformation has been applied to the package."""

    untransformed: Package | None = None
    """The package before transformation, if hooks changed it."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A client in memory."""

    planned: Planned
    files: Files
    selection: FileSelection
    """The files that the configuration wants."""


def fetch_library(
    config: Config,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    cache: Path | None = None,
    is_offline: bool = False,
) -> Library:
    """Fetch the documents of a client, and apply its overlays and patches; arguments as for
    `generate_client`.

    Raises:
        UnusableSource: they cannot be used.
    """
    sources = config.sources
    if config.command:
        _require_trust(config, "command")
        sources, stdin = ("-",), BytesIO(output_of(config.command, config.folder))

    def on_page(done: int, total: int) -> None:
        if progress is not None:
            progress(f"fetch: {done} of {total} pages")

    try:
        library = load_all(
            sources,
            folder=config.folder,
            stdin=stdin,
            conflicts=config.conflicts,
            access=_access(config),
            reshape=_reshaping(config),
            cache=cache,
            is_offline=is_offline,
            on_page=on_page,
        )
    except UnusableSource as error:
        if not config.is_configured:
            raise
        raise UnusableSource(map(with_keys, error.problems)) from None
    if not config.is_configured:
        return library
    return replace(library, problems=tuple(map(with_keys, library.problems)))


def is_unchanged(config: Config, documents: Mapping[str, tuple[str, str]]) -> bool:
    """Return whether all documents of a client are unchanged according to their servers, without
    downloading them.

    Args:
        config: of the client.
        documents: URL of each document → `ETag` and `Last-Modified` that it had.
    """
    return are_unchanged(config.sources, documents, _access(config))


def _access(config: Config) -> Access:
    if any("${" in value for own in config.headers.values() for value in own.values()):
        _require_trust(config, "headers")
    return Access.of(
        config.allow_remote,
        private_addresses=config.allow_private,
        folders=(config.folder / name for name in config.allow_files),
        headers=config.headers,
    )


def plan_client(
    config: Config,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress,
    cache: Path | None = None,
    is_offline: bool = False,
    before: Pins | None = None,
    decisions: Decisions | None = None,
) -> Planned:
    """Fetch, validate, read and plan; the other arguments are those of `generate_client`.

    Args:
        before: names of the client that is to be followed; None for those in the output folder.
        decisions: gets a decision on each name of a method, an argument, a model or a field.

    Raises:
        UnusableSource: with every problem found, where one of them is fatal.
        OutputError: the output folder cannot be read, or what a run that was killed left there is
            damaged.
    """
    hooks = hooks_of(config)
    progress("fetch")
    library = fetch_library(
        config, stdin=stdin, progress=progress, cache=cache, is_offline=is_offline
    )
    library, found = Selection(config.include, config.exclude)(library)
    stop = partial(_stop_at, library)
    stop(Severity.ERROR, found)
    progress("validate")
    problems = (*found, *validate(library))
    stop(Severity.ERROR, problems)
    progress("read")
    kinds = {format: ScalarKind(kind) for format, kind in config.formats.items()}
    ignored = config.vendor_extensions.ignore
    api, found = read(library, kinds, config.base_url or "", ignored)
    problems += (*found, *_missing_operations(library, api))
    api, found = with_authentication(api, config.auth, config.security)
    problems += found
    stop(Severity.ERROR, problems)
    lowered, found = lower(api, config.types)
    problems += found
    progress("plan")
    if config.output:
        recover(config.folder / config.output)
    custom = read_custom_code(config.folder / config.output, config.output) if config.output else {}
    root = library.root.origin
    pins = _pins(config, root) if before is None else replace(before, root=root)
    package, pins, found = plan(lowered, config, pins=pins, custom=custom, decisions=decisions)
    package = replace(package, project=_project(config))
    problems += found
    if config.models != "dataclass":
        from .styles import restyle

        package, found = restyle(package, config.models)
        problems += found
    package = with_visible_names(package)
    if config.runtime.is_shared:
        from .styles import with_shared_runtime

        package = with_shared_runtime(package, SHARED_RUNTIME, shared_runtime_version())
    stop(Severity.ERROR, problems)
    if config.strict:
        stop(Severity.WARNING, problems)
    problems = _once(_with_lines(library, problems))
    coverage = _coverage(api, package)
    changed = hooks.transformed(package)
    origin = None if changed is package else package
    if config.models == "typeddict":
        from .styles import with_typed_dict_metadata

        changed = with_typed_dict_metadata(changed)
        origin = None if origin is None else with_typed_dict_metadata(origin)
    return Planned(library, api, changed, problems, coverage, pins, hooks, origin)


def _missing_operations(library: Library, api: Api) -> tuple[Problem, ...]:
    """Return a problem if a document describes no requests at all, which OpenAPI allows."""
    if api.counts.operations or api.webhooks:
        return ()
    root = library.root_node
    return (
        (root.get("paths") or root).problem(
            "operations-missing",
            "The document has no operations, so the client has no methods.",
            hint="If the API has several files, use the one whose `paths` lists the operations.",
        ),
    )


def hooks_of(config: Config) -> Hooks:
    """Load the hooks of a configuration.

    Raises:
        ConfigError: it is not trusted.
        UnusableSource: it cannot be used.
    """
    if config.hooks is None:
        return NO_HOOKS
    _require_trust(config, "hooks")
    file = config.folder / config.hooks
    return load_hooks(file, config.hooks, filters=BUILTIN_FILTERS, tests=BUILTIN_TESTS)


def _require_trust(config: Config, setting: str) -> None:
    """Refuse a setting that the user has not agreed to; commands ask before it comes to this.

    Raises:
        ConfigError: the configuration is not trusted.
    """
    if not config.is_trusted:
        raise ConfigError(CONFIG_FILE, [f"`{setting}` is not trusted (`Config.is_trusted`)"])


def generate_client(
    config: Config,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress,
    cache: Path | None = None,
    is_offline: bool = False,
) -> Generated:
    """Run all stages up to the files in memory; nothing is written.

    Args:
        config: what to generate.
        stdin: what `-` means.
        progress: told the name of each stage as it begins.
        cache: folder in which results of the formatter and answers of servers are kept; None keeps
            nothing.
        is_offline: whether servers are not asked, and only kept answers count.

    Raises:
        UnusableSource: as `plan_client`, and where a template cannot be rendered.
    """
    planned = plan_client(
        config, stdin=stdin, progress=progress, cache=cache, is_offline=is_offline
    )
    progress("render")
    return render_client(planned, config, cache=cache)


def render_client(planned: Planned, config: Config, *, cache: Path | None = None) -> Generated:
    """Render the files of a planned client.

    Args:
        planned: what `plan_client` made with the same configuration.
        config: what to generate.
        cache: as for `generate_client`.

    Raises:
        UnusableSource: a template cannot be rendered, or `strict` takes what is said of it for an
            error.
    """
    hooks = planned.hooks
    templates = TemplateSet(
        config.templates_folder,
        cache,
        is_alone=config.target == "templates",
        filters=hooks.filters,
        tests=hooks.tests,
    )
    output = config.folder / config.output
    folder = planned.package.name.replace(".", "/") if config.package_only else ""
    selection = FileSelection(config.skip, folder)
    try:
        files = render(
            planned.package,
            templates,
            planned.library,
            config,
            planned=planned.untransformed,
            inputs=inputs_digest(config),
            records={NAMES: pins_text(planned.pins), **_license(config, selection)},
            custom_imports=custom_runtime_modules(output) if config.output else (),
            selection=selection,
            cache=cache,
        )
    except UnusableOutput as error:
        raise UnusableSource(hooks.blamed(error.problems)) from None
    problems = (*planned.problems, *templates.warnings, *selection.unused())
    if config.runtime.is_shared:
        modules = {path: text for path, text in files.items() if path.endswith(".py")}
        if config.output:
            modules |= custom_texts(output, config.output)
        problems = (*problems, *with_runtime_import(modules))
    if config.strict:
        _stop_at(planned.library, Severity.WARNING, problems)
    return Generated(replace(planned, problems=problems), files, selection)


_LICENSE = "LICENSE"


def _license(config: Config, selection: FileSelection) -> dict[str, str]:
    """Return the file with the text of the license, if the client has one.

    Raises:
        ConfigError: it cannot be read.
    """
    is_client = config.target == "client"
    if config.license_file is None or not is_client or not selection.includes(_LICENSE):
        return {}
    try:
        return {_LICENSE: (config.folder / config.license_file).read_text(encoding="utf-8-sig")}
    except OSError as error:
        why = error.strerror
    except UnicodeDecodeError:
        why = "it is not UTF-8"
    raise ConfigError(
        CONFIG_FILE, [f"`license_file` {config.license_file!r} cannot be read: {why}"]
    )


def _project(config: Config) -> Project:
    """Return which files the configuration generates around the package."""
    return Project(
        has_readme=has_readme(config),
        has_reference=is_generated(config, "API.md"),
        has_tests=is_generated(config, "tests/test_smoke.py"),
    )


def _reshaping(config: Config) -> Reshaping | None:
    if not config.overlays and not config.patches:
        return None
    overlays = [read_file(config.folder / name) for name in config.overlays]
    return Reshaping(overlays, config.patches)


def _pins(config: Config, root: str) -> Pins:
    """Read the names of the previously generated client.

    Raises:
        OutputError: they cannot be read.
    """
    directory = config.folder / config.output
    try:
        text = read_record(directory, NAMES) if config.output else None
        pins = Pins(root=root) if text is None else read_pins(text, root)
        return _with_credentials(pins, directory)
    except OutputError:
        if not config.rename:
            raise
    except ValueError as damage:
        if not config.rename:
            raise OutputError(
                f"{directory / NAMES} is damaged, so the previous names are unknown: {damage}. "
                "Restore it from version control, or choose all names anew: generate with "
                "`--rename`."
            ) from None
    return Pins(root=root)


def _with_credentials(pins: Pins, directory: Path) -> Pins:
    """Return names with those of credentials, which are in the code of a client that was generated
    before `names.json` had them."""
    if not pins.package or pins.credentials:
        return pins
    text = read_record(directory, f"{pins.package.replace('.', '/')}/client.py")
    return pins if text is None else replace(pins, credentials=credentials_of(text))


def _stop_at(library: Library, severity: Severity, problems: tuple[Problem, ...]) -> None:
    if any(problem.severity is severity for problem in problems):
        raise UnusableSource(_with_lines(library, problems))


def _with_lines(library: Library, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems with their line numbers, which are looked up only now."""

    def lined(location: Location) -> Location:
        document = library.documents.get(location.origin)
        if location.line is not None or not location.pointer or document is None:
            return location
        return document.location(location.pointer)

    return tuple(
        replace(
            problem,
            location=lined(problem.location),
            lost=None if problem.lost is None else lined(problem.lost),
        )
        for problem in problems
    )


def _coverage(api: Api, package: Package) -> Coverage:
    components = sum(
        [step.role for step in declaration.place.steps] == [Role.COMPONENT]
        for declaration in api.declarations.values()
    )
    named = sum(len(export.names) for export in package.model_exports)
    return Coverage(
        operations=api.counts.operations,
        operations_generated=sum(
            not method.is_variant for resource in package.resources for method in resource.methods
        ),
        schemas=max(components, api.counts.schemas),
        schemas_generated=min(components, named + len(package.model_synonyms)),
    )


def _once(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems without duplicates from later stages at the same place."""
    return tuple(
        {
            (
                problem.code,
                problem.location,
                problem.lost,
                "" if problem.location.pointer else problem.message,
            ): problem
            for problem in reversed(problems)
        }.values()
    )[::-1]
