"""What operations are called as a part of class names: `CreatePet`, `ListReposForOrg`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from .overrides import OperationName
from .words.paths import parse_path
from .words.verbs import ARTICLES, CONJUNCTIONS, PREPOSITIONS, QUANTIFIERS, VERBS
from .words.words import is_plural, pascal, plural, singular, words

Words = tuple[str, ...]

_CREATING = frozenset({"add", "create", "insert", "new", "register"})
_LISTING = frozenset({"find", "list", "query", "search"})


def picked_words(paths: Iterable[str]) -> frozenset[str]:
    """Last words of path segments that one thing is picked of: `accounts` of `/accounts/{id}`."""
    return frozenset(
        segment.words[-1]
        for path in paths
        for segment, following in pairwise(parse_path(path))
        if following.parameter and not segment.parameter
    )


def operation_title(
    name: OperationName, path: str, picked: Collection[str], *, exact: bool = False
) -> str:
    """An operation as the beginning of a class name: its method, with its resource as the object.

    Args:
        name: resource and method.
        path: path template, which tells one thing from many.
        picked: words for collections, as `picked_words` finds them.
        exact: whether resources keep their own number, so that no two share a title.
    """
    verb, *rest = [word for word in words(name.method) if word not in ARTICLES] or ["call"]
    ahead = _length_of_verb(rest)
    noun = _qualifier(name.resource, picked)
    if exact:
        noun = [word for part in name.resource for word in words(part)]
    elif noun == [verb] or _mentions(rest, noun[-1]):
        return pascal((verb, *rest))
    elif ahead and rest[ahead - 1] in QUANTIFIERS:
        noun[-1] = plural(noun[-1])
    elif not rest[ahead:] or rest[ahead] in PREPOSITIONS:
        noun[-1] = _numbered(_last_word(name.resource), verb, path)
    if verb not in VERBS and verb not in _CREATING:
        return pascal((*noun, verb, *rest))
    return pascal((verb, *rest[:ahead], *noun, *rest[ahead:]))


def _qualifier(resource: tuple[str, ...], picked: Collection[str]) -> list[str]:
    """The words of nested resources before the thing that is theirs: collections in the singular."""
    found: list[str] = []
    for name in resource:
        own = list(words(name))
        if own and own[-1] in picked:
            own[-1] = singular(own[-1])
        overlaps = len(own) > 1 and found and singular(found[-1]) == singular(own[0])
        found += own[1:] if overlaps else own
    return found or ["client"]


def _last_word(resource: tuple[str, ...]) -> str:
    return (words(resource[-1]) or ("client",))[-1]


def _numbered(noun: str, verb: str, path: str) -> str:
    """A resource's last word in the number that the operation deals with."""
    if verb in _CREATING:
        return singular(noun)
    if verb in _LISTING:
        return plural(noun)
    return singular(noun) if is_plural(noun) and _is_about_one(path, noun) else noun


def _length_of_verb(rest: Sequence[str]) -> int:
    """How many words behind a verb go with it: `or_update`, `all`."""
    length = 0
    while rest[length : length + 1] and rest[length] in CONJUNCTIONS:
        length += 2
    while rest[length : length + 1] and rest[length] in QUANTIFIERS:
        length += 1
    return min(length, len(rest))


def _is_about_one(path: str, name: str) -> bool:
    """Whether a path picks one of the things that its segment `name` holds."""
    segments = parse_path(path)
    if not segments or segments[-1].parameter:
        return bool(segments)
    last = segments[-1].words
    if singular(last[-1]) == singular(name):
        return False
    return any(segment.parameter for segment in segments)


def _mentions(rest: Sequence[str], noun: str) -> bool:
    """Whether the words of a method name its resource themselves."""
    return singular(noun) in {singular(word) for word in rest}
