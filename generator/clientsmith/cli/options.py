"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..config import Conflicts

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
Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar="DIR", help="Folder of templates of your own."),
]
KeepEdits = Annotated[
    bool,
    typer.Option(
        "--keep-edits", help="Merge edits in generated files with what is generated anew."
    ),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report", metavar="FILE", help="Write a coverage report as JSON; `-` is standard output."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings are failures (exit code 3).")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show every problem and note.")]
Conflicting = Annotated[
    Conflicts,
    typer.Option("--conflicts", help="What becomes of parts that pages describe differently."),
]
AllowRemote = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-remote", metavar="HOST", help="Let references lead to a host; `*` is every host."
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Connect to addresses that are not public, too."),
]
AllowFile = Annotated[
    list[Path] | None,
    typer.Option(
        "--allow-file", metavar="DIR", help="Let references of local documents lead into a folder."
    ),
]
Header = Annotated[
    list[str] | None,
    typer.Option(
        "--header",
        metavar="'HOST NAME: VALUE'",
        help="Send a header to a host; ${NAME} in it is an environment variable.",
    ),
]
Offline = Annotated[
    bool,
    typer.Option("--offline", help="Ask no server; use what was fetched before."),
]
Frozen = Annotated[
    bool,
    typer.Option("--frozen", help="Refuse documents that are not as clientsmith.lock has them."),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Clients to work on at a time; default: as many as there are processors.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")]
