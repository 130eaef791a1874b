"""Tags that the document declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .. import ir
from ..document import Node
from ..problem import quoted
from .reading import FAULTS, Reading


def tags_of(reading: Reading) -> tuple[ir.Tag, ...]:
    """The declared tags, without parents that are not declared or stand below them."""
    found = _declared(reading)
    return tuple(_with_usable_parent(tag, node, found, reading) for node, tag in found.values())


def _declared(reading: Reading) -> dict[str, tuple[Node, ir.Tag]]:
    found: dict[str, tuple[Node, ir.Tag]] = {}
    try:
        elements = list(reading.elements(reading.root, "tags"))
    except FAULTS as fault:
        reading.dropped("tag-dropped", "The list of tags", fault)
        elements = []
    for node in elements:
        name = reading.text(node, "name")
        if not name:
            reading.warn(node, "tag-dropped", "A tag is left out: it has no name.")
        elif name in found:
            reading.warn(node, "tag-duplicate", f"The tag {quoted(name)} is declared before.")
        else:
            docs = reading.docs(node, title="summary")
            found[name] = node, ir.Tag(name, docs, reading.text(node, "parent") or None)
    return found


def _with_usable_parent(
    tag: ir.Tag, node: Node, found: Mapping[str, tuple[Node, ir.Tag]], reading: Reading
) -> ir.Tag:
    ancestors: list[str] = []
    parent = tag.parent
    while parent is not None and parent in found and parent not in ancestors:
        ancestors.append(parent)
        parent = found[parent][1].parent
    if tag.parent is None or (ancestors and tag.name not in ancestors):
        return tag
    why = "is below it" if ancestors else "is not declared"
    reading.warn(
        node,
        "tag-hierarchy",
        f"The tag {quoted(tag.name)} has no usable parent: {quoted(tag.parent)} {why}.",
    )
    return replace(tag, parent=None)
