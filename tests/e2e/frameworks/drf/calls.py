"""Calls every operation of the library in Django REST framework."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from uuid import UUID

import pytest
from drf_client import (
    AsyncLibrary,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    File,
    Hooks,
    NotFoundError,
    models,
)

KEY = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
DAY = dt.date(2026, 2, 3)
MOMENT = dt.datetime(2026, 2, 3, 4, 5, 6, tzinfo=dt.UTC)


def connect(hooks: Hooks) -> AsyncLibrary:
    return AsyncLibrary(
        token="abc",
        username="kim",
        password="secret",
        api_key="key",
        hooks=hooks,
        strict_responses=True,
    )


async def credentials_of_each_operation(client: AsyncLibrary) -> None:
    assert await client.me.retrieve() == models.Caller(name="kim")
    assert await client.admin.retrieve() == models.Caller(name="kim")
    assert await client.robot.retrieve() == models.Caller(name="robot")
    raw = await client.request_raw("GET", "/api/me/")
    assert json.loads(raw.content) == {"name": "kim"}
    async with AsyncLibrary(username="kim", password="secret") as other:
        assert await other.me.retrieve() == models.Caller(name="kim")


async def wrong_and_no_credentials(client: AsyncLibrary) -> None:
    async with AsyncLibrary(token="x", api_key="wrong") as other:
        with pytest.raises(AuthenticationError) as caught:
            await other.me.retrieve()
        assert "Invalid token." in str(caught.value)
        with pytest.raises(AuthenticationError) as caught:
            await other.robot.retrieve()
        assert "Invalid key." in str(caught.value)
    async with AsyncLibrary() as other:
        assert [each async for each in other.books.list()] == []


async def books_are_created_changed_and_deleted(client: AsyncLibrary) -> None:
    book = await client.books.create(
        title="Ä \u2028x",
        author=models.AuthorRequest(name="Kim", born=DAY),
        genre="non-fiction",
        rating=2,
        price=Decimal("12.30"),
        weight=0.1,
        key=KEY,
        published=DAY,
        sold_at=MOMENT,
        opens=dt.time(23, 59, 58, 1000),
        duration="1 02:03:04",
        extra={"a": [1, None, "x"]},
        tags=["new"],
    )
    assert (book.title, book.author) == ("Ä \u2028x", models.Author(name="Kim", born=DAY))
    assert (book.genre, book.rating, book.price) == ("non-fiction", 2, Decimal("12.30"))
    assert (book.weight, book.key, book.published) == (0.1, KEY, DAY)
    assert (book.sold_at, book.opens) == (MOMENT, dt.time(23, 59, 58, 1000))
    assert (book.duration, book.extra) == ("1 02:03:04", {"a": [1, None, "x"]})
    assert book.is_lent is False
    assert book.added.tzinfo is not None
    assert await client.books.retrieve(book.id) == book

    changed = await client.books.partial_update(book.id, price=Decimal("3.00"))
    assert (changed.price, changed.rating, changed.published) == (Decimal("3.00"), 2, DAY)
    changed = await client.books.partial_update(book.id, rating=None, genre="")
    assert (changed.price, changed.rating, changed.genre) == (Decimal("3.00"), None, "")
    assert await client.books.partial_update(book.id) == changed
    replaced = await client.books.update(
        book.id, title="New", author=models.AuthorRequest(name="Lee"), price=Decimal(1)
    )
    assert (replaced.title, replaced.price, replaced.key) == ("New", Decimal("1.00"), KEY)
    assert replaced.author == models.Author(name="Lee", born=DAY)

    await client.books.create_lend(book.id)
    with pytest.raises(ConflictError) as conflict:
        await client.books.create_lend(book.id)
    assert "The book is lent." in str(conflict.value)
    assert await client.books.retrieve_content(book.id) == b"New" * 1000
    async with client.books.retrieve_content_stream(book.id) as download:
        assert download.filename == "book.bin"
        assert await download.read() == b"New" * 1000

    await client.books.destroy(book.id)
    with pytest.raises(NotFoundError) as missing:
        await client.books.retrieve(book.id)
    assert missing.value.body == {"detail": "No Book matches the given query."}
    assert "No Book matches" in str(missing.value)


async def what_is_invalid_is_named(client: AsyncLibrary) -> None:
    author = models.AuthorRequest(name="")
    with pytest.raises(BadRequestError) as caught:
        await client.books.create(
            title="", author=author, price=Decimal("1.234"), tags=["a", 11 * "b"]
        )
    assert caught.value.body == {
        "author": {"name": ["This field may not be blank."]},
        "tags": {"1": ["Ensure this field has no more than 10 characters."]},
        "title": ["This field may not be blank."],
        "price": ["Ensure that there are no more than 2 decimal places."],
    }
    for text in (
        "author.name: This field may not be blank",
        "tags.1: Ensure this field has no more than 10 characters",
        "title: This field may not be blank",
    ):
        assert text in str(caught.value)


async def pages_of_every_kind(client: AsyncLibrary) -> None:
    author = models.AuthorRequest(name="A")
    books = [
        await client.books.create(
            title=f"T{number}", author=author, price=Decimal(number), genre="novel"
        )
        for number in range(5)
    ]
    assert [each async for each in client.books.list()] == books
    assert [each async for each in client.books.list(page_size=3, page=2)] == books[3:]
    assert [each async for each in client.books.list(genre=["novel", "non-fiction"])] == books
    assert [each async for each in client.books.list(genre=["non-fiction"])] == []
    pages = [page async for page in client.books.list().pages()]
    assert [(page.count, len(page.results)) for page in pages] == [(5, 2), (5, 2), (5, 1)]
    with pytest.raises(NotFoundError) as caught:
        await client.books.list(page=4).first_page()
    assert "Invalid page." in str(caught.value)
    raw = await client.request_raw("GET", "/api/books", query={"page": 3})
    assert len(json.loads(raw.content)["results"]) == 1, "the slash is added by a redirect"
    authors = [each.name async for each in client.authors.list()]
    assert authors == 5 * ["A"]
    for each in books:
        await client.books.destroy(each.id)

    words = [f"word {number}" for number in range(7)]
    for size in (None, 1, 7, 100):
        assert [each.text async for each in client.words.list(size=size)] == words
    assert [each.text async for each in client.words.list(page=2, size=2)] == words[2:]
    with pytest.raises(NotFoundError):
        await client.words.list(page=10).first_page()
    for limit in (None, 1, 7, 100):
        assert [each.text async for each in client.lines.list(limit=limit)] == words
    assert [each.text async for each in client.lines.list(offset=5)] == words[5:]


async def parameters_of_every_kind(client: AsyncLibrary) -> None:
    seen = await client.seen.retrieve(
        DAY,
        since=MOMENT,
        number=[1, 2],
        name=["a", "b c"],
        open=False,
        x_trace=KEY,
        session="YWI+/w==",
    )
    assert seen == {
        "day": "2026-02-03",
        "query": {
            "since": ["2026-02-03T04:05:06Z"],
            "number": ["1", "2"],
            "name": ["a,b c"],
            "open": ["false"],
        },
        "trace": str(KEY),
        "cookies": {"session": "YWI+/w=="},
    }


async def unions(client: AsyncLibrary) -> None:
    assert await client.media.list() == [models.Disc(tracks=3), models.Paper(pages=4)]


async def uploads(client: AsyncLibrary) -> None:
    cover = await client.covers.create(
        image=File(b"abc", filename="Ä.png"),
        others=[b"1", b"22"],
        title="T",
        colors=["red", "blue"],
        day=DAY,
    )
    assert cover == models.Cover(title="T", colors=["red", "blue"], day=DAY, sizes=[3, 1, 2])
    cover = await client.covers.create(image=b"abc", title="T")
    assert cover == models.Cover(title="T", sizes=[3])
    with pytest.raises(BadRequestError) as caught:
        await client.covers.create(image=b"", title="T")
    assert "image: The submitted file is empty" in str(caught.value)


async def text_where_json_is_declared(client: AsyncLibrary) -> None:
    lenient = client.with_options(strict_responses=False)
    assert await lenient.report.retrieve() == "title,price\r\nÄ,1.50\r\n"
    document = await client.schema.retrieve(lang="de")
    assert document["info"] == {"title": "Library", "version": "1.0.0"}


async def events(client: AsyncLibrary) -> None:
    async with client.news.retrieve() as news:
        seen = [(each.event, each.id, each.data) async for each in news]
    assert seen == [("news", str(number), f'{{"number": {number}}}') for number in range(3)]
