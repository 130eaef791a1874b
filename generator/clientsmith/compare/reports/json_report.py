"""Report for programs."""

from __future__ import annotations

from typing import Any

from ...problem import Location
from ..change import CLIENT_CODES, AcceptedChange, Change, Impact
from ..results import ComparisonResult, DiffResults
from ..surface import SurfaceChange

VERSION = 1
"""Version of the format (`docs/diff-report.schema.json`)."""


def json_report(results: DiffResults) -> dict[str, Any]:
    """Return all results as JSON."""
    return {
        "version": VERSION,
        "verdict": results.verdict.word,
        "comparisons": [_comparison(result) for result in results.comparisons],
        "accepted": {
            "expired": [_accepted(each) for each in results.expired],
            "unused": [_accepted(each) for each in results.unused],
        },
    }


def _comparison(result: ComparisonResult) -> dict[str, Any]:
    return {
        "client": result.client,
        "old": result.old,
        "new": result.new,
        "views": ["document"] * result.has_documents + ["client"] * result.has_clients,
        "verdict": result.verdict.word,
        "next_version": result.next_version,
        "counts": {
            impact.value: sum(change.impact is impact for change in result.changes)
            for impact in Impact
        },
        "changes": [_change(change) for change in result.changes],
        "client_only": [_surface_change(each) for each in result.agreement.client_only],
        "document_only": [_short(change) for change in result.agreement.document_only],
        "disagreements": [
            {
                "name": each.name,
                "client": [_surface_change(change) for change in each.surface_changes],
                "document": [_short(change) for change in each.changes],
            }
            for each in result.agreement.disagreements
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "view": "client" if change.code in CLIENT_CODES else "document",
        "code": change.code,
        "impact": change.impact.value,
        "subject": change.subject,
        "message": change.message,
        "operation": change.operation or None,
        "python_old": change.python_old or None,
        "python_new": change.python_new or None,
        "old": _location(change.old),
        "new": _location(change.new),
        "affected": list(change.affected),
        "used_by": list(change.used_by),
        "used_by_total": change.used_by_total,
        "accepted": None if change.accepted is None else _accepted(change.accepted),
    }


def _location(location: Location | None) -> dict[str, Any] | None:
    if location is None:
        return None
    return {
        "origin": location.origin,
        "line": location.line,
        "pointer": location.pointer,
        "page": location.page or None,
    }


def _surface_change(change: SurfaceChange) -> dict[str, Any]:
    return {
        "code": change.code,
        "impact": change.impact.value,
        "name": change.name,
        "message": change.message,
    }


def _short(change: Change) -> dict[str, Any]:
    return {"code": change.code, "impact": change.impact.value, "subject": change.subject}


def _accepted(accepted: AcceptedChange) -> dict[str, Any]:
    return {
        "code": accepted.code,
        "subject": accepted.subject,
        "reason": accepted.reason,
        "expires": accepted.expires.isoformat(),
    }
