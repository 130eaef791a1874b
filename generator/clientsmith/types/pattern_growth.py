"""Whether a search for a regular expression may take exponentially long.

A repetition inside another one is harmless where each round of the outer one begins, or ends, with
a character that nothing else in it can match, since then a text falls into rounds in one way only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias, assert_never

_ALPHABET = "".join(map(chr, range(128))) + "\x85\xa0äÄßλЖ中\u2028\ufeff😀"
"""Characters by which sets of characters are compared."""

_FEW_ROUNDS = 16


@dataclass(frozen=True, slots=True)
class Char:
    """A pattern of one character; empty for an assertion."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Terms one after the other."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several terms."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A term that is looked for without being taken."""

    term: Term


@dataclass(frozen=True, slots=True)
class Repeat:
    """A term as often as it comes."""

    term: Term
    least: int
    most: int | None
    """None where there is no limit."""


Term: TypeAlias = Char | Chain | Choice | Look | Repeat


def grows_fast(term: Term) -> bool:
    """Whether the number of ways in which a text can match may grow exponentially with its length."""
    match term:
        case Char():
            return False
        case Chain(terms) | Choice(terms):
            return any(map(grows_fast, terms))
        case Look(inner):
            return grows_fast(inner)
        case Repeat(inner, _, most):
            is_long = most is None or most > _FEW_ROUNDS
            return (is_long and not _is_harmless(inner)) or grows_fast(inner)
        case _:
            assert_never(term)


def _is_harmless(term: Term) -> bool:
    """Whether a text falls into rounds of a term in one way only, as far as that is easy to see."""
    rounds = [_flat(choice) for choice in _choices(term)]
    if len(rounds) == 1 and not any(map(_varies, rounds[0])):
        return True
    firsts = [
        _chars(terms[0]) if terms and isinstance(terms[0], Char) else None for terms in rounds
    ]
    are_apart = all(
        first is not None and second is not None and first.isdisjoint(second)
        for first, second in combinations(firsts, 2)
    )
    if are_apart and not any(_varies(each) for terms in rounds for each in terms):
        return firsts[0] is not None
    if are_apart and _marks(rounds):
        return True
    return len(rounds) == 1 and _marks([terms[::-1] for terms in rounds])


def _marks(rounds: Iterable[Sequence[Term]]) -> bool:
    """Whether every round begins with a character that appears in no other place of any."""
    first: set[str] = set()
    rest: set[str] = set()
    for terms in rounds:
        if not terms or not isinstance(terms[0], Char):
            return False
        first |= _chars(terms[0])
        for each in terms[1:]:
            rest |= _chars(each)
    return first.isdisjoint(rest)


def _choices(term: Term) -> tuple[Term, ...]:
    flat = _flat(term)
    if len(flat) == 1 and isinstance(flat[0], Choice):
        return tuple(inner for each in flat[0].terms for inner in _choices(each))
    return (term,)


def _flat(term: Term) -> list[Term]:
    """The terms of a chain, and of chains in it, without what takes no character."""
    match term:
        case Chain(terms):
            return [inner for each in terms for inner in _flat(each)]
        case Look() | Char(""):
            return []
        case Repeat(inner, 1, 1):
            return _flat(inner)
        case _:
            return [term]


def _varies(term: Term) -> bool:
    """Whether texts of several lengths match, or one in several ways."""
    match term:
        case Char() | Look():
            return False
        case Chain(terms):
            return any(map(_varies, terms))
        case Choice():
            return True
        case Repeat(inner, least, most):
            return least != most or _varies(inner)
        case _:
            assert_never(term)


def _chars(term: Term) -> frozenset[str]:
    """Characters that a text which matches may hold."""
    match term:
        case Char(pattern):
            return _matched(pattern) if pattern else frozenset()
        case Chain(terms) | Choice(terms):
            return frozenset().union(*map(_chars, terms))
        case Look():
            return frozenset()
        case Repeat(inner):
            return _chars(inner)
        case _:
            assert_never(term)


@lru_cache(maxsize=1024)
def _matched(pattern: str) -> frozenset[str]:
    try:
        compiled = re.compile(pattern, re.ASCII)
    except re.error:
        return frozenset(_ALPHABET)
    return frozenset(filter(compiled.fullmatch, _ALPHABET))
