"""Which parameter takes what of an answer to get the next page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from . import names
from .requests import Asker
from .responses import Answer, Member, Types
from .ways import Way

_ABOUT_URLS = re.compile(r"\b(?:url|uri|link|href)s?\b", re.IGNORECASE)
_URI_FORMATS = frozenset({"uri", "uri-reference", "url", "iri", "iri-reference"})


def cursor_way(answer: Answer, askers: Iterable[Asker], types: Types) -> Way | None:
    """The way by a cursor; of several pairs of a parameter and a member, those whose names fit best,
    the first of them. None where no pair fits."""
    items = answer.items
    if items is None:
        return None
    best, found = 0, None
    for asker in askers:
        if names.is_size(asker.name):
            continue
        for header in answer.headers:
            fitness = _header_fitness(asker, header.wire_name)
            if fitness > best:
                best = fitness
                found = Way(
                    strategy="Cursor",
                    parameter=asker.path[0],
                    within=asker.path[1:],
                    location=asker.location,
                    header=header.wire_name,
                    items=items.path,
                )
        for member in answer.page_info:
            fitness = _fitness(asker, member, answer, types)
            if fitness > best:
                best = fitness
                way = Way(
                    strategy="Cursor",
                    parameter=asker.path[0],
                    within=asker.path[1:],
                    location=asker.location,
                    next=member.path,
                    items=items.path,
                    has_more=answer.has_more,
                    is_last=answer.is_last,
                )
                found = _with_way_back(way, asker, answer)
    return found


def _with_way_back(way: Way, asker: Asker, answer: Answer) -> Way:
    """A way that also leads backwards, where the cursor stands for an item and not for a page."""
    names_of_previous = names.previous_of(way.next[-1])
    before = asker.beside(names.before_of(asker.name))
    if before is None or not names_of_previous:
        return way
    previous = next(
        (
            member.path
            for member in answer.page_info
            if member.path[:-1] == way.next[:-1] and names.joined(member.name) in names_of_previous
        ),
        (),
    )
    has_previous = answer.has_previous
    if has_previous is None and way.has_more and not names.is_forward(way.has_more[-1]):
        has_previous = way.has_more
    return replace(way, before=before, previous=previous, has_previous=has_previous)


def _header_fitness(asker: Asker, header: str) -> int:
    """How well a header of the answer fits a parameter; 0 where it does not."""
    name = names.joined(header).removeprefix("x_")
    if asker.location == "header" and names.joined(asker.name) in (name, f"x_{name}"):
        return names.EXACT if names.is_cursor(asker.name) else 0
    if names.is_next_header(header):
        return names.fitness(asker.name, (names.from_next(header),))
    return names.fitness(asker.name, (name,)) if names.is_next_cursor((name,)) else 0


def _fitness(asker: Asker, member: Member, answer: Answer, types: Types) -> int:
    """How well a member fits a parameter; 0 where it does not."""
    if not types.is_token(member.type):
        return 0
    counts = types.is_number(asker.type) and (
        names.is_number(asker.name) or names.is_offset(asker.name)
    )
    is_number = types.is_number(member.type)
    if names.is_next_cursor(member.path):
        fitness = names.fitness(asker.name, member.path)
    elif names.is_after_last(asker.name, member.path):
        fitness = 2
    elif names.is_plain_next(member.path):
        is_page = is_number and names.is_number(asker.name)
        is_cursor = names.is_cursor(asker.name) and not is_about_urls(member)
        fitness = 1 if is_cursor or is_page else 0
    elif names.is_same_cursor(asker.name, member.path):
        fitness = names.EXACT if is_number and answer.has_more else 1
    elif names.is_same(asker.name, member.path) and not is_number:
        fitness = 1 if _is_next_one(asker, member, answer) else 0
    else:
        fitness = 0
    # What counts takes numbers; a cursor takes a number where it is its own.
    if is_number:
        return fitness if counts or fitness == names.EXACT else 0
    return 0 if counts else fitness


def _is_next_one(asker: Asker, member: Member, answer: Answer) -> bool:
    """Whether text that has the name of the parameter cannot be a repetition of what was asked for:
    an offset that is text, what has a counterpart for the page before, or what stands beside a flag
    alone."""
    if names.is_offset(asker.name):
        is_counted = answer.total or any(names.is_size(each.name) for each in answer.page_info)
        return not is_counted
    if not names.is_cursor(asker.name):
        return False
    others = {names.joined(each.name) for each in answer.page_info}
    if any(name in others for name in names.before_of(asker.name)):
        return True
    if answer.has_more is None or names.is_last_item(asker.name):
        return False
    return not any(names.is_next_cursor(each.path) for each in answer.page_info)


def is_about_urls(member: Member) -> bool:
    """Whether a member is said to be a URL."""
    field = member.field
    if field is None:
        return False
    return field.constraints.format in _URI_FORMATS or bool(
        _ABOUT_URLS.search(f"{field.docs.title} {field.docs.description}")
    )
