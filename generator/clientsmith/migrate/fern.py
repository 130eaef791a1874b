"""Migration from the `generators.yml` of Fern, with its overrides of the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..document import Document, Node
from .changes import Action, update
from .ledger import Ledger
from .target import Target

_CONFIG = {
    "package_name": "package",
    "client_class_name": "client_class",
}
_IRRELEVANT = {
    "api": "DOCUMENT of the command is the document",
    "default-group": "the configuration has one client",
    "auth-schemes": "security schemes are those of the document",
}


class Fern:
    """A `generators.yml` of Fern, with the file that overrides the document."""

    tool = "Fern"

    def __init__(self, document: Document, overrides: Document | None = None) -> None:
        self._root = Node(document, "", document.data)
        self._overrides = None if overrides is None else Node(overrides, "", overrides.data)

    @property
    def roots(self) -> tuple[Node, ...]:
        """All files."""
        return (self._root,) if self._overrides is None else (self._root, self._overrides)

    def changes(
        self, ledger: Ledger, document: dict[str, Any]
    ) -> list[tuple[Node, str, list[Action]]]:
        """Return the overrides, which are merged with the document."""
        node = self._overrides
        if node is None or not isinstance(node.data, dict):
            return []
        return [
            (part, f"overrides: {key}", [update("$", {key: part.data})])
            for key, part in node.items()
        ]

    def configure(self, ledger: Ledger, target: Target) -> None:
        """Read all settings."""
        for key, node in self._root.items():
            if key in _IRRELEVANT:
                ledger.irrelevant(node, "setting", key, _IRRELEVANT[key])
        for generator in _generators(self._root):
            name = generator.get("name")
            text = name.data if name is not None and isinstance(name.data, str) else ""
            if "python" not in text:
                ledger.irrelevant(generator, "target", text or "generator", "another language")
                continue
            for key, node in generator.items():
                if key in ("name", "version", "github"):
                    why = "another tool, and where it publishes"
                    ledger.irrelevant(node, "target", f"{key}", why)
            _read_python(generator, ledger)


def _generators(root: Node) -> Iterator[Node]:
    groups = root.get("groups")
    for _, group in groups.items() if groups else ():
        generators = group.get("generators")
        yield from generators.elements() if generators else ()


def _read_python(generator: Node, ledger: Ledger) -> None:
    output, config = generator.get("output"), generator.get("config")
    for key, node in output.items() if output else ():
        if key == "package-name" and isinstance(node.data, str) and node.data:
            source = f"package-name: {node.data}"
            ledger.setting("distribution", node.data, node, "package", source)
        elif key in ("location", "path", "url", "token"):
            ledger.irrelevant(node, "package", f"output.{key}", "where another tool publishes")
    for key, node in config.items() if config else ():
        if key in _CONFIG and isinstance(node.data, str) and node.data:
            source = f"config.{key}: {node.data}"
            ledger.setting(_CONFIG[key], node.data, node, "client", source)
        elif key == "client":
            named = node.get("class_name")
            if named is not None and isinstance(named.data, str) and named.data:
                source = f"config.client.class_name: {named.data}"
                ledger.setting("client_class", named.data, named, "client", source)
