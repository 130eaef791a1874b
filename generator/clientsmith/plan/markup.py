"""HTML in descriptions as the Markdown that docstrings and their readers are used to."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(
    r"</?(?:a|b|blockquote|br|code|div|em|h[1-6]|hr|i|li|ol|p|pre|span|strong|sub|sup|table|tbody|td"
    r"|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"""<a\s[^<>]*?href=(?:"([^"<>]*)"|'([^'<>]*)')[^<>]*>(.{0,300}?)</a>""",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(r"<code>([^`<>\n]*)</code>", re.IGNORECASE)
_STRONG = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_EMPHASIS = re.compile(r"</?(?:em|i)>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ITEM = re.compile(r"<li>\s*", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r"</?(?:blockquote|div|h[1-6]|ol|p|pre|table|tr|ul)(?:\s[^<>]*)?>\s*", re.IGNORECASE
)
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_NOWHERE = re.compile(
    r"(?<!`)(``?)(?!`)[^`]{1,500}\1(?!`)|(?<!!)\[([^\[\]]{1,300})\]\((?:[/#.][^()\s]{0,500})?\)"
)
"""A code span, or a link that leads somewhere in the pages that the document was written for."""


_HEADINGS = re.compile(r"(?: {0,3}#{1,6} [^\n]*\n\s*)+(?=\S)")


def as_markdown(text: str) -> str:
    """The text without HTML, and without links that lead nowhere from where readers are."""
    text = without_html(text)
    if "](" not in text:
        return text
    return _NOWHERE.sub(lambda found: found[0] if found[1] else found[2], text)


def without_heading(text: str) -> str:
    """The text without headings in front of it, where something follows them."""
    return _HEADINGS.sub("", text.lstrip("\n"))


def without_html(text: str) -> str:
    """The text with HTML elements written in Markdown; text without any stays as it is."""
    if "<" not in text or not _TAG.search(text):
        return text
    text = _LINK.sub(lambda found: f"[{found[3]}]({found[1] or found[2] or ''})", text)
    text = _CODE.sub(r"`\1`", text)
    text = _STRONG.sub("**", text)
    text = _EMPHASIS.sub("*", text)
    text = _BREAK.sub("\n", text)
    text = _ITEM.sub("\n- ", text)
    text = _PARAGRAPH.sub("\n\n", text)
    lines = unescape(_TAG.sub("", text)).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()
