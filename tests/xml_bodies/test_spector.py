"""The XML scenarios of TypeSpec Spector: documents as its server sends and expects them."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from support.clients import Exchange, exchange
from xml_bodies.trees import tree

CONFORMANCE = Path(__file__).resolve().parents[3] / "shared" / "conformance"
VERSIONS = ("openapi30", "openapi31", "openapi32")
PREFIX = "Payload_Xml_"

NOT_DESCRIBED = {
    "ModelWithSimpleArraysValue_put": "the arrays stand in elements that no XML Object declares",
    "ModelWithArrayOfModelValue_put": "the array stands in an element that no XML Object declares",
    "ModelWithEmptyArrayValue_put": "the array stands in an element that no XML Object declares",
    "ModelWithTextValue_get": "nothing says that `content` is the text of the element",
    "ModelWithTextValue_put": "nothing says that `content` is the text of the element",
}
"""Scenarios in which the OpenAPI document does not say what goes over the wire."""

pytestmark = pytest.mark.skipif(
    not CONFORMANCE.is_dir(), reason="the scenarios of Spector are not there"
)


@functools.cache
def scenarios() -> dict[str, Any]:
    if not CONFORMANCE.is_dir():
        return {}
    every = json.loads((CONFORMANCE / "scenarios.json").read_text(encoding="utf-8"))
    return {
        name.removeprefix(PREFIX): scenario["apis"][0]
        for name, scenario in every.items()
        if name.startswith(PREFIX)
    }


@pytest.fixture(scope="module", params=VERSIONS)
def sent(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    document = CONFORMANCE / request.param / "payload" / "xml" / "openapi.json"
    data = json.loads(document.read_text(encoding="utf-8"))
    return exchange(data, tmp_path_factory.mktemp(request.param))


def operations(exchange: Exchange) -> Iterator[tuple[Any, Any]]:
    """Every resource of the client with each of the methods of its operations."""
    for name in dir(type(exchange.client)):
        resource = getattr(exchange.client, name, None)
        if type(resource).__module__.startswith(f"{exchange.package.__name__}.resources."):
            yield name, resource


def call(exchange: Exchange, path: str, method: str, body: Any = None) -> Any:
    """Call the operation of a path through its method, a model spread into its arguments."""
    for _, resource in operations(exchange):
        module = __import__(type(resource).__module__, fromlist=["_"])
        for constant, operation in vars(module).items():
            if (getattr(operation, "path", None), getattr(operation, "method", None)) == (
                path,
                method,
            ):
                fields = {} if body is None else {f: getattr(body, f) for f in body.__slots__}
                return getattr(resource, constant.lower().lstrip("_"))(**fields)
    raise AssertionError(f"no method calls {method} {path}")


def answer(exchange: Exchange, text: str, status: int = 200) -> None:
    exchange.answer = httpx2.Response(
        status, headers={"content-type": "application/xml"}, content=text.encode()
    )


@pytest.mark.parametrize("name", sorted(name for name in scenarios() if name.endswith("_get")))
def test_answers_are_read(name: str, sent: Exchange) -> None:
    scenario = scenarios()[name]
    answer(sent, scenario["response"]["body"]["raw"], scenario["response"]["status"])
    if scenario["response"]["status"] >= 400:
        with pytest.raises(sent.package.APIStatusError) as caught:
            call(sent, scenario["uri"], "GET")
        assert caught.value.body == sent.models.XmlErrorBody(
            message="Something went wrong", code=400
        )
        return
    value = call(sent, scenario["uri"], "GET")
    missing = [field for field in value.__slots__ if getattr(value, field) is None]
    expected = ["value"] if "OptionalField" in name else []
    if name in NOT_DESCRIBED:
        assert missing != expected, f"{name} need not be listed any more"
    else:
        assert missing == expected
        assert value.extra_fields == {}


@pytest.mark.parametrize("name", sorted(name for name in scenarios() if name.endswith("_put")))
def test_bodies_are_written(name: str, sent: Exchange) -> None:
    scenario = scenarios()[name]
    expected = scenario["request"]["body"]["raw"]
    answer(sent, expected)
    value = call(sent, scenario["uri"], "GET")
    sent.answer = httpx2.Response(204)
    call(sent, scenario["uri"], "PUT", value)
    assert sent.request.headers["content-type"] == "application/xml"
    same = tree(sent.request.content) == tree(expected)
    if name in NOT_DESCRIBED:
        assert not same, f"{name} need not be listed any more"
    else:
        assert same, sent.request.content.decode()
