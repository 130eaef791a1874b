"""Meanings of the names of parameters and members in pagination."""

from __future__ import annotations

from functools import lru_cache

from ...naming.words.words import word_list, word_set, words

_CURSORS = word_set("""
    after anchor bookmark continuation continue cursor cursor_after last_evaluated_key marker next
    next_batch next_page page_after page_info page_state scroll_id search_after skip_token skiptoken
    start_after starting_after token x_continuation_token x_ms_continuation
    """).union(
    f"{beginning}_{ending}"
    for beginning in word_list("""
        after continuation exclusive_start from last next next_page page pagination paging start
        start_after starting starting_after
        """)
    for ending in word_list("cursor id key marker token")
    if (beginning, ending) != ("page", "id")
)
"""Parameters that name the page that is wanted, or the item that it begins behind."""

_SAME_CURSORS = word_set("""
    bookmark continuation continuation_token continue cursor next_cursor next_page_key
    next_page_token next_token page_cursor page_state page_token pagination_token paging_token
    scroll_id
    """)
"""Names that responses use for the next page, not to repeat the request."""

_BEFORE = {
    "after": ("before",),
    "after_cursor": ("before_cursor",),
    "after_id": ("before_id",),
    "cursor_after": ("cursor_before",),
    "page_after": ("page_before",),
    "start_after": ("end_before",),
    "starting_after": ("ending_before",),
}
"""Parameters that name what a page begins behind → those that name what it ends before."""

_PREVIOUS = {
    "after": ("before",),
    "after_cursor": ("before_cursor",),
    "end_cursor": ("start_cursor",),
    "last_id": ("first_id",),
}
"""Members for the next page → those for the page before."""

_LAST_ITEMS = word_set("after after_id last_id start_after starting_after")
"""Names that may take the key of an item."""

_NUMBERS = word_set("""
    current_page page page_index page_no page_num page_number page_page pagenum pageno pagenumber
    """)
_SMALL_NUMBERS = word_set("current p")
"""Names of page numbers that mean something else as often."""

_OFFSETS = word_set("""
    from offset page_offset page_start record_offset skip skip_count start start_at start_from
    start_index start_offset start_position start_record startat startindex startposition
    """)
_SMALL_OFFSETS = word_set("from start start_at start_from startat")
"""Names that may also be the beginning of a period."""

_ENDS = word_set("end end_at finish stop till to until")
"""Parameters that make a period of those."""

_SIZES = word_set("""
    batch_size hits_per_page items_per_page limit limit_per_page max_items max_keys max_page_size
    max_result_count max_results maxresults page_limit page_size pagelen pagesize per_page perpage
    records_per_page results_limit results_per_page
    """)
_SMALL_SIZES = word_set("count first max num per ps rows size take top")
"""Names of sizes that mean something else as often."""

_HOLDERS_OF_PARAMETERS = word_set("pageable pager pagination paging")
"""What stands before the names of some parameters, as in `pageable.page`, or has them as members;
as `page` does."""

_NEXT_URLS = word_set("""
    next_href next_link next_page_href next_page_link next_page_uri next_page_url next_records_url
    next_results_url next_uri next_url odata_next_link
    """)
_URLS_OF_PAGES = _NEXT_URLS - word_set("next_href next_uri next_url")
"""Names that only pages have."""

_NEXT_ENDINGS = word_set("""
    batch continuation_token cursor id key marker offset page page_cursor page_id page_key
    page_marker page_number page_offset page_start page_start_key page_token scroll_id start
    start_key token
    """)
_NEXT_CURSORS = word_set("""
    after_cursor continuation continuation_token cursor_next end_cursor last_evaluated_key last_id
    last_key
    """)
_ITEMS_BEFORE = word_set("last_id last_key")
"""Names whose value the page begins after, not with."""

_HOLDERS = word_set("link links page pages pagination paging cursors cursor meta view")
"""Members whose own member `next` or `after` leads to the next page."""

_HAS_MORE = word_set("""
    has_more has_more_data has_more_items has_more_pages has_more_results has_next has_next_page
    is_truncated more more_available more_items_in_collection
    """)
_HAS_PREVIOUS = word_set("has_prev has_prev_page has_previous has_previous_page")
_IS_LAST = word_set("end_of_stream is_end is_last is_last_page last last_page no_more")
_TOTALS = word_set("""
    nb_hits num_found odata_count total total_count total_elements total_entries total_hits total_items
    total_records total_results total_rows total_size
    """)
_PAGE_TOTALS = word_set("""
    last_page nb_pages num_pages page_count pages pages_count pages_total total_page total_pages
    """)
_TELLING = word_set("""
    count current current_page limit offset p page page_index page_number page_size pages per_page
    size start start_at start_index
    """)
"""Members that say which page a response is, or how long it is, but not where the pages end."""

