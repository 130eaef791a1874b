"""Types of the requests and responses; each module is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .code import Thing as Thing
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "code": ("Thing",),
        },
    )
