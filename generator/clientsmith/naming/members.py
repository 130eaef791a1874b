"""Names inside classes and methods: fields of models, members of enumerations, arguments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from ..ir import GivenName, Parameter, ParameterLocation
from ..text import Code
from .decisions import Candidate, Trail
from .extensions import given_attribute, rule_of
from .words.identifiers import (
    NameScope,
    attribute_name,
    name_fault,
    safe_name,
    spelled,
)
from .words.reserved import ARGUMENTS
from .words.words import snake, words

ParameterKey = tuple[ParameterLocation, str]
"""Location of a parameter and its name in the document, which are unique in an operation."""

Considered = Callable[[str, str, str, tuple[Candidate, ...]], None]
"""Called with the location of an argument, its name in the document, the one in code, and its
candidates."""

_PROPERTY = "name of the property in snake case"
_PARAMETER = "name of the parameter in snake case"
_FIELD = "name of the field"
_OTHER = "another argument"

_LOCATIONS = tuple(ParameterLocation)


def field_names(
    properties: Mapping[str, GivenName | None],
    reserved: Collection[str],
    decided: Callable[[str, str, tuple[Candidate, ...]], None] | None = None,
) -> Mapping[str, Code]:
    """Return a name for each property of a class; those that vendor extensions give come
    first, then those that are spelled like their property.

    Args:
        properties: names in the document, with those that vendor extensions give.
        reserved: names that no field may have.
        decided: called with the name in the document, the one in code, and its candidates.
    """
    scope = NameScope(reserved)
    wanted = {wire: attribute_name(wire, reserved=reserved) for wire in properties}
    order = sorted(wanted, key=lambda wire: (properties[wire] is None, wanted[wire] != wire, wire))

    def candidates(wire: str) -> Iterator[Candidate]:
        given = properties[wire]
        if given is not None:
            yield Candidate(given_attribute(given, reserved, "field"), rule_of(given))
        yield Candidate(wanted[wire], _PROPERTY)
        name = safe_name(snake(spelled(wire)), reserved=reserved)
        yield Candidate(name, f"{_PROPERTY}, signs spelled out")

    names: dict[str, Code] = {}
    for wire in order:
        rejected: tuple[Candidate, ...] = ()
        if decided is not None and properties[wire] is None:
            rejected = _bare(wanted[wire], wire, _PROPERTY, reserved)
        trail = Trail(candidates(wire), rejected)
        names[wire] = scope.allocate(trail, wire)
        if decided is not None:
            shown = "belongs to the property {}".format
            decided(wire, names[wire], trail.considered(names[wire], scope, shown))
    return names


def member_names(
    values: tuple[str | int | float | bool, ...], given: Sequence[str] = ()
) -> list[Code]:
    """Return a name for each value, in upper case; those that vendor extensions give come first,
    then those that are spelled like their value.

    Args:
        values: the values.
        given: names that extensions give, empty for a value without one; `()` if none has one.
    """
    scope = NameScope()
    names: dict[int, Code] = {}
    named = [bool(name) for name in given] or [False] * len(values)
    plain = [
        safe_name(snake(words(name)).upper(), noun="VALUE") if name else _plain_name(value)
        for value, name in zip(values, given or [""] * len(values), strict=True)
    ]
    order = sorted(
        range(len(values)),
        key=lambda index: (
            not named[index],
            plain[index] != str(values[index]).upper(),
            str(values[index]),
        ),
    )
    for index in order:
        full = safe_name(snake(spelled(str(values[index]))).upper(), noun="VALUE")
        names[index] = scope.allocate((plain[index], full))
    return [names[index] for index in range(len(values))]


def _plain_name(value: str | int | float | bool) -> str:
    text = str(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return safe_name(snake(spelled(text)).upper(), noun="VALUE")
    if not text:
        return "EMPTY"
    parts = words(text) if text[0] not in "+-" else spelled(text)
    return safe_name(snake(parts or spelled(text)).upper(), noun="VALUE")


def parameter_key(parameter: Parameter) -> ParameterKey:
    """Return location and name of a parameter in the document."""
    return parameter.location, parameter.wire_name


def property_names(
    fields: Mapping[Code, str], taken: Collection[str], decided: Considered | None = None
) -> Mapping[Code, Code]:
    """Return the name of the argument for each field of a body: its own, or `body_id` where another
    argument is called `id`, and `self_` for a name that no argument may have.

    Args:
        fields: names of the fields, with those in the document.
        taken: names of the other arguments of the method.
        decided: called with each name.
    """
    free = [name for name in fields if name not in taken and name not in ARGUMENTS]
    scope = _scope_beside((*taken, *free))
    names = {name: name for name in free}
    trails = {name: Trail((Candidate(name, _FIELD),)) for name in free}
    for name in sorted(set(fields).difference(free)):
        further = [Candidate(f"body_{name}", f"{_FIELD}, behind `body`")]
        if name in ARGUMENTS:
            further.insert(0, Candidate(f"{name}_", f"{_FIELD}, with an underscore"))
        trails[name] = Trail((Candidate(name, _FIELD), *further))
        names[name] = scope.allocate(trails[name])
    if decided is not None:
        for name in fields:
            candidates = (
                (Candidate(name, _FIELD),)
                if name in free
                else trails[name].considered(names[name], scope, "belongs to {}".format)
            )
            decided("body", fields[name], names[name], candidates)
    return names


def argument_names(
    parameters: Iterable[Parameter], reserved: Iterable[str], decided: Considered | None = None
) -> Mapping[ParameterKey, Code]:
    """Return a name for each parameter: those that vendor extensions name choose first, then
    those of the path, then those spelled like it.

    Args:
        parameters: those of the operation.
        reserved: names that no argument may have.
        decided: called with each name.
    """
    scope = NameScope(reserved)
    given = {parameter_key(parameter): parameter.given for parameter in parameters}
    wanted = {key: attribute_name(key[1], reserved=ARGUMENTS, noun="param") for key in given}
    names: dict[ParameterKey, Code] = {}

    def candidates(key: ParameterKey) -> Iterator[Candidate]:
        own = given[key]
        if own is not None:
            yield Candidate(given_attribute(own, ARGUMENTS, "param"), rule_of(own))
        yield Candidate(wanted[key], _PARAMETER)
        spelled_out = safe_name(snake(spelled(key[1])), reserved=ARGUMENTS, noun="param")
        yield Candidate(spelled_out, f"{_PARAMETER}, signs spelled out")
        yield Candidate(f"{key[0].value}_{wanted[key]}", f"{_PARAMETER}, behind its location")

    for key in sorted(
        wanted,
        key=lambda key: (
            given[key] is None,
            _LOCATIONS.index(key[0]),
            wanted[key] != key[1],
            key[1],
        ),
    ):
        location, wire = key[0].value, key[1]
        rejected: tuple[Candidate, ...] = ()
        if decided is not None and given[key] is None:
            rejected = _bare(wanted[key], wire, _PARAMETER, ARGUMENTS)
        trail = Trail(candidates(key), rejected)
        names[key] = scope.allocate(trail, f"the parameter {wire} ({location})")
        if decided is not None:
            considered = trail.considered(names[key], scope, "belongs to {}".format)
            decided(location, wire, names[key], considered)
    return names


def further_argument(
    candidates: Sequence[str],
    taken: Iterable[str],
    rule: str,
    header: str = "",
    decided: Considered | None = None,
    *,
    location: str = "",
) -> Code:
    """Return the name of an argument that the document has no name for.

    Args:
        candidates: names, the best first.
        taken: names of the other arguments.
        rule: what the argument is for.
        header: the header that it sets; empty if it is none.
        decided: called with the name.
        location: where the argument is sent; empty if it is not.
    """
    scope = _scope_beside(taken)
    trail = Trail(Candidate(name, rule) for name in candidates)
    name = scope.allocate(trail)
    if decided is not None:
        considered = trail.considered(name, scope, "belongs to {}".format)
        decided(location, header, name, considered)
    return name


def _scope_beside(taken: Iterable[str]) -> NameScope:
    """Return a scope in which no argument has the name of another one."""
    scope = NameScope(ARGUMENTS)
    for name in taken:
        scope.reserve(name, _OTHER)
    return scope


def _bare(name: str, wire: str, rule: str, reserved: Collection[str]) -> tuple[Candidate, ...]:
    """Return the name without the underscore that it needed, if it did."""
    if not name.endswith("_") or name == wire:
        return ()
    bare = name.removesuffix("_")
    return (Candidate(bare, rule, name_fault(bare, reserved)),)
