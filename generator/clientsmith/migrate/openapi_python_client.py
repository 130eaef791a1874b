"""Migration from the configuration of openapi-python-client."""

from __future__ import annotations

from ..document import Node
from .configuration_file import ConfigurationFile
from .ledger import Ledger, Table
from .target import Target

KEYS = frozenset(
    [
        "class_overrides",
        "content_type_overrides",
        "docstrings_on_attributes",
        "field_prefix",
        "generate_all_tags",
        "http_timeout",
        "literal_enums",
        "package_name_override",
        "package_version_override",
        "post_hooks",
        "project_name_override",
        "use_path_prefixes_for_title_model_names",
    ]
)
"""All settings of the tool."""

_SETTINGS = {
    "package_name_override": "package",
    "project_name_override": "distribution",
    "package_version_override": "version",
}
_CHANGED = {
    "content_type_overrides": "replace the media type in the document with an overlay",
    "docstrings_on_attributes": "models always have docstrings of attributes",
    "field_prefix": "names that Python does not allow begin with `field_`",
    "generate_all_tags": "an operation is one method, below its first tag",
    "use_path_prefixes_for_title_model_names": "nested models are named after where they are used",
}
_IRRELEVANT = {
    "http_timeout": "how long the document may take to be fetched",
    "post_hooks": "generated code is formatted already",
}


class OpenAPIPythonClient(ConfigurationFile):
    """A `config.yaml` of openapi-python-client."""

    tool = "openapi-python-client"

    def configure(self, ledger: Ledger, target: Target) -> None:
        """Read all settings."""
        place = self._root.location
        ledger.settings["naming"] = "operation-id"
        ledger.changed(
            place,
            "method",
            "api.TAG.OPERATION.sync(client=…)",
            'a method `client.TAG.OPERATION(…)`, named after the operationId: `naming = "operation-id"`',
        )
        literals = self._root.get("literal_enums")
        if literals is None or literals.data is False:
            ledger.settings["enums"] = "class"
            ledger.carried(place, "enum", "enumeration classes", '`enums = "class"`')
        for key, node in self._root.items():
            source = f"{key}: {node.data}" if not isinstance(node.data, dict | list) else key
            if key in _SETTINGS:
                if isinstance(node.data, str) and node.data:
                    ledger.setting(_SETTINGS[key], node.data, node, "package", source)
            elif key == "literal_enums":
                ledger.carried(node, "enum", source, "`enums`")
            elif key == "class_overrides":
                for name, override in node.items():
                    _read_override(name, override, ledger, target)
            elif key in _CHANGED:
                ledger.changed(node, "setting", source, _CHANGED[key])
            elif key in _IRRELEVANT:
                ledger.irrelevant(node, "setting", source, _IRRELEVANT[key])


def _read_override(name: str, override: Node, ledger: Ledger, target: Target) -> None:
    class_node, module = override.get("class_name"), override.get("module_name")
    if module is not None:
        why = "models are imported from `models`, whatever their module"
        ledger.changed(module, "model", f"{name}: module_name {module.data}", why)
    if class_node is None or not isinstance(class_node.data, str) or not class_node.data:
        return
    source = f"{name}: class_name {class_node.data}"
    component = target.component_called(name)
    if not component:
        ledger.missing(class_node, "model", source, "the document has no such schema")
    elif not ledger.named(Table.SCHEMAS, component, class_node.data, class_node, "model", source):
        ledger.missing(class_node, "model", source, "the schema has another name already")
