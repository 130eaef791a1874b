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

_PROPERTY = "name of the property in snake case"

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
        is_found = properties[wire] is None
        if decided is not None and is_found and wanted[wire].endswith("_") and wanted[wire] != wire:
            bare = wanted[wire].removesuffix("_")
            rejected = (Candidate(bare, _PROPERTY, name_fault(bare, reserved)),)
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


def property_names(fields: Sequence[Code], taken: Collection[str]) -> Mapping[Code, Code]:
    """Return the name of the argument for each field of a body: its own, or `body_id` where another
    argument is called `id`, and `self_` for a name that no argument may have.

    Args:
        fields: names of the fields.
        taken: names of the other arguments of the method.
    """
    free = [name for name in fields if name not in taken and name not in ARGUMENTS]
    scope = NameScope((*taken, *ARGUMENTS, *free))
    names = {name: name for name in free}
    for name in sorted(set(fields).difference(free)):
        behind = (f"{name}_",) if name in ARGUMENTS else ()
        names[name] = scope.allocate((*behind, f"body_{name}"))
    return names


def argument_names(
    parameters: Iterable[Parameter], reserved: Iterable[str]
) -> Mapping[ParameterKey, Code]:
    """Yield a name for each parameter: those that vendor extensions name choose first, then
    those of the path, then those spelled like it."""
    scope = NameScope(reserved)
    given = {parameter_key(parameter): parameter.given for parameter in parameters}
    wanted = {key: attribute_name(key[1], reserved=ARGUMENTS, noun="param") for key in given}
    names: dict[ParameterKey, Code] = {}

    def candidates(key: ParameterKey) -> Iterator[str]:
        own = given[key]
        if own is not None:
            yield given_attribute(own, ARGUMENTS, "param")
        yield wanted[key]
        yield safe_name(snake(spelled(key[1])), reserved=ARGUMENTS, noun="param")
        yield f"{key[0].value}_{wanted[key]}"

    for key in sorted(
        wanted,
        key=lambda key: (
            given[key] is None,
            _LOCATIONS.index(key[0]),
            wanted[key] != key[1],
            key[1],
        ),
    ):
        names[key] = scope.allocate(candidates(key))
    return names
