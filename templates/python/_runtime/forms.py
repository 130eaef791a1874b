"""Bodies that are forms: `application/x-www-form-urlencoded`; `multipart` has those with files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .bodies import Body, Payload
from .errors import InvalidRequestError
from .http import essence, is_json
from .models import UNSET
from .parameters import (
    Plain,
    encode,
    form_pairs,
    is_left_out,
    json_bytes,
    plain,
)

FORM = "application/x-www-form-urlencoded"


class FormStyle(Protocol):
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

    style: FormStyle | None = field(default=None, kw_only=True)
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
        """Serialize a property like a query parameter, as encoded `name=value` pairs."""
        if self.style is None:
            return form_pairs(name, value, self.explode)
        return self.style.form_pairs(name, value, self.explode)


PLAIN = Encoding("")


def encodings_of(encodings: tuple[Encoding, ...]) -> dict[str, Encoding]:
    """Return encodings by the names of properties on the wire."""
    return {encoding.property: encoding for encoding in encodings}


@dataclass(frozen=True, slots=True)
class FormBody(Body):
    """A form without files, or the properties of a body by their names."""

    encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Encodings of the properties."""

    @classmethod
    def fits(cls, media_type: str) -> bool:
        """Return whether a media type is that of forms without files."""
        return essence(media_type) == FORM

    @property
    def takes_null(self) -> bool:
        """False: there is no null."""
        return False

    def payload(self, value: Any) -> Payload | None:
        """Serialize the properties of an object."""
        text = form_text(plain(self.fields(value)), self.encodings)
        if not text and self.may_be_left_out(value):
            return None
        return Payload(self.media_type, text.encode("ascii"))

    def members(self, value: Any) -> Mapping[str, Any] | None:
        """Return the properties of an object by their names on the wire."""
        return {} if value is None or value is UNSET else self.fields(value)

    def fields(self, value: Any) -> dict[str, Any]:
        """Return the properties of an object by their names on the wire; files are kept."""
        # `Any` would encode the bytes of a file like those of a JSON document.
        is_untyped = isinstance(value, Mapping) and self.type.rstrip("]").endswith(
            "Any"
        )
        fields = value if is_untyped else encode(value, self.type)
        if not isinstance(fields, Mapping):
            raise InvalidRequestError(
                f"A body of type {self.media_type} must be an object."
            )
        return {
            str(name): item for name, item in fields.items() if not is_left_out(item)
        }


def form_text(fields: Mapping[str, Any], encodings: tuple[Encoding, ...]) -> str:
    """Serialize plain fields as `application/x-www-form-urlencoded`."""
    by_name = encodings_of(encodings)
    pairs: list[str] = []
    for name, item in fields.items():
        pairs.extend(_pairs(name, item, by_name.get(name, PLAIN)))
    return "&".join(pairs)


def _pairs(name: str, value: Plain, encoding: Encoding) -> Iterable[str]:
    """Return the pairs of a property: styled if a style is declared, else arrays repeated and
    objects as JSON, the default content type of objects."""
    if not encoding.is_styled() and (
        isinstance(value, dict) or is_json(encoding.content_type or "")
    ):
        value = json_bytes(value, Any).decode()
    return encoding.pairs(name, value)
