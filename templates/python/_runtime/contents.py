"""Contents of responses other than JSON documents with a type: any JSON, text, bytes, and what the API
does not describe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .codec import TypeMismatchError, decode_bytes
from .http import decode_text, essence, is_json, is_text, text_or_bytes, utf8_json
from .responses import (
    JSON,
    LARGEST_EXCERPT,
    Content,
    RawResponse,
    content_type_of,
    decode_error,
    labelled,
    read_other,
    warn,
)

_LABELS_TO_BELIEVE = re.compile(
    r"(audio|font|image|video)/|text/(?!html|javascript|json|plain)"
    r"|application/(octet-stream|pdf|zip|gzip|.*yaml|(.*\+)?xml)$"
)
"""Media types that a JSON document of any type is not sent with; others are often mistakes."""


@dataclass(frozen=True, slots=True)
class AnyJSON(JSON):
    """A JSON document of any type. Responses of any type are those that the API does not describe:
    there may be none, several in lines, or something else."""

    type: str = "Any"

    def read(self, response: RawResponse, strict: bool) -> Any:
        content_type = content_type_of(response)
        if response.content and _LABELS_TO_BELIEVE.match(essence(content_type)):
            return read_other(self.type, "a JSON", response, strict)
        data = utf8_json(response.content, content_type)
        if not data.strip():
            return None
        try:
            return decode_bytes(Any, data, strict=strict)
        except TypeMismatchError:
            documents = None if strict else _json_lines(data)
        if documents is None:
            return JSON.read(self, response, strict)
        warn(response, ["$: expected a JSON document, got several"])
        return documents


def _json_lines(data: bytes) -> list[Any] | None:
    """Decode a body of several lines, each of which is a JSON document; return None for any other
    body."""
    lines = [line for line in data.splitlines() if line.strip()]
    if len(lines) < 2:
        return None
    try:
        return [decode_bytes(Any, line) for line in lines]
    except TypeMismatchError:
        return None


@dataclass(frozen=True, slots=True)
class Text(Content):
    """Text, read as `str`; as `bytes`, with a warning, if it is not valid."""

    media_type: str = "text/*"

    def may_be(self, media_type: str) -> bool:
        return is_text(media_type)

    def read(self, response: RawResponse, strict: bool) -> str | bytes:
        content_type = content_type_of(response)
        deviations: list[str] = []
        try:
            value = self.decode(
                response.content, content_type, strict=strict, deviations=deviations
            )
        except TypeMismatchError as error:
            raise decode_error(
                response, error.message, error.path, is_expected=is_text
            ) from None
        if deviations:
            label = labelled(content_type, is_text)
            warn(response, [f"{each}{label}" for each in deviations])
        return value

    def read_error(self, response: RawResponse, raw_body: Any) -> Any:
        content_type = content_type_of(response)
        if response.content and (is_text(content_type) or not content_type):
            return decode_text(response.content[:LARGEST_EXCERPT], content_type)
        return raw_body

    def decode(
        self, data: bytes, content_type: str, *, strict: bool, deviations: list[str]
    ) -> str | bytes:
        try:
            return decode_text(data, content_type, "strict")
        except UnicodeDecodeError as error:
            message = f"expected text, got bytes that are not valid {error.encoding}"
        if strict:
            raise TypeMismatchError(message)
        deviations.append(f"$: {message}")
        return data


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


TEXT = Text()
BINARY = Binary()
UNDECLARED = Undeclared()