_CURRENT = word_set("current current_page page page_index page_no page_num page_number")
"""Members that repeat the number of the page that was asked for."""

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


@lru_cache(maxsize=16384)
def joined(name: str) -> str:
    """Return a name in small letters, its words joined by `_`: `page[size]` is `page_size`. What
    stands before a colon is the name's vocabulary: `hydra:next` is `next`."""
    return "_".join(words(name.rpartition(":")[2]))


@lru_cache(maxsize=16384)
def _spellings(parameter: str) -> frozenset[str]:
    """Return a name, and what it is inside of what only holds parameters for pages."""
    name = joined(parameter)
    holder, _, inner = name.partition("_")
    return frozenset((name, inner) if holder in _HOLDERS_OF_PARAMETERS else (name,))


def holds_parameters(name: str) -> bool:
    """Return whether a parameter is an object of those that ask for a page."""
    return joined(name) in _HOLDERS_OF_PARAMETERS or joined(name) == "page"


def is_cursor(name: str) -> bool:
    """Return whether a parameter names the page that is wanted."""
    if _spellings(name) & _CURSORS:
        return True
    return joined(name).startswith(("start_after_", "starting_after_"))


def is_last_item(name: str) -> bool:
    """Return whether a parameter may take the key of an item."""
    return joined(name) in _LAST_ITEMS


def is_number(name: str) -> bool:
    """Return whether a parameter counts pages."""
    return bool(_spellings(name) & (_NUMBERS | _SMALL_NUMBERS))


def is_offset(name: str) -> bool:
    """Return whether a parameter counts items to leave out."""
    return bool(_spellings(name) & _OFFSETS)


def is_size(name: str) -> bool:
    """Return whether a parameter says how long a page is."""
    return bool(_spellings(name) & (_SIZES | _SMALL_SIZES))


def is_vague(name: str) -> bool:
    """Return whether a parameter means pages only beside another one that does."""
    return joined(name) in _SMALL_SIZES | _SMALL_OFFSETS | _SMALL_NUMBERS


def may_be_period(name: str) -> bool:
    """Return whether an offset may as well be the beginning of a period."""
    return joined(name) in _SMALL_OFFSETS


def is_end_of_period(name: str) -> bool:
    """Return whether a parameter is the end of a period, or of a range."""
    return joined(name) in _ENDS


def before_of(parameter: str) -> tuple[str, ...]:
    """Return names that a parameter for the previous page may have, by that for the next one."""
    return _BEFORE.get(joined(parameter), ())


def previous_of(member: str) -> tuple[str, ...]:
    """Return names that a member for the previous page may have, by that for the next one."""
    return _PREVIOUS.get(joined(member), ())


def is_next_url(path: tuple[str, ...]) -> bool:
    """Return whether a member is named as the URL of the next page; `next` alone is not telling."""
    name = joined(path[-1])
    if name in _NEXT_URLS:
        return True
    if name in ("href", "link", "uri", "url") and len(path) > 1:
        return joined(path[-2]) in ("next", "next_page")
    is_link = any(_ends_as(joined(above), ("link", "links")) for above in path[:-1])
    return name in ("next", "next_page") and is_link


def is_of_pages(path: tuple[str, ...]) -> bool:
    """Return whether a member that is named as a URL cannot lead to anything but a page of a list."""
    return joined(path[-1]) in _URLS_OF_PAGES


def is_url(path: tuple[str, ...]) -> bool:
    """Return whether a member is named as a URL, whatever it leads to."""
    return joined(path[-1]).rpartition("_")[2] in ("href", "link", "uri", "url")


def is_next_page(path: tuple[str, ...]) -> bool:
    """Return whether a member is called `next_page`, be it a URL, a cursor or a number."""
    return joined(path[-1]) == "next_page"


def is_of_page(path: tuple[str, ...]) -> bool:
    """Return whether a member is about a page or its neighbours, and not about what a page is of."""
    name = joined(path[-1])
    said = name.split("_")
    return (
        name in ("first", "last", "self")
        or "page" in said
        or said[0] in ("has", "next", "prev", "previous")
        or is_next_url(path)
        or is_indicator(name)
    )


def is_previous(name: str) -> bool:
    """Return whether a member stands beside one that is called `next`."""
    return joined(name) in ("prev", "previous")


def is_plain_next(path: tuple[str, ...]) -> bool:
    """Return whether a member is called `next`, be it a URL, a cursor or a number."""
    return joined(path[-1]) == "next"


def is_next_cursor(path: tuple[str, ...]) -> bool:
    """Return whether a member is named as what a parameter must be for the next page."""
    name = joined(path[-1])
    if name in _NEXT_CURSORS or (
        name.startswith("next_") and name.removeprefix("next_") in _NEXT_ENDINGS
    ):
        return True
    above = joined(path[-2]) if len(path) > 1 else ""
    if above in ("next", "next_page") and (name in _CURSORS or name in _OFFSETS):
        return True
    return name in ("after", "cursor", "next", "token") and _ends_as(above, _HOLDERS)


