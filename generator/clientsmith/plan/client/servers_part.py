"""Servers: templates of base URLs as code, and what tells a document's servers apart."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ...encode.encoders import literal
from ...ir import Server, ServerVariable
from ...naming.words.words import words
from ...text import Code

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_UNUSABLE = re.compile(r"""[\x00-\x20\x7f{}\\"<>^`|]""")
_DOT_SEGMENT = re.compile(r"/\.{1,2}(?:/|$)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCHEMES = ("http", "https")
_SAMPLES = {"url": "https://host", "scheme": "https", "host": "1", "tail": "", "path": ""}
"""Part of a URL → a value that makes a usable URL of any template."""

_IDLE_ENDINGS = frozenset({"api", "endpoint", "environment", "server", "servers", "url"})
"""Words behind the name of a server that say nothing of it."""

_MOST_WORDS = 3
"""Words of a description that can be a name."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a server's URL."""

    name: str
    place: str
    """Part of the URL that it stands for: `url`, `scheme`, `host`, `tail` or `path`."""

    default: str | None
    """None where the document gives none that could be used."""

    values: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class ServerTemplate:
    """A usable server."""

    template: str
    """An absolute URL, or a path below whatever host the user names."""

    variables: tuple[Variable, ...]
    source: Server

    @property
    def has_host(self) -> bool:
        """Whether the document says which host it is, or has a variable for it."""
        return not self.template.startswith("/")

    @property
    def url(self) -> str | None:
        """The URL with every variable at its default; None where one has none."""
        defaults = {variable.name: variable.default for variable in self.variables}
        if None in defaults.values():
            return None
        return _VARIABLE.sub(lambda found: defaults[found[1]] or "", self.template)

    @property
    def code(self) -> Code:
        """The template as an expression of the runtime."""
        variables = ", ".join(_variable_code(variable) for variable in self.variables)
        if not variables:
            return Code(f"ServerTemplate({literal(self.template)})")
        comma = "," if len(self.variables) == 1 else ""
        return Code(f"ServerTemplate({literal(self.template)}, ({variables}{comma}))")


def _variable_code(variable: Variable) -> str:
    arguments: list[str] = [literal(variable.name), literal(variable.place)]
    if variable.default is not None:
        arguments.append(f"default={literal(variable.default)}")
    if variable.values:
        arguments.append(f"values={literal(variable.values)}")
    return f"ServerVariable({', '.join(arguments)})"


def template_of(server: Server) -> ServerTemplate | None:
    """The server as a template; None where no request can go there, such as to a URL with another
    scheme, a password or a query."""
    declared = {variable.name: variable for variable in server.variables}
    template = _rooted(server.url.strip(), declared)
    variables = []
    for found in _VARIABLE.finditer(template):
        variable = declared.get(found[1])
        if variable is None:
            return None
        place = _place(template[: found.start()], template[found.end() :], variable)
        variables.append(_variable(variable, place, is_first=found.start() == 0))
    samples = {
        variable.name: _SAMPLES[variable.place] if variable.default is None else variable.default
        for variable in variables
    }
    if not _is_usable(_VARIABLE.sub(lambda found: samples[found[1]], template)):
        return None
    unique = {variable.name: variable for variable in variables}
    return ServerTemplate(template, tuple(unique.values()), server)


def templates_of(servers: Iterable[Server]) -> tuple[ServerTemplate, ...]:
    """The usable servers, each URL once."""
    found: dict[str, ServerTemplate] = {}
    for server in servers:
        template = template_of(server)
        if template is not None:
            found.setdefault(template.template, template)
    return tuple(found.values())


# --- templates ------------------------------------------------------------------------------------


def _rooted(url: str, declared: dict[str, ServerVariable]) -> str:
    """A URL, or a path from the root where the URL is relative."""
    if url.startswith("//"):
        return f"https:{url}"
    first = _VARIABLE.match(url)
    if first is not None:
        behind = url[first.end() :]
        variable = declared.get(first[1])
        if not behind.startswith("/") and behind:
            return url
        if variable is not None and _may_be_host(variable):
            return url
    elif _SCHEME.match(url) or "://" in url:
        return url
    path = posixpath.normpath(f"/{url.lstrip('/')}")
    return f"{path}/" if url.endswith("/") and path != "/" else path


def _may_be_host(variable: ServerVariable) -> bool:
    """Whether a variable in front of a path stands for scheme and host."""
    values = [value for value in (variable.default, *variable.values) if value]
    return all(value.startswith(tuple(f"{scheme}://" for scheme in _SCHEMES)) for value in values)


def _place(before: str, behind: str, variable: ServerVariable) -> str:
    """The part of a URL that a variable stands for."""
    if not before and (not behind or behind.startswith("/")):
        return "url"
    if before.startswith("/"):
        return "path"
    _, separator, host = before.partition("://")
    if not separator and _VARIABLE.match(before) is None:
        return "scheme"
    if not separator:
        return "host"
    if "/" in host:
        return "path"
    ends_host = not behind or behind.startswith("/")
    begins_path = variable.default.startswith("/") or not (variable.default or variable.values)
    return "tail" if ends_host and begins_path and host else "host"


def _variable(variable: ServerVariable, place: str, *, is_first: bool) -> Variable:
    """A variable; an empty default that leaves no usable URL is none, and so is a placeholder such
    as `{your-host}`."""
    values = tuple(dict.fromkeys(variable.values))
    default: str | None = variable.default
    if _UNUSABLE.search(variable.default):
        return Variable(variable.name, place, None, values, variable.description)
    if values and default not in values:
        if default:
            values = (variable.default, *values)
        else:
            default = values[0] if len(values) == 1 else None
    elif not default and (place == "host" or (is_first and place in ("url", "scheme"))):
        default = None
    return Variable(variable.name, place, default, values, variable.description)


def _is_usable(url: str) -> bool:
    if _UNUSABLE.search(url) or _DOT_SEGMENT.search(url):
        return False
    try:
        parts = urlsplit(url)
        usable = not (parts.query or parts.fragment or parts.username or parts.password)
        port_is_number = parts.port is None or parts.port >= 0
    except ValueError:
        return False
    if not usable or not port_is_number:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in _SCHEMES and bool(parts.hostname)
    return True


# --- names ----------------------------------------------------------------------------------------


def server_names(templates: Sequence[ServerTemplate]) -> tuple[str, ...]:
    """What users call the servers of a document, each by another name.

    A server has the name that the document gives it, else its description where that is short,
    else the first part of its URL that no other server has.
    """
    told = [_told(template.source) for template in templates]
    known = Counter(told)
    parts = [list(_parts(template)) for template in templates]
    counts = Counter(part for each in parts for part in set(each))
    names: list[str] = []
    for name, own, template in zip(told, parts, templates, strict=True):
        candidates = [name] if name and known[name] == 1 else []
        candidates += [part for part in own if counts[part] == 1 and part not in known]
        candidates.append(template.template)
        names.append(next(one for one in candidates if one not in names))
    return tuple(names)


def told_name(server: Server) -> str:
    """The name that a document itself gives a server; empty where it gives none."""
    return _told(server)


def _told(server: Server) -> str:
    if server.name.strip():
        return server.name.strip()
    parts = words(server.description)
    while len(parts) > 1 and parts[-1] in _IDLE_ENDINGS:
        parts = parts[:-1]
    return "_".join(parts) if len(parts) <= _MOST_WORDS else ""


def _parts(template: ServerTemplate) -> Iterator[str]:
    """Parts of a URL that may tell it from others: host, scheme, path."""
    plain = template.template.replace("{", "").replace("}", "")
    scheme, separator, rest = plain.partition("://")
    host, _, path = (rest if separator else plain).partition("/")
    yield from filter(None, (host, scheme if separator else "", path.strip("/")))
