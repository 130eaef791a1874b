"""What a document is, decided by its content: JSON, YAML, or a page that holds one of them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from . import json_text, yaml_text
from .fault import Fault, Parsed
from .markdown import Fence, fences

MAX_DEPTH = 500
"""Deepest nesting of mappings and lists."""

MAX_VALUES = 5_000_000
"""Most values of all documents together, where every use of a YAML alias counts in full."""

_YAML = (".yaml", ".yml")
_PAGES = (".markdown", ".md", ".mdx")
_PROSE = (*_PAGES, ".rst", ".txt")
_LOOKS_LIKE_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*["\[\]{])')
_VERSION = re.compile(r"""(?<![^\s{,])["']?(?:openapi|swagger)["']?\s*:\s*["']?\d""")
_MARKUP = re.compile(r"\s*<(?P<name>[!?]?[A-Za-z]+)")


def parse_root(text: str, origin: str) -> Parsed:
    """The content of a document that a user named, always a mapping.

    Raises:
        Fault: it cannot be read, or is something else.
    """
    suffix = PurePosixPath(origin).suffix.lower()
    if suffix in _PAGES and _has_document(text):
        return _parse_page(text)
    if suffix not in _PAGES:
        _refuse_markup(text)
    may_be_page = suffix not in (".json", *_YAML, *_PAGES) and _is_page(text)
    try:
        parsed = parse_value(text, suffix)
    except Fault as fault:
        if may_be_page:
            return _parse_page(text)
        raise _no_document() if suffix in _PAGES and not _VERSION.search(text) else fault from None
    if may_be_page and not _is_document(parsed.data):
        return _parse_page(text)
    if suffix in _PAGES and not _is_document(parsed.data):
        raise _no_document()
    if not isinstance(parsed.data, dict):
        message = f"This is {_kind(parsed.data)}, no OpenAPI document."
        raise Fault("document-kind", message, line=1)
    return parsed


def parse_reference(text: str, origin: str) -> Parsed:
    """The content of a document that a reference names; prose is a single string.

    Raises:
        Fault: it cannot be read.
    """
    suffix = PurePosixPath(origin).suffix.lower()
    if suffix in _PROSE:
        return Parsed(text, lambda pointer: 1)
    return parse_value(text, suffix)


def parse_value(text: str, suffix: str) -> Parsed:
    """The content of a JSON or YAML document; `suffix` decides only where both would do.

    Raises:
        Fault: it is neither.
    """
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json_text.parse(text)
        except Fault:
            if suffix not in _YAML and _LOOKS_LIKE_JSON.match(text):
                raise
    return yaml_text.parse(text)


def count_values(data: Any, limit: int = MAX_VALUES) -> int:
    """How many values there are, shared ones as often as they are used.

    Raises:
        Fault: there are more than `limit`, or they are nested more than `MAX_DEPTH` deep.
    """
    total = 1
    level = [data] if isinstance(data, dict | list) else []
    for _ in range(MAX_DEPTH):
        total += sum(map(len, level))
        if total > limit:
            raise Fault(
                "source-too-large",
                f"The documents hold more than {MAX_VALUES:,} values, aliases resolved.",
            )
        below = []
        for container in level:
            for value in container.values() if isinstance(container, dict) else container:
                if value.__class__ is dict or value.__class__ is list:
                    below.append(value)
        if not below:
            return total
        level = below
    raise Fault("source-too-large", f"The document is nested more than {MAX_DEPTH} deep.")


def _parse_page(text: str) -> Parsed:
    """The first OpenAPI document on a page.

    Raises:
        Fault: there is none, or what looks like one is broken.
    """
    found: Parsed | None = None
    broken: list[Fault] = []
    others: list[Fault] = []
    for fence in fences(text):
        if not _VERSION.search(fence.body):
            continue
        try:
            parsed = _parse_fence(fence)
        except Fault as fault:
            broken.append(fault)
            continue
        if not _is_document(parsed.data):
            continue
        if found is None:
            found = parsed
        else:
            message = "The page holds a further OpenAPI document; the first one is used."
            others.append(Fault("page-several-documents", message, line=fence.line))
    if found is not None:
        return Parsed(found.data, found.line_of, (*found.warnings, *others, *broken))
    raise broken[0] if broken else _no_document()


def _parse_fence(fence: Fence) -> Parsed:
    """Content of a block; empty lines in front of it give it the lines of the page."""
    return parse_value("\n" * fence.line + fence.body, "")


def _is_page(text: str) -> bool:
    """Whether a text of unknown kind has a document in a fenced block, and none around that block."""
    version = _VERSION.search(text)
    before = text[: version.start()] if version else ""
    return ("```" in before or "~~~" in before) and _has_document(text)


def _no_document() -> Fault:
    return Fault(
        "page-without-document",
        "The page has no fenced block with an OpenAPI document.",
        line=1,
        hint="A document begins with `openapi: 3…` or `swagger: 2.0`, or is its JSON form.",
    )


def _has_document(text: str) -> bool:
    """Whether there is a fenced block with an OpenAPI document, broken or not."""
    if "```" not in text and "~~~" not in text:
        return False
    return any(_VERSION.search(fence.body) for fence in fences(text))


def _is_document(data: Any) -> bool:
    return isinstance(data, dict) and ("openapi" in data or "swagger" in data)


def _refuse_markup(text: str) -> None:
    markup = _MARKUP.match(text)
    if markup:
        kind = "an HTML page" if markup["name"].lower() in ("!doctype", "html") else "XML"
        raise Fault("document-kind", f"This is {kind}, no OpenAPI document.", line=1)


def _kind(data: Any) -> str:
    if isinstance(data, str):
        return "plain text"
    if data is None:
        return "empty but for comments"
    return "a list" if isinstance(data, list) else "a single value"
