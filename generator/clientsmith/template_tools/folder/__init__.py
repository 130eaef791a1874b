"""Folders of custom templates: their sources, the pieces copied into them, and the record of copies."""

from .pieces import Piece, Span, builtin_text, custom_span, custom_text, find_block, piece_of
from .record import (
    Copied,
    Record,
    kept_text,
    read_record,
    record_text,
    remove_bases,
    text_digest,
    write_bases,
)
from .templates import BlockSource, Folder, TemplateSource, read_folder

__all__ = [
    "BlockSource",
    "Copied",
    "Folder",
    "Piece",
    "Record",
    "Span",
    "TemplateSource",
    "builtin_text",
    "custom_span",
    "custom_text",
    "find_block",
    "kept_text",
    "piece_of",
    "read_folder",
    "read_record",
    "record_text",
    "remove_bases",
    "text_digest",
    "write_bases",
]
