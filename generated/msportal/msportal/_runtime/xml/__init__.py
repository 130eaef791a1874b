"""XML: nodes of values in XML documents (the XML Object of OpenAPI), and conversion to and from JSON.

`reading` converts an XML document to the equivalent JSON value, which the codec decodes, `writing`
the other way round, so that both forms of a value obey the same types.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

XmlKind: TypeAlias = Literal["", "element", "attribute", "text", "none"]


@dataclass(frozen=True, slots=True)
class XmlNode:
    """The node of a value in an XML document."""

    name: str = ""
    """Name of the element or attribute; empty for that of the property, of the class, or, for an
    item, of the array around it."""

    kind: XmlKind = field(default="", kw_only=True)
    """`text` is the text of the element around it; what is inside `none` stands in the element
    around it, which is the default of an array. Empty for the default."""

    namespace: str = field(default="", kw_only=True)
    """URI; empty for that of the elements around it."""

    prefix: str = field(default="", kw_only=True)
    cdata: bool = field(default=False, kw_only=True)
    """Whether text is written as a CDATA section."""

    item: XmlNode | None = field(default=None, kw_only=True)
    """Node of every item of an array, or of every one behind `items`."""

    items: tuple[XmlNode, ...] = field(default=(), kw_only=True)
    """Nodes of the leading items of a tuple."""


DEFAULT_NODE = XmlNode()
