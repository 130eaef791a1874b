"""Calls every operation of the clinic in Django Ninja."""

from __future__ import annotations

import datetime as dt
import json
from uuid import UUID

import pytest
from ninja_client import (
    AsyncClinic,
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


def connect(hooks: Hooks) -> AsyncClinic:
    return AsyncClinic(
        token="abc",
        username="kim",
        password="secret",
        header_key="key",
        query_key="query-key",
        hooks=hooks,
        strict_responses=True,
    )


async def credentials_of_each_operation(client: AsyncClinic) -> None:
    assert await client.auth.read_bearer() == models.Caller(name="abc")
    assert await client.auth.read_basic() == models.Caller(name="kim")
    assert await client.auth.read_key() == models.Caller(name="header")
    assert await client.auth.read_either() == models.Caller(name="query")
    raw = await client.request_raw("GET", "/api/auth/bearer")
    assert json.loads(raw.content) == {"name": "abc"}
    async with AsyncClinic(token="abc", header_key="wrong") as other:
        assert await other.auth.read_either() == models.Caller(name="abc")
        with pytest.raises(AuthenticationError) as caught:
            await other.auth.read_key()
        assert "Unauthorized" in str(caught.value)


async def patients_are_created_changed_and_deleted(client: AsyncClinic) -> None:
    made = [
        await client.patients.create(
            name=f"P{number}",
            born=DAY + dt.timedelta(days=number),
            ward="west 1" if number % 2 else "east",
            phones=[models.Phone(number="1"), models.Phone(number="2", kind="work")],
            weight="70.5",
        )
        for number in range(5)
    ]
    first = made[0]
    assert (first.name, first.born, first.ward, first.weight) == ("P0", DAY, "east", "70.5")
    assert first.phones == [
        models.Phone(number="1", kind="home"),
        models.Phone(number="2", kind="work"),
    ]
    assert first.admitted == dt.datetime(2026, 1, 2, 3, 4, 5, 678000, dt.UTC)
    assert await client.patients.read(first.id) == first

    for size in (None, 1, 5, 50):
        assert [each async for each in client.patients.list(page_size=size)] == made
    pages = [page async for page in client.patients.list().pages()]
    assert [page.items for page in pages[:3]] == [made[:2], made[2:4], made[4:]]
    assert [each async for each in client.patients.list(ward=["west 1"])] == made[1::2]
    assert [each async for each in client.patients.list(ward=["west 1", "east"])] == made
    early = client.patients.list(born_before=DAY + dt.timedelta(days=1))
    assert [each async for each in early] == [first]

    changed = await client.patients.change(first.id, weight="71")
    assert (changed.name, changed.ward, changed.weight) == ("P0", "east", "71")
    changed = await client.patients.change(first.id, ward=None, phones=[])
    assert (changed.name, changed.ward, changed.phones) == ("P0", None, [])
    assert await client.patients.change(first.id) == changed

    with pytest.raises(ConflictError) as conflict:
        await client.patients.create(name="P1", born=DAY)
    assert conflict.value.body == models.Error(message="P1 is here")
    assert "P1 is here" in str(conflict.value)
    for each in made:
        await client.patients.delete(each.id)
    with pytest.raises(NotFoundError) as missing:
        await client.patients.read(first.id)
    assert f"No patient {first.id}" in str(missing.value)
    assert [each async for each in client.patients.list()] == []


async def what_is_invalid_is_named(client: AsyncClinic) -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        await client.patients.create(name="", born=DAY, weight="heavy")
    assert caught.value.body["detail"][0]["loc"] == ["body", "patient", "name"]
    assert "body.patient.name: String should have at least 1 character" in str(caught.value)
    assert "body.patient.weight" in str(caught.value)


async def pages_of_every_kind(client: AsyncClinic) -> None:
    beds = [models.Bed(id=number) for number in range(7)]
    for limit in (None, 1, 7, 50):
        assert [each async for each in client.lists.list_beds(limit=limit)] == beds
    assert [each async for each in client.lists.list_beds(offset=5, limit=1)] == beds[5:]
    for size in (None, 1, 7, 50):
        assert [each async for each in client.lists.list_rooms(page_size=size)] == beds
    assert [each async for each in client.lists.list_rooms(page=3)] == beds[6:]
    assert [each async for each in client.lists.list_visits()] == beds
    assert [each async for each in client.lists.list_visits(after="6")] == beds[6:]


async def values_of_every_kind(client: AsyncClinic) -> None:
    echo = await client.values.echo(
        number=-(2**64),
        ratio=1e-7,
        price="0.10",
        flag=True,
        day=DAY,
        moment=MOMENT,
        clock=dt.time(1, 2),
        length=-dt.timedelta(minutes=1),
        key=KEY,
        ward="west 1",
        phone=models.Phone(number="\u2028"),
        by_name={"a": [1], "": []},
        note=None,
        anything=[{"a": None}],
        either=True,
    )
    assert json.loads(echo.received) == {
        "number": -(2**64),
        "ratio": 1e-7,
        "price": "0.10",
        "flag": True,
        "day": "2026-02-03",
        "moment": "2026-02-03T04:05:06Z",
        "clock": "01:02:00",
        "length": "-PT1M",
        "key": str(KEY),
        "ward": "west 1",
        "phone": {"number": "\u2028"},
        "by_name": {"a": [1], "": []},
        "note": None,
        "anything": [{"a": None}],
        "either": True,
    }
    value = echo.value
    assert (value.number, value.ratio, value.price) == (-(2**64), 1e-7, "0.10")
    assert (value.flag, value.day, value.moment) == (True, DAY, MOMENT)
    assert (value.clock, value.length) == (dt.time(1, 2), -dt.timedelta(minutes=1))
    assert (value.key, value.ward) == (KEY, "west 1")
    assert value.phone == models.Phone(number="\u2028", kind="home")
    assert (value.by_name, value.note) == ({"a": [1], "": []}, None)
    assert (value.anything, value.either) == ([{"a": None}], True)


async def unions(client: AsyncClinic) -> None:
    drugs: list[models.Pill | models.Syrup] = [
        models.Pill(milligrams=5),
        models.Syrup(sugar_free=True),
    ]
    for drug in drugs:
        prescription = await client.values.prescribe(drug=drug, times=[dt.time(8), dt.time(20)])
        assert prescription == models.Prescription(drug=drug, times=[dt.time(8), dt.time(20)])


async def parameters_of_every_kind(client: AsyncClinic) -> None:
    seen = await client.values.see(
        7,
        DAY,
        since=MOMENT,
        ward=["east", "west 1"],
        limit=5,
        is_open=False,
        x_trace=KEY,
        session="YWI+/w==",
    )
    assert seen == {
        "query": {
            "since": ["2026-02-03T04:05:06Z"],
            "ward": ["east", "west 1"],
            "limit": ["5"],
            "is_open": ["false"],
        },
        "values": [
            7,
            "2026-02-03",
            "2026-02-03T04:05:06Z",
            ["east", "west 1"],
            5,
            False,
            str(KEY),
            "YWI+/w==",
        ],
    }


async def uploads(client: AsyncClinic) -> None:
    uploaded = await client.files.upload(
        file=File(b"abc", filename="Ä.txt", content_type="text/plain"),
        title="T",
        day=DAY,
        labels=["a", "b"],
    )
    assert uploaded.file == models.Stored(name="Ä.txt", type="text/plain", size=3)
    assert uploaded.details == models.Details(title="T", day=DAY, labels=["a", "b"])
    several = await client.files.upload_several(files=[b"1", File(b"22", filename="b.csv")])
    assert [each.size for each in several] == [1, 2]
    assert (several[1].name, several[1].type) == ("b.csv", "text/csv")
    details = await client.files.submit(title="T & Ä", labels=["a", "b"])
    assert details == models.Details(title="T & Ä", day=None, labels=["a", "b"])


async def downloads(client: AsyncClinic) -> None:
    assert await client.files.download_scan() == bytes(range(256))
    lenient = client.with_options(strict_responses=False)
    assert await lenient.files.read_report() == "name,price\r\nÄ,1.50\r\n"


async def redirects(client: AsyncClinic) -> None:
    oldest = models.Stored(name="a", type="b", size=0)
    assert await client.files.read_oldest() == oldest
    assert await client.files.read_newest() == oldest


async def streams(client: AsyncClinic) -> None:
    pulses = [
        models.Pulse(rate=60 + number, at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        for number in range(2)
    ]
    async with client.files.watch(count=2) as events:
        assert [each.data async for each in events] == pulses
    async with client.files.list_pulses(count=2) as lines:
        assert [each async for each in lines] == pulses
