"""A coverage report as JSON; `docs/coverage-report.schema.json` describes it."""

from __future__ import annotations

from typing import Any

from .figures import CoverageReport, Dropped, Figure


def coverage_report_value(report: CoverageReport) -> dict[str, Any]:
    """What a report says of one API, for programs."""
    return {
        "documents": [
            {"origin": document.origin, "sha256": document.sha256} for document in report.documents
        ],
        "constructs": {figure.construct.id: _figure(figure) for figure in report.figures},
        "elsewhere": [_dropped(each) for each in report.elsewhere],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "title": figure.construct.title,
        "used": figure.used,
        "generated": figure.generated,
        "dropped": [_dropped(each) for each in figure.dropped],
    }


def _dropped(dropped: Dropped) -> dict[str, Any]:
    return {
        "code": dropped.code,
        "origin": dropped.place.origin,
        "line": dropped.place.line,
        "pointer": dropped.place.pointer,
        "reason": dropped.reason,
        "part_of": dropped.part_of or None,
    }
