"""Documents, places in them, and the references between them."""

from .library import Library, UnresolvedReference, relative_origin
from .nodes import Document, LineOf, Node, Nowhere, OriginOf, descend, escape_token, unescape_token
from .references import Place, Position, Reference, Walk

__all__ = [
    "Document",
    "Library",
    "LineOf",
    "Node",
    "Nowhere",
    "OriginOf",
    "Place",
    "Position",
    "Reference",
    "UnresolvedReference",
    "Walk",
    "descend",
    "escape_token",
    "relative_origin",
    "unescape_token",
]
