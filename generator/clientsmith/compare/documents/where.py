"""Where two versions of an API are compared: the same place in both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...ir import Id
from ...problem import Location, quoted

Pair = tuple[Id, Id]
"""A declaration of the old version, and the one of the new version that it became."""

_PLAIN = re.compile(r"[\w$@-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Where:
    """A place, in both versions."""

    subject: str
    """Of what `path` starts at, in terms of HTTP and JSON: `Goal`, `POST /goals request`."""

    noun: str
    """The same inside a sentence: `Goal`, `the request of POST /goals`."""

    path: str = ""
    """From there inwards: `.owner.name`, `.data[]`, `{}`, `.owner<Person>`."""

    operation: str = ""
    """HTTP method and path, where it belongs to one operation."""

    python: tuple[str, str] = ("", "")
    """What users of the old and of the new client call it, where no class does."""

    arguments: tuple[str, ...] = ()
    """Further Python names that are for the same."""

    old: Location | Id | None = None
    """Its place in the old document; an id stands for the place of a declaration."""

    new: Location | Id | None = None
    """The same in the new document."""

    users: tuple[str, ...] = ()
    """Operations that have it in common, sorted; empty where `operation` says it."""

    declaration: Pair | None = None
    """The declarations that `field` is one of, or that this is about."""

    field: tuple[str, str] | None = None
    """Wire names of a field of `declaration`; empty ones mean undeclared properties."""

    def at_field(
        self,
        declaration: Pair,
        names: tuple[str, str],
        locations: tuple[Location | None, Location | None],
    ) -> Where:
        """A property of the object here.

        Args:
            declaration: the objects.
            names: wire names of the property; empty ones mean undeclared properties.
            locations: places of the property.
        """
        name = names[1] or names[0]
        return Where(
            subject=self.subject,
            noun=self.noun,
            path=self.path + (f".{segment(name)}" if name else "{}"),
            operation=self.operation,
            python=self.python,
            arguments=self.arguments,
            users=self.users,
            old=locations[0] or self.old,
            new=locations[1] or self.new,
            declaration=declaration,
            field=names,
        )

    def inside(self, step: str) -> Where:
        """A value inside the one here: `[]`, `{}`, `<Cat>`."""
        return replace(self, path=self.path + step)

    def only_old(self) -> Where:
        """The place in the old version, where the new one has nothing of it."""
        return replace(self, new=None, python=(self.python[0], ""))

    def only_new(self) -> Where:
        """The place in the new version, where the old one has nothing of it."""
        return replace(self, old=None, python=("", self.python[1]))

    def shared(self, users: tuple[str, ...], python: tuple[str, ...] = ()) -> Where:
        """The same place in what several operations have in common.

        Args:
            users: the operations, sorted.
            python: what users call it in all of them.
        """
        return replace(
            self,
            subject=self.subject.removeprefix(self.operation).strip(),
            noun=self.noun.replace(f" of {self.operation}", f" of {len(users)} operations"),
            operation="",
            arguments=(*self.arguments, *python),
            users=users,
        )

    @property
    def full_subject(self) -> str:
        """Subject and path: `Goal.owner`, `POST /goals request owner.name`."""
        if not self.path or not (self.operation or self.users):
            return self.subject + self.path
        return f"{self.subject} {self.path.removeprefix('.')}"

    @property
    def told(self) -> str:
        """The place inside a sentence: `'owner.name' of Goal`."""
        path = self.path.removeprefix(".")
        return f"{quoted(path)} of {self.noun}" if path else self.noun


def segment(name: str) -> str:
    """A name as a step of a path; one that could be taken for more is a Python literal."""
    return name if _PLAIN.fullmatch(name) else repr(name)
