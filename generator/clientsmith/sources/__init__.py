"""From a source to the library of documents that it reaches."""

from .loader import Reshape, load, read_file
from .opening import output_of
from .pages import Conflicts
from .revisions import check_revision, is_file_of_revision, revision_folder
from .web import Access, Counted
from .web.remote import still_hold

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
