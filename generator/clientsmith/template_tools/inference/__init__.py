"""Type inference for templates: finds unknown names, unencoded text and the like without rendering."""

from .expressions import ProblemCollector
from .filters import Functions
from .statements import TemplateChecker

__all__ = ["Functions", "ProblemCollector", "TemplateChecker"]
