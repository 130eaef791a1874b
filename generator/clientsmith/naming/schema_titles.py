"""Titles of schemas as names of classes."""

from __future__ import annotations

import re

from ..ir import Declaration, Model, Role
from ..text import Code
from ..types.expressions import RESERVED_CLASSES
from .words.identifiers import class_name
from .words.words import words

_LONGEST_TITLE = 48
_SENTENCE = re.compile(r"[.!?:,;(]|\s(?:the|is|are|of the|that|which|with)\s", re.IGNORECASE)


def usable_title(declaration: Declaration) -> Code | None:
    """A class name made of a title, where that is a name of the thing and no sentence, and says
    more than its place."""
    title = declaration.place.title.strip()
    if not title or len(title) > _LONGEST_TITLE or _SENTENCE.search(title):
        return None
    parts = words(title)
    if not parts or not parts[0][0].isalpha():
        return None
    last = declaration.place.steps[-1]
    if last.role is Role.MEMBER and len(parts) == 1:
        return None
    if last.role is Role.RESPONSE and parts[0] == "response":
        return None
    if not isinstance(declaration, Model) and parts == words(last.word):
        return None
    return class_name(title, reserved=RESERVED_CLASSES)
