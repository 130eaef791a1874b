"""From a source to the library of documents that it reaches."""

from .commands import output_of
from .loader import load, read_file
from .pages import Conflicts
from .web import Access

__all__ = ["Access", "Conflicts", "load", "output_of", "read_file"]
