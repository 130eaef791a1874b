"""What of a request may ask for a further page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...ir import Operation, Parameter, ParameterLocation, Type
from ..media_types import is_json
from . import names
from .answers import Types
from .ways import Location

_FROM_ZERO = re.compile(
    r"\b(?:zero|0)[- ](?:based|indexed)"
    r"|\b(?:begin|start)(?:s|ing)?\s+(?:at|from|with)\s+(?:0|zero)\b",
    re.IGNORECASE,
)
_WITH_BODY = ("POST", "QUERY")
"""Methods whose body may ask for a page."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A parameter, or a member of a body."""

    name: str
    type: Type
    location: Location
    parameter: Parameter | None = None
    """None for a member of a body."""

    def first(self, usual: int) -> int:
        """The number of the first page, or of the first item: the default of the parameter, else
        its minimum, else what its description says, else the usual one."""
        parameter = self.parameter
        if parameter is None:
            return usual
        for told in (parameter.default, parameter.constraints.minimum):
            if told in (0, 1) and not isinstance(told, bool):
                return int(told)
        return 0 if _FROM_ZERO.search(parameter.docs.description) else usual


def askers_of(operation: Operation, types: Types) -> tuple[Asker, ...]:
    """Everything of an operation that may ask for a further page, or for the size of one; nothing
    where all of it means something else as often."""
    found = tuple(asker for asker in _candidates(operation, types) if _asks(asker, types))
    return () if all(names.is_vague(asker.name) for asker in found) else found


def _candidates(operation: Operation, types: Types) -> Iterator[Asker]:
    for parameter in operation.parameters:
        if parameter.location is ParameterLocation.QUERY and parameter.content is None:
            yield Asker(parameter.wire_name, parameter.type, "query", parameter)
        elif parameter.location is ParameterLocation.HEADER:
            yield Asker(parameter.wire_name, parameter.type, "header", parameter)
    if operation.method in _WITH_BODY and operation.body is not None:
        for content in operation.body.contents[:1]:
            if is_json(content.media_type) and content.type is not None:
                for name, field in types.fields(content.type).items():
                    yield Asker(name, field.type, "body")


def _asks(asker: Asker, types: Types) -> bool:
    name = asker.name
    if names.is_size(name) or names.is_vague(name):
        return types.is_number(asker.type)
    is_named = names.is_number(name) or names.is_offset(name) or names.is_cursor(name)
    return is_named and types.is_token(asker.type)
