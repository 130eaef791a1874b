"""The raw response of one call, with its result."""

from __future__ import annotations

import pickle
from types import ModuleType
from typing import Any

import httpx2
import pytest

from .caller import Caller

PET = {"id": "00000000-0000-0000-0000-000000000001", "name": "Rex"}


def petshop(caller: Caller, sample: ModuleType, **options: Any) -> Any:
    make = sample.AsyncPetshop if caller.is_async else sample.Petshop
    return make(token="t", http_client=caller.http_client(), **options)


def test_the_response_and_the_result(caller: Caller, sample: ModuleType) -> None:
    caller.handler = lambda request: httpx2.Response(201, json=PET, headers={"X-Request-Id": "1"})
    client = petshop(caller, sample)
    raw = caller.run(client.raw(client.pets.create, name="Rex"))
    assert raw.parsed == sample.models.Pet(id=raw.parsed.id, name="Rex")
    assert (raw.status_code, raw.request_id, raw.attempts) == (201, "1", 1)
    assert raw.json() == PET
    assert raw.text == raw.content.decode()
    assert raw.headers["x-request-id"] == "1"
    assert isinstance(raw, sample._runtime.RawResponse)
    assert (raw.method, raw.url) == ("POST", "https://api.test/v1/pets")
    assert repr(raw).startswith("ParsedResponse(method='POST', url='https://api.test/v1/pets'")


def test_positional_arguments_and_methods_without_a_result(
    caller: Caller, sample: ModuleType
) -> None:
    caller.handler = lambda request: httpx2.Response(204)
    client = petshop(caller, sample)
    raw = caller.run(client.raw(client.pets.delete, PET["id"]))
    assert (raw.parsed, raw.text) == (None, "")


def test_retries_are_one_response(caller: Caller, sample: ModuleType) -> None:
    statuses = iter([503, 200])
    caller.handler = lambda request: httpx2.Response(next(statuses), json=[PET])

    async def asleep(seconds: float) -> None:
        pass

    clock = sample._runtime.Clock(sleep=lambda seconds: None, asleep=asleep)
    client = petshop(caller, sample, clock=clock)
    raw = caller.run(client.raw(client.pets.list))
    assert (raw.status_code, raw.attempts, len(raw.parsed)) == (200, 2, 1)


def test_errors_are_raised(caller: Caller, sample: ModuleType, errors: ModuleType) -> None:
    caller.handler = lambda request: httpx2.Response(404, json={})
    client = petshop(caller, sample)
    with pytest.raises(errors.NotFoundError):
        caller.run(client.raw(client.pets.list))


def test_a_capture_around_it_has_the_response_too(caller: Caller, sample: ModuleType) -> None:
    caller.handler = lambda request: httpx2.Response(200, json=[PET])
    client = petshop(caller, sample)
    with client.capture() as responses:
        raw = caller.run(client.raw(client.pets.list))
    assert [response.content for response in responses] == [raw.content]


def test_copies_of_a_client_are_the_same_client(caller: Caller, sample: ModuleType) -> None:
    caller.handler = lambda request: httpx2.Response(200, json=[PET])
    client = petshop(caller, sample)
    raw = caller.run(client.raw(client.with_options(retries=0).pets.list))
    assert raw.status_code == 200


def test_a_method_of_another_client_is_not_called(caller: Caller, sample: ModuleType) -> None:
    client, other = petshop(caller, sample), petshop(caller, sample)
    with pytest.raises(TypeError, match="another client"):
        caller.run(client.raw(other.pets.list))
    assert caller.requests == []


def test_a_function_that_sends_nothing(caller: Caller, sample: ModuleType) -> None:
    client = petshop(caller, sample)

    async def nothing() -> int:
        return 1

    function = nothing if caller.is_async else lambda: 1
    with pytest.raises(TypeError, match=r"no request of this client.*`first_page`"):
        caller.run(client.raw(function))


def test_json_and_text_in_other_charsets(caller: Caller, rt: ModuleType) -> None:
    headers = {"Content-Type": "text/plain; charset=latin-1"}
    caller.handler = lambda request: httpx2.Response(200, content=b"caf\xe9", headers=headers)
    client = caller.client()
    raw = caller.run(client.request_raw("GET", "/x"))
    assert raw.text == "café"
    with pytest.raises(rt.errors.DecodeError, match="does not match"):
        raw.json()
    assert pickle.loads(pickle.dumps(raw.text)) == "café"
