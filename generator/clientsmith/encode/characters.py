"""Characters that must be escaped or removed in generated files."""

from __future__ import annotations

import re
import unicodedata

WIDTH = 88
"""Maximum line length of generated code: black's default."""

HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\xa0\xad"  # control characters, no-break space, soft hyphen
    "\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"  # invisible letters and marks
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f"  # spaces, joiners, line separators, bidi controls
    "\u3000\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff"  # surrogates: UTF-8 cannot hold them
    "\ue000-\uf8ff"  # private use
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, private use
    "]"
)
"""Invisible or misleading characters; the list does not depend on Python's Unicode version."""

LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
"""Line breaks, including those that only some programs recognize."""

JOINERS = "\u200c\u200d"
"""Invisible joiners that some scripts and emoji need; allowed in prose."""


def is_plain(text: str) -> bool:
    """Return whether the text is printable ASCII on one line."""
    return text.isascii() and text.isprintable()


def width(text: str) -> int:
    """Return the display width: wide East Asian characters take two columns, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_width_of(character) for character in text)


def _width_of(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
