"""From an address of a documentation to the document behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..errors import Fault
from ..pages import Choice, has_document
from ..text import decode
from .cache import Fetched
from .index import looks_like_index, places_of, read_index
from .markup import documents_named, is_configuration
from .remote import Remote
from .site import SiteSource, document_at, open_site
from .source import UrlSource
from .urls import is_url, shown_url

CATALOG = "/.well-known/api-catalog"
"""Where servers list their APIs (RFC 9727)."""

USUAL_PLACES = (
    "openapi.json",
    "openapi.yaml",
    "openapi.yml",
    "swagger.json",
    "swagger.yaml",
    "v3/api-docs",
    "v2/api-docs",
    "api-docs",
    "api-json",
    "api/v1/openapi.json",
    "api/openapi.json",
    "api/swagger.json",
    "swagger/v1/swagger.json",
)
"""Where documents are found: by the recommendation of OpenAPI, and by the habit of Spring, NestJS,
FastAPI, ASP.NET and others."""


def open_url(url: str, remote: Remote, choice: Choice) -> UrlSource | SiteSource:
    """The source that a URL is: a document, a documentation page, a site through its index, or what
    an HTML page leads to.

    Raises:
        Fault: nothing there leads to a document.
    """
    fetched = remote.root(url)
    text = _text(fetched)
    if text is None:
        return UrlSource(fetched, remote, choice)  # which says what is wrong with it
    if looks_like_index(text, fetched.url) and not has_document(text):
        return open_site(fetched.url, read_index(text, fetched.url), remote, choice)
    if not _is_html(fetched, text):
        return UrlSource(fetched, remote, choice)
    tried: list[str] = []
    for candidate in _named(text, fetched.url, remote):
        tried.append(candidate)
        document = document_at(candidate, remote, choice)
        if document is not None:
            return document
    page = _markdown_twin(fetched.url, remote)
    if page is not None:
        return UrlSource(page, remote, choice)
    for place in places_of(fetched.url, ("llms.txt",)):
        index = remote.fetcher.ask(place)
        text = _text(index) or ""
        if index.status == 200 and not _is_html(index, text) and looks_like_index(text, place):
            return open_site(place, read_index(text, place), remote, choice)
        tried.append(place)
    for candidate in _guesses(fetched.url, remote):
        tried.append(candidate)
        document = document_at(candidate, remote, choice)
        if document is not None:
            return document
    raise Fault(
        "source-undiscovered",
        f"This is an HTML page, and no OpenAPI document was found near it ({len(tried)} addresses were "
        "asked).",
        hint="Give the URL of the document itself, or of the site's llms.txt.",
    )


def _named(html: str, url: str, remote: Remote) -> Iterator[str]:
    """URLs that a page names as its document, those in the scripts that configure Swagger UI too."""
    for name in documents_named(html):
        target = _join(url, name)
        if target is None:
            continue
        if not is_configuration(name):
            yield target
            continue
        script = remote.fetcher.ask(target)
        for inner in documents_named("swagger-ui\n" + (_text(script) or "")):
            place = _join(url, inner)
            if place is not None and not is_configuration(inner):
                yield place


def _markdown_twin(url: str, remote: Remote) -> Fetched | None:
    """The same page in Markdown, if it holds a document."""
    parts = urlsplit(url)
    if not parts.path.strip("/"):
        return None
    twin = remote.fetcher.ask(parts._replace(path=f"{parts.path.rstrip('/')}.md").geturl())
    text = _text(twin) or ""
    is_page = twin.status == 200 and not _is_html(twin, text) and has_document(text)
    return twin if is_page else None


def _guesses(url: str, remote: Remote) -> Iterator[str]:
    """URLs where documents usually are, those of the server's own catalog first."""
    catalog = remote.fetcher.ask(urljoin(url, CATALOG))
    if catalog.status == 200:
        for link in _service_descriptions(_text(catalog) or ""):
            target = _join(catalog.url, link)
            if target is not None:
                yield target
    yield from dict.fromkeys(places_of(url, USUAL_PLACES))


def _service_descriptions(text: str) -> list[str]:
    """The links of a catalog to descriptions for machines (RFC 9727 section 4, RFC 9264)."""
    try:
        data: Any = json.loads(text)
    except ValueError:
        return []
    contexts = data.get("linkset") if isinstance(data, dict) else None
    return [
        str(link["href"])
        for context in (contexts if isinstance(contexts, list) else [])
        if isinstance(context, dict)
        for link in context.get("service-desc") or []
        if isinstance(link, dict) and "href" in link
    ][:20]


def _join(base: str, name: str) -> str | None:
    try:
        target = urljoin(base, name)
    except ValueError:
        return None
    return target if is_url(target) and shown_url(target) != shown_url(base) else None


def _text(fetched: Fetched) -> str | None:
    try:
        return decode(fetched.content)
    except Fault:
        return None


def _is_html(fetched: Fetched, text: str) -> bool:
    start = text.lstrip()[:200].lower()
    if start.startswith(("{", "[", "openapi", "swagger")):
        return False
    is_markup = start.startswith(("<!doctype html", "<html", "<head", "<!--"))
    return is_markup or (fetched.media_type == "text/html" and start.startswith("<"))
