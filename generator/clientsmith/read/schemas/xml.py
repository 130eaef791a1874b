"""XML nodes of values, from XML Objects (OpenAPI 3.2, 4.26).

Up to 3.1, a reference stands for its target, and the property names the element. In 3.2, a reference
has no node of its own, and the component names the element. Documents that were upgraded from an older
version look the same, so the rule of 3.2 applies only to documents that use `nodeType`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from ... import ir
from ...document import Node
from .annotations import AnnotationReader, Chain, Link
from .references import References

_DEFAULT = ir.Xml()
_XML_KEYWORDS = frozenset({"allOf", "items", "prefixItems", "xml"})
"""Keywords without which a schema has the default node in documents up to 3.1."""

_DEEPEST = 8
"""Most arrays inside one another."""


class XmlReader:
    """Reads XML Objects, through references and through wrappers of a single schema."""

    def __init__(self, annotations: AnnotationReader, references: References) -> None:
        self._annotations = annotations
        self._references = references

    def property(self, name: str, chain: Chain) -> ir.Xml | None:
        """Return the node of a property; None for an element, or elements, with its name."""
        if not self._is_modern and all(_XML_KEYWORDS.isdisjoint(link.schema) for link in chain):
            return None
        found = self._node(chain, name, 0)
        return None if found == _DEFAULT else found

    def model(self, node: Node) -> ir.Xml | None:
        """Return the node of an object by itself; None if it has no XML Object."""
        chain = self._annotations.chain(node)
        if not any(True for _ in _objects(chain)):
            return None
        return replace(self._node(chain, "", 0), kind=None, item=None, items=())

    def root(self, node: Node) -> ir.Xml:
        """Return the node of the root element of a document; without a name if none is known."""
        chain = self._annotations.chain(node)
        found = self._node(chain, "", 0)
        name = found.name or self._component(chain)
        item = found.item
        place = _items(chain)
        if place is not None and (item is None or not item.name):
            item_name = self._component(self._annotations.chain(place))
            if item_name:
                item = replace(item or _DEFAULT, name=item_name)
        return replace(found, name=name, kind=None, item=item)

    def _node(self, chain: Chain, inferred: str, depth: int) -> ir.Xml:
        objects = list(_objects(chain))
        kind, cdata = _kind(objects)
        place = _items(chain)
        is_list = place is not None or any("prefixItems" in link.schema for link in chain)
        if kind is ir.XmlKind.ELEMENT and not is_list:
            kind = None
        name = _first(objects, "name")
        if not name and self._is_modern and self._is_reference_without_node(chain[0]):
            name = self._component(chain)
        item: ir.Xml | None = None
        items: tuple[ir.Xml, ...] = ()
        if is_list and depth < _DEEPEST:
            if place is not None:
                item = self._item(place, objects, inferred, name, kind, depth)
            items = tuple(
                self._node(self._annotations.chain(each), inferred, depth + 1)
                for each in _prefix(chain)
            )
        return ir.Xml(
            name=name,
            kind=kind,
            namespace=_first(objects, "namespace"),
            prefix=_first(objects, "prefix"),
            cdata=cdata,
            item=item,
            items=items if any(each != _DEFAULT for each in items) else (),
        )

    def _item(
        self,
        place: Node,
        objects: Sequence[Mapping[str, Any]],
        inferred: str,
        name: str,
        kind: ir.XmlKind | None,
        depth: int,
    ) -> ir.Xml | None:
        item = self._node(self._annotations.chain(place), inferred, depth + 1)
        # `nodeType` leaves the items the name of the property, where `wrapped` gives them that of
        # the array.
        says_type = any("nodeType" in each for each in objects)
        if not item.name and inferred and name and says_type and kind is ir.XmlKind.ELEMENT:
            item = replace(item, name=inferred)
        return None if item == _DEFAULT else item

    def _component(self, chain: Chain) -> str:
        """Return the name of the nearest component."""
        names = (self._references.name(link.node.id) for link in chain)
        return next(filter(None, names), "")

    def _is_reference_without_node(self, link: Link) -> bool:
        xml = link.schema.get("xml")
        has_no_node = not isinstance(xml, dict) or xml.get("nodeType") in (None, "none")
        return has_no_node and isinstance(link.schema.get("$ref"), str)

    @cached_property
    def _is_modern(self) -> bool:
        """True if the document uses `nodeType`."""
        root = self._references.root
        version = str(root.data.get("openapi", "")).split(".")
        if not all(map(str.isdecimal, version[:2])) or [*map(int, version[:2])] < [3, 2]:
            return False
        waiting: list[Any] = [root.data]
        while waiting:
            data = waiting.pop()
            if isinstance(data, dict):
                xml = data.get("xml")
                if isinstance(xml, dict) and "nodeType" in xml:
                    return True
                waiting += data.values()
            elif isinstance(data, list):
                waiting += data
        return False


def _objects(chain: Chain) -> Iterator[Mapping[str, Any]]:
    """Yield the XML Objects that apply, the nearest first and those of inline `allOf` parts last."""
    for link in chain:
        xml = link.schema.get("xml")
        if isinstance(xml, dict):
            yield xml
    parts = chain[-1].schema.get("allOf")
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and "$ref" not in part and isinstance(part.get("xml"), dict):
            yield part["xml"]


def _first(objects: Sequence[Mapping[str, Any]], key: str) -> str:
    texts = (xml.get(key) for xml in objects)
    return next((text for text in texts if isinstance(text, str) and text), "")


def _kind(objects: Sequence[Mapping[str, Any]]) -> tuple[ir.XmlKind | None, bool]:
    """Return the kind of node of a value, and whether its text is a CDATA section; the nearest wins."""
    types = [xml["nodeType"] for xml in objects if isinstance(xml.get("nodeType"), str)]
    if types:
        cdata = "cdata" in types[:1] or (types[0] == "element" and "cdata" in types)
        nearest = "text" if types[0] == "cdata" else types[0]
        return (ir.XmlKind(nearest) if nearest in set(ir.XmlKind) else None), cdata
    for key, kind in (("attribute", ir.XmlKind.ATTRIBUTE), ("wrapped", ir.XmlKind.ELEMENT)):
        if next((xml[key] for xml in objects if isinstance(xml.get(key), bool)), False):
            return kind, False
    return None, False


def _items(chain: Chain) -> Node | None:
    """Return the schema of the items of an array; None if there is none."""
    for link in chain:
        if isinstance(link.schema.get("items"), dict):
            return link.node / "items"
    return None


def _prefix(chain: Chain) -> list[Node]:
    for link in chain:
        if isinstance(link.schema.get("prefixItems"), list):
            return list((link.node / "prefixItems").elements())
    return []
