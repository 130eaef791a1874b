"""Which version of the contract a folder of templates was written for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ..context import CONTEXT_VERSION
from ..context.version import version_key
from ..problem import Location, Problem, Severity

RECORD = ".clientsmith/templates.json"
"""What `clientsmith templates` notes of a folder, relative to it; `context_version` is the version."""


def foreign_version(folder: Path) -> Iterator[Problem]:
    """A warning where the templates were written for a version that this program does not keep to: a
    later one, or another major one. Folders without a record, or with a damaged one, say nothing.
    """
    try:
        value = json.loads((folder / RECORD).read_bytes())
        written = version_key(value["context_version"])
    except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return
    here = version_key(CONTEXT_VERSION)
    if written > here:
        hint = (
            "Use the version of clientsmith that the templates were written with, or a later one."
        )
    elif written[0] < here[0]:
        hint = "See what `clientsmith templates lint` and `clientsmith templates upgrade` say."
    else:
        return
    yield Problem(
        "template-version-differs",
        Severity.WARNING,
        f"The templates were written for version {'.'.join(map(str, written))} of the template "
        f"context; this program has version {CONTEXT_VERSION}.",
        Location(RECORD),
        hint,
    )
