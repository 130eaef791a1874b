"""`clientsmith demo`: generate a client of an example, and call it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from ...encode.characters import printable
from ...program import builtin_folder
from ...project.output import OutputError
from ..clients import SourceOptions, one_client
from ..options import AsJson, Quiet
from ..report import Report
from ..running import cache_folder, errors_as_exit_codes
from ..tasks import ClientTask, generate_task

_FILES = ("openapi.yaml", "try_it.py")


def demo(
    directory: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Folder for it; default: a temporary one."
        ),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Generate a client of an example document in a temporary folder, and call it. Nothing is sent:
    a function of the example stands for the server."""
    report = Report(quiet=quiet, as_json=as_json)
    with errors_as_exit_codes(report):
        folder = _folder(directory)
        for name in _FILES:
            text = (builtin_folder().parent / "demo" / name).read_text(encoding="utf-8")
            (folder / name).write_text(text, encoding="utf-8")
        report.line(f"{folder / 'openapi.yaml'}: an API of a bookshop, with 3 operations", "bold")
        report.line("$ clientsmith generate openapi.yaml -o sdk", "dim")
        client = one_client([str(folder / "openapi.yaml")], folder / "sdk", sources=SourceOptions())
        made = generate_task(ClientTask(client, cache_folder()), lambda stage: None)
        written = made.result.written.changed
        report.line(f"{folder / 'sdk'}: {len(written)} files written", "bold")
        report.line("$ python try_it.py", "dim")
        output = _run(folder)
        if not as_json:
            typer.echo(printable(output), nl=False)
        place = shlex.quote(str(folder))
        report.line(f"Next: read try_it.py and sdk/README.md in {place}, or generate your own:")
        report.line("  clientsmith generate openapi.json -o sdk")
        report.json(_value(folder, written, output))


def _folder(directory: Path | None) -> Path:
    """Return an empty folder.

    Raises:
        OutputError: the one that is given has files, or cannot be made.
    """
    if directory is None:
        return Path(tempfile.mkdtemp(prefix="clientsmith-demo-"))
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if any(directory.iterdir()):
            raise OutputError(f"{directory} is not empty; the demo needs a folder of its own.")
    except OSError as error:
        raise OutputError(f"{directory} cannot be used: {error.strerror}.") from None
    return directory.resolve()


def _run(folder: Path) -> str:
    """Run the example with the generated client, and return what it prints.

    Raises:
        OutputError: it fails.
    """
    done = subprocess.run(
        [sys.executable, "try_it.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "sdk"), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode != 0:
        raise OutputError(f"{folder / 'try_it.py'} failed:\n{done.stderr}")
    return done.stdout


def _value(folder: Path, written: tuple[str, ...], output: str) -> dict[str, Any]:
    return {"folder": str(folder), "written": list(written), "output": output}
