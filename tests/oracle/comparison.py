"""Where two generators see a schema differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from oracle.shapes import ANY, Atom, Declared, Model, Shape, text, without_null

KINDS = {
    "only ours": "a property that only we see",
    "only theirs": "a property that only the other generator sees",
    "required": "whether a property is required",
    "nullable": "whether a property may be null",
    "type": "the type of a property, or that of a schema that is no model",
    "additional": "the type of undeclared properties",
    "model": "one of us sees an object with properties, the other one does not",
}
"""Kinds of differences."""


@dataclass(frozen=True)
class Difference:
    """One thing that the two see differently."""

    kind: str
    """A key of `KINDS`."""

    place: str
    """The schema, and a dot and the property where it is one of those."""

    ours: str
    theirs: str


@dataclass(frozen=True)
class Compared:
    """What was looked at."""

    declarations: int
    fields: int
    differences: tuple[Difference, ...]


def compare(ours: Mapping[str, Declared], theirs: Mapping[str, Declared]) -> Compared:
    """Compares every schema that both declare."""
    both = [id for id in ours if id in theirs]
    comparison = _Comparison(ours, theirs)
    found = [difference for id in both for difference in comparison.declared(id)]
    fields = 0
    for id in both:
        declared = ours[id]
        fields += len(declared.fields) if isinstance(declared, Model) else 0
    return Compared(len(both), fields, tuple(found))


def _place(id: str) -> str:
    """An id without what is the same for all components."""
    for prefix in ("#/components/schemas/", "#/definitions/", "#"):
        _, found, name = id.partition(prefix)
        if found and name:
            return name
    return id


class _Comparison:
    def __init__(self, ours: Mapping[str, Declared], theirs: Mapping[str, Declared]) -> None:
        self._ours = ours
        self._theirs = theirs
        self._assumed: set[tuple[str, str]] = set()
        """Pairs of models that are taken as the same while nothing speaks against it."""

    def declared(self, id: str) -> Iterator[Difference]:
        ours, theirs, place = self._ours[id], self._theirs[id], _place(id)
        match ours, theirs:
            case Model(), Model():
                yield from self._models(ours, theirs, place)
            case frozenset(), frozenset():
                # Null belongs to the uses of a declaration.
                yield from self._shapes("type", without_null(ours), without_null(theirs), place)
            case frozenset(), Model() if synonym := _only_model(ours):
                yield from self._models(self._ours[synonym], theirs, place)
            case Model(), frozenset() if synonym := _only_model(theirs):
                yield from self._models(ours, self._theirs[synonym], place)
            case _:
                yield Difference("model", place, _summary(ours), _summary(theirs))

    def _models(self, ours: Declared, theirs: Declared, place: str) -> Iterator[Difference]:
        assert isinstance(ours, Model)
        assert isinstance(theirs, Model)
        for name, field in ours.fields.items():
            at = f"{place}.{name}"
            other = theirs.fields.get(name)
            if other is None:
                yield Difference("only ours", at, text(field.shape), "")
                continue
            if field.required != other.required:
                yield Difference("required", at, str(field.required), str(other.required))
            if ("null" in field.shape) != ("null" in other.shape) and ANY not in (
                field.shape,
                other.shape,
            ):
                yield Difference("nullable", at, text(field.shape), text(other.shape))
            yield from self._shapes(
                "type", without_null(field.shape), without_null(other.shape), at
            )
        for name, field in theirs.fields.items():
            if name not in ours.fields:
                yield Difference("only theirs", f"{place}.{name}", "", text(field.shape))
        if ours.additional != theirs.additional:
            yield from self._shapes(
                "additional", ours.additional or ANY, theirs.additional or ANY, place
            )

    def _shapes(self, kind: str, ours: Shape, theirs: Shape, place: str) -> Iterator[Difference]:
        if not self._same(ours, theirs):
            yield Difference(kind, place, text(ours), text(theirs))

    def _same(self, ours: Shape, theirs: Shape) -> bool:
        left, right = ours - theirs, theirs - ours
        return all(any(self._match(a, b) for b in theirs) for a in left) and all(
            any(self._match(a, b) for a in ours) for b in right
        )

    def _match(self, ours: Atom, theirs: Atom) -> bool:
        match ours, theirs:
            case ("model", str(mine)), ("model", str(other)):
                return self._same_model(mine, other)
            case ("list" | "map" as kind, frozenset() as mine), (other_kind, frozenset() as other):
                return kind == other_kind and self._same(mine, other)
            case ("tuple", tuple(mine), rest), ("tuple", tuple(other), other_rest):
                return (
                    len(mine) == len(other)
                    and all(map(self._same, mine, other))
                    and (rest is None) == (other_rest is None)
                )
            case _:
                return ours == theirs

    def _same_model(self, ours: str, theirs: str) -> bool:
        """Whether two models are one, or say the same: only one of the two generators declares a
        schema that `allOf` wraps, or one that stands in two places."""
        if ours == theirs or _only_model(self._ours.get(theirs)) == ours:
            return True
        mine, other = self._ours[ours], self._theirs[theirs]
        if not isinstance(mine, Model) or not isinstance(other, Model):
            return False
        if mine.fields.keys() != other.fields.keys():
            return False
        if (ours, theirs) in self._assumed:
            return True
        before = set(self._assumed)
        self._assumed.add((ours, theirs))
        for name, field in mine.fields.items():
            its = other.fields[name]
            if field.required != its.required or not self._same(field.shape, its.shape):
                self._assumed = before
                return False
        return True


def _only_model(declared: Declared | None) -> str | None:
    """The model that a declaration is only another name of, but for null."""
    if not isinstance(declared, frozenset):
        return None
    match tuple(without_null(declared)):
        case (("model", str(id)),):
            return id
        case _:
            return None


def _summary(declared: Declared) -> str:
    return "a model" if isinstance(declared, Model) else text(declared)
