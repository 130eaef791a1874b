"""Models in other forms than dataclasses: pydantic models, msgspec Structs, TypedDicts; and clients that
share a runtime."""

from .restyling import restyle
from .shared_runtime import with_shared_runtime
from .typed_dicts import with_typed_dict_metadata

__all__ = ["restyle", "with_shared_runtime", "with_typed_dict_metadata"]
