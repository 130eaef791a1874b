"""Reads and writes JSON documents, with orjson if it is installed, else with the standard library;
reports deviations of values in them."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from itertools import accumulate
from typing import Any, TypeAlias

# --- deviations ---------------------------------------------------------------------

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the root of a JSON value."""

_LONGEST_KEY = 40
_MOST_DEVIATIONS = 100


class TypeMismatchError(ValueError):
    """A JSON value does not match its type."""

    def __init__(self, message: str, path: str = "$") -> None:
        super().__init__(message, path)
        self.message = message
        self.path = path
        """JSON path such as `$.data[3].name`; `$` is the whole value."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class Report:
    """Raises the first deviation of a value from its type, or collects all.

    A deviation consists of a path and a kind, never of a part of the value apart from keys.
    """

    __slots__ = ("deviations", "strict")

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.deviations: list[str] = []
        """The first hundred, such as `$.data[3].name: expected a string, got null`."""

    def deviation(self, path: Path, message: str) -> None:
        """Report a deviation.

        Raises:
            TypeMismatchError: The report is strict.
        """
        if self.strict:
            raise TypeMismatchError(message, path_text(path))
        if len(self.deviations) < _MOST_DEVIATIONS:
            self.deviations.append(f"{path_text(path)}: {message}")


def path_text(path: Path) -> str:
    """Return a path as text: `$.data[3]["odd key"]`, long keys shortened."""
    return "$" + "".join(map(_step, path))


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if len(step) > _LONGEST_KEY:
        step = step[:_LONGEST_KEY] + "..."
    return (
        f".{step}"
        if step.isascii() and step.isidentifier()
        else f"[{json.dumps(step)}]"
    )


_NAMES = {
    str: "a string",
    int: "an integer",
    float: "a number",
    bool: "a boolean",
    list: "an array",
    dict: "an object",
    type(None): "null",
}


def json_type_name(value: object) -> str:
    """Return the JSON type of a value, for messages: `an array`, `null`."""
    if isinstance(value, float) and value - value != 0.0:
        return "a number that is not finite"
    return _NAMES.get(type(value), f"a {type(value).__name__}")


def json_type_names(types: frozenset[type]) -> str:
    """Return the names of JSON types, for messages: `a string, an array or null`."""
    *others, last = [name for type_, name in _NAMES.items() if type_ in types]
    return f"{', '.join(others)} or {last}" if others else last


def expected(what: str, value: object) -> str:
    """Return the message for a value of the wrong JSON type."""
    return f"expected {what}, got {json_type_name(value)}"


# --- documents ----------------------------------------------------------------------

MAX_DEPTH = 500
"""Deepest nesting of arrays and objects that is read with the standard library. How deep that goes
by itself depends on the version of Python and on the program's own calls; orjson goes to 1024."""


class WrittenNumber:
    """A decimal number in an encoded tree that no float equals."""

    __slots__ = ("value",)

    def __init__(self, value: Decimal) -> None:
        self.value = value


def _refuse(name: str) -> Any:
    raise TypeMismatchError(f"not a JSON document: {name} is not JSON")


_strict_decoder = json.JSONDecoder(parse_constant=_refuse)

try:
    import orjson  # type: ignore[import-not-found,unused-ignore]
except ImportError:

    def _loads(data: bytes) -> Any:
        _refuse_deep(data)
        text = data.decode(json.detect_encoding(data), "surrogatepass")
        return _strict_decoder.decode(text)

    loads: Callable[[bytes], Any] = _loads
    """Parse a JSON document."""

    dumps: Callable[[Any, Callable[[Any], Any]], bytes] | None = None
    """Write an encoded tree; None if nothing is faster than `dumps_finished`."""

    def fragment(number: WrittenNumber) -> Any:
        """Return a value that `dumps` writes as a number with all of its digits."""
        raise TypeError("only orjson writes fragments")

