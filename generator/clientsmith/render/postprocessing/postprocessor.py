"""Checks and formats the modules that templates printed, and caches the results."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from ...program import program_digest
from .changed_lines import format_changed_lines
from .checks import check_compiles, check_structure, check_tests, check_text, parse
from .formatters import Formatter, FormatterName, ResultCache, black_version
from .reflow import reflow


class Postprocessor:
    """Checks and formats modules; finished ones are cached.

    Args:
        formatter: formats modules that the built-in layout cannot handle.
        cache: folder for finished modules.
    """

    def __init__(self, formatter: FormatterName, cache: Path | None) -> None:
        self._name = formatter
        self._formatter = Formatter(formatter, cache)
        maker = f"{formatter} after {{}}".format
        self._modules = ResultCache(cache and cache / "modules", lambda: maker(program_digest()))
        self._tests = ResultCache(cache and cache / "tests", lambda: maker(program_digest()))
        self._changed = ResultCache(
            cache and cache / "changed", lambda: maker(f"{black_version()}, {program_digest()}")
        )

    def custom(self, text: str, builtin: Callable[[], str | None] | None = None) -> str:
        """Check and format a module that a custom template affects.

        Args:
            text: the module.
            builtin: returns the output of the built-in template in its place, if there is one; called
                only if the module is not cached.

        Raises:
            CheckError: a check fails.
        """
        check_text(text)
        tree = parse(text)
        check_compiles(tree)
        if builtin is None or self._name != "black":
            return self._formatter(text)
        return self._changed(text, lambda text: self._with_changed_lines(text, tree, builtin()))

    def _with_changed_lines(self, text: str, tree: ast.Module, builtin: str | None) -> str:
        formatted = None if builtin is None else format_changed_lines(text, tree, builtin)
        return self._formatter(text) if formatted is None else formatted

    def module(self, text: str) -> str:
        """Check and format a module of the package from a built-in template.

        Raises:
            CheckError: a check fails.
        """
        return self._modules(text, lambda text: self._built_in(text, check_structure))

    def tests(self, text: str) -> str:
        """Check and format a test module from a built-in template.

        Raises:
            CheckError: a check fails.
        """
        return self._tests(text, lambda text: self._built_in(text, check_tests))

    def _built_in(self, text: str, check: Callable[[ast.Module], None]) -> str:
        check_text(text)
        tree = parse(text)
        check(tree)
        reflowed = reflow(text, tree)
        if reflowed.complete:
            return reflowed.text
        formatted = self._formatter(reflowed.text)
        parse(formatted)
        return formatted
