"""Templates that have been compiled: the next client of the same process needs them again."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from ..project.output import write_cached

_codes: dict[tuple[str, str], CodeType] = {}
"""Code of templates by their names and texts."""


class CompiledTemplates(BytecodeCache):
    """Keeps the code of templates in memory, and in a folder for the next process.

    Args:
        folder: where it is kept, as Python keeps the code of modules; None keeps it in memory only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code of a template where Jinja looks for it, if it has been compiled."""
        bucket.code = _codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._folder is not None:
            with contextlib.suppress(OSError), self._place(self._folder, bucket).open("rb") as file:
                bucket.load_bytecode(file)  # which sees whether it is of this template and Python

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that Jinja has compiled."""
        if bucket.code is None:
            return
        _codes[bucket.key, bucket.checksum] = bucket.code
        if self._folder is not None:
            with contextlib.suppress(OSError):
                write_cached(self._place(self._folder, bucket), bucket.bytecode_to_string())

    def _place(self, folder: Path, bucket: Bucket) -> Path:
        return folder / f"{bucket.key}-{jinja2.__version__}-{sys.implementation.cache_tag}"
