"""Enumerations as classes."""

from __future__ import annotations

from ...context import EnumClass, EnumMember
from ...encode.encoders import literal
from ...ir import Enumeration
from ...naming.words.identifiers import NameScope, safe_name, spelled
from ...naming.words.words import snake, words
from ...text import Code
from ..docstrings.sentences import class_description


def enum_class(name: Code, enumeration: Enumeration) -> EnumClass:
    """The class for an enumeration, with one member a value."""
    values = tuple({(type(value), value): value for value in enumeration.values}.values())
    return EnumClass(
        name=name,
        base=Code(_base(values)),
        docs=class_description(enumeration.docs, name),
        members=tuple(
            EnumMember(member, literal(value))
            for member, value in zip(_member_names(values), values, strict=True)
        ),
    )


def _base(values: tuple[str | int | float | bool, ...]) -> str:
    kinds = {type(value) for value in values}
    if kinds == {str}:
        return "StrEnum"
    return "IntEnum" if kinds == {int} else "Enum"


def _member_names(values: tuple[str | int | float | bool, ...]) -> list[Code]:
    """A name for each value, in upper case; those that are spelled like their value come first."""
    scope = NameScope()
    names: dict[int, Code] = {}
    plain = [_plain_name(value) for value in values]
    order = sorted(
        range(len(values)),
        key=lambda index: (plain[index] != str(values[index]).upper(), str(values[index])),
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
