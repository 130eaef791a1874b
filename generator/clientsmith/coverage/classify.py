"""Which constructs an object is, where its keys alone do not tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..document import METHODS, Node, descend
from ..read.schemas.scalars import is_expressed
from .catalogue import CONSTRUCTS

_SEQUENCES = frozenset(
    {
        "json-seq",
        "jsonl",
        "jsonlines",
        "ndjson",
        "stream+json",
        "x-json-stream",
        "x-jsonlines",
        "x-ndjson",
    }
)
_API_KEYS = ("header", "query", "cookie")
_SCHEMES = {"oauth2": "oauth2", "openIdConnect": "openid-connect", "mutualTLS": "mutual-tls"}
_TEXT_FORMATS = frozenset(
    {
        "email",
        "hostname",
        "idn-email",
        "idn-hostname",
        "ipv4",
        "ipv6",
        "iri",
        "iri-reference",
        "json-pointer",
        "regex",
        "relative-json-pointer",
        "uri",
        "uri-reference",
        "uri-template",
    }
)
"""Formats of JSON Schema that are text in Python, too (2020-12 Validation, 7.3)."""

_EVENT = frozenset({"comment", "data", "event", "id", "retry"})
_LOCATIONS = ("path", "query", "header", "cookie")
_DEFAULT_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_DELIMITED = ("spaceDelimited", "pipeDelimited", "tabDelimited")
_SERVERS = {
    "document-server": "server.document",
    "path-server": "server.path",
    "operation-server": "server.operation",
}
_CONTENTS = {
    "callback-content": "callback.body",
    "webhook-content": "webhook.body",
}


def constructs_of(kind: str, node: Node, key: str) -> Iterator[str]:
    """The constructs that an object is, apart from those of its keys.

    Args:
        kind: kind of the object (`grammar.OBJECTS`).
        node: the object, in the form of OpenAPI 3.2.
        key: key under which it stands, such as a media type; empty in a list.
    """
    data: Mapping[str, Any] = node.data if isinstance(node.data, dict) else {}
    match kind:
        case "operation":
            yield f"operation.{key}" if key in METHODS else "operation.additional"
        case "parameter":
            yield from _parameter(data)
        case "body-content":
            yield f"body.{media(key)}"
        case "response-content":
            yield f"content.{media(key)}"
        case "callback-content" | "webhook-content":
            yield _CONTENTS[kind]
        case "received-parameter":
            yield "received.parameter"
        case "called":
            yield "callback.operation"
        case "hook":
            yield "webhook.operation"
        case "status":
            yield from _status(key)
        case "header" if key.lower() != "content-type":  # OpenAPI: "SHALL be ignored"
            yield "response.header"
        case "link":
            yield "response.link"
        case "document-server" | "path-server" | "operation-server":
            yield _SERVERS[kind]
        case "server-variable":
            yield "server.variable"
        case "scheme":
            yield f"security.{_scheme(data)}"
        case "flow":
            yield "security.flow-implicit" if key == "implicit" else "security.flow"
        case "requirement":
            yield "security.requirement" if data else "security.optional"
            if any(data.values()):
                yield "security.scopes"
        case "tag":
            yield "document.tag"
        case "component":
            yield f"component.{_component(node.data)}"
        case "schema" if isinstance(node.data, bool):
            yield "schema.boolean"


def keyword_constructs(data: Mapping[str, Any], key: str) -> Iterator[str]:
    """The constructs that a keyword of a schema is by its value, besides that of the grammar."""
    value = data[key]
    match key:
        case "type" if isinstance(value, list):
            others = [type for type in value if type != "null"]
            if "null" in value:
                yield "schema.null"
            yield "schema.types" if len(others) > 1 else "schema.type"
        case "type":
            yield "schema.null" if value == "null" else "schema.type"
        case "format" if isinstance(value, str):
            types = data.get("type", "string")
            listed = types if isinstance(types, list) else [types]
            yield f"schema.{_format(listed, value)}"
        case "dependencies" if isinstance(value, dict):
            if any(isinstance(child, list) for child in value.values()):
                yield "schema.dependentRequired"
            if any(isinstance(child, dict | bool) for child in value.values()):
                yield "schema.conditional"


def is_event_data(node: Node) -> bool:
    """Whether a schema is that of the `data` of a server-sent event (WHATWG HTML, 9.2.6)."""
    pointer, _, name = node.pointer.rpartition("/")
    if name != "data" or not pointer.endswith("/properties"):
        return False
    properties = descend(Node(node.document, "", node.document.data), pointer).data
    return _EVENT.issuperset(properties)


def _format(types: list[object], format: str) -> str:
    if is_expressed(types, format):
        return "format"
    return "text-format" if "string" in types and format in _TEXT_FORMATS else "plain-format"


def media(key: str) -> str:
    """The family of a media type, as the catalogue calls it."""
    name = key.partition(";")[0].strip().lower()
    kind, _, subtype = name.partition("/")
    if name == "application/merge-patch+json":
        return "merge-patch"
    if name == "application/json-patch+json":
        return "json-patch"
    if name == "text/event-stream":
        return "event-stream"
    if subtype in _SEQUENCES or subtype.endswith("+json-seq"):
        return "json-lines"
    if subtype == "json" or subtype.endswith("+json"):
        return "json"
    if name == "application/x-www-form-urlencoded":
        return "form"
    if kind == "multipart":
        return "multipart"
    if subtype == "xml" or subtype.endswith("+xml"):
        return "xml"
    if kind == "text" or subtype in ("yaml", "x-yaml") or subtype.endswith("+yaml"):
        return "text"
    return "binary"


def _parameter(data: Mapping[str, Any]) -> Iterator[str]:
    location = data.get("in")
    if location == "querystring":
        yield "parameter.querystring"
    elif location in _LOCATIONS:
        if "content" in data:
            yield f"parameter.{location}.content"
            return
        style = data.get("style")
        if style in _DELIMITED and location in ("path", "header"):
            style = "delimited"
        construct = f"parameter.{location}.{style}"
        default = f"parameter.{location}.{_DEFAULT_STYLES[location]}"
        yield construct if construct in CONSTRUCTS else default


def _status(key: str) -> Iterator[str]:
    construct = f"response.{key[:1]}xx"
    if key.lower() == "default":
        construct = "response.default"
    elif key[1:].upper() == "XX":
        construct = "response.range"
    if construct in CONSTRUCTS:
        yield construct


def _scheme(data: Mapping[str, Any]) -> str:
    kind, location = data.get("type"), data.get("in")
    if kind == "apiKey" and location in _API_KEYS:
        return f"api-key-{location}"
    if kind in _SCHEMES:
        return _SCHEMES[kind]
    scheme = str(data.get("scheme", "")).lower()
    return scheme if scheme in ("basic", "bearer") else "http"


def _component(data: object) -> str:
    if not isinstance(data, dict):
        return "any"
    kinds = (
        ("reference", "$ref" in data),
        ("all-of", "allOf" in data),
        ("union", "oneOf" in data or "anyOf" in data),
        ("enum", "enum" in data or "const" in data),
        ("object", data.get("type") == "object" or "properties" in data),
        ("array", data.get("type") == "array" or "items" in data or "prefixItems" in data),
        ("scalar", bool(data.get("type"))),
    )
    return next((kind for kind, holds in kinds if holds), "any")
