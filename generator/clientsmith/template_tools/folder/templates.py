"""A folder of custom templates over the built-in ones, as source text and syntax trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from jinja2 import DictLoader, Environment, TemplateSyntaxError, nodes

from ...program import builtin_folder
from ...render import TemplateProblem
from ...render.custom import template_names
from ...render.environment import environment
from ...render.problems import template_problem
from ...render.units import BUILTIN, extended, named_templates


@dataclass(frozen=True, slots=True)
class BlockSource:
    """A block in the source of a template; positions are in characters."""

    name: str
    line: int
    """Line of its opening tag, from 1."""

    parents: tuple[str, ...]
    """Names of the enclosing blocks, outermost first."""

    opening: str
    """The opening tag without `scoped`, including a line end that it removes."""

    closing: str

    start: int
    inner_start: int
    inner_end: int
    end: int

    def inner(self, source: str) -> str:
        """Return the source between its tags."""
        return source[self.inner_start : self.inner_end]


def block_sources(environment: Environment, source: str, name: str) -> tuple[BlockSource, ...]:
    """Return the blocks of a template that can be parsed, in the order of their opening tags."""
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
    """A statement tag of Jinja."""

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


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """The source of a custom template."""

    text: str
    r"""Source with `\n` as line end."""

    has_windows_ends: bool = False

    @property
    def file_text(self) -> str:
        """Source with the line ends of the file."""
        return self.text.replace("\n", "\r\n") if self.has_windows_ends else self.text


class Folder:
    """Templates by name: custom ones over the built-in ones.

    Args:
        custom: name → source of the user's.
        builtin: name → text of the built-in ones.
    """

    def __init__(self, custom: Mapping[str, TemplateSource], builtin: Mapping[str, str]) -> None:
        self.custom = MappingProxyType({name: custom[name] for name in sorted(custom)})
        self.builtin = MappingProxyType({name: builtin[name] for name in sorted(builtin)})
        self._trees: dict[str, nodes.Template] = {}
        self._blocks: dict[str, tuple[BlockSource, ...]] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that a template can refer to."""
        return frozenset((*self.custom, *self.builtin, *(BUILTIN + name for name in self.builtin)))

    @cached_property
    def environment(self) -> Environment:
        """Environment for parsing."""
        return environment(DictLoader({}))

    def with_text(self, name: str, text: str) -> Folder:
        """Return a folder with a new text for a custom template."""
        has_windows_ends = name in self.custom and self.custom[name].has_windows_ends
        return self._with({**self.custom, name: TemplateSource(text, has_windows_ends)})

    def _with(self, custom: Mapping[str, TemplateSource]) -> Folder:
        folder = Folder(custom, self.builtin)
        for name, tree in self._trees.items():
            if name.startswith(BUILTIN) and name not in custom:
                folder._trees[name] = tree
        return folder

    def without_malformed(self) -> Folder:
        """Return a folder without the custom templates that cannot be parsed."""
        custom = {name: source for name, source in self.custom.items() if self.can_be_parsed(name)}
        return self._with(custom)

    def can_be_parsed(self, name: str) -> bool:
        """Return whether a template with a resolved name can be parsed."""
        try:
            self.tree(name)
        except TemplateSyntaxError:
            return False
        return True

    def check(self) -> None:
        """Check that every custom template can be parsed.

        Raises:
            TemplateProblem: some cannot; all of them.
        """
        found = []
        for name in self.custom:
            try:
                self.tree(name)
            except TemplateSyntaxError as error:
                found.append(template_problem(name, error.lineno, str(error.message)))
        if found:
            raise TemplateProblem(found)

    def resolve(self, name: str) -> str | None:
        """Return the resolved name of a template that another one refers to, `builtin/…` for a
        built-in one; None if there is no such template."""
        if name in self.custom:
            return name
        bare = name.removeprefix(BUILTIN)
        if bare in self.custom and not name.startswith(BUILTIN):
            return bare
        return BUILTIN + bare if bare in self.builtin else None

    def text(self, name: str) -> str:
        """Return the source of a template with a resolved name."""
        custom = self.custom.get(name)
        return custom.text if custom else self.builtin[name.removeprefix(BUILTIN)]

    def tree(self, name: str) -> nodes.Template:
        """Return the syntax tree of a template with a resolved name.

        Raises:
            jinja2.TemplateSyntaxError: it is malformed.
        """
        if name not in self._trees:
            self._trees[name] = self.environment.parse(self.text(name), name)
        return self._trees[name]

    def blocks(self, name: str) -> tuple[BlockSource, ...]:
        """Return the blocks of a template with a resolved name.

        Raises:
            jinja2.TemplateSyntaxError: it is malformed.
        """
        if name not in self._blocks:
            self.tree(name)
            self._blocks[name] = block_sources(self.environment, self.text(name), name)
        return self._blocks[name]

    def parent(self, name: str) -> str | None:
        """Return the template that this one extends; None if there is none, or if it is only known
        at render time."""
        extends = extended(self.tree(name))
        targets = named_templates(extends) if extends else ()
        return self.resolve(targets[0]) if targets else None

    def ancestors(self, name: str) -> Iterator[str]:
        """Yield the chain of templates that this one extends."""
        visited = {name}
        parent = self.parent(name)
        while parent is not None and parent not in visited:
            visited.add(parent)
            yield parent
            parent = self.parent(parent)


def read_folder(place: Path | None) -> Folder:
    """Read the templates of a custom folder, and the built-in ones.

    Args:
        place: the user's folder; None, or one that does not exist, for the built-in ones alone.

    Raises:
        TemplateProblem: templates cannot be read; all of them.
    """
    custom = {}
    unreadable = []
    if place is not None and place.is_dir():
        for name in template_names(place):
            try:
                content = (place / name).read_bytes().decode()
            except (OSError, UnicodeDecodeError) as error:
                unreadable.append(template_problem(name, None, f"it cannot be read: {error}"))
            else:
                custom[name] = TemplateSource(_with_plain_ends(content), _has_windows_ends(content))
    if unreadable:
        raise TemplateProblem(unreadable)
    root = builtin_folder()
    builtin = {name: (root / name).read_text(encoding="utf-8") for name in template_names(root)}
    return Folder(custom, builtin)


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _has_windows_ends(text: str) -> bool:
    return text.count("\r\n") * 2 > text.count("\n")
