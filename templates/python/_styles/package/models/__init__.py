"""Base class of models, the sentinel for omitted values, and types with a JSON form of their own."""

from typing import Any


def __getattr__(name: str) -> Any:
    """Load the types that the codec supports in addition to usual ones, which import this package."""
    if name != "_TYPES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ..codec.constants import CONSTANTS
    from ..codec.formats import FORMATS
    from ..codec.tuples import TUPLES
    from ..codec.unions import UNIONS
    from ..codec.uploads import UPLOADS

    return (CONSTANTS, FORMATS, TUPLES, UNIONS, UPLOADS)
