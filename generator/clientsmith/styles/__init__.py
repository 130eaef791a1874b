"""Models in other forms than dataclasses: pydantic models, msgspec Structs, TypedDicts."""

from .restyling import restyle
from .typed_dicts import with_told_keys

__all__ = ["restyle", "with_told_keys"]
