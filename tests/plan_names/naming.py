"""Short ways to write operations by hand, and to look at the names that they get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

import pytest

from clientsmith.config import Config, NameOverrides
from clientsmith.document import Library, Node
from clientsmith.ir import (
    Api,
    Content,
    Docs,
    DocumentCounts,
    ListOf,
    Operation,
    Response,
    Scalar,
    ScalarKind,
)
from clientsmith.naming.operations.names import operation_names
from clientsmith.problem import Problem
from clientsmith.sources import load
from support.public import SHARED, public_specs

Naming = Literal["auto", "path", "operation-id"]

NO_DOCS = Docs()
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
STRING = Scalar(ScalarKind.STRING)


def operation(
    line: str,
    operation_id: str | None = None,
    *tags: str,
    lists: bool = False,
    media_type: str = "application/json",
) -> Operation:
    """An operation such as `GET /pets`."""
    method, path = line.split(" ", 1)
    content = Content(media_type, ListOf(STRING) if lists else STRING)
    return Operation(
        id=line,
        method=method,
        path=path,
        operation_id=operation_id,
        tags=tags,
        docs=NO_DOCS,
        parameters=(),
        body=None,
        responses=(Response("200", NO_DOCS, (content,)),),
    )


def api_of(operations: Iterable[Operation]) -> Api:
    found = tuple(operations)
    return Api(
        title="Sample",
        version="1",
        docs=NO_DOCS,
        servers=(),
        security=(),
        security_schemes=(),
        tags=(),
        operations=found,
        declarations={},
        counts=DocumentCounts(len(found), 0),
    )


def named(
    operations: Iterable[Operation],
    overrides: Mapping[str, str] | None = None,
    naming: Naming = "operation-id",
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """How each operation is reached from the client, by its line; and the problems."""
    config = Config(names=NameOverrides(operations=overrides or {}), naming=naming)
    names, problems = operation_names(api_of(operations), config)
    return {id_: ".".join((*name.resource, name.method)) for id_, name in names.items()}, problems


def names_of(*operations: Operation, naming: Naming = "operation-id") -> dict[str, str]:
    return named(operations, naming=naming)[0]


@cache
def public_api(name: str) -> Api:
    """The operations of a public document, which is read in place; types are left out, apart from
    whether an answer is an array.

    Skips the test where it is not at hand.
    """
    spec = next((spec for spec in public_specs() if spec.name == name), None)
    if spec is None:
        pytest.skip(f"there is no {SHARED.name}/specs/{name} beside the repository")
    bundled = spec.file.parents[1] / "digitalocean.bundled.yaml"
    return api_in(load(str(bundled if bundled.is_file() else spec.file)))


def api_in(library: Library) -> Api:
    """The operations of a document, as far as names depend on them."""
    root = library.root_node
    paths = root.get("paths") or root
    return api_of(
        operation(
            f"{method.upper()} {path}",
            _text(node, "operationId") or None,
            *(tag.data for tag in (node.get("tags") or node.replaced([])).elements()),
            lists=_answers_with_array(library, node),
        )
        for path, item in paths.items()
        for method, node in _followed(library, item).items()
        if method in METHODS
    )


def _followed(library: Library, node: Node) -> Node:
    while isinstance(reference := _text(node, "$ref"), str) and reference:
        node = library.resolve(reference, node)
    return node


def _text(node: Node, key: str) -> str:
    child = node.get(key)
    return child.data if child is not None and isinstance(child.data, str) else ""


def _answers_with_array(library: Library, node: Node) -> bool:
    for status, response in (node.get("responses") or node).items():
        if not status.startswith("2"):
            continue
        response = _followed(library, response)
        content = response.get("content")
        media_types = [response] if content is None else [child for _, child in content.items()]
        schemas = [child.get("schema") for child in media_types]
        return any(
            _text(_followed(library, schema), "type") == "array"
            for schema in schemas
            if schema is not None
        )
    return False


@cache
def public_names(name: str) -> dict[str, str]:
    """`METHOD /path` → how it is reached from the client, in a public document."""
    return named(public_api(name).operations)[0]
