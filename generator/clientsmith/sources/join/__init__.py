"""Joins several independent documents into one."""

from .loading import home_of, load_all

__all__ = ["home_of", "load_all"]
