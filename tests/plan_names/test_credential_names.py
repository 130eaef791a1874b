"""Names of credentials: arguments of the client, and environment variables."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from clientsmith.config import Config, NameOverrides
from clientsmith.ir import (
    Docs,
    FlowKind,
    OAuthFlow,
    ParameterLocation,
    SecurityKind,
    SecurityScheme,
)
from clientsmith.naming.credentials import environment_prefix, environment_variable
from clientsmith.plan.client.credentials import names_of
from clientsmith.problem import Problem
from clientsmith.project.pins import CredentialPin, Pins
from plan_methods.planning import api, operation, requirements

Names = dict[str, tuple[str, ...]]

BEARER, BASIC = SecurityKind.BEARER, SecurityKind.BASIC


def scheme(name: str, kind: SecurityKind = BEARER) -> SecurityScheme:
    return SecurityScheme(name, kind, Docs(), http_scheme="bearer" if kind is BEARER else "")


def key(
    name: str,
    header: str = "X-API-Key",
    docs: str = "",
    location: ParameterLocation = ParameterLocation.HEADER,
) -> SecurityScheme:
    return SecurityScheme(
        name,
        SecurityKind.API_KEY,
        Docs(description=docs),
        parameter_location=location,
        parameter_name=header,
    )


def oauth(name: str) -> SecurityScheme:
    flow = OAuthFlow(FlowKind.CLIENT_CREDENTIALS, token_url="https://auth.test/token")
    return SecurityScheme(name, SecurityKind.OAUTH2, Docs(), flows=(flow,))


def named(
    *schemes: SecurityScheme,
    used: tuple[str, ...] | None = None,
    title: str = "Acme API",
    package: str = "chosen",
    before: Mapping[str, CredentialPin] | None = None,
    env_prefix: str | None = None,
    overrides: NameOverrides = NameOverrides(),  # noqa: B008 - immutable
) -> tuple[Names, Names, tuple[Problem, ...]]:
    """Arguments and environment variables by scheme, and problems."""
    required = [each.name for each in schemes] if used is None else used
    calls = operation(security=requirements(*([name] for name in required)))
    names, problems = names_of(
        api(calls, schemes=schemes, title=title),
        Config(env_prefix=env_prefix, names=overrides),
        package,
        Pins(credentials=before or {}),
    )
    arguments = {one: tuple(map(str, each.values())) for one, each in names.arguments.items()}
    variables = {one: tuple(map(str, each.values())) for one, each in names.variables.items()}
    return arguments, variables, problems


def arguments(*schemes: SecurityScheme, used: tuple[str, ...] | None = None) -> list[str]:
    found, _, problems = named(*schemes, used=used)
    assert problems == ()
    return [name for scheme in schemes for name in found[scheme.name]]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (scheme("JWT"), ["token"]),
        (scheme("AdminBearer"), ["token"]),
        (scheme("login", BASIC), ["username", "password"]),
        (key("whatever"), ["api_key"]),
        (key("partner", "partner", location=ParameterLocation.QUERY), ["api_key"]),
        (key("session", "sid", location=ParameterLocation.COOKIE), ["api_key"]),
        (key("BotToken", "Authorization"), ["token"]),
        (key("bearerAuth", "authorization"), ["token"]),
        (key("tokenAuth", "Authorization", "With required prefix `Token`"), ["token"]),
        (key("auth", "Authorization", "`Token <key>`"), ["token"]),
        (key("ApiKeyAuth", "Authorization", "`Token <key>`"), ["api_key"]),
        (key("auth", "Authorization"), ["api_key"]),
        # the name of the scheme says what the token is to its users
        (scheme("ApiKeyAuth"), ["api_key"]),
        (oauth("login"), ["token", "client_id", "client_secret", "oauth"]),
    ],
)
def test_one_scheme(one: SecurityScheme, expected: list[str]) -> None:
    assert arguments(one) == expected
    assert arguments(one, used=()) == expected


@pytest.mark.parametrize(
    ("schemes", "expected"),
    [
        ((scheme("UserBearer"), scheme("BotAuth")), ["user_token", "bot_token"]),
        ((scheme("id"), scheme("jwt"), scheme("bearer")), ["id_token", "jwt", "token"]),
        ((scheme("user"), scheme("bearerAuth")), ["user_token", "token"]),
        ((scheme("ApiKeyAuth"), scheme("AdminApiKeyAuth")), ["api_key", "admin_api_key"]),
        ((scheme("ApiKeyAuth"), key("key")), ["token", "api_key"]),
        ((key("admin"), key("user")), ["admin_api_key", "user_api_key"]),
        ((key("appId", "X-App-Id"), key("appKey", "X-App-Key")), ["app_id", "app_key"]),
        (
            (key("APIKeyHeader"), key("APIKeyQuery", location=ParameterLocation.QUERY)),
            ["api_key_header", "api_key_query"],
        ),
        (
            (
                key("Token", "token", location=ParameterLocation.QUERY),
                key("AuthorizationHeaderToken", "Authorization"),
                key("AccessToken", "access_token", location=ParameterLocation.QUERY),
            ),
            ["query_token", "token", "access_token"],
        ),
        (
            (key("BotToken", "Authorization"), oauth("OAuth2")),
            ["bot_token", "token", "client_id", "client_secret", "oauth"],
        ),
        (
            (scheme("HTTPBearer"), oauth("OAuth2PasswordBearer")),
            ["http_token", "token", "client_id", "client_secret", "oauth"],
        ),
        ((scheme("acme_user"), scheme("acme_admin_auth")), ["user_token", "admin_token"]),
        (
            (scheme("owner", BASIC), scheme("guest", BASIC)),
            ["owner_username", "owner_password", "guest_username", "guest_password"],
        ),
    ],
)
def test_several_schemes_are_told_apart_by_their_words(
    schemes: tuple[SecurityScheme, ...], expected: list[str]
) -> None:
    assert arguments(*schemes) == expected
    assert sorted(arguments(*reversed(schemes))) == sorted(expected)


def test_signatures_that_no_operation_requires_are_no_keys() -> None:
    signature = key("WebhookSignature", "X-Signature")
    assert arguments(scheme("auth"), signature, used=("auth",)) == ["token", "webhook_signature"]
    assert arguments(scheme("auth"), key("apiKey"), used=("auth",)) == ["token", "api_key"]


@pytest.mark.parametrize(
    ("title", "package", "prefix"),
    [
        ("GitHub v3 REST API", "my_github_client", "GITHUB"),
        ("Swagger Petstore - OpenAPI 3.0", "petstore_api", "PETSTORE"),
        ("X API v2", "x_api", "X"),
        ("Discord HTTP API (Preview)", "discord_api", "DISCORD"),
        ("1-Click Café", "clicks", "ONE_CLICK_CAFE"),
        # a title that names nothing
        ("FastAPI", "acme.shop", "ACME_SHOP"),
        ("", "acme", "ACME"),
        ("日本", "acme", "ACME"),
    ],
)
def test_variables_begin_with_the_name_of_the_api(title: str, package: str, prefix: str) -> None:
    assert environment_prefix(title, package) == prefix


@pytest.mark.parametrize(
    ("prefix", "argument", "variable"),
    [
        ("ACME", "token", "ACME_TOKEN"),
        ("GITHUB", "github_token", "GITHUB_TOKEN"),
        ("X_API", "api_key", "X_API_KEY"),
        ("DISCORD_BOT", "bot_token", "DISCORD_BOT_TOKEN"),
        ("ACME_SHOP", "acme_shop_token", "ACME_SHOP_TOKEN"),
        # a variable that any client might read
        ("TOKEN", "token", "TOKEN_TOKEN"),
        ("API_KEY", "api_key", "API_KEY_API_KEY"),
    ],
)
def test_words_of_variables_occur_once(prefix: str, argument: str, variable: str) -> None:
    assert environment_variable(prefix, argument) == variable


def test_no_two_arguments_have_the_same_variable() -> None:
    before = {"github_token": CredentialPin({"api_key": "github_token"}, {})}
    found, variables, _ = named(
        key("github_token", "x-a"), scheme("auth"), title="GitHub", before=before
    )
    assert found == {"github_token": ("github_token",), "auth": ("token",)}
    assert sorted(sum(variables.values(), ())) == ["GITHUB_GITHUB_TOKEN", "GITHUB_TOKEN"]


def test_the_configuration_chooses_the_prefix() -> None:
    before = {"auth": CredentialPin({"token": "secret"}, {"token": "OLD_SECRET"})}
    assert named(scheme("auth"), env_prefix="SHOP")[1] == {"auth": ("SHOP_TOKEN",)}
    assert named(scheme("auth"), env_prefix="SHOP", before=before)[:2] == (
        {"auth": ("secret",)},
        {"auth": ("SHOP_SECRET",)},
    )


def test_previous_names_stay() -> None:
    before = {"auth": CredentialPin({"token": "secret"}, {"token": "CHOSEN_AUTH"})}
    found = named(scheme("auth"), before=before)
    assert found == ({"auth": ("secret",)}, {"auth": ("CHOSEN_AUTH",)}, ())
    # a new scheme takes neither of them, and has no claim to what the other one gave up
    found = named(scheme("auth"), scheme("admin"), title="Other", before=before)
    assert found == (
        {"auth": ("secret",), "admin": ("admin_token",)},
        {"auth": ("CHOSEN_AUTH",), "admin": ("OTHER_ADMIN_TOKEN",)},
        (),
    )


@pytest.mark.parametrize(
    ("name", "variable"), [("base_url", "A"), ("not a name", "A"), ("token", "a-b"), ("class", "A")]
)
def test_previous_names_that_cannot_be_used(name: str, variable: str) -> None:
    before = {"auth": CredentialPin({"token": name}, {"token": variable})}
    found, variables, problems = named(scheme("auth"), before=before)
    assert found == {"auth": ("token",)}
    assert variables == {"auth": ("A" if variable == "A" else "ACME_TOKEN",)}
    assert [problem.code for problem in problems] == ["pin-unusable"]


def test_names_of_a_scheme_are_in_the_order_of_its_arguments() -> None:
    before = {"login": CredentialPin({"password": "word"}, {"password": "WORD"})}
    assert named(scheme("login", BASIC), before=before)[:2] == (
        {"login": ("login_username", "word")},
        {"login": ("ACME_LOGIN_USERNAME", "WORD")},
    )


def test_the_configuration_names_arguments_and_variables() -> None:
    overrides = NameOverrides(
        credentials={"plain": "api_key", "login.username": "account", "login.password": "pin"},
        variables={"plain": "ACME_SECRET", "login.password": "ACME_PASS"},
    )
    arguments, variables, problems = named(
        scheme("plain"), scheme("login", BASIC), overrides=overrides
    )
    assert arguments == {"plain": ("api_key",), "login": ("account", "pin")}
    assert variables == {"plain": ("ACME_SECRET",), "login": ("ACME_ACCOUNT", "ACME_PASS")}
    assert problems == ()


def test_the_configuration_comes_before_previous_names() -> None:
    before = {"plain": CredentialPin({"token": "secret"}, {"token": "ACME_OLD"})}
    overrides = NameOverrides(credentials={"plain": "key"}, variables={"plain.token": "ACME_NEW"})
    arguments, variables, _ = named(scheme("plain"), before=before, overrides=overrides)
    assert (arguments, variables) == ({"plain": ("key",)}, {"plain": ("ACME_NEW",)})


@pytest.mark.parametrize(
    ("credentials", "variables", "code"),
    [
        ({"plan": "key"}, {}, "override-unused"),
        ({"plain": "not a name"}, {}, "override-unusable"),
        ({"plain": "timeout"}, {}, "override-unusable"),
        ({"plain": "key", "plain.token": "other"}, {}, "override-unusable"),
        ({}, {"plan": "ACME"}, "override-unused"),
        ({}, {"plain": "A B"}, "override-unusable"),
        ({}, {"plain": "A", "plain.token": "B"}, "override-unusable"),
    ],
)
def test_names_that_cannot_be_followed_are_reported(
    credentials: dict[str, str], variables: dict[str, str], code: str
) -> None:
    overrides = NameOverrides(credentials=credentials, variables=variables)
    _, _, problems = named(scheme("plain"), overrides=overrides)
    assert [problem.code for problem in problems] == [code]
