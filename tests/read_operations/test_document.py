"""What stands around the operations: titles, servers, security, tags."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from clientsmith import ir
from clientsmith.document import Document, Library
from clientsmith.problem import UnusableSource
from clientsmith.read.api import read_api
from clientsmith.sources.bundle import with_absolute_servers
from read_operations.reading_documents import FakeSchemas, operation, read


def test_title_version_and_docs() -> None:
    result = read(
        """
info: {title: Acme, version: 1.5, summary: In short, description: {$ref: 'texts.yaml#/intro'}}
externalDocs: {url: 'https://docs.acme.test'}
components: {schemas: {A: {}, B: {}}}
""",
        texts="intro: In long",
    )
    assert (result.api.title, result.api.version) == ("Acme", "1.5")
    assert result.api.docs == ir.Docs("In short", "In long", external_url="https://docs.acme.test")
    assert result.api.counts == ir.DocumentCounts(operations=0, schemas=2)
    assert result.schemas.version == "3.1"


def test_a_document_that_says_nothing() -> None:
    result = read("")
    assert result.api == ir.Api("", "", ir.Docs(), (), (), (), (), (), {}, ir.DocumentCounts(0, 0))
    assert result.problems == ()


@pytest.mark.parametrize("head", [{}, {"openapi": "4.0.0"}, {"swagger": "1.2"}, {"openapi": None}])
def test_a_version_that_is_not_supported(head: dict[str, object]) -> None:
    document = Document("openapi.yaml", "", head, lambda pointer: None)
    with pytest.raises(UnusableSource) as caught:
        read_api(Library(document, {"openapi.yaml": document}), FakeSchemas)
    assert [problem.code for problem in caught.value.problems] == ["document-version"]


# --- servers --------------------------------------------------------------------------------------


def servers_at(
    origin: str, base_url: str = "", version: str = "openapi: 3.1.0", text: str = ""
) -> tuple[list[str], list[str]]:
    """URLs of the servers of a document that was found at a place, and codes of problems."""
    data = yaml.safe_load(f"{version}\npaths: {{/a: {{get: {{servers: [{{url: own}}]}}}}}}\n{text}")
    document = Document(origin, "", data, lambda pointer: None)
    api, problems = read_api(Library(document, {origin: document}), FakeSchemas, base_url)
    [own] = api.operations[0].servers
    return [server.url for server in api.servers] + [own.url], [each.code for each in problems]


PLACE = "https://acme.test/docs/openapi.yaml"


@pytest.mark.parametrize(
    ("origin", "text", "urls"),
    [
        (PLACE, "", ["https://acme.test", "https://acme.test/docs/own"]),
        (PLACE, "servers: []", ["https://acme.test", "https://acme.test/docs/own"]),
        (PLACE, "servers: [{url: ../v1}]", ["https://acme.test/v1", "https://acme.test/docs/own"]),
        (PLACE, "servers: [{url: //x.test}]", ["https://x.test", "https://acme.test/docs/own"]),
        (
            PLACE,
            "servers: [{url: 'http://x.test'}]",
            ["http://x.test", "https://acme.test/docs/own"],
        ),
        ("http://8.8.8.8:8080/a", "", ["http://8.8.8.8:8080", "http://8.8.8.8:8080/own"]),
        ("openapi.yaml", "", ["own"]),
        ("-", "servers: [{url: /v1}]", ["/v1", "own"]),
    ],
)
def test_the_place_of_a_document_is_its_server(origin: str, text: str, urls: list[str]) -> None:
    found, codes = servers_at(origin, text=text)
    assert found == urls
    assert codes == (["server-missing"] if "//" in origin and "url" not in text else [])


@pytest.mark.parametrize(
    "head",
    [
        "openapi: 3.1.0",
        "openapi: 3.1.0\nservers: []",
        "openapi: 3.1.0\nservers: [{url: ../v1}, {url: 'https://x.test'}]",
        'swagger: "2.0"',
        'swagger: "2.0"\nbasePath: /v1',
        'swagger: "2.0"\nhost: x.test\nbasePath: /v1',
        'swagger: "2.0"\nschemes: [http]',
    ],
)
def test_a_document_has_the_same_servers_after_it_has_left_its_place(head: str) -> None:
    there, _ = servers_at(PLACE, version=head)
    data = with_absolute_servers(yaml.safe_load(head), PLACE)
    here, _ = servers_at("openapi.yaml", version=yaml.safe_dump(data, sort_keys=False))
    assert here[:-1] == there[:-1]


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1:8000", "localhost:8000", "[::1]:8000", "api.localhost", "10.1.2.3", "0.0.0.0"),
        *("172.17.0.2:80", "192.168.0.7", "169.254.1.1", "[fd00::1]", "web:8000", "my-mac.local"),
        *("LOCALHOST", "localhost.", "[::ffff:127.0.0.1]"),
    ],
)
def test_a_server_that_others_do_not_reach_is_no_default(host: str) -> None:
    assert servers_at(f"http://{host}/openapi.yaml") == (["own"], [])
    text = "servers: [{url: /v1}, {url: 'http://localhost:1'}]"
    assert servers_at(f"http://{host}/openapi.yaml", text=text) == (
        ["/v1", "http://localhost:1", "own"],
        [],
    )


@pytest.mark.parametrize(
    ("base_url", "text", "urls"),
    [
        ("https://x.test", "", ["https://x.test"]),
        ("https://x.test/v2", "", ["https://x.test/v2"]),
        (
            "https://x.test",
            "servers: [{url: v1}, {url: /v2}]",
            ["https://x.test/v1", "https://x.test/v2"],
        ),
        ("https://x.test/v2", "servers: [{url: v1}]", ["https://x.test/v2"]),
        ("https://x.test", "servers: [{url: 'https://y.test/v1'}]", ["https://x.test"]),
        ("https://x.test", "servers: [{url: 'https://y.test'}, {url: /v1}]", ["https://x.test/v1"]),
    ],
)
@pytest.mark.parametrize("origin", [PLACE, "openapi.yaml", "http://127.0.0.1/openapi.yaml"])
def test_a_configured_base_url(origin: str, base_url: str, text: str, urls: list[str]) -> None:
    assert servers_at(origin, base_url, text=text) == ([*urls, "https://x.test/own"], [])


def test_places_and_swagger_2() -> None:
    swagger = 'swagger: "2.0"'
    text = "basePath: /v1"
    found, codes = servers_at(PLACE, version=swagger, text=text)
    assert (found[0], codes) == ("https://acme.test/v1", [])
    assert servers_at(PLACE, version=swagger)[0][0] == "https://acme.test"
    assert servers_at(PLACE, "https://x.test", swagger, text)[0][0] == "https://x.test/v1"


def test_servers_and_their_variables() -> None:
    result = read("""
