"""Fern's older pages, whose documents are named after one endpoint instead of the API.

Their `info` has the title of the page and `endpoint_PACKAGE.NAME` as its version, `tags` are lists of
packages in a list, the `operationId` is the last word of the name, and there are no servers: the line
`METHOD URL` above says where the endpoint is.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from ...document import METHODS

_ENDPOINT = re.compile(r"endpoint_(?P<package>[^.]*)\.(?P<name>.+)")
_PLACE = re.compile(r"^[A-Z]+[ \t]+(?P<url>https?://\S+)[ \t]*$", re.MULTILINE)
_PACKAGE = "subpackage_"
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_UNTITLED = "API"
_VERSION = "0"


def is_of_endpoint(data: dict[str, Any]) -> bool:
    """Whether a document is named after an endpoint."""
    info = data.get("info")
    version = info.get("version") if isinstance(info, dict) else None
    return isinstance(version, str) and _ENDPOINT.fullmatch(version) is not None


def of_api(data: dict[str, Any], page: str) -> dict[str, Any]:
    """The document as a part of that of the API: what it says of its endpoint alone is taken out of
    its head.

    Args:
        data: a document for which `is_of_endpoint` holds.
        page: the text of its page.
    """
    match = _ENDPOINT.fullmatch(data["info"]["version"])
    assert match is not None
    paths = data.get("paths")
    paths = paths if isinstance(paths, dict) else {}
    servers = data.get("servers") or _servers(page, list(paths))
    name = _NOT_IN_NAMES.sub("_", f"{match['package']}_{match['name']}").strip("_")
    result = {
        **data,
        "info": {"title": _title(servers), "version": _VERSION},
        "paths": {path: _path_item(item, name) for path, item in paths.items()},
    }
    return {**result, "servers": servers} if servers else result


def _servers(page: str, paths: list[str]) -> list[dict[str, str]]:
    """The server of an endpoint: its URL without its path."""
    for match in _PLACE.finditer(page):
        for path in paths:
            if match["url"].endswith(path):
                return [{"url": match["url"].removesuffix(path)}]
    return []


def _title(servers: Any) -> str:
    """The host of the first server, which stands for the title that the pages do not have."""
    first = servers[0] if isinstance(servers, list) and servers else None
    url = first.get("url") if isinstance(first, dict) else None
    try:
        return (urlsplit(url).hostname if isinstance(url, str) else None) or _UNTITLED
    except ValueError:
        return _UNTITLED


def _path_item(item: Any, name: str) -> Any:
    if not isinstance(item, dict):
        return item
    return {
        key: (
            {**value, "operationId": name, "tags": _tags(value.get("tags"))}
            if key in METHODS and isinstance(value, dict)
            else value
        )
        for key, value in item.items()
    }


def _tags(tags: Any) -> list[str]:
    """The innermost package of each list of packages."""
    found = []
    for tag in tags if isinstance(tags, list) else []:
        innermost = tag[-1] if isinstance(tag, list) and tag else tag
        if isinstance(innermost, str) and innermost:
            found.append(innermost.removeprefix(_PACKAGE))
    return found
