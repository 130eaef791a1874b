"""Parses and writes XML documents as trees of elements."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from ..codec.json_text import TypeMismatchError
from ..errors import InvalidRequestError
from ..http import charset, decode_text

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"

DEEPEST = 100
"""Maximum depth of a document."""

MOST_NODES = 2_000_000
"""Maximum number of elements and attributes in a document."""

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_START = r"A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_NAME = re.compile(rf"(?:[{_START}][-.0-9\xb7\u0300-\u036f\u203f\u2040{_START}]*:?)+")
"""A name (XML 1.0, 2.3), possibly with a prefix."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow (2.2)."""


class CData(str):
    """Text that is written as a CDATA section."""

    __slots__ = ()


@dataclass(slots=True)
class Attribute:
    """Attribute; namespace declarations are not included."""

    name: str
    """Name without prefix."""

    text: str
    namespace: str = ""
    prefix: str = ""


@dataclass(slots=True)
class Element:
    """An element."""

    name: str
    """Name without prefix."""

    namespace: str = ""
    """Namespace URI; empty for none, and when writing, for that of the enclosing elements."""

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


# --- parsing ----------------------------------------------------------------------------------------


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


# --- writing ----------------------------------------------------------------------------------------


def serialize(root: Element) -> str:
    """Serialize a document with its declaration.

    Raises:
        InvalidRequestError: A name or a character is not allowed in XML.
    """
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _write(root, {"xml": XML}, parts)
    return "".join(parts)


def _write(element: Element, scope: Mapping[str, str], parts: list[str]) -> None:
    declared: dict[str, str] = {}
    name = _qualified(element, scope, declared)
    attributes = [
        f' {_qualified(each, scope, declared)}="{_escaped(each.text, in_attribute=True)}"'
        for each in element.attributes
    ]
    spaces = [
        f' xmlns{":" if prefix else ""}{prefix}="{_escaped(uri, in_attribute=True)}"'
        for prefix, uri in declared.items()
    ]
    parts.append(f"<{name}{''.join(spaces)}{''.join(attributes)}")
    if not element.content:
        parts.append("/>")
        return
    parts.append(">")
    inner = {**scope, **declared} if declared else scope
    for part in element.content:
        if isinstance(part, Element):
            _write(part, inner, parts)
        else:
            parts.append(_cdata(part) if isinstance(part, CData) else _escaped(part))
    parts.append(f"</{name}>")


def _qualified(
    node: Element | Attribute, scope: Mapping[str, str], declared: dict[str, str]
) -> str:
    """Return a name with its prefix, which is declared if necessary."""
    prefix, uri = node.prefix, node.namespace
    if uri:
        if isinstance(node, Attribute) and not prefix:
            prefix = _prefix_of(uri, {**scope, **declared})
        while declared.get(prefix, uri) != uri or (prefix == "xml") != (uri == XML):
            prefix = "xml" if uri == XML else f"{prefix}_"
        if declared.get(prefix, scope.get(prefix, "")) != uri:
            declared[prefix] = uri
    elif prefix not in scope:
        # A prefix without namespace counts where something around it declares it.
        prefix = ""
    name = f"{prefix}:{node.name}" if prefix else node.name
    if not _NAME.fullmatch(name) or name.endswith(":"):
        raise InvalidRequestError(f"{name!r:.80} is not a valid name in XML.")
    return name


def _prefix_of(uri: str, scope: Mapping[str, str]) -> str:
    """Return a prefix for a namespace: a declared one, or a new one."""
    for prefix, known in scope.items():
        if known == uri and prefix:
            return prefix
    return next(f"ns{n}" for n in range(len(scope) + 1) if f"ns{n}" not in scope)


_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_TEXT = str.maketrans(_ESCAPES)
_VALUE = str.maketrans({**_ESCAPES, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


def _escaped(text: str, *, in_attribute: bool = False) -> str:
    return _checked(text).translate(_VALUE if in_attribute else _TEXT)


def _cdata(text: str) -> str:
    """Return CDATA sections; characters that cannot be in one are placed between them."""
    inside = _checked(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{inside}]]>".replace("\r", "]]>&#13;<![CDATA[")


def _checked(text: str) -> str:
    found = _FORBIDDEN.search(text)
    if found is not None:
        raise InvalidRequestError(
            f"A value cannot be sent as XML, which has no character U+{ord(found[0]):04X}."
        )
    return text
