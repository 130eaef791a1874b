"""What of an element is still to be read."""

from __future__ import annotations

from .node import XmlNode
from .tree import Attribute, Element


class Parts:
    """What of an element is still to be read: whatever a property takes is gone."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.children = list(element.children)
        self.attributes = list(element.attributes)
        self.text = element.text

    def take(self, node: XmlNode, name: str) -> list[Element]:
        """The children of a node; by name alone where none has the namespace."""
        found = [each for each in self.children if is_called(each, node, name)]
        exact = [each for each in found if each.namespace == node.namespace]
        found = exact or found
        taken = set(map(id, found))
        self.children = [each for each in self.children if id(each) not in taken]
        return found

    def take_attribute(self, node: XmlNode, name: str) -> str | None:
        """The text of an attribute; None where there is none."""
        named = [each for each in self.attributes if is_called(each, node, name)]
        named.sort(key=lambda each: each.namespace != node.namespace)
        if not named:
            return None
        self.attributes.remove(named[0])
        return named[0].text

    def take_text(self) -> str:
        """The text."""
        text, self.text = self.text, ""
        return text


def is_called(part: Element | Attribute, node: XmlNode, name: str) -> bool:
    """Whether an element or attribute has the name of a node, which may have a prefix in it."""
    return part.name == (node.name or name).rpartition(":")[2]
