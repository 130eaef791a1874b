"""Documents, nodes in them, and references between them."""

from .json_errors import json_error
from .library import Library, UnresolvedReference, relative_origin
from .nodes import (
    METHODS,
    Document,
    LineOf,
    Node,
    OriginOf,
    ValueNotFound,
    absolute_server,
    descend,
    escape_token,
    mapping_at,
    unescape_token,
)
from .references import SAMPLES, Container, Position, Reference, Walk

__all__ = [
    "METHODS",
    "SAMPLES",
    "Container",
    "Document",
    "Library",
    "LineOf",
    "Node",
    "OriginOf",
    "Position",
    "Reference",
    "UnresolvedReference",
    "ValueNotFound",
    "Walk",
    "absolute_server",
    "descend",
    "escape_token",
    "json_error",
    "mapping_at",
    "relative_origin",
    "unescape_token",
]
