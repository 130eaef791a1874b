"""Several media types of one operation: what is sent, what is asked for, how answers are read."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest

from support.clients import Exchange, exchange

CASE = Path(__file__).parents[1] / "cases" / "content_types" / "openapi.yaml"
ID = UUID("4b3f8f0c-3a1e-4f4e-9d0e-0c7d3e1a2b3c")
NOTE = {"title": "t", "labels": ["a", "b"]}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    return exchange(CASE.read_text(), tmp_path_factory.mktemp("content_types"))


def sent(made: Exchange) -> tuple[str | None, bytes]:
    return made.request.headers.get("content-type"), made.request.content


# --- bodies ---------------------------------------------------------------------------------------


def test_the_first_media_type_is_sent_by_default(made: Exchange) -> None:
    made.answer = httpx2.Response(201, json=NOTE)
    note = made.client.notes.create(title="t", labels=["a", "b"])
    assert note == made.models.Note(title="t", labels=["a", "b"])
    assert sent(made) == ("application/json", b'{"title":"t","labels":["a","b"]}')


def test_another_one_is_chosen(made: Exchange) -> None:
    made.answer = httpx2.Response(201, json=NOTE)
    form = "application/x-www-form-urlencoded"
    made.client.notes.create(title="t", labels=["a", "b"], content_type=form)
    assert sent(made) == (form, b"title=t&labels=a,b")
    asyncio.run(made.async_client.notes.create(title="t", content_type=form))
    assert sent(made) == (form, b"title=t")


def test_an_object_is_no_text(made: Exchange) -> None:
    message = "A body of type text/plain must be text, bytes or a file, not an object."
    with pytest.raises(made.package.InvalidRequestError) as caught:
        made.client.notes.create(title="t", content_type="text/plain")
    assert str(caught.value) == message


def test_what_takes_other_arguments_is_another_method(made: Exchange) -> None:
    made.answer = httpx2.Response(201, json=NOTE)
    made.client.notes.create_text(body="# é")
    assert sent(made) == ("text/markdown; charset=utf-8", "# é".encode())


def test_parameters_of_media_types_are_sent(made: Exchange) -> None:
    made.answer = httpx2.Response(200, json={})
    made.client.notes.update(ID, title="t")
    assert sent(made) == ("application/json; version=1", b'{"title":"t"}')
    made.client.notes.update_version_2(ID, heading="t")
    assert sent(made) == ("application/json; version=2", b'{"heading":"t"}')


def test_json_patch(made: Exchange) -> None:
    made.answer = httpx2.Response(200, json={})
    change = made.models.Change(op="add", path="/title", value=None)
    made.client.notes.update_json_patch(ID, body=[change, made.models.Change(op="test", path="")])
    assert sent(made)[0] == "application/json-patch+json"


@pytest.mark.parametrize(
    ("name", "chosen", "content_type"),
    [
        ("a.png", None, "image/png"),
        ("a.jpg", None, "image/jpeg"),
        ("a.bin", None, "image/png"),
        ("a.png", "image/jpeg", "image/jpeg"),
    ],
)
def test_files_tell_what_they_are(
    made: Exchange, tmp_path: Path, name: str, chosen: Any, content_type: str
) -> None:
    made.answer = httpx2.Response(204)
    path = tmp_path / name
    path.write_bytes(b"picture")
    made.client.pictures.replace(body=path, content_type=chosen)
    assert sent(made) == (content_type, b"picture")
    assert made.request.headers["content-length"] == "7"


def test_a_file_says_so_itself_unless_something_is_chosen(made: Exchange) -> None:
    made.answer = httpx2.Response(204)
    from importlib import import_module

    file = import_module(f"{made.package.__name__}._runtime.bodies.files").File(
        b"x", content_type="image/jpeg"
    )
    made.client.pictures.replace(body=file)
    assert sent(made)[0] == "image/jpeg"
    made.client.pictures.replace(body=file, content_type="image/png")
    assert sent(made)[0] == "image/png"
    made.client.pictures.replace(body=b"x")
    assert sent(made)[0] == "image/png"


def test_a_range_of_text_is_filled_in(made: Exchange) -> None:
    made.answer = httpx2.Response(204)
    made.client.pictures.replace_caption(body="x")
    assert sent(made) == ("text/plain", b"x")
    made.client.pictures.replace_caption(body="x", content_type="text/csv")
    assert sent(made) == ("text/csv", b"x")
    made.client.pictures.replace_caption()
    assert sent(made) == (None, b"")


# --- answers --------------------------------------------------------------------------------------


def test_all_of_them_are_asked_for_by_default(made: Exchange) -> None:
    made.answer = httpx2.Response(200, json=NOTE)
    made.client.notes.get(ID)
    assert made.request.headers["accept"] == "application/json, application/pdf, text/markdown"


@pytest.mark.parametrize(
    ("accept", "content", "result"),
    [
        ("application/json", b'{"title":"t"}', None),
        ("application/pdf", b"%PDF", b"%PDF"),
        ("text/markdown", "# é".encode(), "# é"),
    ],
)
def test_one_is_asked_for(made: Exchange, accept: Any, content: bytes, result: Any) -> None:
    result = result if result is not None else made.models.Note(title="t")
    made.answer = httpx2.Response(200, headers={"content-type": accept}, content=content)
    assert made.client.notes.get(ID, accept=accept) == result
    assert made.request.headers["accept"] == accept
    assert asyncio.run(made.async_client.notes.get(ID, accept=accept)) == result
    assert made.request.headers["accept"] == accept


def test_ranges_leave_it_to_the_caller(made: Exchange) -> None:
    made.answer = httpx2.Response(200, content=b"x", headers={"content-type": "image/webp"})
    assert made.client.pictures.get(accept="image/webp") == b"x"
    assert made.request.headers["accept"] == "image/webp"


@pytest.mark.parametrize(
    ("content_type", "model"),
    [
        ("application/json; version=1", "Note"),
        ("application/json; version=2", "NoteChanges"),
        ('application/json;charset=utf-8;version="2"', "NoteChanges"),
        ("application/json", "Note"),
    ],
)
def test_parameters_tell_answers_apart(made: Exchange, content_type: str, model: str) -> None:
    headers = {"content-type": content_type}
    made.answer = httpx2.Response(200, headers=headers, content=b'{"title":"t","heading":"h"}')
    answer = made.client.notes.update(ID, title="t", accept="application/json; version=2")
    assert type(answer).__name__ == model
    assert made.request.headers["accept"] == "application/json; version=2"
