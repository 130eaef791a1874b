"""A server on the loopback interface that answers with whatever bytes a test makes up."""

from __future__ import annotations

import re
import socket
import struct
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from threading import Event, Lock, Thread
from typing import Self


class End(Enum):
    """How a connection ends; without one the next request is waited for."""

    CLOSE = auto()
    RESET = auto()
    HANG = auto()
    """Nothing more comes, until the client closes the connection."""


@dataclass(frozen=True, slots=True)
class Received:
    """A request, as it came."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes
    connection: int
    """Number of the connection, from 0."""

    def header(self, name: str) -> str | None:
        """The value of a header; None where there is none."""
        return next((value for each, value in self.headers if each.lower() == name.lower()), None)


Behaviour = Callable[[Received], Iterable[bytes | End]]
"""What is sent for a request, piece by piece."""


def answer(
    body: bytes | str = b"",
    *headers: str,
    status: str = "200 OK",
    content_type: str | None = "application/json",
    length: int | str | None = None,
) -> bytes:
    """A whole answer.

    Args:
        headers: further ones, such as `Retry-After: 1`.
        content_type: None for no such header.
        length: what `Content-Length` says, by default the truth.
    """
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", *headers]
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    lines.append(f"Content-Length: {len(data) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + data


def always(*pieces: bytes | End) -> Behaviour:
    """The same for every request."""
    return lambda request: pieces


def in_turn(*answers: bytes | Behaviour) -> Behaviour:
    """One answer after the other; the last one again and again."""
    left = list(answers)
    lock = Lock()

    def behave(request: Received) -> Iterable[bytes | End]:
        with lock:
            first = left.pop(0) if len(left) > 1 else left[0]
        return (first,) if isinstance(first, bytes) else first(request)

    return behave


class RawServer:
    """Listens on a free port, a thread for each connection; keeps all that it gets."""

    def __init__(self) -> None:
        self.behave: Behaviour = always(answer("{}"))
        self.received: list[Received] = []
        self.raw = bytearray()
        """Every byte that came, in requests or not."""

        self.connections = 0
        self.reads_bodies = True
        """Whether a request is answered only when all of it has come."""

        self._stopping = Event()
        self._sockets: set[socket.socket] = set()
        self._threads: list[Thread] = []
        self._lock = Lock()

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._acceptor = Thread(target=self._accept, name="server", daemon=True)
        self._acceptor.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stopping.set()
        socket.create_connection(self._listener.getsockname()).close()
        self._acceptor.join()
        self._listener.close()
        with self._lock:
            for each in self._sockets:
                with suppress(OSError):  # the other side was faster
                    each.shutdown(socket.SHUT_RDWR)
        self.wait()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def open_connections(self) -> int:
        """Connections that neither side has closed."""
        with self._lock:
            return len(self._sockets)

    def wait(self) -> None:
        """Wait until every connection has ended."""
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            thread.join(300)
            assert not thread.is_alive(), "a connection is still open"

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._stopping.is_set():
                connection.close()
                return
            with self._lock:
                self._sockets.add(connection)
                number, self.connections = self.connections, self.connections + 1
            arguments = (connection, number)
            thread = Thread(target=self._serve, args=arguments, name="server", daemon=True)
            with self._lock:
                thread.start()
                self._threads.append(thread)

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            reader = _Reader(connection, self.raw)
            while not self._stopping.is_set():
                request = reader.request(number, with_body=self.reads_bodies)
                if request is None:
                    return
                self.received.append(request)
                for piece in self.behave(request):
                    if isinstance(piece, End):
                        self._end(connection, piece)
                        return
                    connection.sendall(piece)
        except OSError:
            pass  # the client has had enough
        finally:
            with self._lock:
                self._sockets.discard(connection)
                connection.close()

    def _end(self, connection: socket.socket, how: End) -> None:
        match how:
            case End.RESET:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            case End.HANG:
                while connection.recv(4096):
                    pass
            case End.CLOSE:
                pass


class _Reader:
    """Takes requests apart."""

    def __init__(self, connection: socket.socket, raw: bytearray) -> None:
        self._connection = connection
        self._raw = raw
        self._data = b""

    def _more(self) -> bool:
        data = self._connection.recv(65536)
        self._raw += data
        self._data += data
        return bool(data)

    def _until(self, mark: bytes) -> bytes | None:
        while mark not in self._data:
            if not self._more():
                return None
        found, _, self._data = self._data.partition(mark)
        return found

    def _exactly(self, length: int) -> bytes | None:
        while len(self._data) < length:
            if not self._more():
                return None
        found, self._data = self._data[:length], self._data[length:]
        return found

    def request(self, connection: int, *, with_body: bool) -> Received | None:
        """The next request; None where the client has closed the connection."""
        head = self._until(b"\r\n\r\n")
        if head is None:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        headers = [(name, value.strip()) for name, _, value in (x.partition(":") for x in lines)]
        text = head.decode("latin-1").lower()
        length = re.search(r"\ncontent-length: *(\d+)", text)
        body: bytes | None = b""
        if not with_body:
            pass
        elif length:
            body = self._exactly(int(length[1]))
        elif "\ntransfer-encoding: chunked" in text:
            body = self._chunks()
        if body is None:
            return None
        return Received(method, target, headers, body, connection)

    def _chunks(self) -> bytes | None:
        chunks = []
        while True:
            size = self._until(b"\r\n")
            chunk = None if size is None else self._exactly(int(size, 16) + 2)
            if chunk is None:
                return None
            if chunk == b"\r\n":
                return b"".join(chunks)
            chunks.append(chunk[:-2])
