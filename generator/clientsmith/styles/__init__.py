"""Models in other forms than dataclasses: pydantic models, msgspec Structs, TypedDicts."""

from .restyling import restyle
from .typed_dicts import with_typed_dict_metadata

__all__ = ["restyle", "with_typed_dict_metadata"]
