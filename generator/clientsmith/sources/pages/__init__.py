"""From documentation pages to the one OpenAPI document that they were made from."""

from .assembly import assemble
from .merging import Choice, Conflicts, Manner, canonical, merge
from .page import Fragment, Page, PageKind, has_document, read_page

__all__ = [
    "Choice",
    "Conflicts",
    "Fragment",
    "Manner",
    "Page",
    "PageKind",
    "assemble",
    "canonical",
    "has_document",
    "merge",
    "read_page",
]
