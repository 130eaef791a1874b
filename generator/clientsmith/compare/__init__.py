"""Compares two versions of an API: their documents and their generated clients."""

from .change import CLIENT_CODES, DOCUMENT_CODES, AcceptedChange, Change, Impact, sort_key

__all__ = ["CLIENT_CODES", "DOCUMENT_CODES", "AcceptedChange", "Change", "Impact", "sort_key"]
