"""What vendor extensions (`x-…`) of a document say."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..problem import Location


@dataclass(frozen=True, slots=True)
class GivenName:
    """Name that a vendor extension gives."""

    name: str
    """As the document writes it; the groups of an operation are separated by dots."""

    extension: str
    """Key of the extension, such as `x-fern-sdk-method-name`."""

    location: Location | None = field(default=None, compare=False)
