"""Servers: the client's keyword arguments for them, and servers of operations."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ...context import Server, ServerArgument
from ...encode.encoders import literal
from ...ir import Api, Operation, ServerVariable
from ...ir import Server as IRServer
from ...naming.words.identifiers import NameScope, attribute_name
from ...naming.words.reserved import CREDENTIAL_ARGUMENTS
from ...naming.words.words import words
from ...problem import Location, Problem, Severity, quoted, without_secrets
from ...text import Code, Text
from ..docstrings.docstrings import one_sentence
from ..docstrings.sentences import ended

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
    source: IRServer

    @property
    def has_host(self) -> bool:
        """True if the document says which host it is, or has a variable for it."""
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


def template_of(server: IRServer) -> ServerTemplate | None:
    """Return the server as a template; None where no request can go there, such as to a URL with
    another scheme, a password or a query."""
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


def templates_of(servers: Iterable[IRServer]) -> tuple[ServerTemplate, ...]:
    """Return the usable servers, each URL once."""
    found: dict[str, ServerTemplate] = {}
    for server in servers:
        template = template_of(server)
        if template is not None:
            found.setdefault(template.template, template)
    return tuple(found.values())


# --- templates ------------------------------------------------------------------------------------


def _rooted(url: str, declared: dict[str, ServerVariable]) -> str:
    """Return a URL, or a path from the root where the URL is relative."""
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
    """Return whether a variable in front of a path stands for scheme and host."""
    values = [value for value in (variable.default, *variable.values) if value]
    return all(value.startswith(tuple(f"{scheme}://" for scheme in _SCHEMES)) for value in values)


def _place(before: str, behind: str, variable: ServerVariable) -> str:
    """Return the part of a URL that a variable stands for."""
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
    """Return a variable; an empty default that leaves no usable URL is none, and so is a
    placeholder such as `{your-host}`."""
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
    """Return names for the servers of a document, each another one.

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


def declared_name(server: IRServer) -> str:
    """Return the name that a document itself gives a server; empty where it gives none."""
    return _told(server)


def _told(server: IRServer) -> str:
    if server.name.strip():
        return server.name.strip()
    parts = words(server.description)
    while len(parts) > 1 and parts[-1] in _IDLE_ENDINGS:
        parts = parts[:-1]
    return "_".join(parts) if len(parts) <= _MOST_WORDS else ""


def _parts(template: ServerTemplate) -> Iterator[str]:
    """Yield parts of a URL that may tell it from others: host, scheme, path."""
    plain = template.template.replace("{", "").replace("}", "")
    scheme, separator, rest = plain.partition("://")
    host, _, path = (rest if separator else plain).partition("/")
    yield from filter(None, (host, scheme if separator else "", path.strip("/")))


_NO_CODE = Code("")
_SERVER = Code("server")
_OF_METHODS = frozenset({"self", "super"})
"""Names that the constructor itself uses."""


@dataclass(frozen=True, slots=True)
class ServerPlan:
    """Everything about the servers of a client."""

    base_url: Code
    """A literal: the default of `base_url`; None where the document names no host."""

    plain_base_url: Text
    """The same; empty where there is none."""

    base_url_docs: Text
    """The argument `base_url`."""

    servers: tuple[Server, ...]
    """All that can be reached."""

    is_chosen: bool
    """True if the runtime has to work out which server is meant."""

    choice: ServerArgument | None
    """The argument that names one of several servers."""

    arguments: tuple[ServerArgument, ...]
    """Arguments for server variables."""

    is_base_url_required: bool
    """True if the document names no host at all."""