else:
    loads = orjson.loads

    _OPTIONS = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_UTC_Z

    def _dumps(tree: Any, default: Callable[[Any], Any]) -> bytes:
        data: bytes = orjson.dumps(tree, default, _OPTIONS)
        return data

    dumps = _dumps

    def fragment(number: WrittenNumber) -> Any:
        """Return a value that `dumps` writes as a number with all of its digits."""
        return orjson.Fragment(str(number.value).encode())


# --- numbers with more digits than a float or 64 bits hold ----------------------------------------

LONG_INTEGER = b"0" * 20
"""More digits than any 64-bit integer has, except for the largest ones."""

LONG_DECIMAL = b"0" * 17
"""Number of digits, with the point, from which a float may lose precision."""

_DIGITS = bytes(0x30 if chr(byte) in "0123456789." else 0x20 for byte in range(256))
_LONG_NUMBERS = {
    long: re.compile(rb"(?:\A|[\[:,\s])-?[0-9.]{%d}" % len(long))
    for long in (LONG_INTEGER, LONG_DECIMAL)
}


def has_long_number(data: bytes, long: bytes) -> bool:
    """Return whether a JSON document has a number so long that `loads` may lose precision.

    Args:
        data: The document; a match within a string counts, too.
        long: `LONG_INTEGER` or `LONG_DECIMAL`.
    """
    if long not in data.translate(_DIGITS):
        return False
    return _LONG_NUMBERS[long].search(data) is not None


UNSURE = frozenset({float, list, dict})
"""Types of values in which `loads` may have lost precision."""

LARGEST = float(2**63)
"""Floats from this value on may have been integers of more than 64 bits."""


_SURE_DIGITS = 640
"""Number of digits that Python converts whatever the limit (`sys.set_int_max_str_digits`)."""

LONG_INTEGERS = 10**_SURE_DIGITS
"""The smallest integer for which that is not certain."""

MAX_INTEGER_DIGITS = 100_000
"""Longest integer that is read: the time for it grows faster than its length."""


def read_integer(digits: str) -> int:
    """Convert digits, possibly with a sign, to an integer; by itself, Python refuses more than
    4300.

    Raises:
        ValueError: There are more than `MAX_INTEGER_DIGITS`.
    """
    if len(digits) <= _SURE_DIGITS:
        return int(digits)
    if len(digits) > MAX_INTEGER_DIGITS:
        raise ValueError("too many digits")
    return (
        -_joined(digits[1:]) if digits[0] == "-" else _joined(digits.removeprefix("+"))
    )


def _joined(digits: str) -> int:
    if len(digits) <= _SURE_DIGITS:
        return int(digits)
    low = len(digits) // 2
    scale: int = 10**low
    return _joined(digits[:-low]) * scale + _joined(digits[-low:])


def integer_text(value: int) -> str:
    """Return an integer as digits; by itself, Python refuses more than 4300."""
    try:
        return str(value)
    except ValueError:
        return str(Decimal(value))


class Unsure(threading.local):
    """State of the fast form of decoding."""

    met = False
    """True if a value was decoded in which `loads` may have lost precision."""

    strict = False
    """True if null in an optional property that must not be null is a mismatch. Many servers send
    it for properties that they omit, so it is none otherwise."""


unsure = Unsure()


class _Written(threading.local):
    texts: Mapping[int, str] = {}


_written = _Written()


@contextmanager
def written_floats(texts: Mapping[int, str]) -> Iterator[None]:
    """Provide the texts of a document's floats, by their `id`, while its values are decoded."""
    before, _written.texts = _written.texts, texts
    try:
        yield
    finally:
        _written.texts = before


def text_of_float(number: float) -> str:
    """Return a float as it was written, or as Python writes it if that is unknown."""
    return _written.texts.get(id(number)) or repr(number)


