"""How much of a document became code: each construct of OpenAPI with its uses and its losses.

`catalogue` names the constructs, `grammar` and `classify` say where they stand, `census` finds them,
`losses` says what each problem code means, `attribution` which use a problem is about, and `figures`
puts it together. `pages` says which operations have pages, and why.
"""

from __future__ import annotations

from .figures import CoverageReport, Dropped, Figure, coverage_report
from .values import coverage_report_value, pages_value

__all__ = [
    "CoverageReport",
    "Dropped",
    "Figure",
    "coverage_report",
    "coverage_report_value",
    "pages_value",
]
