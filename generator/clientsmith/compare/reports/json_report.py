"""The report for programs."""

from __future__ import annotations

from typing import Any

from ...problem import Location
from ..accepted import Accepted
from ..change import Change, Impact
from ..outcome import Entry, Outcome, Results
from ..surface import Finding

VERSION = 1
"""Version of the format (`docs/diff-report.schema.json`)."""


def json_report(results: Results) -> dict[str, Any]:
    """Everything as JSON."""
    return {
        "version": VERSION,
        "verdict": results.verdict.word,
        "comparisons": [_comparison(outcome) for outcome in results.outcomes],
        "accepted": {
            "expired": [_accepted(each) for each in results.expired],
            "unused": [_accepted(each) for each in results.unused],
        },
    }


def _comparison(outcome: Outcome) -> dict[str, Any]:
    return {
        "client": outcome.client,
        "old": outcome.old,
        "new": outcome.new,
        "views": [view.value for view in outcome.views],
        "verdict": outcome.verdict.word,
        "next_version": outcome.next_version,
        "counts": {
            impact.value: sum(entry.impact is impact for entry in outcome.entries)
            for impact in Impact
        },
        "changes": [_entry(entry) for entry in outcome.entries],
        "client_only": [_finding(finding) for finding in outcome.agreement.client_only],
        "document_only": [_change(change) for change in outcome.agreement.document_only],
        "disagreements": [
            {
                "name": each.name,
                "client": [_finding(finding) for finding in each.findings],
                "document": [_change(change) for change in each.changes],
            }
            for each in outcome.agreement.disagreements
        ],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "view": entry.view.value,
        "code": entry.code,
        "impact": entry.impact.value,
        "subject": entry.subject,
        "message": entry.message,
        "operation": entry.operation or None,
        "python_old": entry.python_old or None,
        "python_new": entry.python_new or None,
        "old": _location(entry.old),
        "new": _location(entry.new),
        "affected": list(entry.affected),
        "used_by": list(entry.used_by),
        "used_by_total": entry.used_by_total,
        "accepted": None if entry.accepted is None else _accepted(entry.accepted),
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


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "impact": finding.impact.value,
        "name": finding.name,
        "message": finding.message,
    }


def _change(change: Change) -> dict[str, Any]:
    return {"code": change.code, "impact": change.impact.value, "subject": change.subject}


def _accepted(accepted: Accepted) -> dict[str, Any]:
    return {
        "code": accepted.code,
        "subject": accepted.subject,
        "reason": accepted.reason,
        "expires": accepted.expires.isoformat(),
    }
