"""What is known of the values in templates, and what they do wrong with them."""

from .expressions import ProblemCollector
from .filters import Functions
from .statements import TemplateChecker

__all__ = ["Functions", "ProblemCollector", "TemplateChecker"]
