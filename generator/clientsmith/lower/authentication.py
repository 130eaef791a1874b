"""Adds the security scheme and the security requirements of the configuration to an API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..config import CONFIG_FILE
from ..ir import Api, Docs, ParameterLocation, SecurityKind, SecurityScheme, SecurityUse
from ..problem import Location, Problem, Severity, quoted

_HTTP_KINDS = {"basic": SecurityKind.BASIC, "bearer": SecurityKind.BEARER}


def with_authentication(
    api: Api, auth: str | None, security: tuple[tuple[str, ...], ...] | None
) -> tuple[Api, tuple[Problem, ...]]:
    """Return the API with the security scheme and the security requirements of the configuration, where
    the document has none of its own; and a problem for each setting without effect.

    Args:
        api: the API.
        auth: how to authenticate, such as `header:X-Key`; also the name of the scheme.
        security: alternatives of names of schemes.
    """
    problems: list[Problem] = []
    if auth is not None and api.security_schemes:
        names = ", ".join(quoted(scheme.name) for scheme in api.security_schemes)
        why = f"the document declares security schemes itself: {names}"
        hint = "Choose among them with `security`, or change the document with an overlay."
        problems.append(_unused("auth", why, hint))
    elif auth is not None:
        api = replace(api, security_schemes=(_scheme(auth),))
    if security and api.security:
        why = "the document has `security` at its top level"
        problems.append(_unused("security", why, "Change the document with a patch."))
    elif security:
        problems += _unknown_schemes(api, security)
        requirements = (tuple(map(SecurityUse, names)) for names in security)
        api = replace(api, security=tuple(requirements))
    return api, tuple(problems)


def _scheme(auth: str) -> SecurityScheme:
    """Return the security scheme of the setting `auth`."""
    kind, _, name = auth.partition(":")
    if not name or kind == "http":
        scheme = name or kind
        http_kind = _HTTP_KINDS.get(scheme.lower(), SecurityKind.HTTP)
        return SecurityScheme(auth, http_kind, Docs(), http_scheme=scheme)
    return SecurityScheme(
        auth,
        SecurityKind.API_KEY,
        Docs(),
        parameter_location=ParameterLocation(kind),
        parameter_name=name,
    )


def _unknown_schemes(api: Api, security: tuple[tuple[str, ...], ...]) -> Iterator[Problem]:
    known = [scheme.name for scheme in api.security_schemes]
    listed = ", ".join(map(quoted, known)) or "none"
    for name in dict.fromkeys(name for names in security for name in names):
        if name not in known:
            yield Problem(
                "override-unusable",
                Severity.ERROR,
                f"`security` names {quoted(name)}, which is not a security scheme of the document.",
                Location(CONFIG_FILE),
                f"The document declares: {listed}.",
            )


def _unused(setting: str, why: str, hint: str) -> Problem:
    return Problem(
        "override-unused",
        Severity.WARNING,
        f"The setting `{setting}` has no effect: {why}.",
        Location(CONFIG_FILE),
        hint,
    )
