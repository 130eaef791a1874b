"""Entries of `skip`: files and folders that are not generated."""

from __future__ import annotations

from fnmatch import fnmatchcase

from .settings import is_list_of_strings


def skips(entry: str, path: str) -> bool:
    """Return whether an entry of `skip` matches a file.

    Args:
        entry: path of a file, or of a folder with everything in it, in the output folder; `*` and
            `?` match characters within one name, and a `/` at the end matches folders only.
        path: path of the file in the output folder.
    """
    patterns, parts = entry.removesuffix("/").split("/"), path.split("/")
    is_inside = len(parts) > len(patterns)
    is_file = len(parts) == len(patterns) and not entry.endswith("/")
    return (is_inside or is_file) and all(map(fnmatchcase, parts, patterns))


def read_skip(value: object, name: str, mistakes: list[str]) -> tuple[str, ...]:
    """Read the entries of `skip`."""
    if not is_list_of_strings(value):
        mistakes.append(f"`{name}` must be a list of strings, not {value!r}")
        return ()
    for entry in value:
        parts = entry.removesuffix("/").split("/")
        if "\\" in entry or not {"", ".", ".."}.isdisjoint(parts):
            mistakes.append(
                f"`{name}` has {entry!r}; entries are paths in the output folder with single "
                "slashes, such as 'tests/' or 'docs/*.md'"
            )
        elif "**" in entry:
            mistakes.append(
                f"`{name}` has {entry!r}; `*` matches within one name, and a folder such as 'docs/' "
                "matches everything in it"
            )
    return tuple(dict.fromkeys(value))
