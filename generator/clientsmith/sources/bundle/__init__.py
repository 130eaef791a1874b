"""Bundles the documents of a library into one, and writes it as text."""

from .bundling import BundledDocument, bundle, copy_with, with_absolute_servers
from .sections import kind_of, sections_of
from .text import document_text

__all__ = [
    "BundledDocument",
    "bundle",
    "copy_with",
    "document_text",
    "kind_of",
    "sections_of",
    "with_absolute_servers",
]
