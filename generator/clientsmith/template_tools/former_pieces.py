"""Built-in templates and blocks of them that had another name."""

from __future__ import annotations

from collections.abc import Mapping

from ..context.former import FormerName, Kind, former_name, former_names, present_template
from ..render.former_names import BUILTIN
from .copies import find_block
from .folder import Folder
from .pieces import Piece


def with_present_files(folder: Folder) -> tuple[Folder, Mapping[str, FormerName]]:
    """The templates of a user by the names that built-in ones have now.

    Returns:
        the templates, and the new name of each that has another one → what is known of it. Where a
        folder has both, they stay as they are.
    """
    moved = {
        former.successor: former
        for former in former_names(Kind.TEMPLATE)
        if former.name in folder.custom and former.successor not in folder.custom
    }
    return (folder.with_names({each.name: new for new, each in moved.items()}), moved)


def current_piece(folder: Folder, piece: Piece) -> Piece:
    """What a piece is called by now."""
    piece = in_present_file(folder, piece)
    former = _former(folder, piece.template, piece.block) if piece.block else None
    return Piece(piece.template, former.successor) if former else piece


def in_present_file(folder: Folder, piece: Piece) -> Piece:
    """A piece whose template is called as it is now, and its block as before."""
    is_there = piece.template in folder.builtin
    return piece if is_there else Piece(present_template(piece.template), piece.block)


def former_block_of(folder: Folder, template: str, block: str) -> FormerName | None:
    """What a block of a template of the user's was called in the built-in one that it extends; None
    where that is its name still."""
    for ancestor in folder.ancestors(template):
        if ancestor.startswith(BUILTIN):
            return _former(folder, ancestor.removeprefix(BUILTIN), block)
        if find_block(folder, ancestor, block) is not None:
            return None
    return None


def _former(folder: Folder, template: str, block: str) -> FormerName | None:
    """What is known of a block that a built-in template does not have."""
    is_there = template in folder.builtin and find_block(folder, BUILTIN + template, block)
    return None if is_there else former_name(Kind.BLOCK, block, template)
