"""Two versions of an API, seen from their documents and from their clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .agreement import Agreement, agree
from .change import Change
from .documents import compare
from .surface import ClientFiles, Finding, settled, surface_findings

if TYPE_CHECKING:
    from ..pipeline import Planned


@dataclass(frozen=True, slots=True)
class Side:
    """One of two versions."""

    name: str
    """What people call it."""

    client: ClientFiles | None
    """The client's modules; None where nobody wants to see them."""

    planned: Planned | None
    """What the document says; None of a client whose document is not at hand."""


@dataclass(frozen=True, slots=True)
class Views:
    """What differs between two versions."""

    old: str
    """What people call the old one."""

    new: str
    changes: tuple[Change, ...] | None
    """What differs between the documents; None where they were not compared."""

    findings: tuple[Finding, ...] | None
    """What differs between what users of the clients can name; None where it was not compared."""

    agreement: Agreement
    """How far the two agree, where there are both."""


def look(old: Side, new: Side) -> Views:
    """Compare what both sides have.

    Raises:
        BrokenModule: a module of a client cannot be parsed.
    """
    changes = findings = None
    if old.planned is not None and new.planned is not None:
        changes = compare(old.planned, new.planned)
    if old.client is not None and new.client is not None:
        findings = surface_findings(old.client, new.client, _renames(changes or ()))
    agreement = Agreement()
    if changes is not None and findings is not None:
        agreement = agree(changes, findings)
    elif findings is not None and old.client is not None and new.client is not None:
        findings = settled(findings, old.client, new.client)
    return Views(old.name, new.name, changes, findings, agreement)


def _renames(changes: Sequence[Change]) -> Mapping[str, str]:
    """Old name → new name of what has another one for a known reason."""
    return {
        change.python_old: change.python_new
        for change in changes
        if change.python_old and change.python_new and change.python_old != change.python_new
    }
