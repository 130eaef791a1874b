"""Base class of models."""

from __future__ import annotations

from typing import Any, ClassVar


class APIModel:
    """Base class of models: a dataclass whose fields are the declared properties."""

    __slots__ = ("_extra",)

    _wire: ClassVar[dict[str, str]] = {}
    """Names on the wire of the class's own fields, if they differ from the names of the fields."""

    _extra: dict[str, Any]

    @property
    def extra_fields(self) -> dict[str, Any]:
        """Undeclared properties as received; they are sent back with the object.

        Comparison, `repr` and `dataclasses.replace` consider the declared fields only.
        """
        try:
            return self._extra
        except AttributeError:
            self._extra = {}
            return self._extra
