"""Encoders for Markdown: inline text, code spans, and whole descriptions as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from ..text import Code, Text, reveal
from .docstring_markup import without_prompt
from .encoders import one_line
from .fences import as_code_spans, closed, end_of_fence, fence_at
from .prose import cleaned, end_of_block

_SPECIAL = re.compile(r"[\\`*\[\]<>|~{}$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)([^`]*[^`\s][^`]*)\1(?!`)")
_LINK = re.compile(r"\[([^\[\]`]{1,300})\]\([^()\s]{0,500}\)")
_LINE_START = re.compile(r"[-+#=:]|\d+(?=[.)])")


def markdown(value: str | Text) -> Code:
    """Encode inline text on one line, also for table cells: code spans are kept, a code block
    becomes a code span, links are replaced by their text, and all other Markdown and HTML is
    escaped."""
    raw = reveal(value) if isinstance(value, Text) else value
    text = _LINK.sub(r"\1", one_line(as_code_spans(raw)))
    start = _LINE_START.match(text)
    words, _, codes = (_CODE_SPAN.split(text)[index::3] for index in range(3))
    escaped = "".join(
        _SPECIAL.sub(_escape, piece) + (code_span(code) if code else "")
        for piece, code in zip_longest(words, codes, fillvalue="")
    )
    if start is None:
        return Code(escaped)
    position = start.end() if start.group()[0].isdigit() else 0
    return Code(f"{escaped[:position]}\\{escaped[position:]}")


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    match character:
        case "<":
            return "&lt;"
        case ">":
            return "&gt;"
        case "&":
            return "&amp;"
    return "\\" + character


def code_span(value: str | Text, *, in_table: bool = True) -> Code:
    """Return a code span with a fence longer than any run of backquotes inside.

    Args:
        value: the code.
        in_table: whether it may stand in a table, where a `|` would end a cell.
    """
    text = one_line(value)
    if in_table:
        text = text.replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") or not text else ""
    return Code(f"{fence}{padding}{text}{padding}{fence}")


_LANGUAGE = re.compile(r"[^\W_][\w+#.-]{0,19}")
_ITEM = re.compile(r"( *)([-*+\u2022]|\d{1,9}[.)]) +")
_LINE = re.compile(r" {0,3}(?:[-=_*] ?){3,}$")
"""A thematic break, or the underline of a heading."""

_HEADING = re.compile(r"^ {0,3}#{1,6} +")
_QUOTED = re.compile(r" {0,3}> ?")

_DELIMITERS = re.compile(r" {0,3}\|?(?: *+:?-++:? *+\|)+ *+(?::?-++:?)? *+$")
_CELL_END = re.compile(r"(?<!\\)\|")


def markdown_blocks(value: str | Text) -> Code:
    """Encode paragraphs, lists, code and tables, separated by blank lines. Headings and quotations
    become paragraphs; inline text is encoded as by `markdown`, without links and HTML."""
    text = cleaned(reveal(value) if isinstance(value, Text) else value)
    lines = closed([line.rstrip() for line in text.split("\n")])
    return Code("\n\n".join("\n".join(block) for block in _blocks(lines)))


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each block."""
    index = 0
    steps = 0  # numbered items of the last list, which may go on behind code
    while index < len(lines):
        start, line = index, lines[index]
        if not line or _LINE.match(line):
            index += 1
        elif fence := fence_at(line):
            index = end_of_fence(lines, start, fence)
            language = _LANGUAGE.match(fence.language)
            content = [each.removeprefix(fence.margin) for each in lines[start + 1 : index - 1]]
            yield _code(content, language[0] if language else "")
        elif _is_table(lines, start):
            while index < len(lines) and "|" in lines[index]:
                index += 1
            yield _table(lines[start], lines[start + 2 : index])
        elif _ITEM.match(line):
            items, index = _items(lines, start)
            printed = list(_list(items, steps if items[0][1][:-1] == str(steps + 1) else 0))
            steps = max(
                (int(each.partition(".")[0]) for each in printed if each[0].isdigit()), default=0
            )
            yield printed
        elif _QUOTED.match(line):
            while index < len(lines) and _QUOTED.match(lines[index]):
                index += 1
            yield from _blocks(closed([_unquoted(each) for each in lines[start:index]]))
        elif line.startswith("    "):
            while index < len(lines) and (lines[index].startswith("    ") or not lines[index]):
                if fence_at(lines[index]):
                    break
                index += 1
            yield _code([each[4:] for each in lines[start:index]], "")
        else:
            index = end_of_block(lines, start)
            words = markdown(_HEADING.sub("", _joined(lines[start:index], is_item=False)))
            if words:
                yield [f"\\{words}" if words.startswith("!") else words]


def _items(lines: list[str], index: int) -> tuple[list[tuple[int, str, str]], int]:
    """Return column, marker and text of consecutive list items, and the index after them."""
    items = []
    while (
        index < len(lines) and (found := _ITEM.match(lines[index])) and not fence_at(lines[index])
    ):
        end = end_of_block(lines, index)
        items.append((len(found[1]), found[2], _joined(lines[index:end])))
        index = _behind_blank(lines, end)
    return items, index


def _unquoted(line: str) -> str:
    """Return the text of a quotation at any depth."""
    start = 0
    while quoted := _QUOTED.match(line, start):
        start = quoted.end()
    return line[start:]


def _behind_blank(lines: list[str], index: int) -> int:
    """Skip blank lines if a list item follows: blank lines between items do not end a list."""
    ahead = index
    while ahead < len(lines) and not lines[ahead]:
        ahead += 1
    return ahead if ahead < len(lines) and _ITEM.match(lines[ahead]) else index


def _joined(block: list[str], *, is_item: bool = True) -> str:
    text = " ".join(line.strip() for line in block)
    return _ITEM.sub("", text, count=1) if is_item else text


def _list(items: list[tuple[int, str, str]], before: int) -> Iterator[str]:
    """Yield the lines of a list, with four columns per level, which all renderers interpret alike.

    Args:
        items: column, marker and words of each.
        before: numbered items in front of the first.
    """
    levels: list[int] = []
    counts: list[int] = []
    for column, mark, text in items:
        while levels and column < levels[-1]:
            levels.pop()
            counts.pop()
        if not levels or column > levels[-1] + 1:
            levels.append(column)
            counts.append(0 if counts else before)
            before = 0
        counts[-1] += 1
        shown = f"{counts[-1]}." if mark[0].isdigit() else "-"
        yield f"{'    ' * (len(levels) - 1)}{shown} {markdown(text)}".rstrip()


def _code(lines: list[str], language: str) -> list[str]:
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    while lines and not lines[-1]:
        lines = lines[:-1]
    lines = [without_prompt(line) for line in lines]
    return [f"{fence}{language or 'text'}", *lines, fence]


def _is_table(lines: list[str], start: int) -> bool:
    return (
        "|" in lines[start]
        and start + 1 < len(lines)
        and _DELIMITERS.match(lines[start + 1]) is not None
    )


def _table(head: str, rows: list[str]) -> list[str]:
    titles = _cells(head)
    made = [_row(titles), _row(["---"] * len(titles))]
    for row in rows:
        cells = _cells(row)[: len(titles)]
        made.append(_row(cells + [""] * (len(titles) - len(cells))))
    return made


def _cells(row: str) -> list[str]:
    row = row.strip().removeprefix("|")
    cells = _CELL_END.split(row[:-1] if row.endswith("|") and not row.endswith("\\|") else row)
    return [markdown(cell.strip().replace("\\|", "|")) for cell in cells]


def _row(cells: list[str]) -> str:
    return f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|"
