"""Pagination that vendor extensions of a document describe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import Planned, plan_client
from clientsmith.read.pages import FERN, SPEAKEASY


def planned(folder: Path, operation: dict[str, Any], root: dict[str, Any] | None = None) -> Planned:
    """Plan the client of a document whose only operation has an extension."""
    text = {"type": "string"}
    row = {"type": "object", "properties": {"key": text}}
    page = {
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": row},
            "others": {"type": "array", "items": row},
            "meta": {
                "type": "object",
                "properties": {
                    "nxt": text,
                    "more": {"type": "boolean"},
                    "pages": {"type": "integer"},
                },
            },
        },
    }
    names = ("after", "at", "many")
    number = {"type": "integer"}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Rows", "version": "1"},
        "servers": [{"url": "https://rows.test"}],
        **(root or {}),
        "paths": {
            "/rows": {
                "get": {
                    "operationId": "listRows",
                    "parameters": [
                        {"name": name, "in": "query", "schema": text if name == "after" else number}
                        for name in names
                    ],
                    "responses": {
                        "200": {
                            "description": "ok",
                            "content": {"application/json": {"schema": page}},
                        }
                    },
                    **operation,
                }
            }
        },
    }
    (folder / "openapi.json").write_text(json.dumps(document, indent=1))
    config = Config(spec="openapi.json", folder=folder)
    return plan_client(config, progress=lambda stage: None)


def strategy(client: Planned) -> str:
    """Return the strategy of the only method as code; empty if it has none."""
    [method] = [method for resource in client.package.resources for method in resource.methods]
    return "" if method.pagination is None else str(method.pagination.strategy)


CURSOR = {
    "cursor": "$request.after",
    "next_cursor": "$response.meta.nxt",
    "results": "$response.rows",
}
FOLLOWED: list[tuple[str, dict[str, Any], str]] = [
    (FERN, CURSOR, 'Cursor("after", next=("meta", "nxt"), items=("rows",))'),
    (
        FERN,
        {
            "offset": "$request.at",
            "results": "$response.rows",
            "has-next-page": "$response.meta.more",
        },
        'PageNumber("at", items=("rows",), has_more=("meta", "more"))',
    ),
    (
        FERN,
        {"offset": "$request.at", "step": "$request.many", "results": "$response.rows"},
        'Offset("at", items=("rows",))',
    ),
    (
        FERN,
        {"next_uri": "$response.meta.nxt", "results": "$response.rows"},
        'NextURL(next=("meta", "nxt"), items=("rows",))',
    ),
    (
        SPEAKEASY,
        {
            "type": "cursor",
            "inputs": [{"name": "after", "in": "parameters", "type": "cursor"}],
            "outputs": {"results": "$.rows", "nextCursor": "$.meta.nxt"},
        },
        'Cursor("after", next=("meta", "nxt"), items=("rows",))',
    ),
    (
        SPEAKEASY,
        {
            "type": "cursor",
            "inputs": [{"name": "after", "in": "parameters", "type": "cursor"}],
            "outputs": {"nextCursor": "$.rows[(@.length-1)].key"},
        },
        'LastItem("after", key=("key",), items=("rows",))',
    ),
    (
        SPEAKEASY,
        {
            "type": "offsetLimit",
            "inputs": [{"name": "at", "in": "parameters", "type": "page"}],
            "outputs": {"results": "$.rows", "numPages": "$.meta.pages"},
        },
        'PageNumber("at", items=("rows",), total_pages=("meta", "pages"))',
    ),
    (
        SPEAKEASY,
        {
            "type": "offsetLimit",
            "inputs": [
                {"name": "at", "in": "parameters", "type": "offset"},
                {"name": "many", "in": "parameters", "type": "limit"},
            ],
            "outputs": {"results": "$.rows"},
        },
        'Offset("at", items=("rows",))',
    ),
    (
        SPEAKEASY,
        {"type": "url", "outputs": {"nextUrl": "$.meta.nxt", "results": "$.rows"}},
        'NextURL(next=("meta", "nxt"), items=("rows",))',
    ),
]


@pytest.mark.parametrize(("key", "value", "expected"), FOLLOWED)
def test_extensions_describe_pages(
    tmp_path: Path, key: str, value: dict[str, Any], expected: str
) -> None:
    client = planned(tmp_path, {key: value})
    assert strategy(client) == expected
    assert not [each for each in client.problems if each.code == "vendor-extension-unusable"]


def test_an_operation_takes_the_extension_of_the_document(tmp_path: Path) -> None:
    client = planned(tmp_path, {FERN: True}, {FERN: CURSOR})
    assert strategy(client) == FOLLOWED[0][2]


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        (FERN, True, "it is true, and the document has none at its top level"),
        (FERN, "cursor", "it must be an object or a boolean"),
        (FERN, {"type": "custom"}, "it has none of `cursor`, `offset` and `next_uri`"),
        (FERN, {**CURSOR, "cursor": "after"}, "`cursor` must begin with $request."),
        (FERN, {**CURSOR, "cursor": "$request.x"}, "the operation has no parameter 'x'"),
        (FERN, {**CURSOR, "results": "$response.x"}, "the response has no list `x`"),
        (SPEAKEASY, {"type": "magic"}, "`type` is 'magic'"),
        (SPEAKEASY, {"type": "url"}, "`outputs` has no `nextUrl`"),
        (SPEAKEASY, {"type": "cursor"}, "`inputs` has no cursor"),
    ],
)
def test_what_cannot_be_followed_is_reported(
    tmp_path: Path, key: str, value: object, why: str
) -> None:
    client = planned(tmp_path, {key: value})
    [problem] = [each for each in client.problems if each.code == "vendor-extension-unusable"]
    assert problem.message == f"{key} cannot be followed: {why}."
    assert problem.location.pointer == f"/paths/~1rows/get/{key}"
    assert problem.location.line
    assert strategy(client) == ""
