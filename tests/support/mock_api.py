"""A server that responds from a document: examples of it, else values that its schemas allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import httpx2

from clientsmith.document import Library, Node

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_FORMATS = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:30:00Z",
    "duration": "PT1H",
    "email": "name@example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "time": "12:30:00Z",
    "uri": "https://example.com",
    "url": "https://example.com",
    "uuid": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
}
_DEEPEST = 12

_NO_MORE = frozenset(
    {
        *("after", "cursor", "end_cursor", "next", "next_cursor"),
        *("next_page", "next_page_token", "next_url"),
    }
)
"""Properties of the last page that are null."""


class MockAPI:
    """Responds to requests as the document says; a request that it does not describe gets 404.

    Args:
        library: the document.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        root = Node(library.root, "", library.root.data)
        routes = self._found(root)
        self._routes = sorted(routes, key=lambda each: (each[2].count("{"), -len(each[2])))
        self.requests: list[tuple[str, str]] = []
        """Method and path of each request that the document describes."""

        self.unknown: list[tuple[str, str]] = []
        """Those of the others."""

    def respond(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response of an operation."""
        path = unquote(request.url.raw_path.decode().partition("?")[0])
        for method, pattern, template, operation in self._routes:
            if method == request.method.lower() and pattern.search(path):
                self.requests.append((request.method, template))
                return self._response(operation, request)
        self.unknown.append((request.method, path))
        return httpx2.Response(404, json={"message": "unknown"})

    def _found(self, root: Node) -> Iterator[tuple[str, re.Pattern[str], str, Node]]:
        for template, item in self._members(self._get(root, "paths")):
            parts = re.split(r"\{[^{}]*\}", template.partition("?")[0].partition("#")[0])
            pattern = re.compile("([^/]+)".join(map(re.escape, parts)) + "/?$")
            for method, operation in self._members(item):
                if method in _METHODS:
                    yield method, pattern, template, operation

    def _response(self, operation: Node, request: httpx2.Request) -> httpx2.Response:
        responses = dict(self._members(self._get(operation, "responses")))
        codes = [code for code in responses if code[:1] == "2"] or ["default"]
        status = int(codes[0]) if codes[0].isdecimal() else 200
        if codes[0] not in responses:
            return httpx2.Response(204)
        content = dict(self._members(self._get(responses[codes[0]], "content")))
        if (schema := self._get(responses[codes[0]], "schema")) is not None:  # Swagger 2.0
            value = self._value(schema, 0)
            is_over = isinstance(value, list) and _is_behind_the_end(request)
            return httpx2.Response(status, json=[] if is_over else value)
        accepted = request.headers.get("accept", "")
        if "text/event-stream" in accepted and "text/event-stream" in content:
            content = {"text/event-stream": content["text/event-stream"]}
        for media_type, media in content.items():
            plain = media_type.partition(";")[0].strip()
            if (plain.endswith("json") and "seq" not in plain) or plain == "*/*":
                value = self._value(self._get(media, "schema"), 0)
                if isinstance(value, list) and _is_behind_the_end(request):
                    value = []
                return httpx2.Response(status, json=value)
        for media_type in content:
            if media_type == "text/event-stream":
                headers = {"Content-Type": media_type}
                return httpx2.Response(status, headers=headers, content=b"")
            return httpx2.Response(
                status, headers={"Content-Type": media_type.replace("*", "x")}, content=b"data"
            )
        return httpx2.Response(status)

    # --- values -------------------------------------------------------------------------------

    def _value(self, schema: Node | None, depth: int) -> Any:
        data = self._library.follow(schema).data if schema is not None else {}
        if not isinstance(data, Mapping) or schema is None:
            return None
        node = self._library.follow(schema)
        if "const" in data:
            return data["const"]
        if "enum" in data:
            return next((each for each in data["enum"] if each is not None), None)
        if isinstance(data.get("allOf"), list):
            return self._merged(node, depth)
        for key in ("oneOf", "anyOf"):
            if isinstance(data.get(key), list) and data[key] and depth < _DEEPEST:
                return self._value(node / key / 0, depth + 1)
        kind = data.get("type")
        if isinstance(kind, list):
            kind = next((each for each in kind if each != "null"), "null")
        if kind == "array":
            items = self._get(node, "items")
            count = 1 if depth < _DEEPEST else 0
            return [
                self._value(items, depth + 1) for _ in range(max(count, data.get("minItems", 0)))
            ]
        if kind == "object" or "properties" in data:
            return self._object(node, depth)
        if kind in ("integer", "number"):
            return (
                max(1, data.get("minimum", 1)) if not isinstance(data.get("minimum"), bool) else 1
            )
        if kind == "boolean":
            return False
        if kind == "string":
            text = _FORMATS.get(str(data.get("format")), "text")
            return text.ljust(data.get("minLength", 0), "x")[: data.get("maxLength", 10_000)]
        return None

    def _object(self, node: Node, depth: int) -> dict[str, Any]:
        required = node.data.get("required", [])
        listed = required if isinstance(required, list) else []
        return {
            name: None if name.lower() in _NO_MORE else self._value(schema, depth + 1)
            for name, schema in self._members(self._get(node, "properties"))
            if name in listed and depth < _DEEPEST
        }

    def _merged(self, node: Node, depth: int) -> Any:
        if depth >= _DEEPEST:
            return {}
        values = [self._value(part, depth + 1) for part in (node / "allOf").elements()]
        values.append(self._object(node, depth))
        objects = [value for value in values if isinstance(value, dict)]
        merged: dict[str, Any] = {}
        for value in objects:
            merged |= value
        return merged or next((value for value in values if value is not None), {})

    # --- documents ----------------------------------------------------------------------------

    def _get(self, node: Node, key: str) -> Node | None:
        return self._library.follow(node).get(key)

    def _members(self, node: Node | None) -> Iterator[tuple[str, Node]]:
        if node is not None:
            yield from self._library.follow(node).items()


def _is_behind_the_end(request: httpx2.Request) -> bool:
    """Return whether a request is for the second page or a later one."""
    numbers = (
        value
        for name, value in request.url.params.multi_items()
        if name.lower() in ("page", "offset", "skip", "start")
    )
    return any(value.isdecimal() and int(value) > 1 for value in numbers)
