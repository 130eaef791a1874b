"""Encoders for Python and TOML: literals, identifiers, comments, versions.

Each encoder takes a `str` or a `Text`, and returns `Code` for one kind of place in a file.
"""

from __future__ import annotations

import keyword
import math
import re
import unicodedata
from typing import Any

from ..text import Code, Text, reveal
from .characters import HIDDEN, LINE_BREAK, is_plain

__all__ = ["comment", "identifier", "literal", "toml", "version"]

_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_DIRECTIVE = re.compile(r"\W*(?:[a-z]+:|noqa|pragma|nosec|!)", re.IGNORECASE)
_CODING = re.compile(r"coding(?=[:=])", re.IGNORECASE)
_COMMENT_SIGNS = ("#", "//", "--", ";", "%")
_COMMENT_END = re.compile(r"(?<=[?%])(?=>)|(?<=<)(?=[/!])")
"""Inside of sequences that end a comment before the line ends: `?>` of PHP, `%>` of JSP,
`</script>`."""

_VERSION = re.compile(
    r"v?(?P<release>\d+(?:[._-]\d+)*)(?:[._-]?(?P<stage>alpha|a|beta|b|preview|rc)[._-]?(?P<number>\d*))?",
    re.ASCII | re.IGNORECASE,
)
_STAGES = {"a": "a", "alpha": "a", "b": "b", "beta": "b", "rc": "rc", "preview": "rc"}
_LARGEST_DECIMAL_BITS = 14_000  # Python refuses to print longer integers in decimal


def literal(value: Any) -> Code:
    """Return a Python expression for a value, on one line, formatted as black does.

    Takes str, Text, int, float, bool, None, and tuples, lists and dicts of these; infinities and
    NaN become calls of `float`.

    Raises:
        TypeError: there is no literal for a value of this type.
    """
    return Code(_literal(value))


def _literal(value: Any) -> str:
    match value:
        case None | True | False:
            return repr(value)
        case Text():
            return _string(reveal(value))
        case str():
            return _string(value)
        case int():
            big = value.bit_length() > _LARGEST_DECIMAL_BITS
            return f"{'-' * (value < 0)}0x{abs(value):X}" if big else int.__repr__(value)
        case float():
            return repr(value).replace("e+", "e") if math.isfinite(value) else f'float("{value}")'
        case tuple():
            inner = ", ".join(map(_literal, value))
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        case list():
            return f"[{', '.join(map(_literal, value))}]"
        case dict():
            pairs = (f"{_literal(key)}: {_literal(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        case _:
            raise TypeError(f"there is no literal for a {type(value).__name__}")


def _string(value: str) -> str:
    """Return a string literal, in double quotes unless single quotes need fewer backslashes."""
    quote = "'" if value.count('"') > value.count("'") else '"'
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    if quote in value:
        value = value.replace(quote, "\\" + quote)
    if not is_plain(value):
        value = HIDDEN.sub(_escape, value)
    return f"{quote}{value}{quote}"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    if code > 0xFF:
        return f"\\u{code:04x}"
    return _SHORT_ESCAPES.get(character) or f"\\x{code:02x}"


def identifier(value: str) -> Code:
    """Return a name after checking that it is an identifier.

    Raises:
        ValueError: it is no identifier, a keyword, or not what Python makes of it (NFKC).
    """
    usable = value.isidentifier() and not keyword.iskeyword(value)
    if not usable or unicodedata.normalize("NFKC", value) != value:
        raise ValueError(f"{value!r} is no Python identifier")
    return Code(value)


def comment(value: str | Text, sign: str = "#") -> Code:
    """Return a comment on one line that no tool takes for a directive.

    Args:
        value: what it says.
        sign: what comments of the language begin with: `#`, `//`, `--`, `;` or `%`.

    Raises:
        ValueError: it is another sign.
    """
    if sign not in _COMMENT_SIGNS:
        raise ValueError(f"a comment begins with one of {' '.join(_COMMENT_SIGNS)}, not {sign!r}")
    text = one_line(value)
    if sign == "#":
        text = _CODING.sub("\\g<0> ", text.replace("#", "\N{MUSIC SHARP SIGN}"))
    else:
        # A backslash at the end makes C go on in the next line; Java takes `\u000a` for the end.
        text = _COMMENT_END.sub(" ", text.replace("\\", "\N{SET MINUS}"))
    if _DIRECTIVE.match(text):
        text = f'"{text}"'
    return Code(f"{sign} {text}".rstrip())


def toml(value: str | Text) -> Code:
    """Return a TOML basic string; surrogates, which TOML cannot represent, become U+FFFD."""
    text = reveal(value) if isinstance(value, Text) else value
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    if not is_plain(text):
        text = HIDDEN.sub(_toml_escape, text)
    return Code(f'"{text}"')


def _toml_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"


def version(value: str | Text) -> Code:
    """Return a distribution version (PEP 440) for a document's version; `0` if it has none.

    `v1.2` gives `1.2`, `2024-01-15` gives `2024.1.15`, `1.0.0-beta.2` gives `1.0.0b2`.
    """
    match = _VERSION.match(one_line(value)[:100])
    if match is None:
        return Code("0")
    numbers = re.findall(r"\d+", match["release"])
    text = ".".join(str(int(number)) for number in numbers)
    if match["stage"]:
        text += _STAGES[match["stage"].lower()] + str(int(match["number"] or 0))
    return Code(text)


def one_line(value: str | Text) -> str:
    """Collapse white space, and replace line breaks and hidden characters by spaces."""
    text = reveal(value) if isinstance(value, Text) else value
    if not is_plain(text):
        text = HIDDEN.sub(" ", LINE_BREAK.sub(" ", text))
    return " ".join(text.split())
