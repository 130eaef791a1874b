"""Permissions of files that hold for root, too, as whom containers run tests."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_VERSION = 0x20080522
"""Of the structures below (`linux/capability.h`), with 64 capabilities."""

_PASSES_BY = 1 << 1 | 1 << 2
"""`CAP_DAC_OVERRIDE` and `CAP_DAC_READ_SEARCH`: what lets root pass by permissions."""

_Words = ctypes.c_uint32 * 6
"""Twice: the effective, the permitted and the inheritable ones."""


@contextmanager
def permissions_hold() -> Iterator[None]:
    """Let permissions count for this thread; the test is skipped where they cannot."""
    if os.name == "nt":
        pytest.skip("files have no such permissions here")
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("permissions do not hold for root here")
    libc = ctypes.CDLL(None, use_errno=True)
    # The kernel writes to the header where it does not know the version.
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    before = _Words()
    if libc.capget(header, before):
        raise OSError(ctypes.get_errno(), "capget")
    without = _Words(*before)
    without[0] &= ~_PASSES_BY
    try:
        if libc.capset(header, without):
            raise OSError(ctypes.get_errno(), "capset")
        yield
    finally:
        libc.capset(header, before)
