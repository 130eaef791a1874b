"""Errors of the `json` module, the same in all versions of Python."""

from __future__ import annotations

from json import JSONDecodeError


def json_error(error: JSONDecodeError) -> tuple[str, int]:
    """Return the message and the offset of an error.

    For a trailing comma, some versions of Python give the place of the comma and some that of the
    bracket behind it; here it is always the bracket.
    """
    text, place = error.doc, error.pos
    if text[place : place + 1] == ",":
        place = len(text) - len(text[place + 1 :].lstrip())
    before = text[:place].rstrip()
    is_trailing = before.endswith(",") and text[place : place + 1] in ("]", "}")
    if is_trailing and not before[:-1].rstrip().endswith((*":[{,",)):
        return "trailing comma", place
    return error.msg[:1].lower() + error.msg[1:], error.pos
