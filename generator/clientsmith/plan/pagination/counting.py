"""Pages that are counted, and those that begin behind an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from . import names
from .requests import Asker
from .responses import Answer, Types
from .ways import Strategy, Way


def counting_way(answer: Answer, askers: Sequence[Asker], types: Types) -> Way | None:
    """The way by a parameter that counts pages or items; None where there is none."""
    sizes = [asker for asker in askers if names.is_size(asker.name)]
    told = bool(answer.is_telling or answer.has_more or answer.is_last)
    for asker in askers:
        if not types.is_number(asker.type) or asker.location == "header":
            continue
        if names.is_vague(asker.name) and not (sizes and told):
            continue
        if asker.counts_pages and (sizes or told):
            return _page_number(asker, sizes, answer)
        if names.is_offset(asker.name) and sizes:
            return _counted("Offset", asker, answer)
    return None


def _page_number(asker: Asker, sizes: Sequence[Asker], answer: Answer) -> Way:
    return replace(
        _counted("PageNumber", asker, answer),
        size=next((size.path[-1] for size in sizes if size.is_beside(asker)), ""),
        total_pages=answer.total_pages,
        total_pages_header="" if answer.total_pages else answer.total_pages_header,
    )


def _counted(strategy: Strategy, asker: Asker, answer: Answer) -> Way:
    """A way on which a parameter counts pages or items."""
    first = asker.first()
    return Way(
        strategy=strategy,
        parameter=asker.path[0],
        within=asker.path[1:],
        location=asker.location,
        items=answer.items.path if answer.items else (),
        first=first,
        current=answer.current(asker.name) if first is None else None,
        has_more=answer.has_more,
        is_last=answer.is_last,
        total=answer.total,
        total_header="" if answer.total else answer.total_header,
    )


def last_item_way(answer: Answer, askers: Sequence[Asker], types: Types) -> Way | None:
    """The way by a parameter that names an item; None where there is none."""
    items = answer.items
    if answer.has_more is None or items is None:
        return None
    key = types.fields(items.item).get("id")
    if key is None or not types.is_token(key.type):
        return None
    for asker in askers:
        if names.is_last_item(asker.name) and asker.is_plain:
            return Way(
                strategy="LastItem",
                parameter=asker.path[0],
                within=asker.path[1:],
                items=items.path,
                has_more=answer.has_more,
                before=asker.beside(names.before_of(asker.name)) or "",
            )
    return None
