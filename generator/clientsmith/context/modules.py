"""What modules import."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement of a module, already in isort's order among its siblings."""

    module: Code
    """Module to import from or to import, such as `collections.abc` or `.._runtime`."""

    names: tuple[Code, ...]
    """Imported names (`x` or `x as y`), sorted; empty for `import module`."""

    alias: Code
    """Name that `import module as alias` binds; empty where there is none."""

    group: int
    """0 `__future__`, 1 standard library, 2 third party, 3 this package."""
