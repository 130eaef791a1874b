"""A folder as source: a document in it, or its documentation pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .content import PAGE_SUFFIXES, LoadedDocument, PageDigest
from .pages import Page, PageOptions, assemble, read_page
from .parsing import SourceError, decode
from .source import FileSource, Source, folders_allowed, relative_source, shown
from .web import Remote

ENTRY_NAMES = tuple(
    f"{stem}.{suffix}" for stem in ("openapi", "swagger") for suffix in ("json", "yaml", "yml")
)
"""File names of root documents (OpenAPI 3.1.1 section 4.3.1 recommends the first two)."""

MAX_PAGES = 20_000
"""Most documentation pages of a folder."""

_SHOWN = 5
_NO_PAGES = ("node_modules", "__pycache__")


def open_folder(
    folder: Path, options: PageOptions, remote: Remote, base: Path | None = None
) -> Source:
    """Open a folder: the document in it, else its documentation pages.

    Args:
        folder: absolute, without symbolic links.
        options: what is taken where pages hold several documents or contradict each other.
        remote: the way to servers.
        base: folder that origins start at; the folder itself where it is None.

    Raises:
        SourceError: it has neither.
    """
    allowed = folders_allowed(folder, remote.access.folders)
    for name in ENTRY_NAMES:
        if not options.spec and (folder / name).is_file():
            origin = name if base is None else shown(os.path.relpath(folder / name, base))
            return FileSource(origin, folder / name, base or folder, allowed, options, remote)
    files = tuple(_pages(folder))
    if files:
        origin = folder.name or "/" if base is None else os.path.relpath(folder, base)
        return PagesSource(shown(origin), folder, base or folder, allowed, files, options, remote)
    raise SourceError(
        "source-unreadable",
        "This is a folder, and there is neither a document nor a documentation page in it.",
        hint=f"A document is {', '.join(ENTRY_NAMES[:-1])} or {ENTRY_NAMES[-1]}, a page ends in "
        f"{', '.join(PAGE_SUFFIXES[:-1])} or {PAGE_SUFFIXES[-1]}; or give the path of the document itself.",
    )


@dataclass(frozen=True, slots=True)
class PagesSource:
    """The documentation pages of a folder and of everything below it."""

    origin: str
    folder: Path
    """Absolute, without symbolic links."""

    base: Path
    """Folder that origins of pages start at."""

    allowed: tuple[Path, ...]
    """Folders that references may lead into."""

    files: tuple[str, ...]
    """Paths of the pages from the folder on."""

    options: PageOptions
    remote: Remote

    @property
    def identity(self) -> str:
        """The absolute path of the folder."""
        return str(self.folder)

    def load(self, *, is_root: bool) -> LoadedDocument:
        """See `Source.load`."""
        pages: list[Page] = []
        digest = PageDigest()
        for name in self.files:
            origin = shown(os.path.relpath(self.folder / name, self.base))
            source = FileSource(origin, self.folder / name, self.base)
            try:
                raw = source.read()
                text = decode(raw)
            except SourceError as fault:
                if fault.code == "source-empty":
                    continue
                raise SourceError(
                    fault.code, f"{source.origin}: {fault.message}", hint=fault.hint
                ) from None
            digest.add(name, raw)
            pages.append(read_page(text, source.origin))
        parsed = assemble(pages, self.options)
        return LoadedDocument(digest.sha256, parsed)

    def relative(self, path: str) -> Source:
        """See `Source.relative`."""
        inside = shown(os.path.relpath(self.folder, self.base))
        return relative_source(f"{inside}/-", self.base, self.allowed, path, self.remote)


def _pages(folder: Path) -> Iterator[str]:
    """Paths of the pages below a folder in their order; hidden folders and links to folders are
    passed over.

    Raises:
        SourceError: there are too many.
    """
    found = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _NO_PAGES
        )
        for name in sorted(names):
            file = Path(place, name)
            if not name.lower().endswith(PAGE_SUFFIXES) or not file.is_file() or file.is_symlink():
                continue
            found += 1
            if found > MAX_PAGES:
                raise SourceError(
                    "source-too-large",
                    f"The folder has more than {MAX_PAGES:,} documentation pages.",
                )
            yield file.relative_to(folder).as_posix()
