"""Over real connections: failures, uploads, cancellation."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from support.descriptions import body as describe_body

from .caller import Caller

ANSWERS = {
    "/ok": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n[]",
    "/cut": b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n[1",
    "/nonsense": b"this is no HTTP\r\n\r\n",
    "/reset": b"",
}


class WireServer:
    """Answers each connection once, with bytes that depend on the path, or never."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.requests: list[bytes] = []
        self.closed_by_client = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(65_536)
            head, _, body = head.partition(b"\r\n\r\n")
            length = 0
            for line in head.split(b"\r\n"):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            while len(body) < length:
                body += connection.recv(65_536)
            self.requests.append(head + b"\r\n\r\n" + body)
            path = head.split(b" ")[1].decode()
            if path in ANSWERS:
                connection.sendall(ANSWERS[path])
            elif connection.recv(1) == b"":
                self.closed_by_client.set()

    def close(self) -> None:
        """Take no more connections."""
        if self._thread.is_alive():
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@pytest.fixture
def server() -> Iterator[WireServer]:
    server = WireServer()
    yield server
    server.close()


def call(caller: Caller, base_url: str, path: str, **settings: Any) -> Any:
    """A call with a client that has its own connections."""
    rt = caller.rt
    body = settings.pop("body", None)
    operation = rt.Operation(
        "POST",
        path,
        body=describe_body(rt, "application/octet-stream", "FileInput", required=False),
        responses={200: rt.AnyJSON()},
    )
    settings = {"base_url": base_url, "http_client": None, **settings}

    async def use_async() -> Any:
        async with caller.client(**settings) as client:
            return await client.request(operation, body=body)

    if caller.is_async:
        return asyncio.run(use_async())
    with caller.client(**settings) as client:
        return client.request(operation, body=body)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/cut", "APIConnectionLostError"),
        ("/nonsense", "APIConnectionLostError"),
        ("/reset", "APIConnectionLostError"),
        ("/never", "APITimeoutError"),
    ],
)
def test_broken_answers(
    caller: Caller, errors: ModuleType, server: WireServer, path: str, name: str
) -> None:
    timeout = 0.2 if path == "/never" else 10
    with pytest.raises(errors.APIError) as found:
        call(caller, server.url, path, timeout=timeout)
    assert type(found.value) is getattr(errors, name)
    assert str(found.value).startswith(f"POST {server.url}{path}: ")


def test_nobody_listens(caller: Caller, errors: ModuleType, server: WireServer) -> None:
    server.close()
    with pytest.raises(errors.APIConnectionError) as found:
        call(caller, server.url, "/ok")
    assert type(found.value) is errors.APIConnectionError


def test_a_large_file_arrives_whole(caller: Caller, server: WireServer, tmp_path: Path) -> None:
    path = tmp_path / "large"
    data = bytes(range(256)) * 5_000
    path.write_bytes(data)
    assert call(caller, server.url, "/ok", body=path) == []
    head, _, body = server.requests[-1].partition(b"\r\n\r\n")
    assert body == data
    assert b"content-length: 1280000" in head.lower()
    assert head.lower().count(b"\r\nhost: 127.0.0.1:") == 1


def test_a_file_that_shrinks_while_it_is_sent(
    caller: Caller, errors: ModuleType, server: WireServer
) -> None:
    class Shrinking:
        """Says that it has ten bytes, and has three."""

        def tell(self) -> int:
            return 0

        def seek(self, offset: int, whence: int = 0) -> int:
            return 10 if whence == 2 else 0

        rest = b"abc"

        def read(self, size: int) -> bytes:
            data, self.rest = self.rest, b""
            return data

    with pytest.raises(errors.InvalidRequestError, match="became 7 bytes shorter"):
        call(caller, server.url, "/ok", body=Shrinking(), timeout=5)


def test_a_file_that_grows_while_it_is_sent(
    caller: Caller, server: WireServer, tmp_path: Path
) -> None:
    path = tmp_path / "growing"
    path.write_bytes(b"0123")
    with path.open("rb") as opened, path.open("ab") as writer:

        class Growing:
            """A file to which something is added once its size is known."""

            def tell(self) -> int:
                return opened.tell()

            def seek(self, offset: int, whence: int = 0) -> int:
                return opened.seek(offset, whence)

            def read(self, size: int) -> bytes:
                writer.write(b"45")
                writer.flush()
                return opened.read(size)

        assert call(caller, server.url, "/ok", body=Growing()) == []
    assert server.requests[-1].endswith(b"\r\n\r\n0123")


def test_a_cancelled_call_gives_its_connection_back(rt: ModuleType, server: WireServer) -> None:
    operation = rt.Operation("GET", "/never", responses={200: rt.NOTHING})
    ok = rt.Operation("GET", "/ok", responses={200: rt.AnyJSON()})

    async def main() -> None:
        async with rt.AsyncClient(base_url=server.url) as client:
            task = asyncio.create_task(client.request(operation))
            while not server.requests:
                await asyncio.sleep(0.005)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert server.closed_by_client.wait(300)
            assert await client.request(ok) == []

    asyncio.run(main())
