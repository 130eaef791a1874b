"""Server templates with variables, and the choice of a server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from .errors import InvalidRequestError
from .parameters import percent_encode
from .requests import Server, checked_path, parse_server

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SCHEME = re.compile(r"https?", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9_~-]+(\.[A-Za-z0-9_~-]+)*(:[0-9]{1,5})?")
_PATH_SAFE = "/!$&'()*+,;=:@"
"""Characters of paths (RFC 3986, 3.3) that values may contain unencoded."""

Values: TypeAlias = Mapping[str, "str | None"]
"""Name of a variable → its value; None for the default of the server."""

UrlPart: TypeAlias = Literal["url", "scheme", "host", "tail", "path"]
"""Part of a URL that a variable stands for: `url` is everything up to the path, `tail` everything
after the host, `path` a part of the path."""


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """Variable in the URL of a server."""

    name: str
    place: UrlPart
    default: str | None = None
    """Default value; None if a value is required."""

    values: tuple[str, ...] = ()
    """Allowed values; empty if all are."""


@dataclass(frozen=True, slots=True)
class ServerTemplate:
    """URL of a server, possibly with `{variables}`; a path if the API names no host."""

    template: str
    variables: tuple[ServerVariable, ...] = ()

    @property
    def has_host(self) -> bool:
        """True if the URL contains the host."""
        return not self.template.startswith("/")

    @property
    def path(self) -> ServerTemplate:
        """The URL after its leading variable; the whole URL if there is none."""
        if self.template.startswith("{"):
            return replace(self, template=self.template.partition("}")[2])
        return self

    def url(self, values: Values) -> str:
        """Return the URL with its variables filled in.

        Raises:
            InvalidRequestError: A value is missing, not allowed, or would change other parts of the
                URL.
        """
        variables = {variable.name: variable for variable in self.variables}
        parts = _PLACEHOLDER.split(self.template)
        for index in range(1, len(parts), 2):
            variable = variables[parts[index]]
            parts[index] = _filled(variable, values.get(variable.name))
            if variable.place == "url":
                parts[index] = parts[index].rstrip("/")
        return checked_path("".join(parts))


def _filled(variable: ServerVariable, value: str | None) -> str:
    """Return the text of a variable in a URL."""
    if value is None:
        value = variable.default
    if value is None:
        raise InvalidRequestError(
            f"The server requires a value for `{variable.name}`, or pass `base_url`."
        )
    value = str(value)  # a port may be a number
    if value == variable.default or value in variable.values:
        return value
    if variable.values:
        raise InvalidRequestError(
            f"The variable `{variable.name}` of the server must be one of "
            f"{', '.join(map(repr, variable.values))}."
        )
    match variable.place:
        case "path":
            return percent_encode(value, safe=_PATH_SAFE)
        case "tail":
            slash = "" if value.startswith("/") or not value else "/"
            return slash + percent_encode(value, safe=_PATH_SAFE)
        case "scheme":
            usable = _SCHEME.fullmatch(value) is not None
        case "host":
            usable = _HOST.fullmatch(value) is not None
        case "url":
            usable = parse_server(value) is not None
    if not usable:
        raise InvalidRequestError(
            f"The variable `{variable.name}` cannot be {value!r}: it is the {variable.place} "
            "of a URL."
        )
    return value


@dataclass(frozen=True, slots=True)
class ChosenServer(Server):
    """The server of a client with a choice."""

    name: str = ""
    """Name of the server; empty if there is only one."""

    variables: Values = field(default_factory=dict)
    is_given: bool = False
    """True if the user gave the base URL: all requests then go there."""


@dataclass(frozen=True, slots=True)
class OwnServer:
    """Server of an operation: its URL, or a path on the host of the client's server; or one for each
    named server of the client."""

    urls: str | ServerTemplate | Mapping[str, str | ServerTemplate]

    def __call__(self, server: Server, /) -> Server:
        """Return it for a client that uses a server."""
        name = server.name if isinstance(server, ChosenServer) else ""
        own = self.urls
        if isinstance(own, Mapping):
            own = own.get(name) or next(iter(own.values()))
        template = own if isinstance(own, str) else own.template
        is_given = isinstance(server, ChosenServer) and server.is_given
        if is_given and not template.startswith("/"):
            return server  # Variables of a server that is not used need no values.
        if not isinstance(own, str):
            variables = server.variables if isinstance(server, ChosenServer) else {}
            own = own.url(variables)
        if own.startswith("/") and not own.startswith("//"):
            return replace(server, prefix=checked_path(own).rstrip("/"))
        return parse_server(own)


def choose_server(
    servers: ServerTemplate | Mapping[str, ServerTemplate],
    *,
    base_url: str | None,
    server: str = "",
    variables: Values = MappingProxyType({}),
) -> Server:
    """Return the server of a client.

    Args:
        servers: The only server of the API, or all of them by name.
        base_url: Base URL given by the user. A server without a host is resolved below it, unless
            it has a path already.
        server: Name of the chosen server.
        variables: Values of variables.

    Raises:
        InvalidRequestError: There is no such server, or its URL cannot be used.
    """
    every = [servers] if isinstance(servers, ServerTemplate) else list(servers.values())
    if isinstance(servers, ServerTemplate):
        template = servers
    elif server in servers:
        template = servers[server]
    else:
        raise InvalidRequestError(
            f"There is no server {server!r}; there are {', '.join(map(repr, servers))}."
        )
    if base_url is None:
        url = template.url(variables)
        if not template.has_host:
            raise InvalidRequestError(
                "The API names no host for this server; pass `base_url`."
            )
        found = parse_server(url)
    else:
        found = parse_server(base_url)
        rest = template.path
        if rest.template.startswith("/") and not urlsplit(base_url).path:
            found = parse_server(base_url + rest.url(variables))
    return ChosenServer(
        origin=found.origin,
        prefix=found.prefix,
        authorization=found.authorization,
        secrets=found.secrets,
        name=server,
        variables=variables,
        is_given=base_url is not None and any(one.has_host for one in every),
    )
