"""What the codec knows about a type: how its values look in JSON and in Python."""

from __future__ import annotations

from typing import Any, TypeAlias

from .functions import Block, Functions, Mismatch
from .report import Path, Report, expected

JsonTypes: TypeAlias = frozenset[type]
"""Python types of parsed JSON values."""

Likeness: TypeAlias = tuple[int, int]
"""How well a value fits: minus the number of things wrong with it, and of properties known."""

NO_LIKENESS: Likeness = (-1, 0)
LIKENESS_DEPTH = 3
"""How far into a value `Shape.likeness` looks; what is below is taken to fit."""

EVERY_JSON_TYPE: JsonTypes = frozenset({str, int, float, bool, list, dict, type(None)})


class Shape:
    """A type, understood.

    Decoding has a fast form, generated code that raises anything for a value that is not of the
    type, and a careful one, `read`, that says what is wrong and goes on. Encoding turns a value
    into what a JSON library writes with the help of `Encoder.default`; a value that is not of
    the type stays, to be encoded by its own type.
    """

    name: str
    """What a value is in JSON, for people: `a string`."""

    json_types: JsonTypes
    only_checks = False
    """Whether a decoded value is the JSON value itself."""

    decodes_by_call = False
    """Whether `decode_call` is short, and uses the variable once."""

    def write_decode(self, block: Block, variable: str) -> None:
        """Add lines that check the value of a variable and replace it by the decoded one."""
        if not self.only_checks:
            block.line(f"{variable} = {self.decode_call(block, variable)}")

    def write_decoder(self, block: Block) -> None:
        """Add the body of a function that decodes its argument `v`."""
        self.write_decode(block, "v")
        block.line("return v")

    def decode_call(self, block: Block, variable: str) -> str:
        """An expression that is the decoded value of a variable."""
        return f"{self.decoder(block.functions)}({variable})"

    def decoder(self, functions: Functions) -> str:
        """The name of a function that decodes."""
        return functions.declare(("decode", self), "decode", self.write_decoder)

    def read(self, value: Any, report: Report, path: Path) -> Any:
        """Decode with care: what deviates is reported and stays as it is."""
        if type(value) not in self.json_types:
            report.deviation(path, expected(self.name, value))
        return value

    def exactly(self, value: Any) -> Any:
        """Decode a single value of which nothing else can be meant, for unions of such.

        Raises:
            ValueError, ArithmeticError, OSError: something else is meant.
        """
        if type(value) not in self.json_types:
            raise Mismatch
        return value

    def likeness(self, value: Any, depth: int) -> Likeness:
        """How well a JSON value fits, to choose among the members of a union."""
        return (0, 0) if type(value) in self.json_types else NO_LIKENESS

    def encode_expression(self, block: Block, variable: str) -> str:
        """An expression that is the encoded value of a variable, whatever that is; the variable
        itself where JSON libraries write every value of the type."""
        return variable

    def is_special(self, around: frozenset[Shape]) -> bool:
        """Whether values, or values in them, have another JSON form than their Python type has
        elsewhere; models aside, which know that themselves.

        `around` holds the shapes around this one, for a type may be part of itself.
        """
        return False

    def encode(self, value: Any) -> Any:
        """The same for a value at hand."""
        return value

    def holds(self, value: Any) -> bool:
        """Whether a Python value is one of the type, to choose among the members of a union."""
        return type(value) in self.json_types
