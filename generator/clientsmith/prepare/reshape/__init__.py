"""Changes to a document that the user has configured: overlays, patches and selections."""

from .patches import Patch
from .reshaping import Reshaping
from .selection import Criteria, Selection

__all__ = ["Criteria", "Patch", "Reshaping", "Selection"]
