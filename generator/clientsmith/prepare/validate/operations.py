"""Checks of paths, parameters, operation ids, tags and security requirements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...document import METHODS, Library, Node, UnresolvedReference
from ...problem import Problem, quoted

_NAME = re.compile(r"\{([^{}]*)\}")


class _Operation(NamedTuple):
    """Operation of a path with its references resolved."""

    path: str
    method: str
    node: Node
    path_item: Node

    @property
    def title(self) -> str:
        """Method and path, for messages."""
        return f"{self.method.upper()} {self.path}"


def check(library: Library) -> Iterator[Problem]:
    """Yield the problems of operations, tags and security requirements."""
    root = library.root_node
    operations = list(_operations(library))
    yield from _paths(library)
    yield from _operation_ids(operations)
    for operation in operations:
        yield from _path_parameters(library, operation)
    yield from _security(library, operations)
    yield from _tags(root)


def _operations(library: Library) -> Iterator[_Operation]:
    for path, item in _entries(library.root_node, "paths"):
        item = _followed(library, item)
        for method, operation in item.items():
            if method in METHODS:
                yield _Operation(path, method, _followed(library, operation), item)
        for method, operation in _entries(item, "additionalOperations"):
            yield _Operation(path, method, _followed(library, operation), item)


def _paths(library: Library) -> Iterator[Problem]:
    known_by_key: dict[tuple[str, str], str] = {}
    for path, item in _entries(library.root_node, "paths"):
        shape = _NAME.sub("{}", path)
        names = _NAME.findall(path)
        if "{" in shape.replace("{}", "") or "}" in shape.replace("{}", ""):
            message = f"The braces of the path {quoted(path)} do not match."
            yield item.problem("path-template-invalid", message)
        elif len(set(names)) != len(names) or not all(names):
            message = (
                f"The path {quoted(path)} has the same parameter twice, or one without a name."
            )
            yield item.problem("path-template-invalid", message)
        if path != path.strip():
            message = f"White space at the ends of the path {quoted(path)} is removed."
            yield item.problem("path-template-invalid", message)
        for method, _ in _followed(library, item).items():
            known = known_by_key.setdefault((shape, method), path)
            if known != path and method in METHODS:
                title = f"{method.upper()} {path}"
                message = f"{quoted(title)} is the same operation as the one of {quoted(known)}."
                yield item.problem("path-duplicate", message)


def _operation_ids(operations: list[_Operation]) -> Iterator[Problem]:
    known_by_key: dict[str, str] = {}
    for operation in operations:
        node = operation.node.get("operationId")
        if node is None or not isinstance(node.data, str):
            continue
        if node.data in known_by_key:
            message = f"The operationId {quoted(node.data)} is also used by {quoted(known_by_key[node.data])}."
            yield node.problem("operation-id-duplicate", message)
        known_by_key.setdefault(node.data, operation.title)


def _path_parameters(library: Library, operation: _Operation) -> Iterator[Problem]:
    missing = dict.fromkeys(name for name in _NAME.findall(operation.path) if name)
    places = set(missing)
    all_known = True
    for holder in (operation.path_item, operation.node):
        declared: set[tuple[str, str]] = set()
        for element in _members(holder, "parameters"):
            parameter = _followed(library, element)
            name, location = _text(parameter, "name"), _text(parameter, "in")
            if not name or not location:
                all_known = False
                continue
            key = (location, name.lower() if location == "header" else name)
            if key in declared and holder is operation.node:
                message = f"The {location} parameter {quoted(name)} is declared twice."
                yield element.problem("parameter-duplicate", message)
            declared.add(key)
            if location != "path":
                continue
            missing.pop(name, None)
            if name not in places and holder is operation.node:
                message = f"The path {quoted(operation.path)} has no parameter {quoted(name)}."
                yield parameter.problem("path-parameter-extra", message)
    for name in missing if all_known else ():
        message = (
            f"The parameter {quoted(name)} of the path {quoted(operation.path)} is not declared;"
        )
        yield operation.node.problem(
            "path-parameter-missing",
            f"{message} it is treated as a required string.",
            hint=f"Declare a parameter with `in: path` and `name: {name}`.",
        )


def _security(library: Library, operations: list[_Operation]) -> Iterator[Problem]:
    root = library.root_node
    components = root.get("components") or root
    names = {
        name
        for part in ("securitySchemes", "securityDefinitions")
        for name, _ in _entries(components, part)
    }
    for holder in (root, *(operation.node for operation in operations)):
        for requirement in _members(holder, "security"):
            for name, node in requirement.items():
                if name in names or "/" in name or "#" in name:  # 3.2 allows URIs
                    continue
                names.add(name)
                message = f"The security scheme {quoted(name)} is not declared."
                yield node.problem("security-scheme-unknown", message)


def _tags(root: Node) -> Iterator[Problem]:
    parents: dict[str, str] = {}
    nodes: dict[str, Node] = {}
    for tag in _members(root, "tags"):
        name = _text(tag, "name")
        if not name:
            continue
        if name in nodes:
            yield tag.problem("tag-duplicate", f"The tag {quoted(name)} is declared twice.")
            continue
        nodes[name] = tag
        if parent := _text(tag, "parent"):
            parents[name] = parent
    for name, parent in parents.items():
        if parent not in nodes:
            message = f"The parent {quoted(parent)} of the tag {quoted(name)} is not declared."
            yield nodes[name].problem("tag-hierarchy", message)
        visited: set[str] = set()
        while parent in parents and parent != name and parent not in visited:
            visited.add(parent)
            parent = parents[parent]
        if parent == name:
            message = f"The tag {quoted(name)} is its own ancestor."
            yield nodes[name].problem("tag-hierarchy", message)


def _entries(node: Node, key: str) -> Iterator[tuple[str, Node]]:
    """Yield the entries of an object below `node` without extensions; nothing if there is none."""
    child = node.get(key)
    for name, value in child.items() if child else ():
        if not name.startswith("x-"):
            yield name, value


def _members(node: Node, key: str) -> Iterator[Node]:
    """Return the members of a list below `node`; nothing if there is none."""
    child = node.get(key)
    return child.elements() if child else iter(())


def _text(node: Node, key: str) -> str:
    child = node.get(key)
    return child.data if child and isinstance(child.data, str) else ""


def _followed(library: Library, node: Node) -> Node:
    """Return the target of a reference, or the node itself if it is none or has no target."""
    try:
        return library.follow(node)
    except UnresolvedReference:
        return node
