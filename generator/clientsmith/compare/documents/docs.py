"""What is said for people."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir import Docs
from .events import Event
from .where import Where


def deprecation(docs: Docs) -> Docs:
    """Only whether something is deprecated."""
    return Docs(deprecated=docs.deprecated)


def docs_events(old: Docs, new: Docs, where: Where, noun: str) -> Iterator[Event]:
    """What is said for people, and whether something is deprecated; examples do not count.

    Args:
        old: what was said.
        new: what is said.
        where: of what.
        noun: first word of the codes, such as `field`.
    """
    if new.deprecated and not old.deprecated:
        yield Event(f"{noun}-deprecated", where)
    elif old.deprecated and not new.deprecated:
        yield Event("undeprecated", where)
    told = (old.title, old.description, old.external_url)
    if told != (new.title, new.description, new.external_url):
        yield Event(f"{noun}-docs-changed", where)
