"""Parts of untrusted text; what they give is untrusted still."""

from __future__ import annotations

import re

from ..text import Text, reveal
from .encoders import one_line

_LONGEST = 300
_SHORTEST = 60
"""Characters of whole sentences that suffice in place of a cut one."""

_PARAGRAPH_END = re.compile(r"\n\s*\n")


def first_paragraph(value: Text) -> Text:
    """What stands before the first blank line."""
    return Text(_PARAGRAPH_END.split(reveal(value).strip(), maxsplit=1)[0])


def brief(value: Text) -> Text:
    """The first paragraph on one line; one of more than 300 characters ends behind a sentence or a
    word."""
    text = one_line(first_paragraph(value))
    if len(text) <= _LONGEST:
        return Text(text)
    text = text[:_LONGEST]
    sentences = text.rfind(". ") + 1
    if sentences > _SHORTEST:
        return Text(text[:sentences])
    return Text(f"{text.rpartition(' ')[0] or text}…")


def on_one_line(value: Text) -> Text:
    """The text without line breaks."""
    return Text(one_line(value))
