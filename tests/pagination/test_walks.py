"""Iteration over all pages, each way."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from .conftest import Shop, pets

SHELF = "/v1/linked/a"


def test_nothing_is_sent_before_one_iterates(shop: Shop) -> None:
    shop.answers({"data": []})
    pages = shop.client.pets.by_cursor()
    assert shop.requests == []
    assert repr(pages) == f"<{type(pages).__name__} GET /cursor>"


def test_a_cursor_leads_from_page_to_page(shop: Shop) -> None:
    shop.answers(
        {"data": pets("a", "b"), "next_page_token": "2 &"},
        {"data": [], "next_page_token": "3"},
        {"data": pets("c")},
    )
    assert shop.names(shop.client.pets.by_cursor(limit=2, tag="x")) == ["a", "b", "c"]
    assert shop.targets == [
        "/v1/cursor?limit=2&tag=x",
        "/v1/cursor?page_token=2%20%26&limit=2&tag=x",
        "/v1/cursor?page_token=3&limit=2&tag=x",
    ]


@pytest.mark.parametrize("end", [None, "", False, 0, -1])
def test_an_empty_cursor_ends(shop: Shop, end: object) -> None:
    shop.answers({"data": pets("a"), "next_page_token": end})
    assert shop.names(shop.client.pets.by_cursor()) == ["a"]


def test_iteration_may_start_at_a_given_cursor(shop: Shop) -> None:
    shop.answers({"data": pets("b"), "next_page_token": "3"}, {"data": pets("c")})
    assert shop.names(shop.client.pets.by_cursor(page_token="2")) == ["b", "c"]
    assert shop.targets == ["/v1/cursor?page_token=2", "/v1/cursor?page_token=3"]


def test_a_url_in_place_of_a_cursor_is_followed(shop: Shop) -> None:
    link = "https://shop.test/v1/cursor?page_token=2&x=1"
    shop.answers({"data": pets("a"), "next_page_token": link}, {"data": pets("b")})
    assert shop.names(shop.client.pets.by_cursor()) == ["a", "b"]
    assert shop.targets == ["/v1/cursor", "/v1/cursor?page_token=2&x=1"]


def test_a_cursor_that_stays_where_it_is_ends(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2"}, {"data": [], "next_page_token": "2"})
    assert shop.names(shop.client.pets.by_cursor()) == ["a"]
    assert len(shop.requests) == 2


def test_every_iteration_begins_at_the_first_page(shop: Shop) -> None:
    page = {"data": pets("a"), "next_page_token": "2"}
    shop.answers(page, {"data": pets("b")}, page, {"data": pets("b")})
    pages = shop.client.pets.by_cursor()
    assert shop.names(pages) == ["a", "b"]
    assert shop.names(pages) == ["a", "b"]
    assert len(shop.requests) == 4


def test_pages_are_what_the_api_answers(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2", "total": 2}, {"data": pets("b")})
    first, second = shop.pages(shop.client.pets.by_cursor())
    assert isinstance(first, shop.package.models.CursorPage)
    assert (first.total, second.total) == (2, None)
    assert second.data == [shop.package.models.Pet(name="b")]


def test_what_users_do_to_a_page_does_not_matter(shop: Shop) -> None:
    shop.answers({"results": pets("a", "b")}, {"results": pets("c")}, {"results": []})
    pages = shop.client.pets.by_offset().pages()
    if shop.is_async:
        assert len(shop.items(_emptied(pages))) == 3
    else:
        for page in pages:
            page.results.clear()
    assert shop.targets == ["/v1/offset", "/v1/offset?offset=2", "/v1/offset?offset=3"]


async def _emptied(pages: Any) -> Any:
    async for page in pages:
        page.results.clear()
        yield page


def test_the_first_page_alone(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2", "total": 7})
    assert shop.first_page(shop.client.pets.by_cursor()).total == 7
    assert len(shop.requests) == 1


def test_options_hold_for_every_page(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2"}, {"data": pets("b")})
    options = shop.package.RequestOptions(headers={"X-Trace": "t"}, query={"debug": 1})
    shop.names(shop.client.pets.by_cursor(x_tenant="acme", options=options))
    assert [request.headers["X-Trace"] for request in shop.requests] == ["t", "t"]
    assert [request.headers["X-Tenant"] for request in shop.requests] == ["acme", "acme"]
    assert [request.url.params["debug"] for request in shop.requests] == ["1", "1"]


def test_every_page_is_captured(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2"}, {"data": pets("b")})
    with shop.client.capture() as responses:
        shop.names(shop.client.pets.by_cursor())
    assert [response.status_code for response in responses] == [200, 200]


@pytest.mark.parametrize(("most", "names"), [(1, ["a"]), (2, ["a", "b"]), (3, ["a", "b", "c"])])
def test_max_pages_ends_an_iteration(shop: Shop, most: int, names: list[str]) -> None:
    shop.answers(
        {"data": pets("a"), "next_page_token": "2"},
        {"data": pets("b"), "next_page_token": "3"},
        {"data": pets("c")},
    )
    options = shop.package.RequestOptions(max_pages=most)
    assert shop.names(shop.client.pets.by_cursor(options=options)) == names
    assert len(shop.requests) == most


def test_a_flag_ends_what_a_cursor_would_go_on_with(shop: Shop) -> None:
    shop.answers(
        {"items": pets("a"), "pageInfo": {"endCursor": "1", "hasNextPage": True}},
        {"items": pets("b"), "pageInfo": {"endCursor": "2", "hasNextPage": False}},
    )
    assert shop.names(shop.client.pets.by_end_cursor()) == ["a", "b"]
    assert shop.targets[1:] == ["/v1/end?after=1"]


def test_where_no_cursor_comes_items_are_counted(shop: Shop) -> None:
    shop.answers(
        {"pets": pets("a", "b"), "total_entries": 3, "next_cursor": None},
        {"pets": pets("c"), "total_entries": 3, "next_cursor": None},
    )
    assert shop.names(shop.client.pets.in_two_modes()) == ["a", "b", "c"]
    assert shop.targets == ["/v1/modes", "/v1/modes?offset=2"]


def test_where_a_cursor_has_come_items_are_not_counted(shop: Shop) -> None:
    shop.answers(
        {"pets": pets("a", "b"), "total_entries": 9, "next_cursor": "x"},
        {"pets": pets("c"), "total_entries": 9, "next_cursor": None},
    )
    assert shop.names(shop.client.pets.in_two_modes()) == ["a", "b", "c"]
    assert shop.targets == ["/v1/modes", "/v1/modes?cursor=x"]


def test_the_last_item_leads_on_as_it_was_written(shop: Shop) -> None:
    ids = [f"6F9619FF-8B86-4D01-B42D-00CF4FC964F{digit}" for digit in "ABC"]
    shop.answers(
        {"data": [{"id": ids[0]}, {"id": ids[1]}], "has_more": True},
        {"data": [{"id": ids[2]}], "has_more": False},
    )
    found = shop.items(shop.client.pets.by_last_item())
    assert [str(ticket.id).upper() for ticket in found] == ids
    assert shop.targets == ["/v1/last", f"/v1/last?starting_after={ids[1]}"]


def test_offsets_count_items_up_to_the_total(shop: Shop) -> None:
    shop.answers(
        {"results": pets("c", "d"), "meta": {"total": 5}},
        {"results": pets("e"), "meta": {"total": 5}},
    )
    assert shop.names(shop.client.pets.by_offset(offset=2, limit=2)) == ["c", "d", "e"]
    assert shop.targets == ["/v1/offset?offset=2&limit=2", "/v1/offset?offset=4&limit=2"]


def test_without_a_total_an_empty_page_ends(shop: Shop) -> None:
    shop.answers([0, 0], [0, 0], [0], [])
    assert shop.items(shop.client.pets.by_rows(limit=2)) == [0, 0, 0, 0, 0]
    assert shop.targets[-1] == "/v1/rows?skip=5&limit=2"


def test_pages_are_counted_up_to_their_number(shop: Shop) -> None:
    shop.answers({"pets": pets("a"), "pageCount": 2}, {"pets": pets("b"), "pageCount": 2})
    assert shop.names(shop.client.pets.by_number()) == ["a", "b"]
    assert shop.targets == ["/v1/numbers", "/v1/numbers?page=2"]


def test_pages_are_counted_until_all_items_came(shop: Shop) -> None:
    shop.answers({"pets": pets("a", "b"), "total": 3}, {"pets": pets("c"), "total": 3})
    assert shop.names(shop.client.pets.by_number()) == ["a", "b", "c"]


def test_a_walk_from_the_middle_knows_what_came_before_it(shop: Shop) -> None:
    shop.answers({"pets": pets("c", "d"), "total": 5}, {"pets": pets("e"), "total": 5})
    assert shop.names(shop.client.pets.by_number(page=2, per_page=2)) == ["c", "d", "e"]
    assert len(shop.requests) == 2


def test_a_walk_from_the_middle_ends_at_an_empty_page(shop: Shop) -> None:
    shop.answers({"pets": pets("c", "d"), "total": 4}, {"pets": [], "total": 4})
    assert shop.names(shop.client.pets.by_number(page=2)) == ["c", "d"]


def test_a_link_header_may_end_what_is_counted(shop: Shop) -> None:
    links = '</v1/zero?page=0>; rel="prev", </v1/zero?page=0>; rel="first"'
    shop.answers(pets("a"), httpx2.Response(200, json=pets("b"), headers={"Link": links}))
    assert shop.names(shop.client.pets.from_zero()) == ["a", "b"]
    assert len(shop.requests) == 2


def test_pages_may_count_from_zero(shop: Shop) -> None:
    shop.answers(pets("a"), pets("b"), [])
    assert shop.names(shop.client.pets.from_zero(size=1)) == ["a", "b"]
    assert shop.targets == [
        "/v1/zero?size=1",
        "/v1/zero?page=1&size=1",
        "/v1/zero?page=2&size=1",
    ]


@pytest.mark.parametrize(
    "link",
    [
        f"<https://shop.test{SHELF}?page=2>; rel=next",
        f'<https://shop.test{SHELF}?page=1>; rel="prev", <?page=2>; rel="NEXT last"; title="a, \\"b"',
        f"<http://shop.test{SHELF}?page=2>;rel=next",
        f"<{SHELF}?page=2>; title=x; rel = next",
        f'<https://other.test/>; rel=next; anchor="#x", <{SHELF}?page=2>; rel=next',
    ],
)
def test_links_lead_on(shop: Shop, link: str) -> None:
    shop.answers(httpx2.Response(200, json=pets("a"), headers={"Link": link}), pets("b"))
    found = shop.names(shop.client.pets.by_link("a", per_page=1, x_tenant="acme"))
    assert found == ["a", "b"]
    assert shop.targets == [f"{SHELF}?per_page=1", f"{SHELF}?page=2"]
    assert str(shop.requests[1].url).startswith("https://shop.test")
    assert shop.requests[1].headers["X-Tenant"] == "acme"


@pytest.mark.parametrize("link", ["", "<", "<>", "x", '<?page=2>; rel="prev', "<?page=2>"])
def test_headers_without_a_next_link_end(shop: Shop, link: str) -> None:
    shop.answers(httpx2.Response(200, json=pets("a"), headers={"Link": link}))
    assert shop.names(shop.client.pets.by_link("a")) == ["a"]


@pytest.mark.parametrize(
    "link",
    [
        "https://shop.test/v1/next?p=2#x",
        "http://SHOP.test:80/v1/next?p=2",
        "?p=2",
        {"href": "?p=2"},
    ],
)
def test_urls_in_the_body_lead_on(shop: Shop, link: object) -> None:
    shop.answers({"results": pets("a"), "links": {"next": link}}, {"results": pets("b")})
    assert shop.names(shop.client.pets.by_url(tag="x")) == ["a", "b"]
    assert shop.targets == ["/v1/next?tag=x", "/v1/next?p=2"]


@pytest.mark.parametrize("offset", [7, "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"])
def test_a_body_takes_the_cursor_too(shop: Shop, offset: object) -> None:
    shop.answers(
        {"result": {"points": pets("a"), "next_page_offset": offset}},
        {"result": {"points": pets("b"), "next_page_offset": None}},
    )
    assert shop.names(shop.client.pets.search(query="q")) == ["a", "b"]
    assert shop.bodies == [{"query": "q"}, {"query": "q", "offset": offset}]


def test_headers_take_and_give_cursors(shop: Shop) -> None:
    header = {"X-MS-Continuation": "t2"}
    shop.answers(httpx2.Response(200, json=pets("a"), headers=header), pets("b"))
    assert shop.names(shop.client.pets.by_header()) == ["a", "b"]
    assert shop.requests[1].headers["x-ms-continuation"] == "t2"


def test_a_walk_can_be_left_early(shop: Shop) -> None:
    shop.answers({"data": pets("a", "b"), "next_page_token": "2"})
    pages = shop.client.pets.by_cursor()
    if shop.is_async:

        async def first(pages: Any) -> Any:
            async for item in pages:
                yield item
                return

        assert [item.name for item in shop.items(first(pages))] == ["a"]
    else:
        assert next(iter(pages)).name == "a"
    assert len(shop.requests) == 1


def test_an_error_on_a_later_page_is_the_error_of_that_call(shop: Shop) -> None:
    shop.answers(
        {"data": pets("a"), "next_page_token": "2"}, httpx2.Response(404, json={"message": "gone"})
    )
    with pytest.raises(shop.package.errors.NotFoundError) as caught:
        shop.names(shop.client.pets.by_cursor())
    assert caught.value.body == {"message": "gone"}
    assert parse_qs(urlsplit(shop.targets[1]).query) == {"page_token": ["2"]}
