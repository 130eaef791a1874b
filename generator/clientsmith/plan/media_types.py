"""What the client can make of a media type."""

from __future__ import annotations

from enum import IntEnum

_TEXT_ENDINGS = ("/xml", "+xml", "/yaml", "+yaml", "/x-yaml")
_SEQUENCES = frozenset(
    {
        "application/json-seq",
        "application/jsonl",
        "application/jsonlines",
        "application/ndjson",
        "application/stream+json",
        "application/x-json-stream",
        "application/x-jsonlines",
        "application/x-ndjson",
        "multipart/mixed",
        "text/event-stream",
    }
)
"""Media types of many items, one after the other."""


class MediaKind(IntEnum):
    """How a body is written or read; the smaller one is preferred."""

    JSON = 1
    FORM = 2
    MULTIPART = 3
    BINARY = 4
    TEXT = 5


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON (RFC 6839 suffix included)."""
    return media_type in ("application/json", "text/json") or (
        media_type.endswith("+json") and media_type not in _SEQUENCES
    )


def is_sequence(media_type: str) -> bool:
    """Whether a media type is a stream of items, such as server-sent events."""
    return media_type in _SEQUENCES or media_type.endswith("+json-seq")


def is_wildcard(media_type: str) -> bool:
    """Whether it is any media type at all."""
    return media_type in ("*/*", "*")


def kind_of(media_type: str) -> MediaKind:
    """How content of a media type is written or read; a wildcard counts as binary."""
    if is_json(media_type):
        return MediaKind.JSON
    if media_type == "application/x-www-form-urlencoded":
        return MediaKind.FORM
    if media_type.startswith("multipart/"):
        return MediaKind.MULTIPART
    if media_type.startswith("text/") or media_type.endswith(_TEXT_ENDINGS):
        return MediaKind.TEXT
    return MediaKind.TEXT if is_sequence(media_type) else MediaKind.BINARY
