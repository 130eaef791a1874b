"""Two versions of an API, as the changes that its users meet."""

from .change import KINDS, Change, Impact, Kind, sort_key

__all__ = ["KINDS", "Change", "Impact", "Kind", "sort_key"]
