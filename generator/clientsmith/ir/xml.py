"""How values stand in XML documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class XmlKind(StrEnum):
    """What a value is in an XML document."""

    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    TEXT = "text"
    """Text of the element around it."""

    NONE = "none"
    """No node of its own: what is in it stands in the element around it."""


@dataclass(frozen=True, slots=True)
class Xml:
    """The node of a value in an XML document (the XML Object, its older forms included)."""

    name: str = ""
    """Empty where it is inferred: from the property, the component, or the array around an item."""

    kind: XmlKind | None = None
    """None for the default: no node for an array, an element for everything else."""

    namespace: str = ""
    prefix: str = ""
    cdata: bool = False
    """Whether text is written as a CDATA section."""

    item: Xml | None = None
    """Node of the items of an array; None for the default."""

    items: tuple[Xml, ...] = ()
    """Nodes of the leading items of a tuple."""
