"""Migration from Stainless: from a `stainless.yml`, or from the folder of an SDK."""

from __future__ import annotations

from typing import Any

from ...document import Node
from ..changes import Action
from ..configuration_file import ConfigurationFile
from ..ledger import Ledger
from ..target import Target
from .client import read_client, read_options, read_query_settings, read_servers
from .pages import read_pages
from .reading import endpoint_of
from .resources import Methods, operation_key, read_resources
from .sdk import StainlessSDK, is_sdk
from .transforms import read_schemes, read_transforms

__all__ = ["StainlessConfiguration", "StainlessSDK", "is_sdk"]


class StainlessConfiguration(ConfigurationFile):
    """A `stainless.yml` of any age."""

    tool = "Stainless"

    def changes(
        self, ledger: Ledger, document: dict[str, Any]
    ) -> list[tuple[Node, str, list[Action]]]:
        """Return changes that the document needs before its parts are named: the node of each, what
        it does, and its actions."""
        ledger.actions += read_schemes(self._root, ledger, document)
        return read_transforms(self._root, ledger)

    def configure(self, ledger: Ledger, target: Target) -> None:
        """Read all settings."""
        root = self._root
        casings = self._read_casings(ledger)
        read_client(root, ledger, casings)
        methods = read_resources(root, ledger, target, casings)
        self._read_unspecified(ledger, target, methods)
        read_pages(root, ledger, target, methods)
        read_options(root, ledger, target)
        read_servers(root, ledger, target)
        read_query_settings(root, ledger, target)
        ledger.unnamed = [
            operation_key(each) for each in target.api.operations if each.id not in methods.seen
        ]

    def _read_casings(self, ledger: Ledger) -> dict[str, str]:
        """Return words that the configuration wants written in its own way."""
        section = self._root.get("custom_casings")
        found: dict[str, str] = {}
        for node in section.elements() if section else ():
            if isinstance(node.data, str):
                found[node.data.lower()] = node.data
                ledger.carried(node, "model", f"custom_casings: {node.data}", "names of classes")
        for word, node in section.items() if section else ():
            if isinstance(node.data, str):
                found[word.lower()] = node.data
                ledger.carried(node, "model", f"custom_casings: {node.data}", "names of classes")
        return found

    def _read_unspecified(self, ledger: Ledger, target: Target, methods: Methods) -> None:
        section = self._root.get("unspecified_endpoints")
        for node in section.elements() if section else ():
            endpoint = endpoint_of(node)
            operation = target.operation(*endpoint) if endpoint else None
            source = f"unspecified: {node.data}"
            if operation is None:
                ledger.missing(node, "method", source, "the document has no such operation")
            elif operation.id not in methods.seen:
                methods.seen.add(operation.id)
                methods.excluded.append(operation_key(operation))
                ledger.carried(node, "method", source, "`exclude`")
            else:
                ledger.missing(node, "method", source, "the operation has a method in `resources`")
        if methods.excluded:
            ledger.settings["exclude"] = {"operations": methods.excluded}
