"""Templates as source: syntax trees and blocks that know at which character they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jinja2 import Environment, nodes
from jinja2.lexer import Lexer, Token
from jinja2.parser import Parser


class Placed(str):
    """A name or a text of a template, with the place where it begins."""

    __slots__ = ("start",)

    start: int
    """Characters in front of it, line ends counted as one each."""

    @classmethod
    def at(cls, start: int, value: str) -> Placed:
        """A text at a place."""
        placed = cls(value)
        placed.start = start
        return placed


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


class _PlacingLexer(Lexer):
    """Jinja's lexer, whose tokens know where they stand."""

    def tokeniter(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> Iterator[tuple[int, str, str]]:
        position = 0
        for line, kind, value in super().tokeniter(source, name, filename, state):
            # White space that tags take away is among no tokens, and nothing else is left out.
            position = source.index(value, position)
            yield line, kind, Placed.at(position, value)
            position += len(value)

    def wrap(
        self,
        stream: Iterable[tuple[int, str, str]],
        name: str | None = None,
        filename: str | None = None,
    ) -> Iterator[Token]:
        raw = ""

        def noted() -> Iterator[tuple[int, str, str]]:
            nonlocal raw
            for line, kind, value in stream:
                raw = value
                yield line, kind, value

        for token in super().wrap(noted(), name, filename):
            if token.type == "string" and isinstance(raw, Placed) and raw[1:-1] == token.value:
                yield Token(token.lineno, token.type, Placed.at(raw.start + 1, token.value))
            else:
                yield token


class _PlacingParser(Parser):
    """Jinja's parser, whose strings know where they stand."""

    def parse_primary(self, with_namespace: bool = False) -> nodes.Expr:
        token = self.stream.current
        node = super().parse_primary(with_namespace)
        if token.type == "string" and isinstance(node, nodes.Const) and node.value == token.value:
            node.value = token.value
        return node


def parse(environment: Environment, source: str, name: str) -> nodes.Template:
    r"""The syntax tree of a template, in which names are `Placed`, and strings without escapes.

    Args:
        environment: says how its syntax is read.
        source: its text, lines ended by `\n`.
        name: of the template, for messages.

    Raises:
        jinja2.TemplateSyntaxError: it is malformed.
    """
    parser = _PlacingParser(environment, source, name)
    parser.stream = _PlacingLexer(environment).tokenize(source, name)
    return parser.parse()


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


def block_names(environment: Environment, source: str, name: str) -> Iterator[tuple[int, Placed]]:
    """Every name in a tag that begins or ends a block, with its line."""
    for tag in _tags(environment, source, name):
        match tag.words:
            case ["block" | "endblock", word, *_] if isinstance(word, Placed):
                yield tag.line, word


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
    begin: Placed | None = None
    first_line = 0
    words: list[str] = []
    for line, kind, value in _PlacingLexer(environment).tokeniter(source, name):
        assert isinstance(value, Placed)
        match kind:
            case "block_begin":
                begin, first_line, words = value, line, []
            case "block_end" if begin is not None:
                end = value.start + len(value)
                yield _Tag(first_line, begin, words, value, begin.start, end)
                begin = None
            case "name":
                words.append(value)
