"""Former names of the contract: what they are called now, and how long templates may use them.

A name is never just replaced: a minor version brings the successor, and the former name goes on with
a warning for the rest of that major version. The next major version ends it, and says the successor
to whoever uses it still.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .version import CONTEXT_VERSION, version_key


@dataclass(frozen=True, slots=True)
class FormerField:
    """A field that had another name."""

    owner: str
    """Name of its class, such as `Method`."""

    name: str
    """The former name."""

    successor: str
    """Name of the field of the same class that it is now."""

    since: str
    """Version of the contract that brought the successor."""

    until: str
    """First version of the contract in which templates cannot use the former name."""

    @property
    def is_kept(self) -> bool:
        """Whether templates may still use the former name."""
        return _is_ahead(self.until)

    @property
    def message(self) -> str:
        """What those are told who use the former name, without a full stop."""
        return _message(f"the field `{self.name}` of `{self.owner}`", self)


@dataclass(frozen=True, slots=True)
class FormerBlock:
    """A block of a built-in template that had another name."""

    template: str
    """Name of the built-in template, such as `package/client.py.jinja`."""

    name: str
    """The former name."""

    successor: str
    """Name of the block of the same template that it is now."""

    since: str
    """Version of the contract that brought the successor."""

    until: str
    """First version of the contract in which templates cannot use the former name."""

    @property
    def is_kept(self) -> bool:
        """Whether templates may still use the former name."""
        return _is_ahead(self.until)

    @property
    def message(self) -> str:
        """What those are told who use the former name, without a full stop."""
        return _message(f"the block `{self.name}` of `{self.template}`", self)


Former: TypeAlias = FormerField | FormerBlock
"""A name of the contract that was renamed."""

FORMER_FIELDS: tuple[FormerField, ...] = ()
"""Every field that has had another name; lines stay when the former name has gone."""

FORMER_BLOCKS: tuple[FormerBlock, ...] = ()
"""Every block that has had another name; lines stay when the former name has gone."""


def former_field(owner: str, name: str) -> FormerField | None:
    """What is known of a name that no field of a class has."""
    return next((f for f in FORMER_FIELDS if (f.owner, f.name) == (owner, name)), None)


def former_block(template: str, name: str) -> FormerBlock | None:
    """What is known of a name that no block of a built-in template has."""
    return next((f for f in FORMER_BLOCKS if (f.template, f.name) == (template, name)), None)


def kept_blocks() -> tuple[FormerBlock, ...]:
    """Blocks that templates may still override by their former names."""
    return tuple(former for former in FORMER_BLOCKS if former.is_kept)


def _is_ahead(version: str) -> bool:
    return version_key(CONTEXT_VERSION) < version_key(version)


def _message(what: str, former: Former) -> str:
    verb = "goes" if former.is_kept else "went"
    return (
        f"{what} is called `{former.successor}` since version {former.since} of the context, and its "
        f"former name {verb} in version {former.until}"
    )
