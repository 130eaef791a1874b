"""Generated files in memory, and what their paths may look like."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .errors import OutputError

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])",
    re.IGNORECASE,
)


class Files(Mapping[str, str]):
    """Texts by relative POSIX path, sorted by path; immutable.

    Raises:
        OutputError: a path is absolute, leads upwards, is no name on Windows, or differs from
            another one in case only.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        for path in files:
            check_path(path)
        _check_clashes(files)
        self._files = MappingProxyType(dict(sorted(files.items())))

    def __getitem__(self, path: str) -> str:
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __repr__(self) -> str:
        return f"Files({', '.join(self._files)})"


def check_path(path: str) -> None:
    """Check one path.

    Raises:
        OutputError: see `Files`.
    """
    if not path or path.startswith("/") or _FORBIDDEN.search(path):
        raise OutputError(f"{path!r} is not a relative path that is valid on every system")
    for part in path.split("/"):
        if part in ("", ".", ".."):
            raise OutputError(f"{path!r} leaves its folder or has an empty part")
        if part != part.rstrip(". "):
            raise OutputError(f"{path!r} has a part that ends in a dot or a space")
        if _DEVICE.fullmatch(part.partition(".")[0].rstrip()):
            raise OutputError(f"{path!r} has the name of a device on Windows")


def _check_clashes(files: Mapping[str, str]) -> None:
    """Check that no two paths, or a path and a folder, are the same where case does not count."""
    seen: dict[str, str] = {}
    for path in sorted(files):
        key = folded(path)
        if key in seen:
            raise OutputError(f"{path!r} and {seen[key]!r} are the same file on some systems")
        seen[key] = path
    for key, path in seen.items():
        while "/" in key:
            key = key.rpartition("/")[0]
            if key in seen:
                raise OutputError(f"{seen[key]!r} is a file, and {path!r} lies in it")


def folded(path: str) -> str:
    """Return the same text for all paths that are one file on some systems."""
    return unicodedata.normalize("NFC", path.casefold())


def digest(content: bytes) -> str:
    """SHA-256 of a file, hexadecimal; line ends count as `\\n`, whatever a checkout made of them."""
    return hashlib.sha256(_with_our_line_ends(content)).hexdigest()


def is_same(content: bytes, other: bytes) -> bool:
    """Return whether two contents have the same `digest`, which takes a fraction of its time to
    see."""
    return content == other or _with_our_line_ends(content) == _with_our_line_ends(other)


def _with_our_line_ends(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")
