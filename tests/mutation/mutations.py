"""Mistakes that people make in documents, made at random places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableSequence
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

from mutation.parts import METHODS

NUMBERS = (
    *("1" + "0" * 309, "1e400", "-1e400", "1e-400", "1.7976931348623157e308", "-1", "0", "-0.0"),
    *("9223372036854775808", "0.1", "1e2", "1" + "0" * 5000, "2.5", "1000000"),
)
"""Numbers as they are written in JSON."""

_RAW = "@@number:{}@@"
_RAW_NUMBER = re.compile(r"""["']?@@number:([^@]*)@@["']?""")


def with_numbers(text: str) -> str:
    """Return a document with the numbers that no Python value stands for."""
    return _RAW_NUMBER.sub(r"\1", text)


NAMES = (
    *("", " ", ".", "..", "/", "a/b", "a.b", "a-b", "a b", "a[]", "a[b]", "$a", "@a", "+1", "-1"),
    *(
        "1",
        "1a",
        "_",
        "__",
        "_a",
        "a_",
        "__init__",
        "__class__",
        "__slots__",
        "é",
        "名前",
        "Ω",
        "ﬁ",
    ),
    *("self", "cls", "class", "None", "True", "import", "match", "type", "id", "list", "dict"),
    *("str", "int", "bytes", "object", "property", "body", "options", "client", "models", "data"),
    *("from", "async", "await", "print", "dataclass", "field", "Literal", "Any", "Unset", "UNSET"),
    *("Client", "Resource", "Operation", "JSON", "APIModel", "cached_property", "builtins", "dt"),
    *(
        "base_url",
        "token",
        "close",
        "request",
        "raw",
        "errors",
        "resources",
        "_runtime",
        "datetime",
    ),
    *(
        "a" * 300,
        "A",
        "a",
        "İ",
        "ß",
        "ſ",
        "\u200b",
        "\u2028",
        "\n",
        "a\nb",
        "\ud800",
        "\x00",
        "\x1b[0m",
    ),
    *("'", '"', '"""', "\\", "{", "}", "{{a}}", "{%a%}", "#", "%", "%41", "*", "`", "null", "x-a"),
)
"""Names of operations, parameters, properties, schemas and tags."""

TEXTS = (
    *('"""', "'''", "\\", "\\N{DASH}", "a\\", '"', "`", "```", "``a", "{{ a }}", "{% a %}", "{#"),
    *(
        "a\nb",
        "\r\n",
        "\t",
        "\x00",
        "\x1b[31m",
        "\ud800",
        "\udfff",
        "\u2028",
        "\u202e",
        "\ufeff",
        "a" * 5000,
    ),
    *(
        "::error::a",
        "##[error]a",
        "# a\n## b",
        "- a\n  - b",
        "1. a",
        "<b>a</b>",
        "|a|b|\n|-|-|",
        "...",
    ),
    *(
        "[a](b",
        "![a]",
        "*",
        "**a",
        "_a_",
        ":param a:",
        "Args:\n    a: b",
        ">>> a",
        "a.",
        " ",
        ".",
        "-",
    ),
)
"""Descriptions, titles and summaries."""

KEYS = {
    "type": (
        *("string", "integer", "number", "boolean", "array", "object", "null", "file", "any"),
        *(
            "String",
            "int",
            "date",
            "",
            " string",
            None,
            [],
            ["string"],
            ["string", "null"],
            ["null"],
        ),
        *([None, "string"], ["object", "string"], ["array", "object"], ["string", "string"], {}),
    ),
    "format": (
        *("date", "date-time", "time", "duration", "byte", "binary", "int32", "int64", "float"),
        *("double", "decimal", "uuid", "uri", "email", "password", "unix-time", "", 5, None, "a b"),
    ),
    "in": (
        "query",
        "path",
        "header",
        "cookie",
        "body",
        "formData",
        "querystring",
        "Query",
        "",
        None,
    ),
    "style": (
        "form",
        "simple",
        "label",
        "matrix",
        "deepObject",
        "pipeDelimited",
        "spaceDelimited",
        "a",
    ),
    "explode": (True, False, None, "true"),
    "required": (
        True,
        False,
        "true",
        None,
        [],
        [""],
        ["a"],
        ["a", "a"],
        [1],
        {},
        "id",
        ["id", None],
    ),
    "nullable": (True, False, "true", None),
    "readOnly": (True, False, "yes"),
    "writeOnly": (True, False),
    "deprecated": (True, "soon", None),
    "allowReserved": (True, False),
    "additionalProperties": (True, False, {}, {"type": "string"}, None, [], "a", {"type": "a"}),
    "items": (
        {},
        [],
        True,
        False,
        None,
        [{"type": "string"}],
        "string",
        {"type": "a"},
        {"items": {}},
    ),
    "prefixItems": ([], [{"type": "string"}, {"type": "integer"}], {}, [True]),
    "properties": ({}, [], None, {"": {}}, {"a": None}, {"a": []}, {"a": {"type": "string"}}, "a"),
    "patternProperties": ({"^a": {}}, {"(": {}}, {"": {"type": "string"}}, []),
    "propertyNames": ({"enum": ["a"]}, {"pattern": "^a"}, {"format": "uuid"}, False),
    "enum": (
        *([], [None], [1, "1", 1.0, True], ["a", "A", "á", ""], [{}], [[]], ["a", "a"], {}, "a"),
        *(
            [0, False],
            [1e300, -1],
            ["1", "+1", "-1"],
            [" ", "_", "-"],
            ["None", "True"],
            ["mro", "name"],
        ),
    ),
    "const": (None, 1, "a", {}, [], True, 1.5, {"a": 1}),
    "default": (None, 1, "a", {}, [], True, "2024-01-01", ["a"], {"a": 1}, "", 1.5, "null"),
    "example": (None, 1, "a", {}, []),
    "pattern": (
        "",
        "(",
        "[",
        "^a$",
        "(?<a>b)",
        "\\p{L}",
        "(a+)+$",
        "\\",
        5,
        "^\\d{3}",
        "[^]",
        "/a/i",
    ),
    "minimum": (0, -5, "1", True, None, 1.5),
    "exclusiveMinimum": (True, 0, False, "1"),
    "multipleOf": (0, -1, 0.01, "2", 1e-300),
    "minLength": (0, -1, 1.5, "1", 100),
    "maxLength": (0, -1, 1.5, "1"),
    "minItems": (0, -1, 2, "1"),
    "uniqueItems": (True, "true"),
    "minProperties": (0, 1, -1),
    "discriminator": (
        *("kind", {}, {"propertyName": ""}, {"propertyName": "a"}, {"propertyName": 5}, None, []),
        *({"mapping": {}}, {"propertyName": "type", "mapping": {"a": "b"}}),
        {"propertyName": "a", "mapping": {"a": "", "": "#", "b": None}},
    ),
    "allOf": ([], [{}], [None], {}, [{"type": "string"}, {"type": "integer"}], [True], [False]),
    "oneOf": ([], [{}], [None], {}, [{"type": "null"}], [{"type": "string"}, {"type": "string"}]),
    "anyOf": (
        [],
        [{}],
        [{"type": "array"}, {"type": "object"}],
        [{"enum": ["a"]}, {"type": "string"}],
    ),
    "not": ({}, True, {"type": "null"}, None),
    "if": ({"properties": {"a": {"const": 1}}}, True),
    "dependentRequired": ({"a": ["b"]}, {"a": "b"}, []),
    "unevaluatedProperties": (False, {}, None),
    "contains": ({"type": "string"}, False, {}),
    "contentEncoding": ("base64", "base64url", "a", None),
    "contentMediaType": ("application/json", "image/png", ""),
    "xml": (
        {},
        {"name": ""},
        {"wrapped": True},
        {"attribute": True},
        {"name": "a b", "prefix": "1"},
        None,
    ),
    "title": NAMES,
    "operationId": (
        *("a/", "a.", ".a", "/a", "a.b.", "get.", "get", "GET", "list/", "a//b", "..", 5, None, []),
        *NAMES,
    ),
    "name": NAMES,
    "summary": TEXTS,
    "description": TEXTS,
    "tags": (
        [],
        [""],
        ["a", "a"],
        [None],
        [{"name": "a"}],
        "a",
        {},
        None,
        *([name] for name in NAMES),
    ),
    "parameters": ([], {}, None, [None], [{}], [{"name": "a"}], [{"in": "query"}]),
    "requestBody": (
        *({}, None, [], {"content": {}}, {"content": None}, {"required": True}),
        {"content": {"application/json": None}},
    ),
    "content": ({}, None, [], {"application/json": {}}, {"application/json": []}, {"*/*": {}}),
    "schema": ({}, None, [], True, False, {"type": "string"}, "string", {"$ref": ""}),
    "responses": (
        {},
        None,
        [],
        {"200": None},
        {"200": {}},
        {"default": {}},
        {"x-a": 1},
        {"200": []},
    ),
    "headers": ({}, [], {"": {}}, {"Link": {"schema": {"type": "string"}}}, {"A": None}, None),
    "encoding": ({"a": {"style": "form"}}, {"a": None}, [], {"": {}}, {"a": {"contentType": 5}}),
    "examples": ([], {}, {"a": None}, {"a": {"$ref": "#/a"}}, "a"),
    "links": ({"a": {"operationId": "b"}}, [], {"a": None}),
    "callbacks": (
        *({}, [], {"a": None}, {"a": {"{$url}": None}}),
        {"a": {"{$url}": {"post": {"responses": {}}}}},
    ),
    "security": ([], [{}], {}, None, [{"a": []}], [None], ["a"], [{"a": None}], [[]], "a"),
    "servers": (
        *([], {}, None, [{}], [{"url": ""}], [{"url": "/"}], [{"url": "{a}"}], [{"url": "//a"}]),
        *([{"url": "http://[::1"}], [{"url": "https://a:b"}], [{"url": "a b"}], [{"url": 5}], "a"),
        [{"url": "https://{a}", "variables": {"a": {"default": "b", "enum": []}}}],
        [{"url": "https://{a}", "variables": {"a": {"enum": ["b"]}}}],
        [
            {
                "url": "https://{a}/{a}/{self}",
                "variables": {"a": {"default": 5}, "self": {"default": ""}},
            }
        ],
    ),
    "url": (
        "",
        "a",
        "https://",
        "https://a b",
        "http://[",
        "https://a:99999",
        "{",
        "ftp://a",
        None,
        5,
    ),
    "scheme": ("basic", "bearer", "Digest", "", None),
    "flows": ({}, None, {"implicit": {}}, {"password": {"tokenUrl": ""}}, {"a": {}}, []),
    "scopes": ({}, [], None, {"": ""}, {"a": None}, ["a"]),
    "openapi": (
        "3.0.0",
        "3.1.0",
        "3.2.0",
        "3.0",
        "3.1",
        3.1,
        3,
        "2.0",
        "4.0.0",
        "",
        None,
        "3.0.0-rc1",
    ),
    "swagger": ("2.0", 2.0, 2, "2", "3.0.0", "1.2", None),
    "version": ("", "1", 1, 1.0, None, "v1", "1.0.0-beta+a", "a b", "2024-01-01", "latest", "1..2"),
    "collectionFormat": ("csv", "multi", "pipes", "tsv", "ssv", "a"),
    "consumes": (
        [],
        ["application/json"],
        ["a"],
        None,
        "application/json",
        ["multipart/form-data"],
        [None],
    ),
    "produces": ([], ["application/xml"], ["*/*"], None, "application/json", ["text/event-stream"]),
    "host": ("", "a b", "https://a", "a/b", "{a}", 5, None),
    "basePath": ("", "a", "/", "//", "{a}", None),
    "schemes": ([], ["ftp"], "https", None, ["HTTPS"], ["ws"]),
    "jsonSchemaDialect": ("", 5, "https://a.test"),
    "$id": ("", "a", "https://a.test/b", "#a"),
    "$anchor": ("a", ""),
    "$defs": ({"a": {"type": "string"}}, [], None),
    "$schema": ("a", 5),
    "$dynamicRef": ("#a", ""),
    "itemSchema": ({"type": "object"}, {}, None, True),
    "x-enum-varnames": (["a"], {}, None),
}
"""Key → values that somebody may write there; raw numbers are added to those of numbers."""

_NUMERIC = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength"),
    *("maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "default", "example"),
    *("const", "minContains", "maxContains"),
)

MEDIA_TYPES = (
    *(
        "",
        "json",
        "application",
        "application/",
        "/json",
        "*/*",
        "application/*",
        "application/json;",
    ),
    *(
        "application/json; charset=utf-8",
        "APPLICATION/JSON",
        "application/json ",
        "application\\/json",
    ),
    *("application/vnd.a+json", "application/xml", "text/plain", "text/csv", "text/event-stream"),
    *("multipart/form-data", "multipart/mixed", "application/x-www-form-urlencoded", "image/*"),
    *("application/octet-stream", "application/x-ndjson", "application/json-patch+json", "a b/c"),
    *(
        "application/merge-patch+json",
        "application/json, text/plain",
        "form-data",
        "application/json-seq",
    ),
)

PATHS = (
    *(
        "/",
        "//",
        "",
        "a",
        "/a/",
        "/a//b",
        "/{a",
        "/a}",
        "/{}",
        "/{a}{a}",
        "/{a}{b}",
        "/{a}.{b}",
        "/a?b=1",
    ),
    *(
        "/a#b",
        "/..",
        "/./a",
        "/a b",
        " /a",
        "/a\n::error::b",
        "/é",
        "/%zz",
        "\\a",
        "/{a b}",
        "/{a/b}",
    ),
    *(
        "/{+a}",
        "/{a*}",
        "/{self}",
        "/{body}",
        "/A",
        "/*",
        "x-a",
        "/{{a}}",
        "https://a.test/b",
        "/:a",
        "/<a>",
    ),
)

STATUSES = (
    "2XX",
    "2xx",
    "200 ",
    "OK",
    "20",
    "999",
    "000",
    "default",
    "Default",
    "",
    "4XX",
    "204",
    "101",
    "x-a",
)

REFERENCES = (
    *(
        "",
        "#",
        "#/",
        "#/components",
        "#/components/schemas/",
        "#/components/schemas",
        "#/nowhere",
        "/",
    ),
    *(
        "other.yaml",
        "other.yaml#/a",
        "openapi.json",
        "openapi.json#/paths",
        "https://a.test/b.json#/c",
    ),
    *(
        "#a",
        "#%",
        "#/%zz",
        "#/~2",
        "Pet",
        "#/paths/~1/get",
        "file:///etc/passwd",
        "..",
        ".",
        "#/info",
    ),
    *(
        "#/components/schemas/%F0%9F",
        "#/definitions/a",
        "\n",
        "#/components/schemas/a b",
        "#/openapi",
    ),
)

OTHER_TYPES: tuple[Any, ...] = (
    0,
    1,
    -1,
    1.5,
    "",
    "a",
    [],
    {},
    True,
    False,
    None,
    [None],
    {"a": 1},
    ["a"],
    "5",
)


@dataclass(slots=True)
class Place:
    """A value in a document."""

    holder: Any
    key: Any
    pointer: str

    @property
    def value(self) -> Any:
        """The value."""
        return self.holder[self.key]

    @value.setter
    def value(self, value: Any) -> None:
        self.holder[self.key] = value


def places(value: Any, pointer: str = "") -> Iterator[Place]:
    """Every value below one, containers before what they hold."""
    keys: Any = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        place = Place(value, key, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
        yield place
        if isinstance(place.value, dict | list):
            yield from places(place.value, place.pointer)


class Mutations:
    """Changes a document at random.

    Args:
        data: the document; it is changed.
        random: chooses places and mistakes.
    """

    def __init__(self, data: dict[str, Any], random: Random) -> None:
        self.data = data
        self.random = random
        self.made: list[str] = []
        """The mutations in words."""

    def run(self) -> None:
        """Make one mistake, or a few."""
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3, 5, 8))):
            for _ in range(20):
                mutation = self.random.choice(_MUTATIONS)
                done = mutation(self)
                if done:
                    self.made.append(f"{mutation.__name__.lstrip('_')}: {done[:300]}")
                    break

    # --- places ----------------------------------------------------------------------------------

    def _place(self, wanted: Callable[[Place], bool] = lambda place: True) -> Place | None:
        """Choose a place; those in text for people and examples are less likely."""
        found = [place for place in places(self.data) if wanted(place)]
        for _ in range(3):
            if not found:
                return None
            place = self.random.choice(found)
            if not any(
                f"/{key}/" in f"{place.pointer}/" for key in ("description", "example", "examples")
            ):
                return place
        return place

    def _keyed(self, *keys: str) -> Place | None:
        return self._place(lambda place: place.key in keys)

    def _mapping(self, *, around: str = "") -> Place | None:
        """Choose a mapping that is not empty; `around` is the key that it stands under."""
        return self._place(
            lambda place: isinstance(place.value, dict)
            and bool(place.value)
            and (not around or place.key == around)
        )

    def _schema(self) -> Place | None:
        keys = ("type", "properties", "$ref", "allOf", "oneOf", "anyOf", "items", "enum", "format")
        return self._place(
            lambda place: isinstance(place.value, dict) and any(key in place.value for key in keys)
        )

    def _operation(self) -> Place | None:
        return self._place(lambda place: place.key in METHODS and isinstance(place.value, dict))

    def _rename(self, mapping: dict[str, Any], old: str, new: str) -> None:
        items = list(mapping.items())
        mapping.clear()
        mapping.update({new if key == old else key: value for key, value in items})

    def _copy(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._copy(child) for key, child in value.items()}
        return [self._copy(child) for child in value] if isinstance(value, list) else value

    # --- keys -------------------------------------------------------------------------------------

    def _misspell_key(self) -> str | None:
        place = self._mapping()
        if place is None:
            return None
        mapping = place.value
        key = self.random.choice(list(mapping))
        new = self._misspelled(str(key))
        self._rename(mapping, key, new)
        return f"{place.pointer}: {key!r} → {new!r}"

    def _misspelled(self, text: str) -> str:
        at = self.random.randrange(len(text) + 1)
        return self.random.choice(
            (
                text[:at] + text[at + 1 :],
                text[:at] + text[at : at + 1] * 2 + text[at + 1 :],
                text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
                text.upper(),
                text.lower(),
                text.swapcase(),
                f"{text} ",
                f" {text}",
                text.replace("-", "_"),
                f"{text}s",
                f"{text}/",
                f"{text}.",
                f"/{text}",
            )
        )

    def _drop_key(self) -> str | None:
        place = self._place()
        if place is None:
            return None
        del place.holder[place.key]
        return place.pointer

    def _drop_required_key(self) -> str | None:
        place = self._keyed(
            *(
                "info",
                "title",
                "version",
                "paths",
                "responses",
                "description",
                "name",
                "in",
                "schema",
            ),
            *(
                "content",
                "type",
                "items",
                "url",
                "propertyName",
                "openapi",
                "swagger",
                "flows",
                "scheme",
            ),
        )
        if place is None:
            return None
        del place.holder[place.key]
        return place.pointer

    def _add_key(self) -> str | None:
        place = self._mapping()
        if place is None:
            return None
        key = self.random.choice(list(KEYS))
        place.value[key] = self._copy(self.random.choice(KEYS[key]))
        return f"{place.pointer}/{key} = {place.value[key]!r}"

    def _add_keyword(self) -> str | None:
        place = self._schema()
        if place is None:
            return None
        keys = list(KEYS)
        key = self.random.choice(keys[: keys.index("title")])
        place.value[key] = self._copy(self.random.choice(KEYS[key]))
        return f"{place.pointer}/{key} = {place.value[key]!r}"

    def _double_key(self) -> str | None:
        """Write a key a second time, in another case."""
        place = self._mapping()
        if place is None:
            return None
        key = self.random.choice(list(place.value))
        other = self._misspelled(str(key))
        place.value[other] = self._copy(place.value[key])
        return f"{place.pointer}: {key!r} again as {other!r}"

    # --- values -----------------------------------------------------------------------------------

    def _another_value(self) -> str | None:
        found = [place for place in places(self.data) if place.key in KEYS]
        if not found:
            return None
        key = self.random.choice(sorted({place.key for place in found}))
        place = self.random.choice([place for place in found if place.key == key])
        place.value = self._copy(self.random.choice(KEYS[place.key]))
        return f"{place.pointer} = {place.value!r}"

    def _another_type(self) -> str | None:
        place = self._place()
        if place is None:
            return None
        place.value = self._copy(self.random.choice(OTHER_TYPES))
        return f"{place.pointer} = {place.value!r}"

    def _text_of_value(self) -> str | None:
        place = self._place(lambda place: not isinstance(place.value, dict | list))
        if place is None:
            return None
        value = place.value
        if isinstance(value, str):
            place.value = [value] if self.random.random() < 0.5 else {value: {}}
        else:
            place.value = str(value).lower()
        return f"{place.pointer} = {place.value!r}"

    def _empty_text(self) -> str | None:
        place = self._place(lambda place: isinstance(place.value, str))
        if place is None:
            return None
        place.value = ""
        return place.pointer

    def _empty_container(self) -> str | None:
        place = self._place(lambda place: isinstance(place.value, dict | list))
        if place is None:
            return None
        place.value = [] if isinstance(place.value, list) else {}
        return place.pointer

    def _null(self) -> str | None:
        place = self._place()
        if place is None:
            return None
        place.value = None
        return place.pointer

    def _null_type(self) -> str | None:
        place = self._place(lambda place: place.key == "type" and isinstance(place.value, str))
        if place is None:
            return None
        place.value = self.random.choice((None, [place.value, None], [None, place.value], [None]))
        return f"{place.pointer} = {place.value!r}"

    def _yaml_word(self) -> str | None:
        place = self._place(lambda place: isinstance(place.value, str))
        if place is None:
            return None
        words = (
            None,
            True,
            False,
            "on",
            "no",
            "Yes",
            "~",
            "2024-01-01",
            "12:30:00",
            "0o14",
            "1_000",
        )
        place.value = self.random.choice(words)
        return f"{place.pointer} = {place.value!r}"

    def _number(self) -> str | None:
        if self.random.random() < 0.7:
            place = self._schema()
            if place is None:
                return None
            place = Place(place.value, self.random.choice(_NUMERIC), f"{place.pointer}/…")
        else:
            found = self._place(lambda place: isinstance(place.value, int | float))
            if found is None:
                return None
            place = found
        number = self.random.choice(NUMBERS)
        raw = _RAW.format(number)
        place.value = [raw] if place.key == "enum" else raw
        return f"{place.pointer} {place.key} = {number[:40]}"

    def _list_or_object(self) -> str | None:
        place = self._place(lambda place: isinstance(place.value, dict | list) and place.value)
        if place is None:
            return None
        value = place.value
        if isinstance(value, list):
            place.value = self.random.choice(
                (dict(zip(map(str, range(len(value))), value, strict=True)), value[0])
            )
        else:
            named = [{"name": key, "value": child} for key, child in value.items()]
            pairs = [{key: child} for key, child in value.items()]
            place.value = self.random.choice(([value], list(value), pairs, named))
        return place.pointer

    def _text(self) -> str | None:
        place = self._keyed("description", "summary", "title")
        if place is None:
            return None
        place.value = self.random.choice(TEXTS)
        return f"{place.pointer} = {place.value[:60]!r}"

    def _enum(self) -> str | None:
        place = self._keyed("enum")
        if place is None or not isinstance(place.value, list):
            return None
        value = self._copy(self.random.choice((*OTHER_TYPES, *NAMES, *TEXTS[:12])))
        place.value.insert(self.random.randrange(len(place.value) + 1), value)
        return f"{place.pointer} has {value!r}"

    # --- moved parts ------------------------------------------------------------------------------

    def _move_up(self) -> str | None:
        """Hang a value one level too high."""
        place = self._mapping()
        if place is None or not isinstance(place.holder, dict):
            return None
        key = self.random.choice(list(place.value))
        place.holder[key] = place.value.pop(key)
        return f"{place.pointer}/{key}"

    def _move_down(self) -> str | None:
        """Hang a value one level too low."""
        place = self._mapping()
        if place is None or not isinstance(place.holder, dict):
            return None
        others = [key for key in place.holder if key != place.key]
        if not others:
            return None
        key = self.random.choice(others)
        place.value[key] = place.holder.pop(key)
        return f"{key} into {place.pointer}"

    def _wrap(self) -> str | None:
        place = self._place(lambda place: isinstance(place.value, dict))
        if place is None:
            return None
        key = self.random.choice(
            (
                str(place.key),
                "schema",
                "properties",
                "items",
                "allOf",
                "oneOf",
                "anyOf",
                "content",
                "get",
            )
        )
        inner = place.value
        place.value = {key: [inner] if key.endswith("Of") and self.random.random() < 0.8 else inner}
        return f"{place.pointer} in {key}"

    def _unwrap(self) -> str | None:
        place = self._mapping()
        if place is None:
            return None
        key = self.random.choice(list(place.value))
        place.value = place.value[key]
        return f"{place.pointer} is its {key}"

    def _paste(self) -> str | None:
        source = self._place(lambda place: isinstance(place.value, dict | list))
        target = self._place()
        if source is None or target is None:
            return None
        target.value = self._copy(source.value)
        return f"{source.pointer} to {target.pointer}"

    def _paste_into(self) -> str | None:
        source, target = self._place(), self._mapping()
        if source is None or target is None or not isinstance(source.holder, dict):
            return None
        target.value[source.key] = self._copy(source.value)
        return f"{source.pointer} into {target.pointer}"

    def _swap(self) -> str | None:
        one, other = self._place(), self._place()
        if one is None or other is None or f"{one.pointer}/".startswith(f"{other.pointer}/"):
            return None
        if f"{other.pointer}/".startswith(f"{one.pointer}/"):
            return None
        one.value, other.value = other.value, one.value
        return f"{one.pointer} and {other.pointer}"

    def _repeat(self) -> str | None:
        place = self._place(lambda place: isinstance(place.value, list) and place.value)
        if place is None:
            return None
        values: MutableSequence[Any] = place.value
        values.append(self._copy(self.random.choice(values)))
        return place.pointer

    # --- names ------------------------------------------------------------------------------------

    def _same(self) -> str | None:
        """Give several objects the same name."""
        key = self.random.choice(
            ("title", "name", "operationId", "summary", "tags", "description", "in")
        )
        chosen = self._keyed(key)
        if chosen is None:
            return None
        value = chosen.value
        for place in list(places(self.data)):
            if place.key == key and type(place.value) is type(value):
                place.value = self._copy(value)
        return f"all {key} = {value!r}"

    def _operation_id(self) -> str | None:
        """Change an operationId, or write one where there is none."""
        place = self._operation()
        if place is None:
            return None
        old = str(place.value.get("operationId", "listPets"))
        place.value["operationId"] = self.random.choice(
            (
                *(
                    f"{old}/",
                    f"{old}.",
                    f".{old}",
                    f"/{old}",
                    f"{old}_",
                    f"{old}-",
                    f"{old} ",
                    f"{old}s",
                ),
                *(old.replace("_", "/"), old.replace("_", "."), old.upper(), old.lower(), old[:1]),
                *(f"{old}1", f"1{old}", f"{old}/{old}", f"{old}{{id}}", f"get{old}", f"get_{old}/"),
                *("list", "get/", "get.list", "/", "pets/", "getPets.", "a/b/c", "client.pets.get"),
                *("Pets_get", "pets/{id}/get", "GET /pets", "async", "pets.class", "__init__"),
                *NAMES,
            )
        )
        return f"{place.pointer}: {place.value['operationId'][:80]!r}"

    def _tag(self) -> str | None:
        """Give operations another tag."""
        places_ = [self._operation() for _ in range(self.random.choice((1, 3)))]
        name = self.random.choice(
            (*NAMES, "Idna", "pets", "Pets", "pets ", "pet's", "Client", "raw")
        )
        for place in places_:
            if place is not None:
                place.value["tags"] = [name]
        return f"{name!r}"

    def _info_title(self) -> str | None:
        if not isinstance(self.data.get("info"), dict):
            return None
        self.data["info"]["title"] = self.random.choice(
            (*NAMES, *TEXTS, 5, "openai", "API", "Json")
        )
        return f"{self.data['info']['title']!r}"

    def _title_everywhere(self) -> str | None:
        title = self.random.choice((*NAMES, "Response", "Item", "Page", "Error", "Object"))
        count = 0
        for place in list(places(self.data)):
            if isinstance(place.value, dict) and ({"type", "properties"} & place.value.keys()):
                place.value["title"] = title
                count += 1
        return f"{title!r} for {count} schemas" if count else None

    def _name(self) -> str | None:
        place = self._mapping(
            around=self.random.choice(
                ("properties", "schemas", "definitions", "securitySchemes", "securityDefinitions")
            )
        )
        if place is None:
            return None
        key = self.random.choice(list(place.value))
        name = self.random.choice(NAMES)
        self._rename(place.value, key, name)
        if self.random.random() < 0.5:
            self._redirect(key, name)
        return f"{place.pointer}: {key!r} → {name!r}"

    def _redirect(self, old: str, new: str) -> None:
        for place in list(places(self.data)):
            if place.key == "$ref" and str(place.value).endswith(f"/{old}"):
                escaped = new.replace("~", "~0").replace("/", "~1").replace("%", "%25")
                place.value = place.value[: -len(old)] + escaped

    def _name_in_other_case(self) -> str | None:
        place = self._mapping(
            around=self.random.choice(("properties", "schemas", "definitions", "parameters"))
        )
        if place is None:
            return None
        key = self.random.choice(list(place.value))
        other = self.random.choice(
            (key.swapcase(), key.replace("_", "-"), f"_{key}", f"{key}_", f"{key}.", f"{key} ")
        )
        place.value[other] = self._copy(place.value[key])
        return f"{place.pointer}: {key!r} and {other!r}"

    def _parameter_name(self) -> str | None:
        place = self._place(lambda place: place.key == "name" and "in" in place.holder)
        if place is None:
            return None
        place.value = self.random.choice(NAMES)
        return f"{place.pointer} = {place.value!r}"

    def _same_parameter(self) -> str | None:
        place = self._keyed("parameters")
        if place is None or not isinstance(place.value, list) or not place.value:
            return None
        copy = self._copy(self.random.choice(place.value))
        if isinstance(copy, dict):
            how = self.random.choice(("in", "name", "schema", ""))
            if how == "in":
                copy["in"] = self.random.choice(KEYS["in"])
            elif how == "name":
                copy["name"] = str(copy.get("name")).swapcase()
            elif how:
                copy["schema"] = self._copy(self.random.choice(KEYS["schema"]))
        place.value.append(copy)
        return f"{place.pointer} has {copy!r}"

    # --- references -------------------------------------------------------------------------------

    def _reference(self) -> str | None:
        place = self._keyed("$ref")
        if place is None:
            return None
        if not isinstance(place.value, str):
            return None
        others = [other.value for other in places(self.data) if other.key == "$ref"]
        pointers = [f"#{other.pointer.replace('%', '%25')}" for other in places(self.data)]
        text = place.value
        place.value = self.random.choice(
            (
                text[: self.random.randrange(len(text) + 1)],
                f"{text}x",
                f"{text}/",
                f"{text}/properties",
                text.lower(),
                text.replace("#", ""),
                text.replace("/", "~1"),
                f"openapi.json{text}",
                self.random.choice(others),
                self.random.choice(pointers),
                self.random.choice(REFERENCES),
                5,
                [text],
            )
        )
        return f"{place.pointer} = {place.value!r}"

    def _reference_to_itself(self) -> str | None:
        place = self._place(lambda place: isinstance(place.value, dict))
        if place is None:
            return None
        tokens = place.pointer.split("/")
        end = self.random.choice((len(tokens), len(tokens), len(tokens) - 1, len(tokens) - 2))
        target = "/".join(tokens[: max(end, 1)]).replace("%", "%25")
        if self.random.random() < 0.7:
            place.value = {"$ref": f"#{target}"}
        else:
            place.value["$ref"] = f"#{target}"
        return f"{place.pointer} → #{target}"

    def _reference_in_place(self) -> str | None:
        place = self._place(lambda place: isinstance(place.value, dict))
        pointers = [f"#{other.pointer.replace('%', '%25')}" for other in places(self.data)]
        if place is None:
            return None
        target = self.random.choice((*REFERENCES, *pointers))
        place.value = {"$ref": target}
        return f"{place.pointer} → {target!r}"

    # --- particular parts -------------------------------------------------------------------------

    def _path(self) -> str | None:
        place = self._mapping(around="paths")
        if place is None:
            return None
        key = self.random.choice(list(place.value))
        new = self.random.choice(
            (
                f"{key}/",
                f"/{key}",
                key[1:],
                f"{key}.",
                f"{key}/{{id}}",
                key.replace("{", ""),
                *PATHS,
            )
        )
        self._rename(place.value, key, new)
        return f"{key!r} → {new!r}"

    def _path_twice(self) -> str | None:
        place = self._mapping(around="paths")
        if place is None:
            return None
        key = self.random.choice(list(place.value))
        new = re.sub(r"\{\w+\}", "{other}", key)
        new = self.random.choice(
            (new, f"{key}/", key.upper(), f"{key}?a=b", f"{key}#a", f"/v1{key}")
        )
        place.value[new] = self._copy(place.value[key])
        return f"{key!r} again as {new!r}"

    def _method(self) -> str | None:
        place = self._operation()
        if place is None:
            return None
        new = self.random.choice(
            (
                "GET",
                "Post",
                "fetch",
                "query",
                "head",
                "trace",
                "options",
                "put",
                "delete",
                "connect",
                "x-get",
            )
        )
        self._rename(place.holder, place.key, new)
        return f"{place.pointer} → {new}"

    def _media_type(self) -> str | None:
        place = self._mapping(around="content")
        if place is None:
            return None
        key = self.random.choice(list(place.value))
        new = self.random.choice((*MEDIA_TYPES, key.upper(), f"{key};a=b", f"{key} ; a"))
        if self.random.random() < 0.5:
            place.value[new] = self._copy(place.value[key])
        else:
            self._rename(place.value, key, new)
        return f"{place.pointer}: {key!r} → {new!r}"

    def _status(self) -> str | None:
        place = self._mapping(around="responses")
        if place is None:
            return None
        key = self.random.choice(list(place.value))
        new = self.random.choice(STATUSES)
        if self.random.random() < 0.5:
            place.value[new] = self._copy(place.value[key])
        else:
            self._rename(place.value, key, new)
        return f"{place.pointer}: {key!r} → {new!r}"

    def _deep(self) -> str | None:
        place = self._schema()
        if place is None:
            return None
        inner = place.value
        kind = self.random.choice(
            ("items", "properties", "allOf", "oneOf", "additionalProperties", "not")
        )
        depth = self.random.choice((12, 45, 120))
        for _ in range(depth):
            if kind == "properties":
                inner = {"type": "object", "properties": {"a": inner}}
            elif kind.endswith("Of"):
                inner = {kind: [inner, {"type": "string"}]}
            else:
                inner = {"type": "array" if kind == "items" else "object", kind: inner}
        place.value = inner
        return f"{place.pointer} below {depth} {kind}"

    def _union(self) -> str | None:
        """Make a union, or an intersection, of a schema and others."""
        place = self._schema()
        others = [other for other in (self._schema(), self._schema()) if other is not None]
        if place is None:
            return None
        key = self.random.choice(("oneOf", "anyOf", "allOf"))
        extra = self.random.choice(
            ({"type": "null"}, {}, True, False, None, {"enum": ["a"]}, {"type": "a"})
        )
        members = [place.value, *(self._copy(other.value) for other in others), extra]
        self.random.shuffle(members)
        place.value = {key: members}
        if self.random.random() < 0.4:
            place.value["discriminator"] = self._copy(self.random.choice(KEYS["discriminator"]))
        return f"{place.pointer}: {key}"


