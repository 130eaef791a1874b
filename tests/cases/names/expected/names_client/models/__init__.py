"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .lists import ConObject as ConObject
    from .one_click_things import Exception_ as Exception_
    from .shared import UUID_ as UUID_
    from .shared import Any_ as Any_
    from .shared import Con as Con
    from .shared import Model as Model
    from .shared import WeirdNameWithSpaces as WeirdNameWithSpaces
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "lists": ("ConObject",),
            "one_click_things": ("Exception_",),
            "shared": ("UUID_", "Any_", "Con", "Model", "WeirdNameWithSpaces"),
        },
    )
