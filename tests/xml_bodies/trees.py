"""XML documents compared by what they say: prefixes, layout, the order of attributes and the way to
write an instant aside."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from xml.etree import ElementTree

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\S+")


def tree(document: str | bytes) -> Any:
    """The nodes of a document, comparable."""
    return _node(ElementTree.fromstring(document))


def _node(element: ElementTree.Element) -> Any:
    children = [_node(child) for child in element]
    texts = [element.text, *(child.tail for child in element)]
    text = "".join(each or "" for each in texts).strip()
    if _INSTANT.fullmatch(text):
        text = dt.datetime.fromisoformat(text).astimezone(dt.UTC).isoformat()
    return (element.tag, dict(element.attrib), text, children)
