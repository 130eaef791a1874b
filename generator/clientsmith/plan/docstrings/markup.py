"""Converts HTML in descriptions to Markdown."""

from __future__ import annotations

import re
from html import unescape

from ...encode.fences import closed, outside_code

_TAG = re.compile(
    r"</?(?:a|b|blockquote|br|code|div|em|h[1-6]|hr|i|li|ol|p|pre|span|strong|sub|sup|table|tbody|td"
    r"|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_PAIRED = re.compile(
    r"</(abbr|article|aside|big|caption|center|cite|dd|del|details|dl|dt|figcaption|figure|font"
    r"|footer|header|ins|kbd|main|mark|nav|nobr|q|s|samp|section|small|strike|summary|tfoot|tt|var)"
    r"\s*>",
    re.IGNORECASE,
)
"""The end of an element whose name may stand for a value as well, as in `/v1/<section>`: without one
it does."""

_INLINE = frozenset(
    {
        *("abbr", "big", "cite", "del", "font", "ins", "kbd", "mark", "nobr", "q", "s", "samp"),
        *("small", "strike", "tt", "var"),
    }
)
"""Inline elements; the others are blocks on lines of their own."""

_UNSEEN = (
    (re.compile("<!--"), re.compile("-->")),
    (
        re.compile(r"<script(?:\s[^<>]*)?>", re.IGNORECASE),
        re.compile(r"</script\s*>", re.IGNORECASE),
    ),
    (re.compile(r"<style(?:\s[^<>]*)?>", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)),
)
"""Where what no reader of a page sees begins and ends."""

_OPEN_COMMENT = re.compile("<!-- *")
_GAP = re.compile(r"\n(?:[ \t\r]*\n){2,}")

_LINK = re.compile(
    r"""<a\s[^<>]*?href=(?:"([^"<>]*)"|'([^'<>]*)')[^<>]*>(.{0,300}?)</a>""",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(r"<(code|kbd|samp|tt)>([^`<>\n]*)</\1>", re.IGNORECASE)
_STRONG = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_EMPHASIS = re.compile(r"</?(?:em|i)>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ITEM = re.compile(r"<li>\s*", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r"</?(?:blockquote|div|h[1-6]|ol|p|pre|table|tr|ul)(?:\s[^<>]*)?>\s*", re.IGNORECASE
)
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_NOWHERE = re.compile(r"(?<!!)\[([^\[\]]{1,300})\]\((?:[/#.][^()\s]{0,500})?\)")
"""A link that leads somewhere in the pages that the document was written for."""

_POINTERS = re.compile(
    r"(?:(?<=[.!?:;)])[ \t]+|^[ \t]*|(?<=\n)[ \t]*)"  # behind a sentence or at the start of a line
    r"(?:\[(?=(?:Find|Learn|Read|See)\b)|(?:Find|Learn|Read|See)\b[^.!?\n\[\]]{0,80}\[)"
    r"[^\[\]]{1,300}\]\((?:[/#.][^()\s]{0,500})?\)[^.!?,;:\n\[\]]{0,80}(?:[.!](?=\s|$)|(?=\n|$))"
)
"""A sentence that says where to read on, by such a link."""

_HEADING = re.compile(r" {0,3}(?:#{1,6} +([^\n]+)|(\w[^\n]*)\n {0,3}(?:-{3,}|={3,}) *\r?)(?:\n|$)")
_HEADINGS = re.compile(r"(?: {0,3}#{1,6} [^\n]*\n\s*)+(?=\S)")


def as_markdown(text: str) -> str:
    """Return the text without HTML, without links that lead nowhere from where readers are, and
    with its blocks of code ended."""
    if "<" in text or "```" in text or "~~~" in text:
        text = _closed(without_html(_closed(text)))
    if "](" not in text:
        return text
    return outside_code(text, _without_dead_links)


def _without_dead_links(text: str) -> str:
    """Return the text without sentences that only lead to pages elsewhere in the documentation, and
    with the words of other links there."""
    return _NOWHERE.sub(r"\1", _POINTERS.sub("", text))


def _closed(text: str) -> str:
    return "\n".join(closed(text.split("\n"))) if "```" in text or "~~~" in text else text


def heading_in_front(text: str) -> tuple[str, int] | None:
    """Return the words of the heading that a text begins with, and where it ends; None where there
    is none."""
    found = _HEADING.match(text)
    if found is None:
        return None
    words = (found[1] or found[2]).rstrip()
    shorter = words.rstrip("#")
    return (shorter if shorter.endswith(" ") else words).strip(), found.end()


def without_heading(text: str) -> str:
    """Return the text without headings in front of it, where something follows them."""
    text = text.lstrip("\n")
    headings = _HEADINGS.match(text)
    return text[headings.end() :] if headings else text


def without_html(text: str) -> str:
    """Return the text with HTML elements written in Markdown, and without comments, scripts and
    styles; text without any stays as it is, and so does code."""
    if "<" not in text:
        return text
    return (
        outside_code(text, _without_html) if "`" in text or "~~~" in text else _without_html(text)
    )


def _without_html(text: str) -> str:
    seen = _without_unseen(text)
    paired = {name.lower() for name in _PAIRED.findall(seen)} if "</" in seen else set()
    if not paired and not _TAG.search(seen):
        return seen
    text = _LINK.sub(lambda found: f"[{found[3]}]({found[1] or found[2] or ''})", seen)
    text = _CODE.sub(r"`\2`", text)
    text = _STRONG.sub("**", text)
    text = _EMPHASIS.sub("*", text)
    text = _BREAK.sub("\n", text)
    text = _ITEM.sub("\n- ", text)
    text = _PARAGRAPH.sub("\n\n", text)
    for names, instead in ((paired & _INLINE, ""), (paired - _INLINE, "\n\n")):
        if names:
            tags = rf"</?(?:{'|'.join(sorted(names))})(?:\s[^<>]*)?/?>"
            text = re.sub(tags, instead, text, flags=re.IGNORECASE)
    lines = unescape(_TAG.sub("", text)).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _without_unseen(text: str) -> str:
    """Return the text without comments, scripts and styles. What begins as a comment and never ends
    is shown."""
    before = text
    for opening, closing in _UNSEEN:
        pieces = []
        position = 0
        while (start := opening.search(text, position)) and (
            end := closing.search(text, start.end())
        ):
            pieces.append(text[position : start.start()])
            position = end.end()
        text = "".join(pieces) + text[position:]
    text = _OPEN_COMMENT.sub("", text)
    return text if text == before else _GAP.sub("\n\n", text).strip()
