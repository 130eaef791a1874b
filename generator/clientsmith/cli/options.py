"""Options that several commands share."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ..config import Conflicts, Enums, HttpLibrary, ModelStyle, Naming
from .clients import ClientOptions, Runtime, SourceOptions
from .help import RARE, show_all

What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME… | SPEC",
        help="Clients of clientsmith.toml (default: all), or a document.",
    ),
]
Directory = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="Folder of the generated project."),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Configuration; default: clientsmith.toml here.",
        rich_help_panel=RARE,
    ),
]
Package = Annotated[
    str | None,
    typer.Option("--package", "-p", metavar="NAME", help="Import name of the package."),
]
PackageOnly = Annotated[
    bool,
    typer.Option("--package-only", help="Write no project around the package."),
]
Models = Annotated[
    ModelStyle | None,
    typer.Option("--models", metavar="STYLE", help="dataclass, pydantic, msgspec or typeddict."),
]
Http = Annotated[
    HttpLibrary | None,
    typer.Option("--http", metavar="LIBRARY", help="HTTP library: httpx2 or httpx."),
]
Enumerations = Annotated[
    Enums | None,
    typer.Option("--enums", metavar="KIND", help="Literal types or classes: literal or class."),
]
NamesFrom = Annotated[
    Naming | None,
    typer.Option("--naming", metavar="FROM", help="Names of methods: auto, path or operation-id."),
]
RuntimeFrom = Annotated[
    Runtime | None,
    typer.Option(
        "--runtime", metavar="WHERE", help="Copied or shared runtime: vendored or package."
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates", metavar="DIR", help="Folder of custom templates.", rich_help_panel=RARE
    ),
]
KeepEdits = Annotated[
    bool,
    typer.Option(
        "--keep-edits",
        help="Merge edits in generated files with newly generated code.",
        rich_help_panel=RARE,
    ),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write a coverage report as JSON; `-` is standard output.",
        rich_help_panel=RARE,
    ),
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Treat warnings as errors (exit code 3).", rich_help_panel=RARE),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print errors only.", rich_help_panel=RARE)
]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", help="Show every problem and note.", rich_help_panel=RARE),
]
Conflicting = Annotated[
    Conflicts,
    typer.Option(
        "--conflicts",
        metavar="HOW",
        help="Conflicts between pages: error or newest.",
        rich_help_panel=RARE,
    ),
]
AllowRemote = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-remote",
        metavar="HOST",
        help="Allow references to a host; `*` allows every host.",
        rich_help_panel=RARE,
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Allow connections to addresses that are not public.",
        rich_help_panel=RARE,
    ),
]
AllowFile = Annotated[
    list[Path] | None,
    typer.Option(
        "--allow-file",
        metavar="DIR",
        help="Allow references of local documents to files in a folder.",
        rich_help_panel=RARE,
    ),
]
Header = Annotated[
    list[str] | None,
    typer.Option(
        "--header",
        metavar="'HOST NAME: VALUE'",
        help="Send a header to a host; ${NAME} stands for an environment variable.",
        rich_help_panel=RARE,
    ),
]
Offline = Annotated[
    bool,
    typer.Option("--offline", help="Send no requests; use cached documents.", rich_help_panel=RARE),
]
Frozen = Annotated[
    bool,
    typer.Option(
        "--frozen",
        help="Fail if documents differ from clientsmith.lock.",
        rich_help_panel=RARE,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Number of clients to process in parallel; default: one per processor.",
        rich_help_panel=RARE,
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print the result as JSON.", rich_help_panel=RARE)
]


def _source_options(
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    allow_file: AllowFile = None,
    header: Header = None,
) -> None:
    """Declares the options of `SourceOptions`."""


def _client_options(
    package: Package = None,
    package_only: PackageOnly = False,
    models: Models = None,
    http: Http = None,
    enums: Enumerations = None,
    naming: NamesFrom = None,
    runtime: RuntimeFrom = None,
    templates: Templates = None,
    keep_edits: KeepEdits = False,
) -> None:
    """Declares the options of `ClientOptions`."""


def _help_options(
    help_all: Annotated[
        bool,
        typer.Option(
            "--help-all",
            callback=show_all,
            is_eager=True,
            help="Show all options and exit.",
        ),
    ] = False,
) -> None:
    """Declares the option that shows rare options."""


_GROUPS: dict[str, tuple[Callable[..., None], Callable[..., Any]]] = {
    "sources": (_source_options, SourceOptions),
    "client_options": (_client_options, ClientOptions),
}
"""Parameter of a command → the options that it stands for, and what is made of them."""


def with_shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Replace the parameters `sources` and `client_options` of a command by the options of their
    classes, and add `--help-all`.

    Typer takes options from the signature and cannot group them.
    """
    own = inspect.signature(command, eval_str=True)
    groups = {
        name: (dict(inspect.signature(declared, eval_str=True).parameters), make)
        for name, (declared, make) in _GROUPS.items()
        if name in own.parameters
    }
    parameters: list[inspect.Parameter] = []
    for each in own.parameters.values():
        parameters += groups[each.name][0].values() if each.name in groups else (each,)
    parameters += inspect.signature(_help_options, eval_str=True).parameters.values()

    @functools.wraps(command)
    def wrapper(**arguments: Any) -> None:
        del arguments["help_all"]
        for name, (declared, make) in groups.items():
            arguments[name] = make(**{each: arguments.pop(each) for each in declared})
        command(**arguments)

    wrapper.__annotations__ = {each.name: each.annotation for each in parameters}
    vars(wrapper)["__signature__"] = own.replace(parameters=parameters)
    return wrapper
