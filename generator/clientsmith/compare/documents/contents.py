"""Media types of a body or a response."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...ir import Anything, Content, Encoding
from .events import Event
from .type_parts import references
from .types import Findings, Types
from .where import Where


@dataclass(frozen=True, slots=True)
class ContentNames:
    """Codes for what is different about media types."""

    added: str
    changed: str
    removed: str


class Contents:
    """Compares media types.

    Args:
        types: compares types.
        names: codes to use.
    """

    def __init__(self, types: Types, names: ContentNames) -> None:
        self._types = types
        self._names = names

    def compare(self, old: Iterable[Content], new: Iterable[Content], where: Where) -> Findings:
        """What is different between what a body, or a response, may be.

        Schemas that are written once for each media type say the same several times, which counts
        once.
        """
        found = Findings()
        befores, afters = _by_media_type(old), _by_media_type(new)
        matched = [
            (befores.pop(name), afters.pop(name)) for name in tuple(befores) if name in afters
        ]
        for before, after in matched:
            self._content(before, after, where, found)
        if not matched and len(befores) == len(afters) == 1:
            (before,), (after,) = befores.values(), afters.values()
            event = Event(
                self._names.changed, where, old=told_media_type(before), new=told_media_type(after)
            )
            found.events.append(event)
            self._content(before, after, where, found)
        else:
            found.events += self._gone(befores.values(), where)
            found.events += self._come(afters.values(), where)
        found.events = list(dict.fromkeys(found.events))
        return found

    def _gone(self, contents: Iterable[Content], where: Where) -> Iterator[Event]:
        for content in contents:
            name = told_media_type(content)
            gone = tuple(references(content.type or content.item_type or Anything()))
            yield Event(self._names.removed, where, old=name, detail=name, gone=gone)

    def _come(self, contents: Iterable[Content], where: Where) -> Iterator[Event]:
        for content in contents:
            name = told_media_type(content)
            come = tuple(references(content.type or content.item_type or Anything()))
            yield Event(self._names.added, where, new=name, detail=name, come=come)

    def _content(self, old: Content, new: Content, where: Where, found: Findings) -> None:
        where = replace(where, old=old.location or where.old, new=new.location or where.new)
        pairs = [(old.type, new.type, where)]
        if old.item_type is not None or new.item_type is not None:
            pairs.append((old.item_type, new.item_type, where.inside("[]")))
        for before, after, at in pairs:
            result = self._types.compare(before or Anything(), after or Anything(), at)
            found.events += result.events
            found.visits += result.visits
        if _written(old) != _written(new):
            found.events.append(Event("wire-format-changed", where, detail=told_media_type(new)))


def _by_media_type(contents: Iterable[Content]) -> dict[tuple[str, str], Content]:
    return {(each.media_type, each.parameters): each for each in contents}


def told_media_type(content: Content) -> str:
    """The media type with its parameters."""
    return "; ".join(filter(None, (content.media_type, content.parameters)))


def _written(content: Content) -> object:
    """All that says how a value of its type becomes bytes."""
    return (
        _encodings(content.encodings),
        tuple(map(_encoding, content.prefix_encodings)),
        content.item_encoding and _encoding(content.item_encoding),
        content.xml,
    )


def _encodings(encodings: tuple[Encoding, ...]) -> dict[str, object]:
    return {encoding.property: _encoding(encoding) for encoding in encodings}


def _encoding(encoding: Encoding) -> object:
    """How a part is written, wherever the document says so, in whatever order."""
    headers = {
        header.wire_name.lower(): (header.required, header.value) for header in encoding.headers
    }
    return (
        encoding.content_type,
        encoding.style,
        encoding.explode,
        encoding.allow_reserved,
        headers,
        _encodings(encoding.encodings),
        tuple(map(_encoding, encoding.prefix_encodings)),
        encoding.item_encoding and _encoding(encoding.item_encoding),
    )
