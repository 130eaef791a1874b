"""The page on rate limits, hooks, logs and traces: its snippets, in their order, are a program."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from clientsmith.config import RUNTIME_PARTS, RuntimeSettings
from support.checks import copy_for_types, mypy_errors
from support.clients import generate_to, import_from
from support.pages import fenced

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "watching.md").read_text(encoding="utf-8")
PROGRAM = "\n".join(fenced(PAGE, "python"))
PRINTED = re.findall(r"^ *print\(.*\)  # (.+)$", PROGRAM, re.MULTILINE)
"""What the page says that lines print."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the client of the page, and its snippets as one program."""
    folder = tmp_path_factory.mktemp("watching_page")
    included = RuntimeSettings(RUNTIME_PARTS)
    generate_to(ROOT / "tests" / "templates" / "acme.yaml", folder, runtime=included)
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    return folder


@pytest.fixture
def level() -> Iterator[None]:
    """The level of the logger is as it was, afterwards."""
    yield
    logging.getLogger("acme").setLevel(logging.NOTSET)


@pytest.mark.xdist_group("watching_page")
def test_mypy_is_content_with_the_snippets(folder: Path, tmp_path: Path) -> None:
    place = copy_for_types(folder, "acme", tmp_path, "program.py")
    assert mypy_errors([Path("program.py")], place) == ""


@pytest.mark.xdist_group("watching_page")
@pytest.mark.usefixtures("level")
def test_the_snippets_do_what_the_page_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    requests: list[httpx2.Request] = []

    def send(self: object, request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        headers = {"RateLimit": '"a";r=59;t=30', "RateLimit-Policy": '"a";q=60;w=60'}
        return httpx2.Response(200, headers=headers, json=[])

    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", send)
    import_from(folder, "acme")
    exec(compile(PROGRAM, "watching.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == PRINTED
    signatures = [each.headers.get("x-signature", "") for each in requests]
    assert [len(each) for each in signatures] == [0, 0, 64, 0]


def test_what_the_page_says_of_spans_is_what_they_have() -> None:
    source = (ROOT / "templates/python/_runtime/telemetry.py").read_text(encoding="utf-8")
    names = set(re.findall(r'"((?:http|url|server|network|error)\.[a-z_.]+)"', source))
    told = set(re.findall(r"`((?:http|url|server|network|error)\.[a-z_.]+)`", PAGE))
    assert names - told == {"http.request.method_original"}
    assert told <= names
