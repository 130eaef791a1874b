"""What logs and traces show: names of all, values of few."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import httpx2
import pytest

Runtime = Callable[[str], ModuleType]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Content-Type", "application/json", "application/json"),
        ("User-Agent", "acme/1", "acme/1"),
        ("X-Request-Id", "req-1", "req-1"),
        ("Retry-After", "3", "3"),
        ("X-RateLimit-Remaining", "59", "59"),
        ("RateLimit", '"default";r=50;t=30', '"default";r=50;t=30'),
        ("RateLimit-Policy", '"default";q=100', '"default";q=100'),
        ("anthropic-ratelimit-input-tokens-remaining", "5", "5"),
        ("Authorization", "Bearer x", "REDACTED"),
        ("Proxy-Authorization", "x", "REDACTED"),
        ("Cookie", "a=b", "REDACTED"),
        ("Set-Cookie", "a=b", "REDACTED"),
        ("X-Api-Key", "x", "REDACTED"),
        ("X-Custom", "x", "REDACTED"),
        ("Location", "https://x.test/?token=1", "REDACTED"),
        ("Link", "<https://x.test/?token=1>", "REDACTED"),
        ("Idempotency-Key", "x", "REDACTED"),
        ("X-RateLimit-Token", "abc", "REDACTED"),
        ("X-Request-Id", "\x1b[31mred", "REDACTED"),
        ("X-Request-Id", "a\u2028b", "REDACTED"),
        ("X-Request-Id", "x" * 201, "REDACTED"),
        ("RateLimit", '"' + "x" * 200, "REDACTED"),
    ],
)
def test_headers(runtime: Runtime, name: str, value: str, shown: str) -> None:
    headers = httpx2.Headers([(name.encode(), value.encode())])
    assert runtime("observability").shown_headers(headers) == f"{name.lower()}: {shown}"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://api.test/v1/pets", "https://api.test/v1/pets"),
        ("https://user:pass@api.test:8443/", "https://api.test:8443/"),
        ("https://api.test/x#secret", "https://api.test/x"),
        ("https://api.test/a%2Fb%20c", "https://api.test/a%2Fb%20c"),
        ("https://[::1]:80/x", "https://[::1]:80/x"),
        ("https://api.test/x?limit=10&Sort=-name", "https://api.test/x?limit=10&Sort=-name"),
        ("https://api.test/x?api_key=s&q=Kim", "https://api.test/x?api_key=REDACTED&q=REDACTED"),
        ("https://api.test/x?cursor=a=b", "https://api.test/x?cursor=REDACTED"),
        ("https://api.test/x?secret", "https://api.test/x?REDACTED"),
        ("https://api.test/x?a=&&b=1", "https://api.test/x?a=REDACTED&REDACTED&b=REDACTED"),
        ("https://api.test/x?limit=%7B1%7D", "https://api.test/x?limit=REDACTED"),
        (f"https://api.test/x?limit={'1' * 41}", "https://api.test/x?limit=REDACTED"),
        ("https://api.test/x?%6Cimit=1", "https://api.test/x?%6Cimit=REDACTED"),
    ],
)
def test_urls(runtime: Runtime, url: str, shown: str) -> None:
    assert runtime("observability").shown_url(httpx2.URL(url)) == shown
