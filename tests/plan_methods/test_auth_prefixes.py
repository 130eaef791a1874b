"""Prefixes of API keys: descriptions as they are found in public documents, and what they say."""

from __future__ import annotations

import time

import pytest

from clientsmith.ir import Docs, ParameterLocation, SecurityKind, SecurityScheme
from clientsmith.plan.client.auth_prefixes import key_prefix


def prefix(
    description: str,
    name: str = "ApiKeyAuth",
    header: str = "Authorization",
    location: ParameterLocation = ParameterLocation.HEADER,
) -> str:
    return key_prefix(
        SecurityScheme(
            name,
            SecurityKind.API_KEY,
            Docs(description=description),
            parameter_location=location,
            parameter_name=header,
        )
    )


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ('API tokens must be prepended with "token" followed by a space.', "token"),
        ('Token-based authentication with required prefix "Token"', "Token"),
        ('Token-based authentication with required prefix "**Token**"', "Token"),
        ("Token-based authentication with required prefix `Token`", "Token"),
        ('Token-based authentication with required prefix "Token "', "Token"),
        (
            'Token-based authentication with required prefix "JWT" (JWT can be viewed when logged in at https://a.test/)',
            "JWT",
        ),
        (
            'JWT Authorization header using the Bearer scheme. Example: "Authorization: Bearer {token}"',
            "Bearer",
        ),
        (
            "JWT Authorization header using the Bearer scheme. \r\n\r\n Enter 'Bearer' [space] and then your token in the text input below.\r\n\r\nExample: 'Bearer 12345abcdef'",
            "Bearer",
        ),
        ("Type 'Bearer ' and then your token. Example: 'Bearer eyJhbGci...'", "Bearer"),
        ("Type 'Bearer ' followed by your token.", "Bearer"),
        ('Type "Bearer" followed by a space and JWT token.', "Bearer"),
        ("Введите токен в формате: Bearer {token}", "Bearer"),
        ("Enter your bearer token in the format **Bearer <token>**", "Bearer"),
        ("Format: `Authorization: Bearer {token}`", "Bearer"),
        ("API key authentication. Prefix the key with 'Bearer '", "Bearer"),
        ("Bearer token authentication. Format: 'Bearer YOUR_API_KEY'", "Bearer"),
        ("JWT Bearer Token (format: Bearer YOUR_JWT_TOKEN)", "Bearer"),
        ("Use the format `Bearer <access_token>`.", "Bearer"),
        ("example:Bearer token (Bearer+space+token)", "Bearer"),
        ("Bearer <token>", "Bearer"),
        ("JWT token as: Bearer <your_token>", "Bearer"),
        ('Authorization header token, sample: "Bearer #TOKEN#"', "Bearer"),
        ('Prefix the token with "Token", e.g. "Token xxxx"', "Token"),
        (
            "Your [API key](https://acme.test/keys) prefixed by\n'Token '",
            "Token",
        ),
        (
            "Use `Authorization: Token <API_KEY>`\nExample: `Authorization: Token 12345abcdef`",
            "Token",
        ),
        (
            "You must specify the scheme 'Api-Key' in the Authorization header. For example, `Authorization: Api-Key <Your_Api_Key>`",
            "Api-Key",
        ),
        (
            'Authorize the API call with your API token in the `Authorization` header with the value: `Token your-api-token`.\n\nIf you don\'t have an API token yet, please refer to the ["Authentication" section](/api-documentation/auth)',
            "Token",
        ),
        (
            "Pass the API token as the Authorization header value prefixed with SSWS: `Authorization: SSWS {API Token}`",
            "SSWS",
        ),
        ("Authorization: Bot <token>", "Bot"),
        ('Enter "Bearer {token}"', "Bearer"),
        ("Token-based authentication: prefix with `Token `", "Token"),
        ("Send `ApiKey YOUR_KEY` in the header.", "ApiKey"),
        ("Your key: `Key $ACME_KEY`", "Key"),
        (
            'Standard Authorization header using the Bearer scheme. Example: "bearer {token}"',
            "Bearer",
        ),
        ("Specify `Authorization: Acme-Auth-Key [yourAuthKey]`", "Acme-Auth-Key"),
        ("The token must be prefixed with Bearer.", "Bearer"),
        ("Don't forget to include the `Bearer ` prefix.", "Bearer"),
        ('Access token with the `Bearer ` prefix, e.g. "Bearer abcde12345".', "Bearer"),
        ("`Authorization: LampKey eb243592-faa2-4ba2-a551q-1afdf565c889`", "LampKey"),
        ("Use `Token <key>`, not `Bearer <key>`.", "Token"),
        ("`Authorization: acme-key {API_KEY}:{API_SECRET}`", "acme-key"),
        (
            "JWT Authorization header using the Bearer scheme. Enter 'Bearer' [space] and then your token in the text input below. Example: \\\"Bearer 12345abcdef\\\"",
            "Bearer",
        ),
        ("Please enter a valid token as **Bearer &lt;token&gt;**", "Bearer"),
        ('Value: "Bearer " + token. Authorization header: Bearer {your JWT token}', "Bearer"),
        (
            "drf token: curl -H 'Authorization: Token 9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b'",
            "Token",
        ),
    ],
)
def test_descriptions_that_say_it(description: str, expected: str) -> None:
    assert prefix(description) == expected


