"""The policy of retries: what is tried again, how long it waits, what it may cost."""

from __future__ import annotations

import importlib
import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from types import ModuleType
from typing import Any

import httpx2
import pytest

from .conftest import PACKAGE

NOW = 1_800_000_000.25
YEAR = 366 * 86400.0
IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY", "get")
WRITES = ("POST", "PATCH", "LOCK", "post")
RETRIED = (408, 425, 429, 500, 502, 503, 504)
NOT_RETRIED = (200, 204, 304, 400, 401, 403, 404, 405, 409, 422, 501, 505, 599)


@pytest.fixture(scope="session")
def retries(sample: ModuleType) -> ModuleType:
    """The module under test."""
    return importlib.import_module(f"{PACKAGE}._runtime.client.attempts")


def headers(**values: str) -> httpx2.Headers:
    return httpx2.Headers({name.replace("_", "-"): value for name, value in values.items()})


# --- what is tried again ------------------------------------------------------------------------


@pytest.mark.parametrize("status", [*RETRIED, *NOT_RETRIED])
def test_statuses_and_methods(retries: ModuleType, status: int) -> None:
    policy = retries.Retries()
    again = status in RETRIED
    for method in IDEMPOTENT:
        assert policy.may_retry_status(method, status, headers(), False) is again
    for method in WRITES:
        assert policy.may_retry_status(method, status, headers(), False) is False
        assert policy.may_retry_status(method, status, headers(), True) is again
        opted = retries.Retries(retry_writes=True)
        assert opted.may_retry_status(method, status, headers(), False) is again


@pytest.mark.parametrize("name", ["x_should_retry", "stripe_should_retry"])
def test_the_servers_own_word_wins(retries: ModuleType, name: str) -> None:
    policy = retries.Retries()
    yes, no, odd = (headers(**{name: text}) for text in ("True", " false", "maybe"))
    assert policy.may_retry_status("POST", 409, yes, False)
    assert not policy.may_retry_status("GET", 503, no, True)
    assert policy.may_retry_status("GET", 503, odd, False)
    assert not policy.may_retry_status("GET", 200, yes, False)


def test_statuses_are_chosen(retries: ModuleType) -> None:
    policy = retries.Retries(statuses=[409])
    assert policy.may_retry_status("GET", 409, headers(), False)
    assert not policy.may_retry_status("GET", 503, headers(), False)


def test_failures(retries: ModuleType, errors: ModuleType) -> None:
    policy = retries.Retries()
    call: dict[str, Any] = {"method": "POST", "url": "https://api.test"}
    not_sent = [
        errors.APIConnectionError("m", **call),
        errors.APIConnectTimeoutError("m", **call),
    ]
    maybe_processed = [
        errors.APITimeoutError("m", **call),
        errors.APIConnectionLostError("m", **call),
    ]
    answer = {"status_code": 200, "headers": headers(), "body": None}
    never = [
        errors.DecodeError("m", **answer, **call),
        errors.APIStatusError("m", **answer, **call),
        errors.InvalidRequestError("m"),
        errors.MissingCredentialError("m"),
        errors.APIError("m"),
    ]
    for method, has_key in itertools.product((*IDEMPOTENT, *WRITES), (False, True)):
        for error in not_sent:
            assert policy.may_retry_failure(method, error, has_key)
        for error in maybe_processed:
            harmless = has_key or method in IDEMPOTENT
            assert policy.may_retry_failure(method, error, has_key) is harmless
        for error in never:
            assert not policy.may_retry_failure(method, error, has_key)


# --- how long it waits --------------------------------------------------------------------------


def test_full_jitter(retries: ModuleType) -> None:
    policy = retries.Retries()
    longest = [policy.backoff(attempt, lambda: 1.0) for attempt in range(1, 8)]
    assert longest == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    assert policy.backoff(3, lambda: 0.25) == 0.5
    assert policy.backoff(1, lambda: 0.0) == 0.0
    assert policy.backoff(10**9, lambda: 1.0) == 8.0
    tiny = retries.Retries(initial_delay=0.0, max_delay=0.0)
    assert tiny.backoff(5, lambda: 1.0) == 0.0


def test_what_the_server_asks_for_is_a_minimum(retries: ModuleType) -> None:
    policy = retries.Retries()
    assert policy.wait(2, lambda: 1.0, None) == 1.0
    assert policy.wait(2, lambda: 1.0, 0.0) == 1.0
    assert policy.wait(2, lambda: 1.0, 30.0) == 30.0
    assert policy.wait(2, lambda: 1.0, 60.0) == 60.0
    assert policy.wait(2, lambda: 1.0, 60.001) is None
    assert retries.Retries(max_retry_after=0.0).wait(1, lambda: 0.5, 0.0) == 0.25


