"""One document out of all documents of a library: what references reach elsewhere comes along."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from ...document import (
    Container,
    Library,
    Node,
    Position,
    Reference,
    UnresolvedReference,
    Walk,
    absolute_server,
    escape_token,
    mapping_at,
    unescape_token,
)
from ...problem import Problem, Severity, UnusableSource
from .sections import PATH_ITEM, kind_of, sections_of

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
"""Characters that are not allowed in names of components (OpenAPI 3.1.1 section 4.8.7)."""

_IDLE = ("schema", "items", "additionalProperties")
"""Keys that are not useful as names."""

_Key = tuple[str, str]
"""Origin and JSON pointer of something that references name."""


Replaced = Callable[[dict[str, Any], dict[str, Any]], None]
"""Called with each replacement and its copy."""


@dataclass(frozen=True, slots=True)
class BundledDocument:
    """One document that was made from those of a library."""

    data: dict[str, Any]

    places: Mapping[str, Node]
    """JSON pointer → original place, for each part with another origin than the part around it. The
    empty pointer is always there."""

    unresolved: tuple[Problem, ...] = ()
    """References in other files that lead nowhere; they lead nowhere still."""


def bundle(library: Library) -> BundledDocument:
    """Bundle the documents of a library into one.

    What the root document refers to elsewhere becomes a component of it, by the name that it has
    there; path items stand where they were referred to. Identifiers of schemas (`$id`) are left
    out, and references by them become JSON pointers.

    Args:
        library: all documents, loaded.

    Raises:
        UnusableSource: path items refer to each other in a circle.
    """
    if len(library.documents) == 1:
        return BundledDocument(library.root.data, {"": library.root_node})
    bundling = _Bundling(library)
    data = bundling.run()
    return BundledDocument(data, bundling.places(data), tuple(bundling.unresolved))


class _Bundling:
    def __init__(self, library: Library) -> None:
        self._library = library
        root = library.root.data
        self._is_swagger = "swagger" in root
        self._sections = sections_of(str(root.get("openapi") or root.get("swagger")))
        self._names: dict[_Key, str] = {}
        """Target of references in other files → pointer of its component."""
        self._taken: dict[str, set[str]] = {
            section: set(mapping_at(root, section)) for section in self._sections.values()
        }
        self._pending: list[tuple[Node, str, str]] = []
        """Targets that still have to become components, with their kind and pointer."""
        self._inlined: list[_Key] = []
        self._problems: list[Problem] = []
        self._copies: dict[int, tuple[Any, Node]] = {}
        """Identity of a mapping in the bundled document → the mapping, and where it comes from."""
        self.unresolved: list[Problem] = []

    def run(self) -> dict[str, Any]:
        """Bundle everything."""
        root = self._library.root
        self._adopt_components()
        data = self._copied(Node(root, "", root.data), Position.OBJECT, "document")
        while self._pending:
            node, kind, pointer = self._pending.pop(0)
            *path, name = (unescape_token(token) for token in pointer.split("/")[1:])
            section = data
            for token in path:
                if not isinstance(section.get(token), dict):
                    section[token] = {}
                section = section[token]
            section[name] = self._copied(node, Position.OBJECT, kind)
        if self._problems:
            raise UnusableSource(self._problems)
        result: dict[str, Any] = data
        return result

    def places(self, data: dict[str, Any]) -> dict[str, Node]:
        """Return the original places of parts of the bundled document, by pointer."""
        found: dict[str, Node] = {}
        stack: list[tuple[str, Any]] = [("", data)]
        while stack:
            pointer, value = stack.pop()
            if id(value) in self._copies:
                found[pointer] = self._copies[id(value)][1]
            if isinstance(value, dict):
                stack += [
                    (f"{pointer}/{escape_token(key)}", child)
                    for key, child in value.items()
                    if child.__class__ in (dict, list)
                ]
            elif isinstance(value, list):
                stack += [
                    (f"{pointer}/{at}", child)
                    for at, child in enumerate(value)
                    if child.__class__ in (dict, list)
                ]
        return found

    def _adopt_components(self) -> None:
        """Give what the root's own components are only references to the names of those components."""
        root = self._library.root
        for section in self._sections.values():
            for name, value in mapping_at(root.data, section).items():
                pointer = f"{section}/{escape_token(name)}"
                at = Node(root, pointer, value)
                if isinstance(value, dict) and list(value) == ["$ref"]:
                    target = self._resolved(value["$ref"], at)
                    if target is not None and target.document is not root:
                        self._names.setdefault((target.document.origin, target.pointer), pointer)

    # --- copies -----------------------------------------------------------------------------------

    def _copied(self, node: Node, position: Position, kind: str) -> Any:
        """Return the content of a node, with references adapted to the bundled document."""
        changes = dict(self._changes(node, position, kind))
        result = copy_with(node.data, changes, self._came_along)
        return self._noted(result, node)

    def _noted(self, value: Any, node: Node) -> Any:
        """Record the original place of a value, and return the value."""
        if isinstance(value, dict):
            self._copies.setdefault(id(value), (value, node))
        return value

    def _came_along(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Note where a copy of a copy comes from."""
        known = self._copies.get(id(before))
        if known is not None:
            self._noted(after, known[1])

    def _changes(self, node: Node, position: Position, kind: str) -> Iterator[tuple[int, Any]]:
        """Yield the identity of each mapping that changes, and its replacement."""
        walk = Walk(swagger=self._is_swagger)
        for place in walk.mappings(node.data, position):
            changed = None
            for reference in place.references():
                at = Node(node.document, node.pointer + place.pointer(), place.value)
                if reference.mapping_key is not None:
                    changed = self._mapping(place, at)
                    break
                changed = self._change(reference, at, kind_of(place, kind))
            if place.position == Position.OBJECT and "$id" in place.value:
                kept = place.value if changed is None else changed
                if isinstance(kept, dict):
                    changed = {key: value for key, value in kept.items() if key != "$id"}
            if changed is not None:
                yield id(place.value), changed
            for reference in place.samples():
                pointer = node.pointer + reference.place.pointer()
                sample = self._sample(Node(node.document, pointer, reference.place.value))
                if sample is not None:
                    yield id(reference.place.value), sample

    def _change(self, reference: Reference, at: Node, kind: str) -> Any:
        """Return the replacement of a mapping with a `$ref`; None if it stays unchanged."""
        root = self._library.root
        siblings = {key: value for key, value in at.data.items() if key != "$ref"}
        target = self._resolved(reference.text, at)
        if target is None:
            if at.document is root and reference.text.startswith("#"):
                return None
            return {"$ref": self._nowhere(reference.text, at), **siblings}
        is_own = at.document is root
        if is_own and self._names.get((target.document.origin, target.pointer)) == at.pointer:
            return self._inline(target, kind) if not siblings else None
        if target.document is root:
            if is_own and reference.text.startswith("#") and not self._library.resource(at):
                return None
            return {"$ref": f"#{target.pointer}", **siblings}
        if kind not in self._sections or kind == PATH_ITEM or not isinstance(target.data, dict):
            inlined = self._inline(target, kind)
            if not isinstance(inlined, dict):
                return inlined
            _, place = self._copies.get(id(inlined), (None, target))
            return self._noted({**inlined, **siblings}, place)
        return {"$ref": f"#{self._component(target, kind)}", **siblings}

    def _sample(self, at: Node) -> Any:
        """Return a code sample that a document refers to; None where it was not loaded."""
        try:
            return self._library.follow(at).data
        except UnresolvedReference:
            return None

    def _mapping(self, place: Container, at: Node) -> dict[str, Any] | None:
        """Return a discriminator whose `mapping` names the schemas of the bundled document."""
        assert isinstance(place.value, dict)
        mapping = dict(place.value["mapping"])
        for key, text in mapping.items():
            if not isinstance(text, str):
                continue
            try:
                target = self._library.resolve_mapping(text, at)
            except UnresolvedReference:
                continue
            if target.document is not self._library.root:
                mapping[key] = f"#{self._component(target, 'schemas')}"
            elif at.document is not self._library.root:
                mapping[key] = f"#{target.pointer}"
        return {**place.value, "mapping": mapping} if mapping != place.value["mapping"] else None

    def _inline(self, target: Node, kind: str) -> Any:
        key = (target.document.origin, target.pointer)
        if key in self._inlined:
            self._problems.append(
                target.problem("reference-circular", "References lead back to this place.")
            )
            return {}
        self._inlined.append(key)
        result = self._copied(target, Position.OBJECT, kind)
        self._inlined.pop()
        return result

    # --- names ------------------------------------------------------------------------------------

    def _component(self, target: Node, kind: str) -> str:
        """Pointer of the component that something becomes."""
        key = (target.document.origin, target.pointer)
        known = self._names.get(key)
        if known is not None:
            return known
        section = self._sections[kind]
        taken = self._taken[section]
        wanted = name = _name_of(target)
        number = 2
        while name in taken:
            name = f"{wanted}_{number}"
            number += 1
        taken.add(name)
        pointer = self._names[key] = f"{section}/{name}"
        self._pending.append((target, kind, pointer))
        return pointer

    def _nowhere(self, text: str, at: Node) -> str:
        """Return an unresolvable reference within the document, for one to another file."""
        try:
            self._library.resolve(text, at)
        except UnresolvedReference as error:
            self.unresolved.append(replace(error.problem, severity=Severity.WARNING))
        return f"#/x-unresolved/{escape_token(text)}"

    def _resolved(self, text: Any, at: Node) -> Node | None:
        if not isinstance(text, str):
            return None
        try:
            return self._library.resolve(text, at)
        except UnresolvedReference:
            return None


def _name_of(target: Node) -> str:
    """Return a name for a target: its last key, or the name of its file."""
    stem = posixpath.basename(target.document.origin).split(".")[0]
    tokens = [unescape_token(token) for token in target.pointer.split("/")[1:]]
    name = tokens[-1] if tokens else stem
    if len(tokens) > 1 and (tokens[-2] == "properties" or name[:1].isdecimal()):
        name = f"{tokens[-3] if len(tokens) > 2 else stem}_{name}"
    elif name in _IDLE:
        name = f"{stem}_{name}"
    return _NOT_IN_NAMES.sub("_", name).strip("_") or "component"


def copy_with(value: Any, changed: Mapping[int, Any], replaced: Replaced | None = None) -> Any:
    """Copy a value and replace some of its mappings.

    Args:
        value: dicts, lists and what JSON has beside them.
        changed: identity of a mapping → what stands in its place.
        replaced: told of each mapping that took another's place.
    """
    if isinstance(value, list):
        items = []
        for item in value:
            is_container = item.__class__ in (dict, list)
            items.append(copy_with(item, changed, replaced) if is_container else item)
        return items
    if not isinstance(value, dict):
        return value
    replacement = changed.get(id(value))
    if replacement is not None:
        if not isinstance(replacement, dict):
            return replacement
        value = replacement
    result = {}
    for key, item in value.items():
        is_container = item.__class__ in (dict, list)
        result[key] = copy_with(item, changed, replaced) if is_container else item
    if replacement is not None and replaced is not None:
        replaced(value, result)
    return result


_SERVERS = "servers"


def with_absolute_servers(data: dict[str, Any], origin: str) -> dict[str, Any]:
    """Resolve relative server URLs against the URL of the document (OpenAPI 3.2, "API Base URL"),
    and add the default server if there is none.

    Args:
        data: the document.
        origin: where it was found; where that is no URL, nothing changes.
    """
    if "://" not in origin:
        return data
    if "swagger" in data:
        scheme, host = urlsplit(origin)[:2]
        return data if data.get("host") else {**data, "host": host, "schemes": [scheme]}
    changes: dict[int, Any] = {}
    for place in Walk(swagger="swagger" in data).mappings(data):
        value = place.value
        if isinstance(value, dict) and place.position == Position.OBJECT:
            servers = value.get(_SERVERS)
            if isinstance(servers, list) and any(map(_is_relative, servers)):
                absolute = [_absolute(server, origin) for server in servers]
                changes[id(value)] = {**value, _SERVERS: absolute}
    result: dict[str, Any] = copy_with(data, changes) if changes else data
    if not result.get(_SERVERS):
        result = {**result, _SERVERS: [{"url": absolute_server("/", origin)}]}
    return result


def _absolute(server: Any, origin: str) -> Any:
    if not _is_relative(server):
        return server
    return {**server, "url": absolute_server(server["url"], origin)}


def _is_relative(server: Any) -> bool:
    """Return whether a server has a relative URL; one that starts with a variable does not
    count."""
    url = server.get("url") if isinstance(server, dict) else None
    return isinstance(url, str) and "://" not in url and not url.startswith("{")
