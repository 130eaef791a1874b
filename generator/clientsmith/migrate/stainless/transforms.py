"""OpenAPI transforms of a `stainless.yml`, which become actions of an overlay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document import Node
from ..changes import Action, remove, update
from ..ledger import Ledger
from .reading import shown, text_at


def read_transforms(root: Node, ledger: Ledger) -> list[tuple[Node, str, list[Action]]]:
    """Return the transforms of a configuration: its node, what it does, and the actions that do the
    same."""
    section = root.get("openapi")
    if section is None:
        return []
    found = []
    for key, node in section.items():
        if key in ("transforms", "transformations"):
            for transform in node.elements():
                command = text_at(transform, "command")
                actions = list(_actions(command, transform))
                source = f"{command}: {shown(_targets_text(transform))}"
                if actions:
                    found.append((transform, source, actions))
                else:
                    ledger.missing(
                        transform, "transform", source, "write it as an action of an overlay"
                    )
        elif key == "code_samples":
            ledger.irrelevant(node, "setting", f"openapi.{key}", "samples in the document")
    return found


def read_schemes(root: Node, ledger: Ledger, document: dict[str, Any]) -> list[Action]:
    """Return actions that give a document the security schemes and requirements of a configuration,
    where it has none."""
    actions: list[Action] = []
    declared = _object(_object(document.get("components")).get("securitySchemes"))
    declared = {**declared, **_object(document.get("securityDefinitions"))}
    schemes = root.get("security_schemes")
    missing: dict[str, Any] = {}
    for name, node in schemes.items() if schemes else ():
        if name in declared:
            ledger.carried(node, "security", name, "the scheme of the document")
        else:
            missing[name] = node.data
            ledger.changed(node, "security", name, "added to the document by the overlay")
    if missing:
        actions.append(update("$", {"components": {"securitySchemes": missing}}))
    security = root.get("security")
    if security is not None and isinstance(security.data, list):
        if document.get("security") == security.data:
            ledger.carried(security, "security", "security", "`security` of the document")
        else:
            if "security" in document:
                actions.append(remove("$.security"))
            actions.append(update("$", {"security": security.data}))
            ledger.changed(security, "security", "security", "set in the document by the overlay")
    return actions


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _actions(command: str, transform: Node) -> Iterator[Action]:
    args = transform.get("args")
    if args is None:
        return
    why = text_at(transform, "reason")
    targets = [*_paths(args.get("target")), *_paths(args.get("filter"))]
    keys = args.get("keys")
    names = keys.data if keys and isinstance(keys.data, list) else None
    value = args.get("value") or args.get("object")
    rename = args.get("rename")
    for target in targets:
        match command:
            case "remove" if names is None:
                yield remove(target, why)
            case "remove":
                for name in names or ():
                    yield remove(f"{target}[{_quoted(str(name))}]", why)
            case "append" if value is not None:
                yield update(target, value.data, why)
            case "merge" | "mergeObject" if value is not None:
                yield update(target, value.data, why)
            case "update" if value is not None and not isinstance(value.data, dict | list):
                yield update(target, value.data, why)
            case "update" if value is not None:
                # An update of an overlay merges; what is there has to go first.
                parent, key = _split(target)
                if parent:
                    yield remove(target, why)
                    yield update(parent, {key: value.data}, why)
            case "renameValue" if rename is not None:
                name = text_at(rename, "python.property_name") or text_at(
                    rename.get("python"), "property_name"
                )
                if name:
                    yield update(
                        target, {"x-stainless-naming": {"python": {"property_name": name}}}
                    )


def _paths(node: Node | None) -> list[str]:
    """Return the JSONPaths of a `target` or a `filter`."""
    if node is None:
        return []
    if isinstance(node.data, str):
        return [node.data]
    if isinstance(node.data, list):
        return [each for each in node.data if isinstance(each, str)]
    return _paths(node.get("only"))


def _targets_text(transform: Node) -> str:
    args = transform.get("args")
    paths = [] if args is None else [*_paths(args.get("target")), *_paths(args.get("filter"))]
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{paths[0]}{more}" if paths else ""


def _split(target: str) -> tuple[str, str]:
    """Return the JSONPath of the object around a member, and the name of the member; empty where the
    path does not end in one name."""
    parent, dot, key = target.rpartition(".")
    if dot and parent and key.isidentifier():
        return parent, key
    if target.endswith(("']", '"]')):
        quote = target[-2]
        parent, mark, key = target[:-2].rpartition(f"[{quote}")
        if mark and quote not in key and "\\" not in key:
            return parent, key
    return "", ""


def _quoted(name: str) -> str:
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"
