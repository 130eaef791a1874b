"""Prefixes of API keys: the authentication scheme that a header needs in front of a key, such as
`Bot `.

A document that declares `Authorization: Bot …` as an API key tells the prefix only in the
description or the name of its security scheme. A prefix that is missing can be given with the key,
one that is wrong cannot be avoided: where the description is ambiguous, there is none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...ir import ParameterLocation, SecurityKind, SecurityScheme
from ...naming.words.words import word_set, words

_LONGEST = 10_000
"""Characters of a description that are read at most."""

_WELL_KNOWN = word_set("apikey apitoken authtoken basic bearer bot jwt key oauth oauth2 token")
"""Usual prefixes in small letters and without hyphens, which need less evidence than others."""

_NO_PREFIXES = word_set("""
    a also an and any are as be by curl delete either export for get has head header headers http
    https if in is it its just must my of only or patch post put send set simply string that the
    this to use using valid value via when with you your
    """)
"""Words that may stand in front of a placeholder and are no prefix."""

# --- parts of patterns ----------------------------------------------------------------------------

_PREFIX = r"[A-Za-z][A-Za-z0-9]{0,39}(?:[-_.][A-Za-z0-9]{1,20}){0,4}"
_QUOTE = r"[\"'`]"
_SECRET = r"(?:tok|key|jwt|secret|cred|pass|pat\b|api|auth|code|value|uuid|eyj|x{3})"
_BRACKETS = rf"""
    (?: <[^<>]{{0,40}}{_SECRET}[^<>]{{0,40}}>
      | \{{{{?[^{{}}]{{0,40}}{_SECRET}[^{{}}]{{0,40}}\}}\}}?
      | \[[^\[\]]{{0,40}}{_SECRET}[^\[\]]{{0,40}}\] )
    """
_SAMPLE = r"""
    (?: \$\{?\w+\}? | \#\w+\# | %s | x{3,} | eyJ[\w.-]*
      | [\w.~+/=-]*(?:\.\.\.|…)
      | (?-i:[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+)
      | (?=[\w.~+/=-]*\d)[\w.~+/=-]{6,} )
    """
_PLACEHOLDER = rf"(?:{_BRACKETS}|{_SAMPLE})"
_PLACEHOLDER_WORD = r"""
    (?: [A-Za-z]+(?:[-_][A-Za-z]+)+ | (?:your)?(?:access|auth|api)?(?:token|jwt|key)s? )
    (?![\w-])
    """
_SPACE = r"(?:\[space\]|\(space\)|<space>|\+\s?space|(?:a|one)?\s?(?:single\s)?(?:white)?space)"
_BEHIND = rf"""
    \s* ,? \s*
    (?: {_SPACE} | (?:and\s)?(?:then|followed\sby|before|in\sfront\sof|plus)\b | \+ | as\s(?:a|the)\sprefix )
    """
_NOUN = r"(?:(?:the|a|an)\s)?(?:(?:auth\w*\s)?(?:word|keyword|string|text|term|prefix|scheme)s?\s)*"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.VERBOSE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A way to tell a prefix, which is the group `prefix` of the pattern."""

    pattern: re.Pattern[str]
    is_well_known: bool = False
    """Accept only well-known prefixes."""

    is_proper: bool = False
    """Accept only prefixes that no prose would say: `Bearer`, or one with a capital."""


_QUOTED = rf"{_QUOTE}(?P<prefix>{_PREFIX})\s*{_QUOTE}"
_SNIPPETS = (
    # `Token <key>`
    _Rule(_pattern(rf"{_QUOTE}(?P<prefix>{_PREFIX})\s+{_PLACEHOLDER}\s*{_QUOTE}")),
    _Rule(
        _pattern(rf"{_QUOTE}(?P<prefix>{_PREFIX})\s+{_PLACEHOLDER_WORD}\s*{_QUOTE}"),
        is_well_known=True,
    ),
    # in the format: Bearer {token}
    _Rule(
        _pattern(
            rf"(?:^|[:(,=]|\b(?:as|with|use|using|format|example|value|is)) \s*"
            rf"(?P<prefix>{_PREFIX})\s+{_PLACEHOLDER}"
        ),
        is_well_known=True,
    ),
    _Rule(
        _pattern(
            rf"\b(?:format|example|e\.g\.|sample|syntax) \s*(?:is)?\s*:?\s*"
            rf"(?P<prefix>bearer|bot)\s+{_PLACEHOLDER_WORD}"
        )
    ),
)
_PHRASES = (
    # with required prefix "Token"
    _Rule(_pattern(rf"\brequired\sprefix\s*:?\s*{_QUOTED}")),
    # specify the scheme 'Api-Key'
    _Rule(_pattern(rf"\bscheme\s*:?\s*{_QUOTED}")),
    # prefixed with "Token ", prepended with "token" followed by a space
    _Rule(
        _pattern(
            rf"\b(?:prefix(?:ed|ing)?|prepend(?:ed|ing)?|preced(?:ed|e|ing))\b"
            rf"[^.;\"'`]{{0,40}}?\s*:?\s*{_QUOTED}(?:{_BEHIND})?"
        ),
        is_well_known=True,
    ),
    _Rule(
        _pattern(
            rf"\b(?:prefix(?:ed|ing)?|prepend(?:ed|ing)?|preced(?:ed|e|ing))\b"
            rf"[^.;\"'`]{{0,40}}?\s*:?\s*{_QUOTE}(?P<prefix>{_PREFIX})"
            rf"(?:\s+{_QUOTE}|{_QUOTE}\s*,?\s*followed\sby\s{_SPACE})"
        )
    ),
    _Rule(
        _pattern(
            rf"\b(?:prefix(?:ed)?|prepend(?:ed)?|preceded)\s(?:[^.;\"'`]{{0,30}}?\s)?(?:with|by)\s{_NOUN}"
            rf"(?P<prefix>{_PREFIX})(?=\s*(?:$|[.,;:)]|and\b|followed\b))"
        ),
        is_well_known=True,
        is_proper=True,
    ),
    # begins with "Bearer "
    _Rule(
        _pattern(rf"\b(?:begin|start)(?:s|ning|ing)?\swith\s{_NOUN}{_QUOTED}"),
        is_well_known=True,
    ),
    # Type "Bearer" followed by a space and the token
    _Rule(
        _pattern(
            rf"\b(?:enter|type|input|put|insert|write|add|include|use|specify)\s{_NOUN}{_QUOTED}"
            rf"(?:(?<=\s{{1}}[\"'`])|{_BEHIND}|\s*(?:prefix|scheme)\b)"
        ),
        is_well_known=True,
    ),
    _Rule(
        _pattern(
            rf"\b(?:enter|type|input|put|insert|write|add|include|use)\s{_NOUN}"
            rf"(?P<prefix>{_PREFIX})\s*,?\s*(?:{_SPACE}|followed\sby\s)"
        ),
        is_well_known=True,
        is_proper=True,
    ),
    # the `Bearer ` prefix, using the Bearer scheme
    _Rule(_pattern(rf"{_QUOTED}\s(?:prefix|scheme|auth\w*\sscheme)\b"), is_well_known=True),
    _Rule(_pattern(r"\bthe\s(?P<prefix>bearer)\s(?:prefix|(?:auth\w*\s)?scheme)\b")),
    # Bearer+space+token
    _Rule(_pattern(rf"\b(?P<prefix>{_PREFIX})\s?\+\s?space\b"), is_well_known=True),
)

_FORGIVEN = _pattern(
    r"\b(?:do\snot|don't|never)\sforget\b|\bnot\sonly\b|\bmust\snot\sbe\sempty\b|\bno\squotes\b"
)
_DENIED_BEFORE = _pattern(
    r"\b(?:not|never|no|without|omit\w*|exclud\w*|optional\w*|automatic\w*|avoid|unlike|remov\w*"
    r"|strip\w*|instead\sof|rather\sthan|may|can\sbe|could\sbe|unless)\b|n't\b"
)
_DENIED_BEHIND = _pattern(
    r"\b(?:optional\w*|automatic\w*|unnecessary|forbidden|deprecated)\b"
    r"|(?:\bnot|n't|\bno\slonger)\s(?:be\s)?(?:requir|need|necessary|includ|support|accept|us|work|add|allow)"
)
_PREFIX_WORD = _pattern(r"\bprefix\w*")
_SENTENCE_END = re.compile(r"(?<=[.!?;])(?<!e\.g\.)(?<!i\.e\.)\s+(?=\S)|\n\s*\n")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "´": "'"}
)


