"""The constructs of Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 that a report counts.

A construct is something that a document can say and that a client may lack. Its id is stable; it
stands in reports and in `docs/constructs.md`, which shows what each of them becomes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..document import METHODS


@dataclass(frozen=True, slots=True)
class Construct:
    """A construct of OpenAPI."""

    id: str
    """Stable name such as `parameter.query.form`; the part before the first dot is its family."""

    title: str
    """Short description."""

    ignored: str = ""
    """Reason why it never becomes code, as a sentence; empty if it does."""


def _family(prefix: str, titles: dict[str, str], ignored: str = "") -> Iterator[Construct]:
    for name, title in titles.items():
        yield Construct(f"{prefix}.{name}" if name else prefix, title, ignored)


_STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}

_MEDIA = {
    "json": "JSON, `+json` types included",
    "merge-patch": "JSON Merge Patch (RFC 7396)",
    "json-patch": "JSON Patch (RFC 6902)",
    "form": "`application/x-www-form-urlencoded`",
    "multipart": "`multipart/form-data` and other multipart types",
    "xml": "XML, `+xml` types included",
    "text": "text of any other type",
    "binary": "bytes of any other type, and `*/*`",
    "event-stream": "Server-Sent Events",
    "json-lines": "JSON Lines, NDJSON and JSON text sequences",
}
"""Families of media types; `uses.media` classifies them."""

_DOCUMENTS = (
    Construct("reference.local", "`$ref` within its document"),
    Construct("reference.file", "`$ref` to another file"),
    Construct(
        "reference.identifier",
        "what references lead to: `$id`, `$anchor`, `$dynamicAnchor`, `$defs`, `definitions`",
    ),
    Construct("document.tag", "declared tag"),
    Construct(
        "document.tag-parent",
        "`parent` of a tag",
        "Each tag is a resource of its own, whatever its parent.",
    ),
    Construct("document.tag-kind", "`kind` of a tag", "It classifies tags for documentation."),
    Construct(
        "document.external-docs",
        "`externalDocs` of anything but an operation",
        "Docstrings contain only the links of operations.",
    ),
    Construct(
        "document.example",
        "`example` and `examples`",
        "Docstrings use examples of required arguments, if they are short and valid; the client has no others.",
    ),
    Construct(
        "document.extension",
        "specification extension (`x-…`)",
        "Extensions have no meaning in OpenAPI itself, and do not affect the code.",
    ),
)

_OPERATIONS = (
    *_family("operation", {method: f"{method.upper()} operation" for method in METHODS}),
    Construct("operation.additional", "operation of `additionalOperations`"),
    Construct("operation.deprecated", "deprecated operation"),
    Construct("operation.external-docs", "`externalDocs` of an operation"),
)

_PARAMETERS = (
    *(
        Construct(f"parameter.{location}.{style}", f"{location} parameter, style `{style}`")
        for location, styles in _STYLES.items()
        for style in styles
    ),
    Construct("parameter.path.delimited", "path array, `collectionFormat` ssv, tsv or pipes"),
    Construct("parameter.query.tabDelimited", "query array, `collectionFormat: tsv`"),
    Construct("parameter.header.delimited", "header array, `collectionFormat` ssv, tsv or pipes"),
    *(
        Construct(f"parameter.{location}.content", f"{location} parameter with `content`")
        for location in _STYLES
    ),
    Construct("parameter.querystring", "the whole query as one parameter (`in: querystring`)"),
    Construct("parameter.allow-reserved", "`allowReserved`"),
    Construct(
        "parameter.allow-empty-value",
        "`allowEmptyValue`",
        "An empty string is sent as an empty value whether it is allowed or not.",
    ),
    Construct("parameter.deprecated", "deprecated parameter"),
)

_BODIES = (
    *_family("body", {name: f"request body: {title}" for name, title in _MEDIA.items()}),
    Construct("body.item-schema", "`itemSchema` of a request body"),
    Construct("encoding.content-type", "`contentType` of an encoding"),
    Construct("encoding.style", "`style`, `explode` or `allowReserved` of an encoding"),
    Construct("encoding.headers", "`headers` of an encoding"),
    Construct("encoding.nested", "`encoding` inside of an encoding"),
    Construct("encoding.by-position", "`prefixEncoding` and `itemEncoding`"),
)

_RESPONSES = (
    *_family(
        "response",
        {
            "2xx": "response for a success",
            "3xx": "response for a redirection",
            "4xx": "response for an error of the client",
            "5xx": "response for an error of the server",
            "range": "response for a range such as `4XX`",
            "default": "`default` response",
        },
    ),
    Construct(
        "response.1xx",
        "response for an informational status",
        "It precedes the final response and is never the result of a call.",
    ),
    *_family("content", {name: f"response content: {title}" for name, title in _MEDIA.items()}),
    Construct("content.item-schema", "`itemSchema` of a response"),
    Construct("content.event-data", "`contentSchema` of the data of an event"),
    Construct("response.header", "response header"),
    Construct(
        "response.link",
        "link",
        "A link describes a further call; callers make it themselves.",
    ),
)

_COMPONENTS = tuple(
    _family(
        "component",
        {
            "object": "component schema: an object",
            "array": "component schema: an array",
            "scalar": "component schema: a scalar",
            "enum": "component schema: an enumeration or a constant",
            "union": "component schema: a choice (`oneOf`, `anyOf`)",
            "all-of": "component schema: put together with `allOf`",
            "reference": "component schema: a reference",
            "any": "component schema: any value",
        },
    )
)

_RESTRICTS = (
    "It restricts values without affecting their type; the client accepts more values, never fewer."
)
_FOR_TOOLS = "It tells tools which rules a schema follows."

_SCHEMAS = (
    *_COMPONENTS,
    *_family(
        "schema",
        {
            "boolean": "boolean schema",
            "type": "`type` with one type",
            "types": "`type` with several types",
            "null": "null allowed: `nullable`, `x-nullable`, type null",
            "enum": "`enum`",
            "const": "`const`",
            "format": "`format` that the Python type expresses",
            "text-format": "`format` of text that is documented, such as `email` and `uri`",
            "properties": "`properties`",
            "required": "`required`",
            "patternProperties": "`patternProperties`",
            "additionalProperties": "`additionalProperties`",
            "unevaluatedProperties": "`unevaluatedProperties`",
            "items": "`items`",
            "prefixItems": "`prefixItems`, and `items` as a list",
            "additionalItems": "`additionalItems`",
            "allOf": "`allOf`",
            "anyOf": "`anyOf`",
            "oneOf": "`oneOf`",
            "$dynamicRef": "`$dynamicRef` and `$recursiveRef`",
            "limits": "limits of numbers, lengths and sizes, `pattern`, `multipleOf`, `uniqueItems`",
            "contains": "`contains`, `minContains`, `maxContains`",
            "propertyNames": "`propertyNames`",
            "property-counts": "`minProperties` and `maxProperties`",
            "dependentRequired": "`dependentRequired`",
            "default": "`default`",
            "readOnly": "`readOnly`",
            "writeOnly": "`writeOnly`",
            "deprecated": "`deprecated` in a schema",
            "title": "`title` and `description`",
            "contentEncoding": "`contentEncoding`",
            "contentMediaType": "`contentMediaType`",
            "discriminator": "`discriminator`",
            "mapping": "`mapping` of a discriminator",
            "defaultMapping": "`defaultMapping` of a discriminator",
        },
    ),
    Construct("schema.conditional", "`if`, `then`, `else`, `dependentSchemas`, `dependencies`"),
    Construct(
        "schema.plain-format",
        "any other `format`",
        "The type alone decides; a format like this is an annotation (JSON Schema 2020-12, 7.2.1).",
    ),
    *_family(
        "schema",
        {
            "not": "`not`",
            "dependencies": "`dependencies` that name properties",
            "unevaluatedItems": "`unevaluatedItems`",
        },
        _RESTRICTS,
    ),
    Construct(
        "schema.contentSchema",
        "`contentSchema` of anything but an event",
        "The text is passed and returned as it is sent.",
    ),
    Construct("schema.dialect", "`$schema`, `$vocabulary`, `$comment`", _FOR_TOOLS),
    *_family(
        "xml",
        {
            "name": "`xml`: `name`",
            "attribute": "`xml`: `attribute`, or `nodeType`",
            "wrapped": "`xml`: `wrapped`",
            "namespace": "`xml`: `namespace` and `prefix`",
        },
    ),
)

_CALLS_OF_THE_SERVER = (
    Construct("webhook.operation", "webhook"),
    Construct("webhook.body", "content of what a webhook sends"),
    Construct("callback.operation", "callback"),
    Construct("callback.body", "content of what a callback sends"),
    Construct("received.parameter", "parameter of a webhook or a callback"),
    *_family(
        "received",
        {
            "responses": "responses to a webhook or a callback",
            "security": "security of a webhook or a callback",
        },
        "Your own server receives the request, authenticates it, and responds; the client decodes it.",
    ),
)

_SERVERS = (
    Construct("server.document", "server of the document"),
    Construct("server.path", "server of a path"),
    Construct("server.operation", "server of an operation"),
    Construct("server.variable", "server variable"),
    Construct("server.variable-enum", "`enum` of a server variable"),
)

_SECURITY = (
    *_family(
        "security",
        {
            "api-key-header": "API key in a header",
            "api-key-query": "API key in the query",
            "api-key-cookie": "API key in a cookie",
            "basic": "HTTP basic authentication",
            "bearer": "HTTP bearer authentication",
            "http": "other HTTP authentication",
            "oauth2": "OAuth 2",
            "openid-connect": "OpenID Connect",
            "mutual-tls": "mutual TLS",
            "flow": "OAuth 2 flow",
            "scopes": "scopes of a requirement",
            "requirement": "requirement of a scheme",
            "optional": "requirement of nothing (`{}`)",
        },
    ),
    Construct(
        "security.flow-implicit",
        "implicit flow of OAuth 2",
        "A browser obtains the token; the client accepts it, or a function that returns it.",
    ),
    Construct(
        "security.deprecated",
        "deprecated security scheme",
        "The client still accepts the credential.",
    ),
)

SECTIONS: dict[str, tuple[Construct, ...]] = {
    "Documents and references": _DOCUMENTS,
    "Operations": _OPERATIONS,
    "Parameters": _PARAMETERS,
    "Bodies": _BODIES,
    "Responses": _RESPONSES,
    "Schemas": _SCHEMAS,
    "Callbacks and webhooks": _CALLS_OF_THE_SERVER,
    "Servers": _SERVERS,
    "Security": _SECURITY,
}
"""All constructs, in the order of reports and of the documentation."""

CONSTRUCTS: dict[str, Construct] = {
    construct.id: construct for constructs in SECTIONS.values() for construct in constructs
}
"""All constructs by id."""
