"""Helper for hooks: changes every method of a package at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..context import Method, Package, Resource, Showcases, SmokeCall, SmokeTests, Testing
from ..text import Code

Change = Callable[[Method], Method | None]


def with_methods(package: Package, change: Change) -> Package:
    """Return the package with every method replaced, in resources, deprecated aliases, README
    examples, smoke tests and fakes.

    Args:
        package: the package.
        change: from a method to what stands for it; None leaves it out.
    """
    changed: dict[int, Method | None] = {}

    def once(method: Method) -> Method | None:
        if id(method) not in changed:
            changed[id(method)] = change(method)
        return changed[id(method)]

    return replace(
        package,
        resources=tuple(_resource(resource, once) for resource in package.resources),
        showcases=_showcases(package.showcases, once),
        smoke_tests=_smoke_tests(package.smoke_tests, once),
        testing=package.testing and _testing(package.testing, once),
    )


def _resource(resource: Resource, change: Change) -> Resource:
    methods = tuple(method for each in resource.methods if (method := change(each)) is not None)
    aliases = tuple(
        replace(alias, method=method)
        for alias in resource.aliases
        if (method := change(alias.method)) is not None
    )
    return replace(resource, methods=methods, aliases=aliases)


def _testing(testing: Testing, change: Change) -> Testing:
    resources = tuple(_resource(resource, change) for resource in testing.resources)
    return replace(testing, resources=resources)


def _showcases(showcases: Showcases, change: Change) -> Showcases:
    failure = showcases.failure and change(showcases.failure)
    return replace(
        showcases,
        call=showcases.call and change(showcases.call),
        pages=showcases.pages and change(showcases.pages),
        stream=showcases.stream and change(showcases.stream),
        download=showcases.download and change(showcases.download),
        failure=failure,
        failure_class=showcases.failure_class if failure else Code(""),
    )


def _smoke_tests(tests: SmokeTests, change: Change) -> SmokeTests:
    representative = tests.representative and next(_calls((tests.representative,), change), None)
    return replace(tests, calls=tuple(_calls(tests.calls, change)), representative=representative)


def _calls(calls: Iterable[SmokeCall], change: Change) -> Iterator[SmokeCall]:
    for call in calls:
        method = change(call.method)
        if method is not None:
            yield replace(call, method=method)
