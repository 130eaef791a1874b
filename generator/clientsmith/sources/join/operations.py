"""What operations of several documents need before they stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from ...document import METHODS, Document, Position, Walk, escape_token, mapping_at
from ...problem import Problem, Severity, quoted
from ..bundle import copied, with_absolute_servers

_SERVERS = "servers"
_MORE = "additionalOperations"
_FOR_ALL = (_SERVERS, "summary", "description")
"""Keys of a path item that hold for its operations without a key of their own."""


def with_own_servers(document: Document) -> Document:
    """A document that says where its API is, without its own URL: relative URLs of servers start
    there, and so does the server that is meant where none is given."""
    if "://" not in document.origin:
        return document
    data = with_absolute_servers(document.data, document.origin)
    if not data.get(_SERVERS):
        data = {**data, _SERVERS: [{"url": urljoin(document.origin, "/")}]}
    return replace(document, data=data)


def with_own_parameters(documents: Sequence[Document]) -> list[Document]:
    """The documents, where operations of a path that several of them have say for themselves what
    their path item says for all of them."""
    counts: dict[str, int] = {}
    for document in documents:
        for path in mapping_at(document.data, "/paths"):
            counts[path] = counts.get(path, 0) + 1
    return [_pushed(document, counts) for document in documents]


def _pushed(document: Document, counts: Mapping[str, int]) -> Document:
    paths = mapping_at(document.data, "/paths")
    changed = {
        path: _own(item, document.data)
        for path, item in paths.items()
        if counts[path] > 1 and isinstance(item, dict)
    }
    if not changed:
        return document
    return replace(document, data={**document.data, "paths": {**paths, **changed}})


def _own(item: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    shared = item.get("parameters")
    shared = shared if isinstance(shared, list) else []

    def pushed(operation: Any) -> Any:
        if not isinstance(operation, dict):
            return operation
        own = operation.get("parameters")
        own = own if isinstance(own, list) else []
        names = {_identity(parameter, data) for parameter in own}
        parameters = [each for each in shared if _identity(each, data) not in names]
        result = dict(operation)
        if parameters:
            result["parameters"] = [*parameters, *own]
        return {**{key: item[key] for key in _FOR_ALL if key in item}, **result}

    result = {}
    for key, value in item.items():
        if key in METHODS:
            result[key] = pushed(value)
        elif key == _MORE and isinstance(value, dict):
            result[key] = {method: pushed(operation) for method, operation in value.items()}
        elif key not in ("parameters", *_FOR_ALL):
            result[key] = value
    return result


def _identity(parameter: Any, data: dict[str, Any]) -> tuple[str, str]:
    """Name and location of a parameter."""
    reference = parameter.get("$ref") if isinstance(parameter, dict) else None
    if isinstance(reference, str) and reference.startswith("#/"):
        parameter = mapping_at(data, reference[1:])
    if not isinstance(parameter, dict):
        return "", ""
    return str(parameter.get("name")), str(parameter.get("in"))


def with_unique_ids(documents: Sequence[Document]) -> tuple[list[Document], list[Problem]]:
    """The documents, without the operationIds that another operation of an earlier document has, and
    a note for each of them; links by them name the operation by its place."""
    holders: dict[str, tuple[str, Document]] = {}
    result: list[Document] = []
    problems: list[Problem] = []
    for document in documents:
        repeated: dict[str, str] = {}
        own = dict(_operation_ids(document.data))
        for pointer, name in own.items():
            first, holder = holders.get(name, (pointer, document))
            if first == pointer or holder is document:
                continue
            repeated[name] = pointer
            place = holder.location(first)
            problems.append(
                Problem(
                    "join-operation-id-dropped",
                    Severity.NOTE,
                    f"The operationId {quoted(name)} is that of another operation at {place}; the "
                    "method is named by path instead.",
                    document.location(pointer),
                )
            )
        for pointer, name in own.items():
            holders.setdefault(name, (pointer, document))
        result.append(_without_ids(document, repeated) if repeated else document)
    return result, problems


def _operation_ids(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("paths", "webhooks"):
        for path, item in mapping_at(data, f"/{key}").items():
            pointer = f"/{key}/{escape_token(path)}"
            for place, operation in _operations(item):
                name = operation.get("operationId")
                if isinstance(name, str):
                    yield f"{pointer}/{place}", name


def _operations(item: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pointer from a path item on, and operation."""
    if not isinstance(item, dict):
        return
    more = item.get(_MORE)
    places = {method: item.get(method) for method in METHODS}
    for method, operation in more.items() if isinstance(more, dict) else ():
        places[f"{_MORE}/{escape_token(method)}"] = operation
    for place, operation in places.items():
        if isinstance(operation, dict):
            yield place, operation


def _without_ids(document: Document, repeated: Mapping[str, str]) -> Document:
    changes: dict[int, dict[str, Any]] = {}
    for place in Walk(swagger=False).mappings(document.data):
        value = place.value
        if not isinstance(value, dict) or place.position != Position.OBJECT:
            continue
        name = value.get("operationId")
        if not isinstance(name, str) or name not in repeated:
            continue
        rest = {key: each for key, each in value.items() if key != "operationId"}
        is_operation = place.pointer() == repeated[name]
        is_link = place.parent is not None and place.parent.key == "links"
        if is_operation:
            changes[id(value)] = rest
        elif is_link:
            changes[id(value)] = {"operationRef": f"#{repeated[name]}", **rest}
    return replace(document, data=copied(document.data, changes))
