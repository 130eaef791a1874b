"""Two texts and the one that both were made from, cut into stretches that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .matching import matches


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of lines in each of the three texts."""

    base: tuple[str, ...]
    yours: tuple[str, ...]
    generated: tuple[str, ...]

    @property
    def merged(self) -> tuple[str, ...] | None:
        """The lines with the changes of both sides; None where these contradict each other."""
        if self.yours in (self.base, self.generated):
            return self.generated
        return self.yours if self.generated == self.base else None


def regions(
    base: Sequence[str], yours: Sequence[str], generated: Sequence[str]
) -> Iterator[Region]:
    """The stretches in order; put together they are the whole of each text.

    Stretches that all three have in common take turns with those that a side has changed, so that
    changes without a common line between them are one (diff3: Khanna, Kunal and Pierce, "A Formal
    Investigation of Diff3", 2007).
    """
    in_yours, in_generated = dict(matches(base, yours)), dict(matches(base, generated))
    end = (0, 0, 0)
    cuts = [end]
    for line in in_yours:
        if line not in in_generated:
            continue
        place = (line, in_yours[line], in_generated[line])
        if place != end:
            cuts += [end, place]
        end = (place[0] + 1, place[1] + 1, place[2] + 1)
    cuts += [end, (len(base), len(yours), len(generated))]
    for start, stop in pairwise(cuts):
        if start != stop:
            yield Region(
                tuple(base[start[0] : stop[0]]),
                tuple(yours[start[1] : stop[1]]),
                tuple(generated[start[2] : stop[2]]),
            )
