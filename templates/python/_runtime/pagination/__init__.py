"""Pagination: strategies to find the next page, and iteration over all items or pages."""

from __future__ import annotations

from .pages import AsyncPages as AsyncPages
from .pages import Pages as Pages
from .strategies import Cursor as Cursor
from .strategies import LastItem as LastItem
from .strategies import LinkHeader as LinkHeader
from .strategies import NextURL as NextURL
from .strategies import Offset as Offset
from .strategies import PagedOperation as PagedOperation
from .strategies import PageNumber as PageNumber
