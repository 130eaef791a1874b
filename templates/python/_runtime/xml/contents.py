"""Contents of responses that are XML documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..codec import TypeMismatchError
from ..http import essence, is_json
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
from . import XmlNode, is_xml


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
        from .reading import decode_xml

        return decode_xml(
            self.type,
            data,
            content_type=content_type,
            root=self.root,
            strict=strict,
            deviations=deviations,
        )
