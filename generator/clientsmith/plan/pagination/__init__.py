"""Pagination: which operations have pages, and how one page leads to the next.

`names` knows what names say, `answers` looks into answers, `detection` brings both together, `rules`
follows the configuration, and `ways` is what comes out.
"""

from __future__ import annotations

from .paginator import Paginator, as_pages
from .ways import NO_PAGES, Verdict

__all__ = ["NO_PAGES", "Paginator", "Verdict", "as_pages"]
