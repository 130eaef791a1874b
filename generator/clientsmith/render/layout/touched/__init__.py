"""Modules that a user's template has a part in: black formats what the template touched, no more."""

from .formatting import format_touched

__all__ = ["format_touched"]
