"""The page on OAuth 2: its snippets, in their order, are a program that is typed and runs."""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.parse import parse_qs

import httpx2
import pytest

from support.checks import copy_for_types, mypy_errors
from support.clients import generate_to, import_from
from support.pages import fenced

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "oauth.md").read_text(encoding="utf-8")
PROGRAM = "\n".join(fenced(PAGE, "python"))
PRINTED = re.findall(r"^ *print\(.*\)  # (.+)$", PROGRAM, re.MULTILINE)
"""What the page says that lines print."""


class Server:
    """Plays the API of the page and its identity provider."""

    def __init__(self) -> None:
        self.grants: list[dict[str, list[str]]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "api.acme.test":
            assert request.headers["authorization"].startswith("Bearer token-")
            return httpx2.Response(204)
        if request.url.path == "/device":
            body = {"user_code": "BDWP-HQPK", "verification_uri": "https://acme.test/tv"}
            return httpx2.Response(200, json={"device_code": "d-1", **body})
        self.grants.append(parse_qs(request.content.decode()))
        if len(self.grants) >= 5:
            return httpx2.Response(401, json={"error": "invalid_client"})
        token = {"access_token": f"token-{len(self.grants)}", "expires_in": 3600}
        scope = self.grants[-1].get("scope")
        return httpx2.Response(200, json=token | ({"scope": scope[0]} if scope else {}))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the client of the page, and its snippets as one program."""
    folder = tmp_path_factory.mktemp("oauth_page")
    generate_to(HERE / "pets.yaml", folder)
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    return folder


@pytest.mark.xdist_group("oauth_page")
def test_mypy_is_content_with_the_snippets(folder: Path, tmp_path: Path) -> None:
    place = copy_for_types(folder, "acme_pets", tmp_path, "program.py")
    assert mypy_errors([Path("program.py")], place) == ""


@pytest.mark.xdist_group("oauth_page")
def test_the_snippets_do_what_the_page_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = Server()
    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", lambda self, sent: server(sent))
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    import_from(folder, "acme_pets")
    exec(compile(PROGRAM, "oauth.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == PRINTED
    assert [grant["grant_type"][0].rpartition(":")[2] for grant in server.grants] == [
        "client_credentials",
        "client_credentials",
        "authorization_code",
        "device_code",
        "client_credentials",
        "client_credentials",
    ]
    assert server.grants[1]["audience"] == ["pets"]
