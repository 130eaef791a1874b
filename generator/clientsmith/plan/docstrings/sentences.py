"""What a docstring says of a field or an argument: description, limits and default in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from ...encode.encoders import literal
from ...encode.fences import fence_at
from ...ir import MISSING, NO_CONSTRAINTS, Constraints, Docs
from ...naming.words.words import words
from ...text import Text, reveal
from .limit_sentences import limit_sentences
from .markup import as_markdown

_IDLE = frozenset({"a", "an", "the", "of", "for", "required", "optional"})
"""Words that add nothing to a name; whether a field is required stands in its type."""

_LONGEST_DEFAULT = 60
_NOTHING = Text("")
_IDENTIFIER = re.compile(r"\w*(?:_\w|[a-z][A-Z])\w*")
_ENDS = (".", "!", "?", ":", "…", "。")
_CLOSING = "\"'”’»)]*_"
_BLOCK_ENDS = ("`", ">", "|", "~~~")


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
    names = tuple(names)
    description = _description(docs)
    if not description and constraints is NO_CONSTRAINTS and default is MISSING:
        return _NOTHING
    if not docs.description.strip() and not tells_more(Text(description), *names):
        description = ""
    sentences: list[str] = []
    if constraints is not NO_CONSTRAINTS:
        sentences += limit_sentences(constraints, description, names)
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
    own = _letters(name)
    plain = _letters(description, most=len(own) + 1)
    repeats = own.endswith(plain) or own.removesuffix("input").endswith(plain)
    return Text("" if repeats else ended(description))


def tells_more(text: Text, *names: str) -> bool:
    """Whether a text has a word that none of the names has: `Goal ID` of `Goal.id` has none."""
    told = reveal(text)
    if not told:
        return False
    known = [_IDLE, *map(words, names)]
    # Piece by piece, for the first ones most often tell.
    return any(
        not any(word in some for some in known) for piece in told.split() for word in words(piece)
    )


def introduced(lead: str, text: str) -> str:
    """A text behind words of ours on the same line, or below them where it begins with code."""
    between = "\n\n" if fence_at(text.split("\n", 1)[0]) else " "
    return f"{lead}{between}{text}"


def ended(text: str) -> str:
    """A text on one line with a full stop, where it does not end like a sentence already; a longer
    text as it is."""
    text = text.strip()
    is_whole = not text or "\n" in text or text.rstrip(_CLOSING).endswith(_ENDS)
    return text if is_whole else _stopped(text)


def _description(docs: Docs) -> str:
    """The description, else a title that is more than an identifier of the document's authors."""
    title = docs.title.strip()
    return as_markdown(docs.description).strip() or (
        "" if _IDENTIFIER.fullmatch(title) else as_markdown(title).strip()
    )


def _letters(text: str, most: int | None = None) -> str:
    """Letters and digits of a text, without case, the first ones."""
    return "".join(islice(filter(str.isalnum, text), most)).casefold()


def _as_sentence(text: str) -> str:
    is_ended = text.endswith(_BLOCK_ENDS) or text.rstrip(_CLOSING).endswith(_ENDS)
    return text if is_ended else _stopped(text)


def _stopped(text: str) -> str:
    """A text with a full stop behind it, or in place of a comma."""
    return f"{text.rstrip(' ,')}."


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
