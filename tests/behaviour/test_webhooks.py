"""Requests that the API sends, decoded."""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import logging
import pickle
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from clientsmith.config import RuntimeSettings
from support.clients import Exchange, exchange, generate_to, import_from
from support.public import ROOT

CASE = ROOT / "tests" / "cases" / "webhooks" / "openapi.yaml"


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("webhooks")
    generate_to(CASE, folder, package="behaving_webhooks")
    import_from(folder, "behaving_webhooks")
    return import_module("behaving_webhooks.webhooks")


@pytest.fixture(scope="module")
def models(hooks: Any) -> Any:
    return import_module("behaving_webhooks").models


@pytest.fixture(scope="module")
def error(hooks: Any) -> Any:
    return import_module("behaving_webhooks").InvalidWebhookError


def one(content: str, folder: Path, version: str = "3.1.0") -> tuple[Exchange, Any]:
    """A package with the one webhook `event`, and the module `webhooks` of it."""
    document = f"openapi: {version}\nwebhooks: {{event: {{post: {{requestBody: {{content: {content}}}}}}}}}"
    made = exchange(document, folder)
    return made, import_module(f"{made.package.__name__}.webhooks")


@pytest.mark.parametrize(
    "body", [b'{"name": "Rex"}', '{"name": "Rex"}', b'\xef\xbb\xbf{"name":"Rex"}']
)
def test_a_body_as_bytes_or_text(hooks: Any, models: Any, body: bytes | str) -> None:
    assert hooks.parse_new_pet(body) == models.Pet(name="Rex")


def test_unknown_values_and_fields_are_kept(hooks: Any) -> None:
    pet = hooks.parse_new_pet(b'{"name": "Rex", "kind": "fox", "age": 3}')
    assert (pet.kind, pet.extra_fields) == ("fox", {"age": 3})


def test_what_is_not_as_declared_is_read_as_far_as_it_goes(
    hooks: Any, error: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        pet = hooks.parse_new_pet(b'{"kind": 1}')
    assert (pet.name, pet.kind) == (None, 1)
    assert "'newPet'" in caplog.text
    with pytest.raises(error) as caught:
        hooks.parse_new_pet(b'{"kind": 1}', strict=True)
    assert caught.value.event == "newPet"
    assert caught.value.path.startswith("$")


@pytest.mark.parametrize(
    "body", [b"", b" ", b"{", b"\xff\xfe", b"\x00", b"[" * 100_000, "\ud800", b"nope"]
)
def test_what_cannot_be_read_is_one_error(hooks: Any, error: Any, body: bytes | str) -> None:
    api_error = import_module("behaving_webhooks").APIError
    with pytest.raises(error) as caught:
        hooks.parse_new_pet(body)
    assert isinstance(caught.value, api_error)
    assert isinstance(caught.value, ValueError)
    copied = pickle.loads(pickle.dumps(caught.value))
    assert (copied.event, copied.path) == (caught.value.event, caught.value.path)


def test_callbacks(hooks: Any) -> None:
    event = hooks.parse_create_subscription_on_data(b'{"at": "2026-01-02T03:04:05Z"}')
    assert event.at == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    (change,) = hooks.parse_create_watch_on_data(b'[{"op": "add", "pet": {"name": "Rex"}}]')
    assert change.pet.name == "Rex"


def test_headers_and_query(hooks: Any) -> None:
    delivery = hooks.parse_order_paid(
        b'{"type": "order.paid", "amount": "1.50", "secret": "s", "number": 4}',
        headers={"x-event-id": "00000000-0000-0000-0000-000000000001", "X-ATTEMPT": "3"},
        query="?kinds=full&kinds=new%20one",
    )
    assert (delivery.x_event_id.int, delivery.x_attempt) == (1, 3)
    assert delivery.kinds == ["full", "new one"]
    assert (str(delivery.body.amount), delivery.body.number) == ("1.50", 4)
    assert delivery.body.extra_fields == {"secret": "s"}


def test_a_missing_header(hooks: Any, error: Any, caplog: pytest.LogCaptureFixture) -> None:
    body = b'{"type": "order.paid", "amount": "1"}'
    delivery = hooks.parse_order_paid(body, headers={}, query="")
    assert (delivery.x_event_id, delivery.x_attempt, delivery.kinds) == (None, None, None)
    assert "X-Event-Id is missing" in caplog.text
    with pytest.raises(error, match="X-Event-Id is missing"):
        hooks.parse_order_paid(body, headers={}, query="", strict=True)


def test_media_types(hooks: Any, models: Any) -> None:
    form = hooks.parse_legacy("id=7&tags=a&tags=b&ok=true&more=x")
    expected = models.LegacyEvent(id=7, tags=["a", "b"], ok=True)
    expected.extra_fields["more"] = "x"
    assert form == expected
    assert form.extra_fields == {"more": "x"}
    assert hooks.parse_legacy("tags=a").tags == ["a"]
    headers = {"Content-Type": "text/plain; charset=latin-1"}
    assert hooks.parse_legacy(b"caf\xe9", headers=headers) == "café"


def test_bytes_that_are_not_text_stay_bytes(
    hooks: Any, error: Any, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"Content-Type": "text/plain"}
    assert hooks.parse_legacy(b"caf\xe9", headers=headers) == b"caf\xe9"
    assert "expected text, got bytes that are not valid utf-8" in caplog.text
    with pytest.raises(error, match="expected text"):
        hooks.parse_legacy(b"caf\xe9", headers=headers, strict=True)


def test_xml(tmp_path: Path) -> None:
    made, hooks = one(
        "{application/xml: {schema: {type: object, xml: {name: pet},"
        " properties: {age: {type: integer}}}}}",
        tmp_path,
    )
    assert hooks.parse_event("<pet><age>3</age></pet>").age == 3
    with pytest.raises(made.package.InvalidWebhookError):
        hooks.parse_event("<pet>")


def test_bytes(tmp_path: Path) -> None:
    _, hooks = one("{application/octet-stream: {}}", tmp_path)
    assert hooks.parse_event(b"\x00\xff") == b"\x00\xff"


def test_a_form_that_is_anything(tmp_path: Path) -> None:
    _, hooks = one("{application/x-www-form-urlencoded: {}}", tmp_path)
    assert hooks.parse_event("a=1&b=2&b=3") == {"a": "1", "b": ["2", "3"]}


def test_signatures_can_be_checked_without_webhooks_in_the_document(tmp_path: Path) -> None:
    included = {"runtime": RuntimeSettings(("webhooks",))}
    document = {"paths": {"/a": {"get": {"responses": {"200": {}}}}}}
    made = exchange(document, tmp_path, config=included)
    hooks = import_module(f"{made.package.__name__}.webhooks")
    verifier = hooks.HMACSignature("hush", header="X-Signature")
    with pytest.raises(made.package.InvalidSignatureError):
        verifier.verify(b"{}", {"X-Signature": "00"})


def signed(body: bytes, moment: int) -> dict[str, str]:
    """Headers as Standard Webhooks has them."""
    content = b"msg_1.%d.%s" % (moment, body)
    signature = base64.b64encode(hmac.digest(b"hush", content, "sha256")).decode()
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{signature}",
    }


