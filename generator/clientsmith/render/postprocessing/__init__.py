"""Checks what templates printed, and formats Python modules as black does.

`checks` are the final checks before a file is written. Modules of built-in templates are stable under
black but for their long lines, which `reflow` splits; of modules that a custom template changed, black
sees only the changed lines (`changed_lines`).
"""

from .checks import CheckError, check_comments, check_json, check_text, check_toml, check_yaml
from .postprocessor import Postprocessor

__all__ = [
    "CheckError",
    "Postprocessor",
    "check_comments",
    "check_json",
    "check_text",
    "check_toml",
    "check_yaml",
]
