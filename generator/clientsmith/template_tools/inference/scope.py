"""Which names an expression of a template can use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .values import Value, either


@dataclass(slots=True)
class Scope:
    """Names and values at a place of a template."""

    shared: dict[str, Value] = field(default_factory=dict)
    """What blocks and included templates see, too: what the template is rendered with, and what its
    top level sets."""

    local: dict[str, Value] | None = None
    """What a loop, a block or a macro sets; None at the top level of a template."""

    asked: frozenset[str] = frozenset()
    """Paths such as `method.body` that a condition around the place asks for."""

    defined: frozenset[str] = frozenset()
    """Paths of which a condition around the place asks whether they are defined."""

    def get(self, name: str) -> Value | None:
        """The value of a name, None where there is no such name."""
        if self.local is not None and name in self.local:
            return self.local[name]
        return self.shared.get(name)

    def names(self) -> set[str]:
        """Every name that can be used."""
        return {*self.shared, *(self.local or ())}

    def set(self, name: str, value: Value) -> None:
        """Give a name a value."""
        (self.shared if self.local is None else self.local)[name] = value
        self.asked = frozenset(_of_others(self.asked, name))
        self.defined = frozenset(_of_others(self.defined, name))

    def inner(self, values: Mapping[str, Value] | None = None) -> Scope:
        """That of a loop, a macro or a `with`, whose names end with it."""
        scope = Scope(self.shared, dict(self.local or {}), self.asked, self.defined)
        for name, value in (values or {}).items():
            scope.set(name, value)
        return scope

    def branch(self, asked: Iterable[str], defined: Iterable[str]) -> Scope:
        """That of a branch of an `if`, whose names may outlive it."""
        return Scope(
            dict(self.shared),
            None if self.local is None else dict(self.local),
            self.asked.union(asked),
            self.defined.union(defined),
        )

    def block(self, *, sees_local: bool) -> Scope:
        """That of a block."""
        local = self.local if sees_local else None
        return Scope({**self.shared, **(local or {})}, {}, self.asked, self.defined)

    def used(self) -> Scope:
        """That of the top level of a template that is included, or imported with context."""
        return Scope({**self.shared, **(self.local or {})}, None, self.asked, self.defined)

    def merge(self, branches: Iterable[Scope]) -> None:
        """Take over what branches of an `if` have set."""
        ends = list(branches)
        for pick in (_shared, _local):
            mine = pick(self)
            if mine is None:
                continue
            for name in sorted({name for end in ends for name in pick(end) or ()}):
                values = [value for end in ends if (value := (pick(end) or {}).get(name))]
                merged = values[0]
                for value in values[1:]:
                    merged = either(merged, value)
                mine[name] = merged


def _shared(scope: Scope) -> dict[str, Value]:
    return scope.shared


def _local(scope: Scope) -> dict[str, Value] | None:
    return scope.local


def _of_others(paths: Iterable[str], name: str) -> Iterator[str]:
    return (path for path in paths if path != name and not path.startswith(f"{name}."))
