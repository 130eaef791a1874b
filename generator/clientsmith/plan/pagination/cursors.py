"""Which parameter takes what of an answer to get the next page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import names
from .answers import Answer, Member, Types
from .askers import Asker
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
                    parameter=asker.name,
                    location=asker.location,
                    header=header.wire_name,
                    items=items.path,
                )
        for member in answer.page_info:
            fitness = _fitness(asker, member, types)
            if fitness > best:
                best = fitness
                found = Way(
                    strategy="Cursor",
                    parameter=asker.name,
                    location=asker.location,
                    next=member.path,
                    items=items.path,
                    has_more=answer.has_more,
                )
    return found


def _header_fitness(asker: Asker, header: str) -> int:
    """How well a header of the answer fits a parameter; 0 where it does not."""
    name = names.joined(header).removeprefix("x_")
    if asker.location == "header" and names.joined(asker.name) in (name, f"x_{name}"):
        return 3 if names.is_cursor(asker.name) else 0
    return names.fitness(asker.name, (name,)) if names.is_next_cursor((name,)) else 0


def _fitness(asker: Asker, member: Member, types: Types) -> int:
    """How well a member fits a parameter; 0 where it does not."""
    if not types.is_token(member.type):
        return 0
    if names.is_next_cursor(member.path):
        fitness = names.fitness(asker.name, member.path)
    elif names.is_plain_next(member.path):
        fitness = 1 if names.is_cursor(asker.name) and not is_about_urls(member) else 0
    else:
        fitness = 1 if names.is_same_cursor(asker.name, member.path) else 0
    # What counts takes numbers; a cursor takes a number where it is its own.
    counts = types.is_number(asker.type) and names.is_number(asker.name)
    if types.is_number(member.type):
        return fitness if counts or fitness == names.EXACT else 0
    return 0 if counts else fitness


def is_about_urls(member: Member) -> bool:
    """Whether a member is said to be a URL."""
    field = member.field
    if field is None:
        return False
    return field.constraints.format in _URI_FORMATS or bool(
        _ABOUT_URLS.search(f"{field.docs.title} {field.docs.description}")
    )
