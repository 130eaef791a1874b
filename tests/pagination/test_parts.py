"""Pages that a member of a parameter asks for."""

from __future__ import annotations

from .conftest import Shop, pets


def test_a_member_of_an_object_is_sent_beside_the_others(shop: Shop) -> None:
    shop.answers(
        {"content": pets("a"), "number": 0, "totalPages": 2},
        {"content": pets("b"), "number": 1, "totalPages": 2},
    )
    given = shop.package.models.Pageable(size=1, sort=["name", "id"])
    assert shop.names(shop.client.pets.by_pageable(pageable=given)) == ["a", "b"]
    assert shop.targets == [
        "/v1/pageable?size=1&sort=name&sort=id",
        "/v1/pageable?page=1&size=1&sort=name&sort=id",
    ]
    assert given.page is None


def test_an_object_that_is_not_given_is_made(shop: Shop) -> None:
    shop.answers(
        {"content": pets("a"), "number": 0, "totalPages": 2}, {"content": [], "totalPages": 1}
    )
    assert shop.names(shop.client.pets.by_pageable()) == ["a"]
    assert shop.targets == ["/v1/pageable", "/v1/pageable?page=1"]


def test_a_walk_may_begin_in_the_middle(shop: Shop) -> None:
    shop.answers(
        {"content": pets("c"), "number": 2, "totalPages": 4},
        {"content": pets("d"), "number": 3, "totalPages": 4},
        {"content": [], "totalPages": 4},
    )
    given = shop.package.models.Pageable(page=2)
    assert shop.names(shop.client.pets.by_pageable(pageable=given)) == ["c", "d"]
    assert shop.targets[:2] == ["/v1/pageable?page=2", "/v1/pageable?page=3"]


def test_a_deep_object_takes_cursors(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "cursors": {"after": "2"}}, {"data": pets("b")})
    assert shop.names(shop.client.pets.by_deep_object()) == ["a", "b"]
    assert dict(shop.requests[1].url.params) == {"page[after]": "2"}


def test_a_deep_object_leads_backwards(shop: Shop) -> None:
    shop.answers({"data": pets("b", "c"), "cursors": {"before": "1"}}, {"data": pets("a")})
    given = shop.package.models.PetsByDeepObjectPage(before="9", size=2)
    assert shop.names(shop.client.pets.by_deep_object(page=given)) == ["c", "b", "a"]
    query = [dict(request.url.params) for request in shop.requests]
    assert query == [
        {"page[before]": "9", "page[size]": "2"},
        {"page[before]": "1", "page[size]": "2"},
    ]


def test_a_member_of_a_body_takes_cursors(shop: Shop) -> None:
    shop.answers(
        {"data": pets("a"), "meta": {"page": {"after": "2"}}},
        {"data": pets("b"), "meta": {"page": {}}},
    )
    assert shop.names(shop.client.pets.search_logs(query="q")) == ["a", "b"]
    assert shop.bodies == [{"query": "q"}, {"query": "q", "page": {"cursor": "2"}}]
