"""Credentials: the keyword arguments that a client has for its security schemes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ...config import Config
from ...context import Credential, CredentialArgument, Setting
from ...encode.encoders import literal
from ...ir import (
    Api,
    Operation,
    ParameterLocation,
    SecurityKind,
    SecurityRequirements,
    SecurityScheme,
)
from ...naming.credentials import (
    OPTIONS,
    CredentialGroup,
    CredentialNames,
    credential_names,
    environment_prefix,
    usual_name,
)
from ...naming.decisions import Decisions
from ...naming.words.reserved import CREDENTIAL_CLASSES
from ...problem import Location, Problem, Severity, quoted
from ...project.pins import CREDENTIAL_ROLES, Pins
from ...text import Code, Text
from ...types.imports import Imports
from ..docstrings.docstrings import one_sentence
from ..operations.arguments import NO_CODE, with_deprecation
from . import oauth
from .auth_prefixes import key_prefix

FACTORIES = {
    SecurityKind.BEARER: "Bearer",
    SecurityKind.OAUTH2: "Bearer",
    SecurityKind.OPENID_CONNECT: "Bearer",
    SecurityKind.API_KEY: "APIKey",
    SecurityKind.BASIC: "Basic",
    SecurityKind.MUTUAL_TLS: "MutualTLS",
}
"""The runtime's classes; a token that can be got is `OAuth2` instead of `Bearer`."""

MODULES = {
    "APIKey": "._runtime.auth.api_key",
    "Basic": "._runtime.auth.basic",
    "Bearer": "._runtime.auth.bearer",
    "MutualTLS": "._runtime.auth.mutual_tls",
    "OAuth2": "._runtime.oauth",
}
"""Modules of the factories."""

_CHALLENGED = frozenset(
    {"digest", "hawk", "hoba", "mutual", "negotiate", "ntlm", "scram-sha-1", "scram-sha-256"}
)
"""HTTP authentication schemes, in small letters, of which no token is the whole credential."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of a scheme (RFC 9110, 11.1)."""

_NEARLY_ALL = 0.8
"""Share of operations without `security` from which it is taken for forgotten."""

_MEANINGS = {
    "token": "Bearer token.",
    "username": "User name.",
    "password": "Password.",
    "client_id": "Name under which the identity provider knows your application.",
    "client_secret": "Secret of your application.",
    "certificate": "PEM file with the client's certificate and key, the two files, or a TLS context.",
    "oauth": "How tokens are got: scopes, a function that keeps them, and more.",
}
_TYPES = {
    "username": "str",
    "client_id": "str",
    "certificate": "Certificate",
    "oauth": "OAuthOptions",
}
"""Types of what is no secret."""

Alternatives = tuple[tuple[str, ...], ...]
"""Alternatives of names of security schemes that belong together."""

Keywords = Mapping[str, Code]
"""Role of an argument, such as `token`, to its name."""


def names_of(
    api: Api, config: Config, package: str, pins: Pins, decisions: Decisions | None = None
) -> tuple[CredentialNames, tuple[Problem, ...]]:
    """Return the names of the client's credentials, and a warning for each configured or previous
    name that cannot be used.

    Args:
        api: the API.
        config: what the user chose.
        package: import name, which environment variables begin with if the title names nothing.
        pins: previous names.
        decisions: gets a decision on the name of each argument.
    """
    schemes = [scheme for scheme in api.security_schemes if _factory(scheme)]
    used = _used_schemes(api)
    return credential_names(
        tuple(_groups(schemes, used)),
        api,
        used,
        config.env_prefix or environment_prefix(api.title, package),
        pins.credentials,
        overrides=config.names,
        keeps_variables=config.env_prefix is None,
        decisions=decisions,
    )


def credentials_of(api: Api, names: CredentialNames) -> tuple[Credential, ...]:
    """Return a credential for each security scheme that the runtime has."""
    return tuple(
        _credential(scheme, names.arguments[scheme.name], names.variables[scheme.name], api)
        for scheme in api.security_schemes
        if _factory(scheme)
    )


def credential_classes(api: Api) -> frozenset[str]:
    """Return the classes that the client's module imports for its credentials alone."""
    factories = {_factory(scheme) for scheme in api.security_schemes}
    return frozenset[str]().union(
        *(names for factory, names in CREDENTIAL_CLASSES.items() if factory in factories)
    )


def client_security(api: Api) -> Alternatives:
    """Return the client's own requirements; where a document declares schemes and requires none of
    them anywhere, each will do, and none as well."""
    names = scheme_names(api.security)
    if not names and not _used_schemes(api):
        known = tuple((scheme.name,) for scheme in api.security_schemes if _factory(scheme))
        names = (*known, ()) if known else ()
    return names


