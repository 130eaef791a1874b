"""Access to servers, within the permissions of the user."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ...problem import quoted
from ..content import MAX_BYTES
from ..parsing import SourceError
from .access import Access
from .cache import WebCache, WebResponse
from .urls import is_url, origin_of, shown_url

if TYPE_CHECKING:
    from .fetcher import WebFetcher

PageProgress = Callable[[int, int], None]
"""Called with the number of fetched pages, and the total."""


class Remote:
    """The servers that documents come from."""

    def __init__(
        self,
        access: Access,
        *,
        cache: Path | None = None,
        is_offline: bool = False,
        on_page: PageProgress | None = None,
    ) -> None:
        """Make a way to servers.

        Args:
            access: what the user allows.
            cache: folder in which answers are kept; None keeps nothing.
            is_offline: whether only what was kept counts.
            on_page: told how many pages of a site were fetched.
        """
        self.access = access
        self.on_page = on_page
        self._cache = cache
        self._is_offline = is_offline
        self._fetcher: WebFetcher | None = None

    @property
    def fetcher(self) -> WebFetcher:
        """The HTTP client; it is created lazily, because its imports take longer than a small
        document."""
        if self._fetcher is None:
            from .fetcher import WebFetcher

            self._fetcher = WebFetcher(
                self.access,
                max_bytes=MAX_BYTES,
                cache=None if self._cache is None else WebCache(self._cache / "http"),
                is_offline=self._is_offline,
            )
        return self._fetcher

    def close(self) -> None:
        """Close all connections."""
        if self._fetcher is not None:
            self._fetcher.close()

    def root(self, url: str) -> WebResponse:
        """Fetch the URL that the user named.

        Raises:
            SourceError: it cannot be fetched.
        """
        return self.fetcher.get(url)

    def referred(self, url: str, base: str = "") -> WebResponse:
        """Fetch the URL that a reference points to.

        Args:
            url: absolute.
            base: URL of the document that has the reference; empty for a local one.

        Raises:
            SourceError: it cannot be fetched, or the user does not allow its host.
        """

        def check(target: str) -> None:
            if base and origin_of(target) == origin_of(base):
                return
            host = urlsplit(target).hostname or ""
            if not self.access.allows_host(host):
                raise SourceError(
                    "reference-refused",
                    f"The reference to {quoted(shown_url(target), 200)} leads to another server.",
                    hint=f"Allow it with `--allow-remote {host}`, or download that document and refer "
                    "to it by a relative path.",
                )

        try:
            check(url)
        except ValueError:
            raise SourceError("reference-refused", f"{quoted(url)} is no URL.") from None
        return self.fetcher.get(url, check=check)


def are_unchanged(
    sources: Sequence[str], documents: Mapping[str, tuple[str, str]], access: Access
) -> bool:
    """Return whether all documents are unchanged according to their servers (RFC 9110 section
    13.1).

    Args:
        sources: what the user named; where it is one of the documents, it is asked for as it is named
            there, with user information and query.
        documents: URL of each document → `ETag` and `Last-Modified` that it had.
        access: which servers may be asked, and what is sent to them.
    """
    if not all(is_url(url) and any(validators) for url, validators in documents.items()):
        return False
    named = {shown_url(source): source for source in sources if is_url(source)}
    remote = Remote(access.with_sources(sources))
    try:
        return bool(documents) and all(
            remote.fetcher.is_unchanged(named.get(url, url), *validators)
            for url, validators in documents.items()
        )
    except SourceError:
        return False
    finally:
        remote.close()