def test_signatures_are_checked_before_anything_is_read(hooks: Any, models: Any) -> None:
    package = import_module("behaving_webhooks")
    secret = base64.b64encode(b"hush").decode()
    verify = hooks.StandardWebhooks(f"whsec_{secret}", time=lambda: 1_700_000_000)
    body = b'{"name": "Rex"}'
    headers = signed(body, 1_700_000_000)
    assert hooks.parse_new_pet(body, headers=headers, verify=verify) == models.Pet(name="Rex")
    for bad in (b"{", b'{"name": "Max"}'):
        with pytest.raises(package.InvalidSignatureError):
            hooks.parse_new_pet(bad, headers=headers, verify=verify)
    with pytest.raises(package.InvalidWebhookError, match="webhook-id"):
        hooks.parse_new_pet(body, verify=verify)
    order = b'{"type": "order.paid", "amount": "1.50"}'
    headers = {"X-Event-Id": "00000000-0000-0000-0000-000000000001"}
    with pytest.raises(package.InvalidSignatureError):
        hooks.parse_order_paid(order, headers=headers, query="", verify=verify)
    headers |= signed(order, 1_700_000_000)
    delivery = hooks.parse_order_paid(order, headers=headers, query="", verify=verify)
    assert str(delivery.body.amount) == "1.50"


def test_webhooks_change_no_name_of_what_is_there_already(tmp_path: Path) -> None:
    def schema(kind: str) -> dict[str, Any]:
        item = {"type": "object", "title": "Item", "properties": {kind: {"type": "string"}}}
        return {"type": "object", "properties": {"item": item}}

    def content(kind: str) -> dict[str, Any]:
        return {"content": {"application/json": {"schema": schema(kind)}}}

    ok = {"200": {"description": "", **content("a")}}
    paths = {"/things": {"get": {"operationId": "listThings", "responses": ok}}}
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    plain = exchange({"paths": paths}, tmp_path / "one")
    webhooks = {f"{kind}_thing": {"post": {"requestBody": content(kind)}} for kind in ("a", "b")}
    hooked = exchange({"paths": paths, "webhooks": webhooks}, tmp_path / "two")
    assert set(dir(plain.models)) <= set(dir(hooked.models))
    for name in ("Item",):
        assert getattr(plain.models, name).__doc__ == getattr(hooked.models, name).__doc__
        assert "a" in getattr(hooked.models, name).__slots__


EVIL = ('"); import os  # ', "'''", '"""', "`x` | y", "a\nb", "\\", "{{ 7 * 7 }}")


@pytest.mark.parametrize("evil", EVIL)
def test_text_of_webhooks_stays_text(tmp_path: Path, evil: str) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "integer"}}}
    body = {
        "description": evil,
        "content": {"application/x-www-form-urlencoded": {"schema": schema}, "a/b+json": {}},
    }
    parameters = [
        {"name": evil, "in": "query", "description": evil, "schema": {"type": "string"}},
        {"name": "X-A", "in": "header", "schema": {"type": "string"}},
    ]
    webhook = {
        "summary": evil,
        "description": evil,
        "externalDocs": {"url": evil},
        "requestBody": body,
        "parameters": parameters,
    }
    callbacks = {evil: {evil: {"post": webhook}}}
    paths = {"/a": {"post": {"callbacks": callbacks, "responses": {"200": {"description": ""}}}}}
    document = {"webhooks": {evil: {"post": webhook}}, "paths": paths}
    made = exchange(document, tmp_path)
    hooks = import_module(f"{made.package.__name__}.webhooks")
    functions = [value for name, value in vars(hooks).items() if name.startswith("parse_")]
    assert len(functions) == 2
    headers = {"x-a": "b", "Content-Type": "application/x-www-form-urlencoded"}
    for function in functions:
        delivery = function("a=1", headers=headers, query=urlencode({evil: "c"}))
        assert (delivery.body.a, delivery.x_a) == (1, "b")
