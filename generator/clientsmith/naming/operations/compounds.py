"""Words of paths that are several words written as one, as texts about the operations show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ..words.paths import Segments, static
from ..words.words import pieces, singular

Words = tuple[str, ...]

_SHORTEST = 6
"""Letters of a word that is taken apart."""

_LONGEST_TEXT = 200
"""Characters of a text that are read."""

_MOST_WORDS = 3
"""So many words may be written as one."""


def compounds(described: Iterable[tuple[Segments, str]]) -> Mapping[str, Words]:
    """Return words of paths → the words that they consist of: `invoiceitems` → `invoice`, `items`.

    Texts must spell a word apart ("Returns a list of your invoice items") more often than as one.

    Args:
        described: path of each operation, and what its author says about it.
    """
    together: Counter[str] = Counter()
    apart: dict[str, Counter[Words]] = {}
    for segments, text in described:
        spoken = tuple(piece.lower() for piece in pieces(text[:_LONGEST_TEXT].replace("-", "")))
        if not spoken:
            continue
        for word in {word for each in static(segments) for word in each.words}:
            if len(word) < _SHORTEST:
                continue
            found = _spelled_apart(word, spoken)
            if found:
                apart.setdefault(word, Counter())[found] += 1
            elif singular(word) in map(singular, spoken):
                together[word] += 1
    return {
        word: min(counts, key=lambda parts: (-counts[parts], parts))
        for word, counts in apart.items()
        if counts.total() > together[word]
    }


def _spelled_apart(word: str, spoken: Words) -> Words:
    """Return the words of a text that are the word when they are joined; empty where none are."""
    for count in range(2, _MOST_WORDS + 1):
        for start in range(len(spoken) - count + 1):
            parts = spoken[start : start + count]
            if singular("".join(parts)) == singular(word):
                return (*parts[:-1], word[len("".join(parts[:-1])) :])
    return ()
