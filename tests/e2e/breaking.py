"""A way to a server on which a connection breaks."""

from __future__ import annotations

import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from urllib.parse import urlsplit


@contextmanager
def breaking(url: str, after: int) -> Iterator[str]:
    """Another URL of a server; the first connection there ends behind some bytes of answers.

    Args:
        url: of the server.
        after: how many bytes come.
    """
    place = urlsplit(url)
    upstream = (str(place.hostname), int(place.port or 80))
    limits = iter([after])
    lock = Lock()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with lock:
                limit = next(limits, None)
            with socket.create_connection(upstream) as server:
                Thread(target=_pass_on, args=(self.request, server), daemon=True).start()
                _pass_on(server, self.request, limit)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as proxy:
        thread = Thread(target=proxy.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{proxy.server_address[1]}"
        finally:
            proxy.shutdown()
            thread.join()


def _pass_on(source: socket.socket, target: socket.socket, limit: int | None = None) -> None:
    """Pass bytes on until there are no more, or a limit is reached; then both connections end."""
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data[:limit])
            if limit is not None:
                limit -= len(data)
                if limit <= 0:
                    break
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
