"""Calls every operation of the school in APIFlask."""

from __future__ import annotations

import datetime as dt
import json
from uuid import UUID

import pytest
from apiflask_client import (
    AsyncSchool,
    AuthenticationError,
    ConflictError,
    File,
    Hooks,
    NotFoundError,
    UnprocessableEntityError,
    models,
)

KEY = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
DAY = dt.date(2026, 2, 3)
MOMENT = dt.datetime(2026, 2, 3, 4, 5, 6, tzinfo=dt.UTC)


def connect(hooks: Hooks) -> AsyncSchool:
    return AsyncSchool(
        token="abc",
        api_key="key",
        username="kim",
        password="secret",
        hooks=hooks,
        strict_responses=True,
    )


async def credentials_of_each_operation(client: AsyncSchool) -> None:
    assert await client.auth.get_bearer() == models.Caller(name="bearer")
    assert await client.auth.get_key() == models.Caller(name="key")
    assert await client.auth.get_basic() == models.Caller(name="kim")
    async with AsyncSchool(token="wrong") as other:
        with pytest.raises(AuthenticationError) as caught:
            await other.auth.get_bearer()
        assert "Unauthorized" in str(caught.value)


async def pupils_are_created_changed_and_deleted(client: AsyncSchool) -> None:
    made = [
        await client.pupils.create(
            name=f"P{number}",
            grade="SECOND",
            house="north" if number % 2 else None,
            born=DAY,
            fee=12.3,
            height=None,
            address=models.Address(street="Ä", zip=None),
            subjects=["Maths", "Art"],
            marks={"Maths": 1},
            homepage="https://school.example/p",
            is_active=False,
        )
        for number in range(5)
    ]
    first = made[0]
    assert (first.name, first.grade, first.house, first.born) == ("P0", "SECOND", None, DAY)
    assert (first.fee, first.height) == (12.3, None)
    assert first.address == models.Address(street="Ä", zip=None)
    assert (first.subjects, first.marks) == (["Maths", "Art"], {"Maths": 1})
    assert (first.homepage, first.is_active) == ("https://school.example/p", False)
    assert (first.key, first.enrolled) == (UUID(int=1), MOMENT)
    assert (first.starts, first.lesson, first.anything) == ("08:15:00", 45, {"a": [1, None]})
    assert await client.pupils.get(first.id) == first

    names = [each.name for each in made]
    for size in (None, 1, 5, 50):
        assert [each.name async for each in client.pupils.list(per_page=size)] == names
    by_house = client.pupils.list(house=["north", "south"], per_page=1)
    assert [each.name async for each in by_house] == ["P1", "P3"]
    page = await client.pupils.list(page=2).first_page()
    assert page.pagination is not None
    assert (page.pagination.total, page.pagination.pages) == (5, 3)

    changed = await client.pupils.update(first.id, height=1.5)
    assert (changed.name, changed.height, changed.is_active) == ("P0", 1.5, False)
    changed = await client.pupils.update(first.id, height=None)
    assert (changed.name, changed.height, changed.is_active) == ("P0", None, False)

    with pytest.raises(ConflictError) as conflict:
        await client.pupils.create(name="P1")
    assert "P1 is here" in str(conflict.value)
    for each in made:
        await client.pupils.delete(each.id)
    with pytest.raises(NotFoundError) as missing:
        await client.pupils.get(first.id)
    assert missing.value.body == models.HTTPError(
        message=f"No pupil {first.id}", detail={"id": first.id}
    )
    assert f"No pupil {first.id}" in str(missing.value)
    assert [each async for each in client.pupils.list()] == []


async def what_is_invalid_is_named(client: AsyncSchool) -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        await client.pupils.create(name="", address=models.Address(street="a"), homepage="x")
    assert caught.value.body.message == "Validation error"
    assert "json.name: Length must be between 1 and 20" in str(caught.value)
    assert "json.homepage: Not a valid URL" in str(caught.value)


async def pages_of_every_kind(client: AsyncSchool) -> None:
    numbers = list(range(7))
    for size in (None, 1, 7, 50):
        assert [each.number async for each in client.lists.list_slices(limit=size)] == numbers
        assert [each.number async for each in client.lists.list_numbered(size=size)] == numbers
        assert [each.number async for each in client.lists.list_entries(limit=size)] == numbers
    assert [each.number async for each in client.lists.list_slices(offset=5)] == [5, 6]
    assert [each.number async for each in client.lists.list_numbered(page=3)] == [6]
    assert [each.number async for each in client.lists.list_entries(cursor="6")] == [6]


async def parameters_of_every_kind(client: AsyncSchool) -> None:
    seen = await client.files.get_see(
        str(KEY),
        since=MOMENT,
        day=DAY,
        grade=[1, 2],
        price=12.5,
        open=False,
        x_trace=KEY,
        session="YWI+/w==",
    )
    assert seen == models.Seen(
        key=str(KEY),
        query={
            "since": ["2026-02-03T04:05:06Z"],
            "day": ["2026-02-03"],
            "grade": ["1", "2"],
            "price": ["12.5"],
            "open": ["false"],
        },
        trace=str(KEY),
        session="YWI+/w==",
    )


async def uploads(client: AsyncSchool) -> None:
    stored = await client.files.create_photo(
        photo=File(b"abc", filename="Ä.png"),
        others=[File(b"1", filename="1"), File(b"22", filename="b.csv")],
        title="T",
        tags=["a", "b"],
    )
    assert stored == models.Stored(
        names=["Ä.png", "1", "b.csv"], sizes=[3, 1, 2], title="T", tags=["a", "b"]
    )
    stored = await client.files.create_photo(photo=b"\0\n", title="T")
    assert (stored.sizes, stored.tags) == ([2], [])
    assert await client.files.create_form(name="A & Ä", age=3) == models.Form(name="A & Ä", age=3)


async def downloads(client: AsyncSchool) -> None:
    photo = b"\x89PNG\xff\x00"
    assert await client.files.get_photo() == photo
    async with client.files.get_photo_stream() as download:
        assert (download.filename, await download.read()) == ("photo.png", photo)


async def text_where_json_is_declared(client: AsyncSchool) -> None:
    lenient = client.with_options(strict_responses=False)
    report: object = await lenient.files.get_report()
    assert report == "name,price\r\nÄ,1.50\r\n"
    source = await lenient.files.get_source()
    assert source.startswith('"""A school in APIFlask."""')


async def redirects(client: AsyncSchool) -> None:
    assert await client.files.get_bell() == models.Bell(name="ring")
    assert await client.files.get_newest() == models.Caller(name="ring")
    assert len(await client.pupils.list_classes()) == 2
    raw = await client.request_raw("GET", "/classes")
    assert json.loads(raw.content) == [{"name": "1a"}, {"name": "1b"}]


async def events(client: AsyncSchool) -> None:
    async with client.files.list_events() as stream:
        seen = [(each.event, each.id, each.data) async for each in stream]
    assert seen == [("message", "0", '{"number": 0}'), ("message", "1", '{"number": 1}')]
