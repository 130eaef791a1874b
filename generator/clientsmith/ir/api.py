"""The API as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .declarations import Declaration, Docs
from .operations import Operation, ParameterLocation, SecurityRequirements, Server, Webhook
from .types import Id


class SecurityKind(StrEnum):
    """Kinds of security schemes."""

    BASIC = "basic"
    BEARER = "bearer"
    API_KEY = "apiKey"
    OAUTH2 = "oauth2"
    OPENID_CONNECT = "openIdConnect"
    MUTUAL_TLS = "mutualTLS"
    HTTP = "http"
    """An HTTP authentication scheme other than basic and bearer; `SecurityScheme.http_scheme`."""


class FlowKind(StrEnum):
    """Ways to get a token of OAuth 2, by their keys in the document."""

    AUTHORIZATION_CODE = "authorizationCode"
    CLIENT_CREDENTIALS = "clientCredentials"
    DEVICE_AUTHORIZATION = "deviceAuthorization"
    IMPLICIT = "implicit"
    PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    """A way to get a token; URLs may be relative to the server, empty ones are not given."""

    kind: FlowKind
    authorization_url: str = ""
    device_authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A way to authenticate."""

    name: str
    """Key in the document."""

    kind: SecurityKind
    docs: Docs
    parameter_location: ParameterLocation | None = None
    """Of an API key: query, header or cookie."""

    parameter_name: str = ""
    http_scheme: str = ""
    bearer_format: str = ""
    flows: tuple[OAuthFlow, ...] = ()
    """Of OAuth 2, each kind once."""

    discovery_url: str = ""
    """Of OpenID Connect: where the identity provider says of itself what it can do."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that the document declares."""

    name: str
    docs: Docs
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who is behind an API and on what terms, as `info` says; all of it is untrusted text, and what
    is not given is empty."""

    name: str = ""
    email: str = ""
    url: str = ""
    license_name: str = ""
    license_identifier: str = ""
    """An expression of SPDX."""

    terms_of_service: str = ""
    """A URL."""


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """Numbers of operations and schemas in the document, those that are dropped included."""

    operations: int
    schemas: int
    """Component schemas."""


@dataclass(frozen=True, slots=True)
class Api:
    """Everything that the rest of the pipeline knows of a document."""

    title: str
    version: str
    docs: Docs
    servers: tuple[Server, ...]
    security: SecurityRequirements
    security_schemes: tuple[SecurityScheme, ...]
    tags: tuple[Tag, ...]
    operations: tuple[Operation, ...]
    declarations: Mapping[Id, Declaration]
    """Every declaration that is a component or that something refers to, in the document's order;
    a component that is only a reference to another stands here as `Alias` of `Named`."""

    counts: DocumentCounts
    webhooks: tuple[Webhook, ...] = ()
    """Webhooks, then the callbacks of operations."""

    publisher: Publisher = Publisher()
