"""Where pages end: what answers say of it, and when that is not to be believed."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from .conftest import Shop, pets


def headed(body: Any, **headers: str) -> httpx2.Response:
    """An answer with headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(200, json=body, headers=named)


def test_a_header_may_say_how_many_pages_there_are(shop: Shop) -> None:
    shop.answers(
        headed({"pets": pets("a")}, X_Total_Pages="2"),
        headed({"pets": pets("b")}, X_Total_Pages="2"),
    )
    assert shop.names(shop.client.pets.by_told_number()) == ["a", "b"]
    assert len(shop.requests) == 2


def test_a_flag_may_say_that_a_page_is_the_last(shop: Shop) -> None:
    shop.answers({"pets": pets("a"), "is_last": False}, {"pets": pets("b"), "is_last": True})
    assert shop.names(shop.client.pets.by_told_number()) == ["a", "b"]
    assert len(shop.requests) == 2


def test_a_flag_that_is_never_set_ends_nothing_and_begins_nothing(shop: Shop) -> None:
    shop.answers({"pets": pets("a"), "is_last": False}, {"pets": [], "is_last": False})
    assert shop.names(shop.client.pets.by_told_number()) == ["a"]
    assert len(shop.requests) == 2


@pytest.mark.parametrize(
    ("told", "targets"),
    [
        (0, ["/v1/told", "/v1/told?page=1"]),
        (1, ["/v1/told", "/v1/told?page=2"]),
        (7, ["/v1/told", "/v1/told?page=2"]),
        (None, ["/v1/told", "/v1/told?page=2"]),
    ],
)
def test_the_first_answer_says_what_the_first_page_is_called(
    shop: Shop, told: int | None, targets: list[str]
) -> None:
    shop.answers(
        headed({"pets": pets("a"), "page": told}, X_Total_Pages="2"),
        headed({"pets": pets("b"), "page": 1}, X_Total_Pages="2"),
    )
    assert shop.names(shop.client.pets.by_told_number()) == ["a", "b"]
    assert shop.targets == targets


def test_what_was_asked_for_counts_more_than_what_is_told(shop: Shop) -> None:
    shop.answers({"pets": pets("a"), "page": 0}, {"pets": [], "page": 0})
    assert shop.names(shop.client.pets.by_told_number(page=3)) == ["a"]
    assert shop.targets == ["/v1/told?page=3", "/v1/told?page=4"]


@pytest.mark.parametrize("total", [0, -1, 1])
def test_a_total_below_what_one_page_has_is_not_believed(shop: Shop, total: int) -> None:
    shop.answers(
        {"results": pets("a", "b"), "meta": {"total": total}},
        {"results": pets("c", "d"), "meta": {"total": total}},
        {"results": [], "meta": {"total": total}},
    )
    assert shop.names(shop.client.pets.by_offset()) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("pages", [0, -1])
def test_no_pages_are_not_believed_where_there_is_one(shop: Shop, pages: int) -> None:
    shop.answers({"pets": pets("a"), "pageCount": pages}, {"pets": [], "pageCount": pages})
    assert shop.names(shop.client.pets.by_number()) == ["a"]
    assert len(shop.requests) == 2


def test_a_total_may_shrink_on_the_way(shop: Shop) -> None:
    shop.answers(
        {"results": pets("a", "b"), "meta": {"total": 4}},
        {"results": pets("c"), "meta": {"total": 3}},
    )
    assert shop.names(shop.client.pets.by_offset()) == ["a", "b", "c"]
    assert len(shop.requests) == 2


def test_a_total_may_grow_on_the_way(shop: Shop) -> None:
    shop.answers(
        {"results": pets("a", "b"), "meta": {"total": 3}},
        {"results": pets("c", "d"), "meta": {"total": 5}},
        {"results": pets("e"), "meta": {"total": 5}},
    )
    assert shop.names(shop.client.pets.by_offset()) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("total", [2.0, "2"])
def test_totals_of_another_type_are_understood(shop: Shop, total: object) -> None:
    shop.answers({"results": pets("a", "b"), "meta": {"total": total}})
    assert shop.names(shop.client.pets.by_offset()) == ["a", "b"]
    assert len(shop.requests) == 1


def test_an_empty_page_among_several_is_no_end_where_their_number_is_known(shop: Shop) -> None:
    shop.answers(
        {"pets": [], "pageCount": 3},
        {"pets": pets("a"), "pageCount": 3},
        {"pets": pets("b"), "pageCount": 3},
    )
    assert shop.names(shop.client.pets.by_number()) == ["a", "b"]
    assert len(shop.requests) == 3


def test_a_flag_ends_what_a_link_would_go_on_with(shop: Shop) -> None:
    shop.answers(
        {"results": pets("a"), "links": {"next": "?cursor=2"}, "has_more": True},
        {"results": pets("b"), "links": {"next": "?cursor=2"}, "has_more": False},
    )
    assert shop.names(shop.client.pets.export()) == ["a", "b"]
    assert shop.targets == ["/v1/export", "/v1/export?cursor=2"]


@pytest.mark.parametrize("link", ["", None])
def test_more_without_a_link_is_an_error(shop: Shop, link: str | None) -> None:
    shop.answers({"results": pets("a"), "links": {"next": link}, "has_more": True})
    with pytest.raises(shop.package.errors.PaginationError, match="no reference to it"):
        shop.items(shop.client.pets.export())


def test_null_among_the_items_is_an_item(shop: Shop) -> None:
    shop.answers([1, None, 3], [])
    assert shop.items(shop.client.pets.by_rows()) == [1, None, 3]
    assert shop.targets[1] == "/v1/rows?skip=3"


def test_an_answer_without_content_has_no_items(shop: Shop) -> None:
    shop.answers(httpx2.Response(204))
    assert shop.items(shop.client.pages.list()) == []
