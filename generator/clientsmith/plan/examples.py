"""Short example calls for docstrings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..context import Argument
from ..text import Code

_LONGEST_LINE = 72
_MOST_ARGUMENTS = 6

_PLAIN = {
    "str": '"…"',
    "int": "1",
    "IntegerString": "1",
    "float": "1.0",
    "bool": "True",
    "list[str]": '["…"]',
    "builtins.list[str]": '["…"]',
    "list[int]": "[1]",
    "builtins.list[int]": "[1]",
    "FileInput": 'Path("…")',
    "dict[str, Any]": "{}",
    "dict[str, str]": "{}",
    "Any": "{}",
}
_FIRST_CONSTANT = re.compile(
    r"""(?:.*\|\s)?Literal\[("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?[0-9]+|True|False)[,\]]""",
    re.DOTALL,
)


def example_call(resource: str, method: str, arguments: Sequence[Argument]) -> tuple[Code, ...]:
    """The lines of a call with what must be given; empty where that is too much to be an example.

    Args:
        resource: how users reach it from the client.
        method: name of the method.
        arguments: all arguments in the order of the signature.
    """
    required = [argument for argument in arguments if not argument.default]
    if len(required) > _MOST_ARGUMENTS:
        return ()
    values = list(_values(required))
    start = f"client.{resource}.{method}("
    line = f"{start}{', '.join(values)})"
    if len(line) <= _LONGEST_LINE:
        return (Code(line),)
    return (Code(start), *(Code(f"    {value},") for value in values), Code(")"))


def _values(arguments: Sequence[Argument]) -> Iterator[str]:
    for argument in arguments:
        value = _value(argument)
        yield value if argument.positional else f"{argument.name}={value}"


def _value(argument: Argument) -> str:
    """A value that type checks, else the name of a variable that has one."""
    annotation = argument.annotation.removesuffix(" | None")
    plain = _PLAIN.get(annotation)
    if plain is not None:
        return plain
    constant = _FIRST_CONSTANT.match(annotation)
    return constant[1] if constant else argument.name
