"""IP addresses as objects, where the configuration says so."""

from __future__ import annotations

import json
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Any

import httpx2
import pytest

from clientsmith.config import Config
from clientsmith.pipeline import plan_client
from support.clients import exchange

SPEC = """
openapi: 3.1.0
info: {title: Hosts, version: "1"}
servers: [{url: "https://api.test"}]
paths:
  /hosts/{address}:
    put:
      operationId: updateHost
      tags: [hosts]
      parameters:
        - {name: address, in: path, required: true, schema: {type: string, format: ipv6}}
        - {name: from, in: query, schema: {type: array, items: {type: string, format: ipv4}}}
        - {name: X-Forwarded-For, in: header, schema: {type: string, format: ipv4}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Host"}}}
      responses:
        "200":
          description: The host.
          content: {application/json: {schema: {$ref: "#/components/schemas/Host"}}}
components:
  schemas:
    IPv4Address: {type: object, properties: {ipaddress: {type: string, format: ipv4}}}
    Host:
      type: object
      required: [ipv4]
      properties:
        ipv4: {type: string, format: ipv4, example: 192.0.2.7}
        ipv6: {type: [string, "null"], format: ipv6}
        gateways: {type: array, items: {$ref: "#/components/schemas/IPv4Address"}}
"""
FORMATS = {"ipv4": "ipv4", "ipv6": "ipv6"}
WIRE = {"ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "gateways": [{"ipaddress": "192.0.2.2"}]}
FOUR, SIX = IPv4Address("192.0.2.1"), IPv6Address("2001:db8::1")


def _value(model: Any, name: str) -> Any:
    return model[name] if isinstance(model, dict) else getattr(model, name)


@pytest.mark.parametrize("style", ["dataclass", "pydantic", "msgspec", "typeddict"])
def test_a_client_takes_and_gives_them(style: str, tmp_path: Path) -> None:
    settings = {"formats": FORMATS, "models": style, "validate_requests": True}
    client = exchange(SPEC, tmp_path, config=settings)
    client.answer = httpx2.Response(200, json=WIRE)
    gateway: Any = {"ipaddress": IPv4Address("192.0.2.2")}
    host = client.client.hosts.update(
        SIX,
        from_=[FOUR, IPv4Address("192.0.2.3")],
        x_forwarded_for=FOUR,
        ipv4=FOUR,
        ipv6=SIX,
        gateways=[gateway],
    )
    assert client.request.url.raw_path == (
        b"/hosts/2001%3Adb8%3A%3A1?from=192.0.2.1&from=192.0.2.3"
    )
    assert client.request.headers["x-forwarded-for"] == "192.0.2.1"
    assert json.loads(client.request.content) == WIRE
    assert (_value(host, "ipv4"), _value(host, "ipv6")) == (FOUR, SIX)
    (found,) = _value(host, "gateways")
    assert _value(found, "ipaddress") == IPv4Address("192.0.2.2")


def test_texts_stay_texts_without_the_setting(tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(SPEC, encoding="utf-8")

    def annotations(**settings: Any) -> dict[str, str]:
        planned = plan_client(Config(spec=str(file), **settings), progress=lambda stage: None)
        models = {
            str(model.name): model
            for module in planned.package.model_modules
            for model in module.models
        }
        return {str(field.name): str(field.annotation) for field in models["Host"].fields}

    assert annotations() == {
        "ipv4": "str",
        "ipv6": "str | None | Unset",
        "gateways": "list[IPv4Address] | None",
    }
    assert annotations(formats=FORMATS) == {
        "ipv4": "_ip.IPv4Address",
        "ipv6": "_ip.IPv6Address | None | Unset",
        "gateways": "list[IPv4Address] | None",
    }
