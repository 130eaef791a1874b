"""Documents, nodes in them, and JSON pointers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from ..construction import fast_init
from ..problem import Location, Problem, Severity, quoted

_SCOPING = frozenset({"$id", "$dynamicAnchor", "$dynamicRef"})


class KeywordSummary(NamedTuple):
    """Keywords anywhere in a document, be it in plain data such as examples."""

    scoping: frozenset[str]
    """Keywords among `$id`, `$dynamicAnchor` and `$dynamicRef`; targets of references depend on them."""

    has_external_references: bool
    """True if there may be references to other documents; if False, there are none."""


def _summarize(data: Any) -> KeywordSummary:
    scoping: set[str] = set()
    has_external_references = False
    stack: list[Any] = [data] if isinstance(data, dict | list) else []
    while stack:
        value = stack.pop()
        children = value
        if value.__class__ is dict:
            children = value.values()
            if not _SCOPING.isdisjoint(value):
                scoping |= _SCOPING & value.keys()
            if "$ref" in value or "mapping" in value:
                has_external_references = has_external_references or _is_external(value)
        for child in children:
            if child.__class__ is dict or child.__class__ is list:
                stack.append(child)
    return KeywordSummary(frozenset(scoping), has_external_references)


def _is_external(value: dict[str, Any]) -> bool:
    """Return whether an object may be a reference to another document, or a discriminator with one."""
    reference, mapping = value.get("$ref"), value.get("mapping")
    return not _is_internal(reference) or (
        isinstance(mapping, dict)
        and not all(_is_internal(each) or each.isidentifier() for each in mapping.values())
    )


def _is_internal(reference: Any) -> bool:
    return not isinstance(reference, str) or reference.startswith("#")


LineOf = Callable[[str], int | None]
"""Returns the line (from 1) of a JSON pointer, or of its nearest ancestor that has one."""

OriginOf = Callable[[str], str]
"""Returns the page that a JSON pointer comes from, in a document that was merged from several."""


METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""Keys of a Path Item Object that hold operations (OpenAPI 3.2.0 section 4.9)."""


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed file with its origin and the lines of its parts."""

    origin: str
    """Its name in messages: a path relative to the root document's folder, a URL, or `-`."""

    sha256: str
    """SHA-256 digest of its bytes in hexadecimal digits."""

    data: Any
    """Parsed content: dict (string keys, document order), list, str, int, float, bool, None."""

    line_of: LineOf = field(repr=False, compare=False)

    origin_of: OriginOf | None = field(default=None, repr=False, compare=False)
    """Page of each part, if it was merged from several; `line_of` counts in that page."""

    etag: str = field(default="", compare=False)
    """`ETag` header of its response (RFC 9110 section 8.8.3); may be empty."""

    last_modified: str = field(default="", compare=False)
    """`Last-Modified` header of its response (RFC 9110 section 8.8.2); may be empty."""

    _keywords: list[KeywordSummary] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    @property
    def keywords(self) -> KeywordSummary:
        """Keywords anywhere in its data, collected on first use."""
        if not self._keywords:
            self._keywords.append(_summarize(self.data))
        return self._keywords[0]

    @property
    def place(self) -> str:
        """URL that relative URLs of servers are resolved against (OpenAPI 3.2, "API Base URL"); empty
        if the document was not fetched, or from a server that only this machine or its network
        reaches, as in development."""
        return self.origin if _is_reached_by_others(self.origin) else ""

    def location(self, pointer: str) -> Location:
        """Return the location of a part, for messages."""
        page = self.origin_of(pointer) if self.origin_of else ""
        return Location(self.origin, pointer, self.line_of(pointer), page)


def absolute_server(url: str, place: str) -> str:
    """Return the URL of a server, resolved against the URL of its document; without a path if that
    would be `/`."""
    found = urljoin(place, url)
    return found.removesuffix("/") if place and urlsplit(found).path == "/" else found


def _is_reached_by_others(url: str) -> bool:
    """Return whether a URL is one of http or https whose host means the same everywhere."""
    if not url.startswith(("http://", "https://")):
        return False
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost"))


