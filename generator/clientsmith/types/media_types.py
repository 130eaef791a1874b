"""Predicates on media types."""

from __future__ import annotations

from enum import IntEnum

from ..ir import Content

EVENT_STREAM = "text/event-stream"
_PARTS = "multipart/mixed"
_TEXT_ENDINGS = ("/xml", "/yaml", "+yaml", "/x-yaml")
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
        _PARTS,
        EVENT_STREAM,
    }
)
"""Media types of many items, one after the other."""


class MediaKind(IntEnum):
    """Serialization of a body; the smaller value is preferred."""

    JSON = 1
    FORM = 2
    MULTIPART = 3
    XML = 4
    """Of a type without structure, it is text (`Traits.is_xml`)."""

    ITEMS = 5
    """JSON documents, one after the other."""

    BINARY = 6
    TEXT = 7


def is_json(media_type: str) -> bool:
    """Return whether a media type is JSON (RFC 6839 suffix included)."""
    return media_type in ("application/json", "text/json") or (
        media_type.endswith("+json") and media_type not in _SEQUENCES
    )


def may_be_json(media_type: str) -> bool:
    """Return whether a range of media types includes JSON; frameworks declare `*/*` where it is JSON
    in fact."""
    return media_type in ("*/*", "*", "application/*")


def is_xml(media_type: str) -> bool:
    """Return whether a media type is XML (RFC 7303)."""
    return media_type in ("application/xml", "text/xml") or media_type.endswith("+xml")


def is_sequence(media_type: str) -> bool:
    """Return whether a media type is a stream of items, such as server-sent events."""
    return media_type in _SEQUENCES or media_type.endswith("+json-seq")


def is_stream(media_type: str) -> bool:
    """Return whether a media type is a stream whose items can be read one by one."""
    return is_sequence(media_type) and not is_parts(media_type)


def is_parts(media_type: str) -> bool:
    """Return whether a media type is a sequence of parts, each of a media type of its own."""
    return media_type == _PARTS


def is_wildcard(media_type: str) -> bool:
    """Return whether it is any media type at all."""
    return media_type in ("*/*", "*")


def full_media_type(content: Content) -> str:
    """Return the media type of content with its parameters."""
    return (
        f"{content.media_type}; {content.parameters}" if content.parameters else content.media_type
    )


def asked_media_type(content: Content) -> str:
    """Return the media type that a response is asked to be, with the parameters that distinguish it
    from others of its name, which a character encoding does not."""
    return content.media_type if "charset=" in content.parameters else full_media_type(content)


def is_range(media_type: str) -> bool:
    """Return whether it stands for many media types, such as `image/*` or `application/*+json`."""
    return "*" in media_type


def kind_of(media_type: str) -> MediaKind:
    """Return how content of a media type is written or read; a wildcard counts as binary."""
    if is_json(media_type):
        return MediaKind.JSON
    if media_type == "application/x-www-form-urlencoded":
        return MediaKind.FORM
    if media_type.startswith("multipart/"):
        return MediaKind.MULTIPART
    if is_xml(media_type):
        return MediaKind.XML
    if media_type.startswith("text/") or media_type.endswith(_TEXT_ENDINGS):
        return MediaKind.TEXT
    return MediaKind.ITEMS if is_sequence(media_type) else MediaKind.BINARY
