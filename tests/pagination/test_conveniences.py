"""Short ways to the items and pages of a list."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

import pytest

from .conftest import Shop, pets


def run(shop: Shop, result: Any) -> Any:
    async def wait() -> Any:
        return await result

    return asyncio.run(wait()) if shop.is_async else result


def test_all_items(shop: Shop) -> None:
    shop.answers({"data": pets("a", "b"), "next_page_token": "2"}, {"data": pets("c")})
    found = run(shop, shop.client.pets.by_cursor().to_list())
    assert [pet.name for pet in found] == ["a", "b", "c"]


def test_the_first_item(shop: Shop) -> None:
    shop.answers({"data": pets("a", "b"), "next_page_token": "2"})
    assert run(shop, shop.client.pets.by_cursor().first()).name == "a"
    assert len(shop.requests) == 1


def test_the_first_item_behind_an_empty_page(shop: Shop) -> None:
    shop.answers({"data": [], "next_page_token": "2"}, {"data": pets("c")})
    assert run(shop, shop.client.pets.by_cursor().first()).name == "c"


def test_no_first_item(shop: Shop) -> None:
    shop.answers({"data": []})
    assert run(shop, shop.client.pets.by_cursor().first()) is None


def test_awaited_pages_are_the_first_page(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2"})
    pages = shop.client.pets.by_cursor()
    assert inspect.isawaitable(pages) is shop.is_async
    if shop.is_async:
        assert [pet.name for pet in run(shop, pages).data] == ["a"]
        assert len(shop.requests) == 1


def test_the_raw_response_of_the_first_page(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2"})
    first_page = shop.client.pets.by_cursor().first_page
    raw = run(shop, shop.client.raw(first_page))
    assert (raw.status_code, raw.json()["next_page_token"]) == (200, "2")
    assert [pet.name for pet in raw.parsed.data] == ["a"]


def test_the_raw_response_of_a_list(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2"})
    if shop.is_async:
        raw = run(shop, shop.client.raw(shop.client.pets.by_cursor))
        assert [pet.name for pet in raw.parsed.data] == ["a"]
    else:
        with pytest.raises(TypeError, match="`first_page`"):
            shop.client.raw(shop.client.pets.by_cursor)
