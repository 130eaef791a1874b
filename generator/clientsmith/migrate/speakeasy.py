"""Migration from the `gen.yaml` of Speakeasy, whose extensions of the document are followed anyway."""

from __future__ import annotations

from ..document import Node
from .configuration_file import ConfigurationFile
from .ledger import Ledger
from .target import Target

_GENERATION = {"sdkClassName": "client_class", "baseServerUrl": "base_url"}
_PYTHON = {
    "version": "version",
    "packageName": "distribution",
    "moduleName": "package",
    "envVarPrefix": "env_prefix",
    "license": "license",
}
_CHANGED = {
    "additionalDependencies": "`dependencies`",
    "enumFormat": '`enums = "class"` or `"literal"`',
    "flattenRequests": "parameters and members of the body are arguments",
    "maxMethodParams": "parameters and members of the body are arguments",
    "responseFormat": "methods return the decoded response",
    "templateVersion": "clients have one form",
}


class Speakeasy(ConfigurationFile):
    """A `gen.yaml` of Speakeasy."""

    tool = "Speakeasy"

    def configure(self, ledger: Ledger, target: Target) -> None:
        """Read all settings."""
        for key, node in self._root.items():
            if key == "generation":
                for name, child in node.items():
                    _read(f"{key}.{name}", child, _GENERATION.get(name), ledger)
            elif key == "python":
                for name, child in node.items():
                    _read(f"{key}.{name}", child, _PYTHON.get(name), ledger)
                _read_package(node, ledger)
            elif key == "configVersion":
                ledger.irrelevant(node, "setting", key, "version of another tool's format")
            elif isinstance(node.data, dict):
                ledger.irrelevant(node, "target", key, "another language")


def _read(source: str, node: Node, setting: str | None, ledger: Ledger) -> None:
    name = source.rpartition(".")[2]
    if setting is not None and isinstance(node.data, str) and node.data:
        ledger.setting(setting, node.data, node, "package", f"{source}: {node.data}")
    elif name in _CHANGED:
        ledger.changed(node, "setting", source, _CHANGED[name])


def _read_package(python: Node, ledger: Ledger) -> None:
    """Name the package after the distribution, if it has no name of its own."""
    node = python.get("packageName")
    if node is not None and isinstance(node.data, str) and not python.get("moduleName"):
        name = node.data.replace("-", "_").lower()
        ledger.setting("package", name, node, "package", f"python.packageName: {node.data}")
