"""Credentials that can be got: their arguments, and what the runtime is told."""

from __future__ import annotations

from clientsmith.context import Client, Credential
from clientsmith.ir import (
    Docs,
    FlowKind,
    OAuthFlow,
    Operation,
    SecurityKind,
    SecurityRequirements,
    SecurityScheme,
    SecurityUse,
)
from clientsmith.text import reveal
from plan_methods.planning import operation, package_of, printed, requirements

TOKEN_URL = "https://auth.test/token"


def flow(kind: str, *scopes: str, url: str = TOKEN_URL) -> OAuthFlow:
    return OAuthFlow(FlowKind(kind), token_url=url, scopes=scopes)


def oauth(name: str, *flows: OAuthFlow) -> SecurityScheme:
    return SecurityScheme(name, SecurityKind.OAUTH2, Docs(), flows=flows)


def uses(*uses: tuple[str, tuple[str, ...]]) -> SecurityRequirements:
    return tuple((SecurityUse(name, scopes),) for name, scopes in uses)


def client_of(*schemes: SecurityScheme, operations: tuple[Operation, ...] = ()) -> Client:
    used = operation(security=requirements(*([scheme.name] for scheme in schemes)))
    return package_of(*(operations or (used,)), schemes=schemes).client


def keywords(client: Client) -> list[list[str]]:
    return [
        [str(argument.name) for argument in (*each.arguments, *each.options)]
        for each in client.credentials
    ]


def settings(credential: Credential) -> dict[str, str]:
    return {str(setting.name): str(setting.value) for setting in credential.settings}


def flows(credential: Credential) -> tuple[str, ...]:
    """Name of the constant, and what it holds."""
    assert credential.flows is not None
    return (str(credential.flows.constant), *map(str, credential.flows.flows))


def test_client_credentials() -> None:
    client = client_of(oauth("login", flow("clientCredentials")))
    [credential] = client.credentials
    assert credential.factory == "OAuth2"
    assert keywords(client) == [["token", "client_id", "client_secret", "oauth"]]
    assert [
        (str(each.annotation), str(each.async_annotation), str(each.parameter))
        for each in (*credential.arguments, *credential.options)
    ] == [
        ("Secret | Token | None", "AsyncSecret | Token | None", ""),
        ("str | None", "str | None", "client_id"),
        ("Secret | None", "AsyncSecret | None", "client_secret"),
        ("OAuthOptions | None", "OAuthOptions | None", "oauth"),
    ]
    assert credential.ways == (("client_id", "client_secret"), ("token",))
    assert flows(credential) == (
        "_FLOWS",
        f'OAuthFlow("clientCredentials", token_url="{TOKEN_URL}", scopes=("read",))',
    )
    assert settings(credential) == {
        "env": '{"token": "PETS_TOKEN", "client_id": "PETS_CLIENT_ID", '
        '"client_secret": "PETS_CLIENT_SECRET"}',
    }
    assert all(reveal(each.docs) for each in credential.arguments)
    assert printed(client.imports)[-1] == (
        "from ._runtime.oauth import OAuth2, OAuthFlow, OAuthOptions, Token"
    )


def test_a_password() -> None:
    client = client_of(oauth("OAuth2PasswordBearer", flow("password", url="/login")))
    assert keywords(client) == [
        ["token", "client_id", "client_secret", "username", "password", "oauth"]
    ]
    assert client.credentials[0].ways == (("username", "password"), ("token",))


def test_basic_authentication_beside_a_password_keeps_its_names() -> None:
    client = client_of(
        SecurityScheme("basic", SecurityKind.BASIC, Docs()),
        oauth("login", flow("password")),
        SecurityScheme("key", SecurityKind.BEARER, Docs()),
    )
    assert keywords(client) == [
        ["username", "password"],
        ["login_token", "client_id", "client_secret", "login_username", "login_password", "oauth"],
        ["token"],
    ]
    assert settings(client.credentials[1])["keyword"] == (
        '{"token": "login_token", "username": "login_username", "password": "login_password"}'
    )


