"""Matches the lines of two texts.

Lines that each text has once are found first, as in a patience diff, for they hardly ever stand for
something else; then what is between them is looked at. Lines without a letter or a digit, such as
empty ones and brackets, are the same only beside others that are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from .markers import split_lines

Pair = tuple[int, int]
"""Numbers of a line in two texts, from 0."""

_PAIRS_A_LINE = 8
"""Maximum number of candidate pairs per line between two matched lines."""


def matches(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Lines that two texts have in common, ascending in both.

    The time that it takes hardly grows faster than the texts, whatever is in them.
    """
    found: list[Pair] = []
    for candidates in (_unique, _rarest, _none):
        found = _with_more(found, before, after, candidates)
    return _earliest(found, before, after)


def _with_more(
    certain: Iterable[Pair],
    before: Sequence[str],
    after: Sequence[str],
    candidates: Callable[[Sequence[str], Sequence[str]], Iterable[Pair]],
) -> list[Pair]:
    """Lines in common with more of them in between: those next to them, and a chain of others."""
    found: list[Pair] = []
    start, other_start = 0, 0
    for goal in (*certain, (len(before), len(after))):
        end, other_end = goal
        while start < end and other_start < other_end and before[start] == after[other_start]:
            found.append((start, other_start))
            start, other_start = start + 1, other_start + 1
        tail = []
        while start < end and other_start < other_end and before[end - 1] == after[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            tail.append((end, other_end))
        if start < end and other_start < other_end:
            chain = _longest_chain(candidates(before[start:end], after[other_start:other_end]))
            found += [(start + one, other_start + other) for one, other in chain]
        found += [*reversed(tail), goal]
        start, other_start = goal[0] + 1, goal[1] + 1
    return found[:-1]


def _earliest(pairs: Iterable[Pair], before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Return the pairs with added and removed lines moved as far down as it makes no difference, so
    that those of two texts in the same place are seen to be there."""
    found = []
    start, other_start = 0, 0
    for one, other in pairs:
        if one == start and after[other] == after[other_start]:
            other = other_start
        elif other == other_start and before[one] == before[start]:
            one = start
        found.append((one, other))
        start, other_start = one + 1, other + 1
    return found


def _unique(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Lines that each of two stretches has once."""
    return [(one[0], other[0]) for one, other in _in_both(before, after) if len(one + other) == 2]


def _rarest(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Lines of two stretches, each with each that is equal; those that are rare, if there are many."""
    most = _PAIRS_A_LINE * (len(before) + len(after))
    pairs: list[Pair] = []
    for one, other in sorted(_in_both(before, after), key=lambda each: len(each[0]) * len(each[1])):
        if len(pairs) + len(one) * len(other) > most:
            break
        pairs += product(one, other)
    return pairs


def _none(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Return no candidates, so that only lines next to matched ones are added."""
    return []


def _in_both(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[list[int], list[int]]]:
    """Return the positions of each common line in both texts."""
    places, other_places = _places(before), _places(after)
    for line, numbers in places.items():
        if line in other_places and any(map(str.isalnum, line)):
            yield numbers, other_places[line]


def _places(lines: Sequence[str]) -> Mapping[str, list[int]]:
    places = defaultdict(list)
    for number, line in enumerate(lines):
        places[line].append(number)
    return places


def _longest_chain(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the longest chain of pairs that ascend in both texts."""
    lasts: list[Pair] = []  # of the chains of each length, the last pair that is first in the other
    ends: list[int] = []
    before: dict[Pair, Pair | None] = {}
    for pair in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        length = bisect_left(ends, pair[1])
        before[pair] = lasts[length - 1] if length else None
        lasts[length : length + 1] = [pair]
        ends[length : length + 1] = [pair[1]]
    chain = []
    last = lasts[-1] if lasts else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def count_changes(before: str, after: str) -> tuple[int, int]:
    """Lines that were added, and lines that were removed."""
    old, new = split_lines(before), split_lines(after)
    same = len(matches(old, new))
    return len(new) - same, len(old) - same
