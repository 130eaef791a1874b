"""XML: nodes of values in XML documents (the XML Object of OpenAPI), and conversion to and from JSON.

An XML document is converted to the equivalent JSON value, which the codec decodes, and the other way
round, so that both forms of a value obey the same types.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ..bodies import Body, Payload, text_payload
from ..codec import TypeMismatchError
from ..http import essence, is_json
from ..parameters import encode
from ..responses import (
    JSON,
    LARGEST_DOCUMENT,
    Content,
    RawResponse,
    content_type_of,
    decode_error,
    read_other,
    warn,
    without_content,
)

XmlKind: TypeAlias = Literal["", "element", "attribute", "text", "none"]


@dataclass(frozen=True, slots=True)
class XmlNode:
    """XML node of a value."""

    name: str = ""
    """Name of the element or attribute; empty for the name of the property, the class, or, for an
    item, the enclosing array."""

    kind: XmlKind = field(default="", kw_only=True)
    """`text` is the text of the enclosing element; the contents of `none` are placed in the
    enclosing element, which is the default for arrays. Empty for the default."""

    namespace: str = field(default="", kw_only=True)
    """Namespace URI; empty for that of the enclosing elements."""

    prefix: str = field(default="", kw_only=True)
    cdata: bool = field(default=False, kw_only=True)
    """True if text is written as a CDATA section."""

    item: XmlNode | None = field(default=None, kw_only=True)
    """Node of all items of an array, or of all after `items`."""

    items: tuple[XmlNode, ...] = field(default=(), kw_only=True)
    """Nodes of the leading items of a tuple."""


DEFAULT_NODE = XmlNode()


def is_xml(media_type: str) -> bool:
    """Return whether a media type is XML: `application/xml`, `text/xml` or any `+xml` (RFC
    7303)."""
    name = essence(media_type)
    return name in ("application/xml", "text/xml") or name.endswith("+xml")


# --- contents of requests and responses -----------------------------------------------
# The modules that read and write documents are imported by the first call that needs them.


@dataclass(frozen=True, slots=True)
class XML(Content):
    """An XML document, `application/xml`, `text/xml` or any `+xml` type."""

    type: str
    """Type expression in the namespace of `models`."""

    media_type: str = field(default="application/xml", kw_only=True)
    root: XmlNode | None = field(default=None, kw_only=True)
    """Node of the root element; None for the node of the model."""

    @property
    def result_type(self) -> str:
        return self.type

    def may_be(self, media_type: str) -> bool:
        return is_xml(media_type)

    def read(self, response: RawResponse, strict: bool) -> Any:
        content_type = content_type_of(response)
        if is_json(content_type):
            return JSON(self.type).read(response, strict)
        if not response.content.strip():
            if response.method == "HEAD":
                return None
            return without_content("an XML", response, strict)
        deviations: list[str] = []
        try:
            value = self.decode(
                response.content, content_type, strict=strict, deviations=deviations
            )
        except TypeMismatchError as error:
            if not (strict or not essence(content_type) or is_xml(content_type)):
                return read_other(self.type, "an XML", response, strict)
            raise decode_error(
                response, error.message, error.path, is_expected=is_xml
            ) from error
        if deviations:
            warn(response, deviations)
        return value

    def read_error(self, response: RawResponse, raw_body: Any) -> Any:
        content_type = content_type_of(response)
        is_other = not response.content or is_json(content_type)
        if is_other or len(response.content) > LARGEST_DOCUMENT:
            return raw_body
        try:
            return self.decode(
                response.content, content_type, strict=False, deviations=[]
            )
        except TypeMismatchError:
            return raw_body

    def decode(
        self, data: bytes, content_type: str, *, strict: bool, deviations: list[str]
    ) -> Any:
        from .documents import decode_xml

        return decode_xml(
            self.type,
            data,
            content_type=content_type,
            root=self.root,
            strict=strict,
            deviations=deviations,
        )


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
        from .documents import encode_xml

        if self.may_be_left_out(value) and not encode(value, self.type):
            return None
        return text_payload(self.media_type, encode_xml(value, self.type, self.root))

    def members(self, value: Any) -> None:
        return None


def serialize_part(value: Any) -> str:
    """Serialize an object that is part of a multipart body as an XML document."""
    from .documents import encode_xml

    return encode_xml(value, Any)
