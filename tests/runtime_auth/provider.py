"""An API that takes tokens, and an identity provider that hands them out; both are functions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

import httpx2

from runtime_client.caller import Caller

TOKEN_URL = "https://auth.test/token"


class Provider:
    """Hands out the tokens `token-1`, `token-2`, …; the API refuses those that were revoked."""

    def __init__(self, caller: Caller, rt: ModuleType, oauth: ModuleType) -> None:
        self.caller = caller
        self.rt = rt
        self.oauth = oauth
        self.now = 1_000_000.0
        self.waits: list[float] = []
        self.grants: list[httpx2.Request] = []
        """Requests for tokens."""

        self.calls: list[httpx2.Request] = []
        """Requests to the API."""

        self.revoked: set[str] = set()
        self.answers: list[httpx2.Response | Exception] = []
        """What the next requests for tokens get, before the usual answers."""

        self.lifetime: Any = 3600
        self.refresh = False
        self.metadata: dict[str, Any] = {}
        caller.handler = self.handle

    def handle(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request."""
        if request.url.path.endswith("/openid-configuration"):
            return httpx2.Response(200, json=self.metadata)
        if request.url.host == "auth.test" or request.url.path.endswith("/login"):
            return self._grant(request)
        self.calls.append(request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return httpx2.Response(401 if token in self.revoked or not token else 204)

    def _grant(self, request: httpx2.Request) -> httpx2.Response:
        self.grants.append(request)
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            # One answer serves several tests, but is read only once.
            status, headers, content = answer.status_code, answer.headers, answer.content
            return httpx2.Response(status, headers=headers, content=content)
        number = len(self.grants)
        body: dict[str, Any] = {"access_token": f"token-{number}", "token_type": "bearer"}
        if self.lifetime is not None:
            body["expires_in"] = self.lifetime
        if self.refresh:
            body["refresh_token"] = f"refresh-{number}"
        return httpx2.Response(200, json=body)

    def fail(self, error: str, status: int = 400, **more: str) -> None:
        """Let the next request for a token fail."""
        body = {"error": error, **more}
        content = json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        self.answers.append(httpx2.Response(status, headers=headers, content=content))

    def clock(self) -> Any:
        """Time as this provider has it; waiting takes none."""

        def sleep(seconds: float) -> None:
            self.waits.append(seconds)
            self.now += seconds

        async def asleep(seconds: float) -> None:
            sleep(seconds)

        clock = import_module(f"{self.rt.__name__}.client.options").Clock
        return clock(
            time=lambda: self.now,
            monotonic=lambda: self.now,
            sleep=sleep,
            asleep=asleep,
            random=lambda: 1.0,
        )

    def credential(self, *flows: Any, **given: Any) -> Any:
        """A credential; by default client credentials."""
        if not flows and "discovery" not in given:
            flows = (self.flow("clientCredentials", scopes=("read", "write")),)
        return self.oauth.OAuth2(given.pop("token", None), flows=flows, **given)

    def flow(self, kind: str, **more: Any) -> Any:
        """A flow with the usual URL for tokens."""
        return self.oauth.OAuthFlow(kind, **{"token_url": TOKEN_URL, **more})

    def client(self, credential: Any, **options: Any) -> Any:
        """A client of the API."""
        options.setdefault("credentials", {"o": credential})
        options.setdefault("security", (("o",),))
        return self.caller.client(**{"clock": self.clock(), **options})

    def call(self, client: Any, **values: Any) -> Any:
        """Call an operation of the API."""
        return self.caller.call(client=client, values=values or None)

    @property
    def forms(self) -> list[Mapping[str, str]]:
        """What requests for tokens were, as forms."""
        return [
            {name: "".join(values) for name, values in parse_qs(each.content.decode()).items()}
            for each in self.grants
        ]

    @property
    def tokens(self) -> list[str]:
        """The tokens that came with calls."""
        return [each.headers["authorization"].removeprefix("Bearer ") for each in self.calls]