READABLE = [
    ({"retry-after": "2"}, 2.0),
    ({"retry-after": " 2 "}, 2.0),
    ({"retry-after": "0"}, 0.0),
    ({"retry-after": "1.5"}, 1.5),
    ({"retry-after": ".5"}, 0.5),
    ({"retry-after": "5."}, 5.0),
    ({"retry-after": "9" * 400}, YEAR),
    ({"retry-after": formatdate(NOW + 9, usegmt=True)}, 8.75),
    ({"retry-after": "Friday, 15-Jan-27 08:00:10 GMT"}, 9.75),
    ({"retry-after": "Fri Jan 15 08:00:10 2027"}, 9.75),
    ({"retry-after": "Fri, 15 Jan 2027 09:00:10 +0100"}, 9.75),
    ({"retry-after": "Fri, 15 Jan 1971 08:00:00 GMT"}, 0.0),
    ({"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"}, YEAR),
    ({"retry-after-ms": "1500"}, 1.5),
    ({"retry-after-ms": "0.5"}, 0.0005),
    ({"x-ms-retry-after-ms": "250", "retry-after": "1"}, 0.25),
    ({"retry-after-ms": "100", "x-ms-retry-after-ms": "250"}, 0.1),
    ({"retry-after-ms": "soon", "retry-after": "3"}, 3.0),
    ({"retry-after-ms": "Fri, 15 Jan 2027 08:00:10 GMT", "retry-after": "3"}, 3.0),
]

UNREADABLE = [
    "",
    "nan",
    "inf",
    "Infinity",
    "-1",
    "-inf",
    "+1",
    "1e3",
    "1_000",
    "0x10",
    "1,5",
    "٣",
    "²",
    "soon",
    "1 2 3",
    "Fri, 99 Jan 2027 08:00:10 GMT",
    "Fri, 15 Jan 99999 08:00:10 GMT",
    "Fri, 15 Jan " + "9" * 5000 + " 08:00:10 GMT",
    "Fri, 15 Jan 2027 08:00:10 +" + "9" * 30,
    "2027-01-15T08:00:10Z",
]


@pytest.mark.parametrize(("sent", "seconds"), READABLE)
def test_retry_after(retries: ModuleType, sent: dict[str, str], seconds: float) -> None:
    assert retries.retry_after(httpx2.Headers(sent), NOW) == pytest.approx(seconds)


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_retry_after_that_says_nothing(retries: ModuleType, text: str) -> None:
    for name in (b"Retry-After", b"retry-after-ms", b"X-MS-Retry-After-MS"):
        sent = httpx2.Headers([(name, text.encode())])
        assert retries.retry_after(sent, NOW) is None
    assert retries.retry_after(httpx2.Headers(), NOW) is None


def test_of_several_the_longest_counts(retries: ModuleType) -> None:
    sent = httpx2.Headers([("Retry-After", "1"), ("Retry-After", "nan"), ("Retry-After", "7")])
    assert retries.retry_after(sent, NOW) == 7.0


# --- what is refused ----------------------------------------------------------------------------


def test_a_number_is_a_policy(retries: ModuleType) -> None:
    assert retries.Retries.of(5) == retries.Retries(max_retries=5)
    policy = retries.Retries(max_delay=1.0)
    assert retries.Retries.of(policy) is policy


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"max_retries": -1}, "max_retries must not be negative: -1."),
        ({"max_retries": True}, "max_retries must be an integer, not True."),
        ({"max_retries": 1.5}, "max_retries must be an integer, not 1.5."),
        ({"initial_delay": -0.5}, "initial_delay must be a finite number of seconds, not -0.5."),
        ({"max_delay": float("nan")}, "max_delay must be a finite number of seconds, not nan."),
        (
            {"max_retry_after": float("inf")},
            "max_retry_after must be a finite number of seconds, not inf.",
        ),
        ({"statuses": {200}}, "statuses must be error statuses (400 to 599), not 200."),
    ],
)
def test_a_policy_that_makes_no_sense(
    retries: ModuleType, settings: dict[str, Any], text: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        retries.Retries(**settings)


# --- what it may cost ---------------------------------------------------------------------------


def test_the_budget_runs_out_and_recovers(retries: ModuleType, errors: ModuleType) -> None:
    budget = retries.RetryBudget(20)
    assert [budget.acquire() for _ in range(5)] == [5, 5, 5, 5, 0]
    budget.refund()
    assert budget.left == 1
    budget.refund(5)
    assert (budget.acquire(), budget.left) == (5, 1)
    budget.refund(1000)
    assert budget.left == 20
    late = errors.APITimeoutError("m", method="GET", url="https://api.test")
    lost = errors.APIConnectionLostError("m", method="GET", url="https://api.test")
    assert [budget.acquire(late), budget.acquire(lost), budget.acquire(late)] == [10, 5, 0]


def test_the_budget_of_many_threads(retries: ModuleType) -> None:
    budget = retries.RetryBudget(500)

    def spend(_: int) -> int:
        return sum(budget.acquire() for _ in range(50))

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(spend, range(16))) == 500
    assert budget.left == 0

    def pay(_: int) -> None:
        for _ in range(10):
            budget.refund()

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(pay, range(16)))
    assert budget.left == 160
