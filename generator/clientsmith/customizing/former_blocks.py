"""Blocks of built-in templates that had another name."""

from __future__ import annotations

from ..context.former import FormerBlock, former_block
from .copies import find_block
from .folder import BUILTIN, Folder
from .pieces import Piece


def current_piece(folder: Folder, piece: Piece) -> Piece:
    """What a piece is called by now."""
    former = _former(folder, piece.template, piece.block) if piece.block else None
    return Piece(piece.template, former.successor) if former else piece


def former_block_of(folder: Folder, template: str, block: str) -> FormerBlock | None:
    """What a block of a template of the user's was called in the built-in one that it extends; None
    where that is its name still."""
    for ancestor in folder.ancestors(template):
        if ancestor.startswith(BUILTIN):
            return _former(folder, ancestor.removeprefix(BUILTIN), block)
        if find_block(folder, ancestor, block) is not None:
            return None
    return None


def _former(folder: Folder, template: str, block: str) -> FormerBlock | None:
    """What is known of a block that a built-in template does not have."""
    is_there = template in folder.builtin and find_block(folder, BUILTIN + template, block)
    return None if is_there else former_block(template, block)
