"""From a source to the library of documents that it reaches."""

from .loader import load, read_file
from .pages import Conflicts
from .web import Access

__all__ = ["Access", "Conflicts", "load", "read_file"]
