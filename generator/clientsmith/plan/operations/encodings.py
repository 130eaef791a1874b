"""How the runtime is told of the properties and items of forms and multipart bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...context import Note, ParameterStyle, Setting
from ...encode.encoders import literal
from ...ir import MISSING, Content, Encoding, PartHeader
from ...text import Code, Text, reveal
from ...types.expressions import free_names
from ..docstrings.sentences import ended
from .parameters import PlannedArgument, explode_setting

_BODY = Code("body")


def encoding_styles(encodings: Sequence[Encoding]) -> Iterator[ParameterStyle]:
    """Those properties that are not written in the default way."""
    for encoding in encodings:
        settings = tuple(_settings(encoding))
        if settings:
            yield ParameterStyle(_BODY, literal(encoding.property), settings)


def position_settings(content: Content) -> Iterator[Setting]:
    """Keyword arguments of a body whose parts are told by their positions."""
    yield from _by_position(content.prefix_encodings, content.item_encoding)


def with_part_headers(
    arguments: Sequence[PlannedArgument], encodings: Sequence[Encoding]
) -> list[PlannedArgument]:
    """The arguments with notes that say which headers a file may bring along."""
    found = {encoding.property: open_headers(encoding) for encoding in encodings}
    return [
        _with_headers(each, found.get(reveal(each.argument.wire_name), ())) for each in arguments
    ]


def lost_headers(
    arguments: Sequence[PlannedArgument], encodings: Sequence[Encoding]
) -> tuple[PartHeader, ...]:
    """Headers for which there is no argument: those of parts that are no files."""
    files = {reveal(each.argument.wire_name) for each in arguments if _takes_file(each)}
    return tuple(
        header
        for encoding in encodings
        if encoding.property not in files
        for header in open_headers(encoding)
    )


def open_headers(encoding: Encoding) -> tuple[PartHeader, ...]:
    """Headers of a part whose values the document does not give."""
    return tuple(header for header in encoding.headers if header.value is MISSING)


def _takes_file(planned: PlannedArgument) -> bool:
    return bool({"FileInput", "Any"} & set(free_names(planned.argument.annotation)))


def _with_headers(planned: PlannedArgument, headers: Sequence[PartHeader]) -> PlannedArgument:
    if not headers or not _takes_file(planned):
        return planned
    names = ", ".join(f"`{header.wire_name}`" for header in headers)
    told = f"Headers of the part, given as `File(…, headers=…)`: {names}."
    text = f"{ended(reveal(planned.note.text))} {told}".strip()
    return replace(planned, note=Note(planned.note.name, Text(text)))


def _by_position(prefix: Sequence[Encoding], rest: Encoding | None) -> Iterator[Setting]:
    if prefix:
        code = ", ".join(map(_code, prefix))
        yield Setting(Code("prefix_encodings"), Code(f"({code}{',' * (len(prefix) == 1)})"))
    if rest is not None and any(_settings(rest)):
        yield Setting(Code("item_encoding"), _code(rest))


def _code(encoding: Encoding) -> Code:
    settings = (f"{each.name}={each.value}" for each in _settings(encoding))
    return Code(f"Encoding({', '.join((literal(encoding.property), *settings))})")


def _settings(encoding: Encoding) -> Iterator[Setting]:
    style = encoding.style or "form"
    if encoding.content_type is not None:
        yield Setting(Code("content_type"), literal(encoding.content_type))
    if style != "form":
        yield Setting(Code("style"), literal(style))
    yield from explode_setting(style, encoding.explode)
    if encoding.allow_reserved:
        yield Setting(Code("allow_reserved"), literal(True))
    headers = {
        header.wire_name: _text(header.value)
        for header in encoding.headers
        if header.value is not MISSING
    }
    if headers:
        yield Setting(Code("headers"), literal(headers))
    nested = [each for each in encoding.encodings if any(_settings(each))]
    if nested:
        code = ", ".join(map(_code, nested))
        yield Setting(Code("encodings"), Code(f"({code}{',' * (len(nested) == 1)})"))
    yield from _by_position(encoding.prefix_encodings, encoding.item_encoding)


def _text(value: object) -> str:
    """A constant as a header has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