def test_several_that_can_be_got() -> None:
    client = client_of(
        oauth("UserBearer", flow("authorizationCode")),
        oauth("oauth", flow("clientCredentials")),
    )
    assert keywords(client) == [
        ["user_token", "user_client_id", "user_client_secret", "user_options"],
        ["token", "client_id", "client_secret", "oauth"],
    ]
    assert [flows(each)[0] for each in client.credentials] == ["_USER_FLOWS", "_FLOWS"]
    exports = [(str(each.module), str(each.name)) for each in client.auth_exports]
    assert exports == [
        ("._runtime.oauth", "OAuthOptions"),
        ("._runtime.oauth", "Token"),
        ("._runtime.oauth.sign_in", "AsyncAuthorizationCode"),
        ("._runtime.oauth.sign_in", "AuthorizationCode"),
        ("._runtime.oauth.sign_in", "AuthorizationRequest"),
    ]


def test_tokens_that_nothing_but_a_browser_gets_are_given() -> None:
    implicit = OAuthFlow(FlowKind.IMPLICIT, authorization_url="https://auth.test/login")
    client = client_of(oauth("login", implicit))
    assert client.credentials[0].factory == "Bearer"
    assert client.auth_exports == ()
    assert client.credentials[0].ways == (("token",),)
    refreshed = OAuthFlow(FlowKind.IMPLICIT, refresh_url=TOKEN_URL)
    assert client_of(oauth("login", refreshed)).credentials[0].factory == "OAuth2"


def test_openid_connect() -> None:
    url = "https://id.test/.well-known/openid-configuration"
    scheme = SecurityScheme("id", SecurityKind.OPENID_CONNECT, Docs(), discovery_url=url)
    used = operation(security=uses(("id", ("openid", "read"))))
    client = client_of(scheme, operations=(used,))
    assert keywords(client) == [["token", "client_id", "client_secret", "oauth"]]
    found = settings(client.credentials[0])
    assert (found["discovery"], found["scopes"]) == (f'"{url}"', '("openid", "read")')
    assert {"DeviceCode", "AuthorizationCode"} <= {each.name for each in client.auth_exports}
    unknown = SecurityScheme("id", SecurityKind.OPENID_CONNECT, Docs())
    assert client_of(unknown).credentials[0].factory == "Bearer"


def test_scopes_are_those_that_operations_need_and_a_flow_has() -> None:
    login = oauth(
        "login",
        flow("clientCredentials", "c", "b", "a"),
        flow("authorizationCode", "b"),
        flow("password"),
    )
    client = client_of(
        login,
        operations=(
            operation("GET /a", security=uses(("login", ("a", "x")), ("other", ("y",)))),
            operation("GET /b", security=uses(("login", ("b", "a")))),
        ),
    )
    assert flows(client.credentials[0]) == (
        "_FLOWS",
        f'OAuthFlow("clientCredentials", token_url="{TOKEN_URL}", scopes=("b", "a"))',
        f'OAuthFlow("authorizationCode", token_url="{TOKEN_URL}", scopes=("b",))',
        f'OAuthFlow("password", token_url="{TOKEN_URL}", scopes=("b", "a", "x"))',
    )


def test_a_certificate() -> None:
    client = client_of(SecurityScheme("tls", SecurityKind.MUTUAL_TLS, Docs()))
    [credential] = client.credentials
    assert (credential.factory, keywords(client)) == ("MutualTLS", [["certificate"]])
    assert str(credential.arguments[0].annotation) == "Certificate | None"
    assert settings(credential) == {"env": '"PETS_CERTIFICATE"'}
    assert client.security == ""
    assert "from ._runtime.auth.mutual_tls import Certificate, MutualTLS" in printed(client.imports)


def test_classes_that_the_client_imports_are_no_names_of_resources() -> None:
    def names(*schemes: SecurityScheme) -> list[str]:
        package = package_of(
            operation("GET /token", tag="token"),
            operation("GET /certificate", tag="certificate"),
            schemes=schemes,
        )
        return [str(resource.class_name) for resource in package.resources]

    assert names() == ["Certificate", "Token"]
    assert names(
        oauth("login", flow("password")), SecurityScheme("tls", SecurityKind.MUTUAL_TLS, Docs())
    ) == ["CertificateResource", "TokenResource"]


def test_text_of_the_document_is_encoded() -> None:
    hostile = '"), __import__("os").system("x"), ("'
    login = oauth(hostile, flow("password", hostile, url=hostile))
    client = client_of(login, operations=(operation(security=uses((hostile, (hostile,)))),))
    literal = "'" + hostile + "'"
    assert flows(client.credentials[0]) == (
        "_FLOWS",
        f'OAuthFlow("password", token_url={literal}, scopes=({literal},))',
    )
