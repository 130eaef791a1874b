"""What the body of an error answer says."""

from __future__ import annotations

import re
from typing import Any

from ..codec import DecodeError as TypeMismatch
from ..codec import decode_bytes
from ..http import httpx
from ..http.media_types import decode_text, essence, is_json, is_text, utf8_json
from .raw_response import RawResponse

_LONGEST_MESSAGE = 300
LARGEST_DOCUMENT = 1_000_000
"""Bytes; a larger error body is cut instead of parsed."""

LARGEST_EXCERPT = 65_536
"""Bytes of a text or binary error body that are kept."""

_MESSAGE_KEYS = (
    "message",
    "error",
    "detail",
    "title",
    "error_description",
    "description",
    "errors",
)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""What could move a terminal's cursor or turn text around."""


def parse_body(data: bytes, content_type: str) -> Any:
    """The parsed JSON of an error body, else its text, else its bytes; None where it is empty."""
    if not data:
        return None
    media_type = essence(content_type)
    if len(data) <= LARGEST_DOCUMENT and (is_json(media_type) or data[:1] in b'{["'):
        try:
            return decode_bytes(Any, utf8_json(data, content_type))
        except TypeMismatch:
            pass
    data = data[:LARGEST_EXCERPT]
    if is_text(media_type) or is_json(media_type):
        return decode_text(data, content_type)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def status_message(response: RawResponse, body: Any, secrets: tuple[str, ...]) -> str:
    """One line on an error answer: status, what the server says, request, and request id."""
    status = response.status_code
    parts = [f"{status} {httpx.codes.get_reason_phrase(status)}".rstrip()]
    said = server_message(body)
    if 300 <= status < 400:
        said = _redirection(response.headers.get("location", "")) or said
    if said:
        parts.append(f": {blot_out(said, secrets)}")
    parts.append(f" ({response.method} {response.url}")
    if response.request_id:
        parts.append(f", request id {_one_line(response.request_id, 80)}")
    return "".join(parts) + ")"


def server_message(body: Any) -> str:
    """The server's own words in one short line; empty where none are found."""
    if isinstance(body, str) and body.lstrip().startswith("<"):
        return ""
    return _one_line(_find_message(body, 4), _LONGEST_MESSAGE)


def _redirection(location: str) -> str:
    """What a redirection that was not followed leads to, without its query."""
    target = _one_line(location.partition("?")[0].partition("#")[0], _LONGEST_MESSAGE)
    before, at, after = target.rpartition("@")
    if at:
        target = f"{before.partition('//')[0]}//{after}"
    return f"the redirection to {target} was not followed" if target else ""


def _find_message(value: Any, depth: int) -> str:
    """Look under the usual names, in lists and in nested objects."""
    if isinstance(value, str):
        return value
    if depth == 0:
        return ""
    if isinstance(value, list):
        return next(
            (found for each in value[:3] if (found := _find_message(each, depth - 1))),
            "",
        )
    if not isinstance(value, dict):
        return ""
    title, detail = value.get("title"), value.get("detail")
    if isinstance(title, str) and isinstance(detail, str) and title and detail:
        return f"{title}: {detail}"
    for key in _MESSAGE_KEYS:
        found = _find_message(value.get(key), depth - 1)
        if found:
            return found
    return ""


def blot_out(text: str, secrets: tuple[str, ...]) -> str:
    """A text without the secrets that were sent."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def _one_line(text: str, longest: int) -> str:
    text = " ".join(_UNSAFE.sub(" ", text[: longest * 4]).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
