"""The root class: credentials, security, servers, imports."""

from dataclasses import replace

import pytest

from clientsmith.config import Config
from clientsmith.context import Client
from clientsmith.ir import (
    Docs,
    ParameterLocation,
    SecurityKind,
    SecurityScheme,
    Server,
    ServerVariable,
)
from clientsmith.problem import Severity
from clientsmith.text import reveal
from plan_methods.planning import (
    JSON,
    answer,
    component,
    method_of,
    model,
    operation,
    package_of,
    planned,
    printed,
    requirements,
)


def scheme(name: str, kind: SecurityKind, description: str = "") -> SecurityScheme:
    docs = Docs(description=description)
    if kind is SecurityKind.API_KEY:
        return SecurityScheme(name, kind, docs, ParameterLocation.HEADER, "X-Key")
    return SecurityScheme(name, kind, docs)


def client_of(*schemes: SecurityScheme, used: list[str] | None = None, **more: object) -> Client:
    names = [each.name for each in schemes] if used is None else used
    return package_of(
        operation(), schemes=schemes, security=[[name] for name in names], **more  # type: ignore[arg-type]
    ).client


def keywords(client: Client) -> list[str]:
    return [str(argument.name) for each in client.credentials for argument in each.arguments]


def test_one_of_each_kind() -> None:
    client = client_of(
        scheme("BearerAuth", SecurityKind.BEARER, "Your token. Keep it secret."),
        scheme("key", SecurityKind.API_KEY),
        scheme("login", SecurityKind.BASIC),
    )
    assert keywords(client) == ["token", "api_key", "username", "password"]
    bearer, key, basic = client.credentials
    assert (bearer.scheme, bearer.factory) == ('"BearerAuth"', "Bearer")
    assert [f"{s.name}={s.value}" for s in bearer.settings] == ['env="PETS_TOKEN"']
    assert [f"{s.name}={s.value}" for s in key.settings] == [
        'location="header"',
        'name="X-Key"',
        'env="PETS_API_KEY"',
    ]
    assert [f"{s.name}={s.value}" for s in basic.settings] == [
        'env=("PETS_USERNAME", "PETS_PASSWORD")'
    ]
    assert [
        (str(a.annotation), reveal(a.docs)) for e in client.credentials for a in e.arguments
    ] == [
        ("Secret | None", "Your token."),
        ("Secret | None", "API key, sent as header `X-Key`."),
        ("str | None", "User name."),
        ("Secret | None", "Password."),
    ]
    assert client.security == '(("BearerAuth",), ("key",), ("login",))'


def test_several_of_a_kind_have_their_own_names() -> None:
    client = client_of(
        scheme("OAuth2PasswordBearer", SecurityKind.OAUTH2),
        scheme("HTTPBearer", SecurityKind.BEARER),
        scheme("first", SecurityKind.BASIC),
        scheme("second", SecurityKind.BASIC),
    )
    assert keywords(client) == [
        "oauth2_password_token",
        "token",
        "first_username",
        "first_password",
        "second_username",
        "second_password",
    ]
    settings = [{str(s.name): str(s.value) for s in each.settings} for each in client.credentials]
    assert settings[0] == {
        "env": '"PETS_OAUTH2_PASSWORD_TOKEN"',
        "keyword": '"oauth2_password_token"',
    }
    assert settings[2]["keyword"] == '("first_username", "first_password")'


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("ApiKeyAuth", "AdminApiKeyAuth"), ["api_key", "admin_api_key"]),
        (("bearer_auth", "inference_bearer_auth"), ["token", "inference_token"]),
        (("login", "login_auth"), ["login_token", "login_auth_token"]),
        (("auth", "security"), ["token", "security_token"]),
    ],
)
def test_keywords_say_what_is_given(names: tuple[str, ...], expected: list[str]) -> None:
    assert keywords(client_of(*(scheme(name, SecurityKind.BEARER) for name in names))) == expected


def test_the_one_that_is_used_has_the_plain_name() -> None:
    client = client_of(
        scheme("old", SecurityKind.BEARER), scheme("new", SecurityKind.OAUTH2), used=["new"]
    )
    assert keywords(client) == ["old_token", "token"]


def test_names_of_schemes_that_the_client_needs_itself() -> None:
    client = client_of(
        scheme("timeout", SecurityKind.BEARER),
        scheme("base_url", SecurityKind.OAUTH2),
        scheme("token", SecurityKind.API_KEY),
        scheme("api key", SecurityKind.API_KEY),
    )
    assert keywords(client) == ["timeout_token", "base_url_token", "token", "api_key"]


def test_schemes_that_nothing_requires_are_optional() -> None:
    client = client_of(scheme("a", SecurityKind.BEARER), used=[])
    assert client.security == '(("a",), ())'


def test_schemes_of_http_that_need_a_token_only() -> None:
    other = replace(scheme("sas", SecurityKind.HTTP), http_scheme="SharedAccessKey")
    [credential] = client_of(other).credentials
    assert (credential.factory, keywords(client_of(other))) == ("Bearer", ["token"])
    assert [f"{s.name}={s.value}" for s in credential.settings] == [
        'env="PETS_TOKEN"',
        'scheme="SharedAccessKey"',
    ]
    [argument] = credential.arguments
    assert reveal(argument.docs) == "Credentials, sent as `Authorization: SharedAccessKey …`."


@pytest.mark.parametrize("name", ["Digest", "negotiate", "two words", "x\r\ny"])
def test_schemes_of_http_that_no_token_is_enough_for(name: str) -> None:
    other = replace(scheme("a", SecurityKind.HTTP), http_scheme=name)
    package, [problem] = planned(operation(), schemes=[other])
    assert package.client.credentials == ()
    assert problem.code == "security-scheme-not-generated"


