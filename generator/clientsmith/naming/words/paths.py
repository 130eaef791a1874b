"""Path templates as words, and which of their leading segments say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .words import words

Words = tuple[str, ...]

_PARAMETER = re.compile(r"\{[^{}]*\}")
_FORMAT = re.compile(r"\.(?:json|xml)$")
_GENERIC = frozenset({"api", "apis", "public", "rest"})
_VERSION = re.compile(r"v[0-9]+(?:[a-z]+[0-9]*)?|[0-9]+")
_BRANCHES = 3
"""A common prefix counts when at least so many different segments follow it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a path: either words, or a parameter."""

    words: Words
    """Words of a static segment, or those of a parameter's name."""

    parameter: bool = False
    verb: bool = False
    """Whether it stands behind a colon, as custom methods do: `users:search`."""


Segments = tuple[Segment, ...]


@lru_cache(maxsize=16384)
def parse_path(template: str, *, with_format: bool = False) -> Segments:
    """Return the segments of a path template; `{index}.{type}` are two parameters, `users:search`
    is `users` and `search`, and a query or fragment behind the path is left out.

    Args:
        template: the path template.
        with_format: whether `.json` or `.xml` at the end of the path is a word, too.
    """
    segments: list[Segment] = []
    path = re.split(r"[?#]", template, maxsplit=1)[0]
    if not with_format:
        path = _FORMAT.sub("", path)
    for piece in path.split("/"):
        position = 0
        for parameter in _PARAMETER.finditer(piece):
            _add_static(segments, piece[position : parameter.start()])
            segments.append(Segment(words(parameter[0]), parameter=True))
            position = parameter.end()
        _add_static(segments, piece[position:])
    return tuple(segments)


def _add_static(segments: list[Segment], text: str) -> None:
    for index, part in enumerate(text.split(":")):
        if parts := words(part):
            segments.append(Segment(parts, verb=index > 0))


def static(segments: Iterable[Segment]) -> Segments:
    """Return the segments that are no parameters."""
    return tuple(segment for segment in segments if not segment.parameter)


def without_prefix(segments: Segments) -> Segments:
    """Return the segments without leading ones such as `api`, `rest`, `public`, `v1`, `{tenant}`.

    At least one static segment is left where there is one; a version between static segments
    (`drive/v3/files`) goes too.
    """
    statics = [index for index, segment in enumerate(segments) if not segment.parameter]
    if not statics:
        return segments
    last = statics[-1]
    start = 0
    while start < last and (segments[start].parameter or says_nothing(segments[start].words)):
        start += 1
    first_parameter = next(
        (index for index in range(start, len(segments)) if segments[index].parameter), last
    )
    return tuple(
        segment
        for index, segment in enumerate(segments)
        if index >= start and not (index < min(first_parameter, last) and is_version(segment.words))
    )


def says_nothing(parts: Words) -> bool:
    """Return whether words are a version, or name an API as such: `v1`, `api`, `public`."""
    return is_version(parts) or all(word in _GENERIC for word in parts)


def is_version(parts: Words) -> bool:
    """Return whether words are a version, such as `v1`, `2`, `v1beta2`."""
    first, *rest = parts or ("",)
    return _VERSION.fullmatch(first) is not None and all(word.isdecimal() for word in rest)


def common_prefix(paths: Sequence[Segments]) -> int:
    """Return how many leading segments all paths share without meaning anything.

    They are static, no path ends at them or goes on with a parameter, and at least three different
    segments follow, so that one path more or less hardly changes the result.
    """
    if not paths:
        return 0
    length = 0
    while True:
        heads = {path[length] if length < len(path) else None for path in paths}
        if len(heads) != 1:
            break
        head = heads.pop()
        if head is None or head.parameter:
            return 0
        length += 1
    if None in heads or any(head.parameter for head in heads if head is not None):
        return 0
    return length if len(heads) >= _BRANCHES else 0
