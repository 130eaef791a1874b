"""Lists templates and blocks, and those that a folder overrides (`clientsmith templates list`)."""

from __future__ import annotations

from dataclasses import dataclass

from ..contract import variables
from ..render.custom import is_shared
from ..render.units import BUILTIN
from .folder import Folder, Piece, Record, custom_span


@dataclass(frozen=True, slots=True)
class ListedBlock:
    """A block of a built-in template."""

    name: str
    parents: tuple[str, ...]
    """Names of the enclosing blocks, outermost first."""

    is_overridden: bool
    """True if the folder overrides it or an enclosing block."""

    is_copied: bool
    """True if that began as a copy of it, of which `clientsmith templates upgrade` knows."""


@dataclass(frozen=True, slots=True)
class ListedTemplate:
    """A built-in or custom template."""

    name: str
    is_builtin: bool
    """True if it is a built-in template."""

    is_shared: bool
    """True if it generates no file itself."""

    is_overridden: bool
    """True if the folder has a template with that name."""

    is_replaced: bool
    """True if that template does not extend the built-in one."""

    is_copied: bool
    """True if that began as a copy of it, of which `clientsmith templates upgrade` knows."""

    variables: tuple[str, ...]
    """Names of its variables."""

    blocks: tuple[ListedBlock, ...]


def listed(folder: Folder, record: Record) -> tuple[ListedTemplate, ...]:
    """Return all templates, the built-in ones first; those of the folder must be parseable.

    Args:
        folder: the templates.
        record: what was copied into the folder.
    """
    copied = {piece for piece in record.pieces if custom_span(folder, piece) is not None}
    own = [name for name in folder.custom if name not in folder.builtin]
    return tuple(_template(folder, name, copied) for name in (*folder.builtin, *own))


def _template(folder: Folder, name: str, copied: set[Piece]) -> ListedTemplate:
    is_builtin = name in folder.builtin
    is_overridden = is_builtin and name in folder.custom
    is_replaced = is_overridden and BUILTIN + name not in folder.ancestors(name)
    chain = (name, *folder.ancestors(name)) if is_overridden else ()
    own = {block.name for each in chain if each in folder.custom for block in folder.blocks(each)}
    return ListedTemplate(
        name,
        is_builtin,
        is_shared(name),
        is_overridden,
        is_replaced,
        Piece(name) in copied,
        tuple(sorted(variables(name))),
        tuple(
            ListedBlock(
                block.name,
                block.parents,
                not is_replaced and not own.isdisjoint((block.name, *block.parents)),
                Piece(name, block.name) in copied,
            )
            for block in (folder.blocks(BUILTIN + name) if is_builtin else ())
        ),
    )
