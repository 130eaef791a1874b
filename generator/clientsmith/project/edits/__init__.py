"""Edits that people make in generated files: found, merged with what is generated anew, kept."""

from .client import Outcome, expected_files, write_client
from .survey import EditedFile, Survey, survey

__all__ = [
    "EditedFile",
    "Outcome",
    "Survey",
    "expected_files",
    "survey",
    "write_client",
]
