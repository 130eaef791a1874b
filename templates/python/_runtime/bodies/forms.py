"""Bodies that are forms: `application/x-www-form-urlencoded`; `multipart` has those with files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..errors import InvalidRequestError
from ..http import essence
from ..models import UNSET
from ..parameters import Plain, encode, form_pairs, is_left_out, json_bytes, plain
from . import Body, Payload

FORM = "application/x-www-form-urlencoded"


class PropertyEncoding(Protocol):
    """Serialization of one property, if it is not the default one; see `encodings`."""

    @property
    def property(self) -> str: ...
    def pairs(self, name: str, value: Plain) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class FormBody(Body):
    """A form without files, or the properties of a body by their names."""

    encodings: tuple[PropertyEncoding, ...] = field(default=(), kw_only=True)
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


def form_text(
    fields: Mapping[str, Any], encodings: Iterable[PropertyEncoding] = ()
) -> str:
    """Serialize plain fields as `application/x-www-form-urlencoded`."""
    by_name = {encoding.property: encoding.pairs for encoding in encodings}
    pairs: list[str] = []
    for name, item in fields.items():
        pairs.extend(by_name.get(name, default_pairs)(name, item))
    return "&".join(pairs)


def default_pairs(name: str, value: Plain) -> Iterable[str]:
    """Return the pairs of a property: arrays repeated and objects as JSON, the default content type
    of objects."""
    if isinstance(value, dict):
        value = json_bytes(value, Any).decode()
    return form_pairs(name, value, None)
