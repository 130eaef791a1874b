"""Lists without totals: what comes after the last page, and what is an error all the same."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from .conftest import Shop, pets


def numbered(shop: Shop, *names: str, status: int = 404, **told: Any) -> None:
    """Answer pages of the size that is requested, and an error after the last one."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        query = request.url.params
        page, size = int(query.get("page", 1)), int(query.get("per_page", 2))
        some = names[(page - 1) * size : page * size]
        if not some:
            return httpx2.Response(status, json={"detail": "Invalid page."})
        return httpx2.Response(200, json={"pets": pets(*some), **told})

    shop.handler = answer


@pytest.mark.parametrize("status", [404, 416])
@pytest.mark.parametrize("names", ["abcd", "abc", "a"])
def test_a_page_after_the_last_one_may_be_an_error(shop: Shop, status: int, names: str) -> None:
    numbered(shop, *names, status=status)
    assert shop.names(shop.client.pets.by_number()) == list(names)
    assert len(shop.pages(shop.client.pets.by_number())) == (len(names) + 1) // 2


@pytest.mark.parametrize(
    ("size", "requests"),
    [(2, 3), (5, 2), (100, 2)],
    ids=["a short page after full ones", "full pages only", "servers lower sizes"],
)
def test_a_page_shorter_than_requested_is_the_last_where_another_was_full(
    shop: Shop, size: int, requests: int
) -> None:
    numbered(shop, *"abcde")
    assert shop.names(shop.client.pets.by_number(per_page=size)) == list("abcde")
    assert len(shop.requests) == requests


def test_a_size_that_the_server_lowers_ends_nothing(shop: Shop) -> None:
    shop.answers({"pets": pets("a", "b")}, {"pets": pets("c", "d")}, {"pets": pets("e")}, {})
    assert shop.names(shop.client.pets.by_number(per_page=1000)) == list("abcde")
    assert len(shop.requests) == 4


def test_a_short_page_in_the_middle_ends_nothing_where_more_is_told(shop: Shop) -> None:
    shop.answers(
        {"pets": pets("a", "b"), "total": 5},
        {"pets": pets("c"), "total": 5},
        {"pets": pets("d", "e"), "total": 5},
    )
    assert shop.names(shop.client.pets.by_number(per_page=2)) == list("abcde")


@pytest.mark.parametrize("status", [400, 422])
def test_a_refusal_is_the_end_only_after_a_short_page(shop: Shop, status: int) -> None:
    numbered(shop, *"abc", status=status)
    assert shop.names(shop.client.pets.by_number(per_page=100)) == list("abc")
    assert shop.names(shop.client.pets.by_number()) == list("abc")
    numbered(shop, *"abcd", status=status)
    with pytest.raises(shop.package.APIStatusError):
        shop.items(shop.client.pets.by_number())


@pytest.mark.parametrize("status", [401, 403, 409, 410, 429, 500])
def test_other_errors_are_errors(shop: Shop, status: int) -> None:
    numbered(shop, *"abc", status=status)
    with pytest.raises(shop.package.APIStatusError) as caught:
        shop.items(shop.client.with_options(retries=0).pets.by_number())
    assert caught.value.status_code == status


@pytest.mark.parametrize("page", [None, 7])
def test_the_first_page_must_be_there(shop: Shop, page: int | None) -> None:
    numbered(shop)
    with pytest.raises(shop.package.NotFoundError):
        shop.items(shop.client.pets.by_number(page=page))
    assert len(shop.requests) == 1


@pytest.mark.parametrize("told", [{"total": 9}, {"pageCount": 9}], ids=["items", "pages"])
def test_a_page_that_is_announced_must_be_there(shop: Shop, told: dict[str, int]) -> None:
    numbered(shop, *"abcd", **told)
    with pytest.raises(shop.package.NotFoundError):
        shop.items(shop.client.pets.by_number())


def test_a_page_that_is_linked_must_be_there(shop: Shop) -> None:
    linked = {"Link": '<https://shop.test/v1/number?page=2>; rel="next"'}
    shop.answers(
        httpx2.Response(200, json={"pets": pets("a")}, headers=linked), httpx2.Response(404)
    )
    with pytest.raises(shop.package.NotFoundError):
        shop.items(shop.client.pets.by_number())


def test_an_offset_after_the_last_item_may_be_an_error(shop: Shop) -> None:
    shop.answers({"results": pets("a", "b")}, {"results": pets("c")}, httpx2.Response(404))
    assert shop.names(shop.client.pets.by_offset()) == ["a", "b", "c"]
    shop.answers({"results": pets("a", "b"), "meta": {"total": 3}}, httpx2.Response(404))
    with pytest.raises(shop.package.NotFoundError):
        shop.items(shop.client.pets.by_offset())


def test_a_cursor_that_is_unknown_is_an_error(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2"}, httpx2.Response(404))
    with pytest.raises(shop.package.NotFoundError):
        shop.items(shop.client.pets.by_cursor())


def test_the_end_stays_the_end(shop: Shop) -> None:
    numbered(shop, *"ab")
    pages = shop.client.pets.by_number().pages()

    async def both() -> None:
        await anext(pages)
        for _ in range(2):
            with pytest.raises(StopAsyncIteration):
                await anext(pages)

    if shop.is_async:
        import asyncio

        asyncio.run(both())
    else:
        assert [len(list(pages)), len(list(pages))] == [1, 0]
    assert len(shop.requests) == 2


def test_pages_that_differ_in_undeclared_properties_differ(shop: Shop) -> None:
    """Decoded items may be equal where the received ones are not."""
    shop.answers(
        {"results": [{"name": "a", "id": 1}, {"name": "a", "id": 2}]},
        {"results": [{"name": "a", "id": 3}, {"name": "a", "id": 4}]},
        {"results": []},
    )
    assert shop.names(shop.client.pets.by_offset()) == ["a"] * 4


def test_pages_of_equal_objects_may_be_the_same(shop: Shop) -> None:
    shop.answers({"results": pets("a", "a")}, {"results": pets("a", "a")}, {"results": []})
    assert shop.names(shop.client.pets.by_offset()) == ["a"] * 4
    shop.answers({"results": pets("a", "a")})
    with pytest.raises(shop.package.PaginationError, match="does not change the page"):
        shop.items(shop.client.pets.by_offset())


@pytest.mark.parametrize("text", ["<html>Sign in</html>", "a,b\n1,2\n"])
def test_text_in_place_of_a_page_is_an_error(shop: Shop, text: str) -> None:
    shop.answers({"pets": pets("a", "b")}, httpx2.Response(200, html=text))
    with pytest.raises(shop.package.PaginationError, match="pets is not a list of items"):
        shop.items(shop.client.pets.by_number())
