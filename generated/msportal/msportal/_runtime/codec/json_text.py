"""Reads and writes JSON documents, with orjson if it is installed, else with the standard library;
reports deviations of values in them; and encodes values by their own types, if annotations do not
determine the form."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import threading
from binascii import b2a_base64
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from ipaddress import IPv4Address, IPv6Address
from itertools import accumulate
from typing import Any, Literal, TypeAlias
from uuid import UUID

from ..models import UNSET

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


JSON_TYPES = {
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
    return JSON_TYPES.get(type(value), f"a {type(value).__name__}")


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
    """Return whether a JSON document has a number so long, `LONG_INTEGER` or `LONG_DECIMAL`,
    that `loads` may lose precision; a match within a string counts, too."""
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
    low = len(digits) // 2
    scale: int = 10**low
    rest = read_integer(digits[-low:])
    return read_integer(digits[:-low]) * scale + (-rest if digits[0] == "-" else rest)


def integer_text(value: int) -> str:
    """Return an integer as digits; by itself, Python refuses more than 4300."""
    try:
        return str(value)
    except ValueError:
        return str(Decimal(value))


class Unsure(threading.local):
    """State of decoding."""

    long_number = LONG_INTEGER
    """Digits from which a JSON number has to be read exactly; `LONG_DECIMAL` on the class once there
    are types of decimals."""

    met = False
    """True if a value was decoded in which `loads` may have lost precision."""

    strict = False
    """True if null in an optional property that must not be null is a mismatch. Many servers send
    it for properties that they omit, so it is none otherwise."""

    texts: Mapping[int, str] = {}
    """Texts of the floats of a document that is read with care, by their `id`."""


unsure = Unsure()


def loads_with_care(
    data: bytes, *, strict: bool, texts: dict[int, str] | None = None
) -> Any:
    """Parse a JSON document that `loads` rejects, or reads without full precision.

    Integers have up to `MAX_INTEGER_DIGITS` digits, strings may hold unpaired surrogates, the
    encoding may be UTF-16 or UTF-32. `NaN` and `Infinity`, which are not JSON, are rejected if
    `strict` is set. `texts` collects the texts of floats by their `id`.

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


# --- values -----------------------------------------------------------------------


Target: TypeAlias = Literal["json", "python", "body"]
"""What a value is encoded for: a JSON document, Python, or bodies that send files."""


