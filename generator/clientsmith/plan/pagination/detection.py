"""Which operations have pages, told from parameters and answers together.

One sign alone is not enough: what asks for a further page must be met by an answer that is a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...ir import Content, Operation, Type
from ...naming.words.paths import parse_path, static
from ...naming.words.words import words
from ...types.media_types import is_json, is_xml
from ...types.predicates import Traits
from ..operations.responses import success_responses, wanted_contents
from . import names
from .counting import counting_way, last_item_way
from .cursors import cursor_way
from .link_ways import link_header_way, next_page_way, next_url_way
from .requests import Asker, askers_of
from .responses import Answer, Types
from .ways import NO_PAGES, Verdict, Way

_READING = ("GET", "QUERY")
_ASKING = (*_READING, "POST")


class Detection:
    """Finds out whether operations have pages.

    Args:
        types: looks through types.
        traits: what types are like.
    """

    def __init__(self, types: Types, traits: Traits) -> None:
        self._types = types
        self._traits = traits

    def verdict(self, operation: Operation) -> Verdict:
        """Whether an operation has pages, and why."""
        if operation.method not in _ASKING:
            return NO_PAGES
        askers = askers_of(operation, self._types)
        content = self.content(operation)
        if operation.method not in _READING and not (askers and _only_reads(operation)):
            return NO_PAGES
        if content is None:
            return Verdict((), None, self._why_no_page(operation) if askers else "")
        answer = self.answer(operation, content)
        if not answer.lists:
            is_mixed = askers and self._types.may_be_list(content)
            return Verdict((), None, "its answer is not always of one type" if is_mixed else "")
        items = answer.items
        if items is None:
            lists = ", ".join(f"`{'.'.join(each.path)}`" for each in answer.lists[:3])
            return Verdict((), None, f"several lists may be the items: {lists}" if askers else "")
        is_vague = all(names.is_vague(asker.name) for asker in askers)
        if is_vague and not answer.has_total:
            askers = ()
        ways = self._ways(operation, answer, askers)
        if ways:
            return Verdict(ways, items.item, "; ".join(map(str, ways)))
        return Verdict((), None, "" if is_vague else _why_not(askers))

    def answer(self, operation: Operation, type_: Type) -> Answer:
        """What a success of an operation holds."""
        nouns = frozenset(_last_words(operation))
        headers = [
            header for response in success_responses(operation) for header in response.headers
        ]
        return Answer(type_, headers, nouns, self._types)

    def content(self, operation: Operation) -> Type | None:
        """The type of the answer; None where it is not always the same, or cannot be a page."""
        contents = _contents(operation)
        if not contents or not all(map(self._is_page, contents)):
            return None
        first = contents[0].type
        return first if all(content.type == first for content in contents) else None

    def _why_no_page(self, operation: Operation) -> str:
        has_page = any(map(self._is_page, _contents(operation)))
        return "its answer is not always of one type" if has_page else ""

    def _is_page(self, content: Content) -> bool:
        is_structured = is_json(content.media_type) or (
            is_xml(content.media_type) and self._traits.is_xml(content.type)
        )
        return is_structured and content.type is not None

    # --- ways ---------------------------------------------------------------------------------------

    def _ways(
        self, operation: Operation, answer: Answer, askers: Sequence[Asker]
    ) -> tuple[Way, ...]:
        """How one page leads to the next: what the answer itself says comes first. What only some
        modes of an API fill in gets a second way beside it."""
        cursor = cursor_way(answer, askers, self._types)
        counting = counting_way(answer, askers, self._types)
        tells_end = counting is not None and (counting.total or counting.total_pages)
        if operation.method != "GET":
            found = cursor or (counting if tells_end else None)
        else:
            found = (
                next_url_way(operation, answer, askers, self._types)
                or cursor
                or link_header_way(operation, answer, askers)
                or last_item_way(answer, askers, self._types)
                or counting
                or next_page_way(answer, self._types)
            )
        if found is None:
            return ()
        is_mode = found is cursor and found.has_more is None and tells_end
        if is_mode and counting is not None and counting.asks_by != found.asks_by:
            return found, counting
        return (found,)


def _contents(operation: Operation) -> list[Content]:
    """What the client asks for; nothing where only redirections are declared."""
    return [
        content
        for response in success_responses(operation)
        if response.status[0] != "3"
        for content in wanted_contents(response.contents)
    ]


def _only_reads(operation: Operation) -> bool:
    """Whether a POST is a search, by the words of its path and of its name."""
    said = {*_last_words(operation), *words(operation.operation_id or "")}
    return bool(said & names.QUERY_WORDS)


def _last_words(operation: Operation) -> tuple[str, ...]:
    """The words of the last segment of a path that is no parameter."""
    segments = static(parse_path(operation.path))
    return segments[-1].words if segments else ()


def _why_not(askers: Sequence[Asker]) -> str:
    askers = [asker for asker in askers if asker.location != "header"]
    if not askers:
        return ""
    told = ", ".join(f"`{asker.name}`" for asker in askers)
    if all(names.is_size(asker.name) for asker in askers):
        return f"it has {told}, but nothing that asks for a further page"
    return f"it has {told}, but its answer does not tell how to go on"
