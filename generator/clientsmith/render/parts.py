"""Parts of untrusted text; what they give is untrusted still."""

from __future__ import annotations

import re

from ..text import Text, reveal
from .encoders import one_line

_PARAGRAPH_END = re.compile(r"\n\s*\n")


def first_paragraph(value: Text) -> Text:
    """What stands before the first blank line."""
    return Text(_PARAGRAPH_END.split(reveal(value).strip(), maxsplit=1)[0])


def on_one_line(value: Text) -> Text:
    """The text without line breaks."""
    return Text(one_line(value))
