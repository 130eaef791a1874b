"""Names from HTTP method and path, for operations whose id is no name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..words.paths import Segment, Segments
from ..words.verbs import COLLECTIVE_WORDS, HINGES, MASS_WORDS, NOUN_VERBS, READING_VERBS, VERBS
from ..words.words import is_plural, singular

Words = tuple[str, ...]

BY_METHOD = "the HTTP method, on what the path leads to"
BY_ACTION = "the action that the path ends with"

_ON_COLLECTION = {
    "GET": "list",
    "POST": "create",
    "PUT": "replace",
    "PATCH": "update",
    "DELETE": "delete",
}
_ON_ITEM = {**_ON_COLLECTION, "GET": "get", "POST": "update"}


@dataclass(frozen=True, slots=True)
class PathShape:
    """HTTP method and path of an operation, and what other paths say about it."""

    method: str
    """Upper case."""

    segments: Segments
    """The path without its prefix; at least one is static."""

    lists: bool
    """Whether the response is a JSON array."""

    twin: bool
    """Whether the same path has a GET, which is another operation."""

    continued: bool
    """Whether other paths go on behind this one."""

    picked: bool
    """Whether another path goes on with a parameter, which picks an item."""


def is_collection(parts: Words) -> bool:
    """Return whether words name many things."""
    last = parts[-1] if parts else ""
    return last in COLLECTIVE_WORDS or (is_plural(last) and last not in MASS_WORDS)


def is_action(shape: PathShape) -> bool:
    """Return whether the last segment says what happens, as in `POST /charges/{charge}/refund`.

    That is a verb, or, behind an item, any singular that takes nothing but POST.
    """
    last = shape.segments[-1]
    if last.parameter or last.verb:
        return last.verb
    parts = last.words
    if shape.method == "GET":
        return parts[0] in READING_VERBS and not is_collection(parts)
    if shape.method not in ("POST", "PUT", "PATCH"):
        return False
    alone = not shape.twin and not shape.continued
    if len(parts) > 1 and parts[0] in VERBS - NOUN_VERBS:
        return alone
    if len(parts) == 1 and parts[0] in VERBS:
        return not shape.twin or parts[0] in READING_VERBS
    behind_item = len(shape.segments) > 1 and shape.segments[-2].parameter
    return shape.method == "POST" and alone and behind_item and not is_collection(parts)


def hinge_index(shape: PathShape) -> int | None:
    """Return the index of a segment that only joins an item and what is done to it, as in
    `POST /vms/{id}/actions/reboot`; None where there is none."""
    *before, item, hinge, last = (None, None, None, *shape.segments)
    if shape.method != "POST" or item is None or hinge is None or last is None:
        return None
    is_hinge = not hinge.parameter and len(hinge.words) == 1 and hinge.words[0] in HINGES
    return len(before) - 2 if item.parameter and is_hinge and not last.parameter else None


def without_hinge(shape: PathShape, index: int) -> PathShape:
    """Return the shape without its hinge; the segment behind it is an action, whatever its word."""
    segments = shape.segments
    return replace(shape, segments=(*segments[:index], replace(segments[-1], verb=True)))


def plain_verb(shape: PathShape, name: Words, *, item: bool) -> str:
    """Return what the HTTP method does to a thing: `create`, `list`, `get`, `update`, `replace`,
    `delete`.

    Args:
        shape: the operation.
        name: words that name the thing or the things.
        item: whether the path ends with a parameter that picks one of them.
    """
    method = shape.method
    if item:
        return _ON_ITEM.get(method, method.lower())
    many = is_collection(name) or shape.picked or (method == "GET" and shape.lists)
    if not many and (method == "GET" or (method == "POST" and shape.twin)):
        return _ON_ITEM[method]
    return _ON_COLLECTION.get(method, method.lower())


def method_words(shape: PathShape, start: int, resource: Words) -> tuple[Words, str]:
    """Return the name of a method of a resource, and the rule that makes it.

    The resource's name stands before segment `start` of the path; `start` is 0 where it is not in
    the path: then every static segment is in the method's name.
    """
    tail = shape.segments[start:]
    if tail and not tail[0].parameter and len(tail[0].words) > len(resource):
        lead = tuple(singular(word) for word in tail[0].words[: len(resource)])
        if lead == tuple(singular(word) for word in resource):
            tail = (Segment(tail[0].words[len(resource) :]), *tail[1:])
    statics = [index for index, segment in enumerate(tail) if not segment.parameter]
    item = bool(tail) and tail[-1].parameter
    if not statics:
        return (plain_verb(shape, resource, item=item),), BY_METHOD
    last = statics[-1]
    between = tuple(word for index in statics[:-1] for word in _noun(tail, index))
    parts = tail[last].words
    if is_action(shape):
        return (parts[0], *between, *parts[1:]), BY_ACTION
    verb = plain_verb(shape, parts, item=item)
    one = item or (verb == "create" and is_collection(parts))
    return (verb, *between, *(_one(parts) if one else parts)), BY_METHOD


def parent_words(segments: Segments) -> Words:
    """Return the thing that the last static segment belongs to: `dag` for `dags/{dag_id}/assets`; empty for
    nothing."""
    statics = [index for index, segment in enumerate(segments) if not segment.parameter]
    for index in reversed(statics[:-1]):
        if segments[index + 1].parameter:
            return _one(segments[index].words)
    return ()


def _noun(segments: tuple[Segment, ...], index: int) -> Words:
    """Return words of a static segment in the middle: singular where an item of it is picked."""
    parts = segments[index].words
    return _one(parts) if segments[index + 1].parameter else parts


def _one(parts: Words) -> Words:
    return (*parts[:-1], singular(parts[-1]))
