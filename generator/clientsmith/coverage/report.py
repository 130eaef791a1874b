"""Computes the coverage report of an API: the uses of each construct, and those that were lost.

`docs/coverage-report.schema.json` describes its JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..context import Package
from ..document import Document, Library, Node, ValueNotFound, descend, escape_token
from ..ir import Api
from ..problem import Location, Problem
from ..text import reveal
from .catalogue import CONSTRUCTS, Construct
from .uses import UsedObject, UseFinder

Occurrence = tuple[UsedObject, str, str]
"""An object, one of its constructs, and the key of the construct; the key is empty if it is the
object itself."""

_FARTHEST = 3
"""Maximum number of pointer tokens between a problem and a lost construct below it."""


class UseIndex:
    """Used objects by location."""

    def __init__(self, root: UsedObject) -> None:
        self.places = list(_everything(root))
        """Every used object once, nearer to the root first."""

        self._by_pointer: dict[tuple[str, str], list[UsedObject]] = {}
        for place in self.places:
            key = (place.document.origin, place.pointer)
            self._by_pointer.setdefault(key, []).append(place)

    def at(self, location: Location, constructs: Sequence[str]) -> list[Occurrence]:
        """Return the occurrences nearest to a location: at it, below it, or above it.

        Args:
            location: where a problem is.
            constructs: ids, or beginnings of ids that end in a dot, the likeliest first.
        """
        origin, pointer = location.origin, location.pointer
        here = self._by_pointer.get((origin, pointer), [])
        for construct in constructs:
            for found in (_own(here, construct), _below(here, construct)):
                if found:
                    return found
        key = ""
        while True:
            for construct in constructs:
                around = self._by_pointer.get((origin, pointer), [])
                found = _own(around, construct, key)
                if found:
                    return found
            if not pointer:
                return []
            pointer, _, key = pointer.rpartition("/")


def _everything(root: UsedObject) -> Iterator[UsedObject]:
    visited = {root}
    level = [root]
    while level:
        yield from level
        following = []
        for place in level:
            for child in place.children:
                if child not in visited:
                    visited.add(child)
                    following.append(child)
        level = following


def _is(id: str, construct: str) -> bool:
    return id == construct or (construct.endswith(".") and id.startswith(construct))


def _own(places: Sequence[UsedObject], construct: str, key: str = "") -> list[Occurrence]:
    """Return the constructs of objects, else those of their keys, or of one key."""
    whole = [(place, id, "") for place in places for id in place.constructs if _is(id, construct)]
    return whole or [
        (place, id, own)
        for place in places
        for id, own in place.keys
        if _is(id, construct) and key in ("", own)
    ]


def _below(places: Sequence[UsedObject], construct: str) -> list[Occurrence]:
    """Return the nearest occurrences below objects."""
    level = list(places)
    for _ in range(_FARTHEST):
        level = [
            child
            for place in level
            for child in place.children
            if child.document is place.document and child.pointer.startswith(place.pointer)
        ]
        found = _own(level, construct)
        if found:
            return found
    return []


LOST_CONSTRUCTS: dict[str, tuple[str, ...]] = {
    "body-dropped": ("body.", "reference."),
    "constant-unsupported": ("schema.enum", "schema.const"),
    "content-dropped": ("body.", "content.", "webhook.body", "callback.body", "parameter."),
    "content-not-generated": ("content.",),
    "encoding-ignored": ("encoding.headers",),
    "encoding-style-unknown": ("encoding.style",),
    "enum-empty": ("schema.enum",),
    "enum-value-type": ("schema.enum", "schema.const"),
    "header-dropped": ("response.header", "reference."),
    "mapping-unresolved": ("schema.mapping",),
    "operation-dropped": ("operation.",),
    "parameter-dropped": ("parameter.", "reference."),
    "parameter-duplicate": ("parameter.",),
    "parameter-ignored": ("parameter.",),
    "parameter-style-unknown": ("parameter.",),
    "path-dropped": ("operation.", "reference."),
    "path-parameter-extra": ("parameter.",),
    "reference-circular": ("reference.",),
    "reference-unresolved": ("reference.", "schema.$dynamicRef"),
    "response-dropped": ("response.", "reference."),
    "schema-conflict": ("schema.allOf",),
    "schema-forbidden": ("schema.boolean", "schema.not"),
    "schema-malformed": ("schema.",),
    "schema-too-deep": ("schema.",),
    "security-dropped": ("security.requirement",),
    "security-flow-dropped": ("security.",),
    "security-scheme-dropped": ("security.", "reference."),
    "security-scheme-not-generated": ("security.",),
    "security-scheme-unknown": ("security.requirement",),
    "server-dropped": ("server.",),
    "server-not-generated": ("server.",),
    "stream-not-generated": ("content.multipart",),
    "tag-dropped": ("document.tag",),
    "tag-duplicate": ("document.tag",),
    "union-too-large": ("schema.oneOf", "schema.anyOf"),
    "webhook-dropped": ("webhook.", "callback.", "reference."),
    "webhook-not-generated": ("webhook.operation", "callback.operation"),
}
"""Problem code → ids or id prefixes of constructs, one of which is lost at the problem's location.
"""


IGNORED = "ignored"
"""Code for constructs that never become code; no problem has it."""


@dataclass(frozen=True, slots=True)
class DroppedUse:
    """A use of a construct that did not become code."""

    place: Location
    code: str
    """Code of the problem that reports it, or `ignored`."""

    reason: str
    """One sentence."""

    part_of: str
    """Location of the enclosing object that was lost, as `origin#pointer`; empty if it was lost
    itself."""


@dataclass(frozen=True, slots=True)
class ConstructCount:
    """The number of uses of a construct, and those that were lost."""

    construct: Construct
    used: int
    dropped: tuple[DroppedUse, ...]

    @property
    def generated(self) -> int:
        """Number of uses that became code."""
        return self.used - len(self.dropped)


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """The coverage of the documents of one API."""

    documents: tuple[Document, ...]
    """All documents, by origin."""

    counts: tuple[ConstructCount, ...]
    """Counts of the used constructs, in the order of the catalogue."""

    elsewhere: tuple[DroppedUse, ...]
    """Losses at locations without a counted construct."""


@dataclass(frozen=True, slots=True)
class _Cause:
    """The reason why something did not become code."""

    code: str
    reason: str
    part_of: str = ""


_Causes = dict[Occurrence, _Cause]
_Use = tuple[str, str, str, str]
"""Construct, origin, pointer, and operation id, since two paths may share an object."""


def coverage_report(library: Library, api: Api, problems: Iterable[Problem]) -> CoverageReport:
    """Compute the coverage report of an API.

    Args:
        library: its documents.
        api: what was read of them.
        problems: everything that was found on the way to the plan.
    """
    index = UseIndex(UseFinder(library).root)
    causes, elsewhere = _reported_causes(index, problems)
    _add_unreported(index, api, causes)
    uses = _uses(index, causes)
    return CoverageReport(
        documents=tuple(library.documents[origin] for origin in sorted(library.documents)),
        counts=tuple(_counts(library, uses)),
        elsewhere=tuple(sorted(elsewhere, key=_order)),
    )


# --- causes ---------------------------------------------------------------------------------------


def _reported_causes(
    index: UseIndex, problems: Iterable[Problem]
) -> tuple[_Causes, list[DroppedUse]]:
    """Return the causes of losses that problems report, and losses without a counted construct."""
    causes: _Causes = {}
    elsewhere: list[DroppedUse] = []
    for problem in problems:
        constructs = LOST_CONSTRUCTS.get(problem.code)
        if constructs is None:
            continue
        place = problem.lost or problem.location
        found = index.at(place, constructs)
        for occurrence in found:
            causes.setdefault(occurrence, _Cause(problem.code, problem.message))
        if not found:
            elsewhere.append(DroppedUse(place, problem.code, problem.message, ""))
    return causes, elsewhere


def _add_unreported(index: UseIndex, api: Api, causes: _Causes) -> None:
    """Add causes that no problem reports: ignored constructs, and operations that were not read."""
    read = {operation.id for operation in api.operations}
    for place in index.places:
        for id, key in (*((id, "") for id in place.constructs), *place.keys):
            if CONSTRUCTS[id].ignored:
                causes.setdefault((place, id, key), _Cause(IGNORED, CONSTRUCTS[id].ignored))
        if place.kind == "operation" and place.id not in read:
            cause = _Cause("operation-dropped", "The operation cannot be read.")
            causes.setdefault((place, place.constructs[0], ""), cause)


# --- uses -----------------------------------------------------------------------------------------


def _uses(index: UseIndex, causes: Mapping[Occurrence, _Cause]) -> dict[_Use, _Cause | None]:
    """Return every use with the reason why it did not become code, or None."""
    uses: dict[_Use, _Cause | None] = {}
    alive, inherited = _reached(index.places, causes)
    for place in index.places:
        above = None if place in alive else inherited[place]
        shared = place.id if place.kind == "operation" else ""
        for id, key in (*((id, "") for id in place.constructs), *place.keys):
            pointer = f"{place.pointer}/{escape_token(key)}" if key else place.pointer
            use = (id, place.document.origin, pointer, shared)
            cause = causes.get((place, id, key)) or above
            uses[use] = cause if use not in uses or cause is None else uses[use]
    return uses


def _reached(
    places: Sequence[UsedObject], causes: Mapping[Occurrence, _Cause]
) -> tuple[set[UsedObject], dict[UsedObject, _Cause]]:
    """Return the objects that lead to code, and reasons for the others: those that are only
    reachable through lost objects."""
    left_out = {place: cause for place in places if (cause := _cause_of(place, causes)) is not None}
    alive = {places[0]}
    pending = [places[0]]
    while pending:
        place = pending.pop()
        if place not in left_out:
            found = [child for child in place.children if child not in alive]
            alive.update(found)
            pending += found
    inherited: dict[UsedObject, _Cause] = {}
    for place in places:  # nearer ones come first
        cause = inherited.get(place)
        if place in left_out:
            own = left_out[place]
            cause = _Cause(own.code, own.reason, f"{place.document.origin}#{place.pointer}")
        if cause is not None:
            for child in place.children:
                if child not in alive:
                    inherited.setdefault(child, cause)
    return alive, inherited


def _cause_of(place: UsedObject, causes: Mapping[Occurrence, _Cause]) -> _Cause | None:
    """Return why an object is lost together with everything below it."""
    return causes.get((place, place.constructs[0], "")) if place.constructs else None


# --- counts --------------------------------------------------------------------------------------


def _counts(library: Library, uses: Mapping[_Use, _Cause | None]) -> Iterator[ConstructCount]:
    used = Counter(use[0] for use in uses)
    dropped: dict[str, list[DroppedUse]] = {}
    for (id, origin, pointer, _), cause in uses.items():
        if cause is not None:
            place = _location(library.documents[origin], pointer)
            found = DroppedUse(place, cause.code, cause.reason, cause.part_of)
            dropped.setdefault(id, []).append(found)
    for id, construct in CONSTRUCTS.items():
        if id in used:
            yield ConstructCount(
                construct, used[id], tuple(sorted(dropped.get(id, ()), key=_order))
            )


def _location(document: Document, pointer: str) -> Location:
    """Return the location in the document; an object added by a dialect has that of its parent."""
    while True:
        try:
            descend(Node(document, "", document.data), pointer)
        except ValueNotFound:
            pointer = pointer.rpartition("/")[0]
        else:
            return document.location(pointer)


def _order(dropped: DroppedUse) -> tuple[str, int, str, str, str]:
    place = dropped.place
    return place.origin, place.line or 0, place.pointer, dropped.code, dropped.reason


def coverage_report_value(report: CoverageReport) -> dict[str, Any]:
    """Return the report of one API as JSON."""
    return {
        "documents": [
            {"origin": document.origin, "sha256": document.sha256} for document in report.documents
        ],
        "constructs": {count.construct.id: _count_value(count) for count in report.counts},
        "elsewhere": [_dropped_value(each) for each in report.elsewhere],
    }


def _count_value(count: ConstructCount) -> dict[str, Any]:
    return {
        "title": count.construct.title,
        "used": count.used,
        "generated": count.generated,
        "dropped": [_dropped_value(each) for each in count.dropped],
    }


def _dropped_value(dropped: DroppedUse) -> dict[str, Any]:
    return {
        "code": dropped.code,
        "origin": dropped.place.origin,
        "line": dropped.place.line,
        "pointer": dropped.place.pointer,
        "reason": dropped.reason,
        "part_of": dropped.part_of or None,
    }


def pages_value(package: Package) -> list[dict[str, Any]]:
    """Return the pagination verdict for each method whose operation is or looks paginated, in
    order."""
    return [
        {
            "method": f"{resource.path}.{method.name}",
            "operation": str(method.docs.request_line),
            "paginated": method.pagination is not None,
            "item": None if method.pagination is None else str(method.pagination.item),
            "reason": f"{reveal(method.pagination_reason)}.",
        }
        for resource in package.resources
        for method in resource.methods
        if reveal(method.pagination_reason)
    ]
