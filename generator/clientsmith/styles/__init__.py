"""Models in other forms than dataclasses: pydantic models, msgspec Structs, TypedDicts."""

from .restyling import restyle

__all__ = ["restyle"]
