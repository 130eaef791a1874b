"""Migration from OpenAPI Generator: its configuration file, or its command line."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from typing import Any

from ..document import Document, Node
from ..naming.words.identifiers import safe_name
from ..naming.words.words import snake, words
from .changes import Action, quoted_name, update
from .configuration_file import ConfigurationFile
from .ledger import Ledger, Table
from .target import Target

KEYS = frozenset(
    [
        "additionalProperties",
        "apiNameSuffix",
        "enumNameMappings",
        "generatorName",
        "globalProperties",
        "inlineSchemaNameMappings",
        "inputSpec",
        "library",
        "modelNameMappings",
        "modelNamePrefix",
        "modelNameSuffix",
        "nameMappings",
        "openapiNormalizer",
        "operationIdNameMappings",
        "packageName",
        "packageVersion",
        "parameterNameMappings",
        "projectName",
    ]
)
"""Settings that tell that a file belongs to the tool."""

_COMMAND = re.compile(r"openapi-generator(?:-cli)?(?:\.jar)?\s(?:.*\s)?generate\s", re.DOTALL)
_SHORT = {"-g": "generatorName", "-i": "inputSpec", "-o": "outputDir", "-t": "templateDir"}
_PAIRS = frozenset(
    [
        "additionalProperties",
        "enumNameMappings",
        "globalProperties",
        "importMappings",
        "inlineSchemaNameMappings",
        "inlineSchemaOptions",
        "modelNameMappings",
        "nameMappings",
        "openapiNormalizer",
        "operationIdNameMappings",
        "parameterNameMappings",
        "schemaMappings",
        "typeMappings",
    ]
)
"""Options whose value is a list of pairs, such as `a=b,c=d`."""

_SETTINGS = {"packageName": "package", "projectName": "distribution", "packageVersion": "version"}
_CHANGED = {
    "inputSpec": "`spec`",
    "outputDir": "`output`",
    "templateDir": "templates are written in Jinja: see the page on templates",
    "library": "clients are synchronous and asynchronous, with httpx2",
    "generateSourceCodeOnly": "`[package] only = true`",
    "typeMappings": "`types` and `formats` treat values as others",
    "schemaMappings": "a hand-written class in `custom/` extends a model",
    "importMappings": "a hand-written class in `custom/` extends a model",
    "apiNameSuffix": "resources are attributes of the client",
}
_IRRELEVANT = frozenset(
    [
        "generatorName",
        "hideGenerationTimestamp",
        "gitHost",
        "gitRepoId",
        "gitUserId",
        "releaseNote",
        "packageUrl",
        "enablePostProcessFile",
        "skipValidateSpec",
        "verbose",
        "globalProperties",
        "disallowAdditionalPropertiesIfNotPresent",
        "recursionLimit",
        "setEnsureAsciiToFalse",
        "httpUserAgent",
    ]
)


def is_command(text: str) -> bool:
    """Return whether a text is a command line of the tool."""
    return _COMMAND.search(text) is not None


def command_document(text: str) -> Document:
    """Return the options of a command line as a configuration file has them.

    Raises:
        ValueError: a quotation is not closed.
    """
    arguments = shlex.split(text, comments=True)
    data: dict[str, Any] = {}
    while arguments:
        option, mark, value = arguments.pop(0).partition("=")
        if not option.startswith("-"):
            continue
        if not mark and arguments and not arguments[0].startswith("-"):
            value = arguments.pop(0)
        if option in ("-p", "--additional-properties"):
            key = "additionalProperties"
        else:
            first, *rest = option.lstrip("-").split("-")
            key = _SHORT.get(option, first + "".join(each[:1].upper() + each[1:] for each in rest))
        if key in _PAIRS:
            pairs = (each.partition("=") for each in value.split(",") if "=" in each)
            data.setdefault(key, {}).update({name: text for name, _, text in pairs})
        else:
            data[key] = value or True
    return Document("command line", "", data, lambda pointer: None)


class OpenAPIGenerator(ConfigurationFile):
    """A configuration of OpenAPI Generator."""

    tool = "OpenAPI Generator"

    def changes(
        self, ledger: Ledger, document: dict[str, Any]
    ) -> list[tuple[Node, str, list[Action]]]:
        """Return an action for each name of a field or an argument."""
        found: list[tuple[Node, str, list[Action]]] = []
        for name, node in self._mapped("nameMappings"):
            target = f"$..properties[{quoted_name(name)}]"
            named = {"x-fern-property-name": node.data}
            found.append((node, f"nameMappings: {name}={node.data}", [update(target, named)]))
        for name, node in self._mapped("parameterNameMappings"):
            target = f"$..parameters[?@.name == {quoted_name(name)}]"
            named = {"x-fern-parameter-name": node.data}
            source = f"parameterNameMappings: {name}={node.data}"
            found.append((node, source, [update(target, named)]))
        return found

    def configure(self, ledger: Ledger, target: Target) -> None:
        """Read all settings."""
        ledger.settings["naming"] = "operation-id"
        ledger.changed(
            self._root.location,
            "method",
            "TagApi(client).operation_id(…)",
            'a method `client.tag.operation_id(…)`: `naming = "operation-id"`',
        )
        for name, node in self._mapped("modelNameMappings"):
            _read_model(name, node, ledger, target)
        for name, node in self._mapped("operationIdNameMappings"):
            _read_operation(name, node, ledger, target)
        own = self._root.get("additionalProperties")
        for key, node in (*self._root.items(), *(own.items() if own else ())):
            _read_setting(key, node, ledger)

    def _mapped(self, key: str) -> Iterable[tuple[str, Node]]:
        """Return the pairs of a mapping whose values are texts."""
        node = self._root.get(key)
        pairs = node.items() if node else ()
        return [(name, each) for name, each in pairs if isinstance(each.data, str) and each.data]


def _read_model(name: str, node: Node, ledger: Ledger, target: Target) -> None:
    source = f"modelNameMappings: {name}={node.data}"
    component = target.component_called(name)
    if not component:
        ledger.missing(node, "model", source, "the document has no such schema")
    elif not ledger.named(Table.SCHEMAS, component, node.data, node, "model", source):
        ledger.missing(node, "model", source, "the schema has another name already")


def _read_operation(name: str, node: Node, ledger: Ledger, target: Target) -> None:
    source = f"operationIdNameMappings: {name}={node.data}"
    operation = target.operation_with_id(name)
    if operation is None:
        ledger.missing(node, "method", source, "the document has no such operation")
        return
    tag = operation.tags[0] if operation.tags else "default"
    resource, method = (str(safe_name(snake(words(each)))) for each in (tag, node.data))
    ledger.named(Table.OPERATIONS, name, f"{resource}.{method}", node, "method", source)


def _read_setting(key: str, node: Node, ledger: Ledger) -> None:
    source = f"{key}: {node.data}" if not isinstance(node.data, dict | list) else key
    if key in _SETTINGS and isinstance(node.data, str) and node.data:
        ledger.setting(_SETTINGS[key], node.data, node, "package", source)
    elif key in _CHANGED:
        ledger.changed(node, "setting", source, _CHANGED[key])
    elif key in _IRRELEVANT:
        ledger.irrelevant(node, "setting", source, "it changes nothing that users call")
