"""Regular expressions of JSON Schema (ECMA-262) as regular expressions of Python.

A translated pattern finds everything that the original one finds; where that is not certain, or a
search may take exponentially long, there is no translation. It is meant for `re.ASCII`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias, assert_never

_ALPHABET = "".join(map(chr, range(128))) + "\x85\xa0äÄßλЖ中\u2028\ufeff😀"
"""Characters by which sets of characters are compared."""

_FEW_ROUNDS = 16


@dataclass(frozen=True, slots=True)
class Char:
    """A pattern of one character; empty for an assertion."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Terms one after the other."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of several terms."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A term that is looked for without being taken."""

    term: Term


@dataclass(frozen=True, slots=True)
class Repeat:
    """A term as often as it comes."""

    term: Term
    least: int
    most: int | None
    """None where there is no limit."""


Term: TypeAlias = Char | Chain | Alternatives | Look | Repeat


def grows_fast(term: Term) -> bool:
    """Return whether the number of ways in which a text can match may grow exponentially with its
    length."""
    match term:
        case Char():
            return False
        case Chain(terms) | Alternatives(terms):
            return any(map(grows_fast, terms))
        case Look(inner):
            return grows_fast(inner)
        case Repeat(inner, _, most):
            is_long = most is None or most > _FEW_ROUNDS
            return (is_long and not _is_harmless(inner)) or grows_fast(inner)
        case _:
            assert_never(term)


def _is_harmless(term: Term) -> bool:
    """Return whether a text falls into rounds of a term in one way only, as far as that is easy to
    see."""
    rounds = [_flat(choice) for choice in _choices(term)]
    if len(rounds) == 1 and not any(map(_varies, rounds[0])):
        return True
    firsts = [
        _chars(terms[0]) if terms and isinstance(terms[0], Char) else None for terms in rounds
    ]
    are_apart = all(
        first is not None and second is not None and first.isdisjoint(second)
        for first, second in combinations(firsts, 2)
    )
    if are_apart and not any(_varies(each) for terms in rounds for each in terms):
        return firsts[0] is not None
    if are_apart and _marks(rounds):
        return True
    return len(rounds) == 1 and _marks([terms[::-1] for terms in rounds])


def _marks(rounds: Iterable[Sequence[Term]]) -> bool:
    """Return whether every round begins with a character that appears in no other place of any."""
    first: set[str] = set()
    rest: set[str] = set()
    for terms in rounds:
        if not terms or not isinstance(terms[0], Char):
            return False
        first |= _chars(terms[0])
        for each in terms[1:]:
            rest |= _chars(each)
    return first.isdisjoint(rest)


def _choices(term: Term) -> tuple[Term, ...]:
    flat = _flat(term)
    if len(flat) == 1 and isinstance(flat[0], Alternatives):
        return tuple(inner for each in flat[0].terms for inner in _choices(each))
    return (term,)


def _flat(term: Term) -> list[Term]:
    """Return the terms of a chain, and of chains in it, without what takes no character."""
    match term:
        case Chain(terms):
            return [inner for each in terms for inner in _flat(each)]
        case Look() | Char(""):
            return []
        case Repeat(inner, 1, 1):
            return _flat(inner)
        case _:
            return [term]


def _varies(term: Term) -> bool:
    """Return whether texts of several lengths match, or one in several ways."""
    match term:
        case Char() | Look():
            return False
        case Chain(terms):
            return any(map(_varies, terms))
        case Alternatives():
            return True
        case Repeat(inner, least, most):
            return least != most or _varies(inner)
        case _:
            assert_never(term)


def _chars(term: Term) -> frozenset[str]:
    """Return characters that a text which matches may hold."""
    match term:
        case Char(pattern):
            return _matched(pattern) if pattern else frozenset()
        case Chain(terms) | Alternatives(terms):
            return frozenset().union(*map(_chars, terms))
        case Look():
            return frozenset()
        case Repeat(inner):
            return _chars(inner)
        case _:
            assert_never(term)


@lru_cache(maxsize=1024)
def _matched(pattern: str) -> frozenset[str]:
    try:
        compiled = re.compile(pattern, re.ASCII)
    except re.error:
        return frozenset(_ALPHABET)
    return frozenset(filter(compiled.fullmatch, _ALPHABET))


_SPACES = r"\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""White space and line ends of ECMA-262, inside a character class."""

_ANY = "(?s:.)"
_LETTER = r"(?u:[^\W\d_])"
_PROPERTIES = {
    **dict.fromkeys(("L", "Letter", "Alphabetic", "Lu", "Ll", "Lt", "Lm", "Lo"), _LETTER),
    **dict.fromkeys(("Nd", "Decimal_Number"), r"(?u:\d)"),
    **dict.fromkeys(("N", "Number"), r"(?u:[^\W_])"),
    "ASCII": r"[\x00-\x7f]",
    "Any": _ANY,
}
"""Unicode properties → something that matches all of their characters, and perhaps a few more."""

