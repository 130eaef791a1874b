"""Kind and OpenAPI version of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal, cast

from ...document import Node
from ...problem import Problem, Severity, quoted

Version = Literal["2.0", "3.0", "3.1", "3.2"]

_SUPPORTED = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are supported."
_OPENAPI = re.compile(r"(3\.[012])(?:\.\d.*)?")

_PARTS: dict[Version, tuple[str, ...]] = {
    "2.0": ("paths", "definitions"),
    "3.0": ("paths", "components"),
    "3.1": ("paths", "components", "webhooks"),
    "3.2": ("paths", "components", "webhooks"),
}


def version_of(root: Node) -> tuple[Version | None, tuple[Problem, ...]]:
    """Return the version of a document, None if it has no supported one, and problems."""
    data = root.data
    if not isinstance(data, dict):
        return None, (
            _error(
                root, "document-kind", "The document must be a mapping to be an OpenAPI document."
            ),
        )
    keyword = next((key for key in ("openapi", "swagger") if key in data), None)
    if keyword is None:
        kind = next((kind for kind, is_that in _KINDS if is_that(data)), None)
        reason = f"it is {kind}" if kind else "it has neither `openapi` nor `swagger`"
        message = f"The document is not an OpenAPI document: {reason}."
        return None, (_error(root, "document-kind", message, _HINTS.get(kind or "", _SUPPORTED)),)
    declared = data[keyword]
    node = root / keyword
    version = _version(keyword, str(declared)) if isinstance(declared, str | float) else None
    if version is not None:
        return version, tuple(_parts(root, version))
    if isinstance(declared, str):
        message = f"The version {quoted(declared)} of `{keyword}` is not supported."
        return None, (_error(node, "document-version", message, _SUPPORTED),)
    hint = f'Write it in quotes: `{keyword}: "{"2.0" if keyword == "swagger" else "3.1.0"}"`.'
    message = f"The version `{keyword}` must be a string, not {type_name(declared)}."
    return None, (_error(node, "document-version", message, hint),)


def _version(keyword: str, declared: str) -> Version | None:
    """Return the supported version that is declared, be it a YAML number without quotes."""
    if keyword == "swagger":
        return "2.0" if declared == "2.0" else None
    found = _OPENAPI.fullmatch(declared)
    return cast(Version, found[1]) if found else None


def _parts(root: Node, version: Version) -> Iterator[Problem]:
    names = _PARTS[version]
    usable = False
    for name in names:
        part = root.get(name)
        if part is None or part.data is None:
            continue
        if isinstance(part.data, dict):
            usable = True
        else:
            message = f"`{name}` must be a mapping, not {type_name(part.data)}."
            yield _error(part, "wrong-type", message)
    if not usable:
        listed = f"{', '.join(f'`{name}`' for name in names[:-1])} nor `{names[-1]}`"
        yield _error(root, "document-incomplete", f"The document has neither {listed}.")


def type_name(value: object) -> str:
    """Return the JSON type of a value for a sentence, such as `a list`."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case dict():
            return "a mapping"
        case _:
            return "a list"


def _error(node: Node, code: str, message: str, hint: str = "") -> Problem:
    return node.problem(code, message, severity=Severity.ERROR, hint=hint)


def _is_postman(data: dict[str, Any]) -> bool:
    info = _mapping(data, "info")
    schema = info.get("schema")
    return "_postman_id" in info or (isinstance(schema, str) and "postman" in schema)


def _is_json_schema(data: dict[str, Any]) -> bool:
    return "$schema" in data or ("type" in data and ("properties" in data or "items" in data))


_KINDS: tuple[tuple[str, Callable[[dict[str, Any]], bool]], ...] = (
    ("an AsyncAPI document", lambda data: "asyncapi" in data),
    ("a Postman collection", _is_postman),
    ("an Arazzo document", lambda data: "arazzo" in data),
    ("an OpenAPI overlay", lambda data: "overlay" in data),
    ("an OpenRPC document", lambda data: "openrpc" in data),
    ("a document of Swagger 1.0 to 1.2", lambda data: "swaggerVersion" in data),
    ("a Google discovery document", lambda data: "discoveryVersion" in data),
    ("a Kubernetes manifest", lambda data: "apiVersion" in data and "kind" in data),
    ("a GraphQL schema", lambda data: "__schema" in data or "__schema" in _mapping(data, "data")),
    ("an HTTP archive", lambda data: "entries" in _mapping(data, "log")),
    ("a JSON Schema", _is_json_schema),
)
"""Other kinds of documents, the most specific first."""

_HINTS = {
    "a Postman collection": "Export the collection as OpenAPI from Postman, or convert it with a tool such as "
    "postman-to-openapi.",
    "an OpenAPI overlay": "Overlays change another document: put the overlay in `overlays`, and that "
    "document in `spec`.",
}
"""Kind of document → hint."""


def _mapping(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}
