"""Texts that match a pattern, have a format or a length."""

from __future__ import annotations

import datetime as dt
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from random import Random
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any
from uuid import UUID

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = _LETTERS + _LETTERS.upper() + "0123456789_"
_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
_MOST_REPEATS = 8
_ATTEMPTS = 200

_CLASSES: Mapping[Any, str] = {
    codes.CATEGORY_DIGIT: "0123456789",
    codes.CATEGORY_SPACE: " \t",
    codes.CATEGORY_WORD: _WORD,
    codes.CATEGORY_NOT_DIGIT: _LETTERS + " -",
    codes.CATEGORY_NOT_SPACE: _WORD + "-.",
    codes.CATEGORY_NOT_WORD: " -.,:",
}
_FIRST_MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def word(random: Random, size: int = 8) -> str:
    """Return a word of letters."""
    return "".join(random.choices(_LETTERS, k=size))


def text(random: Random, shortest: int | None, longest: int | None) -> str:
    """Return a text within limits of its length."""
    least = shortest or 0
    size = max(least, 8 if longest is None else min(longest, 8))
    return word(random, size)


def matching(
    random: Random, pattern: str, shortest: int | None, longest: int | None
) -> str:
    """Return a text that matches a pattern anywhere, within limits of its length.

    Raises:
        ValueError: None was found.
    """
    check = re.compile(pattern)
    for attempt in range(_ATTEMPTS):
        made = "".join(_made(random, parser.parse(pattern), attempt, {}))
        missing = (shortest or 0) - len(made)
        forms = [made]
        if missing > 0:
            forms += [made + word(random, missing), word(random, missing) + made]
        for form in forms:
            is_long_enough = len(form) >= (shortest or 0)
            is_short_enough = longest is None or len(form) <= longest
            if is_long_enough and is_short_enough and check.search(form):
                return form
    raise ValueError(f"no text was found that matches {pattern!r}")


def _made(random: Random, tree: Any, attempt: int, groups: dict[int, str]) -> list[str]:
    return [_part(random, code, value, attempt, groups) for code, value in tree]


def _part(
    random: Random, code: Any, value: Any, attempt: int, groups: dict[int, str]
) -> str:
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.NOT_LITERAL:
        return random.choice([c for c in _PRINTABLE if ord(c) != value])
    if code is codes.ANY:
        return random.choice(_WORD)
    if code is codes.IN:
        return random.choice(_characters(value))
    if code is codes.BRANCH:
        return "".join(_made(random, random.choice(value[1]), attempt, groups))
    if code is codes.SUBPATTERN:
        made = "".join(_made(random, value[-1], attempt, groups))
        if value[0] is not None:
            groups[value[0]] = made
        return made
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inner = value
        most = min(most, least + attempt % _MOST_REPEATS)
        count = random.randint(least, max(least, most))
        return "".join(
            "".join(_made(random, inner, attempt, groups)) for _ in range(count)
        )
    if code is codes.ATOMIC_GROUP:
        return "".join(_made(random, value, attempt, groups))
    if code is codes.GROUPREF:
        return groups.get(value, "")
    return (
        ""  # positions, and what is looked for before or behind, which the check sees
    )


def _characters(parts: Any) -> list[str]:
    negated = False
    found: list[str] = []
    for code, value in parts:
        if code is codes.NEGATE:
            negated = True
        elif code is codes.LITERAL:
            found.append(chr(value))
        elif code is codes.RANGE:
            first, last = value
            found += map(chr, range(first, min(last, first + 0x7F) + 1))
        elif code is codes.CATEGORY:
            found += _CLASSES.get(value, _WORD)
    if not negated:
        return found or [""]
    return [c for c in _PRINTABLE if c not in found] or [chr(0xE9)]


# --- formats --------------------------------------------------------------------------


def moment(random: Random) -> dt.datetime:
    """Return a moment of the year 2026."""
    return _FIRST_MOMENT + dt.timedelta(seconds=random.randrange(365 * 86_400))


def _moment_text(random: Random) -> str:
    return moment(random).isoformat().replace("+00:00", "Z")


def data(random: Random) -> str:
    """Return some bytes as base64 without padding."""
    return b64encode(random.randbytes(6)).decode()


FORMATS: Mapping[str, Callable[[Random], str]] = {
    "byte": data,
    "date": lambda random: moment(random).date().isoformat(),
    "date-time": _moment_text,
    "duration": lambda random: f"PT{random.randint(1, 59)}M",
    "email": lambda random: f"{word(random)}@example.com",
    "hostname": lambda random: f"{word(random)}.example.com",
    "idn-email": lambda random: f"{word(random)}@example.com",
    "idn-hostname": lambda random: f"{word(random)}.example.com",
    "ipv4": lambda random: f"192.0.2.{random.randint(1, 254)}",
    "ipv6": lambda random: f"2001:db8::{random.randint(1, 0xFFFF):x}",
    "iri": lambda random: f"https://example.com/{word(random)}",
    "json-pointer": lambda random: f"/{word(random)}",
    "regex": lambda random: f"^{word(random)}$",
    "time": lambda random: moment(random).time().isoformat() + "Z",
    "uri": lambda random: f"https://example.com/{word(random)}",
    "uri-reference": lambda random: f"/{word(random)}",
    "url": lambda random: f"https://example.com/{word(random)}",
    "uuid": lambda random: str(UUID(int=random.getrandbits(128), version=4)),
}
"""Texts by their format in the API description."""
