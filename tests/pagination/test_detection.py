"""Which parameters and answers together make pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientsmith.text import reveal

from .planned import (
    FLAG,
    INTEGER,
    PETS,
    TEXT,
    URL,
    Schema,
    an_object,
    document,
    only_method,
    planned,
    ways,
)

LINK: Schema = {"type": "string", "description": "URL of the next page"}


@pytest.mark.parametrize(
    ("query", "answer", "expected"),
    [
        pytest.param(
            {"cursor": TEXT},
            an_object(data=PETS, meta=an_object(next_cursor=TEXT)),
            'Cursor("cursor", next=("meta", "next_cursor"), items=("data",))',
            id="cursor-in-meta",
        ),
        pytest.param(
            {"pageToken": TEXT, "pageSize": INTEGER},
            an_object(pets=PETS, nextPageToken=TEXT),
            'Cursor("pageToken", next=("nextPageToken",), items=("pets",))',
            id="camel-case",
        ),
        pytest.param(
            {"after": TEXT},
            an_object(results=PETS, paging=an_object(next=an_object(after=TEXT, link=TEXT))),
            'NextURL(next=("paging", "next", "link"), items=("results",))',
            id="url-beside-cursor",
        ),
        pytest.param(
            {"after": TEXT},
            an_object(results=PETS, paging=an_object(next=an_object(after=TEXT))),
            'Cursor("after", next=("paging", "next", "after"), items=("results",))',
            id="after-of-next",
        ),
        pytest.param(
            {"cursor": TEXT},
            an_object(channels=PETS, response_metadata=an_object(next_cursor=TEXT)),
            'Cursor("cursor", next=("response_metadata", "next_cursor"), items=("channels",))',
            id="response-metadata",
        ),
        pytest.param(
            {"cursor": TEXT},
            an_object(objects=PETS, cursor=TEXT),
            'Cursor("cursor", next=("cursor",), items=("objects",))',
            id="same-name",
        ),
        pytest.param(
            {"marker": TEXT},
            an_object(blobs=PETS, marker=TEXT, nextMarker=TEXT),
            'Cursor("marker", next=("nextMarker",), items=("blobs",))',
            id="repeated-and-next",
        ),
        pytest.param(
            {"cursor": TEXT, "page": INTEGER, "limit": INTEGER},
            an_object(data=PETS, next_page=INTEGER),
            'Cursor("page", next=("next_page",), items=("data",))',
            id="the-one-that-fits",
        ),
        pytest.param(
            {"cursor": TEXT},
            an_object(data=PETS, next_page=INTEGER),
            "",
            id="a-number-is-no-cursor",
        ),
        pytest.param(
            {"marker": TEXT},
            an_object(blobs=PETS, marker=TEXT),
            "",
            id="repeated",
        ),
        pytest.param(
            {"continue": TEXT, "limit": INTEGER},
            an_object(items=PETS, metadata={**an_object(), "properties": {"continue": TEXT}}),
            'Cursor("continue", next=("metadata", "continue"), items=("items",))',
            id="continue",
        ),
        pytest.param(
            {"after": TEXT, "limit": INTEGER},
            an_object(data=PETS, first_id=TEXT, last_id=TEXT, has_more=FLAG),
            'Cursor("after", next=("last_id",), items=("data",), has_more=("has_more",))',
            id="last-id",
        ),
        pytest.param(
            {"after": TEXT},
            an_object(data=PETS, next=TEXT, has_more=FLAG),
            'Cursor("after", next=("next",), items=("data",), has_more=("has_more",))',
            id="plain-next-as-cursor",
        ),
        pytest.param(
            {"page": INTEGER},
            an_object(data=PETS, next_page={"type": ["integer", "null"]}),
            'Cursor("page", next=("next_page",), items=("data",))',
            id="next-page-number",
        ),
        pytest.param(
            {"offset": INTEGER, "limit": INTEGER},
            an_object(data=PETS, next_offset=INTEGER),
            'Cursor("offset", next=("next_offset",), items=("data",))',
            id="next-offset",
        ),
        pytest.param(
            {"starting_after": TEXT},
            an_object(data=PETS, has_more=FLAG, url=TEXT),
            'LastItem("starting_after", items=("data",), has_more=("has_more",))',
            id="last-item",
        ),
        pytest.param(
            {"offset": INTEGER, "limit": INTEGER},
            an_object(items=PETS, total=INTEGER, next=LINK),
            'NextURL(next=("next",), items=("items",))',
            id="next-url",
        ),
        pytest.param(
            {"page": INTEGER},
            an_object(count=INTEGER, next={**URL, "type": ["string", "null"]}, results=PETS),
            'NextURL(next=("next",), items=("results",))',
            id="nullable-url",
        ),
        pytest.param(
            {},
            an_object(_embedded=an_object(pets=PETS), _links=an_object(next=an_object(href=TEXT))),
            'NextURL(next=("_links", "next", "href"), items=("_embedded", "pets"))',
            id="hal",
        ),
        pytest.param(
            {"page[number]": INTEGER, "page[size]": INTEGER},
            an_object(data=PETS, meta=an_object(totalPages=INTEGER)),
            'PageNumber("page[number]", items=("data",), total_pages=("meta", "totalPages"), '
            'size="page[size]")',
            id="brackets",
        ),
        pytest.param(
            {"page": INTEGER, "size": INTEGER},
            an_object(index=INTEGER, max_size=INTEGER, total_pages=INTEGER, items=PETS),
            'PageNumber("page", items=("items",), total_pages=("total_pages",), size="size")',
            id="total-pages",
        ),
        pytest.param(
            {"page": {**INTEGER, "default": 0}, "per_page": INTEGER},
            PETS,
            'PageNumber("page", first=0, size="per_page")',
            id="from-zero-by-default",
        ),
        pytest.param(
            {"page": {**INTEGER, "minimum": 0}, "per_page": INTEGER},
            PETS,
            'PageNumber("page", first=0, size="per_page")',
            id="from-zero-by-minimum",
        ),
        pytest.param(
            {"page": {**INTEGER, "description": "Page of pets (starts at and defaults to 0)"}, "size": INTEGER},
            PETS,
            'PageNumber("page", first=0, size="size")',
            id="from-zero-by-words",
        ),
        pytest.param(
            {"page": {**INTEGER, "description": "The page to read (base 0)."}, "size": INTEGER},
            PETS,
            'PageNumber("page", first=0, size="size")',
            id="from-base-zero",
        ),
        pytest.param(
            {"page": {**INTEGER, "description": "Which page; the default is 1."}, "size": INTEGER},
            PETS,
            'PageNumber("page", size="size")',
            id="from-one-by-words",
        ),
        pytest.param(
            {"page": INTEGER, "per_page": INTEGER}, PETS, 'PageNumber("page", size="per_page")',
            id="plain-list",
        ),
        pytest.param(
            {"skip": INTEGER, "limit": INTEGER},
            an_object(items=PETS, totalCount=INTEGER),
            'Offset("skip", items=("items",), total=("totalCount",))',
            id="skip",
        ),
        pytest.param(
            {"startIndex": {**INTEGER, "minimum": 1}, "count": INTEGER},
            an_object(Resources=PETS, totalResults=INTEGER),
            'Offset("startIndex", items=("Resources",), total=("totalResults",), first=1)',
            id="from-one",
        ),
        pytest.param(
            {"cursor": TEXT, "offset": INTEGER, "limit": INTEGER},
            an_object(pets=PETS, total_entries=INTEGER, next_cursor=TEXT),
            '(Cursor("cursor", next=("next_cursor",), items=("pets",)), '
            'Offset("offset", items=("pets",), total=("total_entries",)))',
            id="two-modes",
        ),
        pytest.param(
            {"page": INTEGER, "limit": INTEGER},
            an_object(pets=PETS, tags=PETS, total=INTEGER),
            'PageNumber("page", items=("pets",), total=("total",), size="limit")',
            id="named-as-the-path",
        ),
        pytest.param(
            {"page": INTEGER, "limit": INTEGER},
            an_object(result=PETS, errors=PETS, messages=PETS),
            'PageNumber("page", items=("result",), size="limit")',
            id="lists-aside",
        ),
    ],
)  # fmt: skip
def test_pages_are_found(
    tmp_path: Path, query: dict[str, Schema], answer: Schema, expected: str
) -> None:
    assert ways(planned(document(query, answer), tmp_path)) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"headers": ["Link"]}, "LinkHeader()"),
        ({"headers": ["X-Next-Page"]}, 'Cursor("page", header="X-Next-Page")'),
        ({"headers": ["opc-next-page"]}, 'Cursor("page", header="opc-next-page")'),
        (
            {"headers": ["x-page-count"]},
            'PageNumber("page", total_pages_header="x-page-count", size="per_page")',
        ),
        (
            {"headers": ["X-WP-Total", "X-WP-TotalPages"]},
            'PageNumber("page", total_header="X-WP-Total", total_pages_header="X-WP-TotalPages", '
            'size="per_page")',
        ),
        (
            {"headers": ["X-Pagination-Total-Count"]},
            'PageNumber("page", total_header="X-Pagination-Total-Count", size="per_page")',
        ),
        ({"headers": ["X-Next-Retry"]}, 'PageNumber("page", size="per_page")'),
    ],
)
def test_headers_of_answers_lead_on(
    tmp_path: Path, settings: dict[str, Any], expected: str
) -> None:
    query = {"page": INTEGER, "per_page": INTEGER}
    assert ways(planned(document(query, PETS, **settings), tmp_path)) == expected


def test_headers_of_requests_take_cursors(tmp_path: Path) -> None:
    data = document({}, an_object(pets=PETS, nextToken=TEXT), header_parameters={"token": TEXT})
    assert ways(planned(data, tmp_path)) == (
        'Cursor("token", location="header", next=("nextToken",), items=("pets",))'
    )


@pytest.mark.parametrize(
    ("query", "answer", "settings", "reason"),
    [
        ({}, PETS, {}, ""),
        ({"tag": TEXT}, an_object(data=PETS, total=INTEGER), {}, ""),
        (
            {"limit": INTEGER},
            PETS,
            {},
            "it has `limit`, but nothing that asks for a further page",
        ),
        (
            {"cursor": TEXT, "limit": INTEGER},
            PETS,
            {},
            "it has `cursor`, `limit`, but its response does not tell how to go on",
        ),
        (
            {"after": {"type": "string", "format": "date-time"}},
            an_object(d=PETS, next=TEXT),
            {},
            "",
        ),
        ({"start": TEXT}, an_object(data=PETS, next=TEXT), {}, ""),
        ({"start": INTEGER}, an_object(data=PETS), {}, ""),
        ({"page": INTEGER, "limit": INTEGER}, an_object(name=TEXT), {}, ""),
        ({"page": INTEGER}, PETS, {}, "it has `page`, but its response does not tell how to go on"),
        (
            {"page": INTEGER, "limit": INTEGER},
            an_object(cats=PETS, dogs=PETS),
            {"path": "/animals"},
            "several lists may be the items: `cats`, `dogs`",
        ),
        (
            {"page": INTEGER, "limit": INTEGER},
            PETS,
            {"answers": {"206": {"description": "", "content": {"text/csv": {"schema": TEXT}}}}},
            "its response is not always of one type",
        ),
        ({"page": INTEGER, "limit": INTEGER}, TEXT, {"media_type": "text/plain"}, ""),
        ({"page": INTEGER, "limit": INTEGER}, PETS, {"method": "delete"}, ""),
        (
            {"cursor": TEXT},
            an_object(data=PETS, owner=an_object(next_cursor=TEXT)),
            {},
            "it has `cursor`, but its response does not tell how to go on",
        ),
    ],
)
def test_one_sign_alone_is_not_enough(
    tmp_path: Path,
    query: dict[str, Schema],
    answer: Schema,
    settings: dict[str, Any],
    reason: str,
) -> None:
    plan = planned(document(query, answer, **settings), tmp_path)
    assert ways(plan) == ""
    assert reveal(only_method(plan).pagination_reason) == reason


@pytest.mark.parametrize(
    ("path", "answer", "expected"),
    [
        (
            "/pets/search",
            an_object(data=PETS, next_cursor=TEXT),
            'Cursor("cursor", location="body", next=("next_cursor",), items=("data",))',
        ),
        ("/pets", an_object(data=PETS, next_cursor=TEXT), ""),
        (
            "/pets/query",
            an_object(data=PETS, total=INTEGER),
            'Offset("offset", location="body", items=("data",), total=("total",))',
        ),
        ("/pets/query", an_object(data=PETS), ""),
    ],
)
def test_posts_have_pages_where_they_only_search(
    tmp_path: Path, path: str, answer: Schema, expected: str
) -> None:
    body = an_object(cursor=TEXT, offset=INTEGER, limit=INTEGER)
    data = document({}, answer, method="post", path=path, body=body)
    data["paths"][path]["post"]["operationId"] = "postPets"
    assert ways(planned(data, tmp_path)) == expected


def test_a_member_of_a_body_may_hold_what_asks(tmp_path: Path) -> None:
    body = an_object(query=TEXT, page=an_object(cursor=TEXT, limit=INTEGER))
    answer = an_object(data=PETS, meta=an_object(page=an_object(after=TEXT)))
    data = document({}, answer, method="post", path="/pets/search", body=body)
    assert ways(planned(data, tmp_path)) == (
        'Cursor("page", location="body", within=("cursor",), next=("meta", "page", "after"), '
        'items=("data",))'
    )


def test_the_same_in_several_media_types_is_one_type(tmp_path: Path) -> None:
    data = document({"page": INTEGER, "limit": INTEGER}, PETS)
    contents = data["paths"]["/pets"]["get"]["responses"]["200"]["content"]
    contents["text/plain"] = contents["text/json"] = contents["application/json"]
    assert ways(planned(data, tmp_path)) == 'PageNumber("page", size="limit")'


def test_xml_has_pages_too(tmp_path: Path) -> None:
    answer = an_object(pets=PETS, NextMarker=TEXT)
    data = document({"marker": TEXT}, answer, media_type="application/xml")
    assert ways(planned(data, tmp_path)) == (
        'Cursor("marker", next=("NextMarker",), items=("pets",))'
    )


def test_circles_of_types_end(tmp_path: Path) -> None:
    data = document({"page": INTEGER, "limit": INTEGER}, {"$ref": "#/components/schemas/Node"})
    node = {"$ref": "#/components/schemas/Node"}
    one, other = ({"$ref": f"#/components/schemas/{name}"} for name in ("One", "Other"))
    data["components"] = {
        "schemas": {
            "Node": an_object(left=node, right=one, next_page=other),
            "One": {"oneOf": [node, other, TEXT]},
            "Other": {"oneOf": [one, INTEGER]},
        }
    }
    assert ways(planned(data, tmp_path)) == ""


def test_unions_with_discriminators_may_be_answers(tmp_path: Path) -> None:
    data = document({"page": INTEGER, "limit": INTEGER}, {})
    union: Schema = {
        "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
        "discriminator": {"propertyName": "kind", "mapping": {"a": "A", "b": "B"}},
    }
    content = data["paths"]["/pets"]["get"]["responses"]["200"]["content"]
    content["application/json"] = {"schema": union}
    kinds = {"A": "a", "B": "b"}
    data["components"] = {
        "schemas": {
            name: an_object(data=PETS, kind={"type": "string", "const": kind})
            for name, kind in kinds.items()
        }
    }
    assert ways(planned(data, tmp_path)) == 'PageNumber("page", items=("data",), size="limit")'


def test_the_reason_tells_how_one_page_leads_to_the_next(tmp_path: Path) -> None:
    answer = an_object(data=PETS, last_id=TEXT, has_more=FLAG)
    plan = planned(document({"after": TEXT}, answer), tmp_path)
    assert reveal(only_method(plan).pagination_reason) == (
        "`after` takes `last_id` of the page before; `has_more` tells the end"
    )
