"""Files of a cache, which runs at the same time may write."""

from __future__ import annotations

import os
from pathlib import Path


def write_cached(place: Path, content: bytes) -> None:
    """Put a file into a cache, whole or not at all.

    Raises:
        OSError: that cannot be done.
    """
    import tempfile  # most runs have everything in the cache

    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.replace(name, place)
    finally:
        Path(name).unlink(missing_ok=True)
