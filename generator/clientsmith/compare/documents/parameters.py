"""Parameters of an operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...ir import Operation, Parameter, ParameterLocation
from ...problem import quoted
from .docs import docs_events
from .events import REQUESTS, Event
from .gathering import Gathering
from .limit_events import Limits
from .matching import path_parameters
from .type_parts import references
from .type_words import shown_value
from .types import Types
from .values import same_value
from .version import Version
from .where import Where

_NOUNS = {
    ParameterLocation.PATH: "path parameter",
    ParameterLocation.QUERY: "query parameter",
    ParameterLocation.HEADER: "header",
    ParameterLocation.COOKIE: "cookie",
    ParameterLocation.QUERYSTRING: "query string",
}

_Key = tuple[ParameterLocation, str | int]


class Parameters:
    """Compares parameters.

    Args:
        old: the old version.
        new: the new version.
        types: compares types.
        gathering: takes what is found.
    """

    def __init__(self, old: Version, new: Version, types: Types, gathering: Gathering) -> None:
        self._old = old
        self._new = new
        self._types = types
        self._gathering = gathering
        self._limits = Limits(old, new)

    def compare(self, before: Operation, after: Operation, operation: Where) -> None:
        """Find what is different about the parameters of an operation."""
        matched, gone, come = self._matched(before, after)
        for old, new in matched:
            self._parameter(before, after, old, new, operation)
        for old in gone:
            where = self._where(before, after, old, None, operation)
            event = Event("parameter-removed", where, gone=tuple(references(old.type)))
            self._gathering.add([event], REQUESTS)
        for new in come:
            where = self._where(before, after, None, new, operation)
            required = self._must_be_given(self._new, new)
            kind = "required-parameter-added" if required else "parameter-added"
            event = Event(kind, where, come=tuple(references(new.type)))
            self._gathering.add([event], REQUESTS)
        self._gathering.add(self._order(before, after, operation), REQUESTS)

    # --- which parameters stand for each other ------------------------------------------------

    def _matched(
        self, before: Operation, after: Operation
    ) -> tuple[list[tuple[Parameter, Parameter]], list[Parameter], list[Parameter]]:
        """Parameters of one place and name, then those of one name, then those that are one
        argument; what is gone; what came."""
        old, new = _by_key(before), _by_key(after)
        names, new_names = path_parameters(before), path_parameters(after)
        if len(names) != len(new_names) or set(names) == set(new_names):
            old, new = _by_name(before), _by_name(after)
        matched = [(old.pop(key), new.pop(key)) for key in tuple(old) if key in new]
        for is_same in (self._have_one_name, self._have_one_argument):
            for key, one in tuple(old.items()):
                found = [
                    other_key
                    for other_key, other in new.items()
                    if is_same(before, after, one, other)
                ]
                if len(found) == 1:
                    matched.append((old.pop(key), new.pop(found[0])))
        return matched, list(old.values()), list(new.values())

    def _have_one_name(
        self, before: Operation, after: Operation, one: Parameter, other: Parameter
    ) -> bool:
        return one.wire_name == other.wire_name

    def _have_one_argument(
        self, before: Operation, after: Operation, one: Parameter, other: Parameter
    ) -> bool:
        old = self._argument(self._old, before, one)
        return bool(old) and _named(old) == _named(self._argument(self._new, after, other))

    def _argument(self, version: Version, operation: Operation, parameter: Parameter) -> str:
        names = version.arguments(operation, parameter.location.value, parameter.wire_name)
        return next(iter(names), "")

    # --- one parameter ------------------------------------------------------------------------

    def _parameter(
        self, before: Operation, after: Operation, old: Parameter, new: Parameter, at: Where
    ) -> None:
        where = self._where(before, after, old, new, at)
        result = self._types.compare(old.type, new.type, where)
        self._gathering.take(result, REQUESTS)
        self._gathering.add(
            (
                *self._names(old, new, where),
                *self._requiredness(old, new, where),
                *self._limits.events(
                    old.constraints,
                    new.constraints,
                    where,
                    types=(old.type, new.type),
                    with_types=not result.events,
                ),
                *docs_events(old.docs, new.docs, where, "parameter"),
            ),
            REQUESTS,
        )

    def _names(self, old: Parameter, new: Parameter, where: Where) -> Iterator[Event]:
        before, after = map(_named, where.python)
        if before != after:
            yield Event("parameter-renamed", where, old=before, new=after)
        elif old.location is not new.location:
            was = f"{_NOUNS[old.location]} {quoted(old.wire_name)}"
            yield Event("parameter-moved", where, old=was)
        elif not _is_same_name(old, new):
            yield Event("parameter-wire-name-changed", where, old=quoted(old.wire_name))
        if old.location is new.location and _style(old) != _style(new):
            yield Event("parameter-style-changed", where, old=_style(old), new=_style(new))

    def _requiredness(self, old: Parameter, new: Parameter, where: Where) -> Iterator[Event]:
        before = self._must_be_given(self._old, old)
        after = self._must_be_given(self._new, new)
        if before != after:
            kind = "parameter-became-required" if after else "parameter-became-optional"
            yield Event(kind, where)
        if not same_value(old.default, new.default):
            yield Event(
                "default-changed", where, shown_value(old.default), shown_value(new.default)
            )

    def _must_be_given(self, version: Version, parameter: Parameter) -> bool:
        is_filled = parameter.location is not ParameterLocation.PATH
        return parameter.required and not (is_filled and version.is_constant(parameter.type))

    def _where(
        self,
        before: Operation,
        after: Operation,
        old: Parameter | None,
        new: Parameter | None,
        operation: Where,
    ) -> Where:
        told_of = new or old
        assert told_of is not None, "one of them is given"
        location, name = told_of.location, told_of.wire_name
        old_names = self._all_names(self._old, before, old)
        new_names = self._all_names(self._new, after, new)
        return replace(
            operation,
            subject=f"{operation.subject} {location.value} {name}",
            noun=f"the {_NOUNS[location]} {quoted(name)} of {operation.noun}",
            python=(next(iter(old_names), ""), next(iter(new_names), "")),
            arguments=(*old_names[1:], *new_names[1:]),
            old=None if old is None else old.source or operation.old,
            new=None if new is None else new.source or operation.new,
        )

    def _all_names(
        self, version: Version, operation: Operation, parameter: Parameter | None
    ) -> tuple[str, ...]:
        if parameter is None:
            return ()
        return version.arguments(operation, parameter.location.value, parameter.wire_name)

    def _order(self, before: Operation, after: Operation, where: Where) -> Iterator[Event]:
        """Whether calls that give values by position go wrong, with the same arguments."""
        old, new = self._by_position(self._old, before), self._by_position(self._new, after)
        if old != new and sorted(old) == sorted(new):
            yield Event("path-parameters-reordered", where, old=", ".join(old), new=", ".join(new))

    def _by_position(self, version: Version, operation: Operation) -> list[str]:
        methods = version.methods(operation)
        arguments = methods[0][1].arguments if methods else ()
        return [argument.name for argument in arguments if argument.positional]


def _by_key(operation: Operation) -> dict[_Key, Parameter]:
    """Parameters by place and name, those of the path by position."""
    order = {name: index for index, name in enumerate(path_parameters(operation))}
    found: dict[_Key, Parameter] = {}
    for parameter in operation.parameters:
        key: str | int = _folded(parameter)
        if parameter.location is ParameterLocation.PATH:
            key = order.get(parameter.wire_name, parameter.wire_name)
        found[parameter.location, key] = parameter
    return found


def _by_name(operation: Operation) -> dict[_Key, Parameter]:
    return {(each.location, _folded(each)): each for each in operation.parameters}


def _folded(parameter: Parameter) -> str:
    """The name; case does not matter in headers (RFC 9110, section 5.1)."""
    name = parameter.wire_name
    return name.lower() if parameter.location is ParameterLocation.HEADER else name


def _is_same_name(old: Parameter, new: Parameter) -> bool:
    is_path = new.location is ParameterLocation.PATH  # names in a path are not sent
    return is_path or _folded(old) == _folded(new)


def _named(argument: str) -> str:
    """The name alone: `limit` of `goals.list(limit=)`."""
    return argument.rpartition("(")[2].removesuffix("=)")


def _style(parameter: Parameter) -> str:
    """How a value is written, in words of OpenAPI."""
    if parameter.content is not None:
        return parameter.content
    parts = [parameter.style, "exploded" if parameter.explode else ""]
    return " ".join(filter(None, (*parts, "reserved" if parameter.allow_reserved else "")))
