"""Fetches documents from HTTP servers, and finds those behind documentation sites."""

from .access import ANY_HOST, Access
from .remote import PageProgress, Remote, are_unchanged
from .urls import is_url, shown_url

__all__ = ["ANY_HOST", "Access", "PageProgress", "Remote", "are_unchanged", "is_url", "shown_url"]
