"""Bodies of requests that are XML documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..bodies import Body, Payload, text_payload
from ..parameters import encode
from . import XmlNode, is_xml


@dataclass(frozen=True, slots=True)
class XMLBody(Body):
    """Body that is an XML document."""

    root: XmlNode | None = field(default=None, kw_only=True)
    """Node of the root element; None for the node of the model."""

    @classmethod
    def fits(cls, media_type: str) -> bool:
        return is_xml(media_type)

    @property
    def takes_null(self) -> bool:
        return False

    def payload(self, value: Any) -> Payload | None:
        from .writing import encode_xml

        if self.may_be_left_out(value) and not encode(value, self.type):
            return None
        return text_payload(self.media_type, encode_xml(value, self.type, self.root))

    def members(self, value: Any) -> None:
        return None


def serialize_part(value: Any) -> str:
    """Serialize an object that is part of a multipart body as an XML document."""
    from .writing import encode_xml

    return encode_xml(value, Any)
