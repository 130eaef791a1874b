"""Docstrings of methods and resources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from ...context import Example, MethodDocs, Note
from ...encode.encoders import one_line
from ...encode.fences import fence_at
from ...ir import Docs, Operation
from ...naming.words.words import words
from ...text import Code, Text, reveal
from .markup import as_markdown, heading_in_front, without_heading
from .sentences import ended, without_deprecation

_SENTENCE = re.compile(
    r"(.+?(?<!e\.g)(?<!i\.e)(?<!etc)(?<!vs)[.!?])(?:\s+(?![a-z\s])|\s*$)", re.DOTALL
)
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?= {0,3}(?:```|~~~))")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_SUMMARY = 160
_PLAIN = "!#$%&'()*+,-./:;=?@[]^_{|}~"
"""Signs that mean nothing inside a docstring."""


def method_docs(
    operation: Operation,
    method: str,
    *,
    arguments: Iterable[Note],
    returns: Text,
    raises: Iterable[Note],
    example: Example | None,
) -> MethodDocs:
    """Return the docstring of a method.

    Args:
        operation: the operation.
        method: its name, which stands in for a missing summary.
        arguments: notes of its arguments; empty ones are left out.
        returns: what the result means, where its type does not tell.
        raises: declared errors.
        example: a call of it.
    """
    summary, description = request_docs(_docs(operation), method)
    return MethodDocs(
        summary=Text(summary),
        description=Text(description),
        request_line=_request_line(operation),
        deprecated=operation.docs.deprecated,
        arguments=told(arguments),
        returns=as_prose(reveal(returns)),
        raises=told(raises),
        example=example,
        external_url=Text(operation.docs.external_url),
    )


def _docs(operation: Operation) -> Docs:
    """Return the texts of an operation without a summary that a framework made from the name of a
    function, where the description tells more: FastAPI's "Read Item" of `read_item_items__id__get`.
    """
    docs = operation.docs
    name = "_".join(docs.title.lower().split())
    is_made = docs.title.istitle() and f"{operation.operation_id}_".startswith(f"{name}_")
    description = as_markdown(docs.description).strip()
    if is_made and _first_sentence(description)[1] != description:
        return replace(docs, title="")
    return docs


def _request_line(operation: Operation) -> Code:
    """Return method and path; characters that could end or disturb a docstring are percent-encoded,
    as they are sent."""
    return Code(" ".join(quote(part, safe=_PLAIN) for part in (operation.method, operation.path)))


def request_docs(docs: Docs, method: str) -> tuple[str, str]:
    """Return summary and description: the first sentence of the description stands in for a missing
    summary, and a summary that is longer than a line continues in the description."""
    description = as_markdown(docs.description).strip()
    title = as_markdown(docs.title).strip()
    if docs.deprecated:
        description, title = without_deprecation(description), without_deprecation(title)
    summary = one_line(title)
    if summary and _same(title, description):
        description = ""
    if len(summary) > _LONGEST_SUMMARY:
        summary, rest = _first_sentence(title)
        description = "\n\n".join(filter(None, (rest, description)))
    elif not summary:
        summary, description = _first_sentence(description)
    named = " ".join(words(method)).capitalize() or "Call the operation"
    return ended(summary or named), description


def _first_sentence(text: str) -> tuple[str, str]:
    """Return the first sentence on one line, and what follows; a long one is cut and stays in the
    text. A heading counts as one, and a text that begins with code has none."""
    if fence_at(text.split("\n", 1)[0]):
        return "", text
    if heading := heading_in_front(text):
        first, end = heading
    else:
        paragraph = _PARAGRAPH.split(text, maxsplit=1)[0]
        found = _SENTENCE.match(paragraph)
        first = found[1] if found else paragraph
        end = len(first)
    line = one_line(first)
    if len(line) <= _LONGEST_SUMMARY:
        return ended(line), text[end:].strip()
    return f"{line[:_LONGEST_SUMMARY].rsplit(' ', 1)[0]}…", text


def as_prose(text: str) -> Text:
    """Return a description as a docstring shows it: without HTML, and ending like a sentence."""
    return Text(ended(as_markdown(text)))


def told(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes that say something, as sentences."""
    return tuple(Note(note.name, Text(ended(reveal(note.text)))) for note in notes if note.text)


def one_sentence(text: str) -> str:
    """Return the first sentence of a text on one line; empty for an empty text."""
    return _first_sentence(without_heading(as_markdown(text)).strip())[0]


def _same(title: str, description: str) -> bool:
    """Return whether a description says the same as a title but for signs, spaces and endings:
    `Delete a pet.` and `Deletes a pet`."""
    if len(description) > 2 * len(title):
        return False
    return _letters(title) == _letters(description)


def _letters(text: str) -> str:
    return "".join(word.rstrip("s") for word in _WORD.findall(text.casefold()))
