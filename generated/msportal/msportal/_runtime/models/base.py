"""The base class of all models."""

from __future__ import annotations

from typing import Any, ClassVar


class APIModel:
    """An object of the API: a dataclass whose fields are the declared properties."""

    __slots__ = ("_extra",)

    _wire: ClassVar[dict[str, str]] = {}
    """Wire names of the class's own fields, where they differ from the names of the fields."""

    _extra: dict[str, Any]

    @property
    def extra_fields(self) -> dict[str, Any]:
        """Undeclared properties as they were received; they are sent back with the object.

        Comparison, `repr` and `dataclasses.replace` look at the declared fields only.
        """
        try:
            return self._extra
        except AttributeError:
            self._extra = {}
            return self._extra
