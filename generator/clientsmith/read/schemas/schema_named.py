"""Effective schemas of what references lead to, each made once, whatever is asked for first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ... import ir
from .effective import Effective


@dataclass(frozen=True, slots=True)
class _Provisional:
    """What was made while something that it looks at was still being made."""

    effective: Effective
    waits_for: int
    """Place of that, the outermost one, among what is being made."""


class NamedParts:
    """Effective schemas by id.

    A base may list its heirs by `oneOf`: whether it admits null depends on them, and what they are on
    it. An heir that is looked at while its base is being made lacks the base, so that it is made
    again when the base is known.
    """

    def __init__(self) -> None:
        self._made: dict[ir.Id, Effective] = {}
        self._provisional: dict[ir.Id, _Provisional] = {}
        self._open: dict[ir.Id, int] = {}
        """What is being made, with its place from the outside in."""
        self._glances: list[int] = []
        """How much was being made when something was glanced at, for each time that lasts."""
        self._waits_for = _NOTHING
        """Place of the outermost schema that what is being made innermost came back to by a glance."""

    def get(self, id: ir.Id, make: Callable[[], Effective]) -> Effective | None:
        """The effective schema of that id, made where it is not known; None while it is being made.

        Args:
            id: of the schema.
            make: makes it, and may ask for others.
        """
        if id in self._made:
            return self._made[id]
        if id in self._open:
            if self.is_glanced_at(id):
                self._waits_for = min(self._waits_for, self._open[id])
            return None
        if id in self._provisional:
            found = self._provisional[id]
            self._waits_for = min(self._waits_for, found.waits_for)
            return found.effective
        place = len(self._open)
        outside, self._waits_for = self._waits_for, _NOTHING
        self._open[id] = place
        try:
            effective = make()
        finally:
            del self._open[id]
        waits_for, self._waits_for = self._waits_for, outside
        if waits_for < place:
            self._provisional[id] = _Provisional(effective, waits_for)
            self._waits_for = min(outside, waits_for)
        else:
            self._made[id] = effective
            self._provisional = {
                each: found for each, found in self._provisional.items() if found.waits_for < place
            }
        return effective

    @contextmanager
    def glance(self) -> Iterator[None]:
        """What is asked for inside is no part of what is being made."""
        self._glances.append(len(self._open))
        try:
            yield
        finally:
            self._glances.pop()

    def is_glanced_at(self, id: ir.Id) -> bool:
        """Whether a schema that is being made was come back to by a glance, and not as a part."""
        return bool(self._glances) and self._open.get(id, self._glances[-1]) < self._glances[-1]


_NOTHING = 1_000_000
"""A place that no schema has."""
