"""Two documents, as the changes that users of the client meet."""

from .comparing import compare

__all__ = ["compare"]