servers:
  - {url: /v1}
  - url: https://{region}.acme.test:{port}/{base}
    description: Regional
    variables:
      region: {enum: [eu, us], description: Where}
      port: {default: 8443}
      base: {default: ''}
      unused: {default: x}
  - {name: Named, url: 'https://acme.test'}
paths:
  /a: {servers: [{url: /path}], get: {servers: [{url: /own}]}, put: {}}
  /b: {get: {servers: []}}
""")
    relative, regional, named = result.api.servers
    assert replace(relative, location=None) == ir.Server("/v1", is_relative=True)
    assert regional.variables == (
        ir.ServerVariable("region", "eu", ("eu", "us"), "Where"),
        ir.ServerVariable("port", "8443", ()),
        ir.ServerVariable("base", "", ()),
    )
    assert (named.name, named.description) == ("Named", "")
    assert [[one.url for one in op.servers] for op in result.api.operations] == [
        ["/own"],
        ["/path"],
        [],
    ]
    assert result.problems == ()


@pytest.mark.parametrize(
    "server",
    [
        "{}",
        "text",
        "{url: 'https://{x}.test'}",
        "{url: 'https://{x}.test', variables: {x: {}}}",
        "{url: 'https://{x}.test', variables: []}",
    ],
)
def test_a_server_that_cannot_be_used_falls_away_alone(server: str) -> None:
    result = read(f"servers: [{server}, {{url: /good}}]")
    assert [one.url for one in result.api.servers] == ["/good"]
    assert result.codes == ["server-dropped"]


# --- security -------------------------------------------------------------------------------------

SCHEMES = """
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, description: A key}
    basic: {type: http, scheme: Basic}
    bearer: {type: http, scheme: BEARER, bearerFormat: JWT}
    digest: {type: http, scheme: Digest}
    oauth: {type: oauth2, flows: {}, deprecated: true}
    oidc: {type: openIdConnect, openIdConnectUrl: 'https://a.test'}
    tls: {type: mutualTLS}
    again: {$ref: '#/components/securitySchemes/key'}
"""


def test_security_schemes() -> None:
    result = read(SCHEMES)
    kinds = ir.SecurityKind
    key = ir.SecurityScheme(
        "key",
        kinds.API_KEY,
        ir.Docs(description="A key"),
        parameter_location=ir.ParameterLocation.HEADER,
        parameter_name="X-Key",
    )
    assert result.api.security_schemes[0] == key
    assert [(one.name, one.kind, one.http_scheme) for one in result.api.security_schemes[1:]] == [
        ("basic", kinds.BASIC, "Basic"),
        ("bearer", kinds.BEARER, "BEARER"),
        ("digest", kinds.HTTP, "Digest"),
        ("oauth", kinds.OAUTH2, ""),
        ("oidc", kinds.OPENID_CONNECT, ""),
        ("tls", kinds.MUTUAL_TLS, ""),
        ("again", kinds.API_KEY, ""),
    ]
    assert result.api.security_schemes[2].bearer_format == "JWT"
    assert result.api.security_schemes[4].docs.deprecated


def test_flows() -> None:
    result = read("""
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows:
        x-own: {tokenUrl: /own}
        password: {tokenUrl: /login, scopes: []}
        authorizationCode:
          authorizationUrl: 'https://a.test/login'
          tokenUrl: ' https://a.test/token '
          refreshUrl: /refresh
          scopes: {write: Write, read: Read}
        deviceAuthorization: {deviceAuthorizationUrl: /device, tokenUrl: 7}
        implicit: null
    oidc: {type: openIdConnect, openIdConnectUrl: 'https://a.test'}
