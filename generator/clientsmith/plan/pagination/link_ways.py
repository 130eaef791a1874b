"""Pages that are led to by URLs, in the answer or in its header."""

from __future__ import annotations

from collections.abc import Sequence

from ...ir import Operation
from ...naming.words.paths import parse_path
from ...naming.words.words import words
from . import names
from .cursors import is_about_urls
from .requests import Asker, speaks_of_links
from .responses import Answer, Member, Types
from .ways import Way

_WRAPPERS = frozenset({"body", "data", "embedded", "payload", "response", "result", "results"})
"""Members that hold a page as a whole, or its items."""


def next_url_way(
    operation: Operation, answer: Answer, askers: Sequence[Asker], types: Types
) -> Way | None:
    """The way by a URL in the answer; None where there is none."""
    if answer.items is None:
        return None
    for member in answer.page_info:
        if not types.is_text(member.type):
            continue
        is_url = names.is_next_url(member.path)
        if not is_url and not names.is_plain_next(member.path):
            continue
        if not askers and not _is_list(operation, answer, member):
            continue
        if is_url or is_about_urls(member):
            parameter = "" if _is_surely_url(member) else _cursor(askers)
        elif not (parameter := _number(member, answer, askers, types)):
            continue
        return Way(
            strategy="NextURL",
            next=member.path,
            parameter=parameter,
            items=answer.items.path,
            has_more=answer.has_more,
            is_last=answer.is_last,
        )
    return None


def next_page_way(answer: Answer, types: Types) -> Way | None:
    """The way by a URL that is called `next_page`; None where there is none."""
    for member in answer.page_info:
        is_url = names.is_next_page(member.path) and is_about_urls(member)
        if is_url and answer.items and types.is_text(member.type):
            return Way(
                strategy="NextURL",
                next=member.path,
                items=answer.items.path,
                has_more=answer.has_more,
                is_last=answer.is_last,
            )
    return None


def link_header_way(operation: Operation, answer: Answer, askers: Sequence[Asker]) -> Way | None:
    """The way by the header `Link`, which is declared, or which the document speaks of."""
    is_declared = any(header.wire_name.lower() == "link" for header in answer.headers)
    is_told = is_declared or speaks_of_links(operation, askers)
    if not askers or not is_told or answer.items is None:
        return None
    return Way(strategy="LinkHeader", items=answer.items.path)


def _is_surely_url(member: Member) -> bool:
    return names.is_url(member.path) or is_about_urls(member)


def _cursor(askers: Sequence[Asker]) -> str:
    """The query parameter that takes what is no URL; empty where there is none."""
    return next(
        (asker.name for asker in askers if asker.is_plain and names.is_cursor(asker.name)),
        "",
    )


def _number(member: Member, answer: Answer, askers: Sequence[Asker], types: Types) -> str:
    """The query parameter that counts, where `next` and its counterpart are text of which nothing
    else is said: no cursor, as no parameter takes one. Empty where there is none."""
    if _cursor(askers) or not any(
        names.is_previous(other.name) and other.path[:-1] == member.path[:-1]
        for other in answer.page_info
    ):
        return ""
    return next(
        (
            asker.name
            for asker in askers
            if asker.is_plain and types.is_number(asker.type) and not names.is_size(asker.name)
        ),
        "",
    )


def _is_list(operation: Operation, answer: Answer, member: Member) -> bool:
    """Whether an answer is a page of a list, though nothing asks for another one: articles have
    links to the next one too."""
    if names.is_of_pages(member.path):
        return True
    segments = parse_path(operation.path)
    items = answer.items
    if items is None or not segments or segments[-1].parameter:
        return False
    if all(names.is_of_page(other.path) for other in answer.members):
        return True
    *holders, name = items.path or ("items",)
    return all((words(holder) or ("",))[-1] in _WRAPPERS for holder in holders) and (
        bool(holders) or names.joined(name) in names.ITEMS or answer.is_noun(name)
    )
