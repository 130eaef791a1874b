"""A document or a page that was fetched from a server."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from ...problem import quoted
from ..content import LoadedDocument, read_content
from ..pages import PageOptions
from ..parsing import SourceError
from .cache import WebResponse
from .remote import Remote
from .urls import is_url, shown_url, without_user


@dataclass(frozen=True, slots=True)
class UrlSource:
    """A response of a server. References may point to the same server, and to allowed ones."""

    fetched: WebResponse
    remote: Remote
    options: PageOptions = field(default_factory=PageOptions)
    query: str = ""
    """Query of the reference that led to it, which is no secret: the document has it."""

    found: LoadedDocument | None = None
    """The document, if it was parsed already."""

    @property
    def origin(self) -> str:
        """Final URL, without parts that may be secret."""
        shown = shown_url(self.fetched.url)
        return f"{shown}?{self.query}" if self.query else shown

    @property
    def identity(self) -> str:
        """Final URL."""
        return self.fetched.url

    def load(self, *, is_root: bool) -> LoadedDocument:
        """See `Source.load`."""
        if self.found is not None:
            return replace(
                self.found, etag=self.fetched.etag, last_modified=self.fetched.last_modified
            )
        found = read_content(self.fetched.content, self.origin, self.options if is_root else None)
        return replace(found, etag=self.fetched.etag, last_modified=self.fetched.last_modified)

    def relative(self, path: str) -> UrlSource:
        """See `Source.relative`."""
        return relative_source(path, self.remote, self.fetched.url)


def relative_source(path: str, remote: Remote, base: str) -> UrlSource:
    """Open the target of a reference in a document from a server.

    Args:
        path: the reference without its fragment, relative or absolute.
        remote: the way to servers.
        base: where the document was found in the end.

    Raises:
        SourceError: it is no URL, cannot be fetched, or the user does not allow its host.
    """
    try:
        target = urljoin(base, path)
    except ValueError:
        target = ""
    if not is_url(target):
        raise SourceError("reference-refused", f"{quoted(path)} is no URL that can be fetched.")
    return referred_source(target, remote, base)


def referred_source(url: str, remote: Remote, base: str = "") -> UrlSource:
    """Open the target of a reference to a URL.

    Args:
        url: absolute, without a fragment.
        remote: the way to servers.
        base: URL of the document that has the reference; empty for a local one.

    Raises:
        SourceError: it cannot be fetched, or the user does not allow its host.
    """
    fetched = remote.referred(url, base)
    is_where_it_was = fetched.url == without_user(url)
    return UrlSource(fetched, remote, query=urlsplit(url).query if is_where_it_was else "")
