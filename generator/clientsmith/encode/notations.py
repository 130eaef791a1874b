"""Encoders for other languages: JSON, YAML, HTML, shell commands and URLs."""

from __future__ import annotations

import html as html_rules
import json as json_notation
import math
import re
import shlex
from typing import Any
from urllib.parse import quote, urlsplit

from ..text import Code, Text, reveal
from .characters import HIDDEN, JOINERS, LINE_BREAK, is_plain
from .encoders import one_line

__all__ = ["html", "json", "shell", "url", "yaml"]

_MARKUP = re.compile("[<>&]")
_IN_URL = "!#&+,/:;=?@~%-._"


def json(value: Any, indent: int | None = None) -> Code:
    """Return a value as JSON that is also safe in a `script` element of HTML and as a JavaScript
    literal.

    Takes str, Text, int, float, bool, None, and tuples, lists and dicts of these.

    Args:
        value: the value.
        indent: columns of each level; None for one line.

    Raises:
        TypeError: there is no JSON for a value of this type.
        ValueError: a number is infinite or none.
    """
    text = json_notation.dumps(_plain(value), ensure_ascii=False, allow_nan=False, indent=indent)
    text = _MARKUP.sub(_utf_16, text)
    return Code(text if is_plain(text) else HIDDEN.sub(_utf_16, text))


def _plain(value: Any) -> Any:
    match value:
        case Text():
            return reveal(value)
        case str():
            return str(value)
        case None | bool() | int() | float():
            return value
        case tuple() | list():
            return [_plain(item) for item in value]
        case dict():
            return {_key(key): _plain(item) for key, item in value.items()}
        case _:
            raise TypeError(f"a {type(value).__name__} cannot be encoded; use its attributes")


def _key(value: Any) -> str:
    if isinstance(value, Text | str):
        return reveal(value) if isinstance(value, Text) else str(value)
    raise TypeError(f"keys must be text, not {type(value).__name__}")


def _utf_16(match: re.Match[str]) -> str:
    """Escape a character for JSON; line breaks between values are kept."""
    character = match.group()
    if character == "\n":
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[index : index + 4]}" for index in range(0, len(units), 4))


def yaml(value: Any) -> Code:
    """Return a value as YAML on one line, with strings in double quotes; surrogates become U+FFFD.

    Takes what `json` takes, and numbers that are infinite or none.

    Raises:
        TypeError: there is no YAML for a value of this type.
    """
    return Code(_yaml(_plain(value)))


def _yaml(value: Any) -> str:
    match value:
        case str():
            return _yaml_text(value)
        case list():
            return f"[{', '.join(map(_yaml, value))}]"
        case dict():
            pairs = (f"{_yaml_text(key)}: {_yaml(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        case float() if not math.isfinite(value):
            return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
        case float():
            text = repr(value)
            return text if "." in text else text.replace("e", ".0e")  # as YAML 1.1 has them, too
        case _:
            return json_notation.dumps(value)


def _yaml_text(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text if is_plain(text) else HIDDEN.sub(_yaml_escape, text)}"'


def _yaml_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"


def html(value: str | Text) -> Code:
    """Escape text for HTML or XML, as content or in a quoted attribute; line breaks are kept."""
    text = reveal(value) if isinstance(value, Text) else value
    if not is_plain(text):
        text = HIDDEN.sub(_visible, LINE_BREAK.sub("\n", text))
    return Code(html_rules.escape(text))


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    return character if character in f"\n{JOINERS}" else " "


def shell(value: str | Text) -> Code:
    """Quote text as one word of a POSIX shell command, without line breaks."""
    return Code(shlex.quote(one_line(value)))


def url(value: str | Text) -> Code:
    """Return an http or https URL that is safe in `<…>` in Markdown and in a quoted HTML attribute;
    empty if the text is not such a URL."""
    text = one_line(value)
    try:
        parts = urlsplit(text)
    except ValueError:
        return Code("")
    if parts.scheme.casefold() not in ("http", "https") or not parts.netloc:
        return Code("")
    return Code(quote(text, safe=_IN_URL, errors="replace"))
