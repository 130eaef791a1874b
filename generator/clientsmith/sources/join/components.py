"""Components of several documents: which are the same, and new names for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from ...document import (
    Container,
    Document,
    Node,
    Position,
    Walk,
    escape_token,
    mapping_at,
    unescape_token,
)
from ..bundle import copy_with
from ..pages import canonical
from .derived import derived_document

Component = tuple[str, str]
"""Key of `components` and name."""

SCHEMAS = "schemas"
SECURITY = "securitySchemes"

_Member = tuple[int, Component]
"""Number of a document, and one of its components."""


def component_renames(documents: Sequence[Document]) -> list[dict[Component, str]]:
    """For each document the components that get another name, and that name.

    Components of one name are one where they say the same, and so does everything that they refer
    to. Where they differ, that of the first document keeps its name; the others get a number behind
    it, in the order of the documents.

    Args:
        documents: of one version of OpenAPI (3.1 or later), without references to other files.
    """
    kinds = _equivalence_classes(documents)
    taken: dict[str, set[str]] = {}
    for _, (section, name) in kinds:
        taken.setdefault(section, set()).add(name)
    names: dict[tuple[Component, int], str] = {}
    met: set[Component] = set()
    found: list[dict[Component, str]] = [{} for _ in documents]
    for (number, component), kind in kinds.items():
        section, name = component
        if (component, kind) not in names:
            names[component, kind] = name if component not in met else _free(name, taken[section])
            met.add(component)
        if names[component, kind] != name:
            found[number][component] = names[component, kind]
    return found


def component_of(reference: str) -> Component | None:
    """Return the component that a reference points to or into; None for other targets."""
    tokens = unquote(reference).split("/")
    if len(tokens) < 4 or tokens[:2] != ["#", "components"]:
        return None
    return unescape_token(tokens[2]), unescape_token(tokens[3])


def extending_schemas(data: dict[str, Any]) -> dict[str, list[str]]:
    """Name of each schema with a discriminator → names of the schemas that extend it by `allOf`."""
    schemas = mapping_at(data, "/components/schemas")
    found: dict[str, list[str]] = {}
    for name, schema in schemas.items():
        for above in _above(schema, schemas):
            found.setdefault(above, []).append(name)
    return found


def _above(schema: Any, schemas: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of all schemas with a discriminator that a schema extends, directly or
    indirectly."""
    pending = [schema]
    seen: set[str] = set()
    while pending:
        current = pending.pop()
        parts = current.get("allOf") if isinstance(current, dict) else None
        for part in parts if isinstance(parts, list) else ():
            text = part.get("$ref") if isinstance(part, dict) else None
            component = component_of(text) if isinstance(text, str) else None
            if component is None or component[0] != SCHEMAS or component[1] in seen:
                continue
            name = component[1]
            seen.add(name)
            above = schemas.get(name)
            if isinstance(above, dict):
                if "discriminator" in above:
                    yield name
                pending.append(above)


def referred(place: Container, schemas: Mapping[str, Any]) -> Iterator[Component]:
    """Yield the components that a mapping refers to: by `$ref`, by name in a discriminator, or as
    security schemes of an operation."""
    value = place.value
    if not isinstance(value, dict):
        return
    for reference in place.references():
        if reference.mapping_key is not None and reference.text in schemas:
            yield SCHEMAS, reference.text
        elif (component := component_of(reference.text)) is not None:
            yield component
    security = value.get("security")
    if place.position == Position.OBJECT and isinstance(security, list):
        for requirement in security:
            for name in requirement if isinstance(requirement, dict) else ():
                yield SECURITY, name


def _equivalence_classes(documents: Sequence[Document]) -> dict[_Member, int]:
    """Return a number for each component of each document, which is equal for equal components."""
    texts: dict[_Member, str] = {}
    links: dict[_Member, list[Component]] = {}
    shared: Counter[Component] = Counter()
    for number, document in enumerate(documents):
        components = mapping_at(document.data, "/components")
        schemas = mapping_at(document.data, "/components/schemas")
        for section, entries in components.items():
            for name, value in entries.items() if isinstance(entries, dict) else ():
                member = number, (section, name)
                shared[section, name] += 1
                texts[member] = canonical(value)
                places = Walk(swagger=False).mappings(value)
                links[member] = [each for place in places for each in referred(place, schemas)]
    for number, document in enumerate(documents):
        for name, below in extending_schemas(document.data).items():
            member = number, (SCHEMAS, name)
            if member in links:
                links[member] += [(SCHEMAS, heir) for heir in below if shared[SCHEMAS, heir] > 1]
    targets = {
        member: [(member[0], each) for each in sorted(set(own)) if shared[each] > 1]
        for member, own in links.items()
    }
    keys: dict[_Member, Any] = {member: (member[1], text) for member, text in texts.items()}
    count = 0
    while True:
        numbers: dict[Any, int] = {}
        kinds = {member: numbers.setdefault(key, len(numbers)) for member, key in keys.items()}
        if len(numbers) == count:
            return kinds
        count = len(numbers)
        keys = {
            member: (kinds[member], tuple(kinds.get(each, -1) for each in targets[member]))
            for member in kinds
        }


def _free(name: str, taken: set[str]) -> str:
    """Return an unused name with a number, and mark it as used."""
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    taken.add(f"{name}_{number}")
    return f"{name}_{number}"


def with_renamed_components(document: Document, names: Mapping[Component, str]) -> Document:
    """Rename components, and update references, discriminators and security requirements.

    Args:
        document: of OpenAPI 3.1 or later, without references to other files.
        names: the components that get another name, and that name.
    """
    if not names:
        return document
    data = copy_with(document.data, dict(_Renaming(document.data, names).changes()))
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
    return derived_document(document, data, places)


class _Renaming:
    def __init__(self, data: dict[str, Any], names: Mapping[Component, str]) -> None:
        self._data = data
        self._names = names
        self._schemas = mapping_at(data, "/components/schemas")
        self._extending_schemas = extending_schemas(data)
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
        """Return a discriminator that still maps from the old names of schemas."""
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
        yield from self._extending_schemas.get(self._owners.get(id(schema), ""), ())

    def _reference(self, text: str) -> str:
        """Return a reference, which leads to the same place as before."""
        component = component_of(text)
        new = self._names.get(component) if component is not None else None
        if new is None:
            return text
        tokens = text.split("/")
        token = escape_token(new)
        is_encoded = "%" in tokens[3]
        return "/".join([*tokens[:3], quote(token, safe="~") if is_encoded else token, *tokens[4:]])
