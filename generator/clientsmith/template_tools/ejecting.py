"""Copies built-in templates and blocks into a custom folder (`clientsmith templates eject`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateSyntaxError

from ..program import SUFFIX
from ..project.output import write_file
from ..render.custom import RECORD
from ..render.problems import did_you_mean
from ..render.units import BUILTIN
from .folder import (
    BlockSource,
    Copied,
    Folder,
    Piece,
    Record,
    builtin_text,
    find_block,
    record_text,
    remove_bases,
    text_digest,
    write_bases,
)


@dataclass(frozen=True, slots=True)
class Ejected:
    """The result of ejecting; nothing is written if there are mistakes."""

    files: Mapping[str, str]
    """Name of a template → its new text, with the line ends of the file."""

    pieces: Mapping[Piece, str]
    """Copied piece → its built-in text."""

    mistakes: tuple[str, ...]
    """Messages about pieces that cannot be copied."""


def pieces_named(
    folder: Folder, templates: Sequence[str], blocks: Sequence[str], *, everything: bool
) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """Return the requested pieces, and messages about names that do not exist.

    Args:
        folder: the templates.
        templates: names of built-in templates; `.jinja` at the end may be left out.
        blocks: names of blocks in the one template, none for templates as a whole.
        everything: whether all built-in templates are meant, and there are no names.
    """
    if everything:
        return tuple(map(Piece, folder.builtin)), ()
    found = []
    mistakes = []
    for given in templates:
        name = builtin_name(folder, given)
        if name is None:
            advice = did_you_mean(given, folder.builtin)
            mistakes.append(f"there is no built-in template `{given}`. {advice}")
            continue
        there = {block.name for block in folder.blocks(BUILTIN + name)}
        for block in blocks:
            if block in there:
                found.append(Piece(name, block))
            elif there:
                advice = did_you_mean(block, there)
                mistakes.append(f"there is no block `{block}` in {name}. {advice}")
            else:
                mistakes.append(f"{name} has no blocks; eject the whole template.")
        if not blocks:
            found.append(Piece(name))
    return tuple(dict.fromkeys(found)), tuple(mistakes)


def builtin_name(folder: Folder, given: str) -> str | None:
    """Return the built-in template with a name, whose suffixes may be omitted, and whose folder may
    be omitted if the name is unique."""
    given = given.replace("\\", "/").removeprefix("./").removeprefix(BUILTIN)
    for matches in (_is_name, _is_end):
        found = [name for name in folder.builtin if matches(name, given)]
        if len(found) == 1:
            return found[0]
    return None


def _is_name(name: str, given: str) -> bool:
    file = name.removesuffix(SUFFIX)
    return given in (name, file, file.rpartition(".")[0])


def _is_end(name: str, given: str) -> bool:
    return any(_is_name(name[place + 1 :], given) for place, sign in enumerate(name) if sign == "/")


def eject(folder: Folder, pieces: Iterable[Piece], *, force: bool) -> Ejected:
    """Copy built-in templates and blocks.

    Args:
        folder: the user's templates and the built-in ones.
        pieces: what is copied; all of them exist.
        force: whether what the user's folder has in their places is replaced.
    """
    copied: dict[Piece, str] = {}
    mistakes: list[str] = []
    for piece in pieces:
        try:
            text = _text_with(folder, piece, force)
        except _CopyError as refused:
            mistakes.append(f"{piece.template}: {refused}")
        except TemplateSyntaxError as error:
            mistakes.append(f"{piece.template}:{error.lineno}: {error.message}")
        else:
            folder = folder.with_text(piece.template, text)
            copied[piece] = builtin_text(folder, piece) or ""
    files = {piece.template: folder.custom[piece.template].file_text for piece in copied}
    return Ejected(files, copied, tuple(mistakes))


class _CopyError(Exception):
    """A piece cannot be copied."""


def _text_with(folder: Folder, piece: Piece, force: bool) -> str:
    """Return the text of a custom template with a copy of a piece.

    Raises:
        _CopyError: it would stand in the way of what is there.
        TemplateSyntaxError: what is there is malformed.
    """
    copy = builtin_text(folder, piece) or ""
    there = folder.custom.get(piece.template)
    block = find_block(folder, BUILTIN + piece.template, piece.block)
    if block is None:
        if there is not None and not force:
            raise _CopyError("it already exists; use --force to replace it")
        return copy
    tagged = f"{block.opening}{copy}{block.closing}"
    tagged = tagged if tagged.endswith("\n") else f"{tagged}\n"
    if there is None:
        return f'{{% extends "{BUILTIN}{piece.template}" %}}\n\n{tagged}'
    if BUILTIN + piece.template not in folder.ancestors(piece.template):
        raise _CopyError(
            "it already exists and does not extend the built-in template, so it defines itself what "
            f"replaces the block `{piece.block}`"
        )
    own = {each.name: each for each in folder.blocks(piece.template)}
    old = own.get(piece.block)
    if old is None:
        _check_nesting(folder, piece, own)
        return f"{there.text.rstrip()}\n\n{tagged}"
    if not force:
        raise _CopyError(
            f"the block `{piece.block}` already exists in line {old.line}; use --force to replace it"
        )
    return there.text[: old.start] + tagged + there.text[old.end :]


def _check_nesting(folder: Folder, piece: Piece, own: Mapping[str, BlockSource]) -> None:
    """Check that the file would not contain a block twice.

    Raises:
        _CopyError: one would.
    """
    for block in folder.blocks(BUILTIN + piece.template):
        if piece.block in block.parents and block.name in own:
            raise _CopyError(
                f"the block `{piece.block}` contains the block `{block.name}`, which "
                f"already exists in line {own[block.name].line}"
            )


def write_copies(
    place: Path, ejected: Ejected, record: Record, *, program: str, context_version: str
) -> None:
    """Write the copies: first the record and the base texts for later merges, then the templates.

    Args:
        place: the folder of templates; it is made where there is none.
        ejected: the copies.
        record: that of the folder before.
        program: version of the program.
        context_version: version of the contract.

    Raises:
        OutputError: a file cannot be written.
    """
    pieces = dict(record.pieces)
    for piece in ejected.pieces:
        for other in [*pieces]:
            if other.template == piece.template and not (other.block and piece.block):
                del pieces[other]  # a whole template has taken the place of blocks
    pieces |= {piece: Copied(program, text_digest(text)) for piece, text in ejected.pieces.items()}
    write_bases(place, ejected.pieces)
    new = Record(record.context_version or context_version, pieces)
    write_file(place / RECORD, record_text(new))
    for name, text in ejected.files.items():
        write_file(place / name, text)
    remove_bases(place, record, new)
