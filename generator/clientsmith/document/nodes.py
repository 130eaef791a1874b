"""Documents and places in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NamedTuple

from ..construction import quickly_made
from ..problem import Location, Problem, Severity, quoted

_RESCOPING = frozenset({"$id", "$dynamicAnchor", "$dynamicRef"})


class Traits(NamedTuple):
    """Which keywords a document has, wherever they stand."""

    rescoping: frozenset[str]
    """Those of `$id`, `$dynamicAnchor` and `$dynamicRef`."""

    leads_elsewhere: bool
    """Whether there may be references to other documents; where this is False, there is none."""


def traits_of(data: Any) -> Traits:
    """The traits of a document's data; part of it may be plain data that only looks like keywords."""
    rescoping: set[str] = set()
    leads_elsewhere = False
    stack: list[Any] = [data] if isinstance(data, dict | list) else []
    while stack:
        value = stack.pop()
        children = value
        if value.__class__ is dict:
            children = value.values()
            if not _RESCOPING.isdisjoint(value):
                rescoping |= _RESCOPING & value.keys()
            if "$ref" in value or "mapping" in value:
                leads_elsewhere = leads_elsewhere or _leads_elsewhere(value)
        for child in children:
            if child.__class__ is dict or child.__class__ is list:
                stack.append(child)
    return Traits(frozenset(rescoping), leads_elsewhere)


def _leads_elsewhere(value: dict[str, Any]) -> bool:
    """Whether a mapping may be a reference to another document, or a discriminator with one."""
    reference, mapping = value.get("$ref"), value.get("mapping")
    return not _stays(reference) or (
        isinstance(mapping, dict)
        and not all(_stays(each) or each.isidentifier() for each in mapping.values())
    )


def _stays(reference: Any) -> bool:
    return not isinstance(reference, str) or reference.startswith("#")


LineOf = Callable[[str], int | None]
"""Gives the line (from 1) of a JSON pointer, or of its nearest ancestor that has one."""

OriginOf = Callable[[str], str]
"""Gives the origin of a JSON pointer, where a document was put together from several."""


METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""Keys of a Path Item Object that hold operations (OpenAPI 3.2.0 section 4.9)."""


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: its data, where it came from, and the lines of its parts."""

    origin: str
    """How people know it: a path relative to the root document's folder, or `-`."""

    sha256: str
    """Hexadecimal digest of the bytes that were read."""

    data: Any
    """Parsed content: dict (string keys, document order), list, str, int, float, bool, None."""

    line_of: LineOf = field(repr=False, compare=False)

    origin_of: OriginOf | None = field(default=None, repr=False, compare=False)
    """Where parts come from, where it was put together from several; `line_of` counts there."""

    etag: str = field(default="", compare=False)
    """What its server calls this content (RFC 9110 section 8.8.3); empty where it came from none."""

    last_modified: str = field(default="", compare=False)
    """When its server says that it was changed (RFC 9110 section 8.8.2)."""

    _traits: list[Traits] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def traits(self) -> Traits:
        """What one look at all of its data tells, which is taken when someone asks."""
        if not self._traits:
            self._traits.append(traits_of(self.data))
        return self._traits[0]

    def location(self, pointer: str) -> Location:
        """Where a part stands, as people look it up."""
        page = self.origin_of(pointer) if self.origin_of else ""
        return Location(self.origin, pointer, self.line_of(pointer), page)


