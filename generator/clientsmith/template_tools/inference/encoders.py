"""Encoders that are for another kind of file than the one that a template makes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from jinja2 import nodes

from ...template_files import SUFFIX

_OF_DOCSTRINGS = ("docstring", "docstring_code", "docstring_start", "entry", "prose")

_INSTEAD: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        ".py": (
            "`literal` for a value, `comment` for a comment, `docstring` or `prose` for a docstring",
            ("code_span", "html", "markdown", "shell", "toml", "yaml"),
        ),
        ".toml": (
            "`toml`",
            ("code_span", "html", "literal", "markdown", "shell", "yaml", *_OF_DOCSTRINGS),
        ),
    }
)
"""Suffix of a file → what makes text safe there, and encoders that surely do not."""


def misplaced(template: str, node: nodes.Expr) -> tuple[str, str] | None:
    """Whether an expression that is printed ends with an encoder for other files.

    Args:
        template: whose file is looked at.
        node: the expression.

    Returns:
        the encoder and what to use instead; None where all is well as far as it is seen.
    """
    suffix = PurePosixPath(template.removesuffix(SUFFIX)).suffix
    if suffix not in _INSTEAD or not isinstance(node, nodes.Filter):
        return None
    instead, wrong = _INSTEAD[suffix]
    return (node.name, instead) if node.name in wrong else None
