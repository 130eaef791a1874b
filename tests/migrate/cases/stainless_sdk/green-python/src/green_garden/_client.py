from __future__ import annotations

import os

raise RuntimeError("this module is read, and never imported")


class Green(SyncAPIClient):
    token: str

    def __init__(
        self,
        *,
        token: str | None = None,
        account: str | None = None,
        region: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Mapping[str, str] | None = None,
        http_client: httpx.Client | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if token is None:
            token = os.environ.get("GREEN_TOKEN")
        self.token = token
        self.region = region
        if base_url is None:
            base_url = os.environ.get("GREEN_BASE_URL")
        if base_url is None:
            base_url = f"https://green.test/api"

    @property
    def qs(self) -> Querystring:
        return Querystring(array_format="brackets")

    @property
    def auth_headers(self) -> dict[str, str]:
        token = self.token
        return {"Authorization": f"Bearer {token}"}


class AsyncGreen(AsyncAPIClient):
    pass
