"""Selection of the operations that a client has, and removal of unused components."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from fnmatch import fnmatchcase
from typing import Any

from ...document import (
    METHODS,
    Document,
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
from ...problem import Location, Problem, Severity, quoted

_SWAGGER_SECTIONS = ("definitions", "parameters", "responses")
_KEPT_APART = ("securitySchemes", "securityDefinitions")
"""Sections whose components security requirements refer to by name."""

_Component = tuple[str, str]
"""JSON pointer of a section, and name of a component."""


def without_unused(library: Library) -> Library:
    """Return the library without components and tags that its paths and webhooks do not use.

    A schema that extends a used one with a discriminator is used too.
    """
    removal = _UnusedRemoval(library)
    removal.run()
    root = replace(library.root, data=removal.kept())
    return replace(library, root=root, documents={**library.documents, root.origin: root})


class _UnusedRemoval:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._data: dict[str, Any] = library.root.data
        self._is_swagger = "swagger" in self._data
        self._used_components: set[_Component] = set()
        self._walks: dict[str, Walk] = {}

    def run(self) -> None:
        """Collect the components that are used."""
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
            pending = [(node, Position.OBJECT) for node in self._subclasses()]

    def _reached(self, node: Node, position: Position) -> Iterator[tuple[Node, Position]]:
        walk = self._walks.setdefault(node.document.origin, Walk(swagger=self._is_swagger))
        for reference in walk.references(node.data, position):
            target = self._target(reference, node)
            if target is None:
                continue
            component = self._component(target)
            if component is not None:
                self._used_components.add(component)
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
        """Return the component of the root document that contains a node; None if there is none."""
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

    def _subclasses(self) -> Iterator[Node]:
        """Yield unused schemas that extend a used one with a discriminator."""
        section = "/definitions" if self._is_swagger else "/components/schemas"
        for name, schema in mapping_at(self._data, section).items():
            component = (section, escape_token(name))
            if component in self._used_components or not isinstance(schema, dict):
                continue
            for part in schema.get("allOf") or ():
                if self._extends_used(part, component):
                    self._used_components.add(component)
                    yield self._node(component)
                    break

    def _extends_used(self, part: Any, component: _Component) -> bool:
        if not isinstance(part, dict) or not isinstance(part.get("$ref"), str):
            return False
        try:
            target = self._library.resolve(part["$ref"], self._node(component))
        except UnresolvedReference:
            return False
        is_used = self._component(target) in self._used_components
        return is_used and isinstance(target.data, dict) and "discriminator" in target.data

    # --- result -----------------------------------------------------------------------------------

    def kept(self) -> dict[str, Any]:
        """Return the root document without unused components and tags."""
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
            if (pointer, escape_token(name)) in self._used_components
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
    """Return whether this tag is an ancestor of a used one (OpenAPI 3.2, "Tag Object")."""
    parents = {
        each.get("name"): each.get("parent") for each in data["tags"] if isinstance(each, dict)
    }
    for name in used:
        visited: set[Any] = set()
        above: Any = name
        while above in parents and above not in visited:
            visited.add(above)
            above = parents[above]
            if above == tag.get("name"):
                return True
    return False


_MAPS = ("paths", "webhooks")
_ADDITIONAL = "additionalOperations"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Criteria for operations."""

    tags: tuple[str, ...] = ()
    """Tags, of which an operation has one."""

    paths: tuple[str, ...] = ()
    """Patterns of paths and names of webhooks, where `*` stands for any text."""

    operations: tuple[str, ...] = ()
    """Values of `operationId`, or method and path such as `GET /pets`."""

    methods: tuple[str, ...] = ()
    """Methods, in upper or lower case."""

    extensions: tuple[str, ...] = ()
    """Extensions such as `x-internal`, with a value other than false and null."""

    @property
    def is_empty(self) -> bool:
        """True if there are no criteria."""
        return not any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Selection:
    """Operations that are included, except those that are excluded."""

    include: Criteria = Criteria()
    """An operation is included if it matches each kind of criterion that is set."""

    exclude: Criteria = Criteria()
    """An operation is excluded if it matches any criterion."""

    @property
    def is_empty(self) -> bool:
        """True if all operations are selected."""
        return self.include.is_empty and self.exclude.is_empty

    def __call__(self, library: Library) -> tuple[Library, tuple[Problem, ...]]:
        """Return a library with the selected operations and their components, and problems with
        criteria that no operation matches."""
        if self.is_empty:
            return library, ()
        selector = _Selector(library, self)
        return selector.run(), tuple(selector.problems())

    def selects(self, path: str, method: str, operation: Any, item: Any) -> bool:
        """Return whether an operation is selected.

        Args:
            path: key of the path item.
            method: key of the operation in it.
            operation: the Operation Object.
            item: the Path Item Object, whose extensions apply to its operations.
        """
        matches = {
            name: _tests[name](wanted, path, method, operation, item)
            for name in _tests
            if (wanted := getattr(self.include, name))
        }
        if not all(matches.values()):
            return False
        return not any(
            _tests[name](wanted, path, method, operation, item)
            for name in _tests
            if (wanted := getattr(self.exclude, name))
        )


