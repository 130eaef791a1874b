"""Selects the files that are written, and checks that the others are not needed."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..config import CONFIG_FILE, skips
from ..problem import Location, Problem, Severity


class FileSelection:
    """The files that the configuration wants.

    Args:
        skip: entries of `skip`.
        package_folder: folder of the package if only files in it are wanted, else empty.
    """

    def __init__(self, skip: tuple[str, ...] = (), package_folder: str = "") -> None:
        self._skip = skip
        self._package_folder = package_folder
        self._used: set[str] = set()

    def includes(self, path: str) -> bool:
        """Return whether a file is wanted."""
        entries = self.entries(path)
        self._used.update(entries)
        if self._package_folder and not path.startswith(f"{self._package_folder}/"):
            return False
        return not entries

    def entries(self, path: str) -> tuple[str, ...]:
        """Return the entries of `skip` that match a file."""
        return tuple(entry for entry in self._skip if skips(entry, path))

    def unused(self) -> tuple[Problem, ...]:
        """Return a warning for each entry of `skip` that has matched no file so far."""
        return tuple(
            Problem(
                "skip-unused",
                Severity.WARNING,
                f"`skip` has `{entry}`, which matches no generated file.",
                Location(CONFIG_FILE),
                "Entries are paths in the output folder, such as `tests/`, `API.md` or "
                "`docs/*.md`; remove those that are not needed.",
            )
            for entry in self._skip
            if entry not in self._used
        )


@dataclass(frozen=True, slots=True)
class OmittedModule:
    """A module that is not written."""

    path: str
    entry: str = ""
    """Entry of `skip` that matches it, if any."""

    template: str = ""
    """Its template, if that printed nothing."""


def missing_modules(omitted: Iterable[OmittedModule], files: Mapping[str, str]) -> list[Problem]:
    """Return an error for each reason why modules that others import are not written.

    Args:
        omitted: the modules.
        files: path → text of all files that are written.
    """
    paths = {each.path: each for each in omitted if each.entry or each.template}
    found: dict[str, Problem] = {}
    for path, text in files.items() if paths else ():
        for imported in _imported(path, text) if path.endswith(".py") else ():
            module = paths.get(imported)
            if module is None:
                continue
            if module.entry:
                problem = Problem(
                    "module-missing",
                    Severity.ERROR,
                    f"`skip` has `{module.entry}`, but `{path}` imports `{imported}`.",
                    Location(CONFIG_FILE),
                    "Remove the entry: the package needs the modules that it imports.",
                )
            else:
                problem = Problem(
                    "module-missing",
                    Severity.ERROR,
                    f"The template printed nothing for `{imported}`, but `{path}` imports it.",
                    Location(module.template),
                    "Print at least a comment, or change the template of the module that imports it.",
                )
            found.setdefault(module.entry or module.template, problem)
    return list(found.values())


def _imported(path: str, text: str) -> Iterator[str]:
    """Yield the paths of the modules that a module may import, with those of the packages around
    them."""
    around = path.split("/")[:-1]
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=aliases):
                modules = [alias.name.split(".") for alias in aliases]
            case ast.ImportFrom(module=module, names=aliases, level=level):
                base = around[: len(around) - level + 1] if level else []
                base = [*base, *(module.split(".") if module else ())]
                modules = [base, *([*base, alias.name] for alias in aliases)]
            case _:
                continue
        for parts in modules:
            yield f"{'/'.join(parts)}.py"
            yield from (f"{'/'.join(parts[:end])}/__init__.py" for end in range(1, len(parts) + 1))
