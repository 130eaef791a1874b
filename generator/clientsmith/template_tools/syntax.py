"""Blocks in the source of templates, with the characters at which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class BlockSource:
    """A block in the source of a template; places are counted in characters from its start."""

    name: str
    line: int
    """Of its opening tag, from 1."""

    parents: tuple[str, ...]
    """Names of the blocks around it, outermost first."""

    opening: str
    """The opening tag without `scoped`; with the line end that it takes away."""

    closing: str

    start: int
    inner_start: int
    inner_end: int
    end: int

    def inner(self, source: str) -> str:
        """What stands between its tags."""
        return source[self.inner_start : self.inner_end]


def blocks(environment: Environment, source: str, name: str) -> tuple[BlockSource, ...]:
    """The blocks of a template that can be parsed, in the order of their opening tags."""
    found: list[BlockSource] = []
    places: dict[str, int] = {}
    open_blocks: list[_Tag] = []
    for tag in _tags(environment, source, name):
        match tag.words:
            case ["block", block, *_]:
                places[block] = len(found)
                found.append(
                    BlockSource(
                        block,
                        tag.line,
                        tuple(each.words[1] for each in open_blocks),
                        f"{tag.begin} block {block} {tag.stop}",
                        "",
                        tag.start,
                        tag.end,
                        0,
                        0,
                    )
                )
                open_blocks.append(tag)
            case ["endblock", *_]:
                place = places[open_blocks.pop().words[1]]
                found[place] = _closed(found[place], tag, source)
    return tuple(found)


def _closed(block: BlockSource, tag: _Tag, source: str) -> BlockSource:
    before = source[: tag.start]
    line = before.rstrip(" \t")
    is_alone = line.endswith("\n") and tag.begin == "{%"  # its indentation is not printed
    return replace(
        block,
        closing=f"{tag.begin} endblock {tag.stop}",
        inner_end=len(line) if is_alone else len(before),
        end=tag.end,
    )


@dataclass(frozen=True, slots=True)
class _Tag:
    """A statement of Jinja's."""

    line: int
    begin: str
    words: list[str]
    stop: str
    start: int
    end: int


def _tags(environment: Environment, source: str, name: str) -> Iterator[_Tag]:
    begin = ""
    start = first_line = position = 0
    words: list[str] = []
    for line, kind, value in environment.lex(source, name):
        # White space that tags take away is among no tokens, and nothing else is left out.
        position = source.index(value, position)
        match kind:
            case "block_begin":
                begin, start, first_line, words = value, position, line, []
            case "block_end" if begin:
                end = position + len(value)
                yield _Tag(first_line, begin, words, value, start, end)
                begin = ""
            case "name":
                words.append(value)
        position += len(value)
