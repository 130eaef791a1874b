"""What operations require, by the document and by the configuration."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.context import Client, Method
from clientsmith.ir import (
    Api,
    Docs,
    Operation,
    ParameterLocation,
    SecurityKind,
    SecurityScheme,
    Server,
)
from clientsmith.lower import with_authentication
from clientsmith.plan import plan
from clientsmith.problem import Problem, Severity
from plan_methods.planning import api, operation, planned, requirements

BEARER = SecurityScheme("token", SecurityKind.BEARER, Docs())
KEY = SecurityScheme(
    "key", SecurityKind.API_KEY, Docs(), ParameterLocation.HEADER, parameter_name="X-Key"
)
BASIC = SecurityScheme("login", SecurityKind.BASIC, Docs())
DIGEST = SecurityScheme("digest", SecurityKind.HTTP, Docs(), http_scheme="digest")
SCHEMES = (BEARER, KEY, BASIC, DIGEST)


def operations(*security: Sequence[Sequence[str]] | None) -> list[Operation]:
    """Operations with these requirements; None for those that declare nothing."""
    return [
        operation(
            f"GET /{number}", security=None if each is None else requirements(*each), tag="pets"
        )
        for number, each in enumerate(security)
    ]


def made(given: Api, config: Config) -> tuple[Client, tuple[Method, ...], list[Problem]]:
    """A client, its methods and all problems."""
    with_all, found = with_authentication(given, config.auth, config.security)
    package, _, problems = plan(with_all, config)
    [resource] = package.resources
    return package.client, resource.methods, [*found, *problems]


# --- requests that the document does not describe -----------------------------------------------


@pytest.mark.parametrize(
    ("security", "own", "raw"),
    [
        ([], [[["token"]], [["key"]], [["key"]]], '(("key",), ("token",), ())'),
        ([], [[["key", "token"]], None, []], '(("key", "token"), ())'),
        ([], [[["key"], []]], '(("key",), ())'),
        ([["token"]], [None, [["key"]], []], '(("token",), ("key",))'),
        ([["token"], []], [[["key"]]], '(("token",), ("key",), ())'),
        ([["token"]], [None, [], [["token"]]], ""),
        ([], [None, []], ""),
        ([], [[["digest"]], [["digest", "key"]]], ""),
        ([["digest"]], [[["key"]]], '(("digest",), ("key",))'),
    ],
)
def test_requests_that_the_document_does_not_describe(security: Any, own: Any, raw: str) -> None:
    package, _ = planned(*operations(*own), schemes=SCHEMES, security=security)
    assert package.client.raw_security == raw


def test_credentials_of_other_hosts_stay_there() -> None:
    one, two = operations([["token"]], [["key"]])
    elsewhere = replace(one, servers=(Server("https://uploads.test"),))
    below = replace(two, servers=(Server("/v2"),))
    servers = [Server("https://pets.test")]
    package, _ = planned(elsewhere, schemes=SCHEMES, servers=servers)
    assert package.client.raw_security == ""
    package, _ = planned(elsewhere, below, schemes=SCHEMES, servers=servers)
    assert package.client.raw_security == '(("key",), ())'


# --- operations that declare nothing ------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "severity", "count"),
    [
        ([[["token"]], None, None, None, None], Severity.WARNING, "4 of 5 operations"),
        ([[["token"]], [], *[None] * 8], Severity.WARNING, "8 of 10 operations"),
        ([[["token"]], None, None, None], Severity.NOTE, "3 of 4 operations"),
        ([[["token"]], [["key"]], None], Severity.NOTE, "1 of 3 operations"),
        ([[["token"]], None], Severity.NOTE, "1 of 2 operations"),
    ],
)
def test_operations_without_requirements_are_reported_once(
    own: Any, severity: Severity, count: str
) -> None:
    _, [problem] = planned(*operations(*own), schemes=SCHEMES[:3], is_security_decided=False)
    assert (problem.code, problem.severity) == ("security-undeclared", severity)
    assert problem.message.startswith(f"{count} have no `security`")
    assert problem.hint.startswith('`security = ["token", []]` in the configuration')


def test_the_setting_of_the_hint_is_valid() -> None:
    own = operations([['a "quoted" ü', "key"]], None)
    schemes = [replace(BEARER, name='a "quoted" ü'), KEY]
    _, [problem] = planned(*own, schemes=schemes, is_security_decided=False)
    setting = problem.hint.split("`")[1].removeprefix("security = ")
    assert json.loads(setting) == [['a "quoted" ü', "key"], []]


@pytest.mark.parametrize(
    ("security", "own", "decided"),
    [
        ([], [[["token"]], None], True),
        ([["token"]], [[["key"]], None], False),
        ([], [[["token"]], []], False),
        ([], [None, None], False),
    ],
)
def test_nothing_is_unclear(security: Any, own: Any, decided: bool) -> None:
    _, problems = planned(
        *operations(*own),
        schemes=SCHEMES[:3],
        security=security,
        is_security_decided=decided,
    )
    assert problems == ()


def test_operations_that_are_public_stay_public() -> None:
    """Also where every other operation accepts any credential."""
    client, [one, two], _ = made(
        api(*operations(None, []), schemes=[BEARER]), Config(naming="operation-id")
    )
    assert client.security == '(("token",), ())'
    assert (one.security, two.security) == ("", "()")


SETTINGS = [
    ((("token",), ()), '(("token",), ())'),
    ((("key", "token"), ("login",)), '(("key", "token"), ("login",))'),
    ((), ""),
]


@pytest.mark.parametrize(("setting", "security"), SETTINGS)
def test_the_configuration_gives_requirements(setting: Any, security: str) -> None:
    own = operations(None, [], [["key"]])
    client, methods, problems = made(
        api(*own, schemes=SCHEMES[:3]), Config(naming="operation-id", security=setting)
    )
    assert problems == []
    assert client.security == security
    public = "()" if security else ""
    assert [str(method.security) for method in methods] == ["", public, '(("key",),)']


def test_requirements_of_the_document_win() -> None:
    given = api(*operations(None), schemes=SCHEMES[:3], security=[["key"]])
    client, _, [problem] = made(given, Config(naming="operation-id", security=(("token",),)))
    assert client.security == '(("key",),)'
    assert (problem.code, problem.severity) == ("override-unused", Severity.WARNING)
    assert problem.location.origin == "clientsmith.toml"


def test_an_unknown_scheme_is_an_error() -> None:
    given = api(*operations(None), schemes=SCHEMES[:2])
    _, found = with_authentication(given, None, (("tokn",), ("key", "tokn")))
    [problem] = found
    assert (problem.code, problem.severity) == ("override-unusable", Severity.ERROR)
    assert problem.message.startswith("`security` names 'tokn'")
    assert problem.hint == "The document declares: 'token', 'key'."


# --- documents without security schemes ---------------------------------------------------------


def test_a_document_without_schemes_is_noted() -> None:
    package, [problem] = planned(*operations(None), is_security_decided=False)
    assert package.client.credentials == ()
    assert (problem.code, problem.severity) == ("security-scheme-missing", Severity.NOTE)
    assert '`auth = "bearer"`' in problem.hint


AUTH = [
    # setting, factory, arguments, settings
    ("bearer", "Bearer", ["token"], 'env="PETS_TOKEN", scheme=""'),
    ("basic", "Basic", ["username", "password"], 'env=("PETS_USERNAME", "PETS_PASSWORD")'),
    ("http:Bot", "Bearer", ["token"], 'env="PETS_TOKEN", scheme="Bot"'),
    (
        "header:X-API-Key",
        "APIKey",
        ["api_key"],
        'location="header", name="X-API-Key", env="PETS_API_KEY"',
    ),
    ('query:a"b', "APIKey", ["api_key"], """location="query", name='a"b', env="PETS_API_KEY\""""),
    ("cookie:sid", "APIKey", ["api_key"], 'location="cookie", name="sid", env="PETS_API_KEY"'),
]


