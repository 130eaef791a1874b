"""What is wrong inside of schemas: defaults that do not fit, required properties that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document import Library, Node, Place, Position, UnresolvedReference
from ...problem import Problem, quoted
from .defaults import DefaultCheck
from .version import Version

_IN_OBJECT = Position.OBJECT  # looking members up is slow in Python 3.11
_ALTERNATIVES = ("allOf", "anyOf", "oneOf", "not")
_INT_LIMITS = {"int32": 2**31, "int64": 2**63}
_TYPES: dict[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
_PLAIN = frozenset(
    {
        "allowEmptyValue",
        "collectionFormat",
        "default",
        "deprecated",
        "description",
        "enum",
        "example",
        "examples",
        "externalDocs",
        "format",
        "in",
        "items",
        "maximum",
        "minimum",
        "name",
        "nullable",
        "readOnly",
        "required",
        "title",
        "type",
        "writeOnly",
        "xml",
    }
)
"""Keywords that `_plainly_fits` knows how to weigh, or that say nothing about the value."""


class SchemaCheck:
    """Takes the schemas of a library one by one."""

    def __init__(self, library: Library, version: Version) -> None:
        self.problems: list[Problem] = []
        self._library = library
        self._defaults = DefaultCheck(library, version)

    def take(self, start: Node, place: Place) -> None:
        """Looks at the mapping at `place`, counted from `start`, if it is a schema."""
        value = place.value
        if place.position != _IN_OBJECT or not isinstance(value, dict):
            return
        if "default" in value and not (
            _plainly_fits(value, value["default"]) or _is_server_variable(place)
        ):
            node = Node(start.document, start.pointer + place.pointer(), value)
            self.problems += self._defaults.problems(node)
        if "allOf" in value and isinstance(value.get("required"), list) and not _is_part(place):
            node = Node(start.document, start.pointer + place.pointer(), value)
            self.problems += self._undefined(node)

    def _undefined(self, node: Node) -> Iterator[Problem]:
        """A problem where `required` beside `allOf` names what no part of the schema defines."""
        try:
            known = self._properties(node)
        except UnresolvedReference:
            return
        unknown = [
            name for name in node.data["required"] if isinstance(name, str) and name not in known
        ]
        if unknown:
            names = ", ".join(quoted(name, 40) for name in dict.fromkeys(unknown))
            message = f"`required` names properties that the schema does not define: {names}."
            yield (node / "required").problem("required-undefined", message)

    def _properties(self, node: Node) -> set[str]:
        names: set[str] = set()
        visited: set[str] = set()
        pending = [node]
        while pending:
            schema = self._library.follow(pending.pop())
            if schema.id in visited:
                continue
            visited.add(schema.id)
            properties = schema.get("properties")
            names.update(name for name, _ in (properties.items() if properties else ()))
            for keyword in _ALTERNATIVES[:3]:
                parts = schema.get(keyword)
                pending += parts.elements() if parts else ()
        return names


def _is_server_variable(place: Place) -> bool:
    return place.parent is not None and place.parent.key == "variables"


def _is_part(place: Place) -> bool:
    """Whether the schema is one of several that hold together or instead of each other."""
    parent = place.parent
    return parent is not None and parent.key in _ALTERNATIVES


def _plainly_fits(schema: dict[str, Any], value: Any) -> bool:
    """Whether it is plain to see that `value` fits; False where it takes more than a look."""
    if value is None and schema.get("nullable") is True:
        return True
    if not all(keyword in _PLAIN or keyword.startswith("x-") for keyword in schema):
        return False
    names = schema.get("type")
    names = names if isinstance(names, list) else [names]
    if value is None:
        return "null" in names and "enum" not in schema
    types = tuple(
        type_ for name in names if isinstance(name, str) for type_ in _TYPES.get(name, ())
    )
    if type(value) not in types:
        return False
    if "enum" in schema:
        options = schema["enum"]
        return isinstance(options, list) and any(
            type(option) is type(value) and option == value for option in options
        )
    if isinstance(value, list):
        items = schema.get("items", {})
        return isinstance(items, dict) and all(_plainly_fits(items, member) for member in value)
    if isinstance(value, dict):
        return not value and not isinstance(schema.get("required"), list)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _is_within(schema, value)
    return "format" not in schema


def _is_within(schema: dict[str, Any], value: float) -> bool:
    for keyword, sign in (("minimum", 1), ("maximum", -1)):
        limit = schema.get(keyword, value)
        if not isinstance(limit, int | float) or (value - limit) * sign < 0:
            return False
    form = schema.get("format")
    if form in _INT_LIMITS:
        return -_INT_LIMITS[form] <= value < _INT_LIMITS[form]
    return form in (None, "float", "double")
