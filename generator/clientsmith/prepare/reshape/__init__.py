"""Changes that users make to a document before anything is read from it."""

from .patches import Patch
from .reshaping import Reshaping
from .selection import Criteria, Selection

__all__ = ["Criteria", "Patch", "Reshaping", "Selection"]
