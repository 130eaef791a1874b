"""Servers whose pages lead in circles, elsewhere, or nowhere."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any

import httpx2
import pytest

from .conftest import Shop, pets

pytestmark = pytest.mark.detail


def failing(shop: Shop, pages: Any) -> Any:
    """The error that an iteration ends with."""
    with pytest.raises(shop.package.errors.PaginationError) as caught:
        shop.items(pages)
    return caught.value


def test_a_cursor_that_comes_again_is_an_error(shop: Shop) -> None:
    shop.answers(
        {"data": pets("a"), "next_page_token": "2"},
        {"data": pets("b"), "next_page_token": "3"},
        {"data": pets("c"), "next_page_token": "2"},
    )
    error = failing(shop, shop.client.pets.by_cursor())
    assert str(error) == ("GET https://shop.test/v1/cursor: the pages lead back to an earlier one.")
    assert len(shop.requests) == 3


def test_a_cursor_that_was_given_counts_as_one_that_has_been(shop: Shop) -> None:
    shop.answers({"data": pets("a"), "next_page_token": "2"})
    failing(shop, shop.client.pets.by_cursor(page_token="2"))
    assert len(shop.requests) == 1


def test_the_items_of_the_page_come_before_its_error(shop: Shop) -> None:
    shop.answers({"data": pets("a", "b"), "next_page_token": {"x": 1}})
    names: list[str] = []

    def take() -> None:
        for item in shop.client.pets.by_cursor():
            names.append(item.name)

    async def take_async() -> None:
        async for item in shop.client.pets.by_cursor():
            names.append(item.name)

    with pytest.raises(shop.package.errors.PaginationError):
        asyncio.run(take_async()) if shop.is_async else take()
    assert names == ["a", "b"]


@pytest.mark.parametrize("token", [{"x": 1}, ["x"], True])
def test_a_cursor_of_another_type_is_an_error(shop: Shop, token: object) -> None:
    shop.answers({"data": pets("a"), "next_page_token": token})
    assert "neither text nor a number" in str(failing(shop, shop.client.pets.by_cursor()))


@pytest.mark.parametrize("token", ["x" * 20_000, "9" * 20_000])
def test_a_cursor_that_is_too_long_for_a_url_is_an_error(shop: Shop, token: str) -> None:
    shop.answers({"data": pets("a"), "next_page_token": token})
    error = failing(shop, shop.client.pets.by_cursor())
    assert "is too long" in str(error)
    assert len(str(error)) < 200
    assert len(shop.requests) == 1


def numbered(number: str) -> httpx2.Response:
    """An answer whose cursor is a number."""
    text = f'{{"data": [{{"name": "a"}}], "next_page_token": {number}}}'
    return httpx2.Response(200, text=text, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("number", ["9" * 5000, "1e999"])
def test_numbers_that_cannot_be_sent_are_errors(shop: Shop, number: str) -> None:
    shop.answers(numbered(number))
    with pytest.raises(shop.package.errors.APIError) as caught:
        shop.items(shop.client.pets.by_cursor())
    assert len(str(caught.value)) < 500
    assert len(shop.requests) == 1


@pytest.mark.parametrize("number", ["-1e999", "NaN", "-0.5"])
def test_numbers_that_are_not_positive_end(shop: Shop, number: str) -> None:
    shop.answers(numbered(number))
    assert shop.names(shop.client.pets.by_cursor()) == ["a"]


@pytest.mark.parametrize(
    ("number", "sent"), [("1" * 400, "1" * 400), ("12.0", "12"), ("1e3", "1000"), ("1.5", "1.5")]
)
def test_numbers_are_sent_as_they_are_read(shop: Shop, number: str, sent: str) -> None:
    shop.answers(numbered(number), {"data": []})
    shop.items(shop.client.pets.by_cursor())
    assert shop.targets[1] == f"/v1/cursor?page_token={sent}"


@pytest.mark.parametrize("link", ["?p=" + "x" * 20_000, "/v1/next/" + "x" * 200_000])
def test_a_link_that_is_too_long_is_an_error(shop: Shop, link: str) -> None:
    shop.answers({"results": pets("a"), "links": {"next": link}})
    error = failing(shop, shop.client.pets.by_url())
    assert len(str(error)) < 300
    assert len(shop.requests) == 1


def test_a_link_to_the_page_itself_is_an_error(shop: Shop) -> None:
    shop.answers({"results": pets("a"), "links": {"next": "/v1/next?p=2"}})
    assert "lead back" in str(failing(shop, shop.client.pets.by_url()))
    assert len(shop.requests) == 2


def test_new_links_for_ever_with_empty_pages_are_an_error(shop: Shop) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        link = f"/v1/next?p={len(shop.requests)}"
        return httpx2.Response(200, json={"results": [], "links": {"next": link}})

    shop.handler = answer
    assert "have no items" in str(failing(shop, shop.client.pets.by_url()))
    assert len(shop.requests) == 101


def test_no_credential_goes_where_a_link_leads_elsewhere(shop: Shop) -> None:
    shop.answers({"results": pets("a"), "links": {"next": "https://evil.test/v1/next?p=2"}})
    client = shop.client.with_options(headers={"Authorization": "Bearer secret-token"})
    error = failing(shop, client.pets.by_url())
    assert {request.url.host for request in shop.requests} == {"shop.test"}
    assert "secret-token" not in f"{error}{error!r}"


def test_the_error_tells_of_the_page_and_can_be_pickled(shop: Shop) -> None:
    answer = {"data": pets("a"), "next_page_token": ["x"]}
    shop.answers(httpx2.Response(200, json=answer, headers={"X-Request-Id": "r1"}))
    error = pickle.loads(pickle.dumps(failing(shop, shop.client.pets.by_cursor())))
    assert isinstance(error, shop.package.errors.APIError)
    assert (error.status_code, error.request_id, error.method) == (200, "r1", "GET")
    assert error.body.data == [shop.package.models.Pet(name="a")]


def test_items_that_are_no_list_are_an_error(shop: Shop) -> None:
    shop.answers({"data": {"name": "a"}, "next_page_token": "2"})
    assert "data is not a list of items" in str(failing(shop, shop.client.pets.by_cursor()))


@pytest.mark.parametrize("page", [{}, {"data": None}, {"other": 1}])
def test_no_items_are_none(shop: Shop, page: object) -> None:
    shop.answers(page)
    assert shop.items(shop.client.pets.by_cursor()) == []


def test_pages_without_items_cannot_go_on_for_ever(shop: Shop) -> None:
    count = 0

    def answer(request: httpx2.Request) -> httpx2.Response:
        nonlocal count
        count += 1
        return httpx2.Response(200, json={"data": [], "next_page_token": str(count)})

    shop.handler = answer
    assert "have no items" in str(failing(shop, shop.client.pets.by_cursor()))
    assert count == 101


def test_more_without_a_cursor_is_an_error(shop: Shop) -> None:
    shop.answers({"items": pets("a"), "pageInfo": {"hasNextPage": True}})
    assert "no reference to it" in str(failing(shop, shop.client.pets.by_end_cursor()))


def test_more_without_a_last_item_is_an_error(shop: Shop) -> None:
    shop.answers({"data": [], "has_more": True})
    assert "no last item to refer to it" in str(failing(shop, shop.client.pets.by_last_item()))


@pytest.mark.parametrize("page", [{"results": pets("a", "b")}])
def test_a_server_that_does_not_know_the_offset_is_noticed(shop: Shop, page: object) -> None:
    shop.answers(page)
    assert "'offset' does not change" in str(failing(shop, shop.client.pets.by_offset()))
    assert len(shop.requests) == 2


@pytest.mark.parametrize(("page", "requests"), [([1, 2], 2), ([0, 0], 102)])
def test_pages_of_plain_values_do_not_repeat_for_ever(
    shop: Shop, page: list[int], requests: int
) -> None:
    shop.answers(page)
    assert "'skip' does not change" in str(failing(shop, shop.client.pets.by_rows()))
    assert len(shop.requests) == requests


def test_a_server_that_does_not_know_the_page_is_noticed(shop: Shop) -> None:
    shop.answers({"pets": pets("a")})
    assert "'page' does not change" in str(failing(shop, shop.client.pets.by_number()))
    assert len(shop.requests) == 2


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.test/v1/next?p=2",
        "//evil.test/v1/next?p=2",
        "https://shop.test.evil.test/",
        "https://shop.test@evil.test/",
        "https://shop.test\\@evil.test/",
        "https:///evil.test/",
        "\\\\evil.test\\x",
        "https://shop.test%2eevil.test/",
        "https://shop.test\t@evil.test/",
        "data:text/plain,x",
        "https://user:secret@shop.test/v1/next",
        "https://shop.test:8443/v1/next?p=2",
        "http://shop.test:8080/v1/next?p=2",
        "file:///etc/passwd",
        "ftp://shop.test/v1/next",
        "javascript:alert(1)",
        "https://[::1/",
        "https://shop.test:port/",
        "/v1/next?p=\n2",
        "/v1/next?p=\x00",
    ],
)
def test_links_to_other_places_are_not_followed(shop: Shop, link: str) -> None:
    shop.answers({"results": pets("a"), "links": {"next": link}})
    error = failing(shop, shop.client.pets.by_url())
    assert "secret" not in str(error)
    assert "p=2" not in str(error)
    assert len(shop.requests) == 1


def test_link_headers_to_other_origins_are_not_followed(shop: Shop) -> None:
    headers = {"Link": '<https://evil.test/v1/linked/a>; rel="next"'}
    shop.answers(httpx2.Response(200, json=pets("a"), headers=headers))
    assert "another origin" in str(failing(shop, shop.client.pets.by_link("a")))
    assert len(shop.requests) == 1


@pytest.mark.parametrize("link", [7, 1.5, True, "7", ["/v1/next"], [[]]])
def test_links_that_are_no_text_are_an_error(shop: Shop, link: object) -> None:
    shop.answers({"results": pets("a"), "links": {"next": link}})
    assert "is not a URL" in str(failing(shop, shop.client.pets.by_url()))


def test_links_that_lead_in_a_circle_are_an_error(shop: Shop) -> None:
    shop.answers(
        {"results": pets("a"), "links": {"next": "/v1/next?p=2"}},
        {"results": pets("b"), "links": {"next": "/v1/next?p=3"}},
        {"results": pets("c"), "links": {"next": "https://shop.test/v1/next?p=2"}},
    )
    assert "lead back" in str(failing(shop, shop.client.pets.by_url()))
    assert len(shop.requests) == 3


def test_links_out_of_the_path_are_not_followed(shop: Shop) -> None:
    shop.answers({"results": pets("a"), "links": {"next": "https://shop.test/v1/%2e%2e/x"}})
    with pytest.raises(shop.package.errors.APIError):
        shop.items(shop.client.pets.by_url())
    assert len(shop.requests) == 1


@pytest.mark.parametrize("filling", ['; a="', "; ", ";", "<", "<>", '"', "\\", ", <?p=2>"])
def test_headers_of_any_length_are_read(shop: Shop, filling: str) -> None:
    link = "<?p=2>; title=x" + filling * 20_000 + ' "'
    shop.answers(httpx2.Response(200, json=pets("a"), headers={"Link": link}))
    assert shop.names(shop.client.pets.by_link("a")) == ["a"]
