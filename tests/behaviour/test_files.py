"""Files in arguments: in all forms that HTTP libraries of Python take, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from support.clients import Exchange, exchange

DOCUMENT = """
paths:
  /files:
    post:
      operationId: upload_file
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties:
                file: {type: string, format: binary}
                more: {type: array, items: {type: string, format: binary}}
                either: {anyOf: [{type: string, format: binary}, {type: string}]}
      responses: {'204': {description: ''}}
  /documents:
    post:
      operationId: create_document
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Attachment"}}}
      responses: {'204': {description: ''}}
    put:
      operationId: replace_document
      requestBody:
        required: true
        content: {multipart/form-data: {schema: {$ref: "#/components/schemas/Attachment"}}}
      responses: {'204': {description: ''}}
  /content:
    put:
      operationId: replace_content
      requestBody:
        required: true
        content: {application/octet-stream: {schema: {type: string, format: binary}}}
      responses: {'204': {description: ''}}
components:
  schemas:
    Attachment:
      type: object
      required: [data]
      properties:
        data: {type: string, format: binary}
        more: {type: array, items: {type: string, format: binary}}
"""


@pytest.fixture(scope="module", params=("dataclass", "pydantic", "msgspec", "typeddict"))
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    config = {"models": request.param}
    return exchange(DOCUMENT, tmp_path_factory.mktemp(request.param), config=config)


def part(files: Exchange, **arguments: Any) -> str:
    """The parts of an upload, without the boundaries."""
    files.client.files.upload(**arguments)
    boundary = files.request.headers["content-type"].partition("boundary=")[2].encode()
    pieces = files.request.content.split(b"--" + boundary)[1:-1]
    return "|".join(piece.strip().decode().replace("\r\n", "\n") for piece in pieces)


NAMED = 'Content-Disposition: form-data; name="file"; filename="a.txt"\nContent-Type: {}\n\nhello'


@pytest.mark.parametrize(
    ("given", "media_type"),
    [
        (("a.txt", b"hello"), "text/plain"),
        (("a.txt", b"hello", "text/markdown"), "text/markdown"),
        (("a.txt", b"hello", None), "text/plain"),
        (("a.txt", b"hello", None, {"X-Mark": "1"}), "text/plain\nX-Mark: 1"),
    ],
)
def test_tuples(files: Exchange, given: Any, media_type: str) -> None:
    assert part(files, file=given) == NAMED.format(media_type)


def test_paths_files_and_bytes(files: Exchange, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"hello")
    assert part(files, file=path) == NAMED.format("text/plain")
    with path.open("rb") as file:
        assert part(files, file=file) == NAMED.format("text/plain")
    assert part(files, file=("a.txt", io.BytesIO(b"hello"))) == NAMED.format("text/plain")
    assert part(files, file=b"hello").endswith("\n\nhello")


def test_lists_of_tuples(files: Exchange) -> None:
    both = part(files, file=b"", more=(("a.txt", b"1"), ("b.txt", b"2")))
    assert 'name="more"; filename="a.txt"' in both
    assert 'name="more"; filename="b.txt"' in both


def test_text_is_no_file(files: Exchange) -> None:
    errors = files.package.errors
    for given in ("a.txt", ("a.txt", "hello")):
        with pytest.raises(TypeError, match=r"got str\. Use Path\(…\)") as caught:
            files.client.files.upload(file=given)
        assert isinstance(caught.value, errors.InvalidRequestError)
    with pytest.raises(TypeError, match="got str"):
        files.client.files.upload(file=b"", more=["a.txt"])


def test_text_beside_files(files: Exchange) -> None:
    assert 'name="either"\n\nhello' in part(files, file=b"", either="hello")
    assert 'name="either"; filename="a.txt"' in part(files, file=b"", either=("a.txt", b"1"))


def test_whole_bodies(files: Exchange) -> None:
    files.client.content.replace(body=("a.txt", b"hello", "text/plain"))
    assert files.request.content == b"hello"
    with pytest.raises(TypeError, match="got str"):
        files.client.content.replace(body="a.txt")


def test_conversions_keep_what_is_given(files: Exchange) -> None:
    attachment, to_dict = files.models.Attachment, files.package.to_dict
    for given in ("text", b"x", ("a.txt", b"x")):
        data = {"data": given, "more": [given]}
        value = attachment(**data)
        assert to_dict(value, attachment) == data
        assert files.package.from_dict(attachment, data) == value


def test_json_has_text_in_place_of_files(files: Exchange) -> None:
    attachment, to_json = files.models.Attachment, files.package.to_json
    files.client.documents.create(data="text", more=["a"])
    assert files.request.content == b'{"data":"text","more":["a"]}'
    assert to_json(attachment(data="text"), attachment) == '{"data":"text"}'
    with pytest.raises(TypeError, match=r"^\$\.data: a file cannot be part of a JSON document$"):
        to_json(attachment(data=b"x"), attachment)
    with pytest.raises(TypeError, match="got str"):
        files.client.documents.replace(data="text")
