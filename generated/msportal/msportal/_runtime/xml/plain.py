"""Elements of which no type tells anything, as dicts, lists and strings, and back.

An attribute is a property whose name begins with `@`, text beside other things is `#text`, and
elements of the same name are a list. A name from another namespace than that of the element around
it is written `{namespace}name`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import InvalidRequestError
from .scalars import write_scalar
from .tree import XSI, Attribute, Element

TEXT = "#text"
_OF_THE_DOCUMENT = frozenset({"nil", "schemaLocation", "noNamespaceSchemaLocation"})


def plain(element: Element) -> Any:
    """What an element holds: None, a string, or a dict."""
    if element.is_nil:
        return None
    text = element.text
    found = plain_parts(element, element.children, element.attributes)
    if not found:
        return text
    if text:
        found[TEXT] = text
    return found


def plain_parts(
    around: Element, children: Iterable[Element], attributes: Iterable[Attribute]
) -> dict[str, Any]:
    """Some attributes and children of an element."""
    found: dict[str, Any] = {}
    for each in attributes:
        if each.namespace == XSI and each.name in _OF_THE_DOCUMENT:
            continue
        found[f"@{_key(each.name, each.namespace, '')}"] = each.text
    repeated: set[str] = set()
    for child in children:
        key = _key(child.name, child.namespace, around.namespace)
        value = plain(child)
        if key not in found:
            found[key] = value
        elif key in repeated:
            found[key].append(value)
        else:
            repeated.add(key)
            found[key] = [found[key], value]
    return found


def _key(name: str, namespace: str, around: str) -> str:
    return name if namespace in ("", around) else f"{{{namespace}}}{name}"


def add_plain(element: Element, value: Any) -> None:
    """Put a value of which no type tells anything into an element.

    Raises:
        InvalidRequestError: the value is a list in a list, which has no form.
    """
    if value is None:
        element.attributes.append(Attribute("nil", "true", XSI, "xsi"))
    elif isinstance(value, dict):
        for key, item in value.items():
            add_plain_entry(element, key, item)
    elif isinstance(value, list):
        for item in value:
            add_plain_entry(element, element.name, item)
    elif value != "":
        element.content.append(write_scalar(value))


def add_plain_entry(element: Element, key: str, value: Any) -> None:
    """Put a property of which no type tells anything into an element."""
    if key == TEXT:
        element.content.append(write_scalar(value))
    elif key.startswith("@"):
        name, namespace = _named(key[1:])
        if value is not None:
            element.attributes.append(Attribute(name, write_scalar(value), namespace))
    else:
        name, namespace = _named(key)
        for item in _repeated(value):
            child = Element(name, namespace)
            add_plain(child, item)
            element.content.append(child)


def _repeated(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    else:
        yield value


def _named(key: str) -> tuple[str, str]:
    """Name and namespace of `{namespace}name`.

    Raises:
        InvalidRequestError: the braces do not match.
    """
    if not key.startswith("{"):
        return key, ""
    namespace, brace, name = key[1:].partition("}")
    if not brace:
        raise InvalidRequestError(f"{key!r:.80} cannot be the name of a node in XML.")
    return name, namespace
