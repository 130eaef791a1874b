"""Walks that begin somewhere, and those that go backwards."""

from __future__ import annotations

import pytest

from .conftest import Shop, pets

IDS = [f"6f9619ff-8b86-4d01-b42d-00cf4fc964f{digit}" for digit in "abcdef"]


def test_last_items_lead_on_from_a_given_one(shop: Shop) -> None:
    shop.answers({"data": [{"id": IDS[1]}], "has_more": False})
    found = shop.items(shop.client.pets.by_last_item(starting_after=IDS[0]))
    assert [str(ticket.id) for ticket in found] == [IDS[1]]
    assert shop.targets == [f"/v1/last?starting_after={IDS[0]}"]


def test_first_items_lead_backwards(shop: Shop) -> None:
    shop.answers(
        {"data": [{"id": IDS[3]}, {"id": IDS[4]}], "has_more": True},
        {"data": [{"id": IDS[1]}, {"id": IDS[2]}], "has_more": False},
    )
    found = shop.items(shop.client.pets.by_last_item(ending_before=IDS[5]))
    assert [str(ticket.id) for ticket in found] == [IDS[4], IDS[3], IDS[2], IDS[1]]
    assert shop.targets == [
        f"/v1/last?ending_before={IDS[5]}",
        f"/v1/last?ending_before={IDS[3]}",
    ]


def test_pages_backwards_are_what_the_api_answers(shop: Shop) -> None:
    shop.answers({"data": [{"id": IDS[3]}, {"id": IDS[4]}], "has_more": False})
    (page,) = shop.pages(shop.client.pets.by_last_item(ending_before=IDS[5]))
    assert [str(ticket.id) for ticket in page.data] == [IDS[3], IDS[4]]


def test_who_gives_both_ends_walks_on(shop: Shop) -> None:
    shop.answers(
        {"data": [{"id": IDS[1]}, {"id": IDS[2]}], "has_more": True},
        {"data": [{"id": IDS[3]}], "has_more": False},
    )
    pages = shop.client.pets.by_last_item(starting_after=IDS[0], ending_before=IDS[4])
    assert [str(ticket.id) for ticket in shop.items(pages)] == IDS[1:4]
    assert shop.targets[1] == f"/v1/last?starting_after={IDS[2]}&ending_before={IDS[4]}"


def test_cursors_lead_backwards(shop: Shop) -> None:
    shop.answers(
        {
            "items": pets("c", "d"),
            "pageInfo": {"startCursor": "3", "hasPreviousPage": True, "hasNextPage": True},
        },
        {
            "items": pets("a", "b"),
            "pageInfo": {"startCursor": "1", "hasPreviousPage": False, "hasNextPage": True},
        },
    )
    assert shop.names(shop.client.pets.by_end_cursor(before="5")) == ["d", "c", "b", "a"]
    assert shop.targets == ["/v1/end?before=5", "/v1/end?before=3"]


def test_without_a_cursor_backwards_the_pages_end(shop: Shop) -> None:
    shop.answers({"items": pets("a"), "pageInfo": {"endCursor": "9", "hasNextPage": True}})
    assert shop.names(shop.client.pets.by_end_cursor(before="5")) == ["a"]
    assert len(shop.requests) == 1


def test_backwards_too_a_circle_is_an_error(shop: Shop) -> None:
    shop.answers({"data": [{"id": IDS[3]}], "has_more": True})
    with pytest.raises(shop.package.errors.PaginationError, match="lead back"):
        shop.items(shop.client.pets.by_last_item(ending_before=IDS[5]))
    assert len(shop.requests) == 2
