"""Python identifiers made from text of a document: valid, free, and the same in every run."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Container, Iterable
from functools import lru_cache

from ...text import Code
from .reserved import BUILTINS
from .words import capitalized, pascal, pieces, snake, word_list, words

INSTANCE_NAMES = frozenset({"self", "cls"})
"""First arguments of methods."""

_NUMBERS = word_list("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
    """)
_SYMBOLS = {
    "+": "plus",
    "-": "dash",
    "<": "lt",
    ">": "gt",
    "=": "eq",
    "!": "not",
    "*": "star",
    "%": "percent",
    "&": "and",
    "|": "or",
    "~": "tilde",
    "^": "caret",
    "@": "at",
    "$": "dollar",
    "#": "hash",
    "/": "slash",
    ".": "dot",
    "?": "question",
    ":": "colon",
}
_SPELLED = str.maketrans({sign: f" {word} " for sign, word in _SYMBOLS.items()})
_WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
_SIGNED_NUMBER = re.compile(r"[+-][0-9]")
_MODULE_LENGTH = 80
"""Characters of a module name at most: file systems allow 255 bytes for a whole file name."""


def attribute_name(
    text: str, *, reserved: Container[str] = INSTANCE_NAMES, noun: str = "field"
) -> Code:
    """Return a name in snake case for a field, an argument or a method.

    An underscore behind a name stays: authors write `any_` to avoid a builtin, as we do.

    Args:
        text: what the document calls it.
        reserved: names that are taken; they and keywords get one underscore behind.
        noun: stands in front where the name would begin with a digit, or for an empty name.
    """
    parts = words(text)
    if not parts or _SIGNED_NUMBER.match(text):
        parts = spelled(text)
    name = snake(parts)
    if text == f"{name}_" and name.isidentifier() and not name_fault(text, reserved):
        return Code(text)
    return safe_name(name, reserved=reserved, noun=noun)


def safe_name(name: str, *, reserved: Container[str] = INSTANCE_NAMES, noun: str = "field") -> Code:
    """`name`, or the nearest name that is an identifier and neither reserved nor a keyword."""
    if not name:
        name = noun
    elif not name.isidentifier():
        name = f"{noun}_{name}"
    return Code(f"{name}_" if name_fault(name, reserved) else name)


def name_fault(name: str, reserved: Container[str] = ()) -> str:
    """Return why a field, an argument or a method cannot have a name that is an identifier; empty
    where it can."""
    if keyword.iskeyword(name):
        return "is a keyword of Python"
    return "generated code uses the name itself" if name in reserved else ""


def spelled(text: str) -> tuple[str, ...]:
    """Return words for the signs of a text, in order, such as `plus`, `1` for `+1`.

    They tell names apart that differ in signs only, and stand for a name without any letter.
    """
    if text.startswith("-") and _SIGNED_NUMBER.match(text):
        text = f"minus {text[1:]}"
    return words(text.translate(_SPELLED))


def number_spelled(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same words with a number of up to twenty in front spelled out (`1`, `click` is
    `one`, `click`)."""
    if not parts:
        return parts
    found = re.match(r"([0-9]{1,2})(.*)", parts[0], re.DOTALL)
    if found is None or int(found[1]) >= len(_NUMBERS) or found[2][:1].isdigit():
        return parts
    rest = (found[2],) if found[2] else ()
    return (_NUMBERS[int(found[1])], *rest, *parts[1:])


def class_name(text: str, *, reserved: Container[str] = (), noun: str = "Model") -> Code:
    """Return a name in Pascal case for a class or a type; capitals of the document inside words are
    kept.

    Args:
        text: what the document calls it.
        reserved: names that are taken; they, keywords and builtins get one underscore behind.
        noun: stands in front where the name would begin with a digit, or for an empty name.
    """
    parts = words(text)
    shouted = text.upper() == text and len(parts) > 1
    if not parts or _SIGNED_NUMBER.match(text):
        name = pascal(spelled(text)) or noun
    elif parts[0][0].isdigit():
        name = pascal(number_spelled(parts))
    else:
        name = pascal(parts) if shouted else _joined(map(capitalized, pieces(text)))
    if not name.isidentifier():
        name = f"{noun}{name}"
    return Code(f"{name}_" if class_fault(name, reserved) else name)


def class_fault(name: str, reserved: Container[str] = ()) -> str:
    """Return why a class cannot have a name that is an identifier; empty where it can."""
    if keyword.iskeyword(name):
        return "is a keyword of Python"
    if name in BUILTINS:
        return "is a builtin of Python"
    return "generated code uses the name itself" if name in reserved else ""


def _joined(pieces: Iterable[str]) -> str:
    """Pieces in one, with an underscore where two numbers would run together."""
    name = ""
    for piece in pieces:
        name += f"_{piece}" if name[-1:].isdigit() and piece[0].isdigit() else piece
    return unicodedata.normalize("NFKC", name)


def module_name(text: str, *, noun: str = "module") -> Code:
    """Return a name for a module and its file: no keyword, no device name of Windows, not too
    long."""
    name = snake(number_spelled(words(text)))[:_MODULE_LENGTH].rstrip("_")
    name = safe_name(name, noun=noun)
    return Code(f"{name}_") if is_device(name) else name


def is_device(name: str) -> bool:
    """Return whether Windows has a device of a name, so that no file may have it."""
    return name.casefold() in _WINDOWS_DEVICES


class NameScope:
    """Names that have been given out; each is given once.

    Args:
        reserved: names that are never given.
        fold_case: whether names that differ in case only are the same, as file names are on some
            systems.
    """

    def __init__(self, reserved: Iterable[str] = (), *, fold_case: bool = False) -> None:
        self._fold_case = fold_case
        self._taken = set(_keys(frozenset(reserved), fold_case))
        self._owners: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return _key(name, self._fold_case) in self._taken

    def owner(self, name: str) -> str:
        """Return who has a name; empty where it is free, reserved, or nobody said."""
        return self._owners.get(_key(name, self._fold_case), "")

    def reserve(self, name: str, owner: str) -> None:
        """Take a name, whether it is free or not."""
        self._take(name, owner)

    def allocate(self, candidates: Iterable[str], owner: str = "") -> Code:
        """Take the first candidate that is free, else the last one with an underscore, else with a
        number.

        Args:
            candidates: the candidates, best first.
            owner: who gets the name, for those who ask.

        Raises:
            ValueError: there is no candidate.
        """
        last = ""
        for candidate in candidates:
            if candidate not in self:
                return self._take(candidate, owner)
            last = candidate
        if not last:
            raise ValueError("no candidate for a name")
        if not last.endswith("_"):
            last += "_"
            if last not in self:
                return self._take(last, owner)
        number = 2
        while f"{last}{number}" in self:
            number += 1
        return self._take(f"{last}{number}", owner)

    def _take(self, name: str, owner: str) -> Code:
        key = _key(name, self._fold_case)
        self._taken.add(key)
        if owner:
            self._owners[key] = owner
        return Code(name)


def _key(name: str, fold_case: bool) -> str:
    """Return what is the same for names of which only one can be given out."""
    name = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return name.casefold() if fold_case else name


@lru_cache(maxsize=256)
def _keys(names: frozenset[str], fold_case: bool) -> frozenset[str]:
    return frozenset(_key(name, fold_case) for name in names)
