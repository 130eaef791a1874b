"""The program itself: where its templates are, and what tells its states apart."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def is_installed() -> bool:
    """Whether this is a distribution, whose version says all; else it is a repository at work."""
    return (_PACKAGE / "templates").is_dir()


def builtin_folder() -> Path:
    """The built-in templates: in the installed package, or in the repository of an editable one."""
    root = _PACKAGE if is_installed() else _PACKAGE.parents[1]
    return root / "templates" / "python"


@cache
def program_digest() -> str:
    """SHA-256 of the program's modules and templates, hexadecimal."""
    digest = hashlib.sha256()
    for folder in (_PACKAGE, builtin_folder()):
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".jinja"):
                content = file.read_bytes()
                digest.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()
