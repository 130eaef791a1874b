"""Operation names that the user chose."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from ..config import CONFIG_FILE, Config
from ..ir import Api, Id, Operation
from ..problem import Location, Problem, Severity
from .identifiers import safe_name
from .reserved import RESOURCE_ATTRIBUTES, ROOT_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class OperationName:
    """Where users find an operation."""

    resource: tuple[str, ...]
    """Attributes from the client on, such as `("issuing", "cards")`; at least one."""

    method: str


def chosen_names(api: Api, config: Config) -> tuple[dict[Id, OperationName], list[Problem]]:
    """The names of `names.operations`, by operation, and a warning for each that cannot be used."""
    operations = operations_by_key(api.operations)
    chosen: dict[Id, OperationName] = {}
    owners: dict[OperationName, str] = {}
    problems: list[Problem] = []
    for wanted, text in sorted(config.names.operations.items()):
        operation = operations.get(wanted)
        name = _parsed(text)
        if operation is None:
            close = difflib.get_close_matches(wanted, operations, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else ""
            problems.append(_problem("override-unused", wanted, "there is no such operation", hint))
        elif name is None:
            why = f"{text!r} is no name such as 'pets.create', free of reserved words"
            problems.append(_problem("override-unusable", wanted, why))
        elif operation.id in chosen:
            problems.append(_problem("override-unused", wanted, "the operation has a name already"))
        elif name in owners:
            why = f"{text!r} is given to {owners[name]!r} already"
            problems.append(_problem("override-unusable", wanted, why))
        else:
            chosen[operation.id] = name
            owners[name] = wanted
    return chosen, problems


def operations_by_key(operations: Iterable[Operation]) -> dict[str, Operation]:
    """Operations by what the configuration calls them: `METHOD /path`, or `operationId`."""
    found: dict[str, Operation] = {}
    for operation in operations:
        found.setdefault(f"{operation.method} {operation.path}", operation)
    for operation in operations:
        if operation.operation_id:
            found.setdefault(operation.operation_id, operation)
    return found


def _parsed(text: str) -> OperationName | None:
    """`issuing.cards.list` as a name; None where a part cannot stand in generated code."""
    *resource, method = text.split(".")
    if not resource or safe_name(resource[0], reserved=ROOT_ATTRIBUTES) != resource[0]:
        return None
    if any(
        safe_name(part, reserved=RESOURCE_ATTRIBUTES) != part for part in (*resource[1:], method)
    ):
        return None
    if any(part.startswith("_") for part in (*resource, method)):
        return None
    return OperationName(tuple(resource), method)


def _problem(code: str, wanted: str, why: str, hint: str = "") -> Problem:
    return Problem(
        code,
        Severity.WARNING,
        f"The name of {wanted!r} in names.operations cannot be followed: {why}.",
        Location(CONFIG_FILE),
        hint,
    )
