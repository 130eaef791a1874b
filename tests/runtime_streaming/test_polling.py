"""Waiting for operations that take long: where their state is, what it says, and when to stop."""

from __future__ import annotations

import json
import pickle
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support import calls

from .api import Api

JSON = {"Content-Type": "application/json"}


def tell(api: Api, status: int, body: Any = None, **headers: str) -> None:
    """One more answer with a JSON document."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    content = () if body is None else (json.dumps(body).encode(),)
    api.answer(status, *content, headers={**(JSON if content else {}), **names})


def poll(api: Api, type_: Any = dict[str, Any], method: str = "POST", **arguments: Any) -> Any:
    """Start an operation and wait for it."""
    settings = arguments.pop("settings", {})

    async def test() -> Any:
        client = api.client(**settings)
        operation = api.operation(method, api.rt.NOTHING)
        with client.capture() as responses:
            await api.of(client.request(operation))
        return await api.of(calls.poll(client, responses[-1], type_, **arguments))

    return api.run(test)


def asked(api: Api) -> list[str]:
    """Paths of the requests after the first one."""
    assert all(request.method == "GET" for request in api.requests[1:])
    return [request.url.raw_path.decode() for request in api.requests[1:]]


# --- Location ---------------------------------------------------------------------------------------------


def test_a_location_is_asked_until_it_has_the_result(api: Api) -> None:
    tell(api, 202, Location="/v1/jobs/7?a=b")
    tell(api, 202)
    tell(api, 202, Location="/v1/jobs/8")
    tell(api, 200, {"id": 7})
    assert poll(api) == {"id": 7}
    assert asked(api) == ["/v1/jobs/7?a=b", "/v1/jobs/7?a=b", "/v1/jobs/8"]
    assert api.waits.waits == [1.0, 1.5, 2.25]


def test_relative_links_begin_at_the_request(api: Api) -> None:
    tell(api, 202, Location="jobs/7")
    tell(api, 200, {})
    poll(api)
    assert asked(api) == ["/v1/jobs/7"]


def test_a_redirection_to_the_result(api: Api) -> None:
    tell(api, 202, Location="/v1/jobs/7")
    api.answer(303, headers={"Location": "/v1/exports/9"})
    tell(api, 200, {"id": 9})
    assert poll(api) == {"id": 9}


def test_types_of_results(api: Api) -> None:
    tell(api, 202, Location="/v1/jobs/7")
    api.answer(200, b"%PDF", headers={"Content-Type": "application/pdf"})
    assert poll(api, bytes) == b"%PDF"
    tell(api, 202, Location="/v1/jobs/7")
    api.answer(204)
    assert poll(api, None) is None
    tell(api, 202, Location="/v1/jobs/7")
    tell(api, 200, [1, 2])
    assert poll(api, list[int]) == [1, 2]


def test_a_result_that_is_there_at_once(api: Api) -> None:
    tell(api, 200, {"id": 1})
    assert poll(api) == {"id": 1}
    assert asked(api) == []


def test_results_are_judged_as_the_client_judges(api: Api, errors: ModuleType) -> None:
    tell(api, 202, Location="/v1/jobs/7")
    tell(api, 200, ["a"])
    with pytest.raises(errors.DecodeError):
        poll(api, list[int], settings={"strict_responses": True})


def test_an_error_instead_of_a_result(api: Api, errors: ModuleType) -> None:
    tell(api, 202, Location="/v1/jobs/7")
    tell(api, 404, {"message": "no such job"})
    with pytest.raises(errors.NotFoundError, match="no such job"):
        poll(api)


def test_until_looks_at_results(api: Api) -> None:
    seen: list[Any] = []

    def is_done(job: dict[str, Any]) -> bool:
        seen.append(job["state"])
        return bool(job["state"] == "done")

    tell(api, 202, {"state": "new"}, Location="/v1/jobs/7")
    tell(api, 202)
    tell(api, 200, {"state": "running"})
    tell(api, 200, {"state": "done"})
    assert poll(api, until=is_done) == {"state": "done"}
    assert seen == ["running", "done"]


# --- documents about operations -------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Operation_Location", "Azure_AsyncOperation"])
def test_a_document_tells_the_state(api: Api, header: str) -> None:
    link = {header: "https://api.test/v1/operations/7"}
    tell(api, 202, Location="/v1/elsewhere", **link)
    tell(api, 200, {"status": "NotStarted"})
    tell(api, 200, {"status": "Running", "percentComplete": 50})
    tell(api, 200, {"status": "Succeeded", "result": {"id": 7, "size": 1.50}})
    answers: list[int] = []
    assert poll(api, on_response=lambda answer: answers.append(len(answer.content))) == {
        "id": 7,
        "size": 1.5,
    }
    assert asked(api) == ["/v1/operations/7"] * 3
    assert len(answers) == 3


@pytest.mark.parametrize(
    ("method", "start", "document", "path"),
    [
        ("POST", {}, {"resourceLocation": "/v1/results/1"}, "/v1/results/1"),
        ("PUT", {"Location": "/v1/other"}, {}, "/v1/x"),
        ("PATCH", {}, {}, "/v1/x"),
        ("POST", {"Location": "/v1/results/2"}, {}, "/v1/results/2"),
    ],
)
def test_where_the_result_is(
    api: Api, method: str, start: dict[str, str], document: dict[str, Any], path: str
) -> None:
    tell(api, 202, Operation_Location="/v1/operations/7", **start)
    tell(api, 200, {"status": "succeeded", **document})
    tell(api, 200, {"id": 1})
    assert poll(api, method=method) == {"id": 1}
    assert asked(api) == ["/v1/operations/7", path]
    assert api.waits.waits == [1.0]


def test_the_document_is_the_result_where_there_is_no_other(api: Api) -> None:
    tell(api, 202, Operation_Location="/v1/operations/7")
    tell(api, 200, {"properties": {"provisioningState": "Updating"}})
    tell(api, 200, {"properties": {"provisioningState": "Succeeded"}})
    assert poll(api) == {"properties": {"provisioningState": "Succeeded"}}


def test_documents_without_a_state_go_by_their_status(api: Api) -> None:
    tell(api, 202, Operation_Location="/v1/operations/7")
    tell(api, 202, [])
    tell(api, 200, {"id": 1})
    assert poll(api) == {"id": 1}


@pytest.mark.parametrize("state", ["Failed", "canceled", "Timed-Out"])
def test_a_failure(api: Api, errors: ModuleType, state: str) -> None:
    body = {"status": state, "error": {"code": "Full", "message": "The disk is full."}}
    tell(api, 202, Operation_Location="/v1/operations/7")
    tell(api, 200, body, X_Request_Id="r9")
    with pytest.raises(errors.OperationFailedError, match="The disk is full") as caught:
        poll(api)
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.state, error.body, error.request_id) == (state, body, "r9")
    assert (error.status_code, error.url) == (200, "https://api.test/v1/operations/7")


# --- pace and time ----------------------------------------------------------------------------------------


def test_the_server_says_when_to_ask(api: Api) -> None:
    tell(api, 202, Location="/v1/jobs/7", Retry_After="7")
    tell(api, 202, Retry_After="0")
    tell(api, 202, Retry_After="100000")
    tell(api, 202, Retry_After="soon")
    tell(api, 200, {})
    poll(api, total=None, interval=4)
    assert api.waits.waits == [7.0, 0.1, 300.0, 4]


def test_usual_waits_grow_to_ten_seconds(api: Api) -> None:
    tell(api, 202, Location="/v1/jobs/7")
    for _ in range(7):
        tell(api, 202)
    tell(api, 200, {})
    poll(api)
    assert api.waits.waits[-2:] == [10.0, 10.0]


def test_time_runs_out(api: Api, errors: ModuleType) -> None:
    tell(api, 202, Location="/v1/jobs/7")
    for _ in range(4):
        tell(api, 202)
    with pytest.raises(errors.OperationTimeoutError, match="within 10 seconds") as caught:
        poll(api, total=10, interval=3)
    assert api.waits.waits == [3, 3, 3]
    error = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(error, errors.APITimeoutError)
    assert error.url == "https://api.test/v1/jobs/7"
    assert error.response.status_code == 202


def test_one_can_go_on_after_that(api: Api, errors: ModuleType) -> None:
    async def test() -> None:
        client = api.client()
        tell(api, 202, Location="/v1/jobs/7")
        tell(api, 202, Location="/v1/jobs/7")
        with client.capture() as responses:
            await api.of(client.request(api.operation("POST", api.rt.NOTHING)))
        with pytest.raises(errors.OperationTimeoutError) as caught:
            await api.of(calls.poll(client, responses[-1], int, total=1))
        tell(api, 200, 5)
        assert await api.of(calls.poll(client, caught.value.response, int)) == 5

    api.run(test)


# --- whom it asks, and as whom ----------------------------------------------------------------------------


def test_it_asks_as_the_call_did(api: Api) -> None:
    """With the credentials and at the server of the operation that was called."""

    async def test() -> None:
        client = api.client(
            credentials={"a": api.rt.Bearer("first"), "b": api.rt.Bearer("second")},
            security=(("a",),),
        )
        own = api.runtime("servers").OwnServer("https://jobs.test/v2")
        described: dict[str, Any] = {"security": (("b",),), "server": own}
        tell(api, 202, Operation_Location="/v2/operations/7", Location="/v2/results/7")
        tell(api, 200, {"status": "Succeeded"})
        tell(api, 200, {"id": 7})
        with client.capture() as responses:
            await api.of(client.request(api.operation("POST", api.rt.NOTHING, **described)))
        assert await api.of(calls.poll(client, responses[-1], dict)) == {"id": 7}

    api.run(test)
    assert [str(request.url) for request in api.requests[1:]] == [
        "https://jobs.test/v2/operations/7",
        "https://jobs.test/v2/results/7",
    ]
    assert {request.headers["authorization"] for request in api.requests} == {"Bearer second"}


def test_another_server_is_no_way_out(api: Api, errors: ModuleType) -> None:
    """The server of the operation is the only one, be it the client's own that a link leads to."""

    async def test() -> None:
        tell(api, 202, Location="https://api.test/v1/jobs/7")
        client = api.client()
        own = api.runtime("servers").OwnServer("https://jobs.test")
        operation = api.operation("POST", api.rt.NOTHING, server=own)
        with client.capture() as responses:
            await api.of(client.request(operation))
        with pytest.raises(errors.InvalidRequestError, match="another server"):
            await api.of(calls.poll(client, responses[-1], dict))

    api.run(test)


