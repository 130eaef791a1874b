"""Base URLs: parsing, templates with variables, and the choice of a server."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from .errors import InvalidRequestError
from .http import httpx
from .requests.parameters import percent_encode

ServerSpec: TypeAlias = "str | ServerTemplate | Mapping[str, str | ServerTemplate]"
"""A server of an operation: its URL, or one for each name of a server of the client."""

_DOT_SEGMENT = re.compile(r"/(?:\.|%2[eE]){1,2}(?:/|$)")


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL that was checked."""

    origin: str
    """Scheme, host and port, such as `https://api.acme.test`."""

    prefix: str
    """Path without a slash at the end, such as `/v1`; often empty."""

    authorization: str = field(default="", repr=False)
    """Value of an `Authorization` header, made from user information in the URL."""

    secrets: tuple[str, ...] = field(default=(), repr=False)
    """What of it must not show up in messages."""

    @property
    def url(self) -> str:
        """Base of every URL, without user information."""
        return self.origin + self.prefix

    def beside(self, server: ServerSpec) -> Server:
        """The server that an operation names: a URL of its own, or a path on this one's host."""
        if not isinstance(server, str):

            server = server_text(server, "", {})
        if server.startswith("/") and not server.startswith("//"):
            return replace(self, prefix=checked_path(server).rstrip("/"))
        return parse_server(server)

    def linked(self, link: str) -> str:
        """The absolute URL that a link of an answer stands for, at this server.

        A link with `http` is one with `https` where the server is known by the latter: proxies that
        undo TLS make such links.

        Raises:
            InvalidRequestError: it is no URL, or one of another origin.
        """
        try:
            base = httpx.URL(self.url + "/")
            url = base.join(link).copy_with(userinfo=b"", fragment=None)
        except (httpx.InvalidURL, TypeError, ValueError) as error:
            raise InvalidRequestError(f"A link cannot be used: {error}") from None
        is_upgrade = (url.scheme, base.scheme) == ("http", "https")
        scheme = base.scheme if is_upgrade and url.port is None else url.scheme
        if (scheme, url.host, url.port) != (base.scheme, base.host, base.port):
            raise InvalidRequestError(
                f"A link leads to another server ({url.scheme}://{url.host}), which is not called."
            )
        return self.origin + checked_path(url.raw_path.decode("ascii"))


@lru_cache(maxsize=64)
def parse_server(base_url: str) -> Server:
    """Check and take apart a base URL.

    Raises:
        InvalidRequestError: it is no absolute http or https URL, or has a query or fragment.
    """
    try:
        url = httpx.URL(base_url)
    except httpx.InvalidURL as error:
        raise InvalidRequestError(f"The base URL cannot be used: {error}") from None
    except TypeError:
        raise InvalidRequestError(
            f"The base URL must be a str, not {type(base_url).__name__}."
        ) from None
    problem = _problem(url)
    if problem:
        raise InvalidRequestError(
            "The base URL must be an absolute http or https URL without query and fragment, "
            f"such as https://api.example.com/v1; this one {problem}."
        )
    server = Server(
        origin=f"{url.scheme}://{url.netloc.decode('ascii')}",
        prefix=url.raw_path.decode("ascii").rstrip("/"),
    )
    if not url.userinfo:
        return server
    pair = b64encode(f"{url.username}:{url.password}".encode()).decode("ascii")
    return replace(server, authorization=f"Basic {pair}", secrets=(pair, url.password))


def _problem(url: httpx.URL) -> str:
    """What is wrong with a base URL, without its text, which may hold a password; empty where
    nothing is."""
    if not str(url):
        return "is empty"
    if url.scheme not in ("http", "https"):
        return "does not begin with http:// or https://"
    if not is_server(url):
        return "has no host and port that there can be"
    return "has a query or a fragment" if url.query or url.fragment else ""


def is_server(url: httpx.URL) -> bool:
    """Whether a URL is an http or https one, of a host and a port that there can be."""
    if url.scheme not in ("http", "https") or not url.host:
        return False
    try:
        # As the socket library does it, which also looks at the lengths of labels.
        url.raw_host.decode("ascii").encode("idna")
    except UnicodeError:
        return False
    return url.port is None or 0 <= url.port <= 65535


