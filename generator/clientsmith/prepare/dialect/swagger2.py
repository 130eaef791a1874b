"""Normalizes objects of Swagger 2.0 to OpenAPI 3.2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...document import Node
from .media_types import corrected_media_type
from .schema import corrected_type

JSON = "application/json"
BINARY = "application/octet-stream"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"

STYLES = {
    "csv": ("form", False),
    "ssv": ("spaceDelimited", False),
    "tsv": ("tabDelimited", False),
    "pipes": ("pipeDelimited", False),
    "multi": ("form", True),
}
"""`collectionFormat` → `style` in a query or a form, and `explode`, since 3.0."""

_OF_PARAMETER = frozenset(
    {"name", "in", "description", "required", "collectionFormat", "allowEmptyValue"}
)
"""Keys of a parameter, header or form field that are not part of its schema."""

_BODY_LOCATIONS = {"body": "body", "form": "formData", "formdata": "formData"}
"""Location in lower case → location of parameters that are, or belong to, a body."""

_BODYLESS = frozenset({"204", "205", "304"})
"""Status codes of responses without content (RFC 9110)."""


class Swagger2:
    """Swagger 2.0; `consumes` and `produces` of the root apply to operations without their own."""

    version = "2.0"
    references_carry_docs = False

    def __init__(self, root: Node) -> None:
        self._consumes = strings(root, "consumes")
        self._produces = strings(root, "produces")

    def root(self, node: Node) -> Node:
        """Return the document with `servers` from `host`, `basePath` and `schemes`, and components."""
        data: dict[str, Any] = {key: child for key, child in node.items() if key in _KEPT}
        data["servers"] = _servers(node)
        data["components"] = {
            new: child for old, new in _COMPONENTS.items() if (child := node.get(old)) is not None
        }
        return node.replaced(data)

    def request_body(
        self, operation: Node, parameters: Sequence[Node]
    ) -> tuple[Node | None, Sequence[Node]]:
        """Return the body that parameters describe, and the other parameters."""
        return body_of_parameters(operation, parameters, self._consumes)

    def parameter(self, node: Node) -> Node:
        """Return a path, query or header parameter with schema, style and explode."""
        data = {key: node.data[key] for key in _OF_PARAMETER if key in node.data}
        return node.replaced(data | {"schema": _schema(node)} | _style(node))

    def response(self, node: Node, operation: Node, status: str) -> Node:
        """Return a response with its schema in each media type that the operation produces.

        In 2.0, a response without a schema has no content. Many authors leave out schemas, though, and
        there is none for bytes. So the only success has JSON of any kind without a schema if the
        operation itself declares to produce JSON, or is a GET of an API that produces JSON; a deletion
        has not. It has bytes if the operation itself declares to produce nothing else.
        """
        data: dict[str, Any] = {
            key: child for key, child in node.items() if key in ("description", "headers")
        }
        schema = node.get("schema")
        if schema is not None and schema.data is not None:
            data["content"] = _content(schema, strings(operation, "produces", self._produces))
        elif status.startswith("2") and status not in _BODYLESS:
            own = strings(operation, "produces")
            method = operation.pointer.rpartition("/")[2]
            produced = strings(operation, "produces", self._produces if method == "get" else ())
            as_json = [media for media in produced if _essence(media).endswith("json")]
            if as_json and method != "delete" and _successes(operation) == [status]:
                data["content"] = {media: {} for media in as_json}
            elif own and all(_is_bytes(media) for media in own):
                data["content"] = {media: {} for media in own}
        return node.replaced(data)

    def header(self, node: Node) -> Node:
        """Return a header of a response with its schema."""
        data: dict[str, Any] = {"schema": _schema(node)}
        if "description" in node.data:
            data["description"] = node.data["description"]
        return node.replaced(data)

    def security_scheme(self, node: Node) -> Node:
        """Return a security scheme; since 3.0, `basic` is an HTTP scheme, and a flow is an object."""
        if node.data.get("type") == "basic":
            return node.replaced({**node.data, "type": "http", "scheme": "basic"})
        flow = node.data.get("flow")
        if node.data.get("type") != "oauth2" or not isinstance(flow, str) or flow not in _FLOWS:
            return node
        of_flow = {key: value for key, value in node.data.items() if key in _OF_FLOW}
        rest = {
            key: value for key, value in node.data.items() if key != "flow" and key not in _OF_FLOW
        }
        return node.replaced({**rest, "flows": {_FLOWS[flow]: node.replaced(of_flow)}})


def body_of_parameters(
    operation: Node, parameters: Sequence[Node], consumes: Sequence[str]
) -> tuple[Node | None, Sequence[Node]]:
    """Return a body from the `in: body` parameter, else from all `in: formData` parameters; and the
    parameters that are no part of it.

    Args:
        operation: the operation.
        parameters: its parameters with references resolved.
        consumes: media types of the document, for operations without their own.
    """
    consumes = strings(operation, "consumes", consumes)
    for position, parameter in enumerate(parameters):
        if _location(parameter) == "body":
            rest = [*parameters[:position], *parameters[position + 1 :]]
            return _body(parameter, consumes), rest
    fields = [parameter for parameter in parameters if _location(parameter) == "formData"]
    if not fields:
        return None, parameters
    rest = [parameter for parameter in parameters if _location(parameter) != "formData"]
    return _form(operation, fields, consumes), rest


def _body(parameter: Node, consumes: Sequence[str]) -> Node:
    return parameter.replaced(
        {
            "description": parameter.data.get("description"),
            "required": parameter.data.get("required"),
            "content": parameter.get("content") or _content(parameter.get("schema"), consumes),
        }
    )


def _form(operation: Node, fields: Sequence[Node], consumes: Sequence[str]) -> Node:
    """Return a form.

    Its schema has the pointer of the operation's `parameters`, even if all parameters are those of
    the path; its properties have the pointers of the parameters.
    """
    required = [_name(field) for field in fields if field.data.get("required") is True]
    schema = {
        "type": "object",
        "properties": {
            _name(field): _schema(field, field.data.get("description")) for field in fields
        },
        "required": required,
    }
    place = f"{operation.pointer}/parameters"
    media_type: dict[str, Any] = {"schema": Node(operation.document, place, schema)}
    encoding = {_name(field): styled for field in fields if (styled := _style(field))}
    if encoding:
        media_type["encoding"] = encoding
    has_file = any(_is_binary(_schema(field)) for field in fields)
    allowed = (MULTIPART,) if has_file else (MULTIPART, FORM)
    media_types = [media for media in consumes if _essence(media) in allowed]
    media_types = media_types or [MULTIPART if has_file else FORM]
    return operation.replaced(
        {"required": bool(required), "content": dict.fromkeys(media_types, media_type)}
    )


_KEPT = frozenset({"info", "paths", "security", "tags", "externalDocs"})
_COMPONENTS = {
    "definitions": "schemas",
    "parameters": "parameters",
    "responses": "responses",
    "securityDefinitions": "securitySchemes",
}


_FLOWS = {
    "accessCode": "authorizationCode",
    "application": "clientCredentials",
    "implicit": "implicit",
    "password": "password",
}
"""`flow` → its key since 3.0."""

_OF_FLOW = frozenset({"authorizationUrl", "tokenUrl", "scopes"})


def _servers(root: Node) -> Node:
    """Return the base URLs, `https` first if there are both."""
    host, base = root.data.get("host"), root.data.get("basePath")
    path = "/" + base.strip("/") if isinstance(base, str) and base.strip("/") else ""
    if isinstance(host, str) and host:
        schemes = [one for one in ("https", "http") if one in strings(root, "schemes")]
        urls = [f"{scheme}://{host}{path}" for scheme in schemes or ["https"]]
        return Node(root.document, "/host", [{"url": url} for url in urls])
    return Node(root.document, "/basePath", [{"url": path}] if path else [])


def _content(schema: Node | None, media_types: Sequence[str]) -> dict[str, Any]:
    """Return one schema in several media types.

    Plain text is left out if the schema is structured and there is another media type.
    """
    schema = None if schema is None else _with_file(schema)
    if _is_structured(schema):
        media_types = [one for one in media_types if not _is_text(one)] or media_types
    if not media_types:
        media_types = [BINARY if _is_binary(schema) else JSON]
    media_type = {} if schema is None else {"schema": schema}
    return dict.fromkeys(media_types, media_type)


def _is_structured(schema: Node | None) -> bool:
    if schema is None or not isinstance(schema.data, dict):
        return False
    return "$ref" in schema.data or _type(schema.data, "object") in ("object", "array")


def _is_binary(schema: Node | None) -> bool:
    if schema is None or not isinstance(schema.data, dict):
        return False
    return {**schema.data, **corrected_type(schema.data)}.get("format") == "binary"


def _essence(media_type: str) -> str:
    """Return a media type as it is meant, in lower case and without parameters."""
    return corrected_media_type(media_type).partition(";")[0].strip().lower()


def _is_text(media_type: str) -> bool:
    return _essence(media_type).startswith("text/")


def _is_bytes(media_type: str) -> bool:
    name = _essence(media_type)
    return not _is_text(name) and not name.endswith(("json", "xml", "yaml", "urlencoded", "*"))


def _schema(node: Node, description: object = None) -> Node:
    """Return the schema in a parameter, header or form field, or the one under `schema`, as since 3.0."""
    nested = node.get("schema")
    if nested is not None and isinstance(nested.data, dict) and "type" not in node.data:
        node = nested
        description = nested.data.get("description", description)
    data = {
        key: value for key, value in node.data.items() if node is nested or key not in _OF_PARAMETER
    }
    if description is not None:
        data["description"] = description
    return _with_file(node.replaced(data))


def _with_file(schema: Node) -> Node:
    """Return the schema with a binary string for `type: file`."""
    if isinstance(schema.data, dict) and schema.data.get("type") == "file":
        return schema.replaced({**schema.data, "type": "string", "format": "binary"})
    return schema


def _style(node: Node) -> dict[str, Any]:
    """Return `style` and `explode` of an array; nothing for other types."""
    if _type(node.data) != "array":
        return {}
    collection_format = str(node.data.get("collectionFormat", "csv"))
    style, explode = STYLES.get(collection_format, (collection_format, False))
    if style == "form" and node.data.get("in") in ("path", "header"):
        style = "simple"
    return {"style": style, "explode": explode}


def _successes(operation: Node) -> list[str]:
    """Return the status codes of successes with content."""
    responses = operation.get("responses")
    statuses = [] if responses is None else [status for status, _ in responses.items()]
    return [each for each in statuses if each.startswith("2") and each not in _BODYLESS]


def _type(data: Mapping[str, Any], default: str = "") -> object:
    return corrected_type(data).get("type", data.get("type", default))


def _location(parameter: Node) -> object:
    location = parameter.data.get("in")
    return _BODY_LOCATIONS.get(location.lower(), location) if isinstance(location, str) else None


def _name(parameter: Node) -> str:
    return str(parameter.data["name"])


def strings(node: Node, key: str, default: Sequence[str] = ()) -> Sequence[str]:
    """Return the strings of a list, or `default` if there is no list."""
    value = node.data.get(key) if isinstance(node.data, dict) else None
    if not isinstance(value, list):
        return default
    return [member for member in value if isinstance(member, str)]
