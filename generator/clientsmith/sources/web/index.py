"""`llms.txt`: the pages of a documentation site, and the documents that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from .urls import origin_of, without_user

MAX_PAGES = 5_000
"""Most pages of a site."""

_LINK = re.compile(r"\[[^\]\n]*\]\(\s*<?(?P<url>[^\s)>]+)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<title>.*)$")
_OF_DOCUMENTS = re.compile(r"open ?api|swagger", re.IGNORECASE)
_LIKE_A_DOCUMENT = re.compile(r"\.(?:json|ya?ml)$", re.IGNORECASE)
_PAGES = (".md", ".mdx", ".markdown")
_NO_PAGES = re.compile(r"/llms(?:-full)?\.txt$|\.(?:txt|xml|json|ya?ml|pdf|zip|png|jpe?g|svg|gif)$")


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """The URLs of an index, without duplicates, in order."""

    pages: tuple[str, ...]
    """URLs of Markdown pages at the server of the index."""

    documents: tuple[str, ...]
    """URLs of what may be OpenAPI documents."""


def read_index(text: str, url: str) -> SiteIndex:
    """Parse an index; parsing stops when there are more than `MAX_PAGES` pages.

    Args:
        text: the index, which is Markdown with a list of links.
        url: where it was found.
    """
    pages: dict[str, None] = {}
    documents: dict[str, None] = {}
    title = ""
    for line in text.splitlines():
        if len(pages) > MAX_PAGES:
            break
        heading = _HEADING.match(line)
        if heading:
            title = heading["title"]
        for match in _LINK.finditer(line):
            target = _target(url, match["url"])
            if target is None:
                continue
            path = urlsplit(target).path
            if _LIKE_A_DOCUMENT.search(path) or (
                _OF_DOCUMENTS.search(title) and not path.endswith(_PAGES)
            ):
                documents[target] = None
            elif origin_of(target) == origin_of(url) and not _NO_PAGES.search(path):
                pages[target if path.endswith(_PAGES) else _markdown_of(target)] = None
    return SiteIndex(tuple(pages), tuple(documents))


def looks_like_index(text: str, url: str) -> bool:
    """Return whether a response is an index."""
    return urlsplit(url).path.endswith("llms.txt") and _LINK.search(text) is not None


def places_of(url: str, names: Iterable[str]) -> list[str]:
    """Return URLs of files in the folder of a page and in the folders above it."""
    parts = urlsplit(without_user(url))
    folders = [segment for segment in parts.path.split("/")[:-1] if segment]
    if parts.path.rpartition("/")[2]:
        folders.append(parts.path.rpartition("/")[2])
    bases = [
        f"{parts.scheme}://{parts.netloc}/{''.join(f'{each}/' for each in folders[:count])}"
        for count in range(len(folders), -1, -1)
    ]
    if len(bases) > 3:
        bases = [bases[0], bases[1], bases[-1]]
    return [base + name for base in bases for name in names]


def _markdown_of(url: str) -> str:
    """Return the URL of a page's Markdown: documentation hosts append `.md`."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/") or "/index"
    return parts._replace(path=f"{path}.md").geturl()


def _target(base: str, link: str) -> str | None:
    try:
        target = urljoin(base, link)
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return without_user(target)
