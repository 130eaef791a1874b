"""Renders the template context to files."""

from .environment import BUILTIN_FILTERS, BUILTIN_TESTS
from .problems import TemplateProblem, UnusableOutput
from .rendering import render
from .runtime import shared_runtime_version
from .selection import FileSelection
from .templates import TemplateSet

__all__ = [
    "BUILTIN_FILTERS",
    "BUILTIN_TESTS",
    "FileSelection",
    "TemplateProblem",
    "TemplateSet",
    "UnusableOutput",
    "render",
    "shared_runtime_version",
]