@pytest.mark.parametrize(("auth", "factory", "arguments", "settings"), AUTH)
def test_the_configuration_gives_a_scheme(
    auth: str, factory: str, arguments: list[str], settings: str
) -> None:
    client, _, problems = made(api(*operations(None)), Config(naming="operation-id", auth=auth))
    [credential] = client.credentials
    assert problems == []
    assert (credential.factory, [*map(str, (each.name for each in credential.arguments))]) == (
        factory,
        arguments,
    )
    shown = ", ".join(f"{setting.name}={setting.value}" for setting in credential.settings)
    assert shown == settings.removesuffix(', scheme=""')
    assert client.security == f"(({credential.scheme},), ())"
    required, _, problems = made(
        api(*operations(None)), Config(naming="operation-id", auth=auth, security=((auth,),))
    )
    assert problems == []
    assert required.security == f"(({credential.scheme},),)"


def test_schemes_of_the_document_win() -> None:
    given = api(*operations([["token"]]), schemes=[BEARER])
    client, _, [problem] = made(given, Config(naming="operation-id", auth="header:X-Key"))
    assert [str(each.factory) for each in client.credentials] == ["Bearer"]
    assert (problem.code, problem.severity) == ("override-unused", Severity.WARNING)
    assert "'token'" in problem.message
