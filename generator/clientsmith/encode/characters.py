"""Characters that must be escaped or removed in generated files."""

from __future__ import annotations

import json
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


_CI_COMMAND = re.compile(r"(?m)^( *):(?=:.*::)|#(?=#\w*\[)")
"""Beginnings of what the log of a CI system takes for a command: `::error::` at the start of a line (GitHub),
`##[error]` and `##vso[…]` anywhere (GitHub, Azure), `##teamcity[…]`."""


def printable(text: str) -> str:
    """Escape characters that could change how a terminal behaves, and beginnings of commands of CI
    systems; line breaks stay."""
    shown = "".join(
        character if character.isprintable() or character == "\n" else _escaped(character)
        for character in text
    )
    return without_ci_commands(shown)


def without_ci_commands(text: str) -> str:
    """Escape only beginnings of commands of CI systems."""
    return _CI_COMMAND.sub(lambda found: f"{found[1] or ''}\\x{ord(found[0][-1]):02x}", text)


def printable_line(text: str) -> str:
    """Escape line breaks, too, so that the text cannot begin a line."""
    return printable(text.replace("\n", "\\n"))


def printable_json(text: str) -> str:
    """Escape the same in JSON, whose value stays what it is."""
    return "".join(
        character if character.isprintable() or character == "\n" else _json_escaped(character)
        for character in _CI_COMMAND.sub(lambda found: rf"\u{ord(found[0][-1]):04x}", text)
    )


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _json_escaped(character: str) -> str:
    return json.dumps(character)[1:-1]


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
