"""One documentation page: the OpenAPI documents in its fenced blocks, and what only looks like them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from ...document import LineOf, OriginOf
from ..parsing import SourceError, is_document, names_version, parse_value
from .fern import is_of_endpoint, of_api, with_schemes

_OPENING = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>.*)")


@dataclass(frozen=True, slots=True)
class FencedBlock:
    """One fenced block."""

    line: int
    """Line of the opening fence, on_page from 1."""

    info: str
    """Info string, such as `yaml openapi.json get /pets`."""

    body: str
    """The text inside, without the indentation of the opening fence."""


def fenced_blocks(text: str) -> Iterator[FencedBlock]:
    """Yield the fenced blocks of a page from top to bottom, however far they are indented: a block
    in a list item is indented more than the three columns that a fence of its own may be."""
    opening: re.Match[str] | None = None
    start = 0
    body: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if opening is None:
            found = _OPENING.match(line)
            if found and not (found["fence"][0] == "`" and "`" in found["info"]):
                opening, start, body = found, number, []
        elif _closes(line, opening["fence"]):
            yield FencedBlock(start, opening["info"].strip(), "\n".join(body))
            opening = None
        else:
            body.append(_without_indent(line, len(opening["indent"])))
    if opening is not None:  # a block that is never closed ends with the page
        yield FencedBlock(start, opening["info"].strip(), "\n".join(body))


def _closes(line: str, fence: str) -> bool:
    content = line.strip()
    return len(content) >= len(fence) and not content.strip(fence[0])


def _without_indent(line: str, width: int) -> str:
    indent = len(line) - len(line.lstrip(" \t"))
    return line[min(indent, width) :]


_LABEL = re.compile(
    r"(?:(?:ya?ml|json)\b[ \t]*)?"
    r"(?:(?P<spec>\S.*?)[ \t]+)?"
    r"(?P<method>get|put|post|delete|options|head|patch|trace|query|webhook)[ \t]+(?P<path>\S.*)",
    re.IGNORECASE,
)
"""An info string as Mintlify writes it: language, name of the document, method and path."""

_LANGUAGE = re.compile(r"(?:ya?ml|json)\b[ \t]*", re.IGNORECASE)
_ASYNCAPI = re.compile(r"""^[ \t]*["']?asyncapi["']?[ \t]*:""", re.MULTILINE)
_LEGACY = re.compile(r"^paths:[ \t]*\n[ \t]+(?:path|method):[ \t]*\S", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<body>.*?)\n---[ \t]*\n", re.DOTALL)
_MODIFIED = re.compile(
    r"""^(?:lastmod|updatedAt|updated_at|last_updated|lastUpdated)[ \t]*:[ \t]*["']?([^"'\n]+)""",
    re.MULTILINE,
)


class PageKind(StrEnum):
    """The kind of API description in a page."""

    DOCUMENT = "document"
    """OpenAPI, pruned to what the page is about."""

    LEGACY = "legacy"
    """Mintlify's older form, which looks like OpenAPI and is not."""

    WEBHOOK = "webhook"
    """A document without the webhook that the page describes: it was not published."""

    ASYNCAPI = "asyncapi"
    """AsyncAPI, of which no HTTP client can be made."""

    BROKEN = "broken"
    """A fenced block that should be OpenAPI and cannot be read."""

    NOTHING = "nothing"
    """No API description."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """An OpenAPI document in a fenced block of a page."""

    page: str
    """Origin of the page."""

    modified: datetime | None
    """Last modification, from the front matter of the page."""

    spec: str
    """Name of the document that it was cut from, without a slash in front; empty where the page has
    none."""

    data: dict[str, Any]
    line_of: LineOf
    """Gives lines of the page."""

    warnings: tuple[SourceError, ...] = ()
    origin_of: OriginOf | None = None
    """Returns the origin of parts that are not from the page; `line_of` refers to it."""

    is_headless: bool = False
    """Whether the page has neither the title nor the version of the API."""


@dataclass(frozen=True, slots=True)
class Page:
    """A documentation page that was read."""

    origin: str
    kind: PageKind
    fragments: tuple[Fragment, ...] = ()
    faults: tuple[SourceError, ...] = ()
    """Errors in blocks that should be OpenAPI."""

    line: int = 1
    """Line of the first block of this kind."""


def read_page(text: str, origin: str) -> Page:
    """Read the API descriptions in a documentation page.

    Args:
        text: the page in Markdown.
        origin: how people know it.
    """
    modified = _modified(text)
    fragments: list[Fragment] = []
    faults: list[SourceError] = []
    kinds: dict[PageKind, int] = {}
    for fence in fenced_blocks(text):
        kind = _kind(fence)
        if kind is PageKind.DOCUMENT:
            try:
                parsed = parse_value("\n" * fence.line + fence.body, "")
            except SourceError as fault:
                faults.append(fault)
                kind = PageKind.BROKEN
            else:
                if not is_document(parsed.data):
                    continue
                label = _LABEL.fullmatch(fence.info)
                if label and label["method"].lower() == "webhook" and _is_bare(parsed.data):
                    kind = PageKind.WEBHOOK
                else:
                    spec = _spec(fence.info, label)
                    data = with_schemes(parsed.data)
                    is_headless = is_of_endpoint(data)
                    fragments.append(
                        Fragment(
                            origin,
                            modified,
                            spec,
                            of_api(data, text) if is_headless else data,
                            parsed.line_of,
                            parsed.warnings,
                            is_headless=is_headless,
                        )
                    )
        kinds.setdefault(kind, fence.line)
    kind = next((each for each in PageKind if each in kinds), PageKind.NOTHING)
    return Page(origin, kind, tuple(fragments), tuple(faults), kinds.get(kind, 1))


def has_document(text: str) -> bool:
    """Return whether a page has a fenced block with an OpenAPI document or something like it,
    broken or not."""
    if "```" not in text and "~~~" not in text:
        return False
    return any(_kind(fence) is not PageKind.NOTHING for fence in fenced_blocks(text))


def _kind(fence: FencedBlock) -> PageKind:
    if names_version(fence.body):
        return PageKind.DOCUMENT
    if _LEGACY.search(fence.body) and _LABEL.fullmatch(fence.info):
        return PageKind.LEGACY
    return PageKind.ASYNCAPI if _ASYNCAPI.search(fence.body) else PageKind.NOTHING


def _spec(info: str, label: re.Match[str] | None) -> str:
    if label is not None:
        name = label["spec"] or ""
    else:
        rest = info[match.end() :] if (match := _LANGUAGE.match(info)) else ""
        name = rest if rest.lower().endswith((".json", ".yaml", ".yml")) else ""
    return name.strip().lstrip("/")


def _is_bare(data: dict[str, Any]) -> bool:
    return not data.get("paths") and not data.get("webhooks")


def _modified(text: str) -> datetime | None:
    front = _FRONT_MATTER.match(text)
    found = _MODIFIED.search(front["body"]) if front else None
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(found[1].strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
