"""Documents, places in them, and the references between them."""

from .json_errors import json_error
from .library import Library, UnresolvedReference, relative_origin
from .nodes import (
    METHODS,
    Document,
    LineOf,
    Node,
    Nowhere,
    OriginOf,
    descend,
    escape_token,
    mapping_at,
    unescape_token,
)
from .references import Place, Position, Reference, Walk

__all__ = [
    "METHODS",
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
    "json_error",
    "mapping_at",
    "relative_origin",
    "unescape_token",
]
