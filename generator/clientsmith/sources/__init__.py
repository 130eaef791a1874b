"""From a source to the library of documents that it reaches."""

from .commands import output_of
from .loader import Reshape, load, read_file
from .pages import Conflicts
from .revision_folders import check_revision, is_file_of_revision, revision_folder
from .web import Access, Counted
from .web.renewal import still_hold

__all__ = [
    "Access",
    "Conflicts",
    "Counted",
    "Reshape",
    "check_revision",
    "is_file_of_revision",
    "load",
    "output_of",
    "read_file",
    "revision_folder",
    "still_hold",
]
