"""What headers say of rate limits."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import httpx2
import pytest

from .watch import EPOCH

Headers = dict[str, str] | list[tuple[str, str]]


def read(runtime: Any, headers: Headers) -> tuple[Any, ...] | None:
    """Limit, remaining, seconds until the reset, window, policy and bucket."""
    found = runtime("rate_limits").rate_limit_of(httpx2.Headers(headers), EPOCH)
    if found is None:
        return None
    reset = found.reset_at
    seconds = None if reset is None else round(reset.timestamp() - EPOCH, 3)
    return found.limit, found.remaining, seconds, found.window, found.policy, found.bucket


STRUCTURED = {
    "one": (
        {"RateLimit": '"default";r=50;t=30', "RateLimit-Policy": '"default";q=100;w=60'},
        (100, 50, 30, 60, "default", ""),
    ),
    "used up wins": (
        {
            "RateLimit": '"burst";r=5;t=3, "daily";r=0;t=3600;pk=:c2Rm:',
            "RateLimit-Policy": '"burst";q=10;w=5,"daily";q=1000;qu="requests";w=86400',
        },
        (1000, 0, 3600, 86400, "daily", ""),
    ),
    "the longest of those used up wins": (
        {"RateLimit": '"a";r=0;t=3, "b";r=0;t=60, "c";r=0;t=9'},
        (None, 0, 60, None, "b", ""),
    ),
    "the smallest share wins": (
        {"RateLimit": '"a";r=9;t=3, "b";r=50;t=9', "RateLimit-Policy": '"a";q=10, "b";q=1000'},
        (1000, 50, 9, None, "b", ""),
    ),
    "on several lines": (
        [("RateLimit", '"a";r=9;t=3'), ("RateLimit", '"b";r=0;t=9')],
        (None, 0, 9, None, "b", ""),
    ),
    "a policy alone": ({"RateLimit-Policy": '"a";q=10;w=60'}, (10, None, None, 60, "a", "")),
    "signs in a name": (
        {"RateLimit": '"a,b;c=\\"d\\"";r=1;t=2'},
        (None, 1, 2, None, 'a,b;c="d"', ""),
    ),
    "a dictionary": (
        {"RateLimit": "limit=100, remaining=50, reset=40", "RateLimit-Policy": "100;w=60"},
        (100, 50, 40, 60, "", ""),
    ),
    "a token as the name": ({"RateLimit": "default;r=1;t=2"}, (None, 1, 2, None, "default", "")),
    "with pairs of its own": (
        {"Zendesk-RateLimit-Tickets-Remaining": "99", "Zendesk-RateLimit-Tickets-Limit": "100"},
        (100, 99, None, None, "tickets", ""),
    ),
}


@pytest.mark.parametrize(("headers", "expected"), STRUCTURED.values(), ids=STRUCTURED)
def test_structured_fields(runtime: Any, headers: Headers, expected: tuple[Any, ...]) -> None:
    assert read(runtime, headers) == expected


def plain(limit: str, remaining: str, reset: str = "", prefix: str = "X-RateLimit") -> Headers:
    headers = {f"{prefix}-Limit": limit, f"{prefix}-Remaining": remaining}
    return {**headers, f"{prefix}-Reset": reset} if reset else headers


VARIANTS = {
    "X-RateLimit": (plain("60", "59", "30"), (60, 59, 30, None, "", "")),
    "X-Rate-Limit": (plain("60", "59", "30", "X-Rate-Limit"), (60, 59, 30, None, "", "")),
    "RateLimit": (plain("60", "59", "30", "RateLimit"), (60, 59, 30, None, "", "")),
    "with windows": (plain("100;w=21600", "76;w=21600"), (100, 76, None, 21600, "", "")),
    "several windows": (
        plain("100, 1000;w=3600, 100;w=10", "7", "4", "RateLimit"),
        (100, 7, 4, 10, "", ""),
    ),
    "the window of a policy": (
        {**plain("60", "59", "9", "RateLimit"), "RateLimit-Policy": "60;w=10, 1000;w=3600"},
        (60, 59, 9, 10, "", ""),
    ),
    "no remaining, but used": (
        {"X-RateLimit-Limit": "60", "X-RateLimit-Used": "20"},
        (60, 40, None, None, "", ""),
    ),
    "a resource": (
        {**plain("30", "18", f"{EPOCH + 60:.0f}"), "X-RateLimit-Resource": "search"},
        (30, 18, 60, None, "", "search"),
    ),
    "a bucket, and more exact seconds": (
        {
            **plain("5", "0", f"{EPOCH + 2}"),
            "X-RateLimit-Reset-After": "1.75",
            "X-RateLimit-Bucket": "abcd1234",
        },
        (5, 0, 1.75, None, "", "abcd1234"),
    ),
    "for all buckets": (
        {
            **plain("5", "0", "2"),
            "X-RateLimit-Bucket": "abcd1234",
            "X-RateLimit-Global": "true",
        },
        (5, 0, 2, None, "", ""),
    ),
    "several units, the unit last": (
        {
            "x-ratelimit-limit-requests": "60",
            "x-ratelimit-remaining-requests": "59",
            "x-ratelimit-reset-requests": "1s",
            "x-ratelimit-limit-tokens": "150000",
            "x-ratelimit-remaining-tokens": "149",
            "x-ratelimit-reset-tokens": "6m0s",
        },
        (150000, 149, 360, None, "tokens", ""),
    ),
    "several units, the unit first": (
        {
            "anthropic-ratelimit-requests-limit": "50",
            "anthropic-ratelimit-requests-remaining": "0",
            "anthropic-ratelimit-requests-reset": "2026-09-21T14:13:50Z",
            "anthropic-ratelimit-tokens-limit": "80000",
            "anthropic-ratelimit-tokens-remaining": "79000",
            "anthropic-ratelimit-tokens-reset": "2026-09-21T14:13:21Z",
        },
        (50, 0, 10.0 + 20, None, "requests", ""),
    ),
    "several windows by name": (
        {
            "X-RateLimit-Limit-Minute": "20",
            "X-RateLimit-Remaining-Minute": "1",
            "X-RateLimit-Limit-Hour": "500",
            "X-RateLimit-Remaining-Hour": "480",
            "RateLimit-Reset": "33",
            "RateLimit-Limit": "20",
            "RateLimit-Remaining": "2",
        },
        (20, 1, 33, 60, "minute", ""),
    ),
    "a limit without the word": (
        {
            "X-HubSpot-RateLimit-Daily": "250000",
            "X-HubSpot-RateLimit-Daily-Remaining": "249000",
            "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
            "X-HubSpot-RateLimit-Max": "100",
            "X-HubSpot-RateLimit-Remaining": "9",
        },
        (100, 9, None, 10, "", ""),
    ),
    "remaining alone": (
        {"x-ms-ratelimit-remaining-subscription-reads": "11999"},
        (None, 11999, None, None, "subscription-reads", ""),
    ),
    "used of a limit": (
        {"X-Shopify-Shop-Api-Call-Limit": "32/40"},
        (40, 8, None, None, "", ""),
    ),
    "fractions": (
        {
            "X-Ratelimit-Remaining": "598.0",
            "X-Ratelimit-Used": "2",
            "X-Ratelimit-Reset": "371",
        },
        (None, 598, 371, None, "", ""),
    ),
    "a number beside it": (
        {"X-Rate-Limit": "700", "X-Rate-Limit-Remaining": "699"},
        (700, 699, None, None, "", ""),
    ),
}


@pytest.mark.parametrize(("headers", "expected"), VARIANTS.values(), ids=VARIANTS)
def test_variants(runtime: Any, headers: Headers, expected: tuple[Any, ...]) -> None:
    assert read(runtime, headers) == expected


RESETS = [
    ("30", 30),
    ("0", 0),
    ("1.5", 1.5),
    ("1s", 1),
    ("20ms", 0.02),
    ("6m0s", 360),
    ("1h2m3.5s", 3723.5),
    ("2d", 172800),
    (f"{EPOCH + 60:.0f}", 60),
    (f"{EPOCH + 60.5}", 60.5),
    (f"{EPOCH - 60:.0f}", -60),
    (f"{(EPOCH + 60) * 1000:.0f}", 60),
    (f"{(EPOCH + 60) * 1_000_000:.0f}", 60),
    ("2026-09-21T14:14:20Z", 60),
    ("2026-09-21T16:14:20+02:00", 60),
    ("2026-09-21T14:14:20.250", 60.25),
    ("2026-09-21 14:14:20", 60),
    ("Mon, 21 Sep 2026 14:14:20 GMT", 60),
    ("Monday, 21-Sep-26 14:14:20 GMT", 60),
    ("Mon Sep 21 14:14:20 2026", 60),
    ("30;w=60", 30),
    ("30, 30", 30),
    ("", None),
    ("-5", None),
    ("nan", None),
    ("inf", None),
    ("-inf", None),
    ("1e3", None),
    ("soon", None),
    ("9" * 18, None),
    ("9" * 5_000, None),
    ("9" * 30 + "h", None),
    ("40000000", None),
    ("9999-12-31T23:59:59Z", None),
    ("0001-01-01T00:00:00+14:00", None),
    ("1970-01-01T00:00:00Z", None),
    ("٣", None),
]


@pytest.mark.parametrize(("text", "seconds"), RESETS)
def test_resets(runtime: Any, text: str, seconds: float | None) -> None:
    headers = [
        (b"X-RateLimit-Limit", b"60"),
        (b"X-RateLimit-Remaining", b"59"),
        (b"X-RateLimit-Reset", text.encode()),
    ]
    found = runtime("rate_limits").rate_limit_of(httpx2.Headers(headers), EPOCH)
    assert (found.limit, found.remaining) == (60, 59)
    if seconds is None:
        assert found.reset_at is None
    else:
        assert found.reset_at == dt.datetime.fromtimestamp(EPOCH + seconds, dt.UTC)


def test_a_reset_in_milliseconds(runtime: Any) -> None:
    headers = {**dict(plain("60", "59")), "X-RateLimit-Reset-Ms": "1500"}
    assert read(runtime, headers) == (60, 59, 1.5, None, "", "")


ODD = {
    "nothing": ({"Content-Type": "text/plain"}, None),
    "no numbers": (plain("inf", "nan", "1"), None),
    "no limit": (plain("-1", "-1", "1"), None),
    "a rate": ({"x-amzn-RateLimit-Limit": "0.0167"}, None),
    "less than nothing left": (plain("10", "-3"), (10, 0, None, None, "", "")),
    "left without a limit": ({"X-RateLimit-Remaining": "-1"}, None),
    "more left than there is": (plain("10", "99"), (10, 99, None, None, "", "")),
    "twice the same": (plain("10, 10", "5, 5", "7, 7"), (10, 5, 7, None, "", "")),
    "two proxies": (plain("10, 20", "5, 0", "7, 9"), (20, 0, 9, None, "", "")),
    "lists of several lengths": (plain("10", "5, 0", "7, 8, 9"), (10, 0, 7, None, "", "")),
    "an empty member": (plain("10", ", 3"), (10, None, None, None, "", "")),
    "cut": ({"RateLimit": '"a;r=5', "RateLimit-Policy": '"'}, (None, 5, None, None)),
    "signs only": ({"RateLimit": ';;;,,,"";="', "RateLimit-Policy": "=;=,="}, None),
    "huge": (plain("9" * 400, "9" * 400, "9" * 400), None),
    "a window of years": ({"RateLimit-Policy": '"a";q=10;w=9999999999'}, (10, None) + (None,) * 2),
    "names only": ({"RateLimit-Nonsense": "5", "X-RateLimit-": "x"}, None),
    "no call limit": ({"X-Call-Limit": "/"}, None),
}


@pytest.mark.parametrize(("headers", "expected"), ODD.values(), ids=ODD)
def test_odd_values(runtime: Any, headers: Headers, expected: tuple[Any, ...] | None) -> None:
    found = read(runtime, headers)
    assert (found if expected is None or found is None else found[: len(expected)]) == expected


def test_long_fields_take_no_time(runtime: Any) -> None:
    for text in ('"' * 60_000, '"\\' * 30_000, ";" * 60_000, "a" * 60_000, "1," * 30_000):
        for name in ("RateLimit", "RateLimit-Policy", "X-RateLimit-Remaining", "X-RateLimit-Reset"):
            read(runtime, {name: text, "X-RateLimit-Limit": text})


def test_the_clock_of_the_server_counts(runtime: Any) -> None:
    """Moments of a server whose clock is ten minutes behind."""
    behind = "Mon, 21 Sep 2026 14:03:20 GMT"
    for reset in (f"{EPOCH - 540:.0f}", "2026-09-21T14:04:20Z", "Mon, 21 Sep 2026 14:04:20 GMT"):
        found = read(runtime, {**dict(plain("60", "59", reset)), "Date": behind})
        assert found is not None
        assert found[2] == 60
    delta = read(runtime, {**dict(plain("60", "59", "60")), "Date": behind})
    assert delta is not None
    assert delta[2] == 60
    whole_seconds = read(
        runtime,
        {**dict(plain("60", "59", f"{EPOCH + 60}")), "Date": "Mon, 21 Sep 2026 14:13:19 GMT"},
    )
    assert whole_seconds is not None
    assert whole_seconds[2] == 60


def test_a_rate_limit_is_a_value(runtime: Any) -> None:
    limit = runtime("rate_limits").RateLimit(limit=60, remaining=59)
    assert pickle.loads(pickle.dumps(limit)) == limit
    assert hash(limit) == hash(runtime("rate_limits").RateLimit(limit=60, remaining=59))
