"""Words of names: how text of a document is split, joined, and turned to singular or plural."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of a text that spaces and line breaks part."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the same as a set."""
    return frozenset(text.split())


_ONE_WORD = {
    "oauth": "OAuth",
    "oauth1": "OAuth1",
    "oauth2": "OAuth2",
    "openid": "OpenID",
    "openapi": "OpenAPI",
    "ipv4": "IPv4",
    "ipv6": "IPv6",
    "graphql": "GraphQL",
    "mysql": "MySQL",
    "nosql": "NoSQL",
    "postgresql": "PostgreSQL",
    "mongodb": "MongoDB",
    "github": "GitHub",
    "gitlab": "GitLab",
    "paypal": "PayPal",
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "whatsapp": "WhatsApp",
    "opensearch": "OpenSearch",
    "javascript": "JavaScript",
    "typescript": "TypeScript",
    "macos": "macOS",
    "ios": "iOS",
    "wifi": "WiFi",
    "saml2": "SAML2",
    "2fa": "2FA",
    "devops": "DevOps",
}
"""Words that case would split, with the capitals that people write them with."""

_ONE_WORD_PATTERN = "|".join(sorted(_ONE_WORD.values(), key=lambda word: (-len(word), word)))

_WORD = re.compile(
    rf"""
      (?:{_ONE_WORD_PATTERN})(?![a-z0-9])   # known as one word: OAuth2, IPv4
    | [A-Z]{{2,}}s(?![a-z])[0-9]*           # plural of an acronym: URLs, IDs
    | [0-9]+[A-Z]+(?![a-z])[0-9]*           # 3D, 2FA
    | [A-Z]+(?![a-z])(?:[0-9]+[a-z]*)*      # HTTP, S3, K8s
    | [A-Z]?[a-z]+(?:(?!2FA)[0-9]+[a-z]*)*  # server, v1beta1, x86
    | [0-9]+(?:[a-z]+[0-9]*)*               # 42, 1d
    """,
    re.VERBOSE,
)
_APOSTROPHES = str.maketrans("", "", "'’ʼ")


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the lower-case words of a text: `OAuth2Client` is `oauth2`, `client`.

    A word ends where case or an other character than a letter or digit says so. Digits stay with
    the word before them, an acronym is one word (`HTTPServer` is `http`, `server`), letters of any
    script are kept in their NFKC form (as Python itself reads identifiers).
    """
    found: list[str] = []
    for piece in pieces(text):
        if piece.isascii():
            found += [word.lower() for word in _WORD.findall(piece)]
        else:
            found += _split_by_case(piece)
    return tuple(found)


def pieces(text: str) -> list[str]:
    """Runs of letters and digits in their NFKC form and their own case, apostrophes left out."""
    text = text.translate(_APOSTROPHES) if text.isascii() else _compatible(text)
    if text.isascii():
        return re.findall(r"[A-Za-z0-9]+", text)
    kept = "".join(char if _is_part_of_word(char) else " " for char in text)
    found = (piece.lstrip(_marks_in(piece)) for piece in kept.split())
    return [piece for piece in found if piece]


def _compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))


def _is_part_of_word(char: str) -> bool:
    """Return whether an identifier may hold a character, and it is no underscore of any kind."""
    return f"_{char}".isidentifier() and unicodedata.category(char) != "Pc"


def _marks_in(piece: str) -> str:
    """Characters of a run that no identifier begins with, such as accents without a letter."""
    return "".join(char for char in piece if not (char.isidentifier() or char.isdecimal()))


def _split_by_case(piece: str) -> list[str]:
    """Return words of a run that is not ASCII, split where a capital follows a small letter or
    begins one."""
    starts = [
        index
        for index in range(1, len(piece))
        if piece[index].isupper()
        and (
            not piece[index - 1].isupper()
            or (index + 1 < len(piece) and piece[index + 1].islower())
        )
    ]
    bounds = [0, *starts, len(piece)]
    parts = (piece[start:end] for start, end in pairwise(bounds))
    lowered = (unicodedata.normalize("NFKC", part.lower()) for part in parts)
    return [word for word in lowered if word]


def snake(parts: Iterable[str]) -> str:
    """Return words joined for a function, an attribute or a module: `create_pet`."""
    return "_".join(parts)


def pascal(parts: Iterable[str]) -> str:
    """Return words joined for a class: `CreatePet`; words with capitals of their own keep them, and
    two numbers do not run together."""
    name = ""
    for word in parts:
        between = "_" if name[-1:].isdigit() and word[:1].isdigit() else ""
        name += between + capitalized(word)
    return name if name.isascii() else unicodedata.normalize("NFKC", name)


def capitalized(word: str) -> str:
    """Return one word as a part of a class name: `Pet`, `OAuth2`."""
    known = _ONE_WORD.get(word)
    if known is not None and known[0].isupper():
        return known
    return word[:1].upper() + word[1:]


# --- singular and plural -------------------------------------------------------------------------

_IRREGULAR = {
    "analyses": "analysis",
    "atlases": "atlas",
    "aliases": "alias",
    "axes": "axis",
    "biases": "bias",
    "buses": "bus",
    "caches": "cache",
    "calves": "calf",
    "canvases": "canvas",
    "children": "child",
    "crises": "crisis",
    "criteria": "criterion",
    "diagnoses": "diagnosis",
    "echoes": "echo",
    "emphases": "emphasis",
    "gases": "gas",
    "halves": "half",
    "heroes": "hero",
    "hypotheses": "hypothesis",
    "indices": "index",
    "knives": "knife",
    "leaves": "leaf",
    "lives": "life",
    "matrices": "matrix",
    "men": "man",
    "mice": "mouse",
    "niches": "niche",
    "people": "person",
    "phenomena": "phenomenon",
    "potatoes": "potato",
    "quizzes": "quiz",
    "shelves": "shelf",
    "synopses": "synopsis",
    "theses": "thesis",
    "tomatoes": "tomato",
    "vertices": "vertex",
    "vetoes": "veto",
    "wives": "wife",
    "wolves": "wolf",
    "women": "woman",
}
_IRREGULAR_PLURALS = {one: many for many, one in _IRREGULAR.items()}

_NOT_PLURAL = word_set("""
    access address alias analytics as atlas aws bias bus canvas chaos cms contains cors css
    devops diabetes dns economics ethics exists express gas gps has https is its js kubernetes
    lens logistics mathematics nas news os physics politics pos previous redis rss saas sas
    series sms sos species this tls tos was windows yes
    """)
"""Words that end in `s` and are no plurals."""

_PLURAL_IN_US_OR_IS = word_set("""
    ais apis clis cpus emojis gpus guis kpis menus npus pis skis skus taxis thus tpus uris vcpus wikis
    """)
_SINGULAR_IN_IE = word_set("calorie cookie die genie lie movie pie rookie selfie tie zombie")
_NO_PLURAL = word_set("""
    access analytics audio content data devops equipment feedback hardware health history
    information infrastructure inventory kubernetes media metadata news series software spam species
    staff traffic video weather
    """)
"""Words that name many things as they stand."""


@lru_cache(maxsize=16384)
def is_plural(word: str) -> bool:
    """Return whether an English word is a plural; words without a plural, such as `data`, are
    none."""
    if word in _IRREGULAR or word in _PLURAL_IN_US_OR_IS:
        return True
    if len(word) < 3 or not word.endswith("s") or word in _NOT_PLURAL:
        return False
    return not word.endswith(("ss", "us", "is"))


@lru_cache(maxsize=16384)
def singular(word: str) -> str:
    """Return the singular of an English word; a word that is no plural as it stands."""
    if not is_plural(word):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stem = word[:-1]
    if word.endswith("ies") and stem not in _SINGULAR_IN_IE and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "xes", "zzes")):
        return word[:-2]
    if word.endswith("ches"):
        return word[:-2]
    if (
        word.endswith("uses")
        and len(word) > 4
        and not word.endswith(("auses", "ouses", "fuses", "buses"))
    ):
        return word[:-2]
    return stem


@lru_cache(maxsize=16384)
def plural(word: str) -> str:
    """Return the plural of an English word; a plural, or a word without one, as it stands."""
    if word in _NO_PLURAL or is_plural(word) or not word:
        return word
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith("y") and word[-2:-1] not in ("", *"aeiou"):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"
