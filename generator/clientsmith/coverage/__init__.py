"""How much of a document became code: each construct of OpenAPI with its uses and its losses.

`catalogue` names the constructs, `grammar` and `classify` say where they stand, `census` finds them,
`losses` says what each problem code means, `attribution` which use a problem is about, and `counts`
puts it together. `pages` says which operations have pages, and why.
"""

from __future__ import annotations

from .report import (
    ConstructCount,
    CoverageReport,
    DroppedUse,
    coverage_report,
    coverage_report_value,
    pages_value,
)

__all__ = [
    "ConstructCount",
    "CoverageReport",
    "DroppedUse",
    "coverage_report",
    "coverage_report_value",
    "pages_value",
]
