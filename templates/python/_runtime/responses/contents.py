"""Contents of responses without a declared form: bytes, and what the API does not describe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..codec import TypeMismatchError, decode_bytes
from ..http import essence, is_json, is_text, text_or_bytes, utf8_json
from . import LARGEST_EXCERPT, Content, RawResponse, content_type_of


@dataclass(frozen=True, slots=True)
class Binary(Content):
    """Binary content, read as `bytes`."""

    media_type: str = "*/*"

    def may_be(self, media_type: str) -> bool:
        return bool(media_type) and not is_json(media_type)

    def read_error(self, response: RawResponse, raw_body: Any) -> Any:
        content_type = content_type_of(response)
        if is_json(content_type) or is_text(content_type):
            return raw_body
        return response.content[:LARGEST_EXCERPT]


@dataclass(frozen=True, slots=True)
class Undeclared(Content):
    """Content that the API does not describe, read as its media type says: as JSON, as text or as
    bytes, and as None if there is none."""

    def read(self, response: RawResponse, strict: bool) -> Any:
        if not response.content:
            return None
        content_type = content_type_of(response)
        if is_json(essence(content_type)):
            try:
                return decode_bytes(Any, utf8_json(response.content, content_type))
            except TypeMismatchError:
                pass
        return text_or_bytes(response.content, content_type)


BINARY = Binary()
UNDECLARED = Undeclared()
