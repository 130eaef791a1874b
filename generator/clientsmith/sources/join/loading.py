"""Loads one or several sources into one library."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ...document import Library
from ...problem import Problem, UnusableSource
from ..loader import Reshape, load
from ..pages import Conflicts
from ..parsing import MAX_VALUES, SourceError, count_values
from ..web import Access, PageProgress


def load_all(
    sources: Sequence[str],
    *,
    folder: Path = Path(),
    stdin: BinaryIO | None = None,
    conflicts: Conflicts = "error",
    access: Access | None = None,
    reshape: Reshape | None = None,
    cache: Path | None = None,
    is_offline: bool = False,
    on_page: PageProgress | None = None,
) -> Library:
    """Load one source, or several ones and join them.

    Args:
        sources: at least one; each as for `clientsmith.sources.load`, as are the other arguments.
        reshape: changes the root document; of several documents the one that they are together.

    Raises:
        UnusableSource: with everything that cannot be used, of all sources.
    """
    [first, *more] = dict.fromkeys(sources)
    if not more:
        return load(
            first,
            folder=folder,
            stdin=stdin,
            conflicts=conflicts,
            access=access,
            reshape=reshape,
            cache=cache,
            is_offline=is_offline,
            on_page=on_page,
        )
    from .joining import join

    base = home_of(folder, (first, *more))
    libraries: list[Library] = []
    problems: list[Problem] = []
    values = 0
    for source in (first, *more):
        try:
            library = load(
                source,
                folder=folder,
                stdin=stdin,
                conflicts=conflicts,
                access=access,
                cache=cache,
                is_offline=is_offline,
                base=base,
                on_page=on_page,
            )
            values += _values(library, MAX_VALUES - values)
        except UnusableSource as unusable:
            problems += unusable.problems
        else:
            libraries.append(library)
    if problems:
        raise UnusableSource(problems)
    library = join(libraries, conflicts)
    if reshape is None:
        return library
    root, found = reshape(library.root)
    documents = {root.origin: root}
    return replace(library, root=root, documents=documents, problems=(*library.problems, *found))


def _values(library: Library, limit: int) -> int:
    """Return the number of values in the documents of a library.

    Raises:
        UnusableSource: there are more than `limit`.
    """
    try:
        return sum(count_values(document.data, limit) for document in library.documents.values())
    except SourceError as fault:
        raise UnusableSource([fault.problem(library.root.origin)]) from None


def home_of(folder: Path, sources: Sequence[str]) -> Path:
    """Return the folder that origins of local documents are relative to: the deepest one with all
    sources.

    Args:
        folder: where relative paths start.
        sources: those that are no files or folders do not count.
    """
    places = [place for source in sources if (place := _place(folder, source)) is not None]
    folders = [str(place if place.is_dir() else place.parent) for place in places]
    try:
        return Path(os.path.commonpath(folders)) if folders else folder
    except ValueError:  # on several drives of Windows
        return folder


def _place(folder: Path, source: str) -> Path | None:
    """Return the path of a source that is a file or folder, else None."""
    if source == "-" or "://" in source:
        return None
    try:
        for name in (source, source.partition("#")[0]):
            if (folder / name).exists():
                return (folder / name).resolve()
    except (OSError, ValueError, RuntimeError):
        pass
    return None
