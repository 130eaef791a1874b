"""Types whose JSON form is not the default one of their Python type.

Type checkers see the plain Python type; the codec sees the marker in the annotation.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum, auto
from typing import Annotated, TypeAlias


class WireFormat(Enum):
    """Markers in `Annotated[...]` for special JSON forms."""

    BASE64URL = auto()
    UNIX_TIME = auto()
    HTTP_DATE = auto()
    DECIMAL_NUMBER = auto()
    INTEGER_STRING = auto()


Base64Url: TypeAlias = Annotated[bytes, WireFormat.BASE64URL]
"""Bytes in URL-safe Base64 (RFC 4648, section 5), written without padding; plain `bytes` is
Base64."""

UnixTime: TypeAlias = Annotated[dt.datetime, WireFormat.UNIX_TIME]
"""Seconds since 1970 as a JSON number; read as a datetime in UTC."""

HttpDate: TypeAlias = Annotated[dt.datetime, WireFormat.HTTP_DATE]
"""A date of RFC 9110, such as `Tue, 24 Nov 2026 10:00:00 GMT`."""

DecimalNumber: TypeAlias = Annotated[Decimal, WireFormat.DECIMAL_NUMBER]
"""A decimal as a JSON number with all of its digits; plain `Decimal` is a JSON string."""

IntegerString: TypeAlias = Annotated[int, WireFormat.INTEGER_STRING]
"""An integer as a JSON string, as 64-bit integers often are."""
