"""What is carried from page to page, and what happens when a page does not come."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from .conftest import Shop, pets

PAGE = {"data": pets("a", "b"), "next_page_token": "2"}
GONE = httpx2.Response(503, json={"message": "later"})


def steps(shop: Shop, iterator: Any, count: int) -> list[Any]:
    """What an iterator gives when it is asked so often: items, errors, and `end`."""
    taken: list[Any] = []

    async def ask() -> None:
        try:
            taken.append(await anext(iterator))
        except StopAsyncIteration:
            taken.append("end")
        except shop.package.errors.APIError as error:
            taken.append(type(error).__name__)

    async def ask_all() -> None:
        for _ in range(count):
            await ask()

    if shop.is_async:
        asyncio.run(ask_all())
        return taken
    for _ in range(count):
        try:
            taken.append(next(iterator))
        except StopIteration:
            taken.append("end")
        except shop.package.errors.APIError as error:
            taken.append(type(error).__name__)
    return taken


def iterator_of(shop: Shop, pages: Any) -> Any:
    return aiter(pages) if shop.is_async else iter(pages)


def test_a_page_that_did_not_come_is_asked_for_again(shop: Shop) -> None:
    shop.answers(PAGE, GONE, {"data": pets("c")})
    options = shop.package.RequestOptions(retries=0)
    iterator = iterator_of(shop, shop.client.pets.by_cursor(options=options))
    taken = steps(shop, iterator, 6)
    names = [getattr(each, "name", each) for each in taken]
    assert names == ["a", "b", "InternalServerError", "c", "end", "end"]
    assert shop.targets == ["/v1/cursor", *["/v1/cursor?page_token=2"] * 2]


def test_a_page_as_a_whole_is_asked_for_again(shop: Shop) -> None:
    shop.answers(PAGE, GONE, {"data": pets("c")})
    options = shop.package.RequestOptions(retries=0)
    taken = steps(shop, shop.client.pets.by_cursor(options=options).pages(), 4)
    assert taken[1] == "InternalServerError"
    assert taken[2].data[0].name == "c"
    assert taken[3] == "end"


def test_what_cannot_be_used_stays_an_error(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": ["x"]})
    taken = steps(shop, iterator_of(shop, shop.client.pets.by_cursor()), 3)
    assert taken[1:] == ["PaginationError", "PaginationError"]
    assert len(shop.requests) == 1


def test_retries_and_timeouts_hold_for_every_page(shop: Shop) -> None:
    shop.answers(PAGE, GONE, {"data": pets("c")})
    options = shop.package.RequestOptions(retries=0, timeout=7)
    with pytest.raises(shop.package.errors.InternalServerError) as caught:
        shop.names(shop.client.pets.by_cursor(options=options))
    assert caught.value.attempts == 1
    assert [request.extensions["timeout"]["read"] for request in shop.requests] == [7, 7]


def test_a_body_is_carried_to_every_page(shop: Shop) -> None:
    shop.answers(
        {"result": {"points": pets("a"), "next_page_offset": 5}},
        {"result": {"points": pets("b")}},
    )
    options = shop.package.RequestOptions(body={"trace": True})
    shop.names(shop.client.pets.search(query="q", options=options))
    assert shop.bodies == [
        {"query": "q", "trace": True},
        {"query": "q", "offset": 5, "trace": True},
    ]


@pytest.mark.parametrize("given", [{}, {"idempotency_key": "k1"}])
def test_every_page_has_an_idempotency_key_of_its_own(shop: Shop, given: dict[str, str]) -> None:
    shop.answers(
        {"result": {"points": pets("a"), "next_page_offset": 5}},
        {"result": {"points": pets("b"), "next_page_offset": 6}},
        {"result": {"points": pets("c")}},
    )
    shop.names(shop.client.pets.search(options=shop.package.RequestOptions(**given)))
    keys = [request.headers["Idempotency-Key"] for request in shop.requests]
    assert len(set(keys)) == 3
    assert not given or keys[0] == "k1"


def test_a_key_that_is_given_as_an_argument_is_for_the_first_page(shop: Shop) -> None:
    shop.answers(
        {"result": {"points": pets("a"), "next_page_offset": 5}},
        {"result": {"points": pets("b")}},
    )
    shop.names(shop.client.pets.search(idempotency_key="k1"))
    first, second = (request.headers["Idempotency-Key"] for request in shop.requests)
    assert first == "k1"
    assert second != first


def test_queries_of_options_are_carried_where_a_link_has_them_not(shop: Shop) -> None:
    link = "https://shop.test/v1/next?p=2&lang%75age=fr"
    shop.answers({"results": pets("a"), "links": {"next": link}}, {"results": pets("b")})
    options = shop.package.RequestOptions(query={"language": "de", "debug": 1})
    client = shop.client.with_options(query={"api-version": "3"})
    shop.names(client.pets.by_url(tag="x", options=options))
    assert shop.targets == [
        "/v1/next?api-version=3&tag=x&language=de&debug=1",
        "/v1/next?p=2&lang%75age=fr&api-version=3&debug=1",
    ]


def test_what_is_no_url_goes_into_the_parameter(shop: Shop) -> None:
    shop.answers(
        {"results": pets("a"), "links": {"next": "/+b64=="}},
        {"results": pets("b"), "links": {"next": "/v1/export?cursor=3"}},
        {"results": pets("c"), "links": {"next": "https://shop.test/v1/export?page=4"}},
        {"results": pets("d"), "links": {"next": ""}},
    )
    assert shop.names(shop.client.pets.export()) == ["a", "b", "c", "d"]
    assert shop.targets == [
        "/v1/export",
        "/v1/export?cursor=%2F%2Bb64%3D%3D",
        "/v1/export?cursor=3",
        "/v1/export?page=4",
    ]


@pytest.mark.parametrize("link", ["/next?p=2", "https://shop.test/next?p=2"])
def test_links_that_lack_the_beginning_of_the_path_get_it(shop: Shop, link: str) -> None:
    shop.answers({"results": pets("a"), "links": {"next": link}}, {"results": pets("b")})
    assert shop.names(shop.client.pets.by_url()) == ["a", "b"]
    assert shop.targets == ["/v1/next", "/v1/next?p=2"]


def test_links_to_other_paths_are_followed_as_they_are(shop: Shop) -> None:
    shop.answers({"results": pets("a"), "links": {"next": "/v2/after?p=2"}}, {"results": []})
    assert shop.names(shop.client.pets.by_url()) == ["a"]
    assert shop.targets == ["/v1/next", "/v2/after?p=2"]
