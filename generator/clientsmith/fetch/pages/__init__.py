"""From documentation pages to the one OpenAPI document that they were made from."""

from .assembly import assemble
from .choice import Choice, Conflicts
from .page import Page, PageKind, has_document, read_page

__all__ = ["Choice", "Conflicts", "Page", "PageKind", "assemble", "has_document", "read_page"]
