"""Results that come in pages: how one page leads to the next, and iteration over all of them."""

from __future__ import annotations

from .pages import AsyncPages as AsyncPages
from .pages import Pages as Pages
from .strategies import Cursor as Cursor
from .strategies import LastItem as LastItem
from .strategies import LinkHeader as LinkHeader
from .strategies import NextURL as NextURL
from .strategies import Offset as Offset
from .strategies import PageNumber as PageNumber