def _has_tag(wanted: tuple[str, ...], path: str, method: str, operation: Any, item: Any) -> bool:
    tags = operation.get("tags")
    return isinstance(tags, list) and any(tag in wanted for tag in tags)


def _has_path(wanted: tuple[str, ...], path: str, method: str, operation: Any, item: Any) -> bool:
    return any(fnmatchcase(path, _literal(pattern)) for pattern in wanted)


def _is_named(wanted: tuple[str, ...], path: str, method: str, operation: Any, item: Any) -> bool:
    return operation.get("operationId") in wanted or f"{method.upper()} {path}" in wanted


def _has_method(wanted: tuple[str, ...], path: str, method: str, operation: Any, item: Any) -> bool:
    return method.lower() in {each.lower() for each in wanted}


def _is_extended(
    wanted: tuple[str, ...], path: str, method: str, operation: Any, item: Any
) -> bool:
    return any(
        holder.get(name) not in (None, False) for holder in (operation, item) for name in wanted
    )


_Test = Callable[[tuple[str, ...], str, str, Any, Any], bool]
_tests: Mapping[str, _Test] = {
    "tags": _has_tag,
    "paths": _has_path,
    "operations": _is_named,
    "methods": _has_method,
    "extensions": _is_extended,
}


def _literal(pattern: str) -> str:
    """Return a pattern in which only `*` is special; paths may contain brackets."""
    return pattern.replace("[", "[[]").replace("?", "[?]")


class _Selector:
    def __init__(self, library: Library, selection: Selection) -> None:
        self._library = library
        self._selection = selection
        self._changed: dict[str, dict[str, Any]] = {}
        """Origin → JSON pointer of a path item → the rest of it; None if it is removed."""

        self._unmatched = {
            (rule, name, value)
            for rule in ("include", "exclude")
            for name in _tests
            for value in getattr(getattr(selection, rule), name)
        }
        self._count = 0

    def run(self) -> Library:
        """Return the library with the selected operations and their components."""
        root = self._library.root
        for key in _MAPS:
            for path in root.data.get(key) or {}:
                self._select(key, path)
        documents = {
            origin: self._replaced(document) for origin, document in self._library.documents.items()
        }
        library = replace(self._library, root=documents[root.origin], documents=documents)
        return without_unused(library)

    def problems(self) -> Iterator[Problem]:
        """Yield problems with criteria that have no effect."""
        place = Location(self._library.root.origin)
        if not self._count:
            message = "`include` and `exclude` select no operation."
            yield Problem("selection-empty", Severity.ERROR, message, place)
        for rule, name, value in sorted(self._unmatched):
            yield Problem(
                "selection-unused",
                Severity.WARNING,
                f"No operation matches `{rule}.{name}` {quoted(value)}.",
                place,
                "Correct it, or remove it from the configuration.",
            )

    def _match(self, path: str, method: str, operation: Any, item: Any) -> None:
        """Record the criteria that an operation matches."""
        matches = {
            each
            for each in self._unmatched
            if _tests[each[1]]((each[2],), path, method, operation, item)
        }
        self._unmatched -= matches

    def _selects(self, path: str, method: str, operation: Any, item: Any) -> bool:
        self._match(path, method, operation, item)
        is_selected = self._selection.selects(path, method, operation, item)
        self._count += is_selected
        return is_selected

    def _select(self, key: str, path: str) -> None:
        root = self._library.root
        place = Node(root, f"/{key}/{escape_token(path)}", root.data[key][path])
        try:
            item = self._library.follow(place)
        except UnresolvedReference:
            return
        if not isinstance(item.data, dict):
            return
        part = self._selected_part(path, item.data)
        if part is None:
            self._changed.setdefault(root.origin, {})[place.pointer] = None
        elif part is not item.data:
            self._changed.setdefault(item.document.origin, {})[item.pointer] = part

    def _selected_part(self, path: str, item: dict[str, Any]) -> dict[str, Any] | None:
        """Return the selected part of a path item; None if nothing is selected."""
        part = {}
        taken = 0
        for key, value in item.items():
            if key in METHODS and isinstance(value, dict):
                if not self._selects(path, key, value, item):
                    continue
                taken += 1
            elif key == _ADDITIONAL and isinstance(value, dict):
                value = {
                    method: operation
                    for method, operation in value.items()
                    if not isinstance(operation, dict)
                    or self._selects(path, method, operation, item)
                }
                taken += len(value)
            part[key] = value
        if not taken:
            return None
        return item if part == item else part

    def _replaced(self, document: Document) -> Document:
        changes = self._changed.get(document.origin)
        if not changes:
            return document
        data = document.data
        for pointer, value in changes.items():
            tokens = [unescape_token(token) for token in pointer.split("/")[1:]]
            data = _with(data, tokens, value)
        return replace(document, data=data)


def _with(data: Any, tokens: list[str], value: Any) -> Any:
    """Return data with another value at a JSON pointer, or without it if the value is None; unchanged
    parts are shared."""
    if not tokens:
        return value
    key: Any = tokens[0] if isinstance(data, dict) else int(tokens[0])
    copied = data.copy()
    if value is None and len(tokens) == 1:
        del copied[key]
    else:
        copied[key] = _with(data[key], tokens[1:], value)
    return copied
