"""Grammar of documents: the objects of OpenAPI 3.2 and the keywords of JSON Schema.

`prepare.dialect` converts older versions to this form. The tables say which keys are constructs of
the catalogue, and which kinds of objects are under them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..document import METHODS
from ..ir import CONSTRAINT_KEYWORDS


class ChildShape(Enum):
    """Number of objects under a key."""

    ONE = "one"
    """A single object, or a list of them."""

    MAP = "map"
    """A mapping of names to objects."""


@dataclass(frozen=True, slots=True)
class KeyRule:
    """The meaning of a key of an object."""

    construct: str = ""
    """Construct for the key itself; empty if there is none, or if it is that of the objects below.
    """

    child: str = ""
    """Kind of the objects under the key; empty for a plain value."""

    shape: ChildShape = ChildShape.ONE


_NOTHING = KeyRule()
"""A key that is part of another construct, such as the name of a parameter."""


def _plain(keys: str, construct: str = "") -> dict[str, KeyRule]:
    return dict.fromkeys(keys.split(), KeyRule(construct))


def _objects(keys: str, child: str, construct: str = "") -> dict[str, KeyRule]:
    return dict.fromkeys(keys.split(), KeyRule(construct, child))


def _maps(keys: str, child: str, construct: str = "") -> dict[str, KeyRule]:
    return dict.fromkeys(keys.split(), KeyRule(construct, child, ChildShape.MAP))


_EXAMPLES = _plain("example examples", "document.example")
_DOCS = _plain("title summary description name")
_EXTERNAL = _objects("externalDocs", "external-docs", "document.external-docs")


def _content(place: str) -> dict[str, KeyRule]:
    return {
        **_objects("schema", "schema"),
        **_objects("itemSchema", "schema", f"{place}.item-schema"),
        **_maps("encoding", "encoding"),
        **_objects("prefixEncoding itemEncoding", "encoding", "encoding.by-position"),
        **_EXAMPLES,
        **_DOCS,
    }


def _received(content: str) -> dict[str, KeyRule]:
    """Return the rules for a request sent by the API."""
    return {
        **_objects("parameters", "received-parameter"),
        **_plain("responses", "received.responses"),
        **_plain("security", "received.security"),
        **_objects("requestBody", f"{content}-body"),
        **_DOCS,
        **_EXTERNAL,
        **_plain("operationId tags deprecated servers callbacks"),
    }


_PARAMETER = {
    **_DOCS,
    **_EXAMPLES,
    **_plain("in required style explode collectionFormat"),
    **_plain("allowReserved", "parameter.allow-reserved"),
    **_plain("allowEmptyValue", "parameter.allow-empty-value"),
    **_plain("deprecated", "parameter.deprecated"),
    **_objects("schema", "schema"),
    **_maps("content", "plain-content"),
}

_SERVER = {**_DOCS, **_plain("url"), **_maps("variables", "server-variable")}

OBJECTS: dict[str, dict[str, KeyRule]] = {
    "document": {
        **_plain("openapi swagger jsonSchemaDialect $self"),
        **_objects("info", "info"),
        **_maps("paths", "path"),
        **_maps("webhooks", "webhook"),
        **_objects("components", "components"),
        **_objects("servers", "document-server"),
        **_objects("security", "requirement"),
        **_objects("tags", "tag"),
        **_EXTERNAL,
    },
    "info": {
        **_DOCS,
        **_plain("version termsOfService"),
        **_objects("contact license", "publisher"),
    },
    "publisher": _plain("name email url identifier"),
    "external-docs": _plain("url description"),
    "components": {
        **_maps("schemas", "component"),
        **_maps("securitySchemes", "scheme"),
        **_plain(
            "callbacks examples headers links mediaTypes parameters pathItems requestBodies responses"
        ),
    },
    "path": {
        **_DOCS,
        **_plain("$ref parameters"),
        **_objects("servers", "path-server"),
        **_objects(" ".join(METHODS), "operation"),
        **_maps("additionalOperations", "operation"),
    },
    "operation": {
        **_DOCS,
        **_objects("externalDocs", "external-docs", "operation.external-docs"),
        **_plain("operationId tags consumes produces schemes"),
        **_plain("deprecated", "operation.deprecated"),
        **_objects("parameters", "parameter"),
        **_objects("requestBody", "body"),
        **_maps("responses", "status"),
        **_maps("callbacks", "callback"),
        **_objects("servers", "operation-server"),
        **_objects("security", "requirement"),
    },
    "parameter": _PARAMETER,
    "received-parameter": _PARAMETER,
    "plain-content": _content("content"),
    "body": {**_DOCS, **_plain("required"), **_maps("content", "body-content")},
    "body-content": _content("body"),
    "encoding": {
        **_plain("contentType", "encoding.content-type"),
        **_plain("style explode allowReserved", "encoding.style"),
        **_maps("headers", "encoding-header", "encoding.headers"),
        **_maps("encoding", "encoding", "encoding.nested"),
        **_objects("prefixEncoding itemEncoding", "encoding", "encoding.by-position"),
    },
    "encoding-header": _PARAMETER,
    "response": {
        **_DOCS,
        **_plain("examples", "document.example"),
        **_maps("content", "response-content"),
        **_maps("headers", "header"),
        **_maps("links", "link"),
    },
    "response-content": _content("content"),
    "header": _PARAMETER,
    "link": _plain("operationRef operationId parameters requestBody description server body"),
    "callback": {},
    "called-item": {
        **_DOCS,
        **_plain("$ref servers"),
        **_objects("parameters", "received-parameter"),
        **_objects(" ".join(METHODS), "called"),
        **_maps("additionalOperations", "called"),
    },
    "called": _received("callback"),
    "callback-body": {**_DOCS, **_plain("required"), **_maps("content", "callback-content")},
    "callback-content": _content("body"),
    "webhook": {
        **_DOCS,
        **_plain("$ref servers"),
        **_objects("parameters", "received-parameter"),
        **_objects(" ".join(METHODS), "hook"),
        **_maps("additionalOperations", "hook"),
    },
    "hook": _received("webhook"),
    "webhook-body": {**_DOCS, **_plain("required"), **_maps("content", "webhook-content")},
    "webhook-content": _content("body"),
    "document-server": _SERVER,
    "path-server": _SERVER,
    "operation-server": _SERVER,
    "server-variable": {**_DOCS, **_plain("default"), **_plain("enum", "server.variable-enum")},
    "requirement": {},
    "scheme": {
        **_DOCS,
        **_plain("type in scheme bearerFormat openIdConnectUrl oauth2MetadataUrl"),
        **_plain("deprecated", "security.deprecated"),
        **_maps("flows", "flow"),
        **_plain("flow", "security.flow"),
        **_plain("authorizationUrl tokenUrl scopes"),
    },
    "flow": _plain("authorizationUrl deviceAuthorizationUrl tokenUrl refreshUrl scopes"),
    "tag": {
        **_DOCS,
        **_EXTERNAL,
        **_plain("parent", "document.tag-parent"),
        **_plain("kind", "document.tag-kind"),
    },
    "discriminator": {
        **_plain("propertyName"),
        **_plain("mapping", "schema.mapping"),
        **_plain("defaultMapping", "schema.defaultMapping"),
    },
    "xml": {
        **_plain("name", "xml.name"),
        **_plain("attribute nodeType", "xml.attribute"),
        **_plain("wrapped", "xml.wrapped"),
        **_plain("namespace prefix", "xml.namespace"),
    },
}
"""Kind of object → rules for its keys. `status` and `component` are wrappers for a response and for
a schema."""

_LIMITS = " ".join(each.keyword for each in CONSTRAINT_KEYWORDS)
"""Keys of a kind of their own are repeated below."""


def _own(keys: str, **options: str) -> dict[str, KeyRule]:
    """Return rules for keywords that are constructs with the same name."""
    shape = ChildShape(options.get("shape", "one"))
    return {key: KeyRule(f"schema.{key}", options.get("child", ""), shape) for key in keys.split()}


OBJECTS["schema"] = {
    **_plain(_LIMITS, "schema.limits"),
    **_plain("type format"),
    **_plain("title description", "schema.title"),
    **_plain("nullable x-nullable", "schema.null"),
    **_own("enum required default readOnly writeOnly deprecated"),
    **_own("contentEncoding contentMediaType const"),
    **_own("properties patternProperties", child="schema", shape="map"),
    **_own("additionalProperties unevaluatedProperties", child="schema"),
    **_own("items prefixItems additionalItems unevaluatedItems", child="schema"),
    **_own("allOf anyOf oneOf not contentSchema propertyNames", child="schema"),
    **_objects("contains", "schema", "schema.contains"),
    **_plain("minContains maxContains", "schema.contains"),
    **_plain("minProperties maxProperties", "schema.property-counts"),
    **_objects("if then else", "schema", "schema.conditional"),
    **_maps("dependentSchemas", "schema", "schema.conditional"),
    **_own("dependentRequired"),
    **_maps("dependencies", "schema"),
    **_plain("$ref"),
    **_plain("$dynamicRef $recursiveRef", "schema.$dynamicRef"),
    **_plain("$id id $anchor $dynamicAnchor $recursiveAnchor", "reference.identifier"),
    **_plain("$defs definitions", "reference.identifier"),
    **_plain("$schema $vocabulary $comment", "schema.dialect"),
    **_objects("discriminator", "discriminator", "schema.discriminator"),
    **_objects("xml", "xml"),
    **_EXAMPLES,
    **_EXTERNAL,
    **_plain("collectionFormat summary"),
}