def checked_path(path: str) -> str:
    """A path that no server and no proxy can resolve to another one.

    Raises:
        InvalidRequestError: it has a segment `.` or `..`, written out or encoded.
    """
    if _DOT_SEGMENT.search(path.partition("?")[0]):
        raise InvalidRequestError("A path must not have a segment `.` or `..`.")
    return path


# --- server templates -----------------------------------------------------------------

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SCHEME = re.compile(r"https?", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9_~-]+(\.[A-Za-z0-9_~-]+)*(:[0-9]{1,5})?")
_PATH_SAFE = "/!$&'()*+,;=:@"
"""Characters of paths (RFC 3986, 3.3) that values may hold as they are."""

Values: TypeAlias = Mapping[str, "str | None"]
"""Name of a variable → its value; None for the default of the server."""

Place: TypeAlias = Literal["url", "scheme", "host", "tail", "path"]
"""Part of a URL that a variable stands for: `url` is all up to the path, `tail` all behind the host,
`path` something inside of the path."""


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """A variable in the URL of a server."""

    name: str
    place: Place
    default: str | None = None
    """None where a value must be given."""

    values: tuple[str, ...] = ()
    """The only values that it may have; empty where the API names none."""


@dataclass(frozen=True, slots=True)
class ServerTemplate:
    """The URL of a server, perhaps with `{variables}`; a path where the API names no host."""

    template: str
    variables: tuple[ServerVariable, ...] = ()

    @property
    def has_host(self) -> bool:
        """Whether the URL itself says which host it is."""
        return not self.template.startswith("/")

    @property
    def path(self) -> ServerTemplate:
        """What stands behind the variable that the URL begins with; all of a URL without one."""
        if self.template.startswith("{"):
            return replace(self, template=self.template.partition("}")[2])
        return self

    def url(self, values: Values) -> str:
        """The URL with its variables filled in.

        Raises:
            InvalidRequestError: a value is missing, is none of those that are declared, or would
                change more of the URL than its part.
        """
        variables = {variable.name: variable for variable in self.variables}
        parts = _PLACEHOLDER.split(self.template)
        for index in range(1, len(parts), 2):
            variable = variables[parts[index]]
            parts[index] = _filled(variable, values.get(variable.name))
            if variable.place == "url":
                parts[index] = parts[index].rstrip("/")
        return checked_path("".join(parts))


def server_text(spec: ServerSpec, name: str, values: Values) -> str:
    """The URL, or the path, of the server that an operation names.

    Args:
        spec: What the operation names.
        name: The client's server, by which one of several is chosen; else it is the first.
        values: Values of variables.

    Raises:
        InvalidRequestError: as `ServerTemplate.url`.
    """
    server = _named(spec, name)
    return server if isinstance(server, str) else server.url(values)


def _named(spec: ServerSpec, name: str) -> str | ServerTemplate:
    """The server with a name, else the first."""
    if isinstance(spec, Mapping):
        return spec.get(name) or next(iter(spec.values()))
    return spec


def _filled(variable: ServerVariable, value: str | None) -> str:
    """The text that stands for a variable in a URL."""
    if value is None:
        value = variable.default
    if value is None:
        raise InvalidRequestError(
            f"The server needs a value for `{variable.name}`, or give `base_url`."
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
    """The server of a client that can choose."""

    name: str = ""
    """Which of the API's servers it is; empty where there is only one."""

    variables: Values = field(default_factory=dict)
    is_given: bool = False
    """Whether the user gave the base URL: requests then go nowhere else."""

    def beside(self, server: ServerSpec) -> Server:
        """The server that an operation names: a URL of its own, or a path on this one's host."""
        named = _named(server, self.name)
        template = named if isinstance(named, str) else named.template
        if self.is_given and not template.startswith("/"):
            return self  # Variables of a server that is not used need no values.
        # Zero-argument super() does not work in dataclasses with slots.
        return Server.beside(self, server_text(named, self.name, self.variables))


def choose_server(
    servers: ServerTemplate | Mapping[str, ServerTemplate],
    *,
    base_url: str | None,
    server: str = "",
    variables: Values = MappingProxyType({}),
) -> Server:
    """The server that a client talks to.

    Args:
        servers: The only one of the API, or all of them by name.
        base_url: What the user gave. A server without a host of its own stands below it, unless it
            has a path already.
        server: Name of the one that was chosen.
        variables: Values of variables.

    Raises:
        InvalidRequestError: there is no such server, or its URL cannot be used.
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
                "The API names no host for this server; give `base_url`."
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
