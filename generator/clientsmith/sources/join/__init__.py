"""From several documents to one with all that they say."""

from .loading import home_of, load_all

__all__ = ["home_of", "load_all"]
