"""Types whose JSON form is not the default one of their Python type.

Type checkers see the plain Python type; the codec and pydantic see the marker in the annotation.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum, auto
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema


class WireFormat(Enum):
    """Markers in `Annotated[...]` for special JSON forms."""

    BASE64URL = auto()
    UNIX_TIME = auto()
    HTTP_DATE = auto()
    DECIMAL_NUMBER = auto()
    INTEGER_STRING = auto()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return a schema with which pydantic reads and writes the JSON form."""
        return core_schema.no_info_before_validator_function(
            self._read,
            handler(source),
            serialization=core_schema.plain_serializer_function_ser_schema(
                self._write, when_used="json-unless-none"
            ),
        )

    def _read(self, value: Any) -> Any:
        """Decode the JSON form; anything else is left to pydantic."""
        # Imported when it is needed: it imports this module.
        from ..codec.formats import WIRE_FORMATS
        from ..codec.shapes import FAILURES

        form = WIRE_FORMATS[self]
        if type(value) in form.json_types:
            try:
                return form.read_fast(value)
            except FAILURES:
                pass
        return value

    def _write(self, value: Any) -> Any:
        from ..codec.formats import WIRE_FORMATS
        from ..codec.json_text import WrittenNumber

        form = WIRE_FORMATS[self]
        if form.write is None or not form.holds(value):
            return value
        written = form.write(value)
        return float(written.value) if isinstance(written, WrittenNumber) else written


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
