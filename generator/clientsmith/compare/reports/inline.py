"""Untrusted text inside of Markdown that GitHub and GitLab show."""

from __future__ import annotations

import re

from ...encode.encoders import one_line
from ...encode.markdown import code_span

_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_SPECIAL = re.compile(r"[\\`*\[\]<>|~$&]|(?<![^\W_])_|_(?![^\W_])")
_LINKED = re.compile(
    r"@|[#!%&$~](?=\w)|\b(?:https?|ftp|mailto|xmpp):|\bwww(?=\.)|\bGH(?=-\d)", re.IGNORECASE
)
_BREAK = "&#8203;"
"""A space without width, which keeps the parts of a link or a mention apart."""


def words(value: str) -> str:
    """Words on one line, code spans among them: no other markup, no HTML and no links, and nobody and
    nothing is mentioned."""
    pieces = _CODE.split(one_line(value))
    return "".join(
        code(piece) if number % 2 else _plain(piece) for number, piece in enumerate(pieces)
    )


def code(value: str) -> str:
    """A code span."""
    return str(code_span(value, in_table=False))


def _plain(text: str) -> str:
    pieces = []
    end = 0
    for match in _LINKED.finditer(text):
        pieces += [_escaped(text[end : match.end()]), _BREAK]
        end = match.end()
    return "".join((*pieces, _escaped(text[end:])))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), text)
