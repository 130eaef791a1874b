"""Former names of the contract: what they are called now, and how long templates may use them.

A name is never just replaced: a minor version brings the successor, and the former name goes on with
a warning for the rest of that major version. The next major version ends it, and says the successor
to whoever uses it still.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .version import CONTEXT_VERSION, version_key


class Kind(Enum):
    """What of the contract has a name, as messages call it."""

    FIELD = "field"
    BLOCK = "block"
    TEMPLATE = "built-in template"
    VARIABLE = "variable"
    """What a template or a block sees and has not set by itself."""

    FILTER = "filter"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name of the contract that was renamed."""

    kind: Kind
    """What the name is of."""

    owner: str
    """Class of a field, such as `Method`; built-in template of a block by its present name, such as
    `package/client.py.jinja`; empty for the other kinds."""

    name: str
    """The former name; of a template its path."""

    successor: str
    """What the same thing is called now. Where several variables had one name, it is that one of them
    which a template sees."""

    since: str
    """Version of the contract that brought the successor."""

    until: str
    """First version of the contract in which templates cannot use the former name."""

    @property
    def is_kept(self) -> bool:
        """Whether templates may still use the former name."""
        return version_key(CONTEXT_VERSION) < version_key(self.until)

    @property
    def message(self) -> str:
        """What those are told who use the former name, without a full stop."""
        of = f" of `{self.owner}`" if self.owner else ""
        verb = "goes" if self.is_kept else "went"
        return (
            f"the {self.kind.value} `{self.name}`{of} is called `{self.successor}` since version "
            f"{self.since} of the context, and its former name {verb} in version {self.until}"
        )


FORMER_NAMES: tuple[FormerName, ...] = ()
"""Everything that has had another name; lines stay when the former name has gone."""


def former_names(kind: Kind) -> tuple[FormerName, ...]:
    """What is known of former names of a kind."""
    return tuple(former for former in FORMER_NAMES if former.kind is kind)


def former_name(kind: Kind, name: str, owner: str = "") -> FormerName | None:
    """What is known of a name that nothing of a kind has.

    Args:
        kind: what the name is of.
        name: the name.
        owner: as `FormerName.owner` has it.
    """
    known = (each for each in former_names(kind) if (each.owner, each.name) == (owner, name))
    return next(known, None)


def kept_names(kind: Kind) -> tuple[FormerName, ...]:
    """Former names of a kind that templates may still use."""
    return tuple(former for former in former_names(kind) if former.is_kept)


def present_template(name: str) -> str:
    """What a built-in template is called now."""
    former = former_name(Kind.TEMPLATE, name)
    return name if former is None else former.successor