def test_what_the_runtime_cannot_do_is_noted() -> None:
    digest = replace(scheme("digest", SecurityKind.HTTP), http_scheme="Digest")
    package, [problem] = planned(operation(), schemes=[digest])
    assert package.client.credentials == ()
    assert package.client.security == ""
    assert (problem.code, problem.severity) == ("security-scheme-not-generated", Severity.NOTE)


def test_security_of_operations_that_differ() -> None:
    def security(*alternatives: list[str]) -> str:
        return method_of(
            operation(security=requirements(*alternatives)),
            schemes=[scheme("a", SecurityKind.BEARER), scheme("b", SecurityKind.API_KEY)],
            security=[["a"]],
        ).security

    assert security(["a"]) == ""
    assert security(["a"], ["a"]) == ""
    assert security() == "()"
    assert security([]) == "((),)"
    assert security([], ["b"]) == '(("b",), ())'
    assert security(["a", "b"]) == '(("a", "b"),)'


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        ("https://api.pets.test/v1", '"https://api.pets.test/v1"'),
        ("https://{region}.pets.test", '"https://eu.pets.test"'),
        ("https://{unknown}.pets.test", "None"),
        ("/v1", "None"),
        ("", "None"),
        ("ftp://pets.test", "None"),
        ("https://user:secret@pets.test", "None"),
        ("https://pets.test?key=secret", "None"),
        ("https://pets.test/a b", "None"),
        ("https://[", "None"),
        ("https://pets.test:port", "None"),
        ("//pets.test", '"https://pets.test"'),
        ('https://pets.test/"\n', "None"),
    ],
)
def test_base_url(url: str, base_url: str) -> None:
    variable = ServerVariable("region", "eu", ("eu", "us"))
    assert client_of(servers=[Server(url, "Main", (variable,))]).base_url == base_url


def test_the_first_usable_server_is_the_base() -> None:
    servers = [Server("/v1"), Server("https://a.test", "A"), Server("https://b.test", "B")]
    client = client_of(servers=servers)
    assert client.base_url == '"https://a.test"'
    assert [(str(each.url), reveal(each.docs)) for each in client.servers] == [
        ('"/v1"', ""),
        ('"https://a.test"', "A"),
        ('"https://b.test"', "B"),
    ]


def test_servers_of_operations() -> None:
    def server(*urls: str) -> str:
        servers = tuple(map(Server, urls))
        return method_of(operation(servers=servers), servers=[Server("https://a.test")]).server

    assert server() == ""
    assert server("https://a.test") == ""
    assert server("https://uploads.test") == '"https://uploads.test"'
    assert server("v2/") == '"/v2/"'


def test_imports() -> None:
    package = package_of(
        operation("GET /pets"),
        operation("GET /owners", tag="owners"),
        schemes=[scheme("a", SecurityKind.BEARER), scheme("b", SecurityKind.API_KEY)],
    )
    assert printed(package.client.imports) == [
        "from __future__ import annotations",
        "from typing import TYPE_CHECKING, Unpack",
        "from ._runtime import AsyncClient, AsyncClientOptions, AsyncSecret, Secret, SyncClient, "
        "SyncClientOptions, cached_property",
        "from ._runtime.auth.api_key import APIKey",
        "from ._runtime.auth.bearer import Bearer",
    ]
    assert printed(package.client.type_checking_imports) == [
        "from .resources.owners import AsyncOwners, Owners",
        "from .resources.pets import AsyncPetsResource, PetsResource",
    ]


def test_docs() -> None:
    client = package_of(operation(), title="Pets API", docs=Docs(description="All pets.")).client
    assert reveal(client.docs) == "Pets API.\n\nAll pets."
    assert reveal(package_of(operation(), title="").client.docs) == "A client."


def test_config_overrides_names() -> None:
    config = Config(naming="operation-id", package="zoo", client_class="Zoo", http="httpx")
    package, problems = planned(operation(), config=config)
    assert problems == ()
    assert (package.name, package.client.class_name, package.client.async_class_name) == (
        "zoo",
        "Zoo",
        "AsyncZoo",
    )
    assert package.http_library == "httpx"


@pytest.mark.parametrize(
    "package",
    ["../x", "a b", "class", "json", "httpx2", "größe", "1a", "a..b", "a.b.", "a.class", "a.1b"],
)
def test_unusable_package_names(package: str) -> None:
    planned_package, [problem] = planned(
        operation(), config=Config(naming="operation-id", package=package)
    )
    assert (problem.code, problem.severity) == ("name-unusable", Severity.ERROR)
    assert planned_package.name == "pets"


@pytest.mark.parametrize("name", ["SyncClient", "a b", "None", "Client"])
def test_unusable_class_names(name: str) -> None:
    _, [problem] = planned(operation(), config=Config(naming="operation-id", client_class=name))
    assert (problem.code, problem.severity) == ("name-unusable", Severity.ERROR)


def test_showcase() -> None:
    answers = [answer("200", (JSON, None))]
    package = package_of(
        operation("POST /pets", responses=answers),
        operation("DELETE /pets/{id}"),
        operation("GET /pets", responses=answers),
        operation("GET /pets/{id}", responses=answers),
    )
    assert package.showcases.call is not None
    assert package.showcases.call.name == "list"
    assert package_of().showcases.call is None


def test_the_showcase_belongs_to_a_resource_that_can_do_much() -> None:
    answers = [answer("200", (JSON, component("Pet")))]
    package = package_of(
        operation("GET /ages", tag="ages", responses=answers),
        operation("GET /pets", tag="pets", responses=answers),
        operation("POST /pets", tag="pets", responses=answers),
        declarations=[model("Pet")],
    )
    assert package.showcases.call is not None
    assert package.showcases.call.docs.request_line == "GET /pets"
