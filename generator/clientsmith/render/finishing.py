"""From what templates made to what files may hold."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from ..program import program_digest
from . import checks as gate
from .formatting import Formatter, FormatterName, black_version
from .layout.reflow import reflow
from .layout.touched import format_touched
from .results import Results


class Finishing:
    """From what a template made to what a file may hold; what was finished before is kept.

    Args:
        formatter: looks at what the layout engine cannot promise.
        cache: folder in which finished modules are kept.
    """

    def __init__(self, formatter: FormatterName, cache: Path | None) -> None:
        self._name = formatter
        self._formatter = Formatter(formatter, cache)
        maker = f"{formatter} after {{}}".format
        self._modules = Results(cache and cache / "modules", lambda: maker(program_digest()))
        self._tests = Results(cache and cache / "tests", lambda: maker(program_digest()))
        self._touched = Results(
            cache and cache / "touched", lambda: maker(f"{black_version()}, {program_digest()}")
        )

    def custom(self, text: str, builtin: Callable[[], str | None] | None = None) -> str:
        """A module that a user's template has a part in, as the formatter leaves it.

        Args:
            text: the module.
            builtin: tells what the built-in template makes in its place, if there is one; asked for
                what was not finished before.

        Raises:
            gate.Refused: it may not be written.
        """
        gate.check_text(text)
        tree = gate.parse(text)
        gate.check_compiles(tree)
        if builtin is None or self._name != "black":
            return self._formatter(text)
        return self._touched(text, lambda text: self._touched_by_template(text, tree, builtin()))

    def _touched_by_template(self, text: str, tree: ast.Module, builtin: str | None) -> str:
        formatted = None if builtin is None else format_touched(text, tree, builtin)
        return self._formatter(text) if formatted is None else formatted

    def module(self, text: str) -> str:
        """A module of the package that a built-in template made, as black leaves it.

        Raises:
            gate.Refused: it may not be written.
        """
        return self._modules(text, lambda text: self._built_in(text, gate.check_structure))

    def tests(self, text: str) -> str:
        """A module of tests that a built-in template made, as black leaves it.

        Raises:
            gate.Refused: it may not be written.
        """
        return self._tests(text, lambda text: self._built_in(text, gate.check_tests))

    def _built_in(self, text: str, check: Callable[[ast.Module], None]) -> str:
        gate.check_text(text)
        tree = gate.parse(text)
        check(tree)
        reflowed = reflow(text, tree)
        if reflowed.complete:
            return reflowed.text
        formatted = self._formatter(reflowed.text)
        gate.parse(formatted)
        return formatted