_QUANTIFIER = re.compile(r"[*+?]|\{[0-9]+(?:,[0-9]*)?\}")
_DELIMITED = re.compile(r"/(?P<pattern>.+)/(?P<flags>[dgimsuvy]*)", re.DOTALL)
_GROUP_NAME = re.compile(r"\(\?<([A-Za-z_][A-Za-z0-9_]*)>")
_HEX = re.compile(r"[0-9A-Fa-f]+")
_LARGEST_COUNT = 10_000


class Untranslatable(ValueError):
    """Raised for a pattern that cannot be translated; the text is the reason."""


def python_pattern(pattern: str) -> str:
    """Return the pattern for `re.search` with `re.ASCII`.

    A pattern between slashes, as JavaScript writes them, is taken without them.

    Raises:
        Untranslatable: there is no translation.
    """
    flags = ""
    if (found := _DELIMITED.fullmatch(pattern)) is not None:
        pattern = found["pattern"]
        flags = "".join(flag for flag in found["flags"] if flag in "ims")
    elif pattern.startswith("(?i)"):
        pattern, flags = pattern[4:], "i"
    translator = _Translator(pattern)
    text, term = translator.alternatives()
    if translator.position < len(pattern):
        raise Untranslatable("there is a parenthesis too many")
    if grows_fast(term):
        raise Untranslatable("a search may take very long")
    text = f"(?{flags}){text}" if flags else text
    try:
        re.compile(text, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise Untranslatable(f"Python has no such pattern: {error}") from None
    return text


@dataclass(slots=True)
class _Members:
    """The members of a character class."""

    inside: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Patterns of one character each that cannot stand inside."""

    sets: set[str] = field(default_factory=set)
    """Letters of the escapes that stand for sets, such as `d` and `D`."""


class _Translator:
    """Reads a pattern from its beginning to its end."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.position = 0
        self._negated = 0
        self._depth = 0

    def _rest(self) -> str:
        return self._pattern[self.position :]

    def _at(self, text: str) -> bool:
        return self._pattern.startswith(text, self.position)

    def _take(self) -> str:
        if self.position >= len(self._pattern):
            raise Untranslatable("it ends too early")
        self.position += 1
        return self._pattern[self.position - 1]

    def alternatives(self) -> tuple[str, Term]:
        """Parse everything up to the end of the group."""
        self._depth += 1
        if self._depth > 50:
            raise Untranslatable("groups are nested too deeply")
        texts, terms = [], []
        while True:
            text, term = self._sequence()
            texts.append(text)
            terms.append(term)
            if not self._at("|"):
                break
            self.position += 1
        self._depth -= 1
        return "|".join(texts), terms[0] if len(terms) == 1 else Alternatives(tuple(terms))

    def _sequence(self) -> tuple[str, Term]:
        texts: list[str] = []
        terms: list[Term] = []
        while self.position < len(self._pattern) and self._pattern[self.position] not in "|)":
            text, term = self._atom()
            if (found := _QUANTIFIER.match(self._pattern, self.position)) is not None:
                text, term = self._repeated(text, term, found)
            texts.append(text)
            terms.append(term)
        return "".join(texts), Chain(tuple(terms))

    def _repeated(self, text: str, term: Term, found: re.Match[str]) -> tuple[str, Term]:
        quantifier = found[0]
        if text in ("^", r"\Z", r"\b", r"\B"):
            raise Untranslatable("an assertion is repeated")
        counts = [int(count) for count in quantifier.strip("{}").split(",") if count.isdecimal()]
        if any(count > _LARGEST_COUNT for count in counts):
            raise Untranslatable("a part is repeated too often")
        self.position = found.end()
        if self._at("?"):
            self.position += 1
            quantifier += "?"
        if _QUANTIFIER.match(self._pattern, self.position) is not None:
            raise Untranslatable("a repetition is repeated")
        least = counts[0] if counts else 1 if found[0] == "+" else 0
        most = max(counts, default=1)
        unlimited = found[0] in "*+" or found[0].endswith(",}")
        return text + quantifier, Repeat(term, least, None if unlimited else most)

    def _atom(self) -> tuple[str, Term]:
        char = self._take()
        match char:
            case "(":
                return self._group()
            case "[":
                text = self._class()
                return text, Char(text)
            case "\\":
                text = self._escape()
                return text, Char("" if text in (r"\b", r"\B") else text)
            case "$":
                return r"\Z", Char("")
            case "^":
                return "^", Char("")
            case ".":
                return ".", Char(".")
            case "*" | "+" | "?":
                raise Untranslatable("there is nothing to repeat")
            case "{" | "}" | "]":
                return f"\\{char}", Char(f"\\{char}")
            case _:
                return char, Char(re.escape(char))

    def _group(self) -> tuple[str, Term]:
        opening = "("
        looks = False
        if self._at("?"):
            named = _GROUP_NAME.match(self._pattern, self.position - 1)
            if named is not None:
                opening = f"(?P<{named[1]}>"
                self.position = named.end()
            else:
                opening = next(
                    (f"({kind}" for kind in ("?:", "?=", "?!", "?<=", "?<!") if self._at(kind)), ""
                )
                if not opening:
                    raise Untranslatable("ECMA-262 has no such group")
                self.position += len(opening) - 1
                looks = opening != "(?:"
        self._negated += opening.endswith("!")
        text, term = self.alternatives()
        self._negated -= opening.endswith("!")
        if not self._at(")"):
            raise Untranslatable("a group does not end")
        self.position += 1
        return f"{opening}{text})", Look(term) if looks else term

    # --- characters -------------------------------------------------------------------------------

    def _escape(self) -> str:
        char = self._take()
        match char:
            case "d" | "D" | "w" | "W" | "b" | "B":
                return f"\\{char}"
            case "s":
                return f"[{_SPACES}]"
            case "S":
                return f"[^{_SPACES}]"
            case "p" | "P":
                return self._property(negated=char == "P")
            case _:
                return self._character(char)

    def _property(self, *, negated: bool) -> str:
        found = re.match(r"\{(?:[A-Za-z_]+=)?([A-Za-z_]+)\}", self._rest())
        known = _PROPERTIES.get(found[1]) if found is not None else None
        if found is None or known is None or negated or self._negated:
            raise Untranslatable("Python knows no Unicode properties")
        self.position += found.end()
        return known

    def _character(self, char: str) -> str:
        """Parse an escape that stands for one character."""
        match char:
            case "t" | "n" | "r" | "f" | "v":
                return f"\\{char}"
            case "0" if not self._rest()[:1].isdecimal():
                return r"\x00"
            case "c" if self._rest()[:1].isalpha() and self._rest()[:1].isascii():
                return f"\\x{ord(self._take()) % 32:02x}"
            case "x":
                return f"\\x{self._digits(2)}"
            case "u":
                return self._unicode()
            case _ if char.isascii() and char.isalnum():
                raise Untranslatable(rf"\{char} means nothing, or something else in Python")
            case _:
                return re.escape(char) if char.isascii() else char

    def _unicode(self) -> str:
        if self._at("{"):
            found = re.match(r"\{([0-9A-Fa-f]{1,6})\}", self._rest())
            if found is None or int(found[1], 16) > 0x10FFFF:
                raise Untranslatable("there is no such character")
            self.position += found.end()
            return f"\\U{int(found[1], 16):08x}"
        unit = self._digits(4)
        low = re.match(r"\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})", self._rest())
        if "d800" <= unit.lower() <= "dbff" and low is not None:
            self.position += low.end()
            pair = bytes.fromhex(unit + low[1]).decode("utf-16-be")
            return f"\\U{ord(pair):08x}"
        return f"\\u{unit}"

    def _digits(self, count: int) -> str:
        digits = self._rest()[:count]
        if len(digits) < count or not _HEX.fullmatch(digits):
            raise Untranslatable("there is no such character")
        self.position += count
        return digits

    def _class(self) -> str:
        """Parse a character class, behind its opening bracket."""
        negated = self._at("^")
        self.position += negated
        members = _Members()
        self._negated += negated
        while not self._at("]"):
            self._member(members)
        self._negated -= negated
        self.position += 1
        if any({char.lower(), char} <= members.sets for char in "DSW"):
            return "(?!)" if negated else _ANY
        inside = "".join(members.inside)
        if not members.beside:
            if inside.endswith(r"\-") and inside[-3:-2] not in ("", "-", "\\"):
                inside = f"{inside[:-2]}-"
            if not inside:
                return _ANY if negated else "(?!)"
            return f"[{'^' if negated else ''}{inside}]"
        parts = [f"[{inside}]"] if inside else []
        either = "|".join((*parts, *members.beside))
        return f"(?:(?!{either}){_ANY})" if negated else f"(?:{either})"

    def _member(self, members: _Members) -> None:
        low = self._class_character(members)
        if low is None or not self._at("-") or self._rest()[1:2] in ("", "]"):
            if low is not None:
                members.inside.append(low)
            return
        self.position += 1
        high = self._class_character(members)
        members.inside.append(f"{low}-{high}" if high is not None else rf"{low}\-")

    def _class_character(self, members: _Members) -> str | None:
        """Return one character of a class; None where it was a set of characters, which is added."""
        char = self._take()
        if char != "\\":
            return f"\\{char}" if char in "[]\\^-&~|" else char
        char = self._take()
        members.sets.add(char)
        match char:
            case "d" | "w" | "D" | "W":
                members.inside.append(f"\\{char}")
            case "s":
                members.inside.append(_SPACES)
            case "S":
                members.beside.append(f"[^{_SPACES}]")
            case "p" | "P":
                members.beside.append(self._property(negated=char == "P"))
            case "b":
                return r"\x08"
            case "-":
                return r"\-"
            case _:
                return self._character(char)
        return None
