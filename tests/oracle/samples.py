"""Values made from the schemas of a document, most of them valid; nothing of our reading is in it."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from clientsmith.document import Library, Node
from oracle.schema_validity import only_null

_DEEPEST = 3
"""Levels below which only what is required is made."""

_ANNOTATIONS = {"default", "description", "example", "nullable", "readOnly", "title", "writeOnly"}

_STRINGS = {
    "byte": "aGk=",
    "date": "2026-11-24",
    "date-time": "2026-11-24T10:00:00Z",
    "decimal": "1.5",
    "duration": "P3D",
    "email": "ann@example.test",
    "hostname": "example.test",
    "int64": "12",
    "uint64": "12",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "time": "10:00:00Z",
    "uri": "https://example.test/",
    "uri-reference": "/",
    "url": "https://example.test/",
    "uuid": "6f1b1ee0-4c5b-4c43-8a3b-111111111111",
}

_WORDS = ("word", "12", "A", "a-b", "0a", "1.2.3", "a/b", "sha256:" + 64 * "0", *_STRINGS.values())
"""One of them fits most patterns."""


_ANYTHING = object()
"""Stands for any value, until all schemas that have to hold together have had their say."""


class Impossible(Exception):
    """There is no value, or none that is not too deep."""


class Sampler:
    """Makes values; the same ones for the same `random`.

    Args:
        library: the documents.
        later: whether the root document is 3.1 or later, where keywords beside a `$ref` count.
        random: decides.
    """

    def __init__(self, library: Library, *, later: bool, random: Random) -> None:
        self._library = library
        self._later = later
        self._random = random

    def of(self, node: Node) -> Any:
        """A value for a schema.

        Raises:
            Impossible: there is none.
            UnresolvedReference: a reference leads nowhere.
        """
        return self._filled(self._of(node, 0))

    def _filled(self, value: Any) -> Any:
        match value:
            case dict():
                return {key: self._filled(one) for key, one in value.items()}
            case list():
                return [self._filled(one) for one in value]
            case _:
                return self._anything() if value is _ANYTHING else value

    def _of(self, node: Node, depth: int) -> Any:
        schema = node.data
        if schema is False or depth > 3 * _DEEPEST:
            raise Impossible
        if not isinstance(schema, dict):
            return _ANYTHING
        if "$recursiveRef" in schema:
            # A keyword of 2019-09, which the validator of 2020-12 takes for no restriction.
            raise Impossible
        if True in (schema.get("nullable"), schema.get("x-nullable")) and self._now_and_then():
            return None
        parts = []
        if isinstance(schema.get("$ref"), str):
            parts.append(self._of(self._library.resolve(schema["$ref"], node), depth + 1))
            if not self._later:
                return parts[0]
        parts += [
            self._of(part, depth + 1) for part in _members(node, "allOf") if _says_something(part)
        ]
        if "const" in schema or schema.get("enum"):
            return schema["const"] if "const" in schema else self._random.choice(schema["enum"])
        choices = [members for key in ("oneOf", "anyOf") if (members := _members(node, key))]
        kind = self._kind(schema)
        if kind == "object" or (kind is not None and not parts and not choices):
            parts.append(self._of_kind(kind, node, depth))
        parts += [self._member(self._random.choice(one), node, depth) for one in choices]
        return self._together(parts)

    def _member(self, member: Node, union: Node, depth: int) -> Any:
        """A value for a member of a union, with what the discriminator maps to the member."""
        value = None if only_null(member.data) else self._of(member, depth + 1)
        discriminator = union.data.get("discriminator")
        if isinstance(discriminator, dict) and isinstance(value, dict):
            reference = member.data.get("$ref", "")
            mapped = discriminator.get("mapping", {}).items()
            names = [
                name for name, target in mapped if reference.endswith(f"/{target.split('/')[-1]}")
            ]
            if names:
                value[discriminator["propertyName"]] = self._random.choice(names)
        return value

    def _together(self, parts: list[Any]) -> Any:
        """A value for schemas that have to hold together, from one for each of them."""
        objects = [part for part in parts if isinstance(part, dict)]
        others = [part for part in parts if not isinstance(part, dict) and part is not _ANYTHING]
        if others or not objects:
            return others[0] if others else _ANYTHING
        whole: dict[str, Any] = {}
        for part in objects:
            whole |= {key: one for key, one in part.items() if one is not _ANYTHING}
        return {key: _ANYTHING for part in objects for key in part} | whole

    def _kind(self, schema: dict[str, Any]) -> str | None:
        declared = schema.get("type")
        if isinstance(declared, list):
            return str(self._random.choice(declared))
        if declared is not None:
            return str(declared)
        if not schema.keys().isdisjoint(("properties", "additionalProperties", "required")):
            return "object"
        return "array" if "items" in schema else None

    def _of_kind(self, kind: str, node: Node, depth: int) -> Any:
        schema = node.data
        match kind:
            case "object":
                return self._object(node, depth)
            case "array":
                return self._array(node, depth)
            case "string":
                return self._string(schema)
            case "integer" | "number":
                return self._number(kind, schema)
            case "boolean":
                return self._now_and_then()
            case "null":
                return None
        raise Impossible

    def _object(self, node: Node, depth: int) -> dict[str, Any]:
        properties = node.get("properties")
        required = node.data.get("required")
        names = required if isinstance(required, list) else []
        found: dict[str, Any] = {}
        for name, child in properties.items() if properties is not None else ():
            if name not in names and (depth > _DEEPEST or self._random.random() < 0.4):
                continue
            try:
                found[name] = self._of(child, depth + 1)
            except Impossible:
                if name in names:
                    raise
        for name in names:
            if name not in found:
                found[name] = _ANYTHING
        rest = node.get("additionalProperties")
        if rest is not None and isinstance(rest.data, dict) and depth <= _DEEPEST:
            found["another key"] = self._of(rest, depth + 1)
        return found

    def _array(self, node: Node, depth: int) -> list[Any]:
        prefix = node.get("prefixItems")
        found = [self._of(item, depth + 1) for item in (prefix.elements() if prefix else ())]
        least = node.data.get("minItems", 0)
        length = max(least, 0 if depth > _DEEPEST else self._random.randint(0, 2))
        items = node.get("items")
        if items is not None and items.data is not False:
            found += [self._of(items, depth + 1) for _ in range(length - len(found))]
        return found

    def _string(self, schema: dict[str, Any]) -> str:
        text = _STRINGS.get(schema.get("format", ""), "")
        if not text:
            text = "aGk=" if "contentEncoding" in schema else "word"
        pattern = schema.get("pattern")
        if pattern is not None:
            words = (str(schema.get("example", text)), *_WORDS)
            return next((word for word in words if re.search(pattern, word)), text)
        text = text.ljust(schema.get("minLength", 0), "x")
        return text[: schema.get("maxLength", len(text))]

    def _number(self, kind: str, schema: dict[str, Any]) -> Any:
        least, most = schema.get("minimum"), schema.get("maximum")
        if least is not None or most is not None:
            return self._random.choice([limit for limit in (least, most) if limit is not None])
        whole = self._random.randint(1, 9) * schema.get("multipleOf", 1)
        return whole + 0.5 if kind == "number" and "multipleOf" not in schema else whole

    def _anything(self) -> Any:
        return self._random.choice([None, True, 7, 1.5, "word", [], {}, {"key": "value"}])

    def _now_and_then(self) -> bool:
        return self._random.random() < 0.3


def _says_something(node: Node) -> bool:
    return not isinstance(node.data, dict) or not node.data.keys() <= _ANNOTATIONS


def _members(node: Node, keyword: str) -> list[Node]:
    child = node.get(keyword)
    return [] if child is None else list(child.elements())
