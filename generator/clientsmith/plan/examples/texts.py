"""Example texts: what a property or a parameter of a name usually is, within the constraints."""

from __future__ import annotations

import re
from functools import lru_cache

from ...ir import Constraints
from ...naming.words.words import singular, words
from ...types.patterns import Untranslatable, python_pattern

ANY_TEXT = "text"
"""Where any text will do."""

_FORMATS = {
    "email": "name@example.com",
    "hostname": "example.com",
    "idn-email": "name@example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "iri": "https://example.com",
    "password": "my-password",
    "uri": "https://example.com",
    "url": "https://example.com",
}
"""Example by format."""

_LAST_WORDS = {
    "A short description": "description summary abstract",
    "Berlin": "city",
    "DE": "country",
    "EUR": "currency",
    "Europe/Berlin": "timezone tz",
    "Example": "name title label subject headline",
    "Hello": "message content text prompt input comment note body caption greeting instruction",
    "12:30": "time",
    "192.0.2.1": "ip",
    "2026-01-31": "date day",
    "#3366cc": "color colour",
    "+12025550100": "phone telephone mobile",
    "1.0": "version",
    "alice": "user username login nickname",
    "en": "language locale lang",
    "example": "query q search question keyword term",
    "example.com": "domain host hostname",
    "file.txt": "file filename path",
    "https://example.com": "url uri link href website homepage webhook endpoint",
    "my-key": "key",
    "my-password": "password passphrase",
    "my-secret": "secret",
    "my-token": "token",
    "name@example.com": "email mail",
}
_BY_WORD = {word: text for text, listed in _LAST_WORDS.items() for word in listed.split()}

_CANDIDATES = (
    "example",
    "Example",
    "EXAMPLE",
    "1",
    "a",
    "A",
    "2026-01-31",
    "12:30",
    "1.0",
    "1.0.0",
    "#3366cc",
    "+12025550100",
    "name@example.com",
    "https://example.com",
    "/example",
    "192.0.2.1",
    "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "0123456789abcdef01234567",
    "0x0123456789abcdef0123456789abcdef01234567",
)
"""Texts that are tried where a pattern does not allow the usual one, besides repeated characters."""

_LONGEST = 64


@lru_cache(maxsize=4096)
def text_for(name: str) -> str:
    """Return what a value of a name usually looks like: `name@example.com` for `user_email`, else the
    name itself; in ASCII, so that it can be sent in headers as well.

    Args:
        name: of a property or a parameter.
    """
    parts = [part.lower() for part in words(name)]
    if not parts or not name.isascii():
        return ANY_TEXT
    for last in (parts[-1], singular(parts[-1]), "".join(parts[-2:])):
        if last in _BY_WORD:
            return _BY_WORD[last]
    return "-".join(parts)[:_LONGEST].rstrip("-") or ANY_TEXT


def fitting(text: str, constraints: Constraints) -> str:
    """Return a text that the constraints allow: by its format, else the given one, else one that is
    made longer or shorter or matches the pattern; the given one if none is found."""
    usual = _FORMATS.get((constraints.format or "").lower(), text)
    least, most = constraints.min_length or 0, constraints.max_length
    if least > _LONGEST:
        return usual
    sized = _sized(usual, least, most)
    if constraints.pattern is None:
        return sized
    try:
        pattern = re.compile(python_pattern(constraints.pattern), re.ASCII)
    except Untranslatable:
        return sized
    for candidate in (sized, usual, *_CANDIDATES, *_repeated(least, most)):
        if _fits(candidate, least, most) and pattern.search(candidate):
            return candidate
    return usual


def _fits(text: str, least: int, most: int | None) -> bool:
    return least <= len(text) and (most is None or len(text) <= most)


def _sized(text: str, least: int, most: int | None) -> str:
    """Return a text of an allowed length: repeated, or its beginning."""
    if len(text) < least:
        text = (f"{text or ANY_TEXT}-" * least)[:least]
    return text if most is None else text[:most]


def _repeated(least: int, most: int | None) -> list[str]:
    """Return texts of one character each, in usual lengths and in the allowed ones."""
    lengths = {least, most or 0, *range(1, 11), 12, 16, 20, 24, 32, 36, 40}
    allowed = sorted(each for each in lengths if 0 < each <= _LONGEST)
    return [character * length for character in "1aA" for length in allowed]
