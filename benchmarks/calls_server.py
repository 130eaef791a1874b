"""An HTTP/1.1 server that costs next to nothing, in a process of its own; run by `calls.py`.

Argument: a JSON file with a status and a body for each `METHOD /target`. Prints its port.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

_HEAD = """HTTP/1.1 {status} OK
Date: Wed, 25 Nov 2026 09:00:00 GMT
Content-Type: application/json
Content-Length: {length}
X-Request-Id: 6f1d2b0e-5c1e-4c5b-9a4e-5a3c8a1d0f6b
X-RateLimit-Limit: 60
X-RateLimit-Remaining: 59

"""


def _answers(file: Path) -> dict[bytes, bytes]:
    answers = {}
    for request, (status, body) in json.loads(file.read_text(encoding="utf-8")).items():
        content = json.dumps(body, separators=(",", ":")).encode()
        head = _HEAD.format(status=status, length=len(content)).replace("\n", "\r\n")
        answers[request.encode()] = head.encode() + content
    return answers


class Connection(asyncio.Protocol):
    """One connection, kept alive, with one request after the other."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, blank, rest = self._received.partition(b"\r\n\r\n")
        if not blank:
            return
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        if len(rest) >= length:
            self._received = rest[length:]
            request = head.partition(b" HTTP/1.1\r\n")[0]
            self._transport.write(self._answers[request])


async def main() -> None:
    answers = _answers(Path(sys.argv[1]))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(answers), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