def raw_security(api: Api, operations: Iterable[Operation]) -> Alternatives:
    """Return the security requirements of requests that the document does not describe: first the
    requirements of the client, then the most frequent ones of operations. If the client has none, a
    request may also be sent without credentials.

    Args:
        api: the API.
        operations: those that are sent to the client's own server, which may get their credentials.
    """
    own = client_security(api)
    known = {scheme.name for scheme in api.security_schemes if _factory(scheme)}
    counts = Counter(
        names
        for operation in operations
        for names in scheme_names(operation.security or ())
        if names and known.issuperset(names)
    )
    usual = [names for names, _ in counts.most_common() if names not in own]
    required = tuple(names for names in own if names)
    may_lack = not own or () in own
    return (*required, *usual, ()) if may_lack and (required or usual) else (*required, *usual)


def problems(api: Api, origin: str, *, is_decided: bool) -> Iterator[Problem]:
    """Yield a problem for each security scheme that the client has no credential for, and one where
    it is unclear whether operations need credentials.

    Args:
        api: the API.
        origin: the document.
        is_decided: whether the configuration says what operations require that declare nothing.
    """
    for scheme in api.security_schemes:
        if not _factory(scheme):
            yield Problem(
                "security-scheme-not-generated",
                Severity.NOTE,
                f"The client has no credential for the security scheme {quoted(scheme.name)} "
                f"({scheme.kind.value}).",
                scheme.location or Location(origin),
                "Authenticate with an HTTP client of your own (`http_client`).",
            )
    if is_decided or not api.operations:
        return
    if not api.security_schemes:
        yield Problem(
            "security-scheme-missing",
            Severity.NOTE,
            "The document declares no security scheme, so the client has no keyword for a credential.",
            Location(origin),
            'If the API requires one, set `auth` in the configuration, such as `auth = "bearer"` or '
            '`auth = "header:X-API-Key"`; `security = []` says that it requires none.',
        )
    elif not client_security(api):
        yield from _undeclared(api, origin)


def _undeclared(api: Api, origin: str) -> Iterator[Problem]:
    """Yield a problem if some operations require credentials and others declare nothing: a warning
    if those are nearly all, as then their `security` may have been forgotten; many APIs have public
    operations beside others."""
    count = sum(operation.security is None for operation in api.operations)
    usual = [names for names in raw_security(api, api.operations) if names]
    if not count or not usual:
        return
    is_nearly_all = count >= _NEARLY_ALL * len(api.operations)
    first = usual[0][0] if len(usual[0]) == 1 else list(usual[0])
    setting = json.dumps([first, []], ensure_ascii=False)
    yield Problem(
        "security-undeclared",
        Severity.WARNING if is_nearly_all else Severity.NOTE,
        f"{count} of {len(api.operations)} operations have no `security`, and the document has none "
        "for all of them: they are sent without credentials, even if the client has some.",
        Location(origin),
        f"`security = {setting}` in the configuration sends them where the client has them, without "
        "`[]` they are required; `security = []` says that these operations are public.",
    )


def add_imports(imports: Imports, credentials: Iterable[Credential]) -> None:
    """Add the imports that the client's module needs for its credentials."""
    for credential in credentials:
        factory = str(credential.factory)
        imports.add(MODULES[factory], factory)
        if credential.flows:
            imports.add("._runtime.oauth", "OAuthFlow")
        for argument in (*credential.arguments, *credential.options):
            for name in re.findall(r"\w+", f"{argument.annotation} {argument.async_annotation}"):
                if name in ("Secret", "AsyncSecret"):
                    imports.add("._runtime", name)
                elif name in ("Token", "OAuthOptions"):
                    imports.add("._runtime.oauth", name)
                elif name == "Certificate":
                    imports.add("._runtime.auth.mutual_tls", name)


def _factory(scheme: SecurityScheme) -> str:
    """Return the runtime's class for a scheme; empty where it has none."""
    if scheme.kind is SecurityKind.HTTP:
        name = scheme.http_scheme
        return "Bearer" if _TOKEN.fullmatch(name) and name.lower() not in _CHALLENGED else ""
    return "OAuth2" if oauth.is_renewable(scheme) else FACTORIES[scheme.kind]


def _used_schemes(api: Api) -> frozenset[str]:
    requirements = [api.security]
    requirements += [each.security for each in api.operations if each.security is not None]
    return frozenset(
        use.scheme for alternatives in requirements for each in alternatives for use in each
    )


def _groups(schemes: Iterable[SecurityScheme], used: frozenset[str]) -> Iterator[CredentialGroup]:
    """Yield the arguments of schemes in the order in which they are named: tokens and keys before
    what tokens are requested with, and tokens that can be got before others."""
    ordered = sorted(
        schemes,
        key=lambda scheme: (scheme.name not in used, _factory(scheme) != "OAuth2", scheme.name),
    )
    has_keys = any(scheme.kind is SecurityKind.API_KEY for scheme in ordered)
    for scheme in ordered:
        roles = CREDENTIAL_ROLES[_factory(scheme)]
        usual = roles
        if roles in (("token",), ("api_key",)):
            usual = (usual_name(scheme, key_prefix(scheme), has_keys),)
        yield CredentialGroup(scheme, roles, usual)
    for scheme in ordered:
        if _factory(scheme) == "OAuth2":
            for group in oauth.roles(scheme):
                yield CredentialGroup(scheme, group, group, is_sent=False)


