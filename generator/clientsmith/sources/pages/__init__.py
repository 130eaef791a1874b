"""Reassembles the OpenAPI document that documentation pages were made from."""

from .assembly import assemble
from .merging import Conflicts, MergeMode, PageOptions, canonical, merge
from .page import Fragment, Page, PageKind, has_document, read_page

__all__ = [
    "Conflicts",
    "Fragment",
    "MergeMode",
    "Page",
    "PageKind",
    "PageOptions",
    "assemble",
    "canonical",
    "has_document",
    "merge",
    "read_page",
]
