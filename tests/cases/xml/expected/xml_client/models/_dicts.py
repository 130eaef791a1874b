"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NotRequired, TypedDict

from .. import models as _m


class BookDict(TypedDict):
    isbn: str
    title: str
    page_count: NotRequired[int]
    authors: Sequence[str]
    tags: NotRequired[Sequence[str]]
    published: NotRequired[dt.date]
    sequel: NotRequired[_m.Book | BookDict]