# --- one credential -------------------------------------------------------------------------------


def _credential(
    scheme: SecurityScheme, keywords: Keywords, variables: Keywords, api: Api
) -> Credential:
    factory = _factory(scheme)
    secrets = [role for role in keywords if role != OPTIONS]
    ways = oauth.alternatives(scheme) if factory == "OAuth2" else (CREDENTIAL_ROLES[factory],)
    return Credential(
        scheme=literal(scheme.name),
        factory=Code(factory),
        arguments=tuple(_argument(scheme, role, keywords, variables) for role in secrets),
        options=tuple(
            _argument(scheme, role, keywords, variables) for role in keywords if role == OPTIONS
        ),
        ways=tuple(tuple(keywords[role] for role in way) for way in ways),
        settings=tuple(
            Setting(Code(name), value)
            for name, value in _settings(scheme, keywords, variables, api)
        ),
        docs=Text(scheme.docs.description),
        flows=oauth.flows(scheme, api, keywords[OPTIONS]) if factory == "OAuth2" else None,
        location=Code(_key_location(scheme)) if factory == "APIKey" else NO_CODE,
        wire_name=Text(scheme.parameter_name if factory == "APIKey" else ""),
        prefix=Text(key_prefix(scheme)),
    )


def _key_location(scheme: SecurityScheme) -> str:
    return (scheme.parameter_location or ParameterLocation.HEADER).value


def _settings(
    scheme: SecurityScheme, keywords: Keywords, variables: Keywords, api: Api
) -> Iterator[tuple[str, Code]]:
    factory = _factory(scheme)
    if factory == "OAuth2":
        yield from oauth.settings(scheme, api)
        yield "env", literal({role: str(name) for role, name in variables.items()})
        renamed = {role: str(name) for role, name in keywords.items() if name != role}
        renamed.pop(OPTIONS, None)
        if renamed:
            yield "keyword", literal(renamed)
        return
    if factory == "APIKey":
        yield "location", literal(_key_location(scheme))
        yield "name", literal(scheme.parameter_name)
        if prefix := key_prefix(scheme):
            yield "prefix", literal(prefix)
    yield "env", _one_or_all(variables.values())
    if tuple(keywords.values()) != CREDENTIAL_ROLES[factory]:
        yield "keyword", _one_or_all(keywords.values())
    if scheme.kind is SecurityKind.HTTP:
        yield "scheme", literal(scheme.http_scheme)


def _one_or_all(values: Iterable[Code]) -> Code:
    texts = tuple(str(value) for value in values)
    return literal(texts[0] if len(texts) == 1 else texts)


def _argument(
    scheme: SecurityScheme, role: str, keywords: Keywords, variables: Keywords
) -> CredentialArgument:
    factory = _factory(scheme)
    is_got = role == "token" and factory == "OAuth2"
    annotation = f"{_TYPES.get(role, 'Secret')}{' | Token' * is_got} | None"
    return CredentialArgument(
        name=keywords[role],
        environment_variable=variables.get(role, NO_CODE),
        docs=with_deprecation(_meaning(scheme, role, keywords[role]), scheme.docs.deprecated),
        annotation=Code(annotation),
        async_annotation=Code(annotation.replace("Secret", "AsyncSecret")),
        parameter=NO_CODE if role in CREDENTIAL_ROLES[factory] else Code(role),
    )


def _meaning(scheme: SecurityScheme, role: str, name: str) -> Text:
    """Return one line about an argument.

    Args:
        scheme: its security scheme.
        role: what the runtime calls it.
        name: what users call it.
    """
    description = one_sentence(scheme.docs.description)
    if role == "api_key" and (prefix := key_prefix(scheme)):
        sent = f"Sent as `{scheme.parameter_name}: {prefix} …`; the client adds `{prefix}`."
        return Text(f"{description} {sent}".lstrip())
    if role in ("token", "api_key") and description:
        return Text(description)
    if role == "api_key":
        return Text(
            f"API key, sent as {scheme.parameter_location or 'header'} `{scheme.parameter_name}`."
        )
    if scheme.kind is SecurityKind.HTTP:
        return Text(f"Credentials, sent as `Authorization: {scheme.http_scheme} …`.")
    if role == "token" and name.endswith("api_key"):
        return Text("API key, sent as `Authorization: Bearer …`.")
    return Text(_MEANINGS[role])


def scheme_names(requirements: SecurityRequirements) -> Alternatives:
    """Return alternatives of names of security schemes, each once; the alternative without any
    comes last."""
    alternatives = dict.fromkeys(
        tuple(use.scheme for use in alternative) for alternative in requirements
    )
    return tuple(sorted(alternatives, key=lambda names: not names))
