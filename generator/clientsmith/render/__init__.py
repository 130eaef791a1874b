"""From the template context to the text of files."""

from .problems import TemplateProblem, UnusableOutput
from .rendering import render
from .templates import TemplateSet

__all__ = ["TemplateProblem", "TemplateSet", "UnusableOutput", "render"]
