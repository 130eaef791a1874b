"""Assembles documentation pages: chooses one group of fragments and merges it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from ...problem import Location, Problem, Severity, UnusableSource, quoted, sort_key
from ..parsing import ParsedDocument, SourceError
from .merging import PageOptions, merge
from .page import Fragment, Page, PageKind

_SHOWN = 5
"""Most pages that a message names."""

_USELESS = {
    PageKind.LEGACY: (
        "page-legacy",
        "has an older form of Mintlify's instead of OpenAPI",
        "have an older form of Mintlify's instead of OpenAPI",
    ),
    PageKind.WEBHOOK: (
        "page-webhook-unpublished",
        "is about a webhook whose content was not published",
        "are about webhooks whose content was not published",
    ),
    PageKind.ASYNCAPI: ("page-asyncapi", "has AsyncAPI", "have AsyncAPI"),
}
"""Kind of page → code, and parts of messages for one such page and for several."""


def assemble(pages: Sequence[Page], options: PageOptions) -> ParsedDocument:
    """Assemble the document that pages were made from.

    A single fragment is the document as it stands. Several of the same document are merged. What
    other pages hold is told: nothing is guessed from them.

    Args:
        pages: in the order in which their documentation lists them.
        options: which document is taken where they are made from several, and what becomes of
            conflicts.

    Raises:
        UnusableSource: there is no fragment, there are several documents, or pages contradict
            each other.
    """
    groups = _groups([fragment for page in pages for fragment in page.fragments])
    warnings = [
        fault.problem(page.origin, Severity.WARNING) for page in pages for fault in page.faults
    ]
    warnings += _useless(pages)
    if not groups:
        raise UnusableSource(_nothing(pages))
    fragments = _chosen(groups, options)
    if len(pages) > 1:
        warnings.append(_summary(pages, fragments))
    warnings += [
        fault.problem(each.page, Severity.WARNING) for each in fragments for fault in each.warnings
    ]
    headless = [fragment for fragment in fragments if fragment.is_headless]
    if headless:
        warnings.append(_headless(headless[0]))
    if len(fragments) == 1:
        [only] = fragments
        return ParsedDocument(
            only.data, only.line_of, found=tuple(warnings), origin_of=lambda _: only.page
        )
    merged, problems = merge(fragments, options.conflicts)
    found = tuple(sorted((*warnings, *problems), key=sort_key))
    if any(problem.severity is Severity.ERROR for problem in found):
        raise UnusableSource(found)
    return ParsedDocument(merged.data, merged.line_of, found=found, origin_of=merged.origin_of)


def _groups(fragments: Sequence[Fragment]) -> dict[str, list[Fragment]]:
    """Fragments by the document that they were cut from: its name, else its title and servers."""
    groups: dict[str, list[Fragment]] = {}
    names: dict[str, str] = {}
    specs = {fragment.spec for fragment in fragments}
    for fragment in fragments:
        name = fragment.spec
        if not name:
            info = fragment.data.get("info")
            title = str(info.get("title") or "") if isinstance(info, dict) else ""
            place = [fragment.data.get(key) for key in ("servers", "host", "basePath")]
            key = json.dumps([title, place], sort_keys=True)
            if key not in names:
                names[key] = _free(title or "untitled", [*names.values(), *specs])
            name = names[key]
        groups.setdefault(name, []).append(fragment)
    return groups


def _free(title: str, taken: Collection[str]) -> str:
    number = 2
    name = title
    while name in taken:
        name = f"{title} {number}"
        number += 1
    return name


def _chosen(groups: dict[str, list[Fragment]], options: PageOptions) -> list[Fragment]:
    """Return the fragments of the chosen document, or of the only one."""
    wanted = options.spec.lstrip("/")
    if not wanted and len(groups) == 1:
        return next(iter(groups.values()))
    if wanted in groups:
        return groups[wanted]
    listing = ", ".join(f"{quoted(name)} ({len(own)})" for name, own in groups.items())
    first = next(iter(groups.values()))[0]
    if wanted:
        close = get_close_matches(wanted, groups, n=1)
        message = (
            f"The pages have nothing of a document {quoted(wanted)}; they are made from {listing}."
        )
        hint = f"Did you mean {quoted(close[0])}?" if close else ""
    else:
        message = f"The pages are made from several documents: {listing}."
        hint = "Choose one: put `#` and its name behind the source."
    raise UnusableSource(
        [Problem("page-several-documents", Severity.ERROR, message, Location(first.page), hint)]
    )


def _summary(pages: Sequence[Page], fragments: Sequence[Fragment]) -> Problem:
    """Return a note on how many pages were used."""
    used = len({fragment.page for fragment in fragments})
    silent = sum(page.kind is PageKind.NOTHING for page in pages)
    others = len(pages) - used - silent
    message = (
        f"Of {len(pages)} pages, {used} {'has' if used == 1 else 'have'} a part of the document, "
        f"{silent} nothing of an API, and {others} something else."
    )
    return Problem("page-summary", Severity.NOTE, message, Location(fragments[0].page))


def _headless(fragment: Fragment) -> Problem:
    """Return a note that title and version are missing and were made up."""
    return Problem(
        "page-head-missing",
        Severity.NOTE,
        "The pages say neither the title nor the version of the API; "
        f"{quoted(fragment.data['info']['title'])} stands for the title.",
        Location(fragment.page, "/info", fragment.line_of("/info")),
        "Say them with an overlay or patches.",
    )


# --- pages that give nothing ---------------------------------------------------------------------


def _useless(pages: Sequence[Page]) -> list[Problem]:
    """Return a warning for each kind of page with a description that cannot be used."""
    return [
        _problem(kind, own, Severity.WARNING)
        for kind in _USELESS
        if (own := [page for page in pages if page.kind is kind])
    ]


def _nothing(pages: Sequence[Page]) -> list[Problem]:
    """Return the reasons why pages contain no document."""
    faults = [fault.problem(page.origin) for page in pages for fault in page.faults]
    problems = [
        _problem(kind, own, Severity.ERROR)
        for kind in _USELESS
        if (own := [page for page in pages if page.kind is kind])
    ]
    if faults or problems:
        return [*faults, *problems]
    fault = SourceError(
        "page-without-document",
        (
            "The page has no fenced block with an OpenAPI document."
            if len(pages) == 1
            else f"None of {len(pages)} pages has a fenced block with an OpenAPI document."
        ),
        line=1,
        hint="A document begins with `openapi: 3…` or `swagger: 2.0`, or is its JSON form.",
    )
    return [fault.problem(pages[0].origin if pages else "")]


def _problem(kind: PageKind, pages: Sequence[Page], severity: Severity) -> Problem:
    code, one, several = _USELESS[kind]
    if len(pages) == 1:
        message = f"The page {one}; nothing is taken from it."
    else:
        names = ", ".join(page.origin for page in pages[:_SHOWN])
        more = f" and {len(pages) - _SHOWN} more" if len(pages) > _SHOWN else ""
        message = f"{len(pages)} pages {several}; nothing is taken from them: {names}{more}."
    location = Location(pages[0].origin, "", pages[0].line)
    hint = "Look for the document itself: many sites publish it, and their llms.txt may name it."
    return Problem(code, severity, message, location, hint)
