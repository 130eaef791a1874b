"""What names of parameters and of members say about pages."""

from __future__ import annotations

from ..words import word_list, word_set, words

_CURSORS = word_set("""
    after after_cursor after_id after_key after_token bookmark continuation continuation_token
    continue cursor cursor_after exclusive_start_key from_cursor last_id last_key marker next
    next_cursor next_key next_marker next_page next_page_cursor next_page_token next_token page_after
    page_cursor page_key page_marker page_next page_token paging_token scroll_id search_after
    start_after start_cursor start_key start_token starting_after starting_token token
    x_continuation_token x_ms_continuation
    """)
"""Parameters that name the page that is wanted, or the item that it begins behind."""

_SAME_CURSORS = word_set("""
    bookmark continuation continuation_token continue cursor next_cursor next_page_token next_token
    page_cursor page_token paging_token scroll_id
    """)
"""Those of them that answers use for the next page, not to repeat what was asked for."""

_LAST_ITEMS = word_set("after after_id last_id start_after starting_after")
"""Those of them that may take the key of an item."""

_NUMBERS = word_set("""
    current_page page page_index page_no page_num page_number page_page pagenum pageno pagenumber
    """)
_OFFSETS = word_set("""
    from offset page_offset page_start record_offset skip start start_at start_from start_index
    start_offset start_record startat startindex
    """)
_SIZES = word_set("""
    batch_size items_per_page limit limit_per_page max_items max_keys max_page_size max_results
    maxresults page_limit page_size pagesize per_page perpage records_per_page results_limit
    results_per_page
    """)
_SMALL_SIZES = word_set("count first max num rows size take top")
"""Names of sizes that mean something else as often."""

_SMALL_OFFSETS = word_set("from start")

_NEXT_URLS = word_set("""
    next_href next_link next_page_href next_page_link next_page_uri next_page_url next_records_url
    next_results_url next_uri next_url odata_next_link
    """)
_NEXT_ENDINGS = word_set("""
    continuation_token cursor id key marker offset page page_cursor page_id page_key page_marker
    page_number page_offset page_start page_start_key page_token scroll_id start start_key token
    """)
_NEXT_CURSORS = word_set("""
    after_cursor continuation continuation_token cursor_next end_cursor last_evaluated_key last_id
    last_key
    """)
_HOLDERS = word_set("link links page pages pagination paging cursors cursor meta")
"""Members whose own member `next` or `after` leads to the next page."""

_HAS_MORE = word_set("""
    has_more has_more_data has_more_items has_more_pages has_more_results has_next has_next_page
    is_truncated more more_available
    """)
_TOTALS = word_set("""
    total total_count total_elements total_entries total_items total_records total_results
    total_rows total_size
    """)
_PAGE_TOTALS = word_set("last_page num_pages page_count pages pages_count total_page total_pages")
_TELLING = word_set("""
    count current_page limit offset page page_number page_size pages per_page size start start_at
    """)
"""Members that say which page an answer is, or how long it is, but not where the pages end."""

ITEMS = word_list("""
    data items results result records entries values value content contents list rows elements
    objects nodes resources hits documents
    """)
"""Members that hold the items of a page, whatever these are."""

ASIDE = word_set("""
    aggregations errors facets included includes links messages meta notices warnings
    """)
"""Members that are lists, but not of what is asked for."""

QUERY_WORDS = word_set("discover fetch filter find list lookup match query scroll search")
"""Words of operations that only read, though their method is POST."""


def joined(name: str) -> str:
    """A name in small letters, its words joined by `_`: `page[size]` is `page_size`."""
    return "_".join(words(name))


def is_cursor(name: str) -> bool:
    """Whether a parameter names the page that is wanted."""
    return joined(name) in _CURSORS


def is_last_item(name: str) -> bool:
    """Whether a parameter may take the key of an item."""
    return joined(name) in _LAST_ITEMS


def is_number(name: str) -> bool:
    """Whether a parameter counts pages."""
    return joined(name) in _NUMBERS


def is_offset(name: str) -> bool:
    """Whether a parameter counts items to leave out."""
    return joined(name) in _OFFSETS


def is_size(name: str) -> bool:
    """Whether a parameter says how long a page is."""
    return joined(name) in _SIZES or joined(name) in _SMALL_SIZES


def is_vague(name: str) -> bool:
    """Whether a parameter means pages only beside another one that does."""
    return joined(name) in _SMALL_SIZES or joined(name) in _SMALL_OFFSETS


def is_next_url(path: tuple[str, ...]) -> bool:
    """Whether a member is named as the URL of the next page; `next` alone is not telling."""
    name = joined(path[-1])
    if name in _NEXT_URLS:
        return True
    if name in ("href", "link", "uri", "url") and len(path) > 1:
        return joined(path[-2]) in ("next", "next_page")
    is_link = any(_ends_as(joined(above), ("link", "links")) for above in path[:-1])
    return name in ("next", "next_page") and is_link


def is_plain_next(path: tuple[str, ...]) -> bool:
    """Whether a member is called `next`, be it a URL, a cursor or a number."""
    return joined(path[-1]) == "next"


def is_next_cursor(path: tuple[str, ...]) -> bool:
    """Whether a member is named as what a parameter must be for the next page."""
    name = joined(path[-1])
    if name in _NEXT_CURSORS or (
        name.startswith("next_") and name.removeprefix("next_") in _NEXT_ENDINGS
    ):
        return True
    above = joined(path[-2]) if len(path) > 1 else ""
    return name in ("after", "cursor", "next", "token") and (
        above in ("next", "next_page") or _ends_as(above, _HOLDERS)
    )


EXACT = 3


def fitness(parameter: str, path: tuple[str, ...]) -> int:
    """How well a member that is named as a cursor fits a parameter; 0 where it does not. `offset`
    takes `next_offset` and `next_page_offset`, and cursors take every kind of cursor, those that
    are called `next` before others."""
    wanted = joined(parameter)
    name = joined(path[-1])
    if name.removeprefix("next_") in (wanted, f"page_{wanted}") and name.startswith("next_"):
        return EXACT
    if wanted not in _CURSORS:
        return 0
    return 2 if name.startswith("next_") or name in _NEXT_CURSORS else 1


def is_same_cursor(parameter: str, path: tuple[str, ...]) -> bool:
    """Whether a member has the very name of a cursor, as some APIs call the next one."""
    return joined(path[-1]) == joined(parameter) and joined(parameter) in _SAME_CURSORS


def is_has_more(name: str) -> bool:
    """Whether a member says whether there is another page."""
    return joined(name) in _HAS_MORE


def is_total(name: str) -> bool:
    """Whether a member says how many items there are on all pages."""
    return joined(name) in _TOTALS


def is_page_total(name: str) -> bool:
    """Whether a member says how many pages there are."""
    return joined(name) in _PAGE_TOTALS


def is_telling(name: str) -> bool:
    """Whether a member shows that an answer is a page."""
    name = joined(name)
    return name in _TELLING or name in _TOTALS or name in _PAGE_TOTALS


def _ends_as(name: str, endings: frozenset[str] | tuple[str, ...]) -> bool:
    return name.rpartition("_")[2] in endings