def test_options_of_questions(api: Api) -> None:
    """They hold for each question; the time for a call is the shorter one of both."""
    tell(api, 202, Location="/v1/jobs/7")
    tell(api, 202)
    tell(api, 200, {})
    options = api.rt.RequestOptions(headers={"X-Trace": "7"}, total_timeout=30.0, timeout=5.0)
    poll(api, total=60, options=options)
    for request in api.requests[1:]:
        assert request.headers["x-trace"] == "7"
        assert request.extensions["timeout"]["read"] == 5.0
    assert "x-trace" not in api.requests[0].headers


# --- what is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Location", "Operation_Location"])
@pytest.mark.parametrize(
    "link", ["https://evil.test/v1/jobs/7", "//evil.test/x", "http://api.test:81/x", "file:///x"]
)
def test_other_origins_are_not_asked(api: Api, errors: ModuleType, header: str, link: str) -> None:
    tell(api, 202, **{header: link})
    with pytest.raises(errors.InvalidRequestError, match="another server"):
        poll(api)
    assert len(api.requests) == 1


def test_a_result_elsewhere_is_not_asked_for(api: Api, errors: ModuleType) -> None:
    tell(api, 202, Operation_Location="/v1/operations/7")
    tell(api, 200, {"status": "Succeeded", "resourceLocation": "https://evil.test/x"})
    with pytest.raises(errors.InvalidRequestError, match="another server"):
        poll(api)


