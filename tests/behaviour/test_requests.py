"""What generated methods put on the wire, and what they make of answers."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from pathlib import Path
from urllib.parse import parse_qsl
from uuid import UUID

import httpx2
import pytest

from support.clients import Exchange, exchange

CASES = Path(__file__).resolve().parents[1] / "cases"


def _case(name: str, folder: Path, **arguments: str) -> Exchange:
    document = (CASES / name / "openapi.yaml").read_text(encoding="utf-8")
    return exchange(document, folder, **arguments)


def test_parameters_of_every_location(tmp_path: Path) -> None:
    sample = _case("parameters", tmp_path)
    sample.answer = httpx2.Response(200, json=["a"])
    found = sample.client.search.search(
        "a/b", dt.date(2026, 1, 1), dt.date(2026, 2, 1),
        q="x y", limit=5, ids=[1, 2], tags=["s", "t"],
        filter=sample.models.SearchFilter(color="red", size=2),
        where={"k": "v"}, x_request_id=UUID(int=1), session="s1", options="o", class_="c",
    )  # fmt: skip
    assert found == ["a"]
    request = sample.request
    assert request.url.raw_path.split(b"?")[0] == b"/search/a%2Fb/2026-01-01...2026-02-01"
    assert parse_qsl(request.url.query.decode()) == [
        ("q", "x y"), ("limit", "5"), ("ids", "1|2"), ("tags", "s,t"),
        ("filter[color]", "red"), ("filter[size]", "2"), ("where", '{"k":"v"}'),
        ("options", "o"), ("class", "c"),
    ]  # fmt: skip
    assert request.headers["x-request-id"] == str(UUID(int=1))
    assert request.headers["cookie"] == "session=s1"
    asyncio.run(sample.async_client.search.search("c", dt.date.min, dt.date.max, q="only"))
    assert sample.request.url.query == b"q=only"


def test_styles_of_path_parameters(tmp_path: Path) -> None:
    sample = _case("parameters", tmp_path)
    sample.answer = httpx2.Response(204)
    assert sample.client.points.get([1, 2], "l", ["x", "y"]) is None
    assert sample.request.url.raw_path == b"/points/1,2/.l/;matrix=x;matrix=y"


@pytest.mark.parametrize("bad", ["", ".", ".."])
def test_paths_cannot_be_left(bad: str, tmp_path: Path) -> None:
    sample = _case("objects", tmp_path)
    with pytest.raises(ValueError, match=r"itemId|item_id|segment"):
        sample.client.items.get(bad)
    assert sample.requests == []


@pytest.mark.parametrize("odd", ["../../admin", "a?b", "a#b", "%2e%2e", "a\nb", "é", "a;b"])
def test_path_segments_stay_segments(odd: str, tmp_path: Path) -> None:
    sample = _case("objects", tmp_path)
    sample.answer = httpx2.Response(204)
    sample.client.items.delete(odd)
    path = sample.request.url.raw_path.decode()
    assert path.count("/") == 3
    assert path.startswith("/v2/items/")
    assert sample.request.url.host == "warehouse.test"


def test_form_bodies(tmp_path: Path) -> None:
    sample = _case("bodies", tmp_path)
    sample.answer = httpx2.Response(204)
    address = sample.models.CreateFormRequestAddress(city="Oslo")
    sample.client.forms.create(name="a&b", tags=["x", "y"], address=address)
    assert sample.request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qsl(sample.request.content.decode()) == [
        ("name", "a&b"), ("tags", "x"), ("tags", "y"), ("address[city]", "Oslo"),
    ]  # fmt: skip


def test_multipart_bodies(tmp_path: Path) -> None:
    sample = _case("bodies", tmp_path)
    sample.answer = httpx2.Response(201, json={"id": "f1"})
    file = tmp_path / "a.pdf"
    file.write_bytes(b"PDF")
    made = sample.client.files.upload(file=file, purpose="audit", pages=[b"1", b"2"])
    assert made.id == "f1"
    content = sample.request.read()
    kind, _, boundary = sample.request.headers["content-type"].partition("; boundary=")
    assert kind == "multipart/form-data"
    parts = content.split(b"--" + boundary.encode())
    assert len(parts) == 6
    assert b'name="file"; filename="a.pdf"' in parts[1]
    assert b"Content-Type: application/pdf" in parts[1]
    assert parts[2].endswith(b"\r\n\r\naudit\r\n")


def test_binary_and_text_bodies(tmp_path: Path) -> None:
    sample = _case("bodies", tmp_path)
    sample.answer = httpx2.Response(204)
    sample.client.files.replace_content("f1", body=b"\x00\x01")
    assert sample.request.read() == b"\x00\x01"
    assert sample.request.headers["content-type"] == "application/octet-stream"
    sample.client.notes.create(body="héllo")
    assert sample.request.content == "héllo".encode()
    assert sample.request.headers["content-type"].startswith("text/plain")
    sample.client.notes.create()
    assert sample.request.content == b""
    sample.client.batches.create(body=[sample.models.CreateBatchRequestItem(n=1)])
    assert json.loads(sample.request.content) == [{"n": 1}]


def test_answers_by_status(tmp_path: Path) -> None:
    sample = _case("responses", tmp_path)
    sample.answer = httpx2.Response(201, json={"id": "j"})
    assert sample.client.jobs.create() == sample.models.Job(id="j")
    sample.answer = httpx2.Response(202, json={"ticket": "t"})
    assert sample.client.jobs.create() == sample.models.Ticket(ticket="t")
    sample.answer = httpx2.Response(203, json={"id": "j"})
    assert sample.client.jobs.get("j") == sample.models.Job(id="j")
    sample.answer = httpx2.Response(204)
    assert sample.client.jobs.get("j") is None
    sample.answer = httpx2.Response(200, text="a,b", headers={"content-type": "text/csv"})
    assert sample.client.reports.list() == "a,b"


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"), (401, "AuthenticationError"), (403, "PermissionDeniedError"),
        (404, "NotFoundError"), (409, "ConflictError"), (422, "UnprocessableEntityError"),
        (429, "RateLimitError"), (500, "InternalServerError"), (503, "InternalServerError"),
        (418, "APIStatusError"),
    ],
)  # fmt: skip
def test_errors_are_typed(status: int, name: str, tmp_path: Path) -> None:
    sample = _case("responses", tmp_path)
    sample.answer = httpx2.Response(
        status, json={"title": "No", "code": 7}, headers={"X-Request-Id": "r1"}
    )
    errors = []
    with pytest.raises(getattr(sample.package, name)) as caught:
        sample.client.jobs.create()
    errors.append(caught.value)
    with pytest.raises(getattr(sample.package, name)) as caught:
        asyncio.run(sample.async_client.jobs.create())
    errors.append(caught.value)
    for error in errors:
        assert (error.status_code, error.request_id) == (status, "r1")
        assert isinstance(error, sample.package.APIError)
        if status != 429:
            assert error.body == sample.models.Problem(title="No", code=7)


def test_errors_of_another_shape_keep_their_status(tmp_path: Path) -> None:
    sample = _case("responses", tmp_path)
    sample.answer = httpx2.Response(400, html="<h1>No</h1>")
    with pytest.raises(sample.package.BadRequestError) as caught:
        sample.client.jobs.create()
    assert caught.value.body == "<h1>No</h1>"


def test_credentials(tmp_path: Path) -> None:
    sample = _case("security", tmp_path, token="t0")
    sample.answer = httpx2.Response(204)
    sample.client.secrets.list()
    assert sample.request.headers["authorization"] == "Bearer t0"
    assert sample.request.url.host == "eu.vault.test"
    sample.client.health.get()
    assert "authorization" not in sample.request.headers
    assert "t0" not in repr(sample.client)
    with pytest.raises(sample.package.APIError, match=r"cookie_key|COOKIE_KEY"):
        sample.client.uploads.create()


def test_methods_keep_their_case(tmp_path: Path) -> None:
    nothing = {"tags": ["things"], "responses": {"204": {"description": "Done"}}}
    upload = {"required": True, "content": {"application/octet-stream": {}}}
    methods = {"Link": nothing, "push": {**nothing, "requestBody": upload}}
    document = {"openapi": "3.2.0", "paths": {"/things": {"additionalOperations": methods}}}
    sample = exchange(document, tmp_path)
    sample.answer = httpx2.Response(204)
    sample.client.things.link()
    sample.client.things.push(body=iter([b"a", b"b"]))
    asyncio.run(sample.async_client.things.link())
    assert [request.method for request in sample.requests] == ["Link", "push", "Link"]
