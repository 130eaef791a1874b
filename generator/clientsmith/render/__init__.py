"""Renders the template context to files."""

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
