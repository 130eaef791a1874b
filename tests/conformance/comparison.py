"""Whether values, JSON and XML say the same."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE)


class Different(Exception):
    """A result is not what the server answered."""


class Deviating(Exception):
    """An answer is not what its document declares, and was read as far as it goes."""


def same_json(one: Any, other: Any, *, lacking: bool = False) -> bool:
    """Whether JSON values are equal; instants may be written in different ways.

    Args:
        one: what a client wrote.
        other: what a server wrote.
        lacking: whether properties that the server left out may be null in what the client wrote,
            as clients read required properties that are missing.
    """
    match one, other:
        case dict(), dict():
            if lacking:
                one = {
                    key: value for key, value in one.items() if key in other or value is not None
                }
            return one.keys() == other.keys() and all(
                same_json(one[key], other[key], lacking=lacking) for key in one
            )
        case list(), list():
            return len(one) == len(other) and all(
                same_json(mine, theirs, lacking=lacking)
                for mine, theirs in zip(one, other, strict=True)
            )
        case str(), str():
            return one == other or _same_instant(one, other)
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _same_instant(one: str, other: str) -> bool:
    if not (_INSTANT.fullmatch(one) and _INSTANT.fullmatch(other)):
        return False
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


def tree(document: str | bytes) -> Any:
    """An XML document as plain values: names, attributes, texts, children in their order."""
    return _tree(ElementTree.fromstring(document))


def texts(document: str | bytes) -> list[str]:
    """Everything that stands in the attributes and elements of an XML document, in order."""
    found = []
    for element in ElementTree.fromstring(document).iter():
        found += [*element.attrib.values(), (element.text or "").strip()]
    return [text for text in found if text]


def leaves(value: Any) -> list[str]:
    """Every text and number of a JSON value, in order, as XML writes it."""
    match value:
        case dict():
            return [leaf for item in value.values() for leaf in leaves(item)]
        case list():
            return [leaf for item in value for leaf in leaves(item)]
        case str():
            return [value]
        case None:
            return []
    return [json.dumps(value)]


def _tree(element: ElementTree.Element) -> Any:
    text = (element.text or "").strip()
    instant = datetime.fromisoformat(text).timestamp() if _INSTANT.fullmatch(text) else text
    return element.tag, element.attrib, instant, [_tree(child) for child in element]
