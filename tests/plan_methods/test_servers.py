"""Names of servers, and arguments for their variables."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from clientsmith.context import Client
from clientsmith.ir import Server, ServerVariable
from clientsmith.plan.client.servers import server_names, templates_of
from plan_methods.planning import method_of, operation, package_of, planned


def names(*servers: Server) -> tuple[str, ...]:
    return server_names(templates_of(servers))


def client_of(*servers: Server, **more: Any) -> Client:
    return package_of(operation(), servers=servers, **more).client


def variable(name: str, default: str = "a", *values: str) -> ServerVariable:
    return ServerVariable(name, default, values)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (Server("https://a.test", name="Live"), Server("https://b.test"), ("Live", "b.test")),
        (
            Server("https://a.test", "Production server"),
            Server("https://b.test", "Staging environment."),
            ("production", "staging"),
        ),
        (
            Server("https://a.test", "The server"),
            Server("https://b.test", "The server"),
            ("a.test", "b.test"),
        ),
        (
            Server("https://a.test", "What a long description of a server"),
            Server("https://b.test", "b"),
            ("a.test", "b"),
        ),
        (Server("https://a.test/v1"), Server("http://a.test/v1"), ("https", "http")),
        (Server("https://a.test/v1"), Server("https://a.test/v2"), ("v1", "v2")),
        (Server("https://a.test/v1"), Server("/v1"), ("a.test", "/v1")),
        (Server("https://a.test", "b.test"), Server("https://b.test"), ("b_test", "b.test")),
        (
            Server("https://a.test", name="b.test"),
            Server("https://b.test"),
            ("b.test", "https://b.test"),
        ),
    ],
)
def test_words_for_servers(first: Server, second: Server, expected: tuple[str, str]) -> None:
    assert names(first, second) == expected
    assert names(second, first) == expected[::-1]


def test_a_server_is_listed_once() -> None:
    client = client_of(Server("https://a.test", "A"), Server("https://a.test", "B"))
    assert client.server_choice is None
    assert not client.is_server_chosen


def test_one_server_without_variables_needs_no_choice() -> None:
    client = client_of(Server("https://a.test"))
    assert (client.is_server_chosen, client.is_base_url_required) == (False, False)
    assert client.base_url == '"https://a.test"'


def test_no_server_needs_a_base_url() -> None:
    for servers in ((), (Server("/"),), (Server(""),)):
        client = client_of(*servers)
        assert (client.is_server_chosen, client.is_base_url_required) == (False, True)


def test_variables_of_several_servers_are_one_argument() -> None:
    url = "https://{zone}.a.test/{version}"
    client = client_of(
        Server(url, "one", (variable("zone", "x", "x", "y"), variable("version", "v1"))),
        Server("https://{zone}.b.test", "two", (variable("zone", "x", "z"),)),
        Server("https://c.test/{version}", "three", (variable("version", "v2"),)),
    )
    assert client.server_choice is not None
    assert client.server_choice.annotation == 'Literal["one", "two", "three"]'
    assert [(each.name, each.annotation, each.default) for each in client.server_arguments] == [
        ("zone", 'Literal["x", "y", "z"]', '"x"'),
        ("version", "str | None", "None"),
    ]


@pytest.mark.parametrize(
    ("default", "values", "expected"),
    [
        ("", ("v1",), ('Literal["v1"]', '"v1"')),
        ("", ("v1", "v2"), ('Literal["v1", "v2"] | None', "None")),
        ("v3", ("v1",), ('Literal["v3", "v1"]', '"v3"')),
        ("", (), ("str", '""')),
        ("{your version}", (), ("str | None", "None")),
        ("<version>", ("v1", "v2"), ('Literal["v1", "v2"] | None', "None")),
    ],
)
def test_defaults(default: str, values: tuple[str, ...], expected: tuple[str, str]) -> None:
    [argument] = client_of(
        Server("https://a.test/{v}", "", (variable("v", default, *values),))
    ).server_arguments
    assert (argument.annotation, argument.default) == expected


def test_unusable_servers_are_told() -> None:
    servers = [Server("ftp://a.test"), Server("https://u:p@a.test"), Server("https://a.test/../b")]
    package, problems = planned(operation(servers=(Server("https://a.test?x=1"),)), servers=servers)
    assert [problem.code for problem in problems] == ["server-dropped"] * 4
    assert package.client.is_base_url_required


def test_further_servers_of_an_operation_are_told() -> None:
    own = (Server("https://b.test"), Server("https://c.test"))
    package, problems = planned(operation(servers=own), servers=[Server("https://a.test")])
    assert [problem.code for problem in problems] == ["server-not-generated"]
    assert package.resources[0].methods[0].server == '"https://b.test"'


def test_a_server_of_an_operation_for_each_choice() -> None:
    def pair(host: str) -> tuple[Server, Server]:
        return Server(f"https://{host}.test", "Live"), Server(f"https://test.{host}.test", "Test")

    method = method_of(operation(servers=pair("files")[::-1]), servers=pair("api"))
    assert method.server == '{"live": "https://files.test", "test": "https://test.files.test"}'


def test_text_of_the_document_stays_text() -> None:
    evil = '"); import os  # `'
    client = client_of(
        Server("https://a.test", name=evil),
        Server("https://{" + evil + "}.test", "", (variable(evil, "b"),)),
    )
    assert client.server_choice is not None
    annotation = ast.parse(client.server_choice.annotation, mode="eval").body
    assert isinstance(annotation, ast.Subscript)
    assert isinstance(annotation.slice, ast.Tuple)
    assert all(isinstance(each, ast.Constant) for each in annotation.slice.elts)
