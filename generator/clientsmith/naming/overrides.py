"""Names that the configuration chooses: `names.operations` and `names.schemas`."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass

from ..config import CONFIG_FILE, Config
from ..ir import Api, Id, Operation
from ..problem import Location, Problem, Severity
from ..text import Code
from ..types.declarations import Declarations
from ..types.expressions import RESERVED_CLASSES
from .decisions import BY_SETTING, Decision, Decisions, NameKind
from .words.identifiers import class_name, safe_name
from .words.reserved import RESOURCE_ATTRIBUTES, ROOT_ATTRIBUTES

ResourcePath = tuple[str, ...]
"""Attributes from the client on, such as `("issuing", "cards")`; at least one."""


@dataclass(frozen=True, slots=True)
class OperationName:
    """Where users find an operation."""

    resource: ResourcePath
    method: str

    def __str__(self) -> str:
        """As users write it behind the client: `issuing.cards.list`."""
        return ".".join((*self.resource, self.method))


def chosen_names(
    api: Api, config: Config, decisions: Decisions | None = None
) -> tuple[dict[Id, OperationName], list[Problem]]:
    """Return the names of `names.operations`, by operation, and a warning for each that cannot be
    used.

    Args:
        api: the API.
        config: what the user chose.
        decisions: gets a decision on each name.
    """
    operations = operations_by_key(api.operations)
    chosen: dict[Id, OperationName] = {}
    owners: dict[OperationName, str] = {}
    problems: list[Problem] = []
    for wanted, text in sorted(config.names.operations.items()):
        operation = operations.get(wanted)
        name = parsed_name(text)
        if operation is None:
            close = difflib.get_close_matches(wanted, operations, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else ""
            problems.append(
                _problem(
                    "names.operations",
                    "override-unused",
                    wanted,
                    "there is no such operation",
                    hint,
                )
            )
        elif name is None:
            why = f"{text!r} is no name such as 'pets.create', free of reserved words"
            problems.append(_problem("names.operations", "override-unusable", wanted, why))
        elif operation.id in chosen:
            problems.append(
                _problem(
                    "names.operations",
                    "override-unused",
                    wanted,
                    "the operation has a name already",
                )
            )
        elif name in owners:
            why = f"{text!r} is given to {owners[name]!r} already"
            problems.append(_problem("names.operations", "override-unusable", wanted, why))
        else:
            chosen[operation.id] = name
            owners[name] = wanted
            if decisions is not None:
                key = operation_key(operation)
                decisions.add(
                    Decision(
                        NameKind.METHOD, operation.id, text, BY_SETTING, key=key, setting=wanted
                    )
                )
    return chosen, problems


def operations_by_key(operations: Iterable[Operation]) -> dict[str, Operation]:
    """Return operations by what the configuration calls them: `METHOD /path`, or `operationId`."""
    found: dict[str, Operation] = {}
    for operation in operations:
        found.setdefault(operation_key(operation), operation)
    for operation in operations:
        if operation.operation_id:
            found.setdefault(operation.operation_id, operation)
    return found


def operation_key(operation: Operation) -> str:
    """`METHOD /path`."""
    return f"{operation.method} {operation.path}"


def parsed_name(text: str) -> OperationName | None:
    """`issuing.cards.list` as a name; None where a part cannot stand in generated code."""
    *resource, method = text.split(".")
    if not resource or not _is_attribute(resource[0], ROOT_ATTRIBUTES):
        return None
    if not all(map(is_method_name, (*resource[1:], method))):
        return None
    return OperationName(tuple(resource), method)


def is_method_name(text: str) -> bool:
    """Return whether a method of a resource, or a resource below it, can have a name."""
    return _is_attribute(text, RESOURCE_ATTRIBUTES)


def _is_attribute(text: str, reserved: Container[str]) -> bool:
    return (
        text != ""
        and safe_name(text, reserved=reserved) == text == unicodedata.normalize("NFKC", text)
        and not text.startswith("_")
    )


def chosen_schema_names(
    declarations: Declarations, config: Config, decisions: Decisions | None = None
) -> tuple[dict[Id, Code], list[Problem]]:
    """Return the names of `names.schemas`, by declaration, and a warning for each that cannot be
    used.

    Args:
        declarations: all of them.
        config: what the user chose.
        decisions: gets a decision on each name.
    """
    keys = schemas_by_key(declarations)
    chosen: dict[Id, Code] = {}
    owners: dict[str, str] = {}
    problems: list[Problem] = []
    for wanted, name in sorted(config.names.schemas.items()):
        id_ = keys.get(wanted.removeprefix("#"))
        if id_ is None:
            close = difflib.get_close_matches(wanted, keys, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else ""
            problems.append(
                _problem(
                    "names.schemas", "override-unused", wanted, "there is no such schema", hint
                )
            )
        elif class_name(name, reserved=RESERVED_CLASSES) != name:
            why = f"{name!r} is no free class name such as 'Pet'"
            problems.append(_problem("names.schemas", "override-unusable", wanted, why))
        elif id_ in chosen:
            problems.append(
                _problem(
                    "names.schemas", "override-unused", wanted, "the schema has a name already"
                )
            )
        elif name in owners:
            why = f"{name!r} is given to {owners[name]!r} already"
            problems.append(_problem("names.schemas", "override-unusable", wanted, why))
        else:
            chosen[id_] = Code(name)
            owners[name] = wanted
            if decisions is not None:
                decisions.add(
                    Decision(NameKind.MODEL, id_, name, BY_SETTING, key=wanted, setting=wanted)
                )
    return chosen, problems


def schema_settings(declarations: Declarations) -> dict[Id, str]:
    """Return the shortest key of `names.schemas` that names each declaration."""
    settings: dict[Id, str] = {}
    for key, id_ in schemas_by_key(declarations).items():
        shown = f"#{key}" if key.startswith("/") else key
        if id_ not in settings or len(shown) < len(settings[id_]):
            settings[id_] = shown
    return settings


def schemas_by_key(declarations: Declarations) -> dict[str, Id]:
    """Return declarations by component name and by JSON pointer; documents beside the root one need
    their origin in front of the pointer."""
    keys: dict[str, Id] = {}
    for id_ in (*declarations.components, *declarations.synonyms):
        keys.setdefault(declarations.original(id_).place.steps[0].word, id_)
    for id_ in declarations:
        target = id_ if id_ in declarations.synonyms else declarations.resolve(id_)
        keys.setdefault(id_, target)
        keys.setdefault(id_.partition("#")[2], target)
    return keys


def _problem(table: str, code: str, wanted: str, why: str, hint: str = "") -> Problem:
    return Problem(
        code,
        Severity.WARNING,
        f"The name of {wanted!r} in {table} cannot be followed: {why}.",
        Location(CONFIG_FILE),
        hint,
    )
