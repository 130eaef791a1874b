"""Credentials that Fern's pages describe as parameters, in words of its own."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from ...document import METHODS, mapping_at

_FORM = re.compile(r"\s*(?P<kind>Bearer|Basic|Header)\s+authentication\s+of\s+the\s+form\b")
"""Beginning of the description of such a parameter."""

_SCHEMES = "/components/securitySchemes"


def with_schemes(data: dict[str, Any]) -> dict[str, Any]:
    """Return a document in which such parameters are security schemes.

    Args:
        data: the document of a page.
    """
    schemes: dict[str, Any] = {}
    known = mapping_at(data, _SCHEMES)
    paths = {}
    for path, item in mapping_at(data, "/paths").items():
        paths[path] = item
        for method in METHODS if isinstance(item, dict) else ():
            found = _schemes_of(item.get(method))
            if found and not any(known.get(name, each) != each for name, each in found.items()):
                schemes |= found
                paths[path] = {**paths[path], method: _secured(item[method], found)}
    if not schemes:
        return data
    components = {**mapping_at(data, "/components"), "securitySchemes": {**known, **schemes}}
    return {**data, "paths": paths, "components": components}


def _schemes_of(operation: Any) -> dict[str, dict[str, str]]:
    """Security schemes that parameters of an operation stand for."""
    parameters = operation.get("parameters") if isinstance(operation, dict) else None
    found: dict[str, dict[str, str]] = {}
    for parameter in parameters if isinstance(parameters, list) else ():
        scheme = _scheme_of(parameter)
        if scheme is not None:
            found[f"{scheme['scheme']}Auth" if "scheme" in scheme else scheme["name"]] = scheme
    return found


def _scheme_of(parameter: Any) -> dict[str, str] | None:
    if not isinstance(parameter, dict) or parameter.get("in") != "header":
        return None
    match = _FORM.match(str(parameter.get("description", "")))
    name = parameter.get("name")
    if match is None or not isinstance(name, str):
        return None
    if match["kind"] == "Header":
        return {"type": "apiKey", "in": "header", "name": name}
    return {"type": "http", "scheme": match["kind"].lower()} if name == "Authorization" else None


def _secured(operation: dict[str, Any], schemes: dict[str, dict[str, str]]) -> dict[str, Any]:
    parameters = [each for each in operation["parameters"] if _scheme_of(each) is None]
    secured = {**operation, "parameters": parameters}
    return {"security": [{name: [] for name in schemes}], **secured}


_ENDPOINT = re.compile(r"endpoint_(?P<package>[^.]*)\.(?P<name>.+)")
_PLACE = re.compile(r"^[A-Z]+[ \t]+(?P<url>https?://\S+)[ \t]*$", re.MULTILINE)
_PACKAGE = "subpackage_"
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_UNTITLED = "API"
_VERSION = "0"


def is_of_endpoint(data: dict[str, Any]) -> bool:
    """Return whether a document is named after an endpoint."""
    info = data.get("info")
    version = info.get("version") if isinstance(info, dict) else None
    return isinstance(version, str) and _ENDPOINT.fullmatch(version) is not None


def of_api(data: dict[str, Any], page: str) -> dict[str, Any]:
    """Return the document as a part of that of the API: what it says of its endpoint alone is taken
    out of its head.

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
    """Return the server of an endpoint: its URL without its path."""
    for match in _PLACE.finditer(page):
        for path in paths:
            if match["url"].endswith(path):
                return [{"url": match["url"].removesuffix(path)}]
    return []


def _title(servers: Any) -> str:
    """Return the host of the first server, which stands for the title that the pages do not
    have."""
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
    """Return the innermost package of each list of packages."""
    found = []
    for tag in tags if isinstance(tags, list) else []:
        innermost = tag[-1] if isinstance(tag, list) and tag else tag
        if isinstance(innermost, str) and innermost:
            found.append(innermost.removeprefix(_PACKAGE))
    return found
