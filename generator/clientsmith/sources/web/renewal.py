"""Whether documents of servers still are what they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import Fault
from .access import Access
from .remote import Remote
from .urls import is_url, shown_url


def still_hold(
    sources: Sequence[str], documents: Mapping[str, tuple[str, str]], access: Access
) -> bool:
    """Whether servers say of all documents that they are unchanged (RFC 9110 section 13.1).

    Args:
        sources: what the user named; where it is one of the documents, it is asked for as it is named
            there, with user information and query.
        documents: URL of each document → `ETag` and `Last-Modified` that it had.
        access: which servers may be asked, and what is sent to them.
    """
    if not all(is_url(url) and any(validators) for url, validators in documents.items()):
        return False
    named = {shown_url(source): source for source in sources if is_url(source)}
    remote = Remote(access)
    try:
        return bool(documents) and all(
            remote.fetcher.still_holds(named.get(url, url), *validators)
            for url, validators in documents.items()
        )
    except Fault:
        return False
    finally:
        remote.close()
