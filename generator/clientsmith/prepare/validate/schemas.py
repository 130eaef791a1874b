"""Checks of schemas: defaults that do not match them, required properties that do not exist."""

from __future__ import annotations

import operator
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, unquote

from ...document import Container, Library, Node, Position, UnresolvedReference
from ...problem import Problem, Severity, quoted
from .version import Version

_FOLDER = "/above" * 50
"""Path of the folder of the root document in URLs for resolvers; nothing is read from it."""

_CLASSES: dict[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
_SIMPLE = frozenset(
    {
        "default",
        "deprecated",
        "description",
        "enum",
        "example",
        "examples",
        "externalDocs",
        "format",
        "items",
        "maxLength",
        "maximum",
        "minLength",
        "minimum",
        "nullable",
        "readOnly",
        "title",
        "type",
        "writeOnly",
    }
)
"""Keywords that `_surely_matches` supports."""

_UNCHECKED_FORMATS = frozenset({"uri", "uri-reference", "url"})
"""Formats for which openapi-spec-validator accepts any text."""

_SHOWN = 160
_MOST_SCHEMAS = 500
_IN_PLACE = ("allOf", "anyOf", "else", "if", "not", "oneOf", "then")
_BELOW = ("additionalProperties", "items", "prefixItems", "properties")


class DefaultCheck:
    """Checks defaults of one library."""

    def __init__(self, library: Library, version: Version) -> None:
        self._library = library
        self._version: Version = version
        self._validator: Any = None
        self._registry: Any = None

    def problems(self, schema: Node) -> Iterator[Problem]:
        """Yield a problem if the default of `schema` does not match it; a note if that is unknown."""
        value = schema.data["default"]
        place = schema / "default"
        if _surely_matches(value, schema.data):
            return
        if not self._is_bounded(schema, value):
            message = (
                "The default is not checked: its schema has too many parts, or `patternProperties`."
            )
            yield place.problem("check-incomplete", message, severity=Severity.NOTE)
            return
        if self._validator is None:
            self._validator = _value_validator(self._version)
            self._registry = _registry(self._library)
        resolver = self._registry.resolver(_uri(schema.document.origin))
        try:
            error = next(iter(self._validator(_Schema(schema.data, resolver), value)), None)
        except Exception:  # invalid schemas make the validators fail in many ways
            message = "The default is not checked: its schema is invalid."
            yield place.problem("check-incomplete", message, severity=Severity.NOTE)
            return
        if error is not None:
            message = "The default is null, which its schema does not allow."
            if value is not None:
                message = f"The default does not match its schema: {_shortened(error.message)}."
            yield place.problem("default-invalid", message)

    def _is_bounded(self, schema: Node, value: Any) -> bool:
        """Return whether few schemas are evaluated, and no patterns.

        Nested alternatives can lead to very many schemas, and patterns can take forever.
        """
        keywords = _IN_PLACE + _BELOW if value and isinstance(value, dict | list) else _IN_PLACE
        pending = [schema]
        for _ in range(_MOST_SCHEMAS):
            if not pending:
                return True
            node = pending.pop()
            pending += node.elements()
            if "patternProperties" in (node.data if isinstance(node.data, dict) else ()):
                return False
            try:
                followed = self._library.follow(node)
            except UnresolvedReference:
                return False
            if followed is not node:
                pending.append(followed)
            for keyword in keywords:
                child = node.get(keyword)
                if child is not None and keyword == "properties":
                    pending += [property for _, property in child.items()]
                elif child is not None:
                    pending.append(child)
        return False


def _surely_matches(value: Any, schema: dict[str, Any]) -> bool:
    """Return whether a value matches a simple schema, as most with defaults are; False if unknown."""
    if not all(key in _SIMPLE or key.startswith("x-") for key in schema):
        return False
    if value.__class__ not in _CLASSES.get(str(schema.get("type")), ()):
        return False
    if value.__class__ in (list, dict):
        return not value
    allowed = schema.get("enum", [value])
    return (
        isinstance(allowed, list)
        and any(each == value and each.__class__ is value.__class__ for each in allowed)
        and schema.get("format", "uri") in _UNCHECKED_FORMATS
        and _is_within_limits(value, schema)
    )


def _is_within_limits(value: Any, schema: dict[str, Any]) -> bool:
    """Return whether the constraints of a text or a number are integers and met."""
    size = len(value) if isinstance(value, str) else value
    low, high = ("minLength", "maxLength") if isinstance(value, str) else ("minimum", "maximum")
    if not {"minLength", "maxLength", "minimum", "maximum"}.isdisjoint(schema.keys() - {low, high}):
        return False
    least, most = schema.get(low, size), schema.get(high, size)
    return all(each is size or each.__class__ is int for each in (least, most)) and (
        least <= size <= most
    )


def _shortened(text: str) -> str:
    return text.rstrip(".") if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class _Schema:
    """The part of jsonschema-path's `SchemaPath` that a value validator uses."""

    def __init__(self, contents: Any, resolver: Any) -> None:
        self._resolved = SimpleNamespace(contents=contents, resolver=resolver)

    @contextmanager
    def resolve(self) -> Iterator[SimpleNamespace]:
        """Yield the schema and the resolver of its references."""
        yield self._resolved


def _value_validator(version: Version) -> Any:
    """Return a value validator without `pattern`, since untrusted patterns may never end."""
    from jsonschema.validators import extend  # type: ignore[import-untyped]
    from openapi_spec_validator.validation import keywords
    from openapi_spec_validator.validation.registries import KeywordValidatorRegistry

    base: Any = {
        "2.0": keywords.OpenAPIV30ValueValidator,
        "3.0": keywords.OpenAPIV30ValueValidator,
        "3.1": keywords.OpenAPIV31ValueValidator,
        "3.2": keywords.OpenAPIV32ValueValidator,
    }[version]

    class ValueValidator(base):  # type: ignore[misc]
        value_validator_cls = extend(base.value_validator_cls, {"pattern": _ignore})

    return ValueValidator(KeywordValidatorRegistry({}))


def _ignore(*_: Any) -> Iterator[Any]:
    return iter(())


def _registry(library: Library) -> Any:
    """Return the documents of the library, and no others, for the resolvers of jsonschema."""
    from referencing import Registry
    from referencing.exceptions import NoSuchResource
    from referencing.jsonschema import DRAFT202012

    def retrieve(uri: str) -> Any:
        origin = posixpath.relpath(unquote(uri.removeprefix("file://")), _FOLDER)
        document = library.documents.get(library.aliases.get(origin, origin))
        if document is None:
            raise NoSuchResource(uri)
        return DRAFT202012.create_resource(document.data)

    registry: Any = Registry
    return registry(retrieve=retrieve)


def _uri(origin: str) -> str:
    return f"file://{quote(posixpath.normpath(posixpath.join(_FOLDER, origin)))}"


_IN_OBJECT = Position.OBJECT  # member access is slow in Python 3.11
_ALTERNATIVES = ("allOf", "anyOf", "oneOf", "not")
_INT_LIMITS = {"int32": 2**31, "int64": 2**63}
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
"""Keywords that `_simply_matches` supports, or that do not restrict the value."""


class SchemaCheck:
    """Checks schemas of a library one by one."""

    def __init__(self, library: Library, version: Version) -> None:
        self.problems: list[Problem] = []
        self._library = library
        self._defaults = DefaultCheck(library, version)

    def check(self, start: Node, place: Container) -> None:
        """Check the object at `place`, whose pointer starts at `start`, if it is a schema."""
        value = place.value
        if place.position != _IN_OBJECT or not isinstance(value, dict):
            return
        if "default" in value and not (
            _simply_matches(value, value["default"]) or _is_server_variable(place)
        ):
            node = Node(start.document, start.pointer + place.pointer(), value)
            self.problems += self._defaults.problems(node)
        if "allOf" in value and isinstance(value.get("required"), list) and not _is_part(place):
            node = Node(start.document, start.pointer + place.pointer(), value)
            self.problems += self._undefined(node)

    def _undefined(self, node: Node) -> Iterator[Problem]:
        """Yield a problem if `required` beside `allOf` names undefined properties."""
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


def _is_server_variable(place: Container) -> bool:
    return place.parent is not None and place.parent.key == "variables"


def _is_part(place: Container) -> bool:
    """Return whether the schema is a member of `allOf`, `anyOf` or the like."""
    parent = place.parent
    return parent is not None and parent.key in _ALTERNATIVES


def _simply_matches(schema: dict[str, Any], value: Any) -> bool:
    """Return whether `value` matches a schema with simple keywords only; False if unknown."""
    if value is None and schema.get("nullable") is True:
        return True
    if not all(keyword in _PLAIN or keyword.startswith("x-") for keyword in schema):
        return False
    names = schema.get("type")
    names = names if isinstance(names, list) else [names]
    if value is None:
        return "null" in names and "enum" not in schema
    types = tuple(
        type_ for name in names if isinstance(name, str) for type_ in _CLASSES.get(name, ())
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
        return isinstance(items, dict) and all(_simply_matches(items, member) for member in value)
    if isinstance(value, dict):
        return not value and not isinstance(schema.get("required"), list)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _is_within(schema, value)
    return "format" not in schema


def _is_within(schema: dict[str, Any], value: float) -> bool:
    for keyword, is_beyond in (("minimum", operator.lt), ("maximum", operator.gt)):
        limit = schema.get(keyword, value)
        if not isinstance(limit, int | float) or is_beyond(value, limit):
            return False
    form = schema.get("format")
    if form in _INT_LIMITS:
        return -_INT_LIMITS[form] <= value < _INT_LIMITS[form]
    return form in (None, "float", "double")