def test_an_answer_without_a_link(api: Api, errors: ModuleType) -> None:
    tell(api, 202)
    with pytest.raises(errors.InvalidRequestError, match="does not say where"):
        poll(api)


def test_a_link_that_is_none(api: Api, errors: ModuleType) -> None:
    tell(api, 202, Location="https://api.test:port/")
    with pytest.raises(errors.InvalidRequestError, match="cannot be used"):
        poll(api)


# --- any call -------------------------------------------------------------------------------------------------


def test_waiting_for_the_result_of_any_call(api: Api) -> None:
    async def test() -> None:
        client = api.client()
        operation = api.operation("GET", api.rt.JSON("int"))
        tell(api, 200, 1)
        tell(api, 200, 2, Retry_After="9")
        tell(api, 200, 3)
        found = calls.wait_until(client, lambda: client.request(operation), lambda value: value > 2)
        assert await api.of(found) == 3
        assert api.waits.waits == [1.0, 9.0]

    api.run(test)


def test_any_call_runs_out_of_time(api: Api, errors: ModuleType) -> None:
    async def test() -> None:
        client = api.client()
        counted: list[int] = []

        def count() -> Any:
            counted.append(1)
            return _given(1) if api.is_async else 1

        with pytest.raises(errors.OperationTimeoutError) as caught:
            await api.of(calls.wait_until(client, count, lambda value: False, total=5, interval=2))
        assert len(counted) == 3
        assert caught.value.response is None

    api.run(test)


async def _given(value: int) -> int:
    return value


def test_calls_that_fail_are_not_waited_for(api: Api, errors: ModuleType) -> None:
    async def test() -> None:
        client = api.client(retries=0)
        api.fail(httpx2.ConnectError("refused"))
        operation = api.operation("GET", api.rt.JSON("int"))
        with pytest.raises(errors.APIConnectionError):
            await api.of(calls.wait_until(client, lambda: client.request(operation), bool))

    api.run(test)
