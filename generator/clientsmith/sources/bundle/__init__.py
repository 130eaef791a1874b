"""From a library of documents to one document that says the same, and its text."""

from .bundling import Bundled, bundle, bundled, with_absolute_servers
from .copying import copied
from .sections import kind_of, sections_of
from .text import document_text

__all__ = [
    "Bundled",
    "bundle",
    "bundled",
    "copied",
    "document_text",
    "kind_of",
    "sections_of",
    "with_absolute_servers",
]
