"""Calls every operation of the shop in FastAPI."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from uuid import UUID

import pytest
from fastapi_client import (
    UNSET,
    AsyncShop,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    File,
    Hooks,
    NotFoundError,
    PermissionDeniedError,
    RequestOptions,
    UnprocessableEntityError,
    models,
)

KEY = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
DAY = dt.date(2026, 2, 3)
MOMENT = dt.datetime(2026, 2, 3, 4, 5, 6, tzinfo=dt.UTC)


def connect(hooks: Hooks) -> AsyncShop:
    return AsyncShop(
        oauth2_password_username="kim",
        oauth2_password_password="secret",
        http_token="abc",
        api_key="key",
        username="root",
        password="secret",
        hooks=hooks,
        strict_responses=True,
    )


async def credentials_of_each_operation(client: AsyncShop) -> None:
    assert await client.auth.read_me() == models.Caller(scheme="oauth2", name="kim")
    assert await client.auth.read_machine() == models.Caller(scheme="bearer", name="abc")
    assert await client.auth.read_partner() == models.Caller(scheme="key", name="key")
    assert await client.auth.read_admin() == models.Caller(scheme="basic", name="root")
    token = await client.auth.log_in(username="lee", password="secret")
    assert (token.access_token, token.token_type) == ("token-of-lee", "bearer")


async def wrong_credentials(client: AsyncShop) -> None:
    with pytest.raises(BadRequestError) as wrong:
        await client.auth.log_in(username="lee", password="wrong")
    assert "Incorrect username or password" in str(wrong.value)
    with pytest.raises(AuthenticationError) as missing:
        await client.with_options(auth=False).auth.read_me()
    assert "Not authenticated" in str(missing.value)
    async with AsyncShop(token="x", username="root", password="wrong") as other:
        with pytest.raises(AuthenticationError) as invalid:
            await other.auth.read_me()
        assert "Invalid token" in str(invalid.value)
        with pytest.raises(PermissionDeniedError) as refused:
            await other.auth.read_admin()
        assert "Not this password" in str(refused.value)
        assert refused.value.body["detail"]["code"] == "wrong_password"


async def values_of_every_kind(client: AsyncShop) -> None:
    echo = await client.values.echo(
        text="Ä \u2028\n",
        number=2**70,
        ratio=0.1,
        price="12.30",
        flag=False,
        day=DAY,
        moment=MOMENT,
        clock=dt.time(23, 59, 58, 1000),
        length=dt.timedelta(days=1, seconds=2.5),
        key=KEY,
        color="dark-blue",
        level=2,
        kind="large",
        tags=["a"],
        pair=(1, "one"),
        sizes=[models.Size(width=1.5), models.Size(width=2, height=None)],
        by_name={"a": models.Size(width=1, height=0.5)},
        note=None,
        anything={"a": [1, None, 2.5]},
        either=models.Size(width=3),
    )
    assert json.loads(echo.received, parse_float=Decimal) == {
        "text": "Ä \u2028\n",
        "number": 2**70,
        "ratio": Decimal("0.1"),
        "price": "12.30",
        "flag": False,
        "day": "2026-02-03",
        "moment": "2026-02-03T04:05:06Z",
        "clock": "23:59:58.001000",
        "length": "P1DT2.5S",
        "key": str(KEY),
        "color": "dark-blue",
        "level": 2,
        "kind": "large",
        "tags": ["a"],
        "pair": [1, "one"],
        "sizes": [{"width": Decimal("1.5")}, {"width": 2, "height": None}],
        "by_name": {"a": {"width": 1, "height": Decimal("0.5")}},
        "note": None,
        "anything": {"a": [1, None, Decimal("2.5")]},
        "either": {"width": 3},
    }
    value = echo.value
    assert (value.text, value.number, value.ratio) == ("Ä \u2028\n", 2**70, 0.1)
    assert (value.price, value.flag, value.day, value.moment) == ("12.30", False, DAY, MOMENT)
    assert value.clock == dt.time(23, 59, 58, 1000)
    assert value.length == dt.timedelta(days=1, seconds=2.5)
    assert (value.key, value.color, value.level, value.kind) == (KEY, "dark-blue", 2, "large")
    assert (value.tags, value.pair, value.parent, value.note) == (["a"], (1, "one"), None, None)
    assert value.sizes == [models.Size(width=1.5, height=None), models.Size(width=2, height=None)]
    assert value.by_name == {"a": models.Size(width=1, height=0.5)}
    assert value.anything == {"a": [1, None, 2.5]}
    assert value.either == models.Size(width=3, height=None)


async def parameters_of_every_kind(client: AsyncShop) -> None:
    seen = await client.values.see(
        7,
        DAY,
        "a/b c/Ä",
        since=MOMENT,
        x_trace=KEY,
        color=["red", "dark-blue"],
        limit=5,
        price="1.50",
        within=dt.timedelta(hours=1, minutes=30),
        open=True,
        x_tag=["a", "b"],
        session="YWI+/w==",
    )
    assert seen.values == {
        "number": 7,
        "day": "2026-02-03",
        "path": "a/b c/Ä",
        "since": "2026-02-03T04:05:06Z",
        "trace": str(KEY),
        "color": ["red", "dark-blue"],
        "limit": 5,
        "price": "1.50",
        "within": "PT1H30M",
        "open": True,
        "tag": ["a,b"],  # FastAPI wants a header for each, and declares one with commas
        "session": "YWI+/w==",
    }
    assert seen.url.endswith(
        "?since=2026-02-03T04%3A05%3A06Z&color=red&color=dark-blue&limit=5&price=1.50"
        "&within=PT1H30M&open=true"
    )
    assert seen.headers == {"x-trace": str(KEY), "x-tag": "a,b"}
    few = await client.values.see(1, DAY, "a", since=MOMENT, x_trace=KEY, color=[])
    assert few.url.endswith("?since=2026-02-03T04%3A05%3A06Z")
    assert few.cookies == {}


async def what_is_invalid_is_named(client: AsyncShop) -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        await client.values.see(1, DAY, "a", since=MOMENT, x_trace=KEY, limit=1000)
    assert "query.limit: Input should be less than or equal to 100" in str(caught.value)
    (problem,) = caught.value.body.detail
    assert isinstance(problem, models.ValidationError)
    assert (problem.loc, problem.type) == (["query", "limit"], "less_than_equal")
    with pytest.raises(UnprocessableEntityError) as caught:
        await client.items.create(name="", price="dear")
    assert "body.name: " in str(caught.value)
    assert "body.price: " in str(caught.value)


async def unions(client: AsyncShop) -> None:
    payments: list[models.Card | models.Transfer] = [
        models.Card(number="1"),
        models.Transfer(iban="DE", due=DAY),
        models.Transfer(iban="DE", due=None),
    ]
    for payment in payments:
        assert await client.values.pay(body=payment) == payment
    paid = await client.values.pay(body=models.CashInput(method="coins", amount="1.50"))
    assert paid == models.Cash(method="coins", amount="1.50")
    assert await client.values.list_pets() == [
        models.Cat(lives=9),
        models.Dog(breed="Collie"),
        "Rex",
        None,
    ]


async def items_are_created_changed_and_deleted(client: AsyncShop) -> None:
    made = [
        await client.items.create(name=f"item {number}", price="2.50", note="new")
        for number in range(5)
    ]
    first = made[0]
    assert (first.name, first.price, first.note) == ("item 0", "2.50", "new")
    assert await client.items.read(first.id) == first
    assert await client.items.read_newest() == {
        "name": "item 4",
        "price": "2.50",
        "note": "new",
        "id": made[-1].id,
    }
    with client.capture() as responses:
        await client.items.read_help()
    assert responses[-1].headers["Location"] == "https://help.example/shop"
    for size in (1, 2, 5, 50):
        assert [each async for each in client.items.list(size=size)] == made
    assert await client.items.list(page=2, size=2).first_page() == made[2:4]

    changed = await client.items.change(first.id, price="3.00")
    assert (changed.name, changed.price, changed.note) == ("item 0", "3.00", "new")
    changed = await client.items.change(first.id, note=None)
    assert (changed.name, changed.price, changed.note) == ("item 0", "3.00", None)
    assert await client.items.change(first.id, note=UNSET) == changed

    with pytest.raises(ConflictError) as conflict:
        await client.items.create(name="item 1")
    assert conflict.value.body == models.Message(message="item 1 exists")
    assert "item 1 exists" in str(conflict.value)
    raw = await client.request_raw("GET", "/items", query={"page": 3, "size": 2})
    assert json.loads(raw.content)[0]["id"] == made[4].id, "the redirect to /items/ is followed"

    for each in made:
        await client.items.delete(each.id)
    with pytest.raises(NotFoundError) as missing:
        await client.items.read(first.id)
    assert missing.value.body == {"detail": f"No item {first.id}"}
    assert f"No item {first.id}" in str(missing.value)
    assert [each async for each in client.items.list()] == []


async def pages_by_cursor_and_offset(client: AsyncShop) -> None:
    assert [each async for each in client.items.list_entries()] == list(range(8))
    assert [each async for each in client.items.list_entries(cursor="5", limit=1)] == [5, 6, 7]
    pages = [page async for page in client.items.list_entries().pages()]
    assert [page.next_cursor for page in pages] == ["3", "6", None]
    lines = [f"line {number}" for number in range(8)]
    for limit in (None, 1, 4, 8, 100):
        assert [each async for each in client.items.list_lines(limit=limit)] == lines
    assert [each async for each in client.items.list_lines(skip=6)] == lines[6:]
    assert [each async for each in client.items.list_lines(skip=9)] == []


async def uploads(client: AsyncShop) -> None:
    stored = await client.files.upload(
        file=File(b"abc", filename="Ä.txt", content_type="text/plain"),
        title="T",
        label=["a", "b"],
        day=DAY,
    )
    assert stored == models.Stored(
        name="Ä.txt",
        type="text/plain",
        size=3,
        fields={"title": "T", "label": ["a", "b"], "day": "2026-02-03"},
    )
    stored = await client.files.upload(file=b"\0", title="T")
    assert (stored.size, stored.fields) == (1, {"title": "T", "label": [], "day": None})
    several = await client.files.upload_several(
        files=[b"1", File(b"22", filename="b.csv")], extra=b"333"
    )
    assert [(each.name, each.size) for each in several[1:]] == [("b.csv", 2), ("extra", 3)]
    assert several[0].size == 1
    assert several[1].type == "text/csv"


async def downloads(client: AsyncShop) -> None:
    content = await client.files.stream()
    assert content == b"".join(bytes([each]) * 1000 for each in range(256))
    async with client.files.stream_stream() as download:
        assert await download.read() == content
    source: str = await client.files.download()
    assert source.startswith('"""A shop in FastAPI."""')


async def text_where_json_is_declared(client: AsyncShop) -> None:
    lenient = client.with_options(strict_responses=False)
    assert await lenient.files.read_report() == "name,price\r\nÄ,1.50\r\n"
    assert await client.files.read_page() == "<h1>Shop</h1>"


async def events(client: AsyncShop) -> None:
    async with client.files.watch(count=2) as ticks:
        seen = [each.data async for each in ticks]
    assert seen == [
        models.Tick(count=number, at=dt.datetime(2026, 1, 1, 0, 0, number, tzinfo=dt.UTC))
        for number in range(2)
    ]
    async with client.files.follow(last_event_id=1) as log:
        lines = [(each.event, each.id, each.data) async for each in log]
    assert lines == [
        ("line", "2", '{"line": 2}'),
        ("line", "3", '{"line": 3}'),
        ("end", None, "[DONE]"),
    ]
    async with client.files.follow(options=RequestOptions(timeout=5)) as log:
        async for each in log:
            assert each.id == "1"
            break
