"""Documents full of schemas that nobody would write by hand, all keywords of JSON Schema in them."""

from __future__ import annotations

from random import Random
from typing import Any

NAMES = ("a", "b", "kind", "x-id", "from")
PATTERNS = ("^x-", "^[0-9]+$", "b$")
CONSTANTS: tuple[Any, ...] = (
    "a",
    "b",
    "",
    1,
    2,
    1.5,
    1.0,
    True,
    False,
    None,
    [1],
    {"a": 1},
    [],
    {},
)
FORMATS = ("date-time", "date", "time", "uuid", "duration", "email", "ipv4", "uri", "unheard-of")
ENCODINGS = {
    "base64": "^([A-Za-z0-9+/]{4})*$",
    "base64url": "^([A-Za-z0-9_-]{4})*$",
    "base16": "^([0-9A-F]{2})*$",
}
"""With what validators do not check themselves."""

TYPES = ("null", "boolean", "object", "array", "number", "integer", "string")


class Maker:
    """Makes schemas; the same ones for the same `random`.

    Keywords for objects or arrays come with a `type`, their own or that of the schema around: we take
    a schema without any type for that of its keywords, which is what authors mean.
    """

    def __init__(self, random: Random, components: int) -> None:
        """`components` is how many component schemas there are to refer to."""
        self._random = random
        self._components = components

    def document(self) -> dict[str, Any]:
        """An OpenAPI document of component schemas, each of which is the answer of an operation."""
        schemas = {f"S{number}": self.component() for number in range(self._components)}
        return {
            "openapi": "3.1.0",
            "info": {"title": "Random", "version": "1"},
            "paths": {f"/{name}": _operation(name) for name in schemas},
            "components": {"schemas": schemas},
        }

    def component(self) -> Any:
        """A component schema, some of which have local definitions and anchors."""
        schema = self.schema(0)
        if isinstance(schema, dict) and self._one_in(6):
            schema["$defs"] = {"local": self.schema(2)}
        return schema

    def schema(self, depth: int, *, typed: bool = False) -> Any:
        """A schema; boolean ones, references and empty ones among them.

        Args:
            depth: how many schemas are around it.
            typed: whether a schema that has to hold besides has a type.
        """
        if self._one_in(25):
            return self._random.choice((True, {}, {"description": "anything"}, False))
        if depth > 0 and self._one_in(6):
            return self._reference(depth)
        schema: dict[str, Any] = {}
        if not self._one_in(4):
            schema["type"] = self._types(depth)
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        if "object" in types or (typed and not types and self._one_in(2)):
            self._object(schema, depth)
        if "array" in types or (typed and not types and self._one_in(3)):
            self._array(schema, depth)
        if "string" in types:
            self._string(schema)
        if "integer" in types or "number" in types:
            self._number(schema)
        if self._one_in(10):
            self._constants(schema)
        if depth < 3 and self._one_in(3):
            self._applicators(schema, depth)
        return schema

    def _reference(self, depth: int) -> dict[str, Any]:
        schema: dict[str, Any] = {
            "$ref": f"#/components/schemas/S{self._random.randrange(self._components)}"
        }
        if self._one_in(4):
            schema["description"] = "beside a reference"
        if self._one_in(4):
            schema["type"] = self._types(depth)
            if "object" in schema["type"]:
                self._object(schema, depth)
        return schema

    def _types(self, depth: int) -> Any:
        likely = TYPES if depth > 1 else (*TYPES, "object", "object", "object", "array")
        if self._one_in(4):
            return self._random.sample(TYPES, self._random.randint(1, 3))
        return self._random.choice(likely)

    def _object(self, schema: dict[str, Any], depth: int) -> None:
        if depth > 3:
            return
        names = self._random.sample(NAMES, self._random.randint(0, 3))
        if names:
            schema["properties"] = {name: self.schema(depth + 1) for name in names}
        if self._one_in(2):
            schema["required"] = self._random.sample(NAMES, self._random.randint(0, 2))
        self._maybe(schema, "additionalProperties", depth, 3)
        self._maybe(schema, "unevaluatedProperties", depth, 12)
        self._maybe(schema, "propertyNames", depth, 0)
        if self._one_in(6):
            schema["patternProperties"] = {self._random.choice(PATTERNS): self.schema(depth + 1)}
        if self._one_in(12):
            schema["propertyNames"] = {"minLength": 1}
        if self._one_in(12):
            schema["minProperties"] = 1
        if self._one_in(12):
            schema["dependentRequired"] = {"a": ["b"]}
        if self._one_in(8):
            schema["dependentSchemas"] = {
                self._random.choice(NAMES): self.schema(depth + 1, typed="type" in schema)
            }

    def _array(self, schema: dict[str, Any], depth: int) -> None:
        if depth > 3:
            return
        if self._one_in(3):
            schema["prefixItems"] = [
                self.schema(depth + 1) for _ in range(self._random.randint(1, 2))
            ]
        self._maybe(schema, "items", depth, 2)
        self._maybe(schema, "contains", depth, 8)
        self._maybe(schema, "unevaluatedItems", depth, 12)
        for keyword in ("minItems", "maxItems"):
            if self._one_in(6):
                schema[keyword] = self._random.randint(0, 2)

    def _string(self, schema: dict[str, Any]) -> None:
        if self._one_in(3):
            schema["format"] = self._random.choice(FORMATS)
        elif self._one_in(8):
            encoding = self._random.choice(tuple(ENCODINGS))
            schema |= {"contentEncoding": encoding, "pattern": ENCODINGS[encoding]}
        elif self._one_in(8):
            schema["contentMediaType"] = "application/json"

    def _number(self, schema: dict[str, Any]) -> None:
        if self._one_in(4):
            formats = ("int32", "int64", "double", "decimal")
            # Validators do not know which strings are decimals.
            schema["format"] = self._random.choice(
                formats[: 3 if "string" in schema["type"] else 4]
            )
        if self._one_in(6):
            schema["minimum"] = 0

    def _constants(self, schema: dict[str, Any]) -> None:
        if self._one_in(2):
            schema["const"] = self._random.choice(CONSTANTS)
        else:
            schema["enum"] = self._random.sample(CONSTANTS, self._random.randint(1, 4))

    def _applicators(self, schema: dict[str, Any], depth: int) -> None:
        typed = "type" in schema
        for keyword in ("oneOf", "anyOf", "allOf"):
            if self._one_in(3):
                count = self._random.randint(1, 3)
                schema[keyword] = [self.schema(depth + 1, typed=typed) for _ in range(count)]
        self._maybe(schema, "not", depth, 8)
        if self._one_in(6):
            for keyword in ("if", "then", "else"):
                if keyword == "if" or self._one_in(2):
                    schema[keyword] = self.schema(depth + 1, typed=typed)

    def _maybe(self, schema: dict[str, Any], keyword: str, depth: int, chance: int) -> None:
        if chance and self._one_in(chance):
            schema[keyword] = self.schema(depth + 1)

    def _one_in(self, number: int) -> bool:
        return self._random.randrange(number) == 0


def _operation(name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    response = {"description": "", "content": {"application/json": {"schema": schema}}}
    return {"get": {"operationId": f"get{name}", "responses": {"200": response}}}