EXACT = 3


def fitness(parameter: str, path: tuple[str, ...]) -> int:
    """Return how well a member that is named as a cursor fits a parameter; 0 where it does not.
    `offset` takes `next_offset` and `next_page_offset`, and cursors take every kind of cursor,
    those that are called `next` before others."""
    wanted = joined(parameter)
    name = joined(path[-1])
    suffix = name.removeprefix("next_")
    is_next = suffix != name
    if is_next and suffix in (wanted, f"page_{wanted}", wanted.removeprefix("page_")):
        return EXACT
    above = joined(path[-2]) if len(path) > 1 else ""
    if name == wanted and (is_next or _ends_as(above, ("next", "cursor", "cursors"))):
        return EXACT
    if wanted not in _CURSORS or (name in _ITEMS_BEFORE and not _is_behind(wanted)):
        return 0
    return 2 if is_next or name in _NEXT_CURSORS else 1


def is_after_last(parameter: str, path: tuple[str, ...]) -> bool:
    """Return whether a parameter takes the last item by a name that a member has too:
    `start_after_pet_id` takes `last_pet_id`."""
    wanted, name = joined(parameter), joined(path[-1])
    item = name.removeprefix("last_")
    beginnings = ("after", "start_after", "starting_after")
    return item != name and wanted in {f"{beginning}_{item}" for beginning in beginnings}


def is_same_cursor(parameter: str, path: tuple[str, ...]) -> bool:
    """Return whether a member has the very name of a cursor, as some APIs call the next one."""
    return joined(path[-1]) == joined(parameter) and joined(parameter) in _SAME_CURSORS


def is_same(parameter: str, path: tuple[str, ...]) -> bool:
    """Return whether a member has the very name of a parameter."""
    return joined(path[-1]) == joined(parameter)


def is_current(parameter: str, member: str) -> bool:
    """Return whether a member repeats what a parameter was that counts pages or items."""
    name = joined(member)
    if name == joined(parameter):
        return True
    return is_number(parameter) and name in _CURRENT


def is_page_of_spring(name: str) -> bool:
    """Return whether a member is called like the number of a page beside the number of all pages."""
    return joined(name) == "number"


def is_has_more(name: str) -> bool:
    """Return whether a member says whether there is another page."""
    return joined(name) in _HAS_MORE


def is_forward(name: str) -> bool:
    """Return whether a member says only of pages behind, and not of those before, whether there are
    any."""
    return "next" in joined(name).split("_")


def is_has_previous(name: str) -> bool:
    """Return whether a member says whether there is a page before."""
    return joined(name) in _HAS_PREVIOUS


def is_last_flag(name: str) -> bool:
    """Return whether a member says that there is no further page."""
    return joined(name) in _IS_LAST


def is_total(name: str, items: str) -> bool:
    """Return whether a member says how many items there are on all pages.

    Args:
        name: of the member.
        items: what the list of them is called.
    """
    return joined(name) in _TOTALS or joined(name) == f"total_{joined(items)}"


def is_page_total(name: str) -> bool:
    """Return whether a member says how many pages there are."""
    return joined(name) in _PAGE_TOTALS


def is_total_header(name: str) -> bool:
    """Return whether a header says how many items there are on all pages."""
    return _header(name) in _TOTALS


def is_page_total_header(name: str) -> bool:
    """Return whether a header says how many pages there are."""
    return _header(name) in _PAGE_TOTALS


def is_next_header(name: str) -> bool:
    """Return whether a header has what a parameter must be for the next page, whoever's it is."""
    return is_next_cursor((from_next(name),))


def from_next(header: str) -> str:
    """Return a header's name from the word `next` on: `opc-next-page` is `next_page`."""
    name = joined(header)
    return name[name.rfind("next") :] if "next" in name.split("_") else name


def _header(name: str) -> str:
    """Return a header's name without what vendors put before it."""
    found = joined(name).removeprefix("x_").removeprefix("wp_")
    return found.removeprefix("pagination_").removeprefix("paging_")


def is_indicator(name: str) -> bool:
    """Return whether a member shows that a response is a page."""
    name = joined(name)
    return name in _TELLING or name in _TOTALS or name in _PAGE_TOTALS


def _is_behind(parameter: str) -> bool:
    """Return whether a cursor names what the page begins behind, so far as its name says."""
    first, _, rest = parameter.partition("_")
    return first not in ("from", "start") or rest.startswith("after")


def _ends_as(name: str, endings: frozenset[str] | tuple[str, ...]) -> bool:
    return name.rpartition("_")[2] in endings
