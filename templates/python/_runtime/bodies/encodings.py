"""Encodings of single properties of forms and multipart bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..http import is_json
from ..parameters import Plain, form_pairs, json_bytes
from .forms import default_pairs


class PropertyStyle(Protocol):
    """Style of a query parameter; see `styles.ParameterStyle`."""

    def form_pairs(
        self, name: str, value: Plain, explode: bool | None, /
    ) -> Iterable[str]:
        """Serialize a plain value as encoded `name=value` pairs."""
        ...


@dataclass(frozen=True, slots=True)
class Encoding:
    """Serialization of one property of a form or multipart body."""

    property: str
    """Name as sent; empty for an item, which is identified by its position."""

    content_type: str | None = field(default=None, kw_only=True)
    """Media type of the part, or several, separated by commas."""

    style: PropertyStyle | None = field(default=None, kw_only=True)
    """Style of a query parameter; None for the default."""

    explode: bool | None = field(default=None, kw_only=True)
    headers: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """Headers of the part with values from the API description."""

    serialize: Callable[[Any], str] | None = field(default=None, kw_only=True)
    """Serializes objects in a media type other than JSON and forms."""

    encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Encodings of the properties of a part that is a form or a multipart document itself."""

    prefix_encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Encodings of the leading items of such a part."""

    item_encoding: Encoding | None = field(default=None, kw_only=True)
    """Encoding of all further items."""

    def is_styled(self) -> bool:
        """Return whether the property is serialized like a query parameter."""
        return self.style is not None or self.explode is not None

    def pairs(self, name: str, value: Plain) -> Iterable[str]:
        """Serialize a property as encoded `name=value` pairs: styled if a style is declared."""
        if not self.is_styled() and is_json(self.content_type or ""):
            return form_pairs(name, json_bytes(value, Any).decode(), None)
        if not self.is_styled():
            return default_pairs(name, value)
        if self.style is None:
            return form_pairs(name, value, self.explode)
        return self.style.form_pairs(name, value, self.explode)


PLAIN = Encoding("")


def encodings_of(encodings: tuple[Encoding, ...]) -> dict[str, Encoding]:
    """Return encodings by the names of properties on the wire."""
    return {encoding.property: encoding for encoding in encodings}
