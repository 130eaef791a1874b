"""A line of leaves, and where it may be split."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...encode.characters import WIDTH, width
from .tokens import CLOSING, OPENING, Leaf

COMMA, UNION, ATTRIBUTE = 18, 9, 1
"""Priorities of delimiters: a line is split at those of the highest one it has."""


@dataclass(slots=True, eq=False)
class Line:
    """Leaves that stand on one line unless it has to be split."""

    indent: int
    inside: bool = False
    """Whether it is the content of brackets."""
    leaves: list[Leaf] = field(default_factory=list)
    delimiters: dict[Leaf, int] = field(default_factory=dict)
    """Leaves outside brackets behind which the line may be split, with their priority."""
    optional: list[Leaf] = field(default_factory=list)
    """Optional brackets outside other brackets."""
    has_optional: bool = False
    """Whether there are optional brackets at all."""
    magic: bool = False
    """Whether it holds brackets that a trailing comma forces apart."""
    must_split: bool = False
    """Whether it has to be split although it fits."""
    depth: int = 0
    """Brackets that are open behind the last leaf."""
    previous: Leaf | None = None
    """The last leaf whose place among brackets is known."""

    def append(self, leaf: Leaf, tracked: bool = True) -> None:
        """Add a leaf; one that is not tracked says nothing about where to split."""
        if tracked:
            self._track(leaf)
            if leaf.magic and self.leaves and self.leaves[-1].kind == ",":
                self.magic = True
        self.leaves.append(leaf)

    def _track(self, leaf: Leaf) -> None:
        kind = leaf.kind
        if kind in CLOSING:
            if self.depth == 0:
                return
            self.depth -= 1
        if self.depth == 0:
            if kind == "|":
                if self.previous is not None:
                    self.delimiters[self.previous] = UNION
            elif kind == ",":
                self.delimiters[leaf] = COMMA
            elif kind == "." and self.previous is not None and self.previous.kind in CLOSING:
                self.delimiters[self.previous] = ATTRIBUTE
        if not leaf.text:
            self.has_optional = True
            if self.depth == 0:
                self.optional.append(leaf)
        if kind in OPENING:
            self.depth += 1
        self.previous = leaf

    @property
    def is_def(self) -> bool:
        """Whether it begins a function."""
        return self.leaves[0].text in ("def", "async")

    @property
    def is_import(self) -> bool:
        """Whether it begins a `from` import."""
        return self.leaves[0].text == "from"

    def priority(self, without: Leaf | None = None) -> int:
        """The highest priority of a delimiter, 0 where there is none."""
        return max((v for leaf, v in self.delimiters.items() if leaf is not without), default=0)

    def __str__(self) -> str:
        parts = [leaf.text if not leaf.space else " " + leaf.text for leaf in self.leaves]
        parts[0] = self.leaves[0].text
        return "    " * self.indent + "".join(parts)

    @property
    def fits(self) -> bool:
        """Whether it is no longer than a line may be."""
        return width(str(self)) <= WIDTH
