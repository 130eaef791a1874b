"""What a migration found in its source, setting by setting, and what it makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from ..document import Node
from ..problem import Location

Place = Node | Location
"""Where a setting stands: a value of a document, or a line of a text."""


class Outcome(StrEnum):
    """What became of a setting."""

    CARRIED = "carried over"
    CHANGED = "another form"
    MISSING = "no form"
    IRRELEVANT = "not about a Python client"


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting of the source and what became of it."""

    outcome: Outcome
    subject: str
    """Kind of setting, such as `method` or `model`."""

    source: str
    """The setting as the source writes it, short."""

    here: str
    """What it is here, or why it is nothing."""

    location: Location


class Table(StrEnum):
    """Tables of the configuration whose entries the client may refuse."""

    OPERATIONS = "names.operations"
    SCHEMAS = "names.schemas"
    PAGINATION = "pagination"
    CREDENTIALS = "names.credentials"
    VARIABLES = "names.variables"


@dataclass(frozen=True, slots=True)
class Migration:
    """Result of a migration: what is written, and what became of each setting."""

    tool: str
    """Name of the tool that the source belongs to."""

    settings: Mapping[str, Any]
    """Settings of `clientsmith.toml`, without `spec`, `output` and `overlays`."""

    actions: tuple[Mapping[str, Any], ...]
    """Actions of an OpenAPI Overlay; empty if the document stays as it is."""

    entries: tuple[Entry, ...]

    unnamed: tuple[str, ...] = ()
    """Operations of the document that the source does not name."""


@dataclass
class Ledger:
    """Collects settings, changes to the document, and entries while a source is read."""

    settings: dict[str, Any] = field(default_factory=dict)
    actions: list[Mapping[str, Any]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    """Operations of the document that the source does not name."""

    unpaged: list[tuple[str, Place, str]] = field(default_factory=list)
    """Operations that return no pages in the source: key, place and name."""

    _covered: set[tuple[str, str]] = field(default_factory=set)
    _claims: dict[tuple[Table | None, str], int] = field(default_factory=dict)
    """Key of a table, or of a top-level setting → index of the entry that it was made for."""

    def carried(self, node: Place, subject: str, source: str, here: str) -> None:
        """Record a setting that means the same here."""
        self._add(Outcome.CARRIED, node, subject, source, here)

    def changed(self, node: Place, subject: str, source: str, here: str) -> None:
        """Record a setting that is said in another way here."""
        self._add(Outcome.CHANGED, node, subject, source, here)

    def missing(self, node: Place, subject: str, source: str, why: str) -> None:
        """Record a setting that has no form here."""
        self._add(Outcome.MISSING, node, subject, source, why)

    def irrelevant(self, node: Place, subject: str, source: str, why: str) -> None:
        """Record a setting that does not concern a Python client."""
        self._add(Outcome.IRRELEVANT, node, subject, source, why)

    def understood(self, node: Node) -> None:
        """Note that a value was used with another setting, which has the entry."""
        self._covered.add((node.document.origin, node.pointer))

    def setting(self, key: str, value: object, node: Place, subject: str, source: str) -> None:
        """Set a top-level setting, unless it is set."""
        if key in self.settings:
            self.missing(node, subject, source, f"`{key}` is set already")
            return
        self.settings[key] = value
        self._claims[None, key] = len(self.entries)
        self.carried(node, subject, source, f"`{key}`")

    def named(
        self, table: Table, key: str, name: str, node: Place, subject: str, source: str
    ) -> bool:
        """Give a name in a table, unless the key has one; return whether it was given."""
        there = self._table(table)
        if key in there:
            return False
        there[key] = name
        self._claims[table, key] = len(self.entries)
        self.carried(node, subject, source, name)
        return True

    def credential(
        self, scheme: str, role: str, name: str, variable: str, node: Place, source: str
    ) -> None:
        """Name the argument of a credential and its environment variable.

        Args:
            scheme: its security scheme.
            role: what the argument is for, if the scheme has several.
            name: the argument.
            variable: the environment variable; empty if there is none.
            node: place of the setting.
            source: the setting, short.
        """
        key = scheme if role in ("", "value") else f"{scheme}.{role}"
        if not self.named(Table.CREDENTIALS, key, name, node, "credential", source):
            there = self._table(Table.CREDENTIALS)[key]
            self.missing(node, "credential", source, f"the argument is {there}, and has one name")
            return
        if variable:
            shown = f"{source}, environment variable {variable}"
            self.named(Table.VARIABLES, key, variable, node, "credential", shown)

    def paginated(self, key: str, rule: object, node: Place, source: str, here: str) -> None:
        """Set how an operation is paginated, unless that is set."""
        there = self._table(Table.PAGINATION)
        if key not in there:
            there[key] = rule
            self._claims[Table.PAGINATION, key] = len(self.entries)
        self.carried(node, "pagination", source, here)

    def refused(self, table: Table | None, key: str, why: str) -> None:
        """Take back an entry of a table, or a top-level setting, that the client cannot follow."""
        index = self._claims.pop((table, key), None)
        if index is not None:
            (self.settings if table is None else self._table(table)).pop(key, None)
            self.entries[index] = replace(self.entries[index], outcome=Outcome.MISSING, here=why)

    def claims(self) -> tuple[tuple[Table | None, str], ...]:
        """Return all entries of tables and top-level settings that the client has to follow."""
        return tuple(self._claims)

    def explain_rest(self, root: Node) -> None:
        """Record everything in a source that no entry covers: settings that are not known."""
        parents = {
            (origin, pointer[:cut])
            for origin, pointer in self._covered
            for cut in range(len(pointer))
            if pointer[cut] == "/"
        }
        pending = [root]
        while pending:
            node = pending.pop()
            place = (node.document.origin, node.pointer)
            if place in self._covered:
                continue
            children = [child for _, child in node.items()] or list(node.elements())
            if place in parents:
                pending += reversed(children)
            elif node.data not in ({}, []):
                name = node.pointer.rsplit("/", 1)[-1]
                self.missing(node, "setting", name, "clientsmith does not know this setting")

    def result(self, tool: str) -> Migration:
        """Return the migration with entries in the order of the source."""
        ordered = sorted(
            self.entries, key=lambda each: (each.location.origin, each.location.line or 0)
        )
        settings = {key: value for key, value in self.settings.items() if value not in ({}, [])}
        return Migration(tool, settings, tuple(self.actions), tuple(ordered), tuple(self.unnamed))

    def _table(self, table: Table) -> dict[str, Any]:
        there = self.settings
        for part in table.split("."):
            there = there.setdefault(part, {})
        return there

    def _add(self, outcome: Outcome, node: Place, subject: str, source: str, here: str) -> None:
        if isinstance(node, Node):
            self.understood(node)
            node = node.location
        self.entries.append(Entry(outcome, subject, source, here, node))


def share_carried(entries: Iterable[Entry]) -> tuple[int, int]:
    """Return how many settings that concern a Python client were carried over, in this or another
    form, and how many there are."""
    about = [each for each in entries if each.outcome is not Outcome.IRRELEVANT]
    kept = [each for each in about if each.outcome is not Outcome.MISSING]
    return len(kept), len(about)
