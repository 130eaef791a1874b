"""Pieces of built-in templates that a folder can have copies of: templates and blocks."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import nodes

from ...program import SUFFIX
from ...render.units import BUILTIN
from .templates import BlockSource, Folder


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A built-in template, or one of its blocks."""

    template: str
    """Path in the folder of built-in templates."""

    block: str = ""
    """Name of the block; empty for the whole template."""

    @property
    def description(self) -> str:
        """The piece, as messages name it."""
        return f"the block `{self.block}`" if self.block else "the built-in template"

    @property
    def subject(self) -> str:
        """Name of the piece at the beginning of a sentence."""
        return f"T{self.description[1:]}"

    @property
    def key(self) -> str:
        """Key in the record of a folder, such as `README.md.jinja#install`."""
        return f"{self.template}#{self.block}" if self.block else self.template

    @property
    def base_path(self) -> str:
        """Path of the base text below `.clientsmith/base`."""
        if not self.block:
            return self.template
        return f"{self.template.removesuffix(SUFFIX)}/{self.block}{SUFFIX}"


def piece_of(key: str) -> Piece:
    """Return the piece for a key of the record."""
    template, _, block = key.partition("#")
    return Piece(template, block)


@dataclass(frozen=True, slots=True)
class Span:
    """A range of characters in a custom template."""

    start: int
    end: int


def builtin_text(folder: Folder, piece: Piece) -> str | None:
    """Return the current built-in text of a piece; None if there is no such piece."""
    text = folder.builtin.get(piece.template)
    if text is None or not piece.block:
        return text
    block = find_block(folder, BUILTIN + piece.template, piece.block)
    return None if block is None else block.inner(text)


def custom_span(folder: Folder, piece: Piece) -> Span | None:
    """Return the position of the user's copy of a piece; None if there is none, or if it includes
    the built-in text itself, so that nothing has to be merged."""
    source = folder.custom.get(piece.template)
    if source is None:
        return None
    if not piece.block:
        extends = BUILTIN + piece.template in folder.ancestors(piece.template)
        return None if extends else Span(0, len(source.text))
    block = find_block(folder, piece.template, piece.block)
    if block is None or _calls_super(folder.tree(piece.template), piece.block):
        return None
    return Span(block.inner_start, block.inner_end)


def _calls_super(tree: nodes.Template, block: str) -> bool:
    """Return whether a block prints the one that it overrides."""
    found = next(node for node in tree.find_all(nodes.Block) if node.name == block)
    open_nodes: list[nodes.Node] = [*found.body]
    while open_nodes:
        match node := open_nodes.pop():
            case nodes.Block():
                continue  # a block inside of it has a `super` of its own
            case nodes.Call(node=nodes.Name(name="super")):
                return True
        open_nodes += node.iter_child_nodes()
    return False


def custom_text(folder: Folder, piece: Piece) -> str | None:
    """Return the user's copy of a piece; None if there is none."""
    span = custom_span(folder, piece)
    return None if span is None else folder.custom[piece.template].text[span.start : span.end]


def find_block(folder: Folder, template: str, name: str) -> BlockSource | None:
    """Return a block by name, of a template with a resolved name; None if it has no such block."""
    return next((block for block in folder.blocks(template) if block.name == name), None)
