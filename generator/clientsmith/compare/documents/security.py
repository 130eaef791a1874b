"""What credentials the API and its operations need."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...context import Credential
from ...ir import Docs, Operation, SecurityRequirements, SecurityScheme
from ...problem import Location
from .docs import docs_events
from .events import Event
from .version import Version
from .where import Where

_Alternatives = frozenset[frozenset[str]]


class Security:
    """Compares security schemes and requirements.

    Args:
        old: the old version.
        new: the new version.
    """

    def __init__(self, old: Version, new: Version) -> None:
        self._old = old
        self._new = new
        self._schemes = _matched(old, new)
        """Name of an old scheme → name of what it became."""

    # --- requirements -------------------------------------------------------------------------

    def of_operations(self, before: Operation, after: Operation, where: Where) -> Iterator[Event]:
        """What is different about the credentials that an operation needs; what holds for the whole
        API is not told again."""
        if before.security is None and after.security is None:
            return
        old = self._old.api.security if before.security is None else before.security
        new = self._new.api.security if after.security is None else after.security
        yield from self._requirements(old, new, where)

    def of_api(self) -> Iterator[Event]:
        """What is different about the credentials that operations need which say nothing of that."""
        where = Where(
            subject="security",
            noun="the API",
            old=self._old.root_location(("security",)),
            new=self._new.root_location(("security",)),
        )
        yield from self._requirements(self._old.api.security, self._new.api.security, where)

    def _requirements(
        self, old: SecurityRequirements, new: SecurityRequirements, where: Where
    ) -> Iterator[Event]:
        kept = self._schemes
        before = _alternatives(old, kept)
        after = _alternatives(
            new, {scheme.name: scheme.name for scheme in self._new.api.security_schemes}
        )
        added = {each for each in after - before if each <= set(kept.values())}
        lost = {each for each in before if not any(other <= each for other in after)}
        if not before:
            return  # it is told with the schemes that are gone
        if lost:
            yield Event("authentication-removed", where, old=_told(lost), new=_told(after))
        elif added:
            yield Event("authentication-added", where, new=_told(added))
        else:
            old_scopes, new_scopes = self._scopes(old, is_old=True), self._scopes(new, is_old=False)
            if old_scopes != new_scopes:
                yield Event(
                    "scopes-changed",
                    where,
                    old=", ".join(sorted(old_scopes)),
                    new=", ".join(sorted(new_scopes)),
                )

    def _scopes(self, requirements: SecurityRequirements, *, is_old: bool) -> set[str]:
        return {
            scope
            for alternative in requirements
            for use in alternative
            for scope in use.scopes
            if not is_old or use.scheme in self._schemes
        }

    # --- schemes ------------------------------------------------------------------------------

    def of_schemes(self) -> Iterator[Event]:
        """What is different about the credentials that the client takes."""
        olds = {scheme.name: scheme for scheme in self._old.api.security_schemes}
        news = {scheme.name: scheme for scheme in self._new.api.security_schemes}
        for name, scheme in sorted(olds.items()):
            if name in self._schemes:
                yield from self._scheme(scheme, news[self._schemes[name]])
            else:
                yield Event("security-scheme-removed", self._where(scheme, None))
        for name, scheme in sorted(news.items()):
            if name not in self._schemes.values():
                yield Event("security-scheme-added", self._where(None, scheme))

    def _scheme(self, old: SecurityScheme, new: SecurityScheme) -> Iterator[Event]:
        where = self._where(old, new)
        yield from (
            replace(event, kind="api-docs-changed")
            for event in docs_events(old.docs, new.docs, where, "api")
        )
        before, after = _arguments(self._old, old.name), _arguments(self._new, new.name)
        if before != after:
            yield Event(
                "credential-changed",
                where,
                ", ".join(before) or "nothing",
                ", ".join(after) or "nothing",
            )
        elif old.name != new.name:
            yield Event("security-scheme-renamed", where, old.name, new.name)
        elif _sent(old) != _sent(new):
            yield Event("security-scheme-changed", where)
        elif _offered_scopes(old) != _offered_scopes(new):
            yield Event(
                "scopes-changed",
                where,
                ", ".join(_offered_scopes(old)),
                ", ".join(_offered_scopes(new)),
            )

    def _where(self, old: SecurityScheme | None, new: SecurityScheme | None) -> Where:
        scheme = new or old
        assert scheme is not None, "one of them is given"
        before = self._constructor(self._old, old)
        after = self._constructor(self._new, new)
        return Where(
            subject=f"security {scheme.name}",
            noun=f"the security scheme {scheme.name}",
            python=(next(iter(before), ""), next(iter(after), "")),
            arguments=(*before[1:], *after[1:]),
            old=_location(self._old, old) if old else None,
            new=_location(self._new, new) if new else None,
        )

    def _constructor(self, version: Version, scheme: SecurityScheme | None) -> tuple[str, ...]:
        """The client's arguments for a scheme: `MSPortal(token=)`."""
        if scheme is None:
            return ()
        client = version.package.client.class_name
        return tuple(f"{client}({name}=)" for name in _arguments(version, scheme.name))


def _location(version: Version, scheme: SecurityScheme) -> Location:
    return version.root_location(
        ("components", "securitySchemes", scheme.name), ("securityDefinitions", scheme.name)
    )


def _matched(old: Version, new: Version) -> Mapping[str, str]:
    """Schemes of one name, then those that are the same but for it."""
    olds = {scheme.name: scheme for scheme in old.api.security_schemes}
    news = {scheme.name: scheme for scheme in new.api.security_schemes}
    found = {name: name for name in olds if name in news}
    for name, scheme in olds.items():
        if name in found:
            continue
        same = [
            other
            for other, candidate in news.items()
            if other not in olds
            and other not in found.values()
            and replace(candidate, name=name, docs=scheme.docs) == scheme
        ]
        if len(same) == 1:
            found[name] = same[0]
    return found


def _alternatives(requirements: SecurityRequirements, names: Mapping[str, str]) -> _Alternatives:
    """Sets of schemes that are enough, by the names to use; without those of which one has none."""
    return frozenset(
        frozenset(names[use.scheme] for use in alternative)
        for alternative in requirements or ((),)
        if all(use.scheme in names for use in alternative)
    )


def _credential(version: Version, scheme: str) -> Credential | None:
    credentials = version.package.client.credentials
    return next((each for each in credentials if literal_eval(each.scheme) == scheme), None)


def _arguments(version: Version, scheme: str) -> tuple[str, ...]:
    credential = _credential(version, scheme)
    if credential is None:
        return ()
    return tuple(each.name for each in (*credential.arguments, *credential.options))


def _sent(scheme: SecurityScheme) -> SecurityScheme:
    """The scheme without what makes no difference to how it works."""
    flows = tuple(
        sorted((replace(flow, scopes=()) for flow in scheme.flows), key=lambda each: each.kind)
    )
    return replace(scheme, name="", docs=Docs(), flows=flows)


def _offered_scopes(scheme: SecurityScheme) -> list[str]:
    return sorted({scope for flow in scheme.flows for scope in flow.scopes})


def _told(alternatives: set[frozenset[str]] | _Alternatives) -> str:
    """Alternatives in words: `token, or user and password`."""
    shown = sorted(" and ".join(sorted(names)) or "no credentials" for names in alternatives)
    return ", or ".join(shown) or "nothing that the client has"
