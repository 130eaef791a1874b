"""Decisions on names, with the candidates that lost: what `clientsmith explain` shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from ..ir import Id
from .words.identifiers import NameScope

BY_SETTING = "the configuration chooses it"
BY_PREVIOUS_NAME = "the client had this name before"
BY_NUMBER = "the last candidate with an underscore or a number"

OVERRIDDEN = "is not what the configuration chooses"
NOT_GIVEN = "is not the name that the document gives"
NOT_PREVIOUS = "is not the name that the client had before"


class NameKind(StrEnum):
    """Kinds of things with names."""

    METHOD = "method"
    RESOURCE = "resource"
    MODEL = "model"
    REQUEST_MODEL = "request model"
    """Second class of a schema, for what is sent."""

    FIELD = "field"
    ARGUMENT = "argument"
    """Argument of a method."""

    CREDENTIAL = "credential"
    """Argument of the client for a credential."""


class Candidate(NamedTuple):
    """A name that was considered."""

    name: str
    rule: str
    """Where the name comes from, in plain words."""

    loss: str = ""
    """Why it was not taken; empty for the one that was."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Decision on one name, recorded where it is made."""

    kind: NameKind
    id: Id
    """Operation of a method, an argument or a resource, declaration of a model or a field, name of a
    security scheme."""

    name: str
    """As users write it behind `client.` or `models.`, or behind the object of a field;
    an argument alone."""

    rule: str
    """Why it is that name, in plain words."""

    candidates: tuple[Candidate, ...] = ()
    """Candidates in order, including the name itself unless it was set or kept."""

    key: str = ""
    """What the tables `names.operations` and `names.schemas` call the thing; empty where they cannot
    name it."""

    setting: str = ""
    """The key in those tables that chose the name; empty where none did."""

    pin: str = ""
    """The key in `.clientsmith/names.json` that kept the name; empty where none did."""

    owner: str = ""
    """Class of a field, method of an argument as users call it; else empty."""

    wire_name: str = ""
    """Name of a field or an argument in the document, role of an argument for a credential; else
    empty."""

    location: str = ""
    """Where an argument is sent: `path`, `query`, `header`, `cookie`, `body`; empty for per-request
    options and whatever is no argument of a method."""


class Decisions:
    """Collects decisions for those who ask; where nobody does, there is none to collect."""

    def __init__(self) -> None:
        self._found: dict[tuple[NameKind, Id, str, str, str], Decision] = {}

    def add(self, decision: Decision) -> None:
        """Note a decision; it replaces an earlier one on the same thing."""
        key = (
            decision.kind,
            decision.id,
            decision.owner,
            decision.location,
            decision.wire_name,
        )
        self._found[key] = decision

    def note_candidates(self, kind: NameKind, id_: Id, candidates: tuple[Candidate, ...]) -> None:
        """Add candidates to the decision on a method or a model."""
        key = (kind, id_, "", "", "")
        decision = self._found[key]
        if not decision.setting:
            candidates = tuple(
                each._replace(loss=NOT_GIVEN) if each.loss == OVERRIDDEN else each
                for each in candidates
            )
        self._found[key] = replace(decision, candidates=candidates)

    def __iter__(self) -> Iterator[Decision]:
        return iter(self._found.values())


class Trail:
    """Candidates on their way into a scope, noted as it looks at them.

    Args:
        candidates: the candidates, best first.
        rejected: what lost before the scope was asked.
    """

    def __init__(self, candidates: Iterable[Candidate], rejected: Iterable[Candidate] = ()) -> None:
        self._candidates = candidates
        self._rejected = rejected
        self._tried: list[Candidate] = []

    def __iter__(self) -> Iterator[str]:
        for candidate in self._candidates:
            self._tried.append(candidate)
            yield candidate.name

    def considered(
        self, name: str, scope: NameScope, shown: Callable[[str], str] = str
    ) -> tuple[Candidate, ...]:
        """Return what was considered for the name that the scope has given, that name last.

        Args:
            name: the name.
            scope: knows who has the others.
            shown: words what the scope knows as the owner of a name.
        """
        lost = [each for each in self._tried if each.name != name]
        won = next((each for each in self._tried if each.name == name), None)
        return (
            *self._rejected,
            *(each._replace(loss=_taken(scope.owner(each.name), shown)) for each in lost),
            won or Candidate(name, BY_NUMBER),
        )


def _taken(owner: str, shown: Callable[[str], str]) -> str:
    return shown(owner) if owner else "generated code uses the name itself"
