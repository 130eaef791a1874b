"""From the template context to the text of files."""

from .environment import BUILTIN_FILTERS, BUILTIN_TESTS
from .problems import TemplateProblem, UnusableOutput
from .rendering import render
from .templates import TemplateSet

__all__ = [
    "BUILTIN_FILTERS",
    "BUILTIN_TESTS",
    "TemplateProblem",
    "TemplateSet",
    "UnusableOutput",
    "render",
]
