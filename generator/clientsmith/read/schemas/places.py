"""Where schemas stand, and so what their declarations are named after."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from ... import ir
from ...construction import quickly_made
from ...document import Document, Node, unescape_token

DEEPEST = 40
"""Containers and unions inside one another that are followed; deeper ones are taken as anything."""

_COMPONENT = ir.Role.COMPONENT

_NAMED_AFTER_KEY = {
    "properties": ir.Role.PROPERTY,
    "patternProperties": ir.Role.VALUE,
    "dependentSchemas": ir.Role.MEMBER,
    "headers": ir.Role.HEADER,
    "oneOf": ir.Role.MEMBER,
    "anyOf": ir.Role.MEMBER,
    "prefixItems": ir.Role.ITEM,
}
"""Keyword → role of the schemas one key below it."""

_NAMED_AFTER_KEYWORD = {
    "items": ir.Role.ITEM,
    "itemSchema": ir.Role.ITEM,
    "contains": ir.Role.ITEM,
    "unevaluatedItems": ir.Role.ITEM,
    "additionalItems": ir.Role.ITEM,
    "additionalProperties": ir.Role.VALUE,
    "unevaluatedProperties": ir.Role.VALUE,
    "requestBody": ir.Role.REQUEST,
}

_DEFINITIONS = frozenset({"schemas", "definitions", "$defs"})
"""Maps of named schemas."""

_SILENT = frozenset({"components", "paths", "schema", "not"})
_SILENT_WITH_KEY = frozenset({"allOf", "content"})

_STATUS = re.compile(r"[1-5](\d\d|XX)|default", re.IGNORECASE)

_SECTIONS = {
    "parameters": ir.Role.PARAMETER,
    "requestBodies": ir.Role.REQUEST,
    "responses": ir.Role.RESPONSE,
}
"""Maps of shared objects → role of the schemas in one of them."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Slot:
    """The id and the place that a schema is declared under if it turns out to need a name."""

    node: Node
    """The schema; its annotations are those of the declaration."""

    id: ir.Id
    parent: ir.Id | None
    steps: tuple[ir.Step, ...]
    named: bool = False
    """Whether it is declared in any case, as a component is, and so the parent of what is inside."""

    borrowed: bool = False
    """Whether a reference led here: the place then only holds until the schema's owner is read."""

    depth: int = 0

    def inside(self, node: Node, role: ir.Role, word: str = "") -> Slot:
        """The slot of a part of this schema, which is not declared itself unless it is `named`. A
        part that another schema brings in keeps the place that its own owner gives it."""
        borrowed = self.borrowed or not node.id.startswith(f"{self.id}/")
        step = ir.Step(role, word)
        if self.named:
            return Slot(node, node.id, self.id, (step,), borrowed=borrowed, depth=self.depth + 1)
        return Slot(
            node,
            node.id,
            self.parent,
            (*self.steps, step),
            borrowed=borrowed,
            depth=self.depth + 1,
        )

    def below(self, node: Node, role: ir.Role, word: str = "", id: ir.Id | None = None) -> Slot:
        """The slot of a part of this schema, which is declared.

        Args:
            id: identity of the part where it is not the place of `node`, as where parts are merged.
        """
        return Slot(node, id or node.id, self.id, (ir.Step(role, word),), depth=self.depth + 1)


def slot_by_pointer(node: Node, root: Document, components: str) -> Slot:
    """The slot of a schema that only a reference leads to, told from where it stands.

    Args:
        node: the schema.
        root: the root document.
        components: pointer of the mapping that holds the root's component schemas.
    """
    document = node.document
    tokens = [unescape_token(token) for token in node.pointer.split("/")[1:]]
    steps = _steps(tokens)
    parent = None
    prefix = f"{components}/"
    if document is root and node.pointer.startswith(prefix):
        name = node.pointer.removeprefix(prefix).partition("/")[0]
        if len(steps) > 1 and steps[0] == ir.Step(_COMPONENT, unescape_token(name)):
            parent = f"{document.origin}#{prefix}{name}"
            steps = steps[1:]
    if parent is None and (not steps or steps[0].role is not _COMPONENT):
        stem = posixpath.splitext(posixpath.basename(document.origin))[0]
        steps = [ir.Step(_COMPONENT, stem), *steps]
    named = parent is None and len(steps) == 1
    return Slot(node, node.id, parent, tuple(steps), named=named, borrowed=True)


def _steps(tokens: list[str]) -> list[ir.Step]:
    steps: list[ir.Step] = []
    rest = iter(tokens)
    for token in rest:
        if token in _DEFINITIONS:
            steps = [ir.Step(_COMPONENT, next(rest, token))]
        elif token in _SECTIONS:
            key = next(rest, "")
            if not (key.isdecimal() or _STATUS.fullmatch(key)):
                steps = [ir.Step(_COMPONENT, key)]
                key = ""
            steps.append(ir.Step(_SECTIONS[token], key))
        elif token in _NAMED_AFTER_KEY:
            key, role = next(rest, ""), _NAMED_AFTER_KEY[token]
            counted = key.isdecimal() and role is not ir.Role.PROPERTY
            steps.append(ir.Step(role, str(int(key) + 1) if counted else key))
        elif token in _NAMED_AFTER_KEYWORD:
            steps.append(ir.Step(_NAMED_AFTER_KEYWORD[token]))
        elif token in _SILENT_WITH_KEY:
            next(rest, "")
        elif token not in _SILENT:
            steps.append(ir.Step(_COMPONENT, token))
    if tokens[-2:-1] == ["allOf"] and tokens[-1].isdecimal():
        steps.append(ir.Step(ir.Role.MEMBER, str(int(tokens[-1]) + 1)))
    return steps
