"""Shorter names of inline schemas: which words of a place can be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce

from ..words.verbs import PREPOSITIONS
from ..words.words import pascal, singular, word_set, words
from .places import STATUS_NAMES, joined

Words = tuple[str, ...]

LONG_NAME = 40
"""Characters of a name that is not made shorter."""

_LENGTH_BEHIND_ROOT = 10
"""Characters behind a long name of a component or an operation that may be left."""

_WORDS_OF_EVENT = 2
"""Words behind `Webhook` that name an event, at least."""

_BODIES = frozenset({"Request", "Response"})
"""Parts that say less than a vague word behind them."""

_VAGUE = word_set("""
    action actions app attribute attributes base code content data detail details event events field
    fields from group head id info input item items key kind level link links list metadata mode model
    name object option options order output parameters params parent permission permissions properties
    reason relationship repo request response result results role rule settings source state status
    text to type types user value values
    """)
"""Words that say too little without the word before them."""


def shortened(root: str, parts: Sequence[str], is_free: Callable[[str], bool]) -> str:
    """Return a name with fewer of its inner words, where the whole one is longer than people read or
    repeats itself; empty where it does not, or no other name is free.

    Only the place itself decides, so that no other schema can change the name, apart from those
    inside the same root.

    Args:
        root: what the name begins with: a component, or the title of an operation.
        parts: parts behind it, from the outside in; those that repeat the root are left out first,
            then the outermost.
        is_free: whether no other declaration inside the root could have a name.
    """
    whole = _with_parts(root, parts)
    kept = _without_repeated(root, parts, 1 if len(whole) > LONG_NAME else 2)
    if len(whole) <= LONG_NAME and kept == [*parts]:
        return ""
    longest = max(LONG_NAME, len(root) + _LENGTH_BEHIND_ROOT)
    found = ""
    for name in _shorter(root, parts, kept, whole):
        if is_free(name):
            found = name
            if len(name) <= longest:
                break
    return found


def shared_parts(parts: Sequence[str], others: Iterable[Sequence[str]]) -> list[str]:
    """Return the parts of a name that all places of a schema have, as long as they say what it is.

    Args:
        parts: parts of the first place, from the outside in.
        others: those of the other places, inside the same root.
    """
    sets = [set(other) for other in others]
    shared = [part for part in parts[:-1] if all(part in other for other in sets)]
    if not shared and words(parts[-1])[-1] in _VAGUE and len(words(parts[-1])) == 1:
        shared = [part for part in parts[:-1] if not part.startswith("With")]
    return [*shared, *parts[-1:]]


def without_webhook(root: str, name: str) -> str:
    """Return a name without `Webhook` in front, if it is longer than people read; empty where it is
    not, or where `Webhook` is not in front of an event such as `WebhookPullRequestClosed`.

    What is left begins with the event, and says what the whole name says.

    Args:
        root: what the name begins with.
        name: the name.
    """
    parts = words(root)
    if len(name) <= LONG_NAME or len(parts) <= _WORDS_OF_EVENT or parts[0] != "webhook":
        return ""
    return name[len(parts[0]) :]


def _shorter(root: str, parts: Sequence[str], kept: list[str], whole: str) -> Iterator[str]:
    """Yield shorter names, the one that leaves out least first."""
    name = _with_parts(root, kept)
    if name != whole:
        yield name
    if len(name) <= LONG_NAME:
        return
    brief = [part.removesuffix("Response") if _is_status(part) else part for part in kept]
    if brief and (rest := _without_repetition(root, brief[-1])) != brief[-1]:
        brief[-1] = rest
    if brief != kept:
        yield _with_parts(root, brief)
    plain = [_without_participle(part) for part in brief]
    if plain != brief:
        yield _with_parts(root, plain)
    for start in range(1, len(plain)):
        rest_ = plain[start:]
        own = words(rest_[0]) if len(rest_) == 1 else ()
        if len(own) == 1 and own[0] in _VAGUE and not _BODIES.issuperset(plain[:start]):
            break
        yield _with_parts(root, rest_)


def _without_participle(part: str) -> str:
    """Return the thing of a part that says by a participle where it comes from: `GitHubApp` of
    `PerformedViaGitHubApp`."""
    parts = words(part)
    if len(parts) > 2 and parts[0].endswith("ed") and parts[1] in PREPOSITIONS:
        return pascal(parts[2:])
    return part


def _with_parts(root: str, parts: Iterable[str]) -> str:
    return reduce(joined, parts, root)


def _is_status(part: str) -> bool:
    """Return whether a part says by its status alone that it is a response."""
    return part.removesuffix("Response") in STATUS_NAMES and part.endswith("Response")


def _without_repeated(root: str, parts: Sequence[str], least: int) -> list[str]:
    """Return the parts without inner ones that only repeat words of the root.

    Args:
        root: what the name begins with.
        parts: parts behind it.
        least: words that a part must have to count as a repetition.
    """
    around = _singulars(words(root))
    return [
        *(
            part
            for index, part in enumerate(parts[:-1])
            if not _repeats(around, _singulars(words(part)), least, is_next=index == 0)
        ),
        *parts[-1:],
    ]


def _repeats(around: Words, own: Words, least: int, *, is_next: bool) -> bool:
    """Return whether words only repeat others: those at their end, but not all of them, or `least` or more of any of them."""
    is_end = is_next and around[-len(own) :] == own and around != own
    return is_end or (len(own) >= least and _holds(around, own))


def _without_repetition(root: str, part: str) -> str:
    """Return a part without two words or more in front that the root has, or one that the root begins
    with, and without a last word that both end with; the part itself where too little would be
    left."""
    own, around = words(part), _singulars(words(root))
    if _holds(around, _singulars(own)):
        return part
    start = max(
        (
            length
            for length in range(1, len(own))
            if _holds(around if length > 1 else around[:1], _singulars(own[:length]))
        ),
        default=0,
    )
    end = len(own)
    if start and end - start > 1 and _singulars(own[-1:]) == around[-1:]:
        end -= 1
    left = own[start:end]
    if not start or left[0] in PREPOSITIONS - {"in"} or (len(left) == 1 and left[0] in _VAGUE):
        return part
    return pascal(left)


def _singulars(parts: Words) -> Words:
    return tuple(singular(word) for word in parts)


def _holds(around: Words, run: Words) -> bool:
    """Return whether words stand together in others, in their order."""
    length = len(run)
    return any(around[at : at + length] == run for at in range(len(around) - length + 1))
