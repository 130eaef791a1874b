"""Results of a comparison for people and programs."""

from .json_report import json_report
from .markdown import changelog_report, markdown_report
from .text import text_report

__all__ = ["changelog_report", "json_report", "markdown_report", "text_report"]
