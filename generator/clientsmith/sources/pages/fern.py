"""Credentials that Fern's pages describe as parameters, in words of its own."""

from __future__ import annotations

import re
from typing import Any

from ...document import METHODS, mapping_at

_FORM = re.compile(r"\s*(?P<kind>Bearer|Basic|Header)\s+authentication\s+of\s+the\s+form\b")
"""How the description of such a parameter begins."""

_SCHEMES = "/components/securitySchemes"


def with_schemes(data: dict[str, Any]) -> dict[str, Any]:
    """A document in which such parameters are security schemes.

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
