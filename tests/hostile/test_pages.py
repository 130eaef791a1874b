"""Pages that lead nowhere: in circles, for ever, to what cannot be asked for. Every walk ends."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from support.raw_server import End, RawServer, Received, always, answer, in_turn

from .api import Api

KEY = {"header_key": "k", "query_key": "k", "cookie_key": "k", "token": "k"}
MOST_EMPTY = 100


def page(*ids: int, **members: Any) -> bytes:
    things = [{"id": each, "name": "n"} for each in ids]
    return answer(json.dumps({"data": things, **members}))


def walk(api: Api, by: str, **options: Any) -> tuple[list[int], Exception | None]:
    """The ids of what comes, and how it ends."""
    seen: list[int] = []

    async def use(client: Any) -> Exception | None:
        pages = client.things.list() if by == "cursor" else client.vault.list_things()
        try:
            if api.is_async:
                async for thing in pages:
                    seen.append(thing.id)
            else:
                for thing in pages:
                    seen.append(thing.id)
        except api.package.APIError as error:
            return error  # type: ignore[no-any-return]
        return None

    return seen, api.run(use, **KEY, **options)


def cursors(server: RawServer) -> list[str | None]:
    """The cursor of each request."""
    queries = (parse_qs(urlsplit(each.target).query) for each in server.received)
    return [query.get("cursor", [None])[0] for query in queries]


@pytest.mark.parametrize("length", [1, 2, 5])
def test_cursors_in_a_circle(api: Api, server: RawServer, length: int) -> None:
    """A page that has been is asked for at most once more, to see that nothing else comes."""
    pages = itertools.cycle(range(length))
    server.behave = lambda request: (page(1, next_cursor=f"c{next(pages)}"),)
    seen, error = walk(api, "cursor")
    assert isinstance(error, api.package.PaginationError)
    assert "lead back" in str(error)
    assert len(seen) == len(server.received) == length + 1
    assert cursors(server) == [None, *(f"c{number}" for number in range(length))]


@pytest.mark.parametrize("start", ["/a", "?page=2", "//127.0.0.1:{port}/a", "{url}/a"])
def test_links_in_a_circle(api: Api, server: RawServer, start: str) -> None:
    link = start.format(url=server.url, port=server.port)
    server.behave = always(page(1, next=link))
    seen, error = walk(api, "link")
    assert isinstance(error, api.package.PaginationError)
    assert "lead back" in str(error)
    assert len(seen) == len(server.received) == 2


@pytest.mark.parametrize("by", ["cursor", "link"])
def test_pages_without_items_for_ever(api: Api, server: RawServer, by: str) -> None:
    numbers = itertools.count()

    def behave(request: Received) -> Iterable[bytes]:
        number = next(numbers)
        return (page(next_cursor=f"c{number}", next=f"/p{number}"),)

    server.behave = behave
    seen, error = walk(api, by)
    assert isinstance(error, api.package.PaginationError)
    assert "no items" in str(error)
    assert seen == []
    assert len(server.received) == MOST_EMPTY + 1


@pytest.mark.parametrize("by", ["cursor", "link"])
def test_pages_for_ever(api: Api, server: RawServer, by: str) -> None:
    """Where each has something new, the user says how many are enough."""
    numbers = itertools.count()

    def behave(request: Received) -> Iterable[bytes]:
        number = next(numbers)
        return (page(number, next_cursor=f"c{number}", next=f"/p{number}"),)

    server.behave = behave

    async def use(client: Any) -> list[int]:
        options = api.package.RequestOptions(max_pages=7)
        list_ = client.things.list if by == "cursor" else client.vault.list_things
        return [thing.id for thing in await api.items(list_(options=options))]

    assert api.run(use, **KEY) == [0, 1, 2, 3, 4, 5, 6]
    assert len(server.received) == 7


@pytest.mark.parametrize(
    "value", [{}, [], [1], {"a": 1}, True, "\u0000", "c" * 1_000_000], ids=lambda x: str(x)[:9]
)
def test_cursors_that_are_none(api: Api, server: RawServer, value: Any) -> None:
    """What cannot be sent, or means nothing, is a typed error and no endless walk."""
    server.behave = in_turn(page(1, next_cursor=value), page(2), page(3, next_cursor=value))
    seen, error = walk(api, "cursor")
    assert seen in ([1], [1, 2])
    assert error is None or isinstance(error, api.package.APIError)
    assert len(server.received) <= 2


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://user:pass@127.0.0.1:{port}/x",
        "http://localhost:{port}/x",
        "https://127.0.0.1:{port}/x",
        "/a b",
        "/a\r\nX: 1",
        "/../../x",
        "/%2e%2e/x",
        17,
        {"href": "file:///x"},
        ["/x"],
        True,
    ],
    ids=str,
)
def test_links_that_lead_nowhere(api: Api, server: RawServer, link: Any) -> None:
    told = link.format(port=server.port) if isinstance(link, str) else link
    server.behave = always(page(1, next=told))
    seen, error = walk(api, "link")
    assert seen == [1] * len(server.received)
    assert isinstance(error, api.package.APIError)
    assert len(server.received) <= 2
    for each in server.received:
        assert ".." not in each.target
        assert each.header("X") is None


@pytest.mark.parametrize("by", ["cursor", "link"])
def test_a_page_that_breaks_off(api: Api, server: RawServer, by: str) -> None:
    """It is asked for again; where that does not help, what came before has come."""
    first, third = page(1, next_cursor="c", next="/c"), page(2)
    cut = always(answer("[", length=99), End.CLOSE)
    server.behave = in_turn(first, cut, third)
    clock = api.package.Clock(sleep=lambda seconds: None, asleep=_no_time)
    assert walk(api, by, clock=clock) == ([1, 2], None)
    server.behave = in_turn(first, cut)
    seen, error = walk(api, by, clock=clock)
    assert seen == [1]
    assert isinstance(error, api.package.APIConnectionLostError)
    assert error.attempts == 3


async def _no_time(seconds: float) -> None:
    pass


def test_the_whole_page_is_bounded(api: Api, server: RawServer) -> None:
    server.behave = always(page(*range(100), next_cursor="c"))
    seen, error = walk(api, "cursor", max_response_bytes=1000)
    assert (seen, type(error)) == ([], api.package.ResponseTooLargeError)
