"""Edits in generated files: finds them, and merges them with newly generated code."""

from .client import WriteResult, expected_files, write_client
from .markers import conflict_lines, marked_lines, split_lines
from .matching import count_changes
from .merging import merge
from .status import EditedFile, FolderStatus, folder_status

__all__ = [
    "EditedFile",
    "FolderStatus",
    "WriteResult",
    "conflict_lines",
    "count_changes",
    "expected_files",
    "folder_status",
    "marked_lines",
    "merge",
    "split_lines",
    "write_client",
]
