"""Parses XML documents to trees of elements."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from ..codec.json_text import TypeMismatchError
from ..http import charset, decode_text
from .nodes import XML, XSI, Attribute

DEEPEST = 100
"""Maximum depth of a document."""

MOST_NODES = 2_000_000
"""Maximum number of elements and attributes in a document."""

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(slots=True)
class Element:
    """An element."""

    name: str
    """Name without prefix."""

    namespace: str = ""
    """Namespace URI; empty for none."""

    prefix: str = ""
    attributes: list[Attribute] = field(default_factory=list)
    content: list[Element | str] = field(default_factory=list)
    """Elements and text, in order."""

    @property
    def children(self) -> Iterator[Element]:
        """Child elements."""
        return (part for part in self.content if isinstance(part, Element))

    @property
    def has_children(self) -> bool:
        """True if there are child elements."""
        return any(True for _ in self.children)

    @property
    def text(self) -> str:
        """Text content; without the white space between elements if there are some."""
        text = "".join(part for part in self.content if isinstance(part, str))
        return text.strip() if self.has_children else text

    def attribute(self, name: str, namespace: str = "") -> Attribute | None:
        """Return the attribute with a name; None if there is none."""
        for each in self.attributes:
            if each.name == name and each.namespace == namespace:
                return each
        return None

    @property
    def is_nil(self) -> bool:
        """True if it stands for null (XML Schema 1, 2.6.2)."""
        nil = self.attribute("nil", XSI)
        return nil is not None and nil.text.strip() in ("true", "1")

    @property
    def is_empty(self) -> bool:
        """True if it has neither content nor attributes."""
        return not self.attributes and not self.has_children and not self.text.strip()


def parse(data: bytes, content_type: str) -> Element:
    """Parse a document, and return its root element.

    Document type declarations are rejected, and with them all entities that could expand or be
    fetched.

    Args:
        data: The document.
        content_type: Content type, whose `charset` overrides the document's own declaration (RFC
            7303, 3).

    Raises:
        TypeMismatchError: It is not XML, declares a document type, is too deep or too large.
    """
    encoding = None
    if not data.startswith(_MARKS) and charset(content_type):
        data, encoding = decode_text(data, content_type).encode(), "utf-8"
    builder = _Builder()
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise TypeMismatchError(f"not an XML document: {error}") from None
    except (LookupError, ValueError) as error:
        if isinstance(error, TypeMismatchError):
            raise
        raise TypeMismatchError("the XML document has an unknown encoding") from None
    assert builder.root is not None
    return builder.root


_NONE: list[Any] = []
"""Attributes and content of parsed elements that have none; lists of their own would take more
memory than everything else."""


class _Builder:
    """Builds the tree. Undeclared prefixes are ignored, as many servers use some."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._scopes: list[Mapping[str, str]] = [{"xml": XML}]
        self._nodes = 0

    def doctype(self, *_: object) -> None:
        raise TypeMismatchError(
            "the XML document declares a document type, which is rejected"
        )

    def start(self, name: str, flat: list[str]) -> None:
        self._nodes += 1 + len(flat) // 2
        if self._nodes > MOST_NODES:
            raise TypeMismatchError("the XML document has too many elements")
        if len(self._open) >= DEEPEST:
            raise TypeMismatchError("the XML document is nested too deeply")
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        scope = self._scope(pairs)
        self._scopes.append(scope)
        prefix, _, local = name.rpartition(":")
        element = Element(local, scope.get(prefix, ""), prefix, _NONE, _NONE)
        attributes = []
        for key, text in pairs:
            if key != "xmlns" and not key.startswith("xmlns:"):
                prefix, _, local = key.rpartition(":")
                namespace = scope.get(prefix, "") if prefix else ""
                attributes.append(Attribute(local, text, namespace, prefix))
        if attributes:
            element.attributes = attributes
        if self._open:
            self._add(element)
        else:
            self.root = element
        self._open.append(element)

    def _scope(self, pairs: list[tuple[str, str]]) -> Mapping[str, str]:
        declared = {
            key[6:]: text
            for key, text in pairs
            if key == "xmlns" or key.startswith("xmlns:")
        }
        outer = self._scopes[-1]
        return {**outer, **declared} if declared else outer

    def end(self, _: str) -> None:
        self._open.pop()
        self._scopes.pop()

    def text(self, text: str) -> None:
        self._add(text)

    def _add(self, part: Element | str) -> None:
        element = self._open[-1]
        if element.content is _NONE:
            element.content = [part]
        else:
            element.content.append(part)
