"""Coverage report: which constructs of OpenAPI a document uses, and which of them became code.

`catalogue` names the constructs, `grammar` says where they occur, `uses` finds them, and `report`
counts them and determines which were lost.
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