@pytest.mark.parametrize(
    "description",
    [
        "Paste only your JWT token below (no need to type 'Bearer ').",
        'Do not prefix with "Bearer"',
        "Enter your token without the Bearer prefix",
        "Use your API key in the Authorization header.\n\nExample: `Authorization: your_api_key_here`",
        "API key",
        "Cognito JWT token",
        "Application bearer header required for API access.",
        "In the GPT editor choose API Key, Bearer authentication. The secret is never part of this schema.",
        "Bearer token",
        "Enter Authorization",
        "Ensure that your api key is prefixed with `Bearer: `",
        "Your API keys begin with `sk-`.",
        "API keys are prefixed with `pk_live_`",
        "Personal access tokens are prefixed with `pat`",
        "The token may optionally be prefixed with `Bearer `.",
        "`Bearer <jwt>` for users or `ApiKey <key>` for services",
        "Pass your token <token> in the header.",
        "Authorization: your api key",
        "Authorization: API key required",
        "Get it from `POST {token_url}`.",
        "The `Bearer ` prefix is added automatically.",
        "The access token, without prefix.",
        "Prefixed with your user id.",
        "Never send `Bearer <token>` here.",
        "Bearer is not supported.",
        "`access token` of the user",
        "Use the token from `/login`. Unlike `Bearer <token>`, it has no prefix.",
        "The key of the bot owner",
        "The token. It can be used with or without `Bearer ` in front.",
        "Example header: `Authorization: 12345abcdef`",
        "Basic auth header, see RFC 7617",
        'The API key must not start with "Bearer "',
        "Prefix the key with the region, e.g. `eu:`.",
        "Enter 'admin' and then your token",
        "Type your token, followed by a space",
    ],
)
def test_descriptions_that_do_not_say_it(description: str) -> None:
    assert prefix(description) == ""


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [
        ("BotToken", "Token of the bot", "Bot"),
        ("Bearer", "", "Bearer"),
        ("BearerAuth", "", "Bearer"),
        ("adminBearerAuth", "The token of an administrator.", "Bearer"),
        ("bearerAuth", "Send it as `Token <key>`.", "Token"),
        ("Token", "", ""),
        ("jwt", "", ""),
        ("ApiKeyAuth", "", ""),
        ("robotAuth", "", ""),
        ("botOwnerKey", "The key of the bot owner.", ""),
        ("BearerAuth", "Paste only your JWT token below (no need to type 'Bearer ').", ""),
        ("Bearer", 'Do not prefix with "Bearer"', ""),
        ("bearer", "Enter your token without the Bearer prefix", ""),
        (
            "BearerAuth",
            "Use your API key in the Authorization header.\n\nExample: `Authorization: your_api_key_here`",
            "",
        ),
        ("bearer", "The `Bearer ` prefix is added automatically.", ""),
        ("bearerAuth", "The access token, without prefix.", ""),
        ("BearerAuth", "Bearer is not supported.", ""),
    ],
)
def test_names_of_schemes(name: str, description: str, expected: str) -> None:
    assert prefix(description, name) == expected


@pytest.mark.parametrize(
    ("header", "description", "expected"),
    [
        ("X-API-Key", "Use `X-API-Key: Token <key>`.", "Token"),
        ("X-Auth", "Prefixed with `Bearer `", "Bearer"),
        ("X-API-Key", "Use X-API-Key, or `Authorization: Bearer <token>`", ""),
    ],
)
def test_other_headers(header: str, description: str, expected: str) -> None:
    assert prefix(description, header=header) == expected
    assert prefix("", "Bearer", header) == ""


def test_queries_and_cookies_have_none() -> None:
    for location in (ParameterLocation.QUERY, ParameterLocation.COOKIE):
        assert prefix("`Bearer <token>`", "Bearer", "key", location) == ""


def test_other_kinds_have_none() -> None:
    docs = Docs(description="`Bearer <token>`")
    for kind in (SecurityKind.BEARER, SecurityKind.OAUTH2, SecurityKind.BASIC):
        assert key_prefix(SecurityScheme("Bearer", kind, docs)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Bearer\r\nX-Evil: <token>",
        "`Be\u0430rer <token>`",
        "`B@d <token>`",
        '`"), __import__("os") <token>`',
        "`Bearer: <token>`",
    ],
)
def test_a_prefix_has_only_characters_of_a_scheme(text: str) -> None:
    found = prefix(text)
    assert found in ("", "Bearer")
    assert "\n" not in found


@pytest.mark.parametrize(
    "text",
    ["a-", "prefixed with ", "scheme 'a", "authorization: a.a.a", "`Bearer <token>` ", "{{", "'a "],
)
def test_long_descriptions_take_no_time(text: str) -> None:
    begin = time.process_time()
    prefix(text * (40_000 // len(text)))
    assert time.process_time() - begin < 1