def loads_with_care(
    data: bytes, *, strict: bool, texts: dict[int, str] | None = None
) -> Any:
    """Parse a JSON document that `loads` rejects, or reads without full precision.

    Integers have up to `MAX_INTEGER_DIGITS` digits, strings may hold unpaired surrogates, the
    encoding may be UTF-16 or UTF-32.

    Args:
        data: The document.
        strict: Whether `NaN`, `Infinity` and `-Infinity`, which are not JSON, are rejected.
        texts: Collects the texts of floats by their `id`.

    Raises:
        TypeMismatchError: It is not a JSON document, nested too deeply, or has a longer integer.
    """

    def number(text: str) -> float:
        value = float(text)
        if texts is not None:
            texts[id(value)] = text
        return value

    try:
        encoding = json.detect_encoding(data)
        if encoding != "utf-8":
            data = data.decode(encoding, "surrogatepass").encode(errors="surrogatepass")
        _refuse_deep(data)
        return json.loads(
            data,
            parse_int=_integer,
            parse_float=number if texts is not None else None,
            parse_constant=_refuse if strict else None,
        )
    except TypeMismatchError:
        raise
    except RecursionError:
        raise TypeMismatchError("the document is nested too deeply") from None
    except json.JSONDecodeError as error:
        error = _of_any_version(error)
        where = f"line {error.lineno}, column {error.colno}"
        raise TypeMismatchError(
            f"not a JSON document: {error.msg} at {where}"
        ) from None
    except UnicodeDecodeError:
        raise TypeMismatchError(
            "not a JSON document: its text has no Unicode encoding"
        ) from None


_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


def _refuse_deep(data: bytes) -> None:
    """Refuse a document that is nested more than `MAX_DEPTH` deep.

    Raises:
        TypeMismatchError: it is.
    """
    # Brackets are counted within strings, too, as long as that suffices.
    if data.count(b"[") + data.count(b"{") > MAX_DEPTH and _depth(data) > MAX_DEPTH:
        parts = data.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')
        if _depth(b"".join(parts[::2])) > MAX_DEPTH:
            raise TypeMismatchError("the document is nested too deeply")


def _depth(data: bytes) -> int:
    brackets = data.translate(None, _NO_BRACKETS)
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0)


def _of_any_version(error: json.JSONDecodeError) -> json.JSONDecodeError:
    """Return the error as all versions of Python have it: some give the place of a trailing comma,
    some that of the bracket behind it."""
    text, place = error.doc, error.pos
    if text[place : place + 1] == ",":
        place = len(text) - len(text[place + 1 :].lstrip())
    before = text[:place].rstrip()
    is_trailing = before.endswith(",") and text[place : place + 1] in ("]", "}")
    if is_trailing and not before[:-1].rstrip().endswith((*":[{,",)):
        return json.JSONDecodeError("Trailing comma", text, place)
    return error


def dumps_finished(tree: Any) -> bytes:
    """Write a tree of dicts, lists, strings, finite numbers, `WrittenNumber`s, booleans and
    None."""
    mark = os.urandom(16).hex()  # nothing that the tree can hold already

    def default(value: Any) -> str:
        if isinstance(value, WrittenNumber):
            return f"{mark}{value.value}"
        raise TypeError(type(value).__name__)

    return _with_numbers(_text(tree, default), mark)


def _with_numbers(data: bytes, mark: str) -> bytes:
    """Replace marked strings in a document with the numbers that they stand for."""
    if mark.encode() not in data:
        return data
    return re.sub(rb'"%s([^"]+)"' % mark.encode(), rb"\1", data)


def _text(tree: Any, default: Callable[[Any], Any]) -> bytes:
    text = json.dumps(
        tree,
        allow_nan=False,
        default=default,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    try:
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can say
        return json.dumps(
            tree, allow_nan=False, default=default, separators=(",", ":")
        ).encode()


def _integer(digits: str) -> int:
    try:
        return read_integer(digits)
    except ValueError:
        raise TypeMismatchError(
            f"an integer has {len(digits)} digits; at most {MAX_INTEGER_DIGITS} are read"
        ) from None
