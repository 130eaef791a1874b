"""Random statements of the kinds that templates print, on one line each."""

from __future__ import annotations

from random import Random

_NAMES = ("a", "UUID", "str", "None", "Any", "models.Pet", "dt.datetime", "a_name_of_medium_length")
_STRINGS = ('"a"', '"open"', '"closed_by_user"', "'say \"hi\"'")


class RandomCode:
    """Makes statements; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def statement(self) -> str:
        """An assignment, annotation, `return`, call or import."""
        match self._random.randrange(8):
            case 0 | 1:
                name = self._one_of("x", "_A_LONG_CONSTANT_NAME", "self.x")
                return f"{name}: {self._annotation()} = {self._value()}"
            case 2:
                return f"{self._one_of('x', 'a_long_field_name')}: {self._annotation()}"
            case 3:
                return f"{self._one_of('x', 'a, b')} = {self._value()}"
            case 4:
                return f"return {self._value()}"
            case 5:
                pairs = "".join(f"k{i}={self._value()}, " for i in range(self._count(1, 4)))
                return f"return await self._client.request(_X, {pairs.rstrip()})"
            case 6:
                return f"super().__init__(a={self._value()})"
            case _:
                names = (f"n{'n' * self._count(0, 20)}{i}" for i in range(self._count(1, 6)))
                return f"from .x import {', '.join(names)}"

    def signature(self) -> str:
        """The header of a method."""
        parameters = "".join(
            f"p{i}: {self._annotation()}{self._one_of('', ' = None', ' = UNSET', ' = 5')}, "
            for i in range(self._count(1, 5))
        )
        name = self._one_of("f", "list_with_a_long_name", "n" * 90)
        word = self._one_of("def", "async def")
        return f"{word} {name}(self, *, {parameters.rstrip()}) -> {self._annotation()}:"

    def _one_of(self, *choices: str) -> str:
        return self._random.choice(choices)

    def _count(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def _name(self) -> str:
        return self._one_of(*_NAMES, "X" * self._count(1, 70))

    def _string(self) -> str:
        long, wide = "x" * self._count(1, 80), "日本語" * self._count(1, 12)
        return self._one_of(*_STRINGS, f'"{long}"', f'"{wide}"')

    def _annotation(self, depth: int = 0) -> str:
        kind = self._random.random()
        if depth > 2 or kind < 0.4:
            return self._name()
        if kind < 0.6:
            return f"Literal[{', '.join(self._string() for _ in range(self._count(1, 8)))}]"
        if kind < 0.8:
            inner = ", ".join(self._annotation(depth + 1) for _ in range(self._count(1, 4)))
            return f"{self._one_of('list', 'builtins.dict', 'Union')}[{inner}]"
        return " | ".join(self._annotation(depth + 1) for _ in range(self._count(2, 5)))

    def _value(self, depth: int = 0) -> str:
        kind = self._random.random()
        if depth > 3 or kind < 0.3:
            return self._one_of(self._string(), self._name(), "-5", "1.5", "1e-10")
        if depth and kind < 0.35:
            return f"{self._name()} or {self._one_of('{}', self._value(depth + 1))}"
        values = [self._value(depth + 1) for _ in range(self._count(0, 4))]
        comma = self._one_of("", "", ",") if values else ""
        if kind < 0.6:
            keywords = (f"k{i}={value}" for i, value in enumerate(values))
            return f"{self._one_of('JSON', 'f(a).g', 'f.g')}({', '.join(keywords)}{comma})"
        if kind < 0.75:
            pairs = (f"{self._string()}: {value}" for value in values)
            return f"{{{', '.join(pairs)}{comma}}}"
        if kind < 0.9:
            return f"({', '.join(values)}{',' if len(values) == 1 else comma})"
        return f"[{', '.join(values)}{comma}]"
