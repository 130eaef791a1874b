"""Where requests go: servers, their variables, and what users choose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.clients import Exchange, exchange

PATHS = {
    "/a": {"get": {"operationId": "listA", "tags": ["things"], "responses": {"200": {}}}},
}
REGIONAL = {
    "url": "https://{region}.acme.test/{version}",
    "variables": {
        "region": {"default": "eu", "enum": ["eu", "us"]},
        "version": {"default": "v1"},
    },
}
ENDPOINT = {
    "url": "{endpoint}/base/{apiVersion}",
    "variables": {"endpoint": {"default": ""}, "apiVersion": {"default": "", "enum": ["v1.0"]}},
}


def client_of(folder: Path, servers: Any, paths: Any = PATHS, **arguments: Any) -> Exchange:
    return exchange({"servers": servers, "paths": paths}, folder, **arguments)


def url_of(made: Exchange, **arguments: Any) -> str:
    """The URL that a call goes to."""
    client = type(made.client)(http_client=made.http_client, **arguments)
    client.things.list_a()
    return str(made.request.url)


@pytest.mark.parametrize(
    ("arguments", "url"),
    [
        ({}, "https://eu.acme.test/v1/a"),
        ({"region": "us"}, "https://us.acme.test/v1/a"),
        ({"version": "v2"}, "https://eu.acme.test/v2/a"),
        ({"version": "a/b?c#d"}, "https://eu.acme.test/a/b%3Fc%23d/a"),
        ({"base_url": "http://localhost:1"}, "http://localhost:1/a"),
        ({"base_url": "http://localhost:1/x/", "region": "us"}, "http://localhost:1/x/a"),
    ],
)
def test_variables(tmp_path: Path, arguments: Any, url: str) -> None:
    assert url_of(client_of(tmp_path, [REGIONAL]), **arguments) == url


@pytest.mark.parametrize(
    "value",
    [
        *("evil.test/", "evil.test#", "evil.test?", "a@evil.test", "evil.test:443", "..", "", " "),
        *("a\\b", "a%2fb", "a\n", "é", "[::1]", "a..b", ".evil"),
    ],
)
def test_no_value_changes_more_of_the_host_than_its_part(tmp_path: Path, value: str) -> None:
    variables = {"tenant": {"default": "a"}}
    made = client_of(tmp_path, [{"url": "https://{tenant}.acme.test", "variables": variables}])
    with pytest.raises(made.package.InvalidRequestError):
        url_of(made, tenant=value)


@pytest.mark.parametrize(
    ("template", "default", "value", "url"),
    [
        ("https://{host}/v1", "acme.test", "localhost:8080", "https://localhost:8080/v1/a"),
        ("https://acme.test:{port}", "443", "8443", "https://acme.test:8443/a"),
        ("https://acme.test:{port}", "443", 8443, "https://acme.test:8443/a"),
        ("{scheme}://acme.test", "https", "http", "http://acme.test/a"),
        ("{scheme}://acme.test", "https", "ftp", None),
        ("{scheme}://acme.test", "https", "http://evil", None),
        ("https://acme.test{path}", "/v1", None, "https://acme.test/v1/a"),
        ("https://acme.test{path}", "/v1", "/v2", "https://acme.test/v2/a"),
        ("https://acme.test{path}", "/v1", "v2", "https://acme.test/v2/a"),
        ("https://acme.test{path}", "/v1", ".evil.test", "https://acme.test/.evil.test/a"),
        ("https://acme.test{path}", "/v1", "@evil.test", "https://acme.test/@evil.test/a"),
        ("https://acme.test/{path}", "v1", "..", None),
        ("https://acme.test/{path}", "v1", "x/../y", None),
        ("https://acme.test:{port}", "443", "80@evil.test", None),
        ("{url}", "https://acme.test", "http://other.test/", "http://other.test/a"),
        ("{url}/v1", "https://acme.test", "http://other.test/", "http://other.test/v1/a"),
        ("{url}/v1", "https://acme.test", "http://other.test?x=", None),
        ("{url}/v1", "https://acme.test", "file:///etc", None),
    ],
)
def test_parts_of_a_url(
    tmp_path: Path, template: str, default: str, value: Any, url: str | None
) -> None:
    name = template.partition("{")[2].partition("}")[0]
    made = client_of(tmp_path, [{"url": template, "variables": {name: {"default": default}}}])
    if url is not None:
        assert url_of(made, **{name: value}) == url
        return
    with pytest.raises(made.package.InvalidRequestError):
        url_of(made, **{name: value})


def test_a_variable_for_a_whole_url(tmp_path: Path) -> None:
    made = client_of(tmp_path, [ENDPOINT], base_url="http://localhost")
    expected = "http://localhost:3/base/v1.0/a"
    assert url_of(made, endpoint="http://localhost:3") == expected
    assert url_of(made, endpoint="http://localhost:3/") == expected
    assert url_of(made, base_url="http://localhost:3") == expected
    assert url_of(made, base_url="http://localhost:3/other") == "http://localhost:3/other/a"
    with pytest.raises(made.package.InvalidRequestError, match="endpoint"):
        url_of(made)


def test_several_servers(tmp_path: Path) -> None:
    servers = [
        {"url": "https://acme.test", "description": "Production server"},
        {"url": "https://staging.acme.test", "name": "staging"},
        {"url": "https://10.acme.test/v1", "description": "One of many servers of a kind"},
        {"url": "/internal", "description": "Behind a proxy"},
    ]
    made = client_of(tmp_path, servers)
    assert url_of(made) == "https://acme.test/a"
    assert url_of(made, server="staging") == "https://staging.acme.test/a"
    assert url_of(made, server="10.acme.test") == "https://10.acme.test/v1/a"
    assert url_of(made, server="behind_a_proxy", base_url="http://p.test") == (
        "http://p.test/internal/a"
    )
    for arguments in ({"server": "behind_a_proxy"}, {"server": "nowhere"}):
        with pytest.raises(made.package.InvalidRequestError):
            url_of(made, **arguments)


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("/v2", "http://h.test/v2/a"),
        ("../v2/", "http://h.test/v2/a"),
        ("./v2", "http://h.test/v2/a"),
        ("", "http://h.test/a"),
        ("/", "http://h.test/a"),
        (".", "http://h.test/a"),
    ],
)
def test_relative_urls(tmp_path: Path, path: str, url: str) -> None:
    made = client_of(tmp_path, [{"url": path}], base_url="http://h.test")
    assert url_of(made, base_url="http://h.test") == url
    assert url_of(made, base_url="http://h.test/own") == "http://h.test/own/a"
    with pytest.raises(TypeError, match="base_url"):
        url_of(made)


@pytest.mark.parametrize(
    ("arguments", "url"),
    [
        ({}, "https://eu.reports.test/a"),
        ({"region": "us"}, "https://us.reports.test/a"),
        ({"base_url": "http://localhost:1"}, "http://localhost:1/a"),
    ],
)
def test_servers_of_operations_have_the_variables_of_the_client(
    tmp_path: Path, arguments: Any, url: str
) -> None:
    own = {**REGIONAL, "url": "https://{region}.reports.test"}
    paths = {"/a": {"servers": [own], **PATHS["/a"]}}
    servers = [{"url": "https://acme.test"}]
    assert url_of(client_of(tmp_path, servers, paths), **arguments) == url


def test_servers_of_operations_follow_the_choice(tmp_path: Path) -> None:
    def pair(host: str) -> list[dict[str, str]]:
        return [
            {"url": f"https://{host}.test", "description": "Production"},
            {"url": f"https://{host}-sandbox.test", "description": "Sandbox"},
        ]

    paths = {"/a": {"get": {**PATHS["/a"]["get"], "servers": pair("files")}}}
    made = client_of(tmp_path, pair("api"), paths)
    assert url_of(made) == "https://files.test/a"
    assert url_of(made, server="sandbox") == "https://files-sandbox.test/a"


def test_servers_of_operations_alone(tmp_path: Path) -> None:
    paths = {"/a": {"servers": [{"url": "https://only.test/v1"}], **PATHS["/a"]}}
    assert url_of(client_of(tmp_path, [], paths)) == "https://only.test/v1/a"


def test_one_call_elsewhere(tmp_path: Path) -> None:
    made = client_of(tmp_path, [REGIONAL])
    options = made.package.RequestOptions(base_url="https://other.test/x")
    made.client.things.list_a(options=options)
    assert str(made.request.url) == "https://other.test/x/a"


def test_names_of_variables_that_the_client_needs_itself(tmp_path: Path) -> None:
    names = ("token", "base_url", "server", "timeout", "self", "class", "super", "über")
    variables = {name: {"default": f"d{index}"} for index, name in enumerate(names)}
    url = "https://acme.test/" + "/".join(f"{{{name}}}" for name in names)
    schemes = {"t": {"type": "http", "scheme": "bearer"}}
    made = exchange(
        {
            "servers": [{"url": url, "variables": variables}],
            "components": {"securitySchemes": schemes},
            "security": [{"t": []}],
            "paths": PATHS,
        },
        tmp_path,
        token="secret",
    )
    made.client.things.list_a()
    assert made.request.url.path == "/d0/d1/d2/d3/d4/d5/d6/d7/a"
    own = {"server_token": "x", "server_base_url": "y", "self_": "z"}
    assert "/x/y/d2/d3/z/" in url_of(made, token="secret", **own)


def test_swagger_with_several_schemes(tmp_path: Path) -> None:
    document = {
        "swagger": "2.0",
        "host": "acme.test",
        "basePath": "/v1/",
        "schemes": ["http", "https", "wss"],
        "paths": {"/a": {"get": {**PATHS["/a"]["get"], "responses": {"200": {"description": ""}}}}},
    }
    made = exchange(document, tmp_path)
    assert url_of(made) == "https://acme.test/v1/a"
    assert url_of(made, server="http") == "http://acme.test/v1/a"


EVIL = ('"); import os  # ', "'''", '"""', "`x` | y", "a\nb", "\\", "{{ 7 * 7 }}")


