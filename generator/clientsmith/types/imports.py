"""Imports of a generated module: collected by name, printed in isort's order."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from ..context import Import
from ..text import Code

FUTURE, STANDARD, THIRD_PARTY, OWN = range(4)
"""Groups of imports, in the order in which they stand in a module."""

_DIGITS = re.compile(r"([0-9]+)")


class Imports:
    """The imports of one module; each is printed once.

    Args:
        statements: those that it has already.
    """

    def __init__(self, statements: Iterable[Import] = ()) -> None:
        self._names: dict[str, set[str]] = {}
        self._modules: set[tuple[str, str]] = set()
        for statement in statements:
            if statement.names:
                self.add(statement.module, *statement.names)
            else:
                self.add_module(statement.module, statement.alias)

    def add(self, module: str, *names: str) -> None:
        """Add `from module import names`; a name may be `x as y`."""
        if names:
            self._names.setdefault(module, set()).update(names)

    def add_module(self, module: str, alias: str = "") -> None:
        """Add `import module`, or `import module as alias`."""
        self._modules.add((module, alias))

    def statements(self) -> tuple[Import, ...]:
        """Return one statement a module, sorted as isort and ruff do: in each group `import` stands
        before `from`, distant relative modules before near ones."""
        plain = [
            Import(Code(module), (), Code(alias), _group(module))
            for module, alias in sorted(
                self._modules, key=lambda pair: (_module_key(pair[0]), pair[1])
            )
        ]
        from_ = [
            Import(
                Code(module),
                tuple(Code(name) for name in sorted_names(self._names[module])),
                Code(""),
                _group(module),
            )
            for module in sorted(self._names, key=_module_key)
        ]
        return tuple(sorted(plain + from_, key=lambda statement: statement.group))


def sorted_names(names: Iterable[str]) -> list[str]:
    """Return imported names in isort's order: constants, then classes, then the rest, each with
    numbers counted as numbers."""
    return sorted(names, key=_name_key)


def _name_key(name: str) -> tuple[int, list[int | str], str]:
    constant = len(name) > 1 and name.isupper()
    kind = 0 if constant else 1 if name[:1].isupper() else 2
    return kind, _natural(name), name


def _module_key(module: str) -> tuple[int, list[int | str], str]:
    name = module.lstrip(".")
    return len(name) - len(module), _natural(name), module


def _natural(name: str) -> list[int | str]:
    """Return a key that orders `a2` before `a10`: text and numbers in turn."""
    return [
        int(part) if index % 2 else part for index, part in enumerate(_DIGITS.split(name.lower()))
    ]


def _group(module: str) -> int:
    if module.startswith("."):
        return OWN
    if module == "__future__":
        return FUTURE
    return STANDARD if module.partition(".")[0] in sys.stdlib_module_names else THIRD_PARTY
