"""Authentication and servers as the configuration sets them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config, ConfigError, load_configs
from clientsmith.project.inputs import inputs_digest
from support.clients import Exchange, exchange

PATHS = """
paths:
  /pets:
    get: {tags: [pets], responses: {"204": {description: Done}}}
  /health:
    get: {tags: [health], security: [], responses: {"204": {description: Done}}}
"""
SCHEMES = PATHS + """
  /admin:
    get: {tags: [admin], security: [{admin: []}], responses: {"204": {description: Done}}}
components:
  securitySchemes:
    admin: {type: http, scheme: bearer}
    user: {type: http, scheme: bearer}
"""


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    """A client of a document without security schemes and with a relative server."""
    return exchange(
        {**_data(PATHS), "servers": [{"url": "/v1"}]},
        tmp_path_factory.mktemp("keyed"),
        config={"auth": "header:X-API-Key", "base_url": "https://acme.test"},
        api_key="my key",
    )


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    """A client of a document with security schemes that most operations do not mention."""
    return exchange(
        SCHEMES,
        tmp_path_factory.mktemp("secured"),
        config={"security": (("user",), ())},
        user_token="u",
        admin_token="a",
    )


def _data(text: str) -> dict[str, Any]:
    import yaml

    data: dict[str, Any] = yaml.safe_load(text)
    return data


def test_a_scheme_of_the_configuration(keyed: Exchange) -> None:
    keyed.client.pets.list()
    asyncio.run(keyed.async_client.pets.list())
    asyncio.run(keyed.async_client.request_raw("GET", "other"))
    for request, path in zip(keyed.requests, ("pets", "pets", "other"), strict=True):
        assert str(request.url) == f"https://acme.test/v1/{path}"
        assert request.headers["x-api-key"] == "my key"
    keyed.client.health.get()
    assert "x-api-key" not in keyed.request.headers
    without = type(keyed.client)(http_client=keyed.http_client)
    without.pets.list()
    assert "x-api-key" not in keyed.request.headers


def test_a_scheme_of_the_configuration_is_documented(keyed: Exchange) -> None:
    folder = Path(str(keyed.package.__file__)).parent
    readme = (folder.parent / "README.md").read_text(encoding="utf-8")
    assert "## Authentication" in readme
    assert "API key, sent as header `X-API-Key`." in readme
    documentation = str(type(keyed.client).__init__.__doc__)
    assert "api_key: API key, sent as header `X-API-Key`." in documentation


def test_requirements_of_the_configuration(secured: Exchange) -> None:
    sent = []
    for call in (
        secured.client.pets.list,
        secured.client.health.get,
        secured.client.admin.get,
        lambda: secured.client.request_raw("GET", "other"),
    ):
        call()
        sent.append(secured.request.headers.get("authorization"))
    assert sent == ["Bearer u", None, "Bearer a", "Bearer u"]


def test_the_readme_signs_in_with_what_is_usual(secured: Exchange) -> None:
    folder = Path(str(secured.package.__file__)).parent
    readme = (folder.parent / "README.md").read_text(encoding="utf-8")
    assert 'client = Sample(user_token="my-user-token")' in readme


def load(text: str, folder: Path) -> Config:
    file = folder / "clientsmith.toml"
    file.write_text(f'spec = "a.yaml"\noutput = "out"\n{text}', encoding="utf-8")
    [config] = load_configs(file)
    return config


@pytest.mark.parametrize(
    ("text", "setting", "value"),
    [
        ('auth = "bearer"', "auth", "bearer"),
        ('auth = "header:X-API-Key"', "auth", "header:X-API-Key"),
        ('auth = "query:a b\\"c"', "auth", 'query:a b"c'),
        ("security = []", "security", ()),
        ('security = ["a", ["b", "c"], []]', "security", (("a",), ("b", "c"), ())),
        ('security = ["a", ["a"]]', "security", (("a",),)),
        ("", "security", None),
        ('base-url = "https://acme.test/v1"', "base_url", "https://acme.test/v1"),
    ],
)
def test_settings(tmp_path: Path, text: str, setting: str, value: object) -> None:
    config = load(text, tmp_path)
    assert getattr(config, setting) == value
    assert (inputs_digest(config) != inputs_digest(load("", tmp_path))) == (value is not None)


MISTAKES = [
    ('auth = "token"', "must be one of 'bearer', 'basic', 'http:NAME', 'header:NAME', "),
    ("auth = true", "not True"),
    ('auth = "bearer:x"', "not 'bearer:x'"),
    ('auth = "header:"', "not 'header:'"),
    ('auth = "header:X Key"', "'X Key', which is not a valid name of a header"),
    ('auth = "http:a\\r\\nb"', "which is not a valid name of a http"),
    ('auth = "header:Content-Length"', "a header that the HTTP client sets itself"),
    ('security = "bearer"', "must be a list of names of security schemes"),
    ("security = [1]", "must be a list of names of security schemes"),
    ('security = [[""]]', "must be a list of names of security schemes"),
    ('security = [{a = ["read"]}]', "must be a list of names of security schemes"),
    ('base_url = "acme.test"', "must be an http or https URL such as"),
    ('base_url = "ftp://acme.test"', "must be an http or https URL such as"),
    ('base_url = "https://acme.test:x"', "must be an http or https URL such as"),
    ('base_url = "https://{tenant}.acme.test"', "must be an http or https URL such as"),
    ('base_url = "https://ü.test"', "must be an http or https URL such as"),
    ("base_url = 7", "must be an http or https URL such as"),
    ('base_url = "https://u:SECRET@acme.test"', "must have no user name, password"),
    ('base_url = "https://acme.test?key=SECRET"', "must have no user name, password"),
    ('base_url = "https://u:SE/CRET@acme.test"', "must be an http or https URL such as"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistakes(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as found:
        load(text, tmp_path)
    [shown] = found.value.messages
    assert message in shown
    assert shown.startswith(f"`{text.partition(' ')[0]}` ")
    assert "SECRET" not in shown
