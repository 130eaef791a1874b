"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.codec.constants import CONSTANTS as _CONSTANTS
from .._runtime.codec.dicts import DICTS as _DICTS
from .._runtime.codec.formats import FORMATS as _FORMATS
from .._runtime.codec.records import RECORDS as _RECORDS
from .._runtime.codec.unions import UNIONS as _UNIONS
from .._runtime.dict_types import dict_types as _dict_types
from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from ._dicts import *  # noqa: F403
    from ._unknown_variant import *  # noqa: F403
    from .order import *  # noqa: F403
    from .product import *  # noqa: F403
    from .shared import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "_unknown_variant": """
                UnknownVariant
            """,
            "order": """
                ListOrdersResponse Order OrderLine
            """,
            "product": """
                Product ProductChange ProductDetail ProductInput
            """,
            "shared": """
                Address CardPayment Field InvoicePayment JSONValue Labels Nothing
                Payment PickUpPoint Refusal Settings Sizes
            """,
        },
        others=_dict_types(__name__),
    )

_TYPES = (_CONSTANTS, _DICTS, _FORMATS, _RECORDS, _UNIONS)
