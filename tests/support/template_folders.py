"""Folders of custom templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

RESOURCE = "package/resources/resource.py.jinja"
"""The built-in template that most tests override."""


def write_templates(folder: Path, files: Mapping[str, str]) -> Path:
    """Write templates to a folder; line ends stay as they are."""
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    return folder


def overriding(template: str, **blocks: str) -> str:
    """A template that overrides blocks of a built-in one; each begins in a line of its own, the first
    in line 2."""
    inside = "".join(
        f"{{% block {name} %}}\n{text}\n{{% endblock %}}\n" for name, text in blocks.items()
    )
    return f'{{% extends "builtin/{template}" %}}\n{inside}'
