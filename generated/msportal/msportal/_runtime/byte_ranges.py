"""What is left of a content whose connection broke: how it is asked for, and whether that is what
came (RFC 9110, 13.1.5 and 14)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from .codec.text_forms import read_http_date
from .http import httpx
from .incoming import content_length

_CONTENT_RANGE = re.compile(r"bytes\s+([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\*)")
_SAFE_AGE = dt.timedelta(seconds=60)
"""By how much a content must be older than its answer for its date to tell it from a later one."""


class Representation:
    """What the first answer says of a content as a whole."""

    def __init__(self, method: str, response: httpx.Response) -> None:
        """`method` is that of the request, `response` the answer."""
        headers = response.headers
        is_plain = headers.get("content-encoding", "identity").lower() == "identity"
        self.length = content_length(headers) if is_plain else None
        """Number of bytes; None where it is not known, be it for compression."""

        self._validator = _validator(headers)
        self._is_safe = method == "GET" and response.status_code == 200
        ranges = headers.get("accept-ranges", "").lower().split(",")
        self._has_ranges = is_plain and "bytes" in map(str.strip, ranges)

    def request(self, position: int) -> Mapping[bytes, bytes] | None:
        """Headers that ask for what follows a position; None where the server cannot be asked."""
        if not self._is_safe:
            return None
        if position == 0:
            return {}
        if not self._has_ranges or not self._validator:
            return None
        return {
            b"Range": b"bytes=%d-" % position,
            b"If-Range": self._validator.encode("latin-1"),
        }

    def skipped(self, response: httpx.Response, position: int) -> int | None:
        """How many bytes of an answer were there before; None where it is not the rest of the same
        content.

        Args:
            response: the answer to such a request.
            position: what was asked for.
        """
        if position == 0:
            return 0 if response.status_code == 200 else None
        is_same = response.headers.get("etag", self._validator) == self._validator
        if response.status_code == 200:
            is_told = self._validator.startswith('"') and "etag" in response.headers
            return position if is_same and is_told else None
        found = _CONTENT_RANGE.match(response.headers.get("content-range", "").strip())
        if response.status_code != 206 or found is None or int(found[1]) != position:
            return None
        length = None if found[2] == "*" else int(found[2])
        is_as_long = length is None or self.length is None or length == self.length
        has_etag = self._validator.startswith('"')
        return 0 if is_as_long and (is_same or not has_etag) else None


def _validator(headers: httpx.Headers) -> str:
    """What tells a content from any other one at the same place: a strong entity tag, or a date that
    is old enough; empty where there is none."""
    tag = headers.get("etag", "").strip()
    if tag:
        return tag if tag.startswith('"') else ""
    modified = headers.get("last-modified", "").strip()
    try:
        age = read_http_date(headers.get("date", "")) - read_http_date(modified)
    except (TypeError, ValueError, OverflowError):
        return ""
    return modified if age >= _SAFE_AGE else ""
