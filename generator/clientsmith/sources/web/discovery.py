"""Finds the document behind the URL of a documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..pages import PageOptions, has_document
from ..parsing import SourceError, decode
from .cache import WebResponse
from .index import looks_like_index, places_of, read_index
from .remote import Remote
from .site import SiteSource, document_at, open_site
from .source import UrlSource
from .urls import is_url, shown_url

_ATTRIBUTES = {
    "redoc": "spec-url",
    "rapi-doc": "spec-url",
    "elements-api": "apidescriptionurl",
    "openapi-explorer": "spec-url",
}
"""Element → attribute that names the document: Redoc, RapiDoc, Stoplight Elements, OpenAPI Explorer."""

_SERVICE_DESC = "service-desc"
"""Relation of a link to a description of an API for machines (RFC 8631)."""

_QUOTED = r"""["'`](?P<url>[^"'`\s<>]+)["'`]"""
_IN_SCRIPTS = (
    re.compile(rf"Redoc\.init\(\s*{_QUOTED}"),
    re.compile(rf"""(?<![\w$])["']?(?:url|specUrl|spec-url|configUrl)["']?\s*:\s*{_QUOTED}"""),
)
_VIEWERS = (
    "swagger-ui",
    "swaggeruibundle",
    "redoc",
    "scalar",
    "api-reference",
    "rapidoc",
    "rapi-doc",
)
_LIKE_A_DOCUMENT = re.compile(
    r"openapi|swagger|api-docs|spec|\.(?:json|ya?ml)(?:$|\?)", re.IGNORECASE
)
_CONFIGURATIONS = re.compile(r"swagger-initializer\.js|swagger-config", re.IGNORECASE)


def documents_named(html: str) -> list[str]:
    """Return the documents that an HTML page refers to, most likely first, including scripts that
    configure Swagger UI.

    Args:
        html: the page, or a script of it.
    """
    reading = _DocumentLinkParser()
    reading.feed(html)
    reading.close()
    script = "\n".join(reading.scripts) if reading.scripts or "<" in html[:200] else html
    is_viewer = any(word in html.lower() for word in _VIEWERS)
    found = list(reading.named)
    if is_viewer:
        for pattern in _IN_SCRIPTS:
            found += [match["url"] for match in pattern.finditer(script)]
        found = [*reading.named, *(url for url in found if _LIKE_A_DOCUMENT.search(url))]
    return list(dict.fromkeys([*found, *reading.configurations]))


def is_configuration(url: str) -> bool:
    """Return whether a URL is a script that configures Swagger UI."""
    return _CONFIGURATIONS.search(url) is not None


class _DocumentLinkParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.named: list[str] = []
        self.configurations: list[str] = []
        self.scripts: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value for name, value in attrs if value}
        if tag in _ATTRIBUTES and _ATTRIBUTES[tag] in values:
            self.named.append(values[_ATTRIBUTES[tag]])
        elif tag == "link" and _SERVICE_DESC in values.get("rel", "").split():
            self.named.append(values.get("href", ""))
        elif tag == "script":
            self._in_script = True
            if "data-url" in values:
                self.named.append(values["data-url"])
            if is_configuration(values.get("src", "")):
                self.configurations.append(values["src"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)


CATALOG = "/.well-known/api-catalog"
"""Path of the API catalog of a server (RFC 9727)."""

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
"""Usual paths of documents: recommended by OpenAPI, and used by Spring, NestJS, FastAPI, ASP.NET
and others."""


def open_url(url: str, remote: Remote, options: PageOptions) -> UrlSource | SiteSource:
    """Open a URL: a document, a documentation page, the index of a site, or an HTML page that leads
    to one.

    Raises:
        SourceError: nothing there leads to a document.
    """
    fetched = remote.root(url)
    text = _text(fetched)
    if text is None:
        return UrlSource(fetched, remote, options)  # which says what is wrong with it
    if looks_like_index(text, fetched.url) and not has_document(text):
        return open_site(fetched.url, read_index(text, fetched.url), remote, options)
    if not _is_html(fetched, text):
        return UrlSource(fetched, remote, options)
    tried: list[str] = []
    for candidate in _named(text, fetched.url, remote):
        tried.append(candidate)
        document = document_at(candidate, remote, options)
        if document is not None:
            return document
    page = _markdown_twin(fetched.url, remote)
    if page is not None:
        return UrlSource(page, remote, options)
    for place in places_of(fetched.url, ("llms.txt",)):
        index = remote.fetcher.ask(place)
        text = _text(index) or ""
        if index.status == 200 and not _is_html(index, text) and looks_like_index(text, place):
            return open_site(place, read_index(text, place), remote, options)
        tried.append(place)
    for candidate in _guesses(fetched.url, remote):
        tried.append(candidate)
        document = document_at(candidate, remote, options)
        if document is not None:
            return document
    raise SourceError(
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


def _markdown_twin(url: str, remote: Remote) -> WebResponse | None:
    """Return the same page in Markdown, if it holds a document."""
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
    """Return the links of a catalog to descriptions for machines (RFC 9727 section 4, RFC 9264)."""
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


def _text(fetched: WebResponse) -> str | None:
    try:
        return decode(fetched.content)
    except SourceError:
        return None


def _is_html(fetched: WebResponse, text: str) -> bool:
    start = text.lstrip()[:200].lower()
    if start.startswith(("{", "[", "openapi", "swagger")):
        return False
    is_markup = start.startswith(("<!doctype html", "<html", "<head", "<!--"))
    return is_markup or (fetched.media_type == "text/html" and start.startswith("<"))
