"""Compares the API as a whole: names, descriptions, servers and security."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from ...ir import Docs, Operation, SecurityRequirements, SecurityScheme, Server
from ...problem import without_secrets
from .difference import ComparedPlace, Difference, docs_differences
from .matching import Versions
from .version import Version


def api_differences(versions: Versions) -> Iterator[Difference]:
    """Yield differences in the names of package and client, descriptions, and servers."""
    yield from _names_and_docs(versions)
    yield from _servers(versions)
    yield from _server_arguments(versions)


def _place(versions: Versions, subject: str, noun: str, *paths: tuple[str, ...]) -> ComparedPlace:
    """Return a place in the root documents, at the first of several paths of keys that exists."""
    return ComparedPlace(
        subject=subject,
        noun=noun,
        old=versions.old.root_location(*paths),
        new=versions.new.root_location(*paths),
    )


# --- names and descriptions -------------------------------------------------------------------


def _names_and_docs(versions: Versions) -> Iterator[Difference]:
    """Compare descriptions, and the names of package and client, which mostly come from the title."""
    old, new = versions.old.api, versions.new.api
    names = [
        (version.package.client.class_name, version.package.name)
        for version in (versions.old, versions.new)
    ]
    is_renamed = names[0][0] != names[1][0]
    if is_renamed:
        place = replace(
            _place(versions, "client", "the client", ("info",)),
            python=(names[0][0], names[1][0]),
            arguments=(names[0][1], names[1][1]),
        )
        yield Difference("client-renamed", place, " in ".join(names[0]), " in ".join(names[1]))
    texts = (old.docs.description, old.docs.external_url, old.publisher)
    is_other = texts != (new.docs.description, new.docs.external_url, new.publisher)
    if is_other or (not is_renamed and old.title != new.title):
        yield Difference("api-docs-changed", _place(versions, "API", "the API", ("info",)))
    old_tags = {tag.name: tag for tag in old.tags}
    new_tags = {tag.name: tag for tag in new.tags}
    for name in sorted(old_tags.keys() | new_tags.keys()):
        tags = old_tags.get(name), new_tags.get(name)
        if tags[0] != tags[1] and len({Docs() if tag is None else tag.docs for tag in tags}) > 1:
            place = _place(versions, f"tag {name}", f"the tag {name}", ("tags",))
            yield Difference("api-docs-changed", place)


# --- servers ----------------------------------------------------------------------------------


def _servers(versions: Versions) -> Iterator[Difference]:
    """Compare servers, whatever their order; but the first server is the default."""
    old, new = list(versions.old.api.servers), list(versions.new.api.servers)
    for before in tuple(old):
        after = next((each for each in new if each.url == before.url), None)
        if after is not None:
            old.remove(before)
            new.remove(after)
            place = _server_place(versions, after)
            names = _server_name(versions.old, before), _server_name(versions.new, after)
            if all(names) and names[0] != names[1]:
                yield Difference("server-renamed", place, *names)
            elif before.description != after.description:
                yield Difference("api-docs-changed", place)
    is_default = bool(old) and versions.old.api.servers[0].url == old[0].url
    if old and new and (len(old) == len(new) == 1 or is_default):
        before, after = old.pop(0), new.pop(0)
        place = _server_place(versions, after)
        was, is_ = without_secrets(before.url), without_secrets(after.url)
        yield Difference("server-url-changed", place, was, is_)
    for server in old:
        yield Difference("server-removed", replace(_server_place(versions, server), new=None))
    for server in new:
        yield Difference("server-added", replace(_server_place(versions, server), old=None))
    old_client, new_client = versions.old.package.client, versions.new.package.client
    if new_client.is_base_url_required and not old_client.is_base_url_required:
        place = _place(versions, "base URL", "the base URL", ("servers",))
        name = f"{new_client.class_name}(base_url=)"
        yield Difference("base-url-required", replace(place, python=("", name)))


def _server_place(versions: Versions, server: Server) -> ComparedPlace:
    noun = f"server {without_secrets(server.url)}"
    return replace(
        _place(versions, noun, f"the {noun}", ("servers",), ("host",)),
        python=(_server_argument(versions.old), _server_argument(versions.new)),
    )


def _server_argument(version: Version) -> str:
    """Return the argument of the client that selects the server."""
    client = version.package.client
    argument = "base_url" if client.server_choice is None else client.server_choice.name
    return f"{client.class_name}({argument}=)"


def _server_name(version: Version, server: Server) -> str:
    """Return the name that selects a server; empty where there is no choice."""
    index = next((index for index, each in enumerate(version.api.servers) if each == server), None)
    named = version.package.client.servers
    if index is None or len(named) != len(version.api.servers) or not named[index].name:
        return ""
    return str(literal_eval(named[index].name))


def _server_arguments(versions: Versions) -> Iterator[Difference]:
    """Compare the arguments of the client for variables of servers."""
    old, new = versions.old.package.client, versions.new.package.client
    old_by_name = {argument.name: argument for argument in old.server_arguments}
    new_by_name = {argument.name: argument for argument in new.server_arguments}
    for name in sorted(old_by_name.keys() | new_by_name.keys()):
        before, after = old_by_name.get(name), new_by_name.get(name)
        noun = f"server variable {name}"
        place = replace(
            _place(versions, noun, f"the {noun}", ("servers",)),
            python=(
                f"{old.class_name}({name}=)" if before else "",
                f"{new.class_name}({name}=)" if after else "",
            ),
        )
        if before is None or after is None:
            if after is not None:
                yield Difference("server-argument-added", place.only_new())
            else:
                yield Difference("server-argument-removed", place.only_old())
            continue
        new_values = _values(versions.new, after.wire_name)
        if removed := _values(versions.old, before.wire_name) - new_values:
            for value in sorted(removed) if new_values else ():
                yield Difference("server-argument-value-removed", place, old=value, detail=value)
        elif (before.annotation, before.default) != (after.annotation, after.default):
            was, is_ = (f"{each.annotation} = {each.default}" for each in (before, after))
            yield Difference("server-argument-changed", place, was, is_)


def _values(version: Version, variable: str) -> set[str]:
    """Return the allowed values of a variable of servers; empty where a server allows any value."""
    name = literal_eval(variable) if variable else ""
    operations = (server for each in version.api.operations for server in each.servers)
    variables = [
        each
        for server in (*version.api.servers, *operations)
        for each in server.variables
        if each.name == name
    ]
    if not all(each.values for each in variables):
        return set()
    return {value for each in variables for value in each.values}


# --- security ---------------------------------------------------------------------------------

_Alternatives = frozenset[frozenset[str]]
"""Sets of security schemes that each suffice."""


class SecurityComparer:
    """Compares security schemes and security requirements."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        self._old = versions.old
        self._new = versions.new
        self._old_schemes = {scheme.name: scheme for scheme in self._old.api.security_schemes}
        self._new_schemes = {scheme.name: scheme for scheme in self._new.api.security_schemes}
        self._matches = _match_schemes(self._old_schemes, self._new_schemes)
        """Old name of a scheme → new name."""

    def operation_differences(
        self, before: Operation, after: Operation, place: ComparedPlace
    ) -> Iterator[Difference]:
        """Compare the requirements of an operation, where they are not those of the API."""
        if before.security is not None or after.security is not None:
            old = self._old.api.security if before.security is None else before.security
            new = self._new.api.security if after.security is None else after.security
            yield from self._requirements(old, new, place)

    def api_differences(self) -> Iterator[Difference]:
        """Compare the requirements of operations that declare none themselves."""
        place = _place(self._versions, "security", "the API", ("security",))
        yield from self._requirements(self._old.api.security, self._new.api.security, place)

    def _requirements(
        self, old: SecurityRequirements, new: SecurityRequirements, place: ComparedPlace
    ) -> Iterator[Difference]:
        before = _alternatives(old, self._matches)
        after = _alternatives(new, {name: name for name in self._new_schemes})
        added = {each for each in after - before if each <= set(self._matches.values())}
        removed = {each for each in before if not any(other <= each for other in after)}
        if not before:
            return  # the removed schemes are reported
        if removed:
            old_text, new_text = _alternatives_text(removed), _alternatives_text(after)
            yield Difference("authentication-removed", place, old=old_text, new=new_text)
        elif added:
            yield Difference("authentication-added", place, new=_alternatives_text(added))
        else:
            known = [use for use in chain.from_iterable(old) if use.scheme in self._matches]
            yield from _scope_differences(
                {scope for use in known for scope in use.scopes},
                {scope for use in chain.from_iterable(new) for scope in use.scopes},
                place,
            )

    def scheme_differences(self) -> Iterator[Difference]:
        """Compare security schemes, and the arguments of the client for their credentials."""
        for name, scheme in sorted(self._old_schemes.items()):
            if name in self._matches:
                yield from self._compare_schemes(scheme, self._new_schemes[self._matches[name]])
            else:
                yield Difference("security-scheme-removed", self._scheme_place(scheme, None))
        for name, scheme in sorted(self._new_schemes.items()):
            if name not in self._matches.values():
                yield Difference("security-scheme-added", self._scheme_place(None, scheme))

    def _compare_schemes(self, old: SecurityScheme, new: SecurityScheme) -> Iterator[Difference]:
        place = self._scheme_place(old, new)
        for difference in docs_differences(old.docs, new.docs, place, "api"):
            yield replace(difference, kind="api-docs-changed")
        before, after = _arguments(self._old, old), _arguments(self._new, new)
        if before != after:
            was, is_ = (", ".join(each) or "nothing" for each in (before, after))
            yield Difference("credential-changed", place, was, is_)
        elif old.name != new.name:
            yield Difference("security-scheme-renamed", place, old.name, new.name)
        elif _mechanism(old) != _mechanism(new):
            yield Difference("security-scheme-changed", place)
        else:
            yield from _scope_differences(_offered_scopes(old), _offered_scopes(new), place)

    def _scheme_place(
        self, old: SecurityScheme | None, new: SecurityScheme | None
    ) -> ComparedPlace:
        scheme = new or old
        assert scheme is not None, "one of them is given"
        before, after = _client_arguments(self._old, old), _client_arguments(self._new, new)
        return ComparedPlace(
            subject=f"security {scheme.name}",
            noun=f"the security scheme {scheme.name}",
            python=(next(iter(before), ""), next(iter(after), "")),
            arguments=(*before[1:], *after[1:]),
            old=self._old.root_location(*_paths(old)) if old else None,
            new=self._new.root_location(*_paths(new)) if new else None,
        )


