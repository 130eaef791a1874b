"""The file of `clientsmith generate --report`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..config.configuration import Config
from ..project.output import OutputError

if TYPE_CHECKING:
    from ..pipeline import Planned

VERSION = 1
"""Version of the format (`docs/coverage-report.schema.json`)."""

STANDARD_OUTPUT = Path("-")


def client_coverage(client: Config, planned: Planned) -> dict[str, Any]:
    """How much of its documents a client has, as JSON."""
    from ..coverage import coverage_report, coverage_report_value, pages_value

    report = coverage_report(planned.library, planned.api, planned.problems)
    coverage = planned.coverage
    return {
        "name": client.name,
        "package": str(planned.package.name),
        "operations": {"used": coverage.operations, "generated": coverage.operations_generated},
        "schemas": {"used": coverage.schemas, "generated": coverage.schemas_generated},
        **coverage_report_value(report),
        "pages": pages_value(planned.package),
    }


def write_coverage(clients: Sequence[dict[str, Any]], file: Path) -> None:
    """Write the report on all clients of a run.

    Raises:
        OutputError: the file cannot be written.
    """
    value = {"version": VERSION, "clients": list(clients)}
    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    data = text.encode("utf-8", "backslashreplace")  # lone surrogates as JSON has them
    try:
        if file == STANDARD_OUTPUT:
            sys.stdout.buffer.write(data)
        else:
            file.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}.") from None
