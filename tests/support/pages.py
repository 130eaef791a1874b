"""Pages of the documentation, taken apart."""

from __future__ import annotations

import re


def fenced(page: str, language: str) -> list[str]:
    """The code blocks of a page in a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
