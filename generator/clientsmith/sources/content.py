"""What a document is, decided by its content: JSON, YAML, or a page that holds one of them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from .errors import Fault, Parsed
from .pages import Choice, assemble, has_document, read_page
from .parsing import YAML_SUFFIXES, is_document, names_version, parse_value, version_place

PAGE_SUFFIXES = (".markdown", ".md", ".mdx")
_PROSE = (*PAGE_SUFFIXES, ".rst", ".txt")
_MARKUP = re.compile(r"\s*<(?P<name>[!?]?[A-Za-z]+)")


def parse_root(text: str, origin: str, choice: Choice) -> Parsed:
    """The content of a document that a user named, always a mapping.

    Args:
        text: the document, or a page that holds it.
        origin: how people know it.
        choice: what is taken where a page holds several documents.

    Raises:
        UnusableSource: pages contradict each other, or hold several documents.
        Fault: it cannot be read, or is something else.
    """
    suffix = PurePosixPath(origin).suffix.lower()
    if suffix in PAGE_SUFFIXES and has_document(text):
        return _parse_page(text, origin, choice)
    if suffix not in PAGE_SUFFIXES:
        _refuse_markup(text)
    may_be_page = suffix not in (".json", *YAML_SUFFIXES, *PAGE_SUFFIXES) and _is_page(text)
    try:
        parsed = parse_value(text, suffix)
    except Fault as fault:
        if may_be_page or (suffix in PAGE_SUFFIXES and not names_version(text)):
            return _parse_page(text, origin, choice)
        raise fault from None
    if (may_be_page or suffix in PAGE_SUFFIXES) and not is_document(parsed.data):
        return _parse_page(text, origin, choice)
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


def _parse_page(text: str, origin: str, choice: Choice) -> Parsed:
    return assemble([read_page(text, origin)], choice)


def _is_page(text: str) -> bool:
    """Whether a text of unknown kind has a document in a fenced block, and none around that block."""
    place = version_place(text)
    before = text[:place]
    return ("```" in before or "~~~" in before) and has_document(text)


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
