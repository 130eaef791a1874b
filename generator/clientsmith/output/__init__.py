"""Generated files: in memory, on disk, and the difference between the two."""

from .drift import Drift, compare
from .errors import FilesInTheWay, OutputError
from .files import Files, UnusablePath
from .manifest import MANIFEST, manifest_text
from .single_file import write_file
from .writing import Written, write

__all__ = [
    "MANIFEST",
    "Drift",
    "Files",
    "FilesInTheWay",
    "OutputError",
    "UnusablePath",
    "Written",
    "compare",
    "manifest_text",
    "write",
    "write_file",
]
