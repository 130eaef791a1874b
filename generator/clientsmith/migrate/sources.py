"""Finds out which tool a source belongs to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from ..document import Document, Node
from ..problem import Location, Problem, Severity, UnusableSource, quoted
from ..sources import read_file
from .changes import Action
from .ledger import Ledger
from .stainless import StainlessConfiguration
from .target import Target

_NAMES = ("stainless.yml", "stainless.yaml", ".stainless/stainless.yml")
"""Names of files that are looked for in a folder, best first."""


class Source(Protocol):
    """Configuration of another tool, or a client that it made."""

    tool: str
    """Name of the tool."""

    @property
    def roots(self) -> tuple[Node, ...]:
        """Every file whose settings are explained."""

    def changes(
        self, ledger: Ledger, document: dict[str, Any]
    ) -> list[tuple[Node, str, list[Action]]]:
        """Return changes that the document needs before its parts are named: the node of each, what
        it does, and its actions."""

    def configure(self, ledger: Ledger, target: Target) -> None:
        """Read all settings."""


def open_source(name: str) -> Source:
    """Return the source with a name.

    Raises:
        UnusableSource: it cannot be read, or belongs to no tool that is known.
    """
    path = Path(name)
    if path.is_dir():
        for each in _NAMES:
            if (path / each).is_file():
                return _configuration(path / each, f"{name.rstrip('/')}/{each}")
        raise _unknown(name)
    return _configuration(path, name)


def _configuration(path: Path, name: str) -> Source:
    document = _read(path, name)
    data = document.data
    if isinstance(data, dict) and not data.keys().isdisjoint(("resources", "client_settings")):
        return StainlessConfiguration(document)
    raise _unknown(name)


def _read(path: Path, name: str) -> Document:
    try:
        return replace(read_file(path), origin=name)
    except UnusableSource as error:
        raise UnusableSource(
            replace(each, location=replace(each.location, origin=name)) for each in error.problems
        ) from None


def _unknown(name: str) -> UnusableSource:
    problem = Problem(
        "source-unsupported",
        Severity.ERROR,
        f"{quoted(name)} is no configuration of a tool that clientsmith can migrate from.",
        Location(name),
        "Give a stainless.yml, or a folder with one.",
    )
    return UnusableSource([problem])
