"""Descriptions of fields and arguments: description, constraints and default in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from ...encode.encoders import literal
from ...encode.fences import fence_at
from ...ir import MISSING, NO_CONSTRAINTS, Constraints, Docs
from ...naming.words.words import words
from ...text import Text, reveal
from .markup import as_markdown

_LONGEST_PATTERN = 80
_LONGEST_FORMAT = 40
_MOST_CONSTANTS = 8
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_FORMATS = {
    "email": ("An email address.", ("mail",)),
    "hostname": ("A host name.", ("host", "domain")),
    "idn-email": ("An email address, of any script.", ("mail",)),
    "idn-hostname": ("A host name, of any script.", ("host", "domain")),
    "ipv4": ("An IPv4 address.", ("ipv4",)),
    "ipv6": ("An IPv6 address.", ("ipv6",)),
    "iri": ("An IRI.", ("iri", "uri", "url", "link")),
    "iri-reference": ("An IRI, or a relative reference.", ("iri", "uri", "url", "link")),
    "json-pointer": ("A JSON pointer.", ("pointer",)),
    "regex": ("A regular expression.", ("regex", "regular expression", "pattern")),
    "relative-json-pointer": ("A relative JSON pointer.", ("pointer",)),
    "uri": ("A URI.", ("uri", "url", "link")),
    "uri-reference": ("A URI, or a relative reference.", ("uri", "url", "link")),
    "uri-template": ("A URI template.", ("template",)),
}
"""Formats of strings that are strings in Python, too (JSON Schema 2020-12 Validation, 7.3):
what is said of them, and words that say it already."""


def limit_sentences(
    limits: Constraints, description: str = "", names: Iterable[str] = ()
) -> Iterator[str]:
    """Yield a sentence for every constraint, those on items and properties included.

    Args:
        limits: the limits on a value.
        description: what is said of the value anyway; a limit whose numbers it has is left out.
        names: names of the value; a format that they tell is left out.
    """
    yield from _format(limits, description, names)
    for sentence in _limits(limits):
        if not _is_told(sentence, description):
            yield sentence
    if limits.constants is not None and len(limits.constants) <= _MOST_CONSTANTS:
        yield f"{' or '.join(map(literal, limits.constants))}."
    if limits.unique_items:
        yield "No item twice."
    pattern = limits.pattern
    if pattern and len(pattern) <= _LONGEST_PATTERN and "`" not in pattern:
        yield f"Matches `{pattern}`."
    yield from _nested(limits)
    for name, required in limits.dependent_required:
        yield from dependency_sentence(name, required)


def dependency_sentence(name: str, required: Sequence[str]) -> Iterator[str]:
    """Yield the sentence that properties are required where another one is given; none where names
    cannot be shown."""
    if required and all(map(_is_short, (name, *required))):
        verb = "is" if len(required) == 1 else "are"
        yield f"{_listed(required, 'and')} {verb} required when `{name}` is given."


def _listed(names: Sequence[str], conjunction: str) -> str:
    *first, last = (f"`{name}`" for name in names)
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def _nested(limits: Constraints) -> Iterator[str]:
    """Yield the limits on parts of a value."""
    for index, part in enumerate(limits.prefix, 1):
        yield from _of_part(f"Item {index}", limit_sentences(part))
    if limits.items is not None:
        subject = "Other items" if limits.prefix else "Each item"
        yield from _of_part(subject, limit_sentences(limits.items))
    yield from _contained(limits)
    if limits.property_names is not None:
        yield from _of_part("Each key", _of_any_type(replace(limits.property_names, types=())))
    for pattern, part in limits.patterns:
        if len(pattern) <= _LONGEST_PATTERN and "`" not in pattern:
            yield from _of_part(f"Values of keys that match `{pattern}`", _of_any_type(part))
    if limits.values is not None:
        subject = "Other values" if limits.patterns else "Each value"
        yield from _of_part(subject, limit_sentences(limits.values))


def _of_part(subject: str, sentences: Iterable[str]) -> Iterator[str]:
    if told := _joined(sentences):
        yield f"{subject}: {told}."


def _of_any_type(limits: Constraints) -> Iterator[str]:
    """Yield the limits on a value whose type no annotation tells, so types and constants are among
    them."""
    if limits.enum is not None and len(limits.enum) <= _MOST_CONSTANTS:
        yield f"{' or '.join(map(literal, limits.enum))}."
    elif limits.types:
        yield f"{' or '.join(limits.types)}."
    yield from limit_sentences(replace(limits, constants=None))


def _joined(sentences: Iterable[str]) -> str:
    """Return sentences as one clause behind a colon."""
    clauses = (sentence.removesuffix(".") for sentence in sentences)
    return ", ".join(clause[:1].lower() + clause[1:] for clause in clauses)


def _contained(limits: Constraints) -> Iterator[str]:
    if limits.contains is None:
        return
    told = _joined(_of_any_type(limits.contains))
    behind = f": {told}" if told else ""
    least, most = limits.min_contains, limits.max_contains
    for count in _between(least, most, "item of a kind", "items of a kind"):
        yield f"{count.removesuffix('.')}{behind}."


def _format(limits: Constraints, description: str, names: Iterable[str]) -> Iterator[str]:
    if limits.format in _FORMATS:
        sentence, words = _FORMATS[limits.format]
        told = " ".join((description, *names)).casefold()
        if not any(word in told for word in words):
            yield sentence
    encoding, media_type = limits.content_encoding, limits.content_media_type
    if encoding is not None and not encoding.lower().startswith("base64") and _is_short(encoding):
        yield f"Encoded as `{encoding}`."
    if (
        media_type is not None
        and media_type != "application/octet-stream"
        and _is_short(media_type)
    ):
        yield f"Media type: `{media_type}`."


def _is_short(name: str) -> bool:
    return len(name) <= _LONGEST_FORMAT and "`" not in name and name.isprintable()


def _is_told(limit: str, description: str) -> bool:
    """Return whether a description has the numbers of a constraint: both of a range, or one of at
    least two digits."""
    numbers = _NUMBER.findall(limit)
    telling = len(numbers) > 1 or any(len(number) > 1 for number in numbers)
    return telling and set(numbers) <= set(_NUMBER.findall(description))


def _limits(limits: Constraints) -> Iterator[str]:
    """Yield the limits that are numbers."""
    yield from _between(limits.min_length, limits.max_length, "character", "characters")
    yield from _number(limits)
    if limits.multiple_of is not None and limits.multiple_of != 1:
        yield f"A multiple of {_number_text(limits.multiple_of)}."
    yield from _between(limits.min_items, limits.max_items, "item", "items")
    yield from _between(limits.min_properties, limits.max_properties, "property", "properties")


def _between(low: int | None, high: int | None, one: str, many: str) -> Iterator[str]:
    low = low or None
    if low is not None and low == high:
        yield f"Exactly {low} {one if low == 1 else many}."
    elif low is not None and high is not None:
        yield f"{low} to {high} {many}."
    elif low is not None:
        yield f"At least {low} {one if low == 1 else many}."
    elif high is not None:
        yield f"At most {high} {one if high == 1 else many}."


def _number(limits: Constraints) -> Iterator[str]:
    low, high = limits.minimum, limits.maximum
    if low is not None and high is not None:
        yield f"{_number_text(low)} to {_number_text(high)}."
    elif low is not None:
        yield f"At least {_number_text(low)}."
    elif high is not None:
        yield f"At most {_number_text(high)}."
    if limits.exclusive_minimum is not None:
        yield f"Greater than {_number_text(limits.exclusive_minimum)}."
    if limits.exclusive_maximum is not None:
        yield f"Less than {_number_text(limits.exclusive_maximum)}."


def _number_text(number: int | float) -> str:
    whole = isinstance(number, float) and number.is_integer() and abs(number) < 1e15
    return str(int(number)) if whole else literal(number)


_IDLE = frozenset({"a", "an", "the", "of", "for", "required", "optional"})
"""Words that add nothing to a name; whether a field is required stands in its type."""

_LONGEST_DEFAULT = 60
_NOTHING = Text("")
_IDENTIFIER = re.compile(r"\w*(?:_\w|[a-z][A-Z])\w*")
_ENDS = (".", "!", "?", ":", "…", "。")
_CLOSING = "\"'”’»)]*_"
_BLOCK_ENDS = ("`", ">", "|", "~~~")


def described(
    docs: Docs,
    constraints: Constraints,
    default: Any = MISSING,
    *,
    names: Iterable[str] = (),
    required_with: Sequence[str] = (),
) -> Text:
    """Return description, constraints and default of a value, in this order; empty where there are
    none.

    Args:
        docs: what the document says; the title stands in for a missing description.
        constraints: limits on the value.
        default: what the server takes where the value is left out.
        names: names of the value and its owner; a title that only repeats them says nothing.
        required_with: names of other values that require this one where they are given.
    """
    names = tuple(names)
    description = _description(docs)
    is_plain = constraints is NO_CONSTRAINTS and default is MISSING and not required_with
    if not description and is_plain:
        return _NOTHING
    if not docs.description.strip() and not tells_more(Text(description), *names):
        description = ""
    sentences: list[str] = []
    if constraints is not NO_CONSTRAINTS:
        limits = list(limit_sentences(constraints, description, names))
        has_format = next(_format(constraints, description, names), None) is not None
        if limits and not description and not has_format and names:
            description = " ".join(words(names[0])).capitalize()
        sentences += limits
    if (told := _default(default, description)) is not None:
        sentences.append(told)
    if required_with and all(map(_is_short, required_with)):
        sentences.append(f"Required when {_listed(required_with, 'or')} is given.")
    return _joined_text(description, sentences)


def _joined_text(description: str, sentences: Iterable[str]) -> Text:
    """Return a description, and sentences behind it."""
    extra = " ".join(sentences)
    if not description or not extra:
        return Text(description or extra)
    between = "\n\n" if "\n" in description else " "
    return Text(_as_sentence(description) + between + extra)


def class_description(docs: Docs, name: str, sentences: Iterable[str] = ()) -> Text:
    """Return the docstring of a class or a type name; words that its name ends with say nothing.

    Args:
        docs: the document's texts.
        name: the name.
        sentences: what has to be said besides.
    """
    description = _description(docs)
    own = _letters(name)
    plain = _letters(description, most=len(own) + 1)
    repeats = own.endswith(plain) or own.removesuffix("input").endswith(plain)
    return _joined_text("" if repeats else ended(description), sentences)


def tells_more(text: Text, *names: str) -> bool:
    """Return whether a text has a word that none of the names has: `Goal ID` of `Goal.id` has none."""
    told = reveal(text)
    if not told:
        return False
    known = [_IDLE, *map(words, names)]
    # Piece by piece, for the first ones most often tell.
    return any(
        not any(word in some for some in known) for piece in told.split() for word in words(piece)
    )


def introduced(lead: str, text: str) -> str:
    """Return a text behind words of ours on the same line, or below them where it begins with code."""
    between = "\n\n" if fence_at(text.split("\n", 1)[0]) else " "
    return f"{lead}{between}{text}"


_DEPRECATED = re.compile(
    r"[\s*_(\[]*deprecated[\s*_)\]]*(?:[.:!,;]+[\s*_]*|\s+[-–—]+\s+|$)", re.IGNORECASE
)


def ended(text: str) -> str:
    """Return a text on one line with a full stop, where it does not end like a sentence already; a
    longer text as it is."""
    text = text.strip()
    is_whole = not text or "\n" in text or text.rstrip(_CLOSING).endswith(_ENDS)
    return text if is_whole else _stopped(text)


def _description(docs: Docs) -> str:
    """Return the description, else a title that is more than an identifier of the document's
    authors."""
    title = docs.title.strip()
    text = as_markdown(docs.description).strip() or (
        "" if _IDENTIFIER.fullmatch(title) else as_markdown(title).strip()
    )
    return without_deprecation(text) if docs.deprecated else text


def without_deprecation(text: str) -> str:
    """Return a text without the word "Deprecated" in front of it, which docstrings say themselves."""
    rest = text[found.end() :] if (found := _DEPRECATED.match(text)) else text
    return text if rest == text else rest[:1].upper() + rest[1:]


def _letters(text: str, most: int | None = None) -> str:
    """Return the first letters and digits of a text, without case."""
    return "".join(islice(filter(str.isalnum, text), most)).casefold()


def _as_sentence(text: str) -> str:
    is_ended = text.endswith(_BLOCK_ENDS) or text.rstrip(_CLOSING).endswith(_ENDS)
    return text if is_ended else _stopped(text)


def _stopped(text: str) -> str:
    """Return a text with a full stop behind it, or in place of a comma."""
    return f"{text.rstrip(' ,')}."


def _default(default: Any, description: str) -> str | None:
    """Return the default in a sentence, where the description does not tell it already."""
    if default is MISSING or default is None or default in ("", [], {}):
        return None
    text = literal(default)
    if len(text) > _LONGEST_DEFAULT:
        return None
    plain = default if isinstance(default, str) else text
    lowered = description.casefold()
    if "default" in lowered and plain.casefold() in lowered:
        return None
    return f"Default: {text}."
