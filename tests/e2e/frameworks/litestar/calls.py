"""Calls every operation of the warehouse in Litestar."""

from __future__ import annotations

import datetime as dt
import json
from uuid import UUID

import pytest
from litestar_client import (
    AsyncWarehouse,
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


def connect(hooks: Hooks) -> AsyncWarehouse:
    return AsyncWarehouse(
        token="abc",
        api_key="key",
        username="kim",
        password="secret",
        hooks=hooks,
        strict_responses=True,
    )


async def credentials_of_each_operation(client: AsyncWarehouse) -> None:
    assert await client.auth.bearer_read_bearer() == models.Caller(scheme="bearer")
    assert await client.auth.key_read_key() == models.Caller(scheme="key")
    assert await client.auth.basic_read_basic() == models.Caller(scheme="basic")
    async with AsyncWarehouse(token="wrong") as other:
        with pytest.raises(AuthenticationError) as caught:
            await other.auth.bearer_read_bearer()
        assert "Invalid token" in str(caught.value)


async def parts_are_created_changed_and_deleted(client: AsyncWarehouse) -> None:
    made = [
        await client.parts.create(
            name=f"P{number}",
            material="wood",
            price="12.30",
            weight=0.5 if number else None,
            supplier=models.CreatePartSupplierRequestBody(name="Kim", since=DAY),
            tags=["new"],
        )
        for number in range(5)
    ]
    first = made[0]
    assert first == models.Part(
        id=first.id,
        name="P0",
        material="wood",
        price="12.30",
        weight=None,
        supplier=models.Supplier(name="Kim", since=DAY),
        tags=["new"],
        added=dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
    )
    assert await client.parts.part_id_read_part(first.id) == first
    for size in (None, 1, 5, 50):
        assert [each async for each in client.parts.list(page_size=size)] == made
    assert [each async for each in client.parts.list(page=2, page_size=3)] == made[3:]
    newest = await client.parts.newest_read_newest()
    assert newest["name"] == "P4", "the redirect is followed"

    changed = await client.parts.part_id_change_part(first.id, price="3.00")
    assert (changed.name, changed.price, changed.weight) == ("P0", "3.00", None)
    changed = await client.parts.part_id_change_part(first.id, weight=2.5, tags=[])
    assert (changed.price, changed.weight, changed.tags) == ("3.00", 2.5, [])
    changed = await client.parts.part_id_change_part(first.id, weight=None)
    assert (changed.price, changed.weight, changed.tags) == ("3.00", None, [])
    assert await client.parts.part_id_change_part(first.id) == changed

    with pytest.raises(ConflictError) as conflict:
        await client.parts.create(
            name="P1",
            material="wood",
            price="1",
            weight=1,
            supplier=models.CreatePartSupplierRequestBody(name="Kim"),
        )
    assert conflict.value.body == {
        "status_code": 409,
        "detail": "P1 exists",
        "extra": {"name": "P1"},
    }
    assert "P1 exists" in str(conflict.value)
    for each in made:
        await client.parts.part_id_delete_part(each.id)
    with pytest.raises(NotFoundError) as missing:
        await client.parts.part_id_read_part(first.id)
    assert f"No part {first.id}" in str(missing.value)
    assert [each async for each in client.parts.list()] == []


async def what_is_invalid_is_named(client: AsyncWarehouse) -> None:
    with pytest.raises(BadRequestError) as caught:
        await client.parts.list(page_size=1000).first_page()
    assert caught.value.body.detail == "Validation failed for GET /parts?page_size=1000"
    assert "Validation failed for GET" in str(caught.value)
    assert "page_size: Expected `int` <= 50" in str(caught.value)


async def pages_of_every_kind(client: AsyncWarehouse) -> None:
    numbers = list(range(7))
    # Litestar declares a cursor that is no null, and ends with null.
    lenient = client.with_options(strict_responses=False)
    for size in (None, 1, 7, 50):
        by_offset = client.lists.offset_list_by_offset(limit=size)
        assert [each async for each in by_offset] == numbers
        by_page = client.lists.pages_list_by_page(page_size=size)
        assert [each async for each in by_page] == numbers
        by_cursor = lenient.lists.cursor_list_by_cursor(results_per_page=size)
        assert [each async for each in by_cursor] == numbers
    first = await client.lists.offset_list_by_offset(offset=2).first_page()
    assert (first.items, first.total) == ([2, 3, 4], 7)
    assert [each async for each in client.lists.pages_list_by_page(current_page=3)] == [6]
    assert [each async for each in lenient.lists.cursor_list_by_cursor(cursor="5")] == [5, 6]


async def values_of_every_kind(client: AsyncWarehouse) -> None:
    echo = await client.values.echo_echo(
        number=-1,
        ratio=1e300,
        price="0.10",
        flag=True,
        day=DAY,
        moment=MOMENT,
        length=dt.timedelta(hours=36, microseconds=1),
        key=KEY,
        material="steel",
        kind="small",
        content="AP8=",
        shape=models.Square(side=1.5, color=None),
        pair=(1, "one"),
        unique=["a"],
        by_name={"a": models.Supplier(name="\u2028", since=None)},
        note=None,
        anything={"a": [None]},
        either=[1, 2],
    )
    assert json.loads(echo.received) == {
        "number": -1,
        "ratio": 1e300,
        "price": "0.10",
        "flag": True,
        "day": "2026-02-03",
        "moment": "2026-02-03T04:05:06Z",
        "length": "P1DT12H0.000001S",
        "key": str(KEY),
        "material": "steel",
        "kind": "small",
        "content": "AP8=",
        "shape": {"shape": "square", "side": 1.5, "color": None},
        "pair": [1, "one"],
        "unique": ["a"],
        "by_name": {"a": {"name": "\u2028", "since": None}},
        "note": None,
        "anything": {"a": [None]},
        "either": [1, 2],
    }
    value = echo.value
    assert (value.number, value.ratio, value.price) == (-1, 1e300, "0.10")
    assert (value.flag, value.day, value.moment) == (True, DAY, MOMENT)
    assert value.length == dt.timedelta(hours=36, microseconds=1)
    assert (value.key, value.material, value.kind) == (KEY, "steel", "small")
    assert (value.content, value.pair, value.unique) == ("AP8=", (1, "one"), ["a"])
    assert value.shape == models.Square(side=1.5, color=None)
    assert value.by_name == {"a": models.Supplier(name="\u2028", since=None)}
    assert (value.note, value.anything, value.either) == (None, {"a": [None]}, [1, 2])


async def unions(client: AsyncWarehouse) -> None:
    shapes: list[models.Circle | models.Square] = [
        models.Circle(radius=1),
        models.Square(side=2, color="red"),
    ]
    assert await client.values.shapes_replace_shapes(body=shapes) == shapes


async def parameters_of_every_kind(client: AsyncWarehouse) -> None:
    seen = await client.values.see_number_day_place_see(
        7,
        DAY,
        "a/b c",
        since=MOMENT,
        material=["steel", "wood"],
        limit=5,
        open=False,
        x_trace=KEY,
        session="YWI+/w==",
    )
    assert seen == {
        "query": "since=2026-02-03T04%3A05%3A06Z&material=steel&material=wood&limit=5&open=false",
        "values": [
            7,
            "2026-02-03",
            "/a/b c",
            "2026-02-03T04:05:06Z",
            ["steel", "wood"],
            5,
            False,
            str(KEY),
            "YWI+/w==",
        ],
    }


async def uploads(client: AsyncWarehouse) -> None:
    stored = await client.files.upload(
        image=File(b"abc", filename="Ä.txt", content_type="text/plain"),
        others=[b"1", File(b"22", filename="b.csv")],
        title="T",
        day=DAY,
    )
    assert stored[0] == models.Stored(name="Ä.txt", type="text/plain", size=3)
    assert [each.size for each in stored] == [3, 1, 2, 0]
    assert (stored[2].name, stored[2].type, stored[3].name) == ("b.csv", "text/csv", "T 2026-02-03")
    stored = await client.files.upload(image=b"", title="T")
    assert [each.size for each in stored] == [0, 0]
    supplier = await client.files.form_submit(name="A & Ä", since=DAY)
    assert supplier == models.Supplier(name="A & Ä", since=DAY)


async def downloads(client: AsyncWarehouse) -> None:
    content = await client.files.download_download()
    assert content.startswith(b'"""A warehouse in Litestar."""')
    async with client.files.stream_stream_stream() as download:
        assert await download.read() == b"".join(bytes([each]) * 100 for each in range(256))
    assert len(await client.files.stream_stream()) == 25_600


async def text(client: AsyncWarehouse) -> None:
    lenient = client.with_options(strict_responses=False)
    assert await lenient.files.report_read_report() == "name,price\r\nÄ,1.50\r\n"
    assert await client.files.hello_say_hello() == "Hello, Ä"


async def events(client: AsyncWarehouse) -> None:
    async with client.files.ticks_watch(count=2) as ticks:
        seen = [(each.event, each.id, each.data) async for each in ticks]
    assert seen == [("tick", "0", '{"count": 0}'), ("tick", "1", '{"count": 1}')]
