"""The API as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..problem import Location
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
    """OAuth 2 flows by their keys in the document."""

    AUTHORIZATION_CODE = "authorizationCode"
    CLIENT_CREDENTIALS = "clientCredentials"
    DEVICE_AUTHORIZATION = "deviceAuthorization"
    IMPLICIT = "implicit"
    PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    """OAuth 2 flow; URLs may be relative to the server, and are empty if not declared."""

    kind: FlowKind
    authorization_url: str = ""
    device_authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """Security scheme of the document."""

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
    """Of OpenID Connect: URL of the discovery document of the identity provider."""

    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Tag:
    """Declared tag."""

    name: str
    docs: Docs
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Contact and license of an API in `info`; untrusted text, empty if not declared."""

    name: str = ""
    email: str = ""
    url: str = ""
    license_name: str = ""
    license_identifier: str = ""
    """SPDX license expression."""

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
    """API that a document describes."""

    title: str
    version: str
    docs: Docs
    servers: tuple[Server, ...]
    security: SecurityRequirements
    security_schemes: tuple[SecurityScheme, ...]
    tags: tuple[Tag, ...]
    operations: tuple[Operation, ...]
    declarations: Mapping[Id, Declaration]
    """Components and declarations that something refers to, in the document's order. A component that
    is only a reference to another one is an `Alias` of `Named`."""

    counts: DocumentCounts
    webhooks: tuple[Webhook, ...] = ()
    """Webhooks, then the callbacks of operations."""

    publisher: Publisher = Publisher()
