"""The log of a client: what is in it at which level, and what never is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from .api import KEY, TOKEN, Api
from .conftest import PACKAGE

LOGGER = logging.getLogger(PACKAGE)


@pytest.fixture(autouse=True)
def level() -> Iterator[None]:
    """The level of the logger is as it was, afterwards."""
    yield
    LOGGER.setLevel(logging.NOTSET)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    records = [record for record in caplog.records if record.name == PACKAGE]
    return [f"{record.levelname} {record.getMessage()}" for record in records]


def answered(status: int = 200, **headers: str) -> httpx2.Response:
    return httpx2.Response(
        status,
        json=[],
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def test_debug_has_requests_and_answers(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, PACKAGE)
    api.answers = [answered(X_Request_Id="req-1", Set_Cookie="session=secret-session")]
    api.call(api.client(), api.search, query={"q": "Kim", "limit": 10})
    sent, came = lines(caplog)
    url = "https://api.test/v1/search?api_key=REDACTED&q=REDACTED&limit=10"
    assert sent.startswith(f"DEBUG GET {url} (attempt 1): ")
    assert "user-agent: observed/1.2.3" in sent
    assert came.startswith(f"DEBUG GET {url}: 200 (request id req-1) in 0.000 s: ")
    assert "content-type: application/json" in came
    assert "set-cookie: REDACTED" in came


def test_info_has_what_is_sent_again(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, PACKAGE)
    api.answers = [answered(503, X_Request_Id="req-1"), httpx2.ConnectError("no")]
    api.call(api.client())
    url = "https://api.test/v1/pets"
    assert lines(caplog) == [
        f"INFO GET {url}: 503 (request id req-1) in 0.000 s; retried in 0.250 s",
        f"INFO GET {url}: APIConnectionError in 0.000 s; retried in 0.500 s",
    ]


def test_redirections_are_no_news(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, PACKAGE)
    api.answers = [httpx2.Response(307, headers={"Location": "/v2/pets"})]
    api.call(api.client())
    assert lines(caplog) == []


@pytest.mark.parametrize(
    ("headers", "options", "reason"),
    [
        ({}, {}, "after 3: no retries are left"),
        ({"Retry_After": "600"}, {}, "after 1: the server asks to wait for 600 s"),
        ({"Retry_After": "30"}, {"total_timeout": 10}, "after 1: no time is left"),
    ],
)
def test_a_warning_says_why_a_call_is_not_tried_again(
    api: Api,
    caplog: pytest.LogCaptureFixture,
    headers: dict[str, str],
    options: dict[str, Any],
    reason: str,
) -> None:
    api.answers = [answered(503, **headers) for _ in range(3)]
    with pytest.raises(api.runtime("errors").APIStatusError):
        api.call(api.client(**options))
    assert lines(caplog) == [f"WARNING GET https://api.test/v1/pets: no further attempt {reason}"]


def test_what_is_never_tried_again_is_no_news(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.answers = [answered(404), answered(503), answered(503)]
    client = api.client()
    for one, operation in ((client, None), (client.with_options(retries=0), None)):
        with pytest.raises(api.runtime("errors").APIStatusError):
            api.call(one, operation)
    with pytest.raises(api.runtime("errors").APIStatusError):
        api.call(client, api.create_pet, body={})
    assert lines(caplog) == []


def test_a_log_that_takes_nothing_costs_nothing(
    api: Api, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even an exchange is made."""
    LOGGER.setLevel(logging.WARNING)
    monkeypatch.setattr(api.runtime("client.call"), "Exchange", None)
    api.call(api.client())


def test_the_level_may_change_at_any_time(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    client = api.client()
    LOGGER.setLevel(logging.WARNING)
    api.call(client)
    LOGGER.setLevel(logging.DEBUG)
    api.call(client)
    assert len(lines(caplog)) == 2


@pytest.mark.parametrize(
    "failure",
    [
        httpx2.ConnectError(f"no route for {TOKEN}"),
        httpx2.LocalProtocolError(f"Illegal header value b'Bearer {TOKEN}'"),
        httpx2.ReadTimeout(f"?api_key={KEY}"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_no_secret_is_in_the_log(
    api: Api, caplog: pytest.LogCaptureFixture, failure: Exception
) -> None:
    caplog.set_level(logging.DEBUG, PACKAGE)
    body = {"password": "secret-body"}
    secrets = (TOKEN, KEY, "secret-password", "secret-body", "secret-cookie", "secret-header")
    options = api.runtime("").RequestOptions(
        headers={"X-Own": "secret-header", "Cookie": "a=secret-cookie"},
        query={"own": "secret-header"},
    )
    client = api.client(headers={"X-Ours": "secret-header"}, query={"ours": "secret-header"})
    for operation in (api.list_pets, api.search, api.create_pet):
        arguments = {"body": body} if operation is api.create_pet else {}
        api.answers = [answered(200, X_Token=TOKEN, Location=f"/?{KEY}")]
        api.call(client, operation, options=options, **arguments)
        api.answers = [failure] * 3
        with pytest.raises(api.runtime("errors").APIError):
            api.call(client, operation, options=options, **arguments)
    text = "\n".join(lines(caplog))
    assert text.count("\n") > 10
    assert [secret for secret in secrets if secret in text] == []


@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG])
def test_no_secret_is_in_the_log_of_the_http_library(
    api: Api, caplog: pytest.LogCaptureFixture, level: int
) -> None:
    """The URL of its own requests is as this package shows it, that of others as it is."""
    caplog.set_level(level, "httpx2")
    query = {"q": "secret-query", "limit": 5}
    api.call(api.client(), api.search, query=query)
    api.answers = [httpx2.Response(307, headers={"Location": "/v2/x?token=secret-token"})]
    api.call(api.client())
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200))
    with httpx2.Client(transport=transport) as other:
        other.get("https://other.test/x?q=own")
    text = [record.getMessage() for record in caplog.records if record.name == "httpx2"]
    assert [line.split()[3] for line in text] == [
        "https://api.test/v1/search?api_key=REDACTED&q=REDACTED&limit=5",
        "https://api.test/v1/pets",
        "https://api.test/v2/x?token=REDACTED",
        "https://other.test/x?q=own",
    ]


def test_a_call_that_is_cancelled_is_in_the_log(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, PACKAGE)

    def stop(request: httpx2.Request) -> httpx2.Response:
        raise asyncio.CancelledError if api.is_async else KeyboardInterrupt

    api.answers = [stop]
    with pytest.raises((asyncio.CancelledError, KeyboardInterrupt)):
        api.call(api.client())
    name = "CancelledError" if api.is_async else "KeyboardInterrupt"
    assert lines(caplog)[-1] == f"DEBUG GET https://api.test/v1/pets: given up: {name}"
