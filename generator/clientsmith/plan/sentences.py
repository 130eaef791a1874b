"""What a docstring says of a field or an argument: description, limits and default in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..ir import MISSING, Constraints, Docs
from ..render.encoders import literal
from ..text import Text, reveal
from .markup import as_markdown
from .words import words

_IDLE = frozenset({"a", "an", "the", "of", "for", "required", "optional"})
"""Words that add nothing to a name; whether a field is required stands in its type."""

_LONGEST_DEFAULT = 60
_LONGEST_PATTERN = 80
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_IDENTIFIER = re.compile(r"\w*(?:_\w|[a-z][A-Z])\w*")
_ENDS = (".", "!", "?", ":", "…", "。")
_CLOSING = "\"'”’»)]*_"
_BLOCK_ENDS = ("`", ">", "|")


def described(
    docs: Docs, constraints: Constraints, default: Any = MISSING, *, names: Iterable[str] = ()
) -> Text:
    """Description, limits and default of a value, in this order; empty where there is none.

    Args:
        docs: what the document says; the title stands in for a missing description.
        constraints: limits on the value.
        default: what the server takes where the value is left out.
        names: names of the value and its owner; a title that only repeats them says nothing.
    """
    description = _description(docs)
    if not docs.description.strip() and not tells_more(Text(description), *names):
        description = ""
    sentences = [limit for limit in _limits(constraints) if not _is_told(limit, description)]
    if constraints.unique_items:
        sentences.append("No item twice.")
    pattern = constraints.pattern
    if pattern and len(pattern) <= _LONGEST_PATTERN and "`" not in pattern:
        sentences.append(f"Matches `{pattern}`.")
    if (told := _default(default, description)) is not None:
        sentences.append(told)
    extra = " ".join(sentences)
    if not description or not extra:
        return Text(description or extra)
    between = "\n\n" if "\n" in description else " "
    return Text(_as_sentence(description) + between + extra)


def class_description(docs: Docs, name: str) -> Text:
    """What the docstring of a class or a type name says; words that its name ends with say nothing."""
    description = _description(docs)
    plain = _letters(description)
    own = _letters(name)
    repeats = own.endswith(plain) or own.removesuffix("input").endswith(plain)
    return Text("" if repeats else ended(description))


def tells_more(text: Text, *names: str) -> bool:
    """Whether a text has a word that none of the names has: `Goal ID` of `Goal.id` has none."""
    known = {word for name in names for word in words(name)} | _IDLE
    return not known.issuperset(words(reveal(text)))


def ended(text: str) -> str:
    """A text on one line with a full stop, where it does not end like a sentence already; a longer
    text as it is."""
    text = text.strip()
    is_whole = not text or "\n" in text or text.rstrip(_CLOSING).endswith(_ENDS)
    return text if is_whole else f"{text}."


def _description(docs: Docs) -> str:
    """The description, else a title that is more than an identifier of the document's authors."""
    title = docs.title.strip()
    return as_markdown(docs.description).strip() or (
        "" if _IDENTIFIER.fullmatch(title) else as_markdown(title).strip()
    )


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).casefold()


def _as_sentence(text: str) -> str:
    is_ended = text.endswith(_BLOCK_ENDS) or text.rstrip(_CLOSING).endswith(_ENDS)
    return text if is_ended else f"{text}."


def _is_told(limit: str, description: str) -> bool:
    """Whether a description has the numbers of a limit: both of a range, or one of two digits."""
    numbers = _NUMBER.findall(limit)
    telling = len(numbers) > 1 or any(len(number) > 1 for number in numbers)
    return telling and set(numbers) <= set(_NUMBER.findall(description))


def _limits(limits: Constraints) -> Iterator[str]:
    """The limits that are numbers."""
    yield from _between(limits.min_length, limits.max_length, "character", "characters")
    yield from _number(limits)
    if limits.multiple_of is not None and limits.multiple_of != 1:
        yield f"A multiple of {_number_text(limits.multiple_of)}."
    yield from _between(limits.min_items, limits.max_items, "item", "items")


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


def _default(default: Any, description: str) -> str | None:
    """The default in a sentence, where the description does not tell it already."""
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
