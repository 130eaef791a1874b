"""Keys of schemas that stay the same from one version of a document to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from ...ir import Alias, Declaration, Enumeration, Id, ListOf, MapOf, Model, Role, Step, TupleOf
from ...project.pins import relative_id

_POSITION = re.compile(r"/(?:allOf|anyOf|items|oneOf|parameters|prefixItems)/[0-9]+(?:/|$)")
"""A part of a pointer that says something else as soon as a list has one item more."""

_SHOWN_PROPERTIES = 3
"""Properties that tell one object from others, at most."""


class SchemaKeys:
    """One key for each declaration: its pointer, or where that counts items of a list, its place in
    words of the document.

    Args:
        declarations: all of them.
        root: origin of the root document.
    """

    def __init__(self, declarations: Mapping[Id, Declaration], root: str) -> None:
        self._declarations = declarations
        self._root = root
        self._found: dict[Id, str] = {}
        for id_ in declarations:
            self._key(id_)
        counts = Counter(self._found.values())
        for id_, key in self._found.items():
            if counts[key] > 1:
                self._found[id_] = relative_id(id_, root)
        self.ids: Mapping[str, Id] = {key: id_ for id_, key in self._found.items()}
        """Key → id."""

    def __getitem__(self, id_: Id) -> str:
        return self._found[id_]

    def _key(self, id_: Id) -> str:
        """Return the key of a declaration or an operation, which others may share."""
        if id_ in self._found:
            return self._found[id_]
        key = relative_id(id_, self._root)
        declaration = self._declarations.get(id_)
        if declaration is None:
            return key
        self._found[id_] = key  # ends a circle
        place = declaration.place
        if place.parent is not None and _POSITION.search(key):
            steps = "".join(f"/{_shown(step, declaration)}" for step in place.steps)
            self._found[id_] = self._key(place.parent) + steps
        return self._found[id_]


def _shown(step: Step, declaration: Declaration) -> str:
    """Return a step in words; a member of a union without a word is described."""
    word = step.word
    if step.role is Role.MEMBER and word.isdecimal():
        word = _sketch(declaration)
    return f"{step.role.value} {word}" if word else step.role.value


def _sketch(declaration: Declaration) -> str:
    match declaration:
        case Model(fields=fields):
            required = sorted(field.wire_name for field in fields if field.required)
            names = required or sorted(field.wire_name for field in fields)
            return f"with {', '.join(names[:_SHOWN_PROPERTIES])}" if names else "without properties"
        case Enumeration(values=values):
            return f"such as {values[0]}"
        case Alias(type=ListOf() | TupleOf()):
            return "list"
        case Alias(type=MapOf()):
            return "map"
        case _:
            return "type"
