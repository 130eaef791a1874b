"""A document whose components have other names: everything that refers to them follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ...document import Container, Document, Node, Position, Walk, escape_token, mapping_at
from ..bundle import copied
from .components import SCHEMAS, SECURITY, Component, component_of, heirs
from .places import made_from


def with_names(document: Document, names: Mapping[Component, str]) -> Document:
    """The document with other names of components; references, discriminators and security
    requirements follow.

    Args:
        document: of OpenAPI 3.1 or later, without references to other files.
        names: the components that get another name, and that name.
    """
    if not names:
        return document
    data = copied(document.data, dict(_Renaming(document.data, names).changes()))
    places = {"": Node(document, "", document.data)}
    for section, entries in mapping_at(data, "/components").items():
        if not isinstance(entries, dict):
            continue
        data["components"][section] = {
            names.get((section, name), name): value for name, value in entries.items()
        }
        for name in entries:
            new = names.get((section, name))
            if new is not None:
                above = f"/components/{escape_token(section)}/"
                old = f"{above}{escape_token(name)}"
                places[f"{above}{escape_token(new)}"] = Node(document, old, entries[name])
    return made_from(document, data, places)


class _Renaming:
    def __init__(self, data: dict[str, Any], names: Mapping[Component, str]) -> None:
        self._data = data
        self._names = names
        self._schemas = mapping_at(data, "/components/schemas")
        self._heirs = heirs(data)
        self._owners = {id(schema): name for name, schema in self._schemas.items()}

    def changes(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Identity of each mapping that changes, and what it becomes."""
        for place in Walk(swagger=False).mappings(self._data):
            if not isinstance(place.value, dict):
                continue
            changed = (
                self._discriminator(place)
                if place.position == Position.DISCRIMINATOR
                else self._object(place)
            )
            if changed != place.value:
                yield id(place.value), changed

    def _object(self, place: Container) -> dict[str, Any]:
        assert isinstance(place.value, dict)
        value = dict(place.value)
        for _ in place.references():
            value["$ref"] = self._reference(value["$ref"])
        security = value.get("security")
        if place.position == Position.OBJECT and isinstance(security, list):
            value["security"] = [
                (
                    {self._names.get((SECURITY, name), name): each[name] for name in each}
                    if isinstance(each, dict)
                    else each
                )
                for each in security
            ]
        return value

    def _discriminator(self, place: Container) -> dict[str, Any]:
        """A discriminator, in which the old names of schemas still are the values."""
        assert isinstance(place.value, dict)
        own = place.value.get("mapping")
        mapping: dict[str, Any] = {}
        for key, text in own.items() if isinstance(own, dict) else ():
            mapping[key] = text
            if isinstance(text, str):
                name = self._names.get((SCHEMAS, text)) if text in self._schemas else None
                mapping[key] = name or self._reference(text)
        for name in self._members(place):
            new = self._names.get((SCHEMAS, name))
            pointer = f"#/components/schemas/{escape_token(new or '')}"
            if new is not None and name not in mapping and pointer not in mapping.values():
                mapping[name] = pointer
        return {**place.value, "mapping": mapping} if mapping else place.value

    def _members(self, place: Container) -> Iterator[str]:
        """Names of the schemas that the values of a discriminator stand for."""
        schema = place.parent.value if place.parent is not None else {}
        if not isinstance(schema, dict):
            return
        for key in ("oneOf", "anyOf"):
            members = schema.get(key)
            for member in members if isinstance(members, list) else ():
                text = member.get("$ref") if isinstance(member, dict) else None
                component = component_of(text) if isinstance(text, str) else None
                if component is not None and component[0] == SCHEMAS:
                    yield component[1]
        yield from self._heirs.get(self._owners.get(id(schema), ""), ())

    def _reference(self, text: str) -> str:
        """A reference, which leads to the same place as before."""
        component = component_of(text)
        new = self._names.get(component) if component is not None else None
        if new is None:
            return text
        tokens = text.split("/")
        token = escape_token(new)
        is_encoded = "%" in tokens[3]
        return "/".join([*tokens[:3], quote(token, safe="~") if is_encoded else token, *tokens[4:]])