class ServerPlanner:
    """Plans the servers of an API and of its operations.

    Args:
        api: the API.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._templates = templates_of(_servers(api))
        self._names = server_names(self._templates) if len(self._templates) > 1 else ()
        own = [_templates_of_operation(operation) for operation in api.operations]
        self._own = [templates for templates in own if templates]
        first = self._default
        self._is_chosen = (
            len(self._templates) > 1
            or any(template.variables for template in self._all())
            or (first is not None and not first.has_host and first.template != "/")
            or (
                first is not None
                and first.has_host
                and any(template.has_host for each in self._own for template in each)
                and any(self.of_operation(operation) for operation in api.operations)
            )
        )

    def _all(self) -> Iterator[ServerTemplate]:
        yield from self._templates
        for templates in self._own:
            yield from templates

    @property
    def _default(self) -> ServerTemplate | None:
        """The server that is meant where the user says nothing: the first with a host."""
        ready = [one for one in self._templates if one.has_host and one.url is not None]
        with_host = [one for one in self._templates if one.has_host]
        return next(iter((*ready, *with_host, *self._templates)), None)

    @property
    def _is_base_url_required(self) -> bool:
        return not any(template.has_host for template in self._templates)

    def of_operation(self, operation: Operation) -> Code:
        """Return the server of an operation as an expression of the runtime; empty where it is that
        of the client."""
        templates = _templates_of_operation(operation)
        if not templates or templates == self._templates:
            return _NO_CODE
        codes = [_own_code(template) for template in templates]
        if len(templates) == 1 or not self._names:
            default = self._default
            is_usual = default is not None and templates[0].template == default.template
            return _NO_CODE if is_usual and len(self._templates) == 1 else codes[0]
        by_name = {
            declared_name(template.source): code
            for template, code in zip(templates, codes, strict=True)
        }
        alternatives = [
            f"{literal(name)}: {by_name[name]}" for name in self._names if name in by_name
        ]
        if not alternatives:
            return codes[0]
        return Code(f"{{{', '.join(alternatives)}}}")

    def is_on_own_host(self, operation: Operation) -> bool:
        """Return whether an operation is sent to the host of the client, whichever that is."""
        code = self.of_operation(operation)
        return not code or code.startswith('"/')

    def of_client(self, taken: Iterable[str]) -> ServerPlan:
        """Plan the servers of the client.

        Args:
            taken: keyword arguments that the client has for its credentials.
        """
        default = self._default
        url = default.url if default is not None and default.has_host else None
        arguments = self._arguments(taken) if self._is_chosen else ()
        has_choice = self._is_chosen and bool(self._names)
        return ServerPlan(
            base_url=literal(url),
            plain_base_url=Text(url or ""),
            base_url_docs=self._base_url_docs(arguments),
            servers=tuple(self._printed()),
            is_chosen=self._is_chosen,
            choice=self._choice() if has_choice else None,
            arguments=arguments,
            is_base_url_required=self._is_base_url_required,
        )

    def _printed(self) -> Iterator[Server]:
        names = self._names or ("",) * len(self._templates)
        for template, name in zip(self._templates, names, strict=True):
            url = template.url or template.template
            yield Server(
                url=literal(url),
                docs=Text(template.source.description),
                name=literal(name) if name else _NO_CODE,
                template=template.code,
                plain_url=Text(url),
            )
        if self._is_chosen and not self._templates:
            # The servers of operations have variables, and the document names no other server.
            yield Server(literal("/"), Text(""), _NO_CODE, Code('ServerTemplate("/")'), Text("/"))

    def _choice(self) -> ServerArgument:
        default = self._default
        names = dict(zip(self._templates, self._names, strict=True)) if self._names else {}
        assert default is not None
        values = ", ".join(literal(name) for name in self._names)
        return ServerArgument(
            name=_SERVER,
            annotation=Code(f"Literal[{values}]"),
            default=literal(names[default]),
            wire_name=_NO_CODE,
            docs=Text("Which of the API's servers to talk to."),
        )

    def _arguments(self, taken: Iterable[str]) -> tuple[ServerArgument, ...]:
        """Return an argument for each variable, be it in the URLs of several servers."""
        variables: dict[str, list[Variable]] = {}
        for template in self._all():
            for variable in template.variables:
                variables.setdefault(variable.name, []).append(variable)
        scope = NameScope({*taken, *CREDENTIAL_ARGUMENTS, *_OF_METHODS})
        return tuple(_argument(name, uses, scope) for name, uses in variables.items())

    def _base_url_docs(self, arguments: Sequence[ServerArgument]) -> Text:
        if not self._is_chosen:
            return Text("Where the API is.")
        paths = {one.template for one in self._templates if not one.has_host} - {"/"}
        if len(self._templates) == 1 and paths:
            return Text(
                f"Where the API is, such as `https://host`; `{min(paths)}` goes behind it unless "
                "it has a path itself."
            )
        said = "Where the API is"
        if self._names:
            said += ", in place of `server`"
        elif arguments:
            *names, last = (f"`{argument.name}`" for argument in arguments)
            said += f", in place of {', '.join(names)}{' and ' if names else ''}{last}"
        if paths:
            said += "; it gives the host to servers without one"
        return Text(f"{said}.")

    def problems(self, origin: str) -> Iterator[Problem]:
        """Yield a problem for each server of the document that cannot be reached, and one if the
        document was fetched, but from where others do not reach the API.

        Args:
            origin: the document.
        """
        if self._is_base_url_required and origin.startswith(("http://", "https://")):
            yield Problem(
                "server-missing",
                Severity.NOTE,
                "The document names no host, and was fetched from a server that others do not reach: "
                "`base_url` of the client has no default.",
                Location(origin),
                "Set `base_url` in the configuration for one, such as "
                '`base_url = "https://api.example.com"`.',
            )
        for server in self._api.servers:
            if template_of(server) is None:
                yield _unusable(server.url, server.location)
        for operation in self._api.operations:
            for server in operation.servers:
                if template_of(server) is None:
                    yield _unusable(server.url, server.location)
            templates = _templates_of_operation(operation)
            code = self.of_operation(operation)
            for other in templates[1:] if code and not code.startswith("{") else ():
                yield Problem(
                    "server-not-generated",
                    Severity.NOTE,
                    f"{operation.method} {operation.path} is sent to "
                    f"{quoted(templates[0].template)}, not to {quoted(other.template)}.",
                    operation.location or Location("", operation.id),
                    "Name the other one with `RequestOptions(base_url=…)`.",
                    other.source.location,
                )


def _servers(api: Api) -> Sequence[IRServer]:
    """Return the servers of the API; where there are none, those of the operations, if all have
    some."""
    if api.servers or not api.operations:
        return api.servers
    if all(templates_of(operation.servers) for operation in api.operations):
        return api.operations[0].servers
    return ()


def _templates_of_operation(operation: Operation) -> tuple[ServerTemplate, ...]:
    return templates_of(operation.servers)


def _own_code(template: ServerTemplate) -> Code:
    return template.code if template.variables else literal(template.template)


def _argument(name: str, uses: Sequence[Variable], scope: NameScope) -> ServerArgument:
    keyword = attribute_name(name, noun="variable")
    defaults = {use.default for use in uses}
    default = next(iter(defaults)) if len(defaults) == 1 else None
    annotation = "str"
    if all(use.values for use in uses):
        values = dict.fromkeys(value for use in uses for value in use.values)
        annotation = f"Literal[{', '.join(literal(value) for value in values)}]"
    return ServerArgument(
        name=scope.allocate((keyword, f"server_{keyword}")),
        annotation=Code(annotation if default is not None else f"{annotation} | None"),
        default=literal(default),
        wire_name=literal(name),
        docs=Text(_meaning(name, uses)),
    )


def _meaning(name: str, uses: Sequence[Variable]) -> str:
    """Return one line about a variable."""
    told = next((text for use in uses if (text := one_sentence(use.description))), "")
    return told or ended(
        f"`{{{name}}}` in the URL of the server"
        if "`" not in name
        else "Part of the URL of the server"
    )


def _unusable(url: str, location: Location | None) -> Problem:
    return Problem(
        "server-dropped",
        Severity.WARNING,
        f"The server {quoted(without_secrets(url))} is left out: no request can be sent to such a URL.",
        location or Location(""),
        "Servers have http or https URLs without password, query and fragment.",
    )
