"""What of the built-in templates a folder can have a copy of: a template, or a block of one."""

from __future__ import annotations

from dataclasses import dataclass

from ..template_files import SUFFIX


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A built-in template, or one of its blocks."""

    template: str
    """Its path in the folder of built-in templates."""

    block: str = ""
    """Empty for the whole template."""

    @property
    def said(self) -> str:
        """The piece, as messages name it."""
        return f"the block `{self.block}`" if self.block else "the built-in template"

    @property
    def subject(self) -> str:
        """The same at the beginning of a sentence."""
        return f"T{self.said[1:]}"

    @property
    def key(self) -> str:
        """What the record of a folder calls it, such as `README.md.jinja#install`."""
        return f"{self.template}#{self.block}" if self.block else self.template

    @property
    def base_path(self) -> str:
        """Where the text that it was copied from is kept, below `.clientsmith/base`."""
        if not self.block:
            return self.template
        return f"{self.template.removesuffix(SUFFIX)}/{self.block}{SUFFIX}"


def piece_of(key: str) -> Piece:
    """The piece that the record of a folder calls so."""
    template, _, block = key.partition("#")
    return Piece(template, block)
