"""What Spector expects of a client and answers: `scenarios.json` and `match.tsv`, read in place."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from support.public import SHARED

FOLDER = SHARED / "conformance"
VERSIONS = ("openapi30", "openapi31", "openapi32")
"""Folders of the same documents in each version of OpenAPI."""

_DUMPED_ORIGIN = "http://localhost:3100"
"""What stands for the server's own origin in the dump."""


@dataclass(frozen=True)
class File:
    """A file of a multipart body."""

    part: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Body:
    """A body of a request or an answer."""

    media_type: str
    content: bytes
    parts: Mapping[str, Any]
    """Of a multipart body: the parts that are no files, as JSON."""

    files: tuple[File, ...]

    @property
    def is_multipart(self) -> bool:
        return self.media_type.startswith("multipart/")

    @property
    def text(self) -> str | None:
        """What the text is that stands here as JSON, as the dump writes every text; else None."""
        value = json.loads(self.content) if self.is_json else None
        return value if isinstance(value, str) else None

    @property
    def is_xml(self) -> bool:
        return self.media_type.endswith(("/xml", "+xml"))

    @property
    def is_json(self) -> bool:
        return self.media_type == "application/json" or self.media_type.endswith("+json")

    def at(self, origin: str) -> bytes:
        """The content as a server at an origin writes it."""
        return self.content.replace(_DUMPED_ORIGIN.encode(), origin.encode())


@dataclass(frozen=True)
class Step:
    """One request and its answer."""

    method: str
    uri: str
    query: Mapping[str, Any]
    """Values as a query parser sees them: text, or a list where a name stands several times."""

    headers: Mapping[str, str]
    """By their names in small letters."""

    body: Body | None
    status: int
    answer: Body | None
    answer_headers: Mapping[str, str]
    document: str
    """File below the folder of a version."""

    operation_id: str
    reconnects: bool
    """Whether the stream is asked for a second time, behind the last event of the first time."""


@dataclass(frozen=True)
class Scenario:
    """Something that Spector judges as a whole."""

    name: str
    steps: tuple[Step, ...]


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Those of which every request belongs to an operation of the documents, or asks for a further
    page of one, in their order."""
    described = json.loads((FOLDER / "scenarios.json").read_text(encoding="utf-8"))
    found = []
    for line in (FOLDER / "match.tsv").read_text(encoding="utf-8").splitlines():
        name, _, _, _, places = line.split("\t")
        apis = described[name]["apis"]
        operations = _with_links(places.split(";"), apis)
        if "-" in operations or not apis:
            continue
        is_keyed = described[name]["passCondition"] == "by-key"
        steps = (_step(api, place, is_keyed) for api, place in zip(apis, operations, strict=True))
        found.append(Scenario(name, tuple(steps)))
    return tuple(found)


def _with_links(operations: list[str], apis: list[Mapping[str, Any]]) -> list[str]:
    """The operations of requests; one that no operation has is a page behind another one."""
    if operations[0] == "-" or set(operations[1:]) != {"-"}:
        return operations
    links = str(apis[0]["response"].get("body", {}).get("raw", ""))
    is_linked = all(api["method"] == apis[0]["method"] and api["uri"] in links for api in apis[1:])
    return operations[:1] * len(operations) if is_linked else operations


def _step(api: Mapping[str, Any], place: str, is_keyed: bool) -> Step:
    request, answer = api.get("request", {}), api["response"]
    document, operation_id = _place(place, api["uri"])
    return Step(
        method=api["method"].upper(),
        uri=api["uri"],
        query=request.get("query", {}),
        headers=_headers(request),
        body=_body(request.get("body")),
        status=answer["status"],
        answer=_body(answer.get("body")),
        answer_headers=_headers(answer),
        document=document,
        operation_id=operation_id,
        reconnects=is_keyed and _is_event_stream(answer),
    )


def _is_event_stream(answer: Mapping[str, Any]) -> bool:
    return bool(answer.get("body", {}).get("contentType") == "text/event-stream")


def _place(place: str, uri: str) -> tuple[str, str]:
    """Document and `operationId` of a request. The table names the first document of a folder;
    where the folder has one for each version of the API, that of the URI's version is meant."""
    document, _, operation_id = place.partition("#")
    file = FOLDER / document
    paths = _paths(file)
    method, path = next(
        (method, path)
        for path, item in paths.items()
        for method, operation in item.items()
        if isinstance(operation, dict) and operation.get("operationId") == operation_id
    )
    for other in sorted(file.parent.glob("openapi.*.json")):
        version = other.name.removeprefix("openapi.").removesuffix(".json")
        operation = _paths(other).get(path, {}).get(method)
        if operation is not None and re.search(rf"[:/]{re.escape(version)}(/|$)", uri):
            file, operation_id = other, operation["operationId"]
    return str(file.relative_to(FOLDER / document.partition("/")[0])), operation_id


@cache
def _paths(file: Path) -> dict[str, Any]:
    paths: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["paths"]
    return paths


def _headers(message: Mapping[str, Any]) -> dict[str, str]:
    return {name.lower(): str(value) for name, value in message.get("headers", {}).items()}


def _body(body: Mapping[str, Any] | None) -> Body | None:
    if body is None:
        return None
    files = tuple(
        File(file["fieldname"], file["originalname"], file["mimetype"], _bytes(file["buffer"]))
        for file in body.get("files") or ()
    )
    return Body(body["contentType"], _bytes(body.get("raw", "")), body.get("parts") or {}, files)


def _bytes(text: str) -> bytes:
    """Content as the dump writes it: text, or base64 behind a mark."""
    if text.startswith("base64:"):
        return base64.b64decode(text.removeprefix("base64:"))
    return text.encode()