def key_prefix(scheme: SecurityScheme) -> str:
    """Return the authentication scheme that stands in front of an API key in its header, such as
    `Bot`, if the description or the name of the security scheme says so; empty where there is none.
    """
    is_header = scheme.parameter_location in (None, ParameterLocation.HEADER)
    if scheme.kind is not SecurityKind.API_KEY or not is_header:
        return ""
    evidence = _Evidence(scheme.docs.description, scheme.parameter_name)
    if evidence.said:
        return evidence.prefix
    named = _named(scheme.name) if scheme.parameter_name.casefold() == "authorization" else ""
    return "" if evidence.is_raw or named.casefold() in evidence.denied else named


def _named(name: str) -> str:
    """Return the prefix that the name of a security scheme tells: `Bearer` and `Bot`, which are
    said of nothing else in `Authorization`."""
    found = words(name)
    if "bearer" in found:
        return "Bearer"
    essential = [word for word in found if word not in ("auth", "authentication", "authorization")]
    return "Bot" if "bot" in found and essential[-1] in ("bot", "token") else ""


class _Evidence:
    """What a description says of prefixes.

    Args:
        description: of the security scheme.
        header: that the key is sent in.
    """

    def __init__(self, description: str, header: str) -> None:
        self.said: dict[str, str] = {}
        """Prefixes in small letters → as the description writes them."""

        self.denied: set[str] = set()
        """Prefixes in small letters that are not to be sent, or need not be."""

        self.is_raw = False
        """Whether the description shows the key alone, or denies any prefix."""

        name = re.escape(header)
        own = rf"(?<![\w-]){name}{_QUOTE}?(?:\sheader)?(?:\svalue)?\s*[:=]\s*{_QUOTE}?"
        self._rules: tuple[_Rule, ...] = (
            _Rule(_pattern(rf"{own}(?P<prefix>{_PREFIX})\s+{_PLACEHOLDER}")),
            _Rule(
                _pattern(rf"{own}(?P<prefix>{_PREFIX})\s+{_PLACEHOLDER_WORD}"), is_well_known=True
            ),
        )
        text = _plain(description)
        if header.casefold() == "authorization" or "authorization" not in text.casefold():
            self._rules += (*_SNIPPETS, *_PHRASES)
        self._raw = _pattern(
            rf"{own}(?:{_PLACEHOLDER}|{_PLACEHOLDER_WORD})\s*(?:$|{_QUOTE}|[.,;)])"
        )
        for sentence in _SENTENCE_END.split(text):
            self._read(" ".join(sentence.split()))

    @property
    def prefix(self) -> str:
        """The prefix; empty where the description names several, or contradicts itself."""
        if len(self.said) != 1 or not self.denied.isdisjoint(self.said) or self.is_raw:
            return ""
        return next(iter(self.said.values()))

    def _read(self, sentence: str) -> None:
        sentence = _FORGIVEN.sub(" ", sentence)
        denial = _DENIED_BEFORE.search(sentence)
        before = len(sentence) if denial is None else denial.start()
        behind = max((each.start() for each in _DENIED_BEHIND.finditer(sentence)), default=-1)
        found = list(self._found(sentence))
        for match in found:
            prefix = match["prefix"]
            if before < match.start("prefix") or behind >= match.end():
                self.denied.add(prefix.casefold())
            else:
                self.said.setdefault(prefix.casefold(), prefix)
        if not found and denial is not None:
            mentioned = sentence.casefold()
            self.denied |= {known for known in ("bearer", "bot") if known in mentioned}
            self.is_raw |= _PREFIX_WORD.search(sentence) is not None and not self.denied
        self.is_raw |= self._raw.search(sentence) is not None

    def _found(self, sentence: str) -> Iterator[re.Match[str]]:
        for rule in self._rules:
            for match in rule.pattern.finditer(sentence):
                prefix = match["prefix"]
                plain = re.sub(r"[-_.]", "", prefix.casefold())
                is_known = plain in _WELL_KNOWN
                is_prose = rule.is_proper and plain != "bearer" and not prefix[0].isupper()
                if (
                    plain not in _NO_PREFIXES
                    and (is_known or not rule.is_well_known)
                    and not is_prose
                ):
                    yield match


def _plain(text: str) -> str:
    """Return Markdown without links, emphasis and typographic quotes."""
    text = html.unescape(_LINK.sub(r"\1", text[:_LONGEST])).translate(_QUOTES)
    return re.sub(r"\*{3,}", "…", text).replace("**", "").replace("``", "`")
