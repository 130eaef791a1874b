"""HTML pages that show an API: where they say that its document is."""

from __future__ import annotations

import re
from html.parser import HTMLParser

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
    """What an HTML page names as the document that it shows, as it is written there, most certain
    first; scripts that configure Swagger UI are among it.

    Args:
        html: the page, or a script of it.
    """
    reading = _Reading()
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
    """Whether something that a page names is a script in which Swagger UI is told its document."""
    return _CONFIGURATIONS.search(url) is not None


class _Reading(HTMLParser):
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
