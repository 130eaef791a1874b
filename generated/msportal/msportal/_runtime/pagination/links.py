"""Links to further pages: the `Link` header (RFC 8288), and URLs that stay where the client is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit, urlunsplit

from ..http import httpx

_LINK = re.compile(r"\s*,?\s*<([^>]*)>((?:\s*;\s*[^,;\"]*(?:\"(?:[^\"\\]|\\.)*\")?)*)")
_PARAMETER = re.compile(
    r";\s*([^\s=;,\"]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;,\"]*)))?"
)
_NOT_IN_URLS = re.compile(r"[\x00-\x20\x7f\\]")
MOST_CHARACTERS = 16_384
"""How long a URL, or what stands in one, may be; servers take 8 to 16 KiB."""

_PORTS = {"http": 80, "https": 443}


class ForeignLinkError(ValueError):
    """A link leads to another origin, or to nothing that can be asked for."""


def next_link(headers: httpx.Headers) -> str | None:
    """The target of the first link to the next page; None where there is none."""
    return next(
        (link for relation, link in _relations(headers) if relation == "next"), None
    )


def is_last(headers: httpx.Headers) -> bool:
    """Whether there are links to pages, but none to a next one."""
    relations = {relation for relation, _ in _relations(headers)}
    return not relations.isdisjoint(("first", "prev")) and "next" not in relations


def _relations(headers: httpx.Headers) -> Iterator[tuple[str, str]]:
    """Relations with the targets of their links."""
    for value in headers.get_list("Link"):
        for target, parameters in _links(value):
            # With an anchor, the link is one of another resource (RFC 8288, 3.2).
            if "anchor" not in parameters:
                for relation in parameters.get("rel", "").lower().split():
                    yield relation, target


def _links(value: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The links of one header, each with its parameters, of which the first of a name counts."""
    position = 0
    while found := _LINK.match(value, position):
        position = found.end()
        parameters: dict[str, str] = {}
        for name, quoted, token in _PARAMETER.findall(found[2]):
            text = re.sub(r"\\(.)", r"\1", quoted) if quoted else token
            parameters.setdefault(name.lower(), text)
        yield found[1].strip(), parameters


def resolve(link: str, url: str) -> str:
    """The absolute URL that a link leads to, at the origin of the request that it answers.

    A link to the same host by another scheme, as servers behind a proxy write it, is followed by
    the scheme of the request; the port must then be the default one. Pages of one list share their
    path, so a link whose path is the end of the request's lacks what stands before it there.

    Args:
        link: absolute or relative.
        url: that of the request, without its query.

    Raises:
        ForeignLinkError: the link leads to another origin.
    """
    if len(link) > MOST_CHARACTERS:
        raise ForeignLinkError(f"{_shown(link)} is too long")
    own = urlsplit(url)
    try:
        given = urlsplit(link)
        target = urlsplit(urljoin(url, link))
        port = target.port or _PORTS.get(target.scheme)
    except ValueError:
        raise ForeignLinkError(f"{_shown(link)} is no URL") from None
    own_port = own.port or _PORTS.get(own.scheme)
    is_same = (target.scheme, port) == (own.scheme, own_port) or (
        target.scheme != own.scheme and port == _PORTS.get(target.scheme)
    )
    if target.scheme not in _PORTS or "@" in target.netloc:
        raise ForeignLinkError(f"{_shown(link)} cannot be followed")
    if target.hostname != own.hostname or not is_same:
        raise ForeignLinkError(f"{_shown(link)} leads to another origin")
    if _NOT_IN_URLS.search(link) or (given.scheme and not given.netloc):
        raise ForeignLinkError(f"{_shown(link)} is no URL")
    path = target.path or "/"
    if len(path) > 1 and own.path.endswith(path):
        path = own.path
    return urlunsplit((own.scheme, own.netloc, path, target.query, ""))


def _shown(link: str) -> str:
    """The beginning of a link without what may be secret: its query and user information."""
    text = link.partition("?")[0].rpartition("@")[2]
    return repr(text[:100])
