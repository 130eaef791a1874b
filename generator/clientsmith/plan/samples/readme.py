"""Selects the methods that the README of a package shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ...context import Client, Method, Resource, Showcases
from ...encode.encoders import literal
from ...ir import Api
from ...text import Code
from ..operations.arguments import NO_CODE

_CLIENT = ("client_id", "client_secret")
_INSTRUCTIVE_ERRORS = (
    "BadRequestError",
    "UnprocessableEntityError",
    "NotFoundError",
    "ConflictError",
    "PermissionDeniedError",
    "AuthenticationError",
)
"""Classes of errors, the one first whose body tells most."""

_USUAL = frozenset({"create", "delete", "get", "list", "update"})
"""Methods that show what a resource is to users."""


def readme_samples(api: Api, client: Client, resources: Iterable[Resource]) -> Showcases:
    """Return the methods that the README shows.

    Args:
        api: the API.
        client: the root class.
        resources: all resources.
    """
    found = list(_shown(resources))
    failure, failure_class = _failure(found)
    sign_in = _sign_in(client)
    return Showcases(
        call=_best(found, lambda method: True),
        pages=_best(found, _has_pages),
        stream=_best(found, lambda method: method.is_stream),
        download=_best(found, lambda method: method.is_download),
        failure=failure,
        failure_class=failure_class,
        credentials=tuple(_usual_credentials(api, client)),
        sign_in=tuple(sign_in[name] for name in _CLIENT if name in sign_in),
        sign_in_token=sign_in.get("token", NO_CODE),
    )


def _failure(found: Sequence[tuple[Resource, Method]]) -> tuple[Method | None, Code]:
    """Return a method that declares an error which programs react to, one that writes if there is
    one; and the class of the error."""
    method = _best(
        found, lambda each: each.http_method != '"GET"' and bool(_instructive_error(each))
    )
    method = method or _best(found, lambda each: bool(_instructive_error(each)))
    return method, NO_CODE if method is None else _instructive_error(method)


def _instructive_error(method: Method) -> Code:
    """Return the class of the declared error whose body tells most; empty where there is none."""
    declared = {note.name for note in method.docs.raises}
    return Code(next((class_ for class_ in _INSTRUCTIVE_ERRORS if class_ in declared), ""))


def _sign_in(client: Client) -> dict[str, Code]:
    """Return the arguments of a client with which people sign in, by their usual names."""
    for credential in client.credentials:
        flows = () if credential.flows is None else credential.flows.flows
        if any(flow.startswith('OAuthFlow("authorizationCode"') for flow in flows):
            names = {str(each.parameter) or "token": each.name for each in credential.arguments}
            return names if "client_id" in names else {}
    return {}


def _usual_credentials(api: Api, client: Client) -> Iterator[Code]:
    """Yield the arguments for the first requirement that the client has all credentials for."""
    known = {credential.scheme: credential for credential in client.credentials}
    requirements = (api.security, *(each.security or () for each in api.operations))
    for alternative in (each for alternatives in requirements for each in alternatives):
        schemes = [literal(use.scheme) for use in alternative]
        if schemes and all(scheme in known for scheme in schemes):
            for scheme in schemes:
                yield from known[scheme].ways[0]
            return
    for credential in client.credentials[:1]:
        yield from credential.ways[0]


def _has_pages(method: Method) -> bool:
    example = method.docs.example
    is_loop = example is not None and example.is_block
    return is_loop and not method.is_stream and not method.is_download


def _shown(resources: Iterable[Resource]) -> Iterator[tuple[Resource, Method]]:
    for resource in resources:
        for method in resource.methods:
            if method.docs.example is not None and not method.deprecated:
                yield resource, method


def _best(
    candidates: Iterable[tuple[Resource, Method]], is_meant: Callable[[Method], bool]
) -> Method | None:
    ranked = most_instructive_first(each for each in candidates if is_meant(each[1]))
    return ranked[0] if ranked else None


def most_instructive_first(candidates: Iterable[tuple[Resource, Method]]) -> list[Method]:
    """Return methods, the one first whose example shows most in least space: it returns something,
    reads, lists, takes few arguments, and belongs to a resource with the usual methods."""
    ranked = {
        (
            method.is_stream or method.is_download,
            "models." not in method.returns,
            method.http_method != '"GET"',
            method.name != "list",
            sum(not argument.default for argument in method.arguments),
            -len(_USUAL & {other.name for other in resource.methods}),
            resource.path.count("."),
            resource.path,
            method.name,
        ): method
        for resource, method in candidates
    }
    return [ranked[key] for key in sorted(ranked)]
