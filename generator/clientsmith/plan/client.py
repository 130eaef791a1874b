"""The root class: credentials, servers, and the resources that it leads to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..context import (
    Client,
    Credential,
    CredentialArgument,
    Import,
    ResourceLink,
    Setting,
)
from ..ir import Api, ParameterLocation, SecurityKind, SecurityScheme
from ..problem import Location, Problem, Severity, quoted
from ..render.encoders import literal
from ..text import Code, Text
from .docs import one_sentence
from .identifiers import NameScope, attribute_name
from .imports import Imports
from .markup import as_markdown, without_heading
from .methods import scheme_names
from .parameters import with_deprecation
from .reserved import CREDENTIAL_ARGUMENTS
from .sentences import ended
from .server_choice import ServerPlan, ServerPlanner
from .words import words

_FACTORIES = {
    SecurityKind.BEARER: "Bearer",
    SecurityKind.OAUTH2: "Bearer",
    SecurityKind.OPENID_CONNECT: "Bearer",
    SecurityKind.API_KEY: "APIKey",
    SecurityKind.BASIC: "Basic",
}
_CHALLENGED = frozenset(
    {"digest", "hawk", "hoba", "mutual", "negotiate", "ntlm", "scram-sha-1", "scram-sha-256"}
)
"""HTTP authentication schemes, in small letters, of which no token is the whole credential."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of a scheme (RFC 9110, 11.1)."""

_IDLE_ENDINGS = frozenset({"auth", "authentication", "authorization", "scheme", "security"})
"""Words behind the name of a scheme that say nothing of what is given."""

_KEYWORDS = {"Bearer": ("token",), "APIKey": ("api_key",), "Basic": ("username", "password")}
_MEANINGS = {
    "token": "Bearer token.",
    "username": "User name.",
    "password": "Password.",
}


def plan_client(
    api: Api, names: tuple[Code, Code], package: str, resources: tuple[ResourceLink, ...]
) -> tuple[Client, tuple[Problem, ...]]:
    """The root class.

    Args:
        api: the API.
        names: of the class and of its async twin.
        package: import name, which environment variables begin with.
        resources: what the client leads to.
    """
    credentials = tuple(_credentials(api, package))
    planner = ServerPlanner(api)
    keywords = [argument.name for each in credentials for argument in each.arguments]
    servers = planner.of_client(keywords)
    title = ended(api.title.strip()) or "A client."
    description = without_heading(as_markdown(api.docs.description)).strip()
    client = Client(
        class_name=names[0],
        async_class_name=names[1],
        docs=Text(f"{title}\n\n{description}" if description else title),
        base_url=servers.base_url,
        base_url_docs=servers.base_url_docs,
        servers=servers.servers,
        is_server_chosen=servers.is_chosen,
        is_base_url_required=servers.is_base_url_required,
        server_choice=servers.choice,
        server_arguments=servers.arguments,
        credentials=credentials,
        security=_security(api),
        resources=resources,
        imports=_imports(credentials, servers, resources),
        type_checking_imports=_type_checking_imports(resources),
    )
    return client, (*_losses(api), *planner.problems())


# --- credentials ----------------------------------------------------------------------------------


def _credentials(api: Api, package: str) -> Iterator[Credential]:
    """A credential for each security scheme that the runtime has; one that is used, alone of its
    kind, has the plain keyword."""
    used = _used_schemes(api)
    schemes = [scheme for scheme in api.security_schemes if _factory(scheme)]
    counts = Counter((_factory(scheme), scheme.name in used) for scheme in schemes)
    scope = NameScope(CREDENTIAL_ARGUMENTS)
    keywords: dict[str, tuple[Code, ...]] = {}
    for scheme in sorted(schemes, key=lambda scheme: (scheme.name not in used, scheme.name)):
        factory = _factory(scheme)
        first = scheme.name in used or not counts[factory, True]
        alone = first and counts[factory, scheme.name in used] == 1
        plain = _KEYWORDS[factory]
        own = attribute_name(_short(scheme.name, schemes), noun="credential")
        if alone and not any(name in scope for name in plain):
            keywords[scheme.name] = tuple(scope.allocate((name,)) for name in plain)
        elif len(plain) == 1:
            keywords[scheme.name] = (scope.allocate((own, f"{own}_{plain[0]}")),)
        else:
            keywords[scheme.name] = tuple(scope.allocate((f"{own}_{name}",)) for name in plain)
    for scheme in schemes:
        yield _credential(scheme, keywords[scheme.name], package)


def _factory(scheme: SecurityScheme) -> str:
    """The runtime's class for a scheme; empty where it has none."""
    if scheme.kind is SecurityKind.HTTP:
        name = scheme.http_scheme
        return "Bearer" if _TOKEN.fullmatch(name) and name.lower() not in _CHALLENGED else ""
    return _FACTORIES.get(scheme.kind, "")


def _short(name: str, schemes: Iterable[SecurityScheme]) -> str:
    """The name of a scheme as a keyword says it: `admin api key` for `AdminApiKeyAuth`."""
    short = _without_ending(name)
    alike = [each for each in schemes if _without_ending(each.name) == short]
    return " ".join(short) if short and len(alike) == 1 else name


