"""Changes that users make to a document before anything is read from it."""

from .patches import Patch
from .reshaping import Reshaping

__all__ = ["Patch", "Reshaping"]
