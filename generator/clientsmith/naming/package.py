"""Names of the root class, the package and the distribution, made from the title of an API."""

from __future__ import annotations

import re
import sys
import unicodedata

from ..text import Code
from .words.identifiers import class_name, number_spelled, safe_name
from .words.reserved import (
    CREDENTIAL_CLASSES,
    DOWNLOAD_CLASSES,
    EXAMPLE_CLASSES,
    MODULES,
    PACKAGE_CLASSES,
    PAGE_CLASSES,
    RESOURCE_CLASSES,
    STREAM_CLASSES,
)
from .words.verbs import ARTICLES, PREPOSITIONS
from .words.words import word_set, words

_NOISE = word_set("""
    api apis beta definition documentation docs fastapi http https json oas openapi preview public
    reference rest restful spec specification swagger
    """)
_API = frozenset({"api", "apis"})
_FORMATS = frozenset({"http", "https", "json"})
"""Noise that is a name where there is nothing else."""

_VERSION = re.compile(
    r"v?[0-9]+(?:[._-][0-9]+)*(?:-?(?:a|alpha|b|beta|p|rc)[0-9]*)?", re.IGNORECASE
)
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SUBTITLE = re.compile(r"\s+[-\u2013\u2014|]\s+|[:;,|]\s|\n")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\s.*", re.DOTALL)
_APOSTROPHES = re.compile("['\u2019]")
_AFTERTHOUGHTS = frozenset({"by", "for", "from", "using", "via", "with"})
_LONGEST = 40
"""Letters of a name made from a title at most."""

_FALLBACK = "Client"


def title_words(title: str) -> tuple[str, ...]:
    """The words of a title that name the API, with their own capitals; empty where none do.

    `Swagger Petstore - OpenAPI 3.0` is `Petstore`, `GitHub v3 REST API` is `GitHub`.
    """
    lines = unicodedata.normalize("NFKC", title).splitlines()
    text = _PARENTHESES.sub(" ", "\n".join(" ".join(line.split()) for line in lines))
    for noise in (_NOISE, _NOISE - _FORMATS):
        for part in (*_SUBTITLE.split(text), text):
            if found := _telling(part, noise):
                return found
    return ()


def _telling(text: str, noise: frozenset[str]) -> tuple[str, ...]:
    """The words that tell something, those before `API`, `with` and the like if there are any."""
    text = _APOSTROPHES.sub("", _POSSESSIVE.sub("", text))
    parts = [part.strip("._-") for part in re.split(r"[^\w.-]+", text)]
    found: list[str] = []
    for part in parts:
        lowered = part.lower()
        if found and lowered in _API | _AFTERTHOUGHTS:
            break
        idle = not found and lowered in ARTICLES | PREPOSITIONS
        if words(part) and not idle and lowered not in noise and not _VERSION.fullmatch(part):
            found.append(part)
    while len(found) > 1 and sum(map(len, found)) > _LONGEST:
        found.pop()
    return tuple(found)


def root_class_names(title: str) -> tuple[Code, Code]:
    """The root class and its async twin."""
    return class_pair(class_name(" ".join(title_words(title)) or _FALLBACK, noun="API"))


def class_pair(name: str) -> tuple[Code, Code]:
    """A name and that of its async twin, neither of which the package uses itself."""
    taken = RESOURCE_CLASSES.union(
        PACKAGE_CLASSES,
        PAGE_CLASSES,
        STREAM_CLASSES,
        DOWNLOAD_CLASSES,
        EXAMPLE_CLASSES,
        *CREDENTIAL_CLASSES.values(),
    )
    while name in taken or f"Async{name}" in taken:
        name = f"API{name}"
    return Code(name), Code(f"Async{name}")


def package_name(title: str) -> Code:
    """The import name: ASCII, no keyword, none of a module that the package itself needs."""
    parts: list[str] = []
    for word in title_words(title):
        parts += re.split(r"[^a-z0-9]+", _ascii(word))
    parts = [part for part in parts if part] or [_FALLBACK.lower()]
    name = "_".join(number_spelled(tuple(parts)))
    usable = safe_name(name, noun="client")
    return usable if usable == name and is_free(name) else Code(f"{usable.rstrip('_')}_client")


def is_free(name: str) -> bool:
    """Whether a package of this name hides no module of the standard library or of the runtime."""
    return name not in sys.stdlib_module_names and name not in MODULES


def distribution_name(package: str) -> Code:
    """The name of the distribution of a package: ASCII letters, digits and hyphens (PEP 508)."""
    name = re.sub(r"[^a-z0-9]+", "-", _ascii(package)).strip("-")
    return Code(name or _FALLBACK.lower())


def _ascii(text: str) -> str:
    """Small letters without accents; what has no plain form is left out."""
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
