"""A documentation site as source: fetches its pages and assembles them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin

from ...problem import Location, Problem, Severity
from ..content import LoadedDocument, PageDigest
from ..pages import Page, PageOptions, assemble, read_page
from ..parsing import ParsedDocument, SourceError, decode, is_document, parse_value
from .index import MAX_PAGES, SiteIndex
from .remote import Remote
from .source import UrlSource, relative_source
from .urls import is_url, shown_url

_AT_ONCE = 8
"""Number of concurrent requests."""

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SiteSource:
    """The pages of a documentation site."""

    url: str
    """URL of its index."""

    pages: tuple[Page, ...]
    sha256: str
    problems: tuple[Problem, ...]
    """Problems of fetching the pages."""

    remote: Remote
    options: PageOptions

    @property
    def origin(self) -> str:
        """The URL of the index, without what may be secret."""
        return shown_url(self.url)

    @property
    def identity(self) -> str:
        """The URL of the index."""
        return self.url

    def load(self, *, is_root: bool) -> LoadedDocument:
        """See `Source.load`."""
        parsed = assemble(self.pages, self.options)
        found = (*self.problems, *parsed.found)
        return LoadedDocument(
            self.sha256, ParsedDocument(parsed.data, parsed.line_of, (), found, parsed.origin_of)
        )

    def relative(self, path: str) -> UrlSource:
        """See `Source.relative`; references start at the index."""
        return relative_source(path, self.remote, self.url)


def document_at(url: str, remote: Remote, options: PageOptions) -> UrlSource | None:
    """Open a URL if its content is an OpenAPI document, else return None.

    Raises:
        SourceError: the address is refused.
    """
    try:
        fetched = remote.fetcher.ask(url)
        if fetched.status != 200:
            return None
        parsed = parse_value(decode(fetched.content), "")
    except SourceError as fault:
        if fault.code == "source-refused":
            raise
        return None
    if not is_document(parsed.data):
        return None
    found = LoadedDocument(hashlib.sha256(fetched.content).hexdigest(), parsed)
    return UrlSource(fetched, remote, options, found=found)


def open_site(
    url: str, index: SiteIndex, remote: Remote, options: PageOptions
) -> SiteSource | UrlSource:
    """Open a site: the document that it publishes, else its pages.

    Args:
        url: where the index was found.
        index: what it lists.
        remote: the way to servers.
        options: which document is taken where there are several.

    Raises:
        SourceError: it has neither, or too many pages.
    """
    documents = _documents(index.documents, remote, options)
    if documents:
        return documents[0]
    if not index.pages:
        raise SourceError("source-undiscovered", "The index of the site lists no pages.")
    if len(index.pages) > MAX_PAGES:
        raise SourceError("source-too-large", f"The site has more than {MAX_PAGES:,} pages.")
    pages, digest, problems = _pages(index.pages, remote)
    names = dict.fromkeys(
        fragment.spec for page in pages for fragment in page.fragments if fragment.spec
    )
    wanted = options.spec.lstrip("/")
    for name in [wanted] if wanted else list(names) if len(names) == 1 else []:
        for place in dict.fromkeys((urljoin(url, name), urljoin(url, f"/{name}"))):
            found = document_at(place, remote, options) if is_url(place) else None
            if found is not None:
                return found
    return SiteSource(url, pages, digest, problems, remote, options)


def _documents(urls: Sequence[str], remote: Remote, options: PageOptions) -> list[UrlSource]:
    """Open the documents of an index; if there are several, the chosen one.

    Raises:
        SourceError: there are several, and none was chosen.
    """
    wanted = options.spec.lstrip("/")
    if wanted:
        urls = [url for url in urls if url.endswith(wanted)]
    found = [
        source for url in urls[:20] if (source := document_at(url, remote, options)) is not None
    ]
    if len({source.fetched.content for source in found}) > 1 and not wanted:
        names = ", ".join(source.origin for source in found)
        raise SourceError(
            "page-several-documents",
            f"The site names several documents: {names}.",
            hint="Choose one: give its URL as the source.",
        )
    return found[:1]


def _pages(
    urls: Sequence[str], remote: Remote
) -> tuple[tuple[Page, ...], str, tuple[Problem, ...]]:
    """Fetch the pages of a site; return them in order, with their digest and problems.

    Raises:
        SourceError: a page cannot be fetched for another reason than that it is not there, or they are
            too large together.
    """
    pages: list[Page] = []
    problems: list[Problem] = []
    missing: list[str] = []
    digest = PageDigest()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        futures = [pool.submit(remote.fetcher.get, url) for url in urls]
        try:
            for done, (url, future) in enumerate(zip(urls, futures, strict=True), 1):
                content = None
                try:
                    content = future.result().content
                except SourceError as fault:
                    if fault.code != "source-missing":
                        raise SourceError(
                            fault.code, f"{shown_url(url)}: {fault.message}", hint=fault.hint
                        ) from None
                    missing.append(shown_url(url))
                if remote.on_page is not None:
                    remote.on_page(done, len(urls))
                if content is None:
                    continue
                digest.add(url, content)
                try:
                    pages.append(read_page(decode(content), shown_url(url)))
                except SourceError as fault:
                    problems.append(fault.problem(shown_url(url), Severity.WARNING))
        finally:
            for future in futures:
                future.cancel()
    if missing:
        names = ", ".join(missing[:_SHOWN])
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        message = f"{len(missing)} pages of {len(urls)} are not there: {names}{more}."
        problems.append(Problem("page-missing", Severity.WARNING, message, Location(missing[0])))
    return tuple(pages), digest.sha256, tuple(problems)
