"""Base classes of unions and tuples, for what only has to know whether a shape is one."""

from __future__ import annotations

from typing import Any

from .shapes import Shape


class Alternatives(Shape):
    """Base class of unions."""

    @property
    def members(self) -> tuple[Shape, ...]:
        """Members of the union."""
        raise NotImplementedError

    def fitting(self, value: Any) -> Shape:
        """Return the member that fits a JSON value best."""
        raise NotImplementedError


class Positions(Shape):
    """Base class of tuples: JSON arrays with a type for each leading position."""

    items: tuple[Shape, ...]
    """Types of the leading positions."""

    def shape_at(self, index: int) -> Shape | None:
        """Return the shape of an item; None if none is allowed."""
        raise NotImplementedError
