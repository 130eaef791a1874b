"""XML: nodes of values in XML documents (the XML Object of OpenAPI).

An XML document is converted to the equivalent JSON value, which the codec decodes, and the other way
round, so that both forms of a value obey the same types. `bodies` and `contents` have what requests and
responses consist of; `writing` and `reading` are imported by the first call that needs them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..http import essence

XmlKind: TypeAlias = Literal["", "element", "attribute", "text", "none"]


@dataclass(frozen=True, slots=True)
class XmlNode:
    """XML node of a value."""

    name: str = ""
    """Name of the element or attribute; empty for the name of the property, the class, or, for an
    item, the enclosing array."""

    kind: XmlKind = field(default="", kw_only=True)
    """`text` is the text of the enclosing element; the contents of `none` are placed in the
    enclosing element, which is the default for arrays. Empty for the default."""

    namespace: str = field(default="", kw_only=True)
    """Namespace URI; empty for that of the enclosing elements."""

    prefix: str = field(default="", kw_only=True)
    cdata: bool = field(default=False, kw_only=True)
    """True if text is written as a CDATA section."""

    item: XmlNode | None = field(default=None, kw_only=True)
    """Node of all items of an array, or of all after `items`."""

    items: tuple[XmlNode, ...] = field(default=(), kw_only=True)
    """Nodes of the leading items of a tuple."""


DEFAULT_NODE = XmlNode()


def is_xml(media_type: str) -> bool:
    """Return whether a media type is XML: `application/xml`, `text/xml` or any `+xml` (RFC
    7303)."""
    name = essence(media_type)
    return name in ("application/xml", "text/xml") or name.endswith("+xml")
