"""From a library of documents to one document that says the same, and its text."""

from .bundling import bundle
from .text import document_text

__all__ = ["bundle", "document_text"]
