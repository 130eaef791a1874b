"""Pagination: which operations have pages, and how one page leads to the next.

`names` knows what names say, `responses` looks into responses, `detection` brings both together, `rules`
follows the configuration, and `strategies` is what comes out.
"""

from __future__ import annotations

from .paginator import Paginator, as_pages
from .strategies import NO_PAGES, PaginationDecision

__all__ = ["NO_PAGES", "PaginationDecision", "Paginator", "as_pages"]
