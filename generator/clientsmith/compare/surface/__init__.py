"""What users of two clients can name, and how it differs; griffe reads it."""

from .client_files import BrokenModule, ClientFiles, client_files
from .differences import settled, surface_findings
from .findings import FINDINGS, Finding

__all__ = [
    "FINDINGS",
    "BrokenModule",
    "ClientFiles",
    "Finding",
    "client_files",
    "settled",
    "surface_findings",
]