def _without_ending(name: str) -> tuple[str, ...]:
    parts = words(name)
    while len(parts) > 1 and parts[-1] in _IDLE_ENDINGS:
        parts = parts[:-1]
    return (*parts[:-1], "token") if parts[-1:] == ("bearer",) else parts


def _credential(scheme: SecurityScheme, keywords: tuple[Code, ...], package: str) -> Credential:
    factory = _factory(scheme)
    plain = _KEYWORDS[factory]
    variables = tuple(Code(f"{package}_{keyword}".upper()) for keyword in keywords)
    settings: list[Setting] = []
    if factory == "APIKey":
        location = scheme.parameter_location or ParameterLocation.HEADER
        settings.append(Setting(Code("location"), literal(location.value)))
        settings.append(Setting(Code("name"), literal(scheme.parameter_name)))
    settings.append(Setting(Code("env"), _one_or_all(variables)))
    if keywords != plain:
        settings.append(Setting(Code("keyword"), _one_or_all(keywords)))
    if scheme.kind is SecurityKind.HTTP:
        settings.append(Setting(Code("scheme"), literal(scheme.http_scheme)))
    return Credential(
        scheme=literal(scheme.name),
        factory=Code(factory),
        arguments=tuple(
            CredentialArgument(
                keyword,
                variable,
                with_deprecation(_meaning(scheme, role), scheme.docs.deprecated),
                _annotation(role),
            )
            for keyword, variable, role in zip(keywords, variables, plain, strict=True)
        ),
        settings=tuple(settings),
        docs=Text(scheme.docs.description),
    )


def _annotation(role: str) -> Code:
    return Code("str | None" if role == "username" else "Secret | None")


def _one_or_all(values: tuple[Code, ...]) -> Code:
    texts = tuple(str(value) for value in values)
    return literal(texts[0] if len(texts) == 1 else texts)


def _meaning(scheme: SecurityScheme, role: str) -> Text:
    """What an argument is, in one line."""
    told = one_sentence(scheme.docs.description)
    if role in ("token", "api_key") and told:
        return Text(told)
    if role == "api_key":
        return Text(
            f"API key, sent as {scheme.parameter_location or 'header'} `{scheme.parameter_name}`."
        )
    if scheme.kind is SecurityKind.HTTP:
        return Text(f"Credentials, sent as `Authorization: {scheme.http_scheme} …`.")
    return Text(_MEANINGS[role])


def _used_schemes(api: Api) -> frozenset[str]:
    requirements = [api.security]
    requirements += [each.security for each in api.operations if each.security is not None]
    return frozenset(
        use.scheme for alternatives in requirements for each in alternatives for use in each
    )


def _security(api: Api) -> Code:
    """The client's own requirements; where a document declares schemes and requires none of them
    anywhere, each will do, and none as well."""
    names = scheme_names(api.security)
    if not names and not _used_schemes(api):
        known = tuple((scheme.name,) for scheme in api.security_schemes if _factory(scheme))
        names = (*known, ()) if known else ()
    return literal(names) if names else Code("")


def _losses(api: Api) -> Iterator[Problem]:
    for scheme in api.security_schemes:
        if not _factory(scheme):
            yield Problem(
                "security-scheme-not-generated",
                Severity.NOTE,
                f"The client has no credential for the security scheme {quoted(scheme.name)} "
                f"({scheme.kind.value}).",
                Location(origin(api)),
                "Authenticate with an HTTP client of your own (`http_client`).",
            )


def origin(api: Api) -> str:
    """Where the document came from; empty where no operation tells."""
    for operation in api.operations:
        if operation.location is not None:
            return operation.location.origin
    return ""


# --- imports ----------------------------------------------------------------------------------------


def _imports(
    credentials: tuple[Credential, ...], servers: ServerPlan, resources: tuple[ResourceLink, ...]
) -> tuple[Import, ...]:
    imports = Imports()
    imports.add("__future__", "annotations")
    imports.add("typing", "TYPE_CHECKING")
    imports.add("._runtime", "AsyncClient", "SyncClient")
    imports.add("._runtime", *(credential.factory for credential in credentials))
    if credentials:
        imports.add("._runtime", "Secret")
    if servers.is_chosen:
        imports.add("._runtime.servers", "ServerTemplate", "choose_server")
        if any("ServerVariable(" in server.template for server in servers.servers):
            imports.add("._runtime.servers", "ServerVariable")
    arguments = (*servers.arguments, *filter(None, (servers.choice,)))
    if any("Literal[" in argument.annotation for argument in arguments):
        imports.add("typing", "Literal")
    if resources:
        imports.add("functools", "cached_property")
    return imports.statements()


def _type_checking_imports(resources: Iterable[ResourceLink]) -> tuple[Import, ...]:
    imports = Imports()
    imports.add("._runtime.http", "httpx")
    for link in resources:
        imports.add(f".resources.{link.module}", link.class_name, link.async_class_name)
    return imports.statements()