""")
    oauth, oidc = result.api.security_schemes
    kinds = ir.FlowKind
    assert oauth.flows == (
        ir.OAuthFlow(
            kinds.AUTHORIZATION_CODE,
            authorization_url="https://a.test/login",
            token_url="https://a.test/token",
            refresh_url="/refresh",
            scopes=("write", "read"),
        ),
        ir.OAuthFlow(kinds.DEVICE_AUTHORIZATION, device_authorization_url="/device", token_url="7"),
        ir.OAuthFlow(kinds.PASSWORD, token_url="/login"),
    )
    assert oidc.discovery_url == "https://a.test"
    assert result.codes == []


@pytest.mark.parametrize(
    "flows", ["7", "[password]", "{password: 7}", "{password: [], implicit: x}"]
)
def test_flows_that_cannot_be_read(flows: str) -> None:
    result = read(f"components: {{securitySchemes: {{oauth: {{type: oauth2, flows: {flows}}}}}}}")
    assert result.api.security_schemes[0].flows == ()
    assert set(result.codes) == {"security-flow-dropped"}


def test_requirements_of_the_document_and_of_operations() -> None:
    result = read(f"""
security: [{{key: []}}, {{oauth: [read, write], basic: []}}]
paths:
  /inherits: {{get: {{}}}}
  /none: {{get: {{security: []}}}}
  /optional: {{get: {{security: [{{bearer: []}}, {{}}]}}}}
{SCHEMES}""")
    assert result.api.security == (
        (ir.SecurityUse("key"),),
        (ir.SecurityUse("oauth", ("read", "write")), ir.SecurityUse("basic")),
    )
    assert [one.security for one in result.api.operations] == [
        None,
        (),
        ((ir.SecurityUse("bearer"),), ()),
    ]


def test_requirements_for_what_is_not_there_fall_away_and_are_reported_once() -> None:
    result = read("""
security: [{gone: []}]
paths:
  /a: {get: {security: [{key: [], gone: []}, {key: []}]}}
  /b: {get: {security: [{broken: []}]}}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: k}
    broken: {type: apiKey, in: body, name: k}
""")
    assert result.api.security == ()
    assert [one.security for one in result.api.operations] == [((ir.SecurityUse("key"),),), ()]
    assert sorted(result.codes) == [
        "security-scheme-dropped",
        "security-scheme-unknown",
        "security-scheme-unknown",
    ]


def test_a_requirement_that_is_no_object_asks_for_nothing_and_allows_nothing() -> None:
    result = read(f"security: [key, {{key: []}}]\n{SCHEMES}")
    assert result.api.security == ((ir.SecurityUse("key"),),)
    assert result.codes == ["security-dropped"]


@pytest.mark.parametrize(
    "scheme",
    ["{type: http}", "{type: apiKey, in: header}", "{type: new}", "{}", "7", "{$ref: '#/gone'}"],
)
def test_a_scheme_that_cannot_be_read(scheme: str) -> None:
    result = read(f"components: {{securitySchemes: {{bad: {scheme}, good: {{type: mutualTLS}}}}}}")
    assert [one.name for one in result.api.security_schemes] == ["good"]
    assert result.codes == ["security-scheme-dropped"]


# --- tags -----------------------------------------------------------------------------------------


def test_tags() -> None:
    result = read(
        """
tags:
  - {name: all, summary: All, description: of it, externalDocs: {url: 'https://a.test'}}
  - {name: part, parent: all}
  - {name: all}
  - {description: nameless}
  - {name: lost, parent: gone}
  - {name: below lost, parent: lost}
  - {name: a, parent: b}
  - {name: b, parent: a}
  - {name: below a, parent: a}
""",
        "3.2.0",
    )
    assert [(one.name, one.parent) for one in result.api.tags] == [
        ("all", None),
        ("part", "all"),
        ("lost", None),
        ("below lost", "lost"),
        ("a", None),
        ("b", None),
        ("below a", "a"),
    ]
    assert result.api.tags[0].docs == ir.Docs("All", "of it", external_url="https://a.test")
    assert sorted(result.codes) == [
        "tag-dropped",
        "tag-duplicate",
        "tag-hierarchy",
        "tag-hierarchy",
        "tag-hierarchy",
    ]


@pytest.mark.parametrize("key", ["tags", "servers", "security", "paths"])
def test_a_part_of_the_wrong_kind_is_reported(key: str) -> None:
    result = read(f"{key}: 7")
    assert len(result.problems) == 1
    assert result.problems[0].location.pointer == f"/{key}"


def test_operation_ids_and_docs_that_are_no_text() -> None:
    result = operation("{operationId: 7, summary: true, description: [x]}")
    assert result.operation.operation_id == "7"
    assert result.operation.docs == ir.Docs(title="true")