_MUTATIONS: list[Callable[[Mutations], str | None]] = [
    member
    for name, member in vars(Mutations).items()
    if callable(member)
    and name.startswith("_")
    and name
    not in (
        *("__init__", "_place", "_keyed", "_mapping", "_schema", "_operation", "_rename", "_copy"),
        *("_misspelled", "_redirect"),
    )
]


# --- text -----------------------------------------------------------------------------------------


def yaml_text(data: Any) -> str:
    """A document as YAML, as people write it: without aliases."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


_VALUES = (
    *(
        "null",
        "~",
        "on",
        "no",
        "Yes",
        "off",
        "2024-01-01",
        "2024-01-01T12:00:00Z",
        "1e400",
        ".nan",
        ".inf",
    ),
    *(
        "0x1F",
        "1_000",
        "0o14",
        "010",
        "!!binary aGk=",
        "!a b",
        "&a b",
        "*a",
        "[",
        "{",
        "[]",
        "{}",
        "|",
        ">",
    ),
    *(
        "'",
        '"',
        "%",
        "@a",
        "`a",
        "- a",
        "a: b",
        "a #b",
        "? a",
        "12:30:45",
        "1.",
        ".5",
        "+1",
        "=",
        "<<",
        "y",
    ),
    *(
        "\t",
        "\x07",
        "\u2028a",
        "\ufeff",
        "!!str",
        "!!set {a}",
        "!!int a",
        "''",
        '""',
        "|-\n      a",
        "1.10",
    ),
)


def break_text(text: str, random: Random) -> tuple[str, str]:
    """Break the text of a document, and return it with the mutation in words."""
    lines = text.splitlines()
    at = random.randrange(len(lines))
    line = lines[at]
    kind = random.randrange(14)
    end = at + 1
    indent = len(line) - len(line.lstrip())
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, line)
    elif kind == 2:
        lines[at] = random.choice((" ", "  ", "    ", "\t")) + line
    elif kind == 3:
        lines[at] = line[random.choice((1, 2)) :]
    elif kind == 4:
        lines[at:end] = [f"  {each}" for each in lines[at:end]]
    elif kind == 5:
        lines[at:end] = [each[2:] for each in lines[at:end]]
    elif kind == 6:
        lines[at:end] = []
    elif kind == 7:
        lines[end:end] = lines[at:end]
    elif kind == 8:
        lines[at:] = [line[: random.randrange(len(line) + 1)]]
    elif kind == 9:
        lines[at] = line.replace("'", "").replace('"', "")
    elif kind == 10 and ":" in line:
        lines[at] = f"{line.partition(':')[0]}: {random.choice(_VALUES)}"
    elif kind == 11:
        lines[at] = line.replace(":", random.choice(("", ": ", " :", "::", "=", "：")), 1)
    elif kind == 12:
        column = random.randrange(len(line) + 1)
        lines[at] = (
            line[:column] + random.choice((*_VALUES, ",", "}", "]", ":", "-")) + line[column:]
        )
    else:
        lines[at] = f"{line}\n{' ' * indent}<<: {random.choice(('*a', '{a: 1}', '[]', 'b'))}"
    return "\n".join(lines) + "\n", f"text {kind} at line {at + 1}: {line.strip()[:80]!r}"
