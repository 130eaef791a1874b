"""Names as Stainless-made Python SDKs write them."""

from __future__ import annotations

from collections.abc import Mapping

from ..naming.words.identifiers import safe_name
from ..naming.words.words import capitalized, pieces, snake, words

_INITIALISMS = frozenset(
    [
        "acl",
        "api",
        "ascii",
        "cpu",
        "css",
        "csv",
        "dns",
        "eof",
        "guid",
        "html",
        "http",
        "https",
        "id",
        "ip",
        "json",
        "jwt",
        "mfa",
        "oauth",
        "pdf",
        "ram",
        "rpc",
        "sdk",
        "sla",
        "smtp",
        "sql",
        "ssh",
        "sso",
        "tcp",
        "tls",
        "ttl",
        "udp",
        "ui",
        "uid",
        "uuid",
        "uri",
        "url",
        "utf8",
        "vm",
        "xml",
    ]
)
"""Words that are written in capitals in names of classes."""

NO_CASINGS: Mapping[str, str] = {}


def attribute_of(key: str) -> str:
    """Return the name of a resource or a method: `trip-details` is `trip_details`."""
    return str(safe_name(snake(words(key))))


def class_of(key: str, casings: Mapping[str, str] = NO_CASINGS) -> str:
    """Return the name of a class: `api_key` is `APIKey`, `OpenAI` stays.

    Args:
        key: the name in the configuration.
        casings: words in lower case → how the configuration wants them written.
    """
    name = ""
    for piece in pieces(key):
        if not piece.islower():
            name += piece if piece.upper() != piece else _word(piece.lower(), casings, piece)
            continue
        name += "".join(_word(word, casings, word) for word in words(piece))
    return name[:1].upper() + name[1:]


def _word(word: str, casings: Mapping[str, str], written: str) -> str:
    own = casings.get(word)
    if own:
        return own[:1].upper() + own[1:]
    if word in _INITIALISMS:
        return word.upper()
    if word.endswith("s") and word[:-1] in _INITIALISMS:
        return f"{word[:-1].upper()}s"
    return capitalized(written)
