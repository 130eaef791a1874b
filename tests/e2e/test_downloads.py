"""Files that a real server sends, with connections that break."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from e2e.breaking import breaking
from e2e.clients import Package
from e2e.conftest import Served
from e2e.zenml import asset
from support.waits import Waits

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("zenml")]

_NAME = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
_CONTENT = {"application/octet-stream": {}}
_DOWNLOAD = {
    "operationId": "download",
    "tags": ["assets"],
    "parameters": [_NAME],
    "responses": {"200": {"description": "A file.", "content": _CONTENT}},
}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Assets", "version": "1"},
    "servers": [{"url": "https://assets.test"}],
    "paths": {"/assets/{name}": {"get": _DOWNLOAD}},
}
"""The files of ZenML's web pages, which its own document does not mention."""

BROKEN_AFTER = 500_000
"""Bytes."""


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    folder = tmp_path_factory.mktemp("assets")
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return Package(spec, folder / "client", "e2e_assets")


@pytest.fixture
def file(zenml: Served) -> Path:
    """The largest file that the server has."""
    found = asset()
    assert found.stat().st_size > 3 * BROKEN_AFTER
    return found


def test_a_download_goes_on_where_the_connection_broke(
    zenml: Served, package: Package, file: Path, is_async: bool, tmp_path: Path
) -> None:
    size = file.stat().st_size
    ranges: list[str] = []
    seen: list[tuple[int, int | None]] = []
    hooks = package.module.Hooks(
        request=lambda each: ranges.append(each.request.headers.get("range", "")),
    )
    arguments: dict[str, Any] = {"clock": Waits(package.module).clock, "hooks": hooks}
    with (
        breaking(zenml.url, BROKEN_AFTER) as url,
        package.session(is_async=is_async, base_url=url, **arguments) as session,
    ):
        download = session.do(session.client.assets.download_stream(file.name))
        assert download.length == size
        saved = session.do(
            download.save(
                tmp_path / "copy", on_progress=lambda done, total: seen.append((done, total))
            )
        )
    assert saved.read_bytes() == file.read_bytes()
    assert seen[-1] == (size, size)
    assert seen == sorted(seen)
    first, second = ranges
    assert first == ""
    begin = int(second.removeprefix("bytes=").removesuffix("-"))
    assert 0 < begin < BROKEN_AFTER


def test_a_download_without_tries_leaves_no_file(
    zenml: Served, package: Package, file: Path, is_async: bool, tmp_path: Path
) -> None:
    with (
        breaking(zenml.url, BROKEN_AFTER) as url,
        package.session(is_async=is_async, base_url=url, retries=0) as session,
    ):
        download = session.do(session.client.assets.download_stream(file.name))
        with pytest.raises(package.module.APIConnectionLostError):
            session.do(download.save(tmp_path / "copy"))
    assert list(tmp_path.iterdir()) == []


def test_all_at_once_is_asked_for_anew(
    zenml: Served, package: Package, file: Path, is_async: bool
) -> None:
    clock = Waits(package.module).clock
    with (
        breaking(zenml.url, BROKEN_AFTER) as url,
        package.session(is_async=is_async, base_url=url, clock=clock) as session,
        session.client.capture() as responses,
    ):
        content = session.do(session.client.assets.download(file.name))
    assert content == file.read_bytes()
    assert [each.attempts for each in responses] == [2]


def test_no_more_bytes_come_than_are_allowed(
    zenml: Served, package: Package, file: Path, is_async: bool
) -> None:
    arguments = {"base_url": zenml.url, "max_response_bytes": BROKEN_AFTER}
    with package.session(is_async=is_async, **arguments) as session:
        with pytest.raises(package.module.ResponseTooLargeError):
            session.do(session.client.assets.download(file.name))
        download = session.do(session.client.assets.download_stream(file.name))
        with pytest.raises(package.module.ResponseTooLargeError):
            session.do(download.read())