@pytest.mark.parametrize("evil", EVIL)
def test_text_of_servers_stays_text(tmp_path: Path, evil: str) -> None:
    name = evil.replace("{", "").replace("}", "")
    variables = {name: {"default": evil, "enum": [evil, "b"], "description": evil}}
    servers = [
        {"url": "https://a.test", "name": evil, "description": evil},
        {"url": f"https://b.test/{{{name}}}", "variables": variables, "name": "b"},
        {"url": f"/{evil}", "description": evil},
    ]
    assert url_of(client_of(tmp_path, servers)) == "https://a.test/a"


def test_a_base_url_needs_no_values_for_servers_that_are_not_used(tmp_path: Path) -> None:
    variables = {"agent": {"default": "{your-agent}"}}
    own = {"servers": [{"url": "https://{agent}/v2", "variables": variables}]}
    paths = {"/a": {"get": {**PATHS["/a"]["get"], **own}}}
    document = {"servers": [{"url": "https://api.test"}], "paths": paths}
    made = exchange(document, tmp_path)
    assert url_of(made, base_url="https://mock.test") == "https://mock.test/a"
    assert url_of(made, agent="agent.test") == "https://agent.test/v2/a"
    with pytest.raises(made.package.InvalidRequestError, match="agent"):
        url_of(made)
