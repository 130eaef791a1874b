"""From a source to the library of documents that it reaches."""

from .loader import load

__all__ = ["load"]
