"""Nodes of values in XML documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class XmlKind(StrEnum):
    """Kind of node of a value in an XML document."""

    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    TEXT = "text"
    """Text of the enclosing element."""

    NONE = "none"
    """No node of its own: its content belongs to the enclosing element."""


@dataclass(frozen=True, slots=True)
class Xml:
    """Node of a value in an XML document (the XML Object, its older forms included)."""

    name: str = ""
    """Empty if it is inferred from the property, the component, or the array of an item."""

    kind: XmlKind | None = None
    """None for the default: no node for an array, an element for everything else."""

    namespace: str = ""
    prefix: str = ""
    cdata: bool = False
    """True if text is written as a CDATA section."""

    item: Xml | None = None
    """Node of the items of an array; None for the default."""

    items: tuple[Xml, ...] = ()
    """Nodes of the leading items of a tuple."""
