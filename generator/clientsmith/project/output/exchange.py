"""Two folders change places in one step."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_EXCHANGE = 2
"""`RENAME_EXCHANGE` of renameat2(2) on Linux, `RENAME_SWAP` of renamex_np(2) on macOS."""


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system change places; there is no moment between.

    Raises:
        OSError: that cannot be done here; nothing has changed.
    """
    function = _function()
    if function is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(one))
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        failed = function(first, second, _EXCHANGE)
    else:
        failed = function(_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE)
    if failed:
        import ctypes

        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one), None, str(other))


def can_exchange() -> bool:
    """Whether the system knows how; file systems may still refuse."""
    return _function() is not None


def _function() -> Any:
    """The function of the C library that does it, None where there is none."""
    if sys.platform not in ("linux", "darwin"):
        return None
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    return getattr(library, "renamex_np" if sys.platform == "darwin" else "renameat2", None)
