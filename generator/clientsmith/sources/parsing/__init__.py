"""JSON and YAML with the lines of their parts, and the errors of reading one document."""

from .errors import ParsedDocument, SourceError
from .text import (
    MAX_VALUES,
    YAML_SUFFIXES,
    count_values,
    decode,
    is_document,
    names_version,
    parse_value,
    version_position,
)

__all__ = [
    "MAX_VALUES",
    "YAML_SUFFIXES",
    "ParsedDocument",
    "SourceError",
    "count_values",
    "decode",
    "is_document",
    "names_version",
    "parse_value",
    "version_position",
]
