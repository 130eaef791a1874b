"""Selects the methods that the README of a package shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ...config import CONFIG_FILE
from ...context import Client, Method, Resource, Showcases
from ...encode.encoders import literal
from ...ir import Api, SecurityRequirements
from ...naming.words.words import singular, words
from ...problem import Location, Problem, Severity
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


_UNLIKELY = frozenset(
    {
        *("admin", "alpha", "audit", "beta", "debug", "experimental", "health", "info", "internal"),
        *("legacy", "meta", "ping", "preview", "settings", "status", "test", "version"),
    }
)
"""Words of resources that hardly anybody calls first."""


def readme_samples(
    api: Api, client: Client, resources: Iterable[Resource], first_call: str | None = None
) -> tuple[Showcases, tuple[Problem, ...]]:
    """Return the methods that the README shows, and a problem if the wanted one is none.

    Args:
        api: the API.
        client: the root class.
        resources: all resources.
        first_call: the method that the user wants first, such as `goals.create`.
    """
    resources = tuple(resources)
    found = list(_shown(resources))
    wanted = [
        method for resource, method in found if f"{resource.path}.{method.name}" == first_call
    ]
    problems: tuple[Problem, ...] = ()
    if first_call is not None and not wanted:
        problems = (_no_such_call(first_call),)
    call = wanted[0] if wanted else _first_call(api, resources, found)
    needs = _Needs(api, client)
    schemes = needs.schemes(call)
    # The others are called with the same client.
    found = [(resource, method) for resource, method in found if needs.are_met(method, schemes)]
    failure, failure_class = _failure(found)
    sign_in = _sign_in(client)
    usual = tuple(needs.arguments(schemes))
    showcases = Showcases(
        call=call,
        pages=call if call and _has_pages(call) else _best(found, _has_pages),
        stream=_best(found, lambda method: method.is_stream),
        download=_best(found, lambda method: method.is_download),
        failure=failure,
        failure_class=failure_class,
        credentials=usual,
        arguments=_arguments(client, usual),
        other_ways=tuple(
            _arguments(client, way)
            for credential in client.credentials
            for way in credential.ways
            if way != usual
        ),
        sign_in_arguments=_arguments(
            client, [sign_in[name] for name in _CLIENT if name in sign_in]
        ),
        sign_in=tuple(sign_in[name] for name in _CLIENT if name in sign_in),
        sign_in_token=sign_in.get("token", NO_CODE),
    )
    return showcases, problems


def _no_such_call(name: str) -> Problem:
    return Problem(
        "override-unused",
        Severity.WARNING,
        f"There is no method {name!r} with an example, which `first_call` of [readme] names.",
        Location(CONFIG_FILE),
        hint="API.md lists all methods; give its resource and name, such as `pets.list`.",
    )


def _arguments(client: Client, names: Sequence[Code]) -> Code:
    """Return arguments of the client with values that it takes: what it cannot be created without,
    and credentials."""
    found = []
    has_open_variable = any("{" in server.url for server in client.servers[:1])
    if client.is_base_url_required or has_open_variable:
        found.append('base_url="https://api.example.com"')
    for name in names:
        found.append(f"{name}={literal(_secret(name))}")
    return Code(", ".join(found))


def _secret(name: str) -> str:
    """Return a value that stands for a secret and can be sent: `my-api-key` for `api_key`."""
    return f"my-{name.strip('_').replace('_', '-')}" if name.isascii() else "my-secret"


def _first_call(
    api: Api, resources: Sequence[Resource], found: Sequence[tuple[Resource, Method]]
) -> Method | None:
    """Return the method that a person would call first: a simple one, of a resource that the API is
    about.

    What it is about: what its title and description mention, then what has most methods, then what
    the document begins with.
    """
    about = {singular(word) for word in words(f"{api.title} {api.docs.description}"[:4000].lower())}
    places: dict[str, int] = {}
    for position, operation in enumerate(api.operations):
        places.setdefault(literal(operation.path), position)
    sizes = {
        resource.path: sum(
            len(other.methods)
            for other in resources
            if f"{other.path}.".startswith(f"{resource.path}.")
        )
        for resource in resources
    }

    def rank(candidate: tuple[Resource, Method]) -> tuple[object, ...]:
        resource, method = candidate
        names = {singular(word) for word in words(resource.path.replace(".", " ").lower())}
        return (
            method.is_stream or method.is_download,
            "models." not in method.returns,
            not names.isdisjoint(_UNLIKELY),
            method.http_method != '"GET"',
            2 * resource.path.count(".") + _required(method),
            method.name != "list",
            names.isdisjoint(about),
            -len(_USUAL & {other.name for other in resource.methods}),
            -sizes[resource.path],
            places.get(str(method.path), len(places)),
            resource.path,
            method.name,
        )

    return min(found, key=rank)[1] if found else None


def _required(method: Method) -> int:
    return sum(not argument.default for argument in method.arguments)


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


class _Needs:
    """The credentials that operations require.

    Args:
        api: the API.
        client: the root class.
    """

    def __init__(self, api: Api, client: Client) -> None:
        self._known = {str(credential.scheme): credential for credential in client.credentials}
        self._api = api
        self._operations = {
            (str(literal(each.method)), str(literal(each.path))): each for each in api.operations
        }

    def schemes(self, method: Method | None) -> tuple[str, ...]:
        """Return the schemes of the first alternative of a method, or of the API, that the client has
        credentials for; else its first scheme."""
        of_method = () if method is None else self._alternatives(method)
        rest = (self._api.security, *(each.security or () for each in self._api.operations))
        for alternative in (*of_method, *(each for alternatives in rest for each in alternatives)):
            schemes = tuple(str(literal(use.scheme)) for use in alternative)
            if schemes and all(scheme in self._known for scheme in schemes):
                return schemes
        return tuple(self._known)[:1]

    def are_met(self, method: Method, schemes: Sequence[str]) -> bool:
        """Return whether a method can be called with credentials of some schemes."""
        alternatives = self._alternatives(method)
        return not alternatives or any(
            {str(literal(use.scheme)) for use in alternative} <= set(schemes)
            for alternative in alternatives
        )

    def arguments(self, schemes: Iterable[str]) -> Iterator[Code]:
        """Yield the usual arguments of the client for schemes."""
        for scheme in schemes:
            yield from self._known[scheme].ways[0]

    def _alternatives(self, method: Method) -> SecurityRequirements:
        operation = self._operations.get((str(method.http_method), str(method.path)))
        if operation is None or operation.security is None:
            return self._api.security
        return operation.security


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
            _required(method),
            -len(_USUAL & {other.name for other in resource.methods}),
            resource.path.count("."),
            resource.path,
            method.name,
        ): method
        for resource, method in candidates
    }
    return [ranked[key] for key in sorted(ranked)]
