"""From a source to the library of documents that it reaches.

In order: `parsing` reads JSON and YAML, `pages` finds documents in documentation pages, `content`
does either, `web` fetches from servers. Above them are the kinds of sources (`source`, `folders`,
`revisions`), which `opening` chooses from, and `loader`, which follows references. `bundle` makes one
document of those that reference each other, `join` one of several independent ones.
"""

from .join import home_of, load_all
from .loader import Reshape, load, read_file
from .opening import output_of
from .pages import Conflicts
from .revisions import check_revision, is_file_of_revision, revision_folder
from .web import Access, PageProgress, are_unchanged, shown_url

__all__ = [
    "Access",
    "Conflicts",
    "PageProgress",
    "Reshape",
    "are_unchanged",
    "check_revision",
    "home_of",
    "is_file_of_revision",
    "load",
    "load_all",
    "output_of",
    "read_file",
    "revision_folder",
    "shown_url",
]
