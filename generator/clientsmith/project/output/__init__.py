"""Generated files: in memory, on disk, and the difference between the two."""

from .drift import NO_DRIFT, Drift, compare
from .errors import FilesInTheWay, OutputError
from .files import Files, UnusablePath, check_path, digest, folded
from .journal import is_interrupted, settle
from .manifest import MANIFEST, Manifest, load_manifest, manifest_text, read_manifest
from .on_disk import content_on_disk
from .records import is_record, read_record
from .writing import Written, write, write_cached, write_file

__all__ = [
    "MANIFEST",
    "NO_DRIFT",
    "Drift",
    "Files",
    "FilesInTheWay",
    "Manifest",
    "OutputError",
    "UnusablePath",
    "Written",
    "check_path",
    "compare",
    "content_on_disk",
    "digest",
    "folded",
    "is_interrupted",
    "is_record",
    "load_manifest",
    "manifest_text",
    "read_manifest",
    "read_record",
    "settle",
    "write",
    "write_cached",
    "write_file",
]
