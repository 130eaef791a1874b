"""Base of sources that are a configuration in one file."""

from __future__ import annotations

from typing import Any

from ..document import Document, Node
from .changes import Action
from .ledger import Ledger


class ConfigurationFile:
    """A configuration in one file, which changes nothing in the document unless a subclass says so."""

    def __init__(self, document: Document) -> None:
        self._root = Node(document, "", document.data)

    @property
    def roots(self) -> tuple[Node, ...]:
        """The one file."""
        return (self._root,)

    def changes(
        self, ledger: Ledger, document: dict[str, Any]
    ) -> list[tuple[Node, str, list[Action]]]:
        """Return no changes."""
        return []
