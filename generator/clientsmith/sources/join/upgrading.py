"""Documents of older versions of OpenAPI, written as 3.1 has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...document import METHODS, Document, Library, Node, UnresolvedReference, Walk, escape_token
from ...prepare.dialect import Dialect, dialect_of
from ...prepare.dialect.schema import Schema, is_annotation, normalize
from ..bundle import copy_with, kind_of
from .derived import derived_document

UPGRADED_VERSION = "3.1.0"
"""Version that documents are upgraded to."""

_DEFINITIONS = "#/definitions/"
_OF_SWAGGER = ("consumes", "parameters", "produces", "responses", "schemes")
"""Keys of Swagger 2.0 operations that 3.0 replaced."""


def upgraded(document: Document) -> Document:
    """Upgrade a document without references to other files to OpenAPI 3.1."""
    if "swagger" in document.data:
        document = _Swagger(document).upgraded()
    data = copy_with(document.data, dict(_changes(document.data)))
    return derived_document(
        document, {**data, "openapi": UPGRADED_VERSION}, {"": Node(document, "", document.data)}
    )


def _changes(data: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the identity of each mapping that differs in 3.1, and its replacement."""
    for place in Walk(swagger=False).mappings(data):
        value = place.value
        if not isinstance(value, dict):
            continue
        kind = kind_of(place, "document")
        if kind == "schemas":
            schema = _with_null(_moved(normalize(value, siblings=False)))
            if schema != value:
                yield id(value), schema
        elif (
            kind not in ("", "pathItems") and isinstance(value.get("$ref"), str) and len(value) > 1
        ):
            yield id(value), {"$ref": value["$ref"]}


def _moved(schema: Schema) -> Schema:
    """Update the reference of a schema from `definitions` to `components`."""
    reference = schema.get("$ref")
    if not isinstance(reference, str) or not reference.startswith(_DEFINITIONS):
        return schema
    return {**schema, "$ref": f"#/components/schemas/{reference.removeprefix(_DEFINITIONS)}"}


def _with_null(schema: Schema) -> dict[str, Any]:
    """Replace `nullable` by a union with null. A schema with nothing but `nullable` stays: as a
    member of a union it means null alone."""
    if schema.get("nullable") is not True:
        return dict(schema)
    around = {key: each for key, each in schema.items() if is_annotation(key) and key != "nullable"}
    within = {key: each for key, each in schema.items() if not is_annotation(key)}
    return {**around, "anyOf": [within, {"type": "null"}]} if within else dict(schema)


class _Swagger:
    """Upgrades a document of Swagger 2.0."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = Node(document, "", document.data)
        self._library = Library(document, {document.origin: document})
        self._dialect: Dialect = dialect_of(self._root)
        self._places: dict[str, Node] = {"": self._root}

    def upgraded(self) -> Document:
        """Return the upgraded document, with schemas still as in 2.0."""
        top = self._dialect.root(self._root)
        parts: dict[str, Any] = {"openapi": UPGRADED_VERSION}
        parts |= {key: child for key, child in self._root.items() if key.startswith("x-")}
        parts |= {key: child for key, child in top.data.items() if key not in ("paths", "servers")}
        if top.data["servers"].data:
            parts["servers"] = top.data["servers"]
        if "paths" in top.data:
            parts["paths"] = {path: self._path_item(item) for path, item in (top / "paths").items()}
        schemes = self._root.get("securityDefinitions")
        parts["components"] = {
            "schemas": self._root.get("definitions") or {},
            "securitySchemes": {
                name: self._dialect.security_scheme(scheme) if _is_object(scheme) else scheme
                for name, scheme in (schemes.items() if schemes else ())
            },
        }
        parts["components"] = {key: each for key, each in parts["components"].items() if each}
        return derived_document(self._document, self._plain(parts, ""), self._places)

    def _path_item(self, item: Node) -> Any:
        item = self._followed(item)
        if not _is_object(item):
            return item
        parts: dict[str, Any] = {key: child for key, child in item.items() if key != "parameters"}
        for method in METHODS:
            operation = item.get(method)
            if operation is not None and _is_object(operation):
                parts[method] = self._operation(operation, item)
        return parts

    def _operation(self, operation: Node, item: Node) -> dict[str, Any]:
        parts: dict[str, Any] = {
            key: child for key, child in operation.items() if key not in _OF_SWAGGER
        }
        parameters = self._parameters(item, operation)
        usable = [each for each in parameters if _is_parameter(each)]
        body, rest = self._dialect.request_body(operation, usable)
        others = [each for each in parameters if not _is_parameter(each)]
        if rest or others:
            parts["parameters"] = [*map(self._parameter, rest), *others]
        if body is not None:
            kept = {key: value for key, value in body.data.items() if value is not None}
            parts["requestBody"] = body.replaced(kept)
        responses = operation.get("responses")
        if responses is not None:
            parts["responses"] = {
                status: self._response(response, operation, status)
                for status, response in responses.items()
            }
        return parts

    def _parameters(self, *holders: Node) -> Sequence[Node]:
        """Return the parameters of a path item, overridden by those of the operation."""
        found: dict[object, Node] = {}
        for holder in holders:
            parameters = holder.get("parameters")
            for element in parameters.elements() if parameters is not None else ():
                parameter = self._followed(element)
                usable = _is_parameter(parameter)
                key = (parameter.data["name"], parameter.data["in"]) if usable else element.id
                found[key] = parameter
        return list(found.values())

    def _parameter(self, node: Node) -> Node:
        parameter = self._dialect.parameter(node)
        data = {key: value for key, value in parameter.data.items() if key != "collectionFormat"}
        return parameter.replaced(data)

    def _response(self, node: Node, operation: Node, status: str) -> Node:
        node = self._followed(node)
        if not _is_object(node) or status.startswith("x-"):
            return node
        response = self._dialect.response(node, operation, status)
        headers = node.get("headers")
        if headers is None or not _is_object(headers):
            return response
        read = {
            name: self._dialect.header(header) if _is_object(header) else header
            for name, header in headers.items()
        }
        return response.replaced({**response.data, "headers": headers.replaced(read)})

    def _followed(self, node: Node) -> Node:
        try:
            return self._library.follow(node)
        except UnresolvedReference:
            return node

    def _plain(self, value: Any, pointer: str) -> Any:
        """Replace nodes by their content, and record their places."""
        if isinstance(value, Node):
            self._places[pointer] = value
            value = value.data
        # Loops, where comprehensions would take another frame for each level of a deep document.
        if isinstance(value, dict):
            plain = {}
            for key, child in value.items():
                plain[key] = self._plain(child, f"{pointer}/{escape_token(key)}")
            return plain
        if isinstance(value, list):
            elements = []
            for at, child in enumerate(value):
                elements.append(self._plain(child, f"{pointer}/{at}"))
            return elements
        return value


def _is_object(node: Node) -> bool:
    return isinstance(node.data, dict)


def _is_parameter(node: Node) -> bool:
    data = node.data
    return isinstance(data, dict) and all(isinstance(data.get(key), str) for key in ("name", "in"))
