"""Which resource and which method name every operation gets."""

from __future__ import annotations

from collections.abc import Mapping

from ..config import Config
from ..ir import Api, Id
from ..problem import Problem
from .candidates import Finder
from .clashes import resolve_clashes, taken_names
from .overrides import OperationName, chosen_names

__all__ = ["OperationName", "operation_names"]


def operation_names(
    api: Api, config: Config
) -> tuple[Mapping[Id, OperationName], tuple[Problem, ...]]:
    """One name for every operation, whatever the order of the document.

    Returns:
        The names by operation id in the document's order, and a note for each name that a clash
        changed, a warning for each override that cannot be followed.
    """
    chosen, problems = chosen_names(api, config)
    finder = Finder(api)
    contenders = [
        finder.contender(operation) for operation in api.operations if operation.id not in chosen
    ]
    resources = [contender.resource for contender in contenders]
    resources += [name.resource for name in chosen.values()]
    taken = taken_names(resources, ((name.resource, name.method) for name in chosen.values()))
    methods, clashes = resolve_clashes(contenders, taken)
    found = {
        contender.operation.id: OperationName(contender.resource, methods[contender.operation.id])
        for contender in contenders
    }
    names = {operation.id: (found | chosen)[operation.id] for operation in api.operations}
    return names, (*problems, *clashes)
