"""What is left of a content whose connection broke: how it is asked for, and whether that is what
came (RFC 9110, 13.1.5 and 14)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from ..client.incoming import content_length
from ..codec.text_forms import read_http_date
from ..http import httpx

_CONTENT_RANGE = re.compile(r"bytes\s+([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\*)")
_SAFE_AGE = dt.timedelta(seconds=60)
"""By how much a content must be older than its answer for its date to tell it from a later one."""


class Representation:
    """What the first answer says of a content as a whole."""

    def __init__(self, method: str, response: httpx.Response) -> None:
        """`method` is that of the request, `response` the answer."""
        headers = response.headers
        is_plain = _is_plain(headers)
        self.length = content_length(headers) if is_plain else None
        """Number of bytes; None where it is not known, be it for compression."""

        self._validator = _validator(headers)
        self._modified = headers.get("last-modified", "")
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
        status, headers = response.status_code, response.headers
        if position == 0:
            return 0 if status == 200 else None
        if not self._is_same(headers):
            return None
        if status == 200:
            is_told = self._validator.startswith('"') and "etag" in headers
            return position if is_told else None
        found = _CONTENT_RANGE.match(headers.get("content-range", "").strip())
        is_rest = found is not None and int(found[1]) == position
        if status != 206 or not is_rest or not _is_plain(headers):
            return None
        length = _length_of_range(headers)
        return 0 if None in (length, self.length) or length == self.length else None

    def goes_on(self, response: httpx.Response) -> None:
        """Learn from an answer with the rest how much there is in all, where that is new."""
        if self.length is not None or not _is_plain(response.headers):
            return
        is_rest = response.status_code == 206
        length = _length_of_range if is_rest else content_length
        self.length = length(response.headers)

    def _is_same(self, headers: httpx.Headers) -> bool:
        """Whether nothing that an answer says of its content tells it from this one; an answer with
        the rest need not repeat the date (RFC 9110, 15.3.7)."""
        if self._validator.startswith('"'):
            return bool(headers.get("etag", self._validator) == self._validator)
        return bool(headers.get("last-modified", self._modified) == self._modified)


def _is_plain(headers: httpx.Headers) -> bool:
    """Whether content comes as it is, without compression."""
    return bool(headers.get("content-encoding", "identity").lower() == "identity")


def _length_of_range(headers: httpx.Headers) -> int | None:
    """Length of the whole content that an answer holds a range of; None where it is not told."""
    found = _CONTENT_RANGE.match(headers.get("content-range", "").strip())
    return None if found is None or found[2] == "*" else int(found[2])


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
