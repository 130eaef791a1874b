"""What became of edits in generated files, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...config.configuration import Config
from ..report import Report

if TYPE_CHECKING:
    from ...project.edits import Outcome


def tell_edits(client: Config, outcome: Outcome, report: Report) -> None:
    """Say where edits were kept, and where they conflict with what is generated."""
    for conflict in outcome.conflicts:
        line = "" if conflict.line is None else f":{conflict.line}"
        report.error(f"{client.output}/{conflict.path}{line}: {conflict.reason}")
    if outcome.kept:
        files = "1 file" if len(outcome.kept) == 1 else f"{len(outcome.kept)} files"
        report.line(f"{client.output}: edits kept in {files}; commit .clientsmith with them")


def edits_value(outcome: Outcome) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "kept": list(outcome.kept),
        "conflicts": [
            {"path": conflict.path, "line": conflict.line, "reason": conflict.reason}
            for conflict in outcome.conflicts
        ],
    }
