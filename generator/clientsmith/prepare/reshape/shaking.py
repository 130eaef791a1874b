"""A document without the components that nothing in it needs any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ...document import (
    Library,
    Node,
    Position,
    Reference,
    UnresolvedReference,
    Walk,
    escape_token,
    mapping_at,
    unescape_token,
)

_SWAGGER_SECTIONS = ("definitions", "parameters", "responses")
_KEPT_APART = ("securitySchemes", "securityDefinitions")
"""Sections that security requirements refer to by name."""

_Component = tuple[str, str]
"""Pointer of a section, and a name in it."""


def without_unused(library: Library) -> Library:
    """The library, whose root document has only the components and tags that its paths and webhooks
    need.

    A schema is needed, too, where it extends a needed one that tells its kinds apart by a
    discriminator.
    """
    shaking = _Shaking(library)
    shaking.run()
    root = replace(library.root, data=shaking.kept())
    return replace(library, root=root, documents={**library.documents, root.origin: root})


class _Shaking:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._data: dict[str, Any] = library.root.data
        self._is_swagger = "swagger" in self._data
        self._needed: set[_Component] = set()
        self._walks: dict[str, Walk] = {}

    def run(self) -> None:
        """Find everything that is needed."""
        root = self._library.root
        pending = [
            (Node(root, f"/{key}", self._data[key]), Position.NAMES)
            for key in ("paths", "webhooks")
            if isinstance(self._data.get(key), dict)
        ]
        while pending:
            while pending:
                node, position = pending.pop()
                pending += self._reached(node, position)
            pending = [(node, Position.OBJECT) for node in self._kinds()]

    def _reached(self, node: Node, position: Position) -> Iterator[tuple[Node, Position]]:
        walk = self._walks.setdefault(node.document.origin, Walk(swagger=self._is_swagger))
        for reference in walk.references(node.data, position):
            target = self._target(reference, node)
            if target is None:
                continue
            component = self._component(target)
            if component is not None:
                self._needed.add(component)
                target = self._node(component)
            yield target, reference.position

    def _target(self, reference: Reference, node: Node) -> Node | None:
        at = Node(node.document, node.pointer + reference.place.pointer(), reference.place.value)
        try:
            if reference.mapping_key is not None:
                return self._library.resolve_mapping(reference.text, at)
            return self._library.resolve(reference.text, at)
        except UnresolvedReference:
            return None

    def _component(self, target: Node) -> _Component | None:
        """The component of the root document that something is, or is a part of."""
        if target.document.origin != self._library.root.origin:
            return None
        tokens = target.pointer.split("/")[1:]
        depth = 2 if tokens[:1] == ["components"] else 1
        if len(tokens) <= depth or (depth == 1 and tokens[0] not in _SWAGGER_SECTIONS):
            return None
        return "/" + "/".join(tokens[:depth]), tokens[depth]

    def _node(self, component: _Component) -> Node:
        section, name = component
        node = Node(self._library.root, "", self._data)
        for token in [*section.split("/")[1:], name]:
            node /= unescape_token(token)
        return node

    def _kinds(self) -> Iterator[Node]:
        """Schemas that are not known to be needed and extend one that is, which has a
        discriminator."""
        section = "/definitions" if self._is_swagger else "/components/schemas"
        for name, schema in mapping_at(self._data, section).items():
            component = (section, escape_token(name))
            if component in self._needed or not isinstance(schema, dict):
                continue
            for part in schema.get("allOf") or ():
                if self._extends_needed(part, component):
                    self._needed.add(component)
                    yield self._node(component)
                    break

    def _extends_needed(self, part: Any, component: _Component) -> bool:
        if not isinstance(part, dict) or not isinstance(part.get("$ref"), str):
            return False
        try:
            target = self._library.resolve(part["$ref"], self._node(component))
        except UnresolvedReference:
            return False
        is_needed = self._component(target) in self._needed
        return is_needed and isinstance(target.data, dict) and "discriminator" in target.data

    # --- what is left -----------------------------------------------------------------------------

    def kept(self) -> dict[str, Any]:
        """The root document with what is needed."""
        data = dict(self._data)
        used = set(self._used("security"))
        if isinstance(data.get("components"), dict):
            data["components"] = {
                key: self._section_kept(f"/components/{key}", value, used)
                for key, value in data["components"].items()
            }
        for key in (*_SWAGGER_SECTIONS, "securityDefinitions"):
            if key in data:
                data[key] = self._section_kept(f"/{key}", data[key], used)
        if isinstance(data.get("tags"), list):
            tags = set(self._used("tags"))
            data["tags"] = [
                tag
                for tag in data["tags"]
                if not isinstance(tag, dict)
                or tag.get("name") in tags
                or _is_parent(tag, data, tags)
            ]
        return data

    def _section_kept(self, pointer: str, section: Any, used: set[str]) -> Any:
        if not isinstance(section, dict):
            return section
        if pointer.rpartition("/")[2] in _KEPT_APART:
            return {name: value for name, value in section.items() if name in used}
        if pointer.rpartition("/")[2].startswith("x-"):
            return section
        return {
            name: value
            for name, value in section.items()
            if (pointer, escape_token(name)) in self._needed
        }

    def _used(self, key: str) -> Iterator[str]:
        """Names of security schemes or tags that operations use."""
        holders = [self._data] if key == "security" else []
        for operation in self._operations():
            holders.append(operation)
        for holder in holders:
            entries = holder.get(key)
            for entry in entries if isinstance(entries, list) else ():
                yield from entry if isinstance(entry, dict) else [str(entry)]

    def _operations(self) -> Iterator[dict[str, Any]]:
        root = self._library.root
        for key in ("paths", "webhooks"):
            items = self._data.get(key)
            for path, value in items.items() if isinstance(items, dict) else ():
                try:
                    item = self._library.follow(Node(root, f"/{key}/{escape_token(path)}", value))
                except UnresolvedReference:
                    continue
                parts = item.data if isinstance(item.data, dict) else {}
                more = parts.get("additionalOperations")
                for operation in [
                    *parts.values(),
                    *(more.values() if isinstance(more, dict) else ()),
                ]:
                    if isinstance(operation, dict):
                        yield operation


def _is_parent(tag: dict[str, Any], data: dict[str, Any], used: set[str]) -> bool:
    """Whether a used tag is sorted under this one (OpenAPI 3.2, "Tag Object")."""
    parents = {
        each.get("name"): each.get("parent") for each in data["tags"] if isinstance(each, dict)
    }
    for name in used:
        seen: set[Any] = set()
        above: Any = name
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
            if above == tag.get("name"):
                return True
    return False
