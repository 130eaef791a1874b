"""OAuth 2 and OpenID Connect: the settings by which the runtime gets tokens."""

from __future__ import annotations

from collections.abc import Iterable

from ...context import AuthExport, OAuthFlows
from ...encode.encoders import literal
from ...ir import Api, FlowKind, OAuthFlow, SecurityKind, SecurityScheme
from ...naming.credentials import OPTIONS
from ...text import Code

_OAUTH = "._runtime.oauth"
_SIGNING_IN = {
    FlowKind.AUTHORIZATION_CODE: (
        "AsyncAuthorizationCode",
        "AuthorizationCode",
        "AuthorizationRequest",
    ),
    FlowKind.DEVICE_AUTHORIZATION: ("AsyncDeviceCode", "DeviceAuthorization", "DeviceCode"),
}
"""Classes of the runtime for people who sign in, which are in a module of their own."""

CLIENT = ("client_id", "client_secret")
USER = ("username", "password")


def is_renewable(scheme: SecurityScheme) -> bool:
    """Return whether tokens of a scheme can be got; those of the implicit flow are given by the
    user."""
    if scheme.kind is SecurityKind.OPENID_CONNECT:
        return bool(scheme.discovery_url)
    return scheme.kind is SecurityKind.OAUTH2 and any(
        flow.kind is not FlowKind.IMPLICIT or flow.refresh_url for flow in scheme.flows
    )


def roles(scheme: SecurityScheme) -> tuple[tuple[str, ...], ...]:
    """Return the arguments of a renewable scheme beside its token, in groups that are named alike."""
    user = (USER,) if _has(scheme, FlowKind.PASSWORD) else ()
    return (CLIENT, *user, (OPTIONS,))


def alternatives(scheme: SecurityScheme) -> tuple[tuple[str, ...], ...]:
    """Return the sets of arguments of which each is enough to get tokens, the usual one first."""
    found: list[tuple[str, ...]] = []
    if _has(scheme, FlowKind.CLIENT_CREDENTIALS):
        found.append(CLIENT)
    if _has(scheme, FlowKind.PASSWORD):
        found.append(USER)
    found.append(("token",))
    if scheme.kind is SecurityKind.OPENID_CONNECT:
        found.append(CLIENT)
    return tuple(found)


def _has(scheme: SecurityScheme, kind: FlowKind) -> bool:
    return any(flow.kind is kind for flow in scheme.flows)


def settings(scheme: SecurityScheme, api: Api) -> Iterable[tuple[str, Code]]:
    """Yield settings of a renewable scheme for the runtime, apart from its flows."""
    if scheme.kind is SecurityKind.OPENID_CONNECT:
        yield "discovery", literal(scheme.discovery_url)
        needed = _needed_scopes(scheme, api)
        if needed:
            yield "scopes", literal(needed)


def flows(scheme: SecurityScheme, api: Api, options: Code) -> OAuthFlows | None:
    """Return the flows of a renewable scheme; None where it has none.

    Args:
        scheme: the scheme.
        api: whose operations need scopes.
        options: name of the argument that says how tokens are got.
    """
    if not scheme.flows:
        return None
    needed = _needed_scopes(scheme, api)
    own = "" if options == OPTIONS else options.removesuffix("options")
    return OAuthFlows(
        constant=Code(f"_{own}FLOWS".upper()),
        flows=tuple(Code(_flow(flow, needed)) for flow in scheme.flows),
    )


def _flow(flow: OAuthFlow, needed: tuple[str, ...]) -> str:
    values: dict[str, object] = {
        "authorization_url": flow.authorization_url,
        "device_authorization_url": flow.device_authorization_url,
        "token_url": flow.token_url,
        "refresh_url": flow.refresh_url,
        "scopes": tuple(scope for scope in needed if scope in flow.scopes or not flow.scopes),
    }
    given = [f", {name}={literal(value)}" for name, value in values.items() if value]
    return f"OAuthFlow({literal(flow.kind.value)}{''.join(given)})"


def _needed_scopes(scheme: SecurityScheme, api: Api) -> tuple[str, ...]:
    """Return the scopes that requirements name: those that the scheme declares in its own order,
    then the others as they are met."""
    requirements = [api.security, *(each.security or () for each in api.operations)]
    needed = dict.fromkeys(
        scope
        for alternatives in requirements
        for alternative in alternatives
        for use in alternative
        if use.scheme == scheme.name
        for scope in use.scopes
    )
    declared = dict.fromkeys(scope for flow in scheme.flows for scope in flow.scopes)
    return (
        *(scope for scope in declared if scope in needed),
        *(scope for scope in needed if scope not in declared),
    )


def auth_exports(schemes: Iterable[SecurityScheme]) -> tuple[AuthExport, ...]:
    """Return the names that the module `auth` exports, sorted by module."""
    renewable = [scheme for scheme in schemes if is_renewable(scheme)]
    if not renewable:
        return ()
    found = {"OAuthOptions": _OAUTH, "Token": _OAUTH}
    for kind, names in _SIGNING_IN.items():
        if any(
            scheme.kind is SecurityKind.OPENID_CONNECT or _has(scheme, kind) for scheme in renewable
        ):
            found |= dict.fromkeys(names, f"{_OAUTH}.sign_in")
    exports = sorted((module, name) for name, module in found.items())
    return tuple(AuthExport(Code(module), Code(name)) for module, name in exports)