@quickly_made
@dataclass(frozen=True, slots=True)
class Node:
    """A value inside a document, together with its place; `node / key` goes one step down."""

    document: Document
    pointer: str
    data: Any
    """The value itself; a dialect may put a normalized form of the value here, in which a child that
    stands elsewhere in the documents is a `Node`."""

    def __truediv__(self, key: str | int) -> Node:
        """The child under `key`; one that a dialect took from elsewhere keeps its own place.

        Raises:
            KeyError, IndexError, TypeError: there is no such child.
        """
        child = self.data[key]
        if isinstance(child, Node):
            return child
        token = key if isinstance(key, int) else escape_token(key)
        return Node(self.document, f"{self.pointer}/{token}", child)

    def get(self, key: str) -> Node | None:
        """The child under `key`, or None where the value is no mapping or has no such key."""
        if isinstance(self.data, dict) and key in self.data:
            return self / key
        return None

    def items(self) -> Iterator[tuple[str, Node]]:
        """Key and child of each entry of a mapping; nothing for any other value."""
        if isinstance(self.data, dict):
            document, pointer = self.document, self.pointer
            for key, child in self.data.items():
                if not isinstance(child, Node):
                    child = Node(document, f"{pointer}/{escape_token(key)}", child)
                yield key, child

    def elements(self) -> Iterator[Node]:
        """The members of a list; nothing for any other value."""
        if isinstance(self.data, list):
            for index in range(len(self.data)):
                yield self / index

    def replaced(self, data: Any) -> Node:
        """The same place with another value, for a normalized form of what stands there."""
        return Node(self.document, self.pointer, data)

    @property
    def id(self) -> str:
        """Identity of the place over all documents, such as `#/components/schemas/Pet`."""
        return f"{self.document.origin}#{self.pointer}"

    @property
    def where(self) -> Location:
        """The place without its line, which takes a look at the text."""
        return Location(self.document.origin, self.pointer)

    @property
    def location(self) -> Location:
        """The place as problems show it."""
        return self.document.location(self.pointer)

    def problem(
        self, code: str, message: str, *, severity: Severity = Severity.WARNING, hint: str = ""
    ) -> Problem:
        """A problem at this place."""
        return Problem(code, severity, message, self.location, hint)


class Nowhere(LookupError):
    """There is no value at a pointer."""

    def __init__(self, reason: str, key: str = "", siblings: Iterable[str] = ()) -> None:
        """`reason` is the end of a sentence; `key` is what is missing beside `siblings`."""
        self.reason = reason
        self._key = key
        self._siblings = siblings
        super().__init__(reason)

    def hint(self) -> str:
        """A sentence that names a key that may have been meant, or nothing."""
        key = self._key[:100]
        near = [name for name in self._siblings if name[:1] == key[:1]]
        near = [name for name in near if abs(len(name) - len(key)) < 4][:200]
        found = get_close_matches(key, near, n=1, cutoff=0.8)
        return f"Did you mean {quoted(found[0])}?" if found else ""


def descend(node: Node, pointer: str) -> Node:
    """The value at a JSON pointer (RFC 6901) below `node`. `/` stands for all of it where there is no
    empty key, as many who write `#/` mean it.

    Raises:
        Nowhere: there is none.
    """
    if pointer == "/" and not (isinstance(node.data, dict) and "" in node.data):
        return node
    if pointer and not pointer.startswith("/"):
        raise Nowhere(f"there is no anchor {quoted(pointer)}")
    for token in pointer.split("/")[1:]:
        key = unescape_token(token)
        data = node.data
        if isinstance(data, dict) and key in data:
            node /= key
        elif isinstance(data, list) and key in map(str, range(len(data))):
            node /= int(key)
        else:
            reason = f"there is no {quoted(key)} in {quoted(node.pointer or node.document.origin)}"
            raise Nowhere(reason, key, data if isinstance(data, dict) else ())
    return node


def mapping_at(data: Any, pointer: str) -> dict[str, Any]:
    """The mapping at a JSON pointer of keys; empty where there is none."""
    for token in pointer.split("/")[1:]:
        data = data.get(unescape_token(token)) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


@lru_cache(maxsize=65536)
def escape_token(token: str) -> str:
    """One token of a JSON pointer (RFC 6901 section 3)."""
    return token.replace("~", "~0").replace("/", "~1")


def unescape_token(token: str) -> str:
    """The key that a token of a JSON pointer stands for (RFC 6901 section 4)."""
    return token.replace("~1", "/").replace("~0", "~")
