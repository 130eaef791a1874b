"""`clientsmith templates eject`: copy built-in templates and blocks, to change them."""

from __future__ import annotations

import shlex
from typing import Annotated

import typer

from .... import __version__
from ....config import ConfigError
from ...options import AsJson, ConfigFile, Quiet
from ...report import Report
from ...running import errors_as_exit_codes
from .folders import TemplatesFolder, one_folder


def eject(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEMPLATE…", help="Built-in templates, such as `README.md`."),
    ] = None,
    blocks: Annotated[
        list[str] | None,
        typer.Option("--block", "-b", metavar="NAME", help="Copy a block of the template alone."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Copy every built-in template.")
    ] = False,
    templates: TemplatesFolder = None,
    config: ConfigFile = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace what the folder has in their places.")
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Copy built-in templates, or blocks of one, into your folder, to change them there."""
    if everything == bool(names) or (blocks and len(names or ()) != 1):
        raise typer.BadParameter("give TEMPLATE…, or TEMPLATE --block NAME, or --all")
    from ....context import CONTEXT_VERSION
    from ....template_tools.ejecting import eject as eject_pieces
    from ....template_tools.ejecting import pieces_named, write_copies
    from ....template_tools.folder import read_folder, read_record

    report = Report(quiet=quiet, as_json=as_json)
    with errors_as_exit_codes(report):
        chosen = one_folder(templates, config)
        record = read_record(chosen.place)
        folder = read_folder(chosen.place)
        pieces, mistakes = pieces_named(folder, names or (), blocks or (), everything=everything)
        ejected = eject_pieces(folder, pieces, force=force)
        if mistakes or ejected.mistakes:
            raise ConfigError(chosen.shown, [*mistakes, *ejected.mistakes])
        write_copies(
            chosen.place, ejected, record, program=__version__, context_version=CONTEXT_VERSION
        )
        for name in ejected.files:
            own = [piece.block for piece in ejected.pieces if piece.template == name]
            what = f"block{'s' if len(own) > 1 else ''} {', '.join(own)}" if own[0] else "copied"
            report.line(f"{(chosen.place / name).as_posix()}: {what}", "bold")
        report.json({"folder": chosen.shown, "files": list(ejected.files)})
        shown = shlex.quote(chosen.shown)
        if not chosen.clients:
            report.line(
                f"Next: change it, then run clientsmith generate SPEC -o DIR --templates {shown}"
            )
        else:
            report.line("Next: change it, then run `clientsmith generate`.")