def _paths(scheme: SecurityScheme) -> tuple[tuple[str, ...], ...]:
    return ("components", "securitySchemes", scheme.name), ("securityDefinitions", scheme.name)


def _match_schemes(
    old: Mapping[str, SecurityScheme], new: Mapping[str, SecurityScheme]
) -> dict[str, str]:
    """Match schemes by name, then those that differ in nothing but their name."""
    found = {name: name for name in old if name in new}
    for name, scheme in old.items():
        if name in found:
            continue
        same = [
            other
            for other, candidate in new.items()
            if other not in old
            and other not in found.values()
            and replace(candidate, name=name, docs=scheme.docs) == scheme
        ]
        if len(same) == 1:
            found[name] = same[0]
    return found


def _alternatives(requirements: SecurityRequirements, names: Mapping[str, str]) -> _Alternatives:
    """Return the alternatives by other names of schemes, without those that use unknown schemes."""
    return frozenset(
        frozenset(names[use.scheme] for use in alternative)
        for alternative in requirements or ((),)
        if all(use.scheme in names for use in alternative)
    )


def _alternatives_text(alternatives: Iterable[frozenset[str]]) -> str:
    """Return alternatives as text: `token, or user and password`."""
    shown = sorted(" and ".join(sorted(names)) or "no credentials" for names in alternatives)
    return ", or ".join(shown) or "credentials that the client does not support"


