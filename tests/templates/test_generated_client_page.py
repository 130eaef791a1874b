"""The page for users of a client: its snippets, in their order, are a program that is typed and runs."""

from __future__ import annotations

import json
import logging
import re
import time
from pathlib import Path

import httpx2
import pytest

from clientsmith.config import RUNTIME_PARTS, RuntimeSettings
from clientsmith.plan.client.features import FEATURES, error_classes, optional_error_classes
from support import checks
from support.clients import generate_to, import_from
from support.pages import fenced

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "generated-client.md").read_text(encoding="utf-8")
PROGRAM = "\n".join(fenced(PAGE, "python"))
PRINTED = re.findall(r"^ *print\(.*\)  # (.+)$", PROGRAM, re.MULTILINE)
"""What the page says that lines print, those that are reached in a run."""

SENT = re.findall(r"^client\.pets\.update\(.*\) +# sends (.+)$", PROGRAM, re.MULTILINE)
"""What the page says that its updates send."""

PET = {
    "id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "name": "Rex",
    "status": "available",
    "createdAt": "2026-01-02T03:04:05Z",
    "colour": "brown",
}


class Server:
    """Plays the API of the page, and keeps what it was sent."""

    def __init__(self) -> None:
        self.updates: list[str] = []

    def answer(self, request: httpx2.Request, body: bytes) -> httpx2.Response:
        assert request.headers["Authorization"] == "Bearer my-token"
        if request.method == "PATCH":
            self.updates.append(json.dumps(json.loads(body)))
        status, value = self._find(request, body)
        headers = {"X-Request-Id": "req-1", "X-RateLimit-Remaining": "59"}
        if status == 202:
            headers["Location"] = "/exports/e_1"
        if request.url.path.endswith("/content"):
            headers["Content-Disposition"] = 'attachment; filename="papers.pdf"'
        if isinstance(value, bytes):
            return httpx2.Response(status, headers=headers, content=value)
        return httpx2.Response(status, headers=headers, json=value)

    def _find(self, request: httpx2.Request, body: bytes) -> tuple[int, object]:
        match request.method, request.url.path.split("/")[1:]:
            case "POST", ["pets"]:
                if not json.loads(body)["name"]:
                    return 400, {"message": "The name is empty.", "field": "name"}
                return 201, PET
            case "GET", ["pets"]:
                return 200, [PET]
            case "GET", ["visits"]:
                pages: dict[str | None, list[object]] = {
                    None: [["Check-up", "Vaccination"], "c2"],
                    "c2": [["Dentist"], None],
                }
                reasons, following = pages[request.url.params.get("cursor")]
                assert isinstance(reasons, list)
                visits = [{"reason": reason} for reason in reasons]
                return 200, {"data": visits, "next_cursor": following, "total": 3}
            case "GET" | "PATCH", ["pets", _]:
                broken = {"name": 7} if "broken" in request.url.params else {}
                return 200, PET | broken
            case "PUT", _:
                return 204, b""
            case "GET", ["events", _]:
                return 200, {"type": "paid", "amount": "12.50"}
            case "POST", ["stories"]:
                return 200, b'id: s1\ndata: {"text": "Once upon"}\n\ndata: [DONE]\n\n'
            case "POST", ["stories", "import"]:
                assert body == b'{"text":"Once upon"}\n'
                return 204, b""
            case "POST", ["files"]:
                return 201, {"id": "f_1", "size": len(body)}
            case "POST", ["exports"]:
                return 202, b""
            case "GET", ["exports", _]:
                return 200, {"id": "e_1"}
            case "GET", ["files", _, "content"]:
                return 200, b"%PDF"
        raise AssertionError(request)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the client of the page, and its snippets as one program."""
    folder = tmp_path_factory.mktemp("page")
    generate_to(HERE / "acme.yaml", folder, runtime=RuntimeSettings(RUNTIME_PARTS))
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server that all clients reach, whatever their transport."""
    server = Server()

    def send(self: object, request: httpx2.Request) -> httpx2.Response:
        return server.answer(request, request.read())

    async def send_async(self: object, request: httpx2.Request) -> httpx2.Response:
        return server.answer(request, await request.aread())

    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", send)
    monkeypatch.setattr(httpx2.AsyncHTTPTransport, "handle_async_request", send_async)
    return server


@pytest.mark.xdist_group("generated_client_page")
def test_mypy_is_content_with_the_snippets(folder: Path, tmp_path: Path) -> None:
    place = checks.copy_for_types(folder, "acme", tmp_path, "program.py")
    assert checks.mypy_errors([Path("program.py")], place) == ""


@pytest.mark.xdist_group("generated_client_page")
def test_the_snippets_do_what_the_page_says(
    folder: Path,
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "papers.pdf").write_bytes(b"%PDF-1.7 papers")
    (tmp_path / "token.txt").write_text("my-token\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ACME_TOKEN", "")  # so that what the program sets is undone
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    import_from(folder, "acme")
    with caplog.at_level(logging.WARNING, logger="acme"):
        exec(compile(PROGRAM, "generated-client.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == PRINTED
    assert server.updates == SENT
    assert caplog.records == []


def test_every_error_class_is_listed() -> None:
    table = PAGE.split("\n## Errors\n")[1].split("\n## ")[0]
    listed = sorted(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    features = FEATURES.keys() - {"validation"}
    exported = {*error_classes(), *optional_error_classes(features)}
    assert listed == sorted(exported)
