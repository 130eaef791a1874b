"""The template context as JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from ..text import Text, reveal


def context_value(value: object) -> Any:
    """Return a value of the context as JSON; untrusted text becomes `{"text": …}`."""
    if isinstance(value, Text):
        return {"text": reveal(value)}
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, tuple):
        return [context_value(item) for item in value]
    if is_dataclass(value):
        return {field.name: context_value(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} is no part of the template contract")