def _arguments(version: Version, scheme: SecurityScheme) -> tuple[str, ...]:
    for credential in version.package.client.credentials:
        if literal_eval(credential.scheme) == scheme.name:
            return tuple(each.name for each in (*credential.arguments, *credential.options))
    return ()


def _client_arguments(version: Version, scheme: SecurityScheme | None) -> tuple[str, ...]:
    """Return the arguments of the client for a scheme: `MSPortal(token=)`."""
    client = version.package.client.class_name
    return () if scheme is None else tuple(f"{client}({n}=)" for n in _arguments(version, scheme))


def _mechanism(scheme: SecurityScheme) -> SecurityScheme:
    """Return the scheme without name, description, scopes and the order of flows."""
    flows = tuple(
        sorted((replace(flow, scopes=()) for flow in scheme.flows), key=lambda each: each.kind)
    )
    return replace(scheme, name="", docs=Docs(), flows=flows)


def _offered_scopes(scheme: SecurityScheme) -> set[str]:
    return {scope for flow in scheme.flows for scope in flow.scopes}


def _scope_differences(old: set[str], new: set[str], place: ComparedPlace) -> Iterator[Difference]:
    if old != new:
        yield Difference("scopes-changed", place, ", ".join(sorted(old)), ", ".join(sorted(new)))
