"""A coverage report as JSON; `docs/coverage-report.schema.json` describes it."""

from __future__ import annotations

from typing import Any

from ..context import Package
from ..text import reveal
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


def pages_value(package: Package) -> list[dict[str, Any]]:
    """The verdict on each method whose operation has pages or looks like it, in the order of the
    methods."""
    return [
        {
            "method": f"{resource.path}.{method.name}",
            "operation": str(method.docs.request_line),
            "paginated": method.pagination is not None,
            "item": None if method.pagination is None else str(method.pagination.item),
            "reason": f"{reveal(method.pagination_reason)}.",
        }
        for resource in package.resources
        for method in resource.methods
        if reveal(method.pagination_reason)
    ]
