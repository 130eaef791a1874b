"""Generated files: in memory, on disk, and the difference between the two."""

from .drift import NO_DRIFT, Drift, compare
from .errors import FilesInTheWay, OutputError
from .files import Files, check_path, digest, folded
from .journal import is_interrupted, recover
from .manifest import MANIFEST, Manifest, load_manifest, manifest_text, read_manifest
from .on_disk import content_on_disk
from .records import is_record, read_record
from .work_folder import exclusive, work_folder_of
from .writing import WrittenFiles, none_released, write, write_cached, write_file

__all__ = [
    "MANIFEST",
    "NO_DRIFT",
    "Drift",
    "Files",
    "FilesInTheWay",
    "Manifest",
    "OutputError",
    "WrittenFiles",
    "check_path",
    "compare",
    "content_on_disk",
    "digest",
    "exclusive",
    "folded",
    "is_interrupted",
    "is_record",
    "load_manifest",
    "manifest_text",
    "none_released",
    "read_manifest",
    "read_record",
    "recover",
    "work_folder_of",
    "write",
    "write_cached",
    "write_file",
]
