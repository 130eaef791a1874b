"""A local server for the documented operation of the MSPortal API: create a goal.

python examples/goal_server.py          # a free port, which is printed
python examples/goal_server.py 8080
"""

from __future__ import annotations

import contextlib
import json
import sys
import threading
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from uuid import UUID, uuid4

TOKEN = "demo-token"
READ_ONLY_TOKEN = "read-only-token"
BUSY_TOKEN = "busy-token"
"""Requests with this token always exceed the rate limit."""

GOALS = "/api/public/v1/goals"
RATE_LIMIT = 60
"""Requests per minute."""

_LONGEST = {"title": 200, "description": 5000, "quarter": 2}


class Refusal(Exception):
    """Ends a request with an error."""

    def __init__(
        self,
        status: HTTPStatus,
        error: str,
        code: str,
        *,
        details: Any = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(error)
        self.status = status
        self.headers = headers or {}
        self.body = {"error": error, "code": code, "details": details}


class GoalHandler(BaseHTTPRequestHandler):
    """Handles requests; connections are kept alive."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Create a goal."""
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            if self.path != GOALS:
                raise Refusal(HTTPStatus.NOT_FOUND, "Not found", "not_found")
            self._authorize()
            goal = _make_goal(_parse(content))
        except Refusal as refusal:
            body = {**refusal.body, "requestId": self._request_id}
            self._send(refusal.status, body, refusal.headers)
        else:
            self._send(HTTPStatus.CREATED, {"data": goal}, {})

    def do_GET(self) -> None:
        """Respond with 404."""
        self._send(HTTPStatus.NOT_FOUND, {"error": "Not found"}, {})

    def _authorize(self) -> None:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or token not in (TOKEN, READ_ONLY_TOKEN, BUSY_TOKEN):
            raise Refusal(HTTPStatus.UNAUTHORIZED, "Invalid or missing API key", "unauthorized")
        if token == BUSY_TOKEN:
            raise Refusal(
                HTTPStatus.TOO_MANY_REQUESTS,
                "Rate limit exceeded",
                "rate_limited",
                headers={"X-RateLimit-Remaining": "0", "Retry-After": "30"},
            )
        if token == READ_ONLY_TOKEN:
            raise Refusal(
                HTTPStatus.FORBIDDEN,
                "Forbidden - Missing required scope (goals.write)",
                "insufficient_scope",
            )

    @property
    def _request_id(self) -> str:
        """Id sent by the caller, or a new one for this request."""
        own = self.headers.get("X-Request-Id")
        if own is None:
            own = self.headers["X-Request-Id"] = str(uuid4())
        return own

    def _send(self, status: HTTPStatus, body: Any, headers: dict[str, str]) -> None:
        content = json.dumps(body).encode()
        reset = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Length": str(len(content)),
            "X-Request-Id": self._request_id,
            "X-RateLimit-Limit": str(RATE_LIMIT),
            "X-RateLimit-Remaining": str(RATE_LIMIT - 1),
            "X-RateLimit-Reset": reset.isoformat(),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""


def _parse(content: bytes) -> dict[str, Any]:
    """Return the request body, validated according to the documentation."""
    try:
        request = json.loads(content)
    except ValueError:
        request = None
    if not isinstance(request, dict):
        raise Refusal(HTTPStatus.BAD_REQUEST, "The body must be a JSON object", "invalid_body")
    problems = {}
    for name, longest in _LONGEST.items():
        value = request.get(name, "")
        if not isinstance(value, str) or len(value) > longest:
            problems[name] = f"must be a string of at most {longest} characters"
    if not request.get("title"):
        problems["title"] = "must not be empty"
    try:
        UUID(str(request.get("companyId")))
    except ValueError:
        problems["companyId"] = "must be a UUID"
    if problems:
        names = ", ".join(problems)
        raise Refusal(
            HTTPStatus.BAD_REQUEST,
            f"Validation failed: {names}",
            "validation_error",
            details=problems,
        )
    return request


def _make_goal(request: dict[str, Any]) -> dict[str, Any]:
    """Return the requested goal, with the values that the server adds."""
    now = datetime.now(UTC).isoformat()
    status = request.get("statusId")
    return {
        "id": str(uuid4()),
        "title": request["title"],
        "description": request.get("description"),
        "dueDate": request.get("dueDate"),
        "progressPercentage": request.get("progressPercentage", 0),
        "quarter": request.get("quarter"),
        "year": request.get("year"),
        "company": {"id": request["companyId"], "name": "Acme Ltd"},
        "status": {"id": status or str(uuid4()), "name": "In progress" if status else "Open"},
        "priority": _reference(request.get("priorityId"), "High"),
        "category": _reference(request.get("categoryId"), "Security"),
        "createdAt": now,
        "updatedAt": now,
        "tasks": [
            {
                "id": str(uuid4()),
                "title": "Plan the work",
                "description": None,
                "isCompleted": False,
                "dueDate": request.get("dueDate"),
                "createdAt": now,
            }
        ],
        "updates": [
            {
                "id": str(uuid4()),
                "updateText": "Goal created",
                "progressPercentage": None,
                "createdAt": now,
            }
        ],
    }


def _reference(id: str | None, name: str) -> dict[str, str] | None:
    return {"id": id, "name": name} if id else None


class GoalServer:
    """Server that runs in a thread during its `with` block."""

    def __init__(self, port: int = 0) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", port), GoalHandler)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        """Port that the server listens on; a free one if 0 was requested."""

        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def main() -> None:
    """Serve until interrupted."""
    with GoalServer(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as server:
        print(server.url, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
