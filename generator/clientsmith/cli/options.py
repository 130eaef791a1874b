"""Options that several commands share."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ..config import Conflicts, Naming
from .clients import SourceOptions

What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME… | SPEC]",
        help="Clients of the configuration (default: all), or with -o a document, page or `-`.",
    ),
]
Directory = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="Folder of the generated project."),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Configuration; default: clientsmith.toml here."),
]
Package = Annotated[
    str | None,
    typer.Option("--package", "-p", metavar="NAME", help="Import name of the generated package."),
]
PackageOnly = Annotated[
    bool,
    typer.Option(
        "--package-only", help="Write only the Python package, without the project around it."
    ),
]
NamesFrom = Annotated[
    Naming | None,
    typer.Option("--naming", help="Where names of operations come from (default: auto)."),
]
Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar="DIR", help="Folder of custom templates."),
]
KeepEdits = Annotated[
    bool,
    typer.Option("--keep-edits", help="Merge edits in generated files with newly generated code."),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report", metavar="FILE", help="Write a coverage report as JSON; `-` is standard output."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors (exit code 3).")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show every problem and note.")]
Conflicting = Annotated[
    Conflicts,
    typer.Option("--conflicts", help="How to resolve conflicts between pages."),
]
AllowRemote = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-remote", metavar="HOST", help="Allow references to a host; `*` allows every host."
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Allow connections to addresses that are not public."),
]
AllowFile = Annotated[
    list[Path] | None,
    typer.Option(
        "--allow-file",
        metavar="DIR",
        help="Allow references of local documents to files in a folder.",
    ),
]
Header = Annotated[
    list[str] | None,
    typer.Option(
        "--header",
        metavar="'HOST NAME: VALUE'",
        help="Send a header to a host; ${NAME} stands for an environment variable.",
    ),
]
Offline = Annotated[
    bool,
    typer.Option("--offline", help="Send no requests; use cached documents."),
]
Frozen = Annotated[
    bool,
    typer.Option("--frozen", help="Fail if documents differ from clientsmith.lock."),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Number of clients to process in parallel; default: one per processor.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def _source_options(
    conflicts: Conflicting = "error",
    allow_remote: AllowRemote = None,
    allow_private: AllowPrivate = False,
    allow_file: AllowFile = None,
    header: Header = None,
) -> None:
    """Declares the options of `SourceOptions`."""


def with_source_options(command: Callable[..., None]) -> Callable[..., None]:
    """Replace the parameter `sources` of a command by the options of `SourceOptions`.

    Typer takes options from the signature and cannot group them.
    """
    shared = inspect.signature(_source_options, eval_str=True).parameters
    own = inspect.signature(command, eval_str=True)
    parameters = [
        parameter
        for each in own.parameters.values()
        for parameter in (shared.values() if each.name == "sources" else (each,))
    ]

    @functools.wraps(command)
    def wrapper(**arguments: Any) -> None:
        options = {name: arguments.pop(name) for name in shared}
        command(**arguments, sources=SourceOptions(**options))

    wrapper.__annotations__ = {each.name: each.annotation for each in parameters}
    vars(wrapper)["__signature__"] = own.replace(parameters=parameters)
    return wrapper
