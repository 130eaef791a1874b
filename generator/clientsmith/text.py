"""Safe text (`Code`) and untrusted text (`Text`).

Text of a document is untrusted. It is carried as `Text` and reaches a file only through an encoder
(`encode/encoders.py`), which returns `Code`. Templates that print a `Text` directly fail.
"""

from __future__ import annotations

import re
from typing import NoReturn

_NOT_SHOWN = re.compile(r"[^A-Za-z0-9 .,;:/-]")


class Code(str):
    """Text that is safe in a file: an identifier, a type expression, a literal."""

    __slots__ = ()


class Text:
    """Untrusted text of a document, which only encoders look into; `+` with other text gives a `Text`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __bool__(self) -> bool:
        """Return whether there is more than white space."""
        return bool(self._value) and not self._value.isspace()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __add__(self, other: Text | str) -> Text:
        if isinstance(other, Text | str):
            return Text(self._value + (other._value if isinstance(other, Text) else other))
        return NotImplemented

    def __radd__(self, other: str) -> Text:
        return Text(other + self._value) if isinstance(other, str) else NotImplemented

    def __repr__(self) -> str:
        """Return a harmless text for debugging."""
        return f"<Text {_NOT_SHOWN.sub('?', self._value)}>"

    def __str__(self) -> NoReturn:
        raise TypeError("text of a document must go through an encoder, such as `| docstring`")


def reveal(text: Text) -> str:
    """Return the untrusted string itself, for encoders and reports."""
    return text._value
