"""Compares two documents."""

from .comparing import compare

__all__ = ["compare"]
