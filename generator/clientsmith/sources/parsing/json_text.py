"""JSON (RFC 8259) with the lines of its parts, which are looked for only when someone asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from math import isfinite
from typing import Any, NoReturn

from ...document import escape_token, json_error, unescape_token
from ...problem import quoted
from .errors import ParsedDocument, SourceError, excerpt

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|(-?(?:NaN|Infinity|\d[\d.eE+-]*))')
_SURROGATE = re.compile(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][\da-fA-F]{2}\\)u[dD][c-fC-F][\da-fA-F]{2}"
    r"|\\u[dD])"
)
"""Escapes that may be half of a character; an escaped backslash can make a half look whole. They all
begin with a backslash, so that the text between those is passed over at once."""

_BLOCK = 1 << 16


def parse(text: str) -> ParsedDocument:
    """Parse a JSON document.

    Raises:
        SourceError: it is broken, or nested too deeply to be read.
    """
    lines = JsonLines(text)
    suspects: set[str] = set()

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            suspects.add("keys")
        return result

    def number(literal: str) -> float | str:
        value = float(literal)
        if isfinite(value):
            return value
        suspects.add("numbers")
        return literal

    def integer(literal: str) -> int | str:
        try:
            return int(literal)
        except ValueError:  # beyond the limit of `int`
            suspects.add("numbers")
            return literal

    def loads(**hooks: Any) -> Any:
        return json.loads(
            text,
            object_pairs_hook=mapping,
            parse_float=number,
            parse_constant=_refuse_constant,
            **hooks,
        )

    try:
        try:
            data = loads()
        except json.JSONDecodeError:
            raise
        except ValueError:
            data = loads(parse_int=integer)  # slow, so only if there may be such an integer
    except json.JSONDecodeError as error:
        message, place = json_error(error)
        column = place - text.rfind("\n", 0, place)
        line = lines.at(place)
        raise SourceError(
            "syntax-error",
            f"Broken JSON at line {line}, column {column}: {message}, near "
            f"{excerpt(text, line, column)}.",
            line=line,
        ) from None
    except RecursionError:
        raise SourceError("source-too-large", "The document is nested too deeply.") from None
    except ValueError as error:  # NaN and Infinity
        raise SourceError(
            "syntax-error",
            "Broken JSON: a number that JSON does not have.",
            line=_line_of_number(text, lines),
            hint=str(error.args[0]),
        ) from None
    if "\\u" in text and ("\\ud" in text or "\\uD" in text):
        _refuse_lone_surrogates(data, text, lines)
    warnings = []
    if "keys" in suspects:
        warnings += [
            SourceError(
                "duplicate-key",
                f"The key {quoted(key)} stands twice in the same object; the last one counts.",
                pointer=pointer,
                line=line,
            )
            for pointer, key, line in lines.duplicates()
        ]
    if "numbers" in suspects:
        warnings.append(
            SourceError(
                "number-not-finite",
                "A number has too many digits or is too large for a float; it is taken as text.",
                line=_line_of_number(text, lines),
            )
        )
    return ParsedDocument(data, lines, tuple(warnings))


def _refuse_constant(literal: str) -> NoReturn:
    raise ValueError(f"JSON has no {literal}.")


def _line_of_number(text: str, lines: JsonLines) -> int | None:
    """Line of the first number that is none in JSON or none in Python."""
    for match in _TOKEN.finditer(text):
        literal = match[1]
        if literal is None:
            continue
        try:
            if literal.lstrip("-").isdecimal():
                int(literal)
                continue
            if isfinite(float(literal)):
                continue
        except ValueError:
            pass
        return lines.at(match.start())
    return None


def _refuse_lone_surrogates(data: Any, text: str, lines: JsonLines) -> None:
    suspect = _SURROGATE.search(text)
    if suspect is None:
        return
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except RecursionError:
        raise SourceError("source-too-large", "The document is nested too deeply.") from None
    except UnicodeEncodeError:
        raise SourceError(
            "syntax-error",
            "Broken JSON: an escape such as \\ud800 is half of a character.",
            line=lines.at(suspect.start()),
        ) from None


class JsonLines:
    """Line of a JSON pointer. Containers on the way to it are indexed when first met; everything else
    is skipped at the speed of the parser.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # Only places matter: as text, a number can have any number of digits.
        self._decode = json.JSONDecoder(strict=False, parse_int=str).raw_decode
        self._containers: dict[int, dict[str, tuple[int, int]]] = {}
        self._breaks: list[int] = []

    def __call__(self, pointer: str) -> int | None:
        """Line (from 1) of a pointer's key, or of its nearest ancestor's."""
        place = value = self._skip_space(0)
        for token in pointer.split("/")[1:]:
            child = self._children(value).get(unescape_token(token))
            if child is None:
                break
            place, value = child
        return self.at(place)

    def at(self, offset: int) -> int:
        """Line (from 1) of an offset in characters."""
        if not self._breaks:
            total = 0
            for start in range(0, len(self._text), _BLOCK):
                self._breaks.append(total)
                total += self._text.count("\n", start, start + _BLOCK)
        block = offset // _BLOCK
        before = self._breaks[block] if block < len(self._breaks) else 0
        return before + self._text.count("\n", block * _BLOCK, offset) + 1

    def duplicates(self) -> Iterator[tuple[str, str, int]]:
        """Pointer of the object, key and line of every key that stands twice in an object."""
        stack = [("", self._skip_space(0))]
        while stack:
            pointer, start = stack.pop()
            known: set[str] = set()
            found: list[tuple[str, int]] = []
            is_object = self._text[start] == "{"
            for key, place, value in self._entries(start):
                if key in known and is_object:
                    yield pointer, key, self.at(place)
                known.add(key)
                if self._text[value] in "{[":
                    found.append((f"{pointer}/{escape_token(key)}", value))
            stack += reversed(found)

    def _children(self, start: int) -> dict[str, tuple[int, int]]:
        """Key, or index as text, to the offsets of the entry and of its value."""
        known = self._containers.get(start)
        if known is None:
            known = {key: (place, value) for key, place, value in self._entries(start)}
            self._containers[start] = known
        return known

    def _entries(self, start: int) -> Iterator[tuple[str, int, int]]:
        """Key or index, offset of the entry, offset of its value; for the container at `start`."""
        text, decode, skip = self._text, self._decode, self._skip_space
        opening = text[start]
        if opening not in "{[":
            return
        offset = skip(start + 1)
        index = 0
        while text[offset] not in "}]":
            place = offset
            if opening == "{":
                key, offset = decode(text, offset)
                offset = skip(skip(offset) + 1)
            else:
                key = str(index)
                index += 1
            yield key, place, offset
            offset = skip(decode(text, offset)[1])
            if text[offset] == ",":
                offset = skip(offset + 1)

    def _skip_space(self, offset: int) -> int:
        found = _SPACE.match(self._text, offset)
        return found.end() if found else offset
