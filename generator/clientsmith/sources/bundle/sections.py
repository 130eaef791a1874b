"""The kind of object that a reference must point to, by its position."""

from __future__ import annotations

from ...document import Container, Position

PATH_ITEM = "pathItems"

_BY_KEY = {
    "callbacks": "callbacks",
    "content": "mediaTypes",
    "examples": "examples",
    "headers": "headers",
    "links": "links",
    "mediaTypes": "mediaTypes",
    "parameters": "parameters",
    "pathItems": PATH_ITEM,
    "paths": PATH_ITEM,
    "requestBodies": "requestBodies",
    "requestBody": "requestBodies",
    "responses": "responses",
    "securitySchemes": "securitySchemes",
    "webhooks": PATH_ITEM,
    **dict.fromkeys(
        [
            "$defs",
            "additionalItems",
            "additionalProperties",
            "allOf",
            "anyOf",
            "contains",
            "contentSchema",
            "definitions",
            "dependencies",
            "dependentSchemas",
            "else",
            "if",
            "itemSchema",
            "items",
            "not",
            "oneOf",
            "patternProperties",
            "prefixItems",
            "properties",
            "propertyNames",
            "schema",
            "schemas",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties",
        ],
        "schemas",
    ),
}
"""Key of an object, or of the map or list that contains it → kind of the object."""

_SINCE_3_0 = frozenset(
    [
        "callbacks",
        "examples",
        "headers",
        "links",
        "parameters",
        "requestBodies",
        "responses",
        "schemas",
        "securitySchemes",
    ]
)
_SECTIONS = {
    "2.0": {
        "schemas": "/definitions",
        "parameters": "/parameters",
        "responses": "/responses",
    },
    "3.0": {name: f"/components/{name}" for name in _SINCE_3_0},
    "3.1": {name: f"/components/{name}" for name in (*_SINCE_3_0, PATH_ITEM)},
    "3.2": {name: f"/components/{name}" for name in (*_SINCE_3_0, PATH_ITEM, "mediaTypes")},
}
"""Version → kind → pointer of the map that such things may stand in."""


def kind_of(place: Container, default: str) -> str:
    """Return the kind of the object at a place, named like the sections of `components`.

    Args:
        place: where it stands.
        default: kind of what the walk began with.

    Returns:
        the kind; empty for everything else, such as an operation or a list of tags.
    """
    parent = place.parent
    if parent is None:
        return default
    if parent.position == Position.CALLBACKS:
        return "callbacks"
    if place.position == Position.NAMES and parent.position == Position.OBJECT:
        return ""
    if parent.position == Position.NAMES or isinstance(parent.value, list):
        above = parent.parent
        if above is not None and above.position == Position.CALLBACKS:
            return PATH_ITEM
        return _BY_KEY.get(str(parent.key), "")
    return _BY_KEY.get(str(place.key), "")


def sections_of(version: str) -> dict[str, str]:
    """Kind → pointer of its section, for the kinds that have one in a version of OpenAPI such as
    `3.1.0`; things of other kinds cannot be referred to and stand where they are used."""
    minor = ".".join(version.split(".")[:2])
    return _SECTIONS.get(minor, _SECTIONS["3.2"])
