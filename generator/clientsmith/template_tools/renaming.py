"""Former names of the contract in templates, brought up to date where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from jinja2 import nodes

from ..context import former
from ..render.former_names import former_template, successor_of
from ..render.references import references
from . import syntax
from .folder import Folder
from .former_pieces import former_block_of
from .inference import Functions, Reading, Rename


def renames(folder: Folder, our_filters: Functions) -> tuple[Rename, ...]:
    """Every former name in the templates of a user; not those of the templates themselves.

    Args:
        folder: the templates; all can be parsed.
        our_filters: filters beyond Jinja's own, by name.
    """
    if not former.FORMER_NAMES:
        return ()
    found = [*Reading(folder, our_filters).read_all().renames]
    for name in folder.custom:
        found += _of_blocks(folder, name)
        found += _of_templates(folder, name)
    return tuple(found)


def _of_blocks(folder: Folder, template: str) -> Iterator[Rename]:
    text = folder.text(template)
    named = list(syntax.block_names(folder.environment, text, template))
    for node in folder.tree(template).find_all(nodes.Getattr):
        match node:
            case nodes.Getattr(node=nodes.Name(name="self"), attr=syntax.Placed() as name):
                named.append((node.lineno, name))
    for line, name in named:
        known = former_block_of(folder, template, name)
        if known is not None:
            yield Rename(template, line, str(name), known.successor, name.start, known.message)


def _of_templates(folder: Folder, template: str) -> Iterator[Rename]:
    """What a template calls other ones, by their former names."""
    for node in references(folder.tree(template)):
        for each in (node.template, *node.template.find_all(nodes.Const)):
            match each:
                case nodes.Const(value=str() as name):
                    known = None if name in folder.names else former_template(name)
                    if known is not None:
                        start = name.start if isinstance(name, syntax.Placed) else None
                        new = successor_of(name, known)
                        yield Rename(template, each.lineno, str(name), new, start, known.message)


def apply(folder: Folder, found: Sequence[Rename]) -> tuple[Folder, tuple[Rename, ...]]:
    """Put new names in place of former ones.

    Returns:
        the templates, and the names that stay, for they may mean something else in the same place.
    """
    kept: list[Rename] = []
    for template in dict.fromkeys(rename.template for rename in found):
        changes: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for rename in found:
            if rename.template == template and rename.start is not None:
                changes[rename.start].add((rename.old, rename.new))
        kept += [
            rename
            for rename in found
            if rename.template == template
            and (rename.start is None or len(changes[rename.start]) > 1)
        ]
        text = folder.text(template)
        for start, names in sorted(changes.items(), reverse=True):
            if len(names) == 1:
                ((old, new),) = names
                text = text[:start] + new + text[start + len(old) :]
        folder = folder.with_text(template, text)
    return folder, tuple(kept)
