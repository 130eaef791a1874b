"""Contents of responses whose label matters, their `Content-Type`: any JSON, text, and several media
types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..codec import TypeMismatchError, decode_bytes
from ..http import decode_text, essence, is_text, utf8_json
from . import (
    JSON,
    LARGEST_EXCERPT,
    NOTHING,
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
class ContentByType(Content):
    """Contents of several media types, of which a response has the one of its `Content-Type`."""

    contents: tuple[Content, ...]

    @property
    def parts(self) -> tuple[Content, ...]:
        return self.contents

    def part_of(self, response: RawResponse) -> Content:
        if not response.content and NOTHING in self.contents:
            return NOTHING
        content_type = content_type_of(response)
        for matches in (_is_exactly, _is_named_so, _is_of_kind):
            for content in self.contents:
                if matches(content, content_type):
                    return content
        return self.contents[0]


def _is_exactly(content: Content, content_type: str) -> bool:
    """Return whether a content has the media type, including all declared parameters."""
    declared = _parameters_of(content.media_type)
    return _is_named_so(content, content_type) and declared <= _parameters_of(
        content_type
    )


def _is_named_so(content: Content, content_type: str) -> bool:
    return essence(content.media_type) == essence(content_type)


def _is_of_kind(content: Content, content_type: str) -> bool:
    return content.may_be(essence(content_type))


@lru_cache(maxsize=256)
def _parameters_of(content_type: str) -> frozenset[tuple[str, str]]:
    """Return the parameters of a media type, names and values in lower case."""
    pairs = (part.partition("=") for part in content_type.split(";")[1:])
    return frozenset(
        (name.strip().lower(), value.strip().strip("\"'").lower())
        for name, _, value in pairs
    )


TEXT = Text()
