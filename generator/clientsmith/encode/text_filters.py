"""Filters whose result is still untrusted text: excerpts and replacements."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from typing import Any

from ..text import Text, reveal
from .encoders import one_line
from .fences import as_code_spans

_LONGEST = 300
_SHORTEST = 60
"""Minimum length of whole sentences to end a cut text after one of them."""

_PARAGRAPH_END = re.compile(r"\n\s*\n|\n(?= {0,3}(?:```|~~~))")
_HEADING = re.compile(r"#{1,6} +")


def first_paragraph(value: Text) -> Text:
    """Return the text before the first blank line or code block."""
    return Text(_PARAGRAPH_END.split(reveal(value).strip(), maxsplit=1)[0])


def brief(value: Text) -> Text:
    """Return the first paragraph on one line; longer ones are cut to 300 characters after a
    sentence or a word."""
    paragraph = as_code_spans(reveal(first_paragraph(value)))
    text = one_line(
        _HEADING.sub("", paragraph, count=1) if paragraph.startswith("#") else paragraph
    )
    if len(text) <= _LONGEST:
        return Text(text)
    text = text[:_LONGEST]
    sentences = text.rfind(". ") + 1
    if sentences > _SHORTEST:
        return Text(text[:sentences])
    return Text(f"{text.rpartition(' ')[0] or text}…")


def on_one_line(value: Text) -> Text:
    """Return the text without line breaks."""
    return Text(one_line(value))


def replace(value: Any, old: str | Text, new: str | Text, count: int = -1) -> str | Text:
    """Replace each occurrence of `old`, or the first `count`; the result is a `Text` if any of the
    three is.

    Raises:
        TypeError: one of them is an object of the context.
    """
    given = (value, old, new)
    for each in filter(is_dataclass, given):
        raise TypeError(f"a {type(each).__name__} is not text; use its attributes")
    text, before, after = (reveal(each) if isinstance(each, Text) else str(each) for each in given)
    found = text.replace(before, after, count)
    return Text(found) if any(isinstance(each, Text) for each in given) else found
