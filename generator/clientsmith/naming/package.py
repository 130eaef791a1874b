"""Names of the client as a whole: package, distribution, root class, credentials."""

from __future__ import annotations

import re
import unicodedata

from ..config import Config
from ..ir import Api
from ..problem import Location, Problem, Severity, quoted
from ..text import Code
from .words.distributions import WELL_KNOWN
from .words.identifiers import class_name, number_spelled, safe_name
from .words.reserved import (
    CREDENTIAL_CLASSES,
    DOWNLOAD_CLASSES,
    EXAMPLE_CLASSES,
    MODULES,
    PACKAGE_CLASSES,
    PAGE_CLASSES,
    RESOURCE_CLASSES,
    STANDARD_LIBRARY,
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

_RESERVED_PARTS = frozenset({"_runtime", "custom"})
"""Folders of a package that are not packages with clients themselves."""


def package_and_class(
    api: Api, config: Config, origin: str
) -> tuple[Code, tuple[Code, Code], tuple[Problem, ...]]:
    """Return the import name, the root class and its async twin, as the configuration has them or
    else made from the title, and a problem for each that cannot be used.

    Args:
        api: the API.
        config: what the user chose.
        origin: the document, for problems.
    """
    package, classes = package_name(api.title), root_class_names(api.title)
    problems: list[Problem] = []
    wanted = config.package
    if wanted is not None:
        if is_import_name(wanted):
            package = Code(wanted)
        else:
            problems.append(_unusable("package", wanted, origin))
    wanted = config.client_class
    if wanted is not None:
        if safe_name(wanted) == wanted and class_pair(wanted)[0] == wanted:
            classes = class_pair(wanted)
        else:
            problems.append(_unusable("client_class", wanted, origin))
    return package, classes, tuple(problems)


def _unusable(key: str, value: str, origin: str) -> Problem:
    return Problem(
        "name-unusable",
        Severity.ERROR,
        f"`{key}` is {quoted(value)}, which cannot be the name of a Python package or class.",
        Location(origin),
        "Choose ASCII letters, digits and underscores, and no word that Python or the package "
        "itself uses; a dotted name such as `acme.shop` places the package in a namespace package.",
    )


def is_import_name(name: str) -> bool:
    """Return whether a package can have an import name, which is dotted in a namespace package
    (PEP 420)."""
    first, *others = name.split(".")
    return is_free(first) and all(
        part.isascii() and safe_name(part) == part and part not in _RESERVED_PARTS
        for part in (first, *others)
    )


def title_words(title: str) -> tuple[str, ...]:
    """Return the words of a title that name the API, with their own capitals; empty where none do.

    `Swagger Petstore - OpenAPI 3.0` is `Petstore`, `GitHub v3 REST API` is `GitHub`.
    """
    lines = unicodedata.normalize("NFKC", title).splitlines()
    text = _PARENTHESES.sub(" ", "\n".join(" ".join(line.split()) for line in lines))
    for noise in (_NOISE, _NOISE - _FORMATS):
        for part in (*_SUBTITLE.split(text), text):
            if found := _naming_words(part, noise):
                return found
    return ()


def _naming_words(text: str, noise: frozenset[str]) -> tuple[str, ...]:
    """Return the words that tell something, those before `API`, `with` and the like if there are
    any."""
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
    """Return the root class and its async twin."""
    return class_pair(class_name(" ".join(title_words(title)) or _FALLBACK, noun="API"))


def class_pair(name: str) -> tuple[Code, Code]:
    """Return a name and that of its async twin, neither of which the package uses itself."""
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
    """Return the import name: ASCII, no keyword, none of a module that the package itself needs."""
    name = "_".join(ascii_words(title) or (_FALLBACK.lower(),))
    usable = safe_name(name, noun="client")
    return usable if usable == name and is_free(name) else Code(f"{usable.rstrip('_')}_client")


def ascii_words(title: str) -> tuple[str, ...]:
    """Return the words of a title that name the API, in small ASCII letters and digits; empty where
    none do."""
    parts: list[str] = []
    for word in title_words(title):
        parts += re.split(r"[^a-z0-9]+", _ascii(word))
    return number_spelled(tuple(part for part in parts if part))


def is_free(name: str) -> bool:
    """Return whether a package of this name hides no module of the standard library or of the
    runtime."""
    return name not in STANDARD_LIBRARY and name not in MODULES


def distribution_of(package: str, config: Config, origin: str) -> tuple[Code, tuple[Problem, ...]]:
    """Return the name of the distribution, as the configuration has it or else made from that of
    the package, and a problem if it is by chance that of a well-known distribution.

    Args:
        package: import name of the package.
        config: settings of the client.
        origin: the document, for problems.
    """
    if config.distribution is not None:
        return Code(config.distribution), ()
    name = distribution_name(package)
    if name not in WELL_KNOWN:
        return name, ()
    problem = Problem(
        "distribution-well-known",
        Severity.WARNING,
        f"The distribution is called {quoted(name)}, like a well-known one on the package index: "
        "installing either replaces the other.",
        Location(origin, "" if config.package else "/info/title"),
        "Set `package` to another name, or set `distribution` to the name that it is published under.",
    )
    return name, (problem,)


def distribution_name(package: str) -> Code:
    """Return the name of the distribution of a package: ASCII letters, digits and hyphens (PEP
    508)."""
    name = re.sub(r"[^a-z0-9]+", "-", _ascii(package)).strip("-")
    return Code(name or _FALLBACK.lower())


def _ascii(text: str) -> str:
    """Small letters without accents; what has no plain form is left out."""
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
