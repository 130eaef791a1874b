"""How lists and objects are written in queries, which Stainless-made SDKs decide for all operations."""

from __future__ import annotations

from ...ir import ListOf, MapOf, Nullable, Operation, Parameter, ParameterLocation, Type
from ..changes import parameter_target, update
from ..ledger import Ledger
from ..target import Target


def restyle_queries(arrays: str, objects: str, ledger: Ledger, target: Target) -> str:
    """Change the parameters of a document that are written in another way; return how many.

    Args:
        arrays: `comma`, `repeat` or `brackets`; any other value changes nothing.
        objects: `brackets`; any other value changes nothing.
        ledger: gets the changes.
        target: the document.
    """
    changed = sum(
        _restyled(operation, parameter, arrays, objects, ledger, target)
        for operation in target.api.operations
        for parameter in operation.parameters
    )
    return f"{changed} parameter{'' if changed == 1 else 's'} changed in the overlay"


def _restyled(
    operation: Operation,
    parameter: Parameter,
    arrays: str,
    objects: str,
    ledger: Ledger,
    target: Target,
) -> bool:
    """Change how a query parameter is written, if it differs; return whether it does."""
    if parameter.location is not ParameterLocation.QUERY or parameter.content is not None:
        return False
    wanted: dict[str, object] = {}
    if _is_list(parameter.type):
        if arrays == "comma" and (parameter.style, parameter.explode) != ("form", False):
            wanted = {"style": "form", "explode": False}
        elif arrays == "repeat" and (parameter.style, parameter.explode) != ("form", True):
            wanted = {"style": "form", "explode": True}
        elif arrays == "brackets" and not parameter.wire_name.endswith("[]"):
            wanted = {"name": f"{parameter.wire_name}[]", "style": "form", "explode": True}
    elif (
        objects == "brackets"
        and parameter.style != "deepObject"
        and _is_object(parameter.type, target)
    ):
        wanted = {"style": "deepObject", "explode": True}
    place = parameter_target(parameter, operation) if wanted else ""
    if not place:
        return False
    action = update(place, wanted)
    if action in ledger.actions:
        return False
    ledger.actions.append(action)
    return True


def _is_list(type_: Type) -> bool:
    while isinstance(type_, Nullable):
        type_ = type_.type
    return isinstance(type_, ListOf)


def _is_object(type_: Type, target: Target) -> bool:
    while isinstance(type_, Nullable):
        type_ = type_.type
    return isinstance(target.resolved(type_), MapOf) or bool(target.fields(type_))
