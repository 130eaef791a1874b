"""Example calls for docstrings and for the pages of a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ...context import Example
from ...encode.encoders import literal
from ...naming.words.identifiers import INSTANCE_NAMES, safe_name
from ...naming.words.reserved import BUILTINS
from ...naming.words.words import singular, snake, words
from ...text import Code
from ...types.imports import Imports
from .values import Atom, Group, Value, flat, used_files, used_names

_WIDTH = 76
"""Columns of a line, so that the docstring of a method has room for it."""

_MOST_LINES = 60

_MODULES = {
    "Decimal": "decimal",
    "IPv4Address": "ipaddress",
    "IPv6Address": "ipaddress",
    "Path": "pathlib",
    "UTC": "datetime",
    "UUID": "uuid",
    "date": "datetime",
    "datetime": "datetime",
    "time": "datetime",
    "timedelta": "datetime",
}
"""Where the names come from that examples use."""

_TAKEN = INSTANCE_NAMES | {"client", "download", "models", "stream", *BUILTINS, *_MODULES}


class ResultKind(Enum):
    """Kind of a call's result, which decides how an example uses it."""

    VALUE = "value"
    STREAM = "stream"
    PAGES = "pages"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True)
class Call:
    """A call as an example makes it."""

    resource: str
    """Expression for the resource, from the client."""

    method: str
    arguments: Sequence[tuple[str, Value]]
    """Prefix of each argument, such as `name=`, and its value."""

    result_kind: ResultKind = ResultKind.VALUE
    item: str = "item"
    """Name of the variable for one item of a stream or of pages."""

    file: str = "file"
    """Name of the file for a download."""


def item_name(resource: str) -> str:
    """Return the name of one thing of a resource: `goal` of `goals`; `item` where the name of the
    resource says nothing."""
    name = snake((*words(resource)[:-1], *map(singular, words(resource)[-1:])))
    usable = safe_name(name, reserved=_TAKEN)
    return name if name == usable and name != resource else "item"


def example_of(call: Call) -> Example | None:
    """Return the example of a call; None where it would be too long to be one."""
    group = Group(f"client.{call.resource}.{call.method}(", tuple(call.arguments), ")")
    lines = tuple(Code(line) for line in _used(call, group, is_async=False))
    if len(lines) > _MOST_LINES:
        return None
    names = set(used_names(group))
    if call.result_kind is ResultKind.DOWNLOAD:
        names.add("Path")
    imports = Imports()
    for name in names & _MODULES.keys():
        imports.add(_MODULES[name], name)
    return Example(
        lines=lines,
        async_lines=tuple(Code(line) for line in _used(call, group, is_async=True)),
        raw_lines=tuple(map(Code, _raw(call))),
        imports=imports.statements(),
        uses_models="models" in names,
        files=tuple(map(literal, sorted(set(used_files(group))))),
        is_block=call.result_kind is not ResultKind.VALUE,
    )


def _used(call: Call, group: Group, *, is_async: bool) -> Iterator[str]:
    """Yield the lines of a call and of what is done with its result."""
    async_, await_ = ("async ", "await ") if is_async else ("", "")
    match call.result_kind:
        case ResultKind.VALUE:
            yield from laid_out(await_, group, "")
        case ResultKind.PAGES:
            yield from laid_out(f"{async_}for {call.item} in ", group, ":")
            yield f"    print({call.item})"
        case ResultKind.STREAM:
            yield from laid_out(f"{async_}with ", group, " as stream:")
            yield f"    {async_}for {call.item} in stream:"
            yield f"        print({call.item})"
        case ResultKind.DOWNLOAD:
            yield from laid_out(f"{async_}with ", group, " as download:")
            yield f"    {await_}download.save(Path({literal(call.file)}))"


def _raw(call: Call) -> Iterable[str]:
    """Return the lines of a call by `client.raw`."""
    if call.result_kind is not ResultKind.VALUE:
        return ()
    method = Atom(f"client.{call.resource}.{call.method}")
    group = Group("client.raw(", (("", method), *call.arguments), ")")
    return laid_out("response = ", group, "")


def laid_out(before: str, value: Value, after: str, width: int = _WIDTH) -> Iterable[str]:
    """Yield a value in as few lines as its width allows, each part of a broken one on its own."""
    line = f"{before}{flat(value)}{after}"
    if len(line) <= width or not isinstance(value, Group) or not value.parts:
        yield line
        return
    yield f"{before}{value.start}"
    for name, part in value.parts:
        yield from (f"    {inner}" for inner in laid_out(name, part, ",", width - 4))
    yield f"{value.end.removeprefix(',')}{after}"
