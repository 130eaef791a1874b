"""Reports on inline documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from clientsmith.config import Config
from clientsmith.coverage import CoverageReport, coverage_report
from clientsmith.pipeline import Planned, plan_client


def planned(file: Path) -> Planned:
    """Everything that is known of a file before a template is rendered."""
    config = Config(naming="operation-id", spec=str(file.resolve()), output="out", package="sample")
    return plan_client(config, progress=lambda stage: None)


def report_of(plan: Planned) -> CoverageReport:
    """The report on a plan."""
    return coverage_report(plan.library, plan.api, plan.problems)


def completed(document: str | Mapping[str, Any]) -> dict[str, Any]:
    """A document with what every document needs filled in."""
    data = dict(yaml.safe_load(document) if isinstance(document, str) else document)
    if "swagger" not in data:
        data.setdefault("openapi", "3.1.0")
        data.setdefault("servers", [{"url": "https://api.test"}])
    data.setdefault("info", {"title": "Sample", "version": "1"})
    data.setdefault("paths", {})
    return data


def report(document: str | Mapping[str, Any], folder: Path) -> CoverageReport:
    """The report on an inline document."""
    file = folder / "openapi.yaml"
    text = yaml.safe_dump(completed(document), sort_keys=False, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    return report_of(planned(file))


def used(report: CoverageReport) -> dict[str, int]:
    """How often each construct is used."""
    return {count.construct.id: count.used for count in report.counts}


def lost(report: CoverageReport) -> dict[tuple[str, str], int]:
    """Construct and code to how often it is lost itself, not as a part of something else."""
    return dict(
        Counter(
            (count.construct.id, dropped.code)
            for count in report.counts
            for dropped in count.dropped
            if not dropped.part_of
        )
        + Counter(("elsewhere", dropped.code) for dropped in report.elsewhere)
    )
