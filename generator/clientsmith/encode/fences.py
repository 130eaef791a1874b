"""Fenced code blocks in descriptions: finds them, and closes those that are not closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["Fence", "as_code_spans", "closed", "end_of_fence", "fence_at", "outside_code"]

_FENCE = re.compile(
    r"(?P<lead> *(?:(?:[-*+]|\d{1,9}[.)]) +)*)(?P<mark>`{3,}(?=[^`]*$)|~{3,}) *(?P<language>.*)"
)
_CODE_SPAN = re.compile(r"(?<!`)(`{1,2})(?!`)(?:[^`\n]|\n(?![ \t\r]*\n)){1,1000}\1(?!`)")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_FAR = 100
"""Maximum number of lines after a list item in which the end of its block is searched."""

_HELD = re.compile("\x00(\\d+)\x00")


@dataclass(frozen=True, slots=True)
class Fence:
    """The opening line of a fenced code block."""

    lead: str
    """Text before the fence: spaces, and the list marker if a list item begins with the fence."""
    mark: str
    """The fence, such as three backquotes."""
    language: str
    """Info string after the fence."""

    @property
    def margin(self) -> str:
        """Minimum indentation of the lines of the block."""
        return " " * len(self.lead)


def fence_at(line: str) -> Fence | None:
    """Return the fence at the start of a line outside of code, at any indentation, which depends on
    the list item around it."""
    found = _FENCE.match(line) if "```" in line or "~~~" in line else None
    return Fence(found["lead"], found["mark"], found["language"].strip()) if found else None


def end_of_fence(lines: list[str], start: int, fence: Fence) -> int:
    """Return the index after a fenced block."""
    for index in range(start + 1, len(lines)):
        if _tail(lines[index], fence.mark) == "":
            return index + 1
    return len(lines)


def closed(lines: list[str]) -> list[str]:
    """Return the lines with every fenced block closed, so that no later text becomes code.

    CommonMark ends a block with a line of nothing but the fence, with the list item that it is in, or
    with the text. Where the writer meant another place, that is the end: a fence that is indented
    less than the block, that has words behind it, or that begins another block.
    """
    if not any("```" in line or "~~~" in line for line in lines):
        return lines
    result: list[str] = []
    rest = lines[::-1]
    while rest:
        line = rest.pop()
        fence = fence_at(line)
        if fence is None:
            result.append(line)
            continue
        content, end = _content(rest, fence)
        if end is not None or any(map(str.strip, content)):
            result += _whole(fence, line, content, end)
        elif fence.lead.strip():
            result.append(fence.lead.rstrip())
    return result


def _content(rest: list[str], fence: Fence) -> tuple[list[str], str | None]:
    """Take the lines of a block and its closing line from the end of `rest`; without one, the block
    ends before the next block, or with its list item, or with the text."""
    content: list[str] = []
    behind: int | None = None  # the first line that CommonMark has behind the list item
    while rest and (behind is None or len(content) - behind < _FAR):
        line = rest.pop()
        tail = _tail(line, fence.mark)
        if tail is None or "`" in tail:
            if behind is None and line.strip() and _indentation(line) < len(fence.margin):
                behind = len(content)
            content.append(line)
        elif _LANGUAGE.fullmatch(tail):
            rest.append(line)
            break
        elif tail:
            rest.append(fence.margin + tail.lstrip())
            return content, fence.margin + fence.mark
        else:
            return content, line
    if behind is not None:
        rest += content[behind:][::-1]
        del content[behind:]
    blank_lines = 0
    while content and not content[-1].strip():
        content.pop()
        blank_lines += 1
    if rest:
        rest += [""] * blank_lines
    return content, None


def as_code_spans(text: str) -> str:
    """Replace fenced blocks by code spans, for single-line text."""
    if "```" not in text and "~~~" not in text:
        return text
    result: list[str] = []
    for fence, block in _blocks(closed(text.split("\n"))):
        if fence is None:
            result += block
        else:
            code = " ".join(" ".join(block[1:-1]).split())
            result.append(fence.lead + (code if "`" in code or not code else f"`{code}`"))
    return "\n".join(result)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Apply a function to the text outside of code; code spans and fenced blocks are kept.

    Args:
        text: Markdown, its fenced blocks ended.
        change: what is done; it sees a word of digits between two NUL characters in place of code.
    """
    held: list[str] = []

    def hold(code: str) -> str:
        held.append(code)
        return f"\x00{len(held) - 1}\x00"

    blocks = _blocks(text.replace("\x00", "").split("\n"))
    kept = [hold("\n".join(block)) if fence else block[0] for fence, block in blocks]
    changed = change(_CODE_SPAN.sub(lambda found: hold(found[0]), "\n".join(kept)))
    return _HELD.sub(lambda found: held[int(found[1])], changed)


def _blocks(lines: list[str]) -> Iterator[tuple[Fence | None, list[str]]]:
    """Yield each line outside of code on its own, and each fenced block with its fence."""
    index = 0
    while index < len(lines):
        fence = fence_at(lines[index])
        end = end_of_fence(lines, index, fence) if fence else index + 1
        yield fence, lines[index:end]
        index = end


def _tail(line: str, mark: str) -> str | None:
    """Return the text after a fence at the start of a line; None if there is no such fence."""
    stripped = line.strip()
    return stripped.lstrip(mark[0]) if stripped.startswith(mark) else None


def _whole(fence: Fence, opening: str, content: list[str], end: str | None) -> list[str]:
    """Return a complete block, with no line indented less than its fence."""
    margin = fence.margin
    shallow = min((_indentation(line) for line in content if line.strip()), default=len(margin))
    shift = " " * (len(margin) - shallow)
    content = [shift + line if line.strip() else line for line in content]
    return [opening, *content, margin + (end or fence.mark).strip()]


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