@fast_init
@dataclass(frozen=True, slots=True)
class Node:
    """Value inside a document, with its JSON pointer; `node / key` is a child."""

    document: Document
    pointer: str
    data: Any
    """The value, or its form in another version of OpenAPI, where children from elsewhere in the
    documents are `Node`s."""

    def __truediv__(self, key: str | int) -> Node:
        """Return the child under `key`.

        Raises:
            KeyError, IndexError, TypeError: there is no such child.
        """
        child = self.data[key]
        if isinstance(child, Node):
            return child
        token = key if isinstance(key, int) else escape_token(key)
        return Node(self.document, f"{self.pointer}/{token}", child)

    def get(self, key: str) -> Node | None:
        """Return the child under `key`; None if the value is no object or has no such key."""
        if isinstance(self.data, dict) and key in self.data:
            return self / key
        return None

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield key and child of each entry of an object; nothing for any other value."""
        if isinstance(self.data, dict):
            document, pointer = self.document, self.pointer
            for key, child in self.data.items():
                if not isinstance(child, Node):
                    child = Node(document, f"{pointer}/{escape_token(key)}", child)
                yield key, child

    def elements(self) -> Iterator[Node]:
        """Yield the members of a list; nothing for any other value."""
        if isinstance(self.data, list):
            for index in range(len(self.data)):
                yield self / index

    def replaced(self, data: Any) -> Node:
        """Return a node with the same pointer and another form of the value."""
        return Node(self.document, self.pointer, data)

    @property
    def id(self) -> str:
        """Identity in all documents, such as `api.yaml#/components/schemas/Pet`."""
        return f"{self.document.origin}#{self.pointer}"

    @property
    def where(self) -> Location:
        """Location without the line, which is slow to find."""
        return Location(self.document.origin, self.pointer)

    @property
    def location(self) -> Location:
        """Location with the line, for messages."""
        return self.document.location(self.pointer)

    def problem(
        self, code: str, message: str, *, severity: Severity = Severity.WARNING, hint: str = ""
    ) -> Problem:
        """Return a problem at this node."""
        return Problem(code, severity, message, self.location, hint)


class ValueNotFound(LookupError):
    """There is no value at a JSON pointer."""

    def __init__(self, reason: str, key: str = "", siblings: Iterable[str] = ()) -> None:
        """`reason` ends a sentence; `key` is missing beside `siblings`."""
        self.reason = reason
        self._key = key
        self._siblings = siblings
        super().__init__(reason)

    def hint(self) -> str:
        """Return a sentence with a similar key, or an empty string."""
        key = self._key[:100]
        near = [name for name in self._siblings if name[:1] == key[:1]]
        near = [name for name in near if abs(len(name) - len(key)) < 4][:200]
        found = get_close_matches(key, near, n=1, cutoff=0.8)
        return f"Did you mean {quoted(found[0])}?" if found else ""


def descend(node: Node, pointer: str) -> Node:
    """Return the value at a JSON pointer (RFC 6901) below `node`.

    `/` stands for `node` itself unless it has an empty key, as most authors of `#/` mean it.

    Raises:
        ValueNotFound: there is no value.
    """
    if pointer == "/" and not (isinstance(node.data, dict) and "" in node.data):
        return node
    if pointer and not pointer.startswith("/"):
        raise ValueNotFound(f"there is no anchor {quoted(pointer)}")
    for token in pointer.split("/")[1:]:
        key = unescape_token(token)
        data = node.data
        if isinstance(data, dict) and key in data:
            node /= key
        elif isinstance(data, list) and key in map(str, range(len(data))):
            node /= int(key)
        else:
            reason = f"there is no {quoted(key)} in {quoted(node.pointer or node.document.origin)}"
            raise ValueNotFound(reason, key, data if isinstance(data, dict) else ())
    return node


def mapping_at(data: Any, pointer: str) -> dict[str, Any]:
    """Return the object at a JSON pointer of keys; empty if there is none."""
    for token in pointer.split("/")[1:]:
        data = data.get(unescape_token(token)) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


@lru_cache(maxsize=65536)
def escape_token(token: str) -> str:
    """Return a key as a token of a JSON pointer (RFC 6901 section 3)."""
    return token.replace("~", "~0").replace("/", "~1")


def unescape_token(token: str) -> str:
    """Return the key of a token of a JSON pointer (RFC 6901 section 4)."""
    return token.replace("~1", "/").replace("~0", "~")
