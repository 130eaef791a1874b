"""From a source to the library of documents that it reaches."""

from .loader import load
from .pages import Conflicts

__all__ = ["Conflicts", "load"]
