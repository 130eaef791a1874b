"""Servers on this machine, whose requests are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """A server and what it has: path → status, headers and content, or content alone."""

    address: str
    files: dict[str, str | bytes | Answer | Callable[[], Answer]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of each request, names of headers in small letters."""

    @property
    def url(self) -> str:
        return f"http://{self.address}"

    @property
    def asked(self) -> list[str]:
        return [path for path, _ in self.requests]


@pytest.fixture
def serve() -> Iterator[Callable[[], Site]]:
    """Starts a server on a port of its own."""
    running: list[ThreadingHTTPServer] = []

    def start() -> Site:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                found = site.files.get(self.path, (404, {}, b"nothing"))
                if callable(found):
                    found = found()
                if isinstance(found, str):
                    found = found.encode()
                status, headers, content = (200, {}, found) if isinstance(found, bytes) else found
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        running.append(server)
        site = Site(f"127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return site

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(serve: Callable[[], Site]) -> Site:
    """A server on a port of its own."""
    return serve()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the environment is between the tests and their servers."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
