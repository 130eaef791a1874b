"""JSON documents as bytes: with orjson where it is installed, else with the standard library."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .report import DecodeError

try:
    import orjson  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    loads: Callable[[bytes], Any] = json.loads
    """Parse a JSON document."""

    dumps: Callable[[Any, Callable[[Any], Any]], bytes] | None = None
    """Write an encoded tree; None where there is nothing faster than `dumps_finished`."""
else:
    loads = orjson.loads

    def _dumps(tree: Any, default: Callable[[Any], Any]) -> bytes:
        data: bytes = orjson.dumps(tree, default, orjson.OPT_PASSTHROUGH_DATACLASS)
        return data

    dumps = _dumps


def loads_with_care(data: bytes, *, strict: bool) -> Any:
    """Parse a JSON document in which `loads` finds fault, or that it reads only roughly.

    Integers have any size (beyond 4300 digits they become floats), strings may hold halves of
    surrogate pairs, the encoding may be UTF-16 or UTF-32.

    Args:
        data: the document.
        strict: whether `NaN`, `Infinity` and `-Infinity`, which are no JSON, are refused.

    Raises:
        DecodeError: it is no JSON document, or nested too deeply.
    """
    try:
        return json.loads(
            data, parse_int=_integer, parse_constant=_refuse if strict else None
        )
    except DecodeError:
        raise
    except RecursionError:
        raise DecodeError("the document is nested too deeply") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise DecodeError(f"not a JSON document: {error.msg} at {where}") from None
    except UnicodeDecodeError:
        raise DecodeError(
            "not a JSON document: its text is in no encoding of Unicode"
        ) from None


def dumps_finished(tree: Any) -> bytes:
    """Write a tree of dicts, lists, strings, finite numbers, truth values and None."""
    text = json.dumps(tree, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can say
        return json.dumps(tree, allow_nan=False, separators=(",", ":")).encode()


def _integer(digits: str) -> int | float:
    try:
        return int(digits)
    except ValueError:
        return float(digits)


def _refuse(name: str) -> Any:
    raise DecodeError(f"not a JSON document: {name} is no JSON")
