"""Bytes that come in chunks of any size, split where a format says."""

from __future__ import annotations

from collections.abc import Iterator

LARGEST_ITEM = 64 * 1024 * 1024
"""Bytes that one item of a stream may have."""


class TooLarge(Exception):
    """One item is larger than a stream may hold in memory."""


class _Unfinished:
    """The bytes behind the last split, which may be the beginning of something."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pieces: list[bytes] = []
        self.size = 0
        """Number of its bytes."""

    def add(self, piece: bytes) -> None:
        """Take more of it.

        Raises:
            TooLarge: it is more than one item may be.
        """
        self.size += len(piece)
        if self.size > self._limit:
            raise TooLarge
        self._pieces.append(piece)

    def ends_with(self, end: bytes) -> bool:
        """Whether its last piece ends like that."""
        return bool(self._pieces) and self._pieces[-1].endswith(end)

    def whole(self) -> bytes:
        """All of it, which is kept."""
        if len(self._pieces) != 1:
            self._pieces[:] = [b"".join(self._pieces)]
        return self._pieces[0]

    def take(self) -> bytes:
        """All of it; nothing is left."""
        whole = self.whole()
        self._pieces.clear()
        self.size = 0
        return whole


class Delimited:
    """Splits at one byte."""

    def __init__(self, delimiter: bytes, limit: int) -> None:
        self._delimiter = delimiter
        self._unfinished = _Unfinished(limit)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """What ends in a chunk.

        Raises:
            TooLarge: one piece is more than may be held.
        """
        *ended, rest = chunk.split(self._delimiter)
        for piece in ended:
            self._unfinished.add(piece)
            yield self._unfinished.take()
        self._unfinished.add(rest)

    @property
    def rest_size(self) -> int:
        """Number of bytes that came behind the last delimiter."""
        return self._unfinished.size

    def rest_ending_with(self, end: bytes) -> bytes:
        """What came behind the last delimiter, where it ends like that; else nothing."""
        return self._unfinished.whole() if self._unfinished.ends_with(end) else b""

    def take_rest(self) -> bytes:
        """What came behind the last delimiter, which begins anew."""
        return self._unfinished.take()


class Lines:
    """Splits at ends of lines: CR LF, LF or CR, a pair of which may be torn apart by chunks."""

    def __init__(self, limit: int) -> None:
        self._unfinished = _Unfinished(limit)
        self._is_behind_cr = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The lines that end in a chunk, each given as soon as its end is there.

        Raises:
            TooLarge: one line is more than may be held.
        """
        if not chunk:
            return
        if self._is_behind_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
        self._is_behind_cr = chunk.endswith(b"\r")
        # Of bytes, these are the only ends of lines that `splitlines` knows.
        lines = chunk.splitlines()
        rest = b"" if chunk.endswith((b"\r", b"\n")) or not lines else lines.pop()
        for line in lines:
            self._unfinished.add(line)
            yield self._unfinished.take()
        self._unfinished.add(rest)
