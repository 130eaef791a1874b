"""What is known of the values in templates, and what they do wrong with them."""

from .filters import Functions
from .findings import Findings
from .templates import Reading

__all__ = ["Findings", "Functions", "Reading"]