class Unfinished:
    """A value in an encoded tree that JSON libraries must not write themselves."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


class UnfinishedFile(Unfinished):
    """Content of a file, which has no JSON form unless it is text."""

    __slots__ = ("upload",)

    def __init__(self, value: object, upload: object) -> None:
        """Keep a value as it was given, and as bodies send it."""
        super().__init__(value)
        self.upload = upload


_SIMPLE = frozenset({str, int, bool, type(None), dt.datetime, dt.date, dt.time, UUID})


def finite(value: Any) -> Any:
    """Return a value, marked as unfinished if it contains a number that is not finite, which JSON
    libraries would write as null."""
    if type(value) in _SIMPLE:
        return value
    try:
        return value if _is_finite(value) else Unfinished(value)
    except RecursionError:
        return Unfinished(value)


def _is_finite(value: Any) -> bool:
    if type(value) in _SIMPLE:
        return True
    if isinstance(value, float):
        return value - value == 0.0
    if isinstance(value, (list, tuple)):
        return all(map(_is_finite, value))
    if isinstance(value, dict):
        return all(map(_is_finite, value.values()))
    return True


def add_extras(encoded: dict[str, Any], extras: Mapping[str, Any]) -> None:
    """Add undeclared properties after the declared ones, which take precedence."""
    for key, item in extras.items():
        if key not in encoded:
            encoded[key] = finite(item)


class Encoder:
    """Encodes any value by its own type."""

    def __init__(
        self, model_encoder: Callable[[type], Callable[[Any], Any] | None]
    ) -> None:
        """Create an encoder; `model_encoder` returns the encoder of a model class, and None for any
        other class."""
        self._model_encoder = model_encoder

    def default(self, value: Any) -> Any:
        """Return a replacement for a value that a JSON library cannot write.

        Raises:
            TypeError, ValueError: Only `finish` can handle the value.
        """
        encode = self._model_encoder(type(value))
        if encode is not None:
            return encode(value)
        if isinstance(value, (bytes, bytearray, memoryview)):
            return write_base64(value)
        if isinstance(value, Decimal):
            return write_decimal(value)
        if isinstance(value, WrittenNumber):
            return fragment(value)
        if isinstance(value, dt.timedelta):
            return write_duration(value)
        if isinstance(value, (dt.datetime, dt.date, dt.time)):
            return write_time(value)
        if isinstance(value, (UUID, IPv4Address, IPv6Address)):
            return str(value)
        raise TypeError(type(value).__name__)

    def finish(self, value: Any, path: Path, target: Target) -> Any:
        """Convert a value or an encoded tree to dicts, lists, strings, finite numbers, booleans and
        None. If the result is not for JSON, it contains files, and a number that no float equals is
        a `Decimal`, not a `WrittenNumber`.

        Raises:
            TypeError: A value has no JSON form.
            ValueError: A number is not finite.
        """
        kind = type(value)
        if kind is str or kind is bool or value is None:
            return value
        if kind is int:
            is_short = target != "json" or -LONG_INTEGERS < value < LONG_INTEGERS
            return value if is_short else WrittenNumber(Decimal(value))
        if kind is dict:
            return self._finish_mapping(value, path, target)
        if kind is list or kind is tuple:
            return [
                self.finish(item, (*path, index), target)
                for index, item in enumerate(value)
            ]
        if kind is WrittenNumber:
            return value if target == "json" else value.value
        if isinstance(value, UnfinishedFile):
            if target == "body":
                return value.upload
            if target == "python":
                return value.value
            if isinstance(value.value, str):
                return self.finish(value.value, path, target)
            raise TypeError(f"{path_text(path)}: {_NO_FILES}")
        inner = self._inner(value, path)
        return inner if inner is value else self.finish(inner, path, target)

    def _finish_mapping(
        self, value: Mapping[Any, Any], path: Path, target: Target
    ) -> dict[str, Any]:
        finished = {}
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(
                    f"{path_text(path)}: the keys of an object must be strings, "
                    f"not {type(key).__name__}"
                )
            if item is not UNSET:
                key = str.__str__(key)
                finished[key] = self.finish(item, (*path, key), target)
        return finished

    def _inner(self, value: Any, path: Path) -> Any:
        """Return a value one step closer to JSON, or the value itself if it is JSON already."""
        if isinstance(value, Unfinished):
            return value.value
        if isinstance(value, Enum) and value is not UNSET:
            return value.value
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            if value - value != 0.0:
                raise ValueError(f"{path_text(path)}: {value} has no JSON form")
            return value
        if isinstance(value, Decimal) and not value.is_finite():
            raise ValueError(f"{path_text(path)}: {value} has no JSON form")
        if isinstance(value, Mapping):
            return dict(value)
        if isinstance(value, Sequence) and not isinstance(
            value, (bytes, bytearray, memoryview)
        ):
            return list(value)
        try:
            return self.default(value)
        except TypeError:
            raise TypeError(_problem(path, value)) from None


_NO_FILES = "a file cannot be part of a JSON document"


def _problem(path: Path, value: object) -> str:
    if hasattr(value, "read"):
        return f"{path_text(path)}: {_NO_FILES}"
    name = type(value).__name__
    return f"{path_text(path)}: a value of type {name} has no JSON form"


# --- text and number forms of Python values ---------------------------------------------------


def write_time(value: dt.datetime | dt.date | dt.time) -> str:
    """Format a datetime, date or time (RFC 3339), with `Z` for UTC: `+00:00` means the same, but
    some servers accept only `Z`."""
    text = value.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def write_duration(value: dt.timedelta) -> str:
    """Format an ISO 8601 duration such as `P1DT2H`, exact to the microsecond."""
    sign = "-" if value.days < 0 else ""
    value = abs(value)
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{value.microseconds:06}".rstrip("0") if value.microseconds else ""
    day = f"{value.days}D" if value.days else ""
    time = f"{hours}H" if hours else ""
    time += f"{minutes}M" if minutes else ""
    time += f"{seconds}{fraction}S" if seconds or fraction else ""
    if not day and not time:
        return "PT0S"
    return f"{sign}P{day}T{time}" if time else f"{sign}P{day}"


_MOST_DIGITS = 100


def write_decimal(value: Decimal) -> str:
    """Format a finite decimal number, without an exponent unless that would be much longer.

    Raises:
        ValueError: It is infinite, or not a number.
    """
    if not value.is_finite():
        raise ValueError(f"{value} cannot be sent: only finite numbers can")
    return format(value, "f") if abs(value.adjusted()) < _MOST_DIGITS else str(value)


def write_decimal_number(value: Decimal) -> int | float | WrittenNumber:
    """Convert a decimal to a JSON number with all of its digits; not finite if the value is not."""
    if not value.is_finite():
        return float(value)
    if value.adjusted() < _MOST_DIGITS:
        whole = int(value)
        if whole == value:
            return whole
    number = float(value)
    return number if Decimal(repr(number)) == value else WrittenNumber(value)


def write_base64(value: bytes | bytearray | memoryview) -> str:
    """Encode as Base64 (RFC 4648, section 4)."""
    return b2a_base64(value, newline=False).decode("ascii")
