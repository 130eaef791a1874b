"""Arguments that choose among media types: `content_type` of a body, `accept` of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...context import Argument, Note
from ...encode.encoders import literal
from ...naming.words.identifiers import NameScope
from ...text import Code, Text
from ...types.media_types import is_range
from .parameters import NONE, PlannedArgument, optional_code

_PLAIN_TEXT = "text/plain"


def content_type_argument(
    media_types: Sequence[str], taken: Iterable[str], *, is_file: bool
) -> PlannedArgument | None:
    """The argument for what a body is sent as; None where there is nothing to choose.

    Args:
        media_types: what it can be, the preferred one first; ranges stand for any in them.
        taken: names of the other arguments.
        is_file: whether the body is a file, whose name may tell what it is.
    """
    first = media_types[0]
    if is_file and len(media_types) > 1:
        told = f"Media type of the body; by default what the file says, else `{first}`."
        return _argument(media_types, taken, None, told)
    if is_file or (len(media_types) == 1 and not first.startswith("text/*")):
        return None
    default = _PLAIN_TEXT if is_range(first) else first
    return _argument(media_types, taken, default, "Media type that the body is sent as.")


def _argument(
    media_types: Sequence[str], taken: Iterable[str], default: str | None, told: str
) -> PlannedArgument:
    annotation = _annotation(media_types)
    return _planned(
        _name(taken, ("content_type", "body_content_type")),
        annotation if default is not None else optional_code(annotation),
        NONE if default is None else literal(default),
        "Content-Type",
        told,
    )


def accept_argument(media_types: Sequence[str], taken: Iterable[str]) -> PlannedArgument | None:
    """The argument for what an answer is asked to be; None where there is nothing to choose.

    Args:
        media_types: what it can be, in the order in which they are asked for.
        taken: names of the other arguments.
    """
    if len(media_types) < 2:
        return None
    return _planned(
        _name(taken, ("accept", "accept_content_type")),
        optional_code(_annotation(media_types)),
        NONE,
        "Accept",
        "Media type to ask for; by default any of them.",
    )


def _name(taken: Iterable[str], candidates: Iterable[str]) -> Code:
    return NameScope(taken).allocate(candidates)


def _annotation(media_types: Sequence[str]) -> Code:
    if any(map(is_range, media_types)):
        return Code("str")
    return Code(f"Literal[{', '.join(map(literal, media_types))}]")


def _planned(
    name: Code, annotation: Code, default: Code, header: str, told: str
) -> PlannedArgument:
    argument = Argument(
        name=name,
        annotation=annotation,
        default=default,
        wire_name=Text(header),
        location=Code("header"),
        positional=False,
    )
    return PlannedArgument(argument, Note(name, Text(told)), required=False)
