"""Operations that one method cannot say: each further form of a request gets a method of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ...ir import Anything, Content, ListOf, Operation, Scalar, ScalarKind, Type
from ...naming.words.words import snake, words
from ...types.media_types import MediaKind, is_range, kind_of
from ...types.predicates import Traits

_SUFFIXES = {
    MediaKind.JSON: "json",
    MediaKind.FORM: "form",
    MediaKind.MULTIPART: "multipart",
    MediaKind.XML: "xml",
    MediaKind.ITEMS: "items",
    MediaKind.BINARY: "binary",
    MediaKind.TEXT: "text",
}
_NAMED = {
    "application/merge-patch+json": "merge_patch",
    "application/json-patch+json": "json_patch",
}
_TEXT = Scalar(ScalarKind.STRING)
_PATCH = "application/json-patch+json"


@dataclass(frozen=True, slots=True)
class Variant:
    """An operation, or a form of it, that becomes one method."""

    operation: Operation
    """Narrowed to what the method sends."""

    suffixes: tuple[str, ...]
    """Words behind the operation's own name, the best first; empty for the method that has it."""

    streamed: bool | None = None
    """Whether the method asks for a stream, of an operation that can answer with one or with a
    document; None where there is no choice."""

    is_download: bool = False
    """Whether the method gives binary content while it comes."""


def variants_of(
    operation: Operation,
    contents: Sequence[Content],
    kind: Callable[[Content], MediaKind],
    traits: Traits,
) -> Iterator[Variant]:
    """The methods that an operation needs, the one with its own name first.

    Args:
        operation: the operation.
        contents: those of its body, in the order in which they are preferred.
        kind: how content is written.
        traits: what types are like.
    """
    body = operation.body
    if body is None:
        yield Variant(operation, ())
        return
    telling = [each for each in contents if not _is_repetition(each, contents, kind, traits)]
    for index, group in enumerate(_groups(telling, kind)):
        suffixes = () if index == 0 else _suffixes(group[0])
        yield Variant(replace(operation, body=replace(body, contents=group)), suffixes)


def narrowed(
    operation: Operation, statuses: Collection[str], is_wanted: Callable[[Content], bool]
) -> Operation:
    """The operation with some of the content that it can succeed with.

    Args:
        operation: the operation.
        statuses: those that it succeeds with.
        is_wanted: what stays; a status with nothing but other content goes.
    """
    responses = []
    for response in operation.responses:
        if response.status in statuses and response.contents:
            contents = tuple(filter(is_wanted, response.contents))
            if not contents:
                continue
            response = replace(response, contents=contents)
        responses.append(response)
    return replace(operation, responses=tuple(responses))


def _is_repetition(
    content: Content,
    contents: Sequence[Content],
    kind: Callable[[Content], MediaKind],
    traits: Traits,
) -> bool:
    """Whether content is another spelling of what other content says better: `text/json` beside
    `application/json`, or a structure as text or bytes beside the same as JSON or a form."""
    others = [
        other
        for other in contents
        if other is not content
        and other.type == content.type
        and not is_range(other.media_type)
        and kind(other) not in (MediaKind.BINARY, MediaKind.TEXT)
    ]
    if kind(content) in (MediaKind.BINARY, MediaKind.TEXT):
        return bool(others) and content.type is not None and traits.is_structured(content.type)
    if kind(content) is not MediaKind.JSON or all(
        kind(one) is not MediaKind.JSON for one in others
    ):
        return False
    return is_range(content.media_type) or _is_misnomer(content, traits)


def _is_misnomer(content: Content, traits: Traits) -> bool:
    """Whether a name for JSON tells nothing more, be it as good as no name or a wrong one: a JSON
    patch is a list (RFC 6902, 3)."""
    if content.media_type == _PATCH:
        return content.type is not None and not isinstance(traits.resolved(content.type), ListOf)
    return content.media_type == "text/json"


def _groups(
    contents: Sequence[Content], kind: Callable[[Content], MediaKind]
) -> tuple[tuple[Content, ...], ...]:
    """Contents whose arguments are the same stand together."""
    groups: dict[tuple[bool, Type | None], list[Content]] = {}
    for content in contents:
        groups.setdefault(_form(content, kind(content)), []).append(content)
    return tuple(map(tuple, groups.values()))


def _form(content: Content, kind: MediaKind) -> tuple[bool, Type | None]:
    """What decides on the arguments that content is made from: whether it is a file or consists of
    items, and its type."""
    if kind is MediaKind.BINARY:
        return True, None
    if kind is MediaKind.ITEMS:
        return True, content.item_type or content.type or Anything()
    return False, _TEXT if kind is MediaKind.TEXT else content.type


def _suffixes(content: Content) -> tuple[str, ...]:
    own = snake(words(content.media_type.partition("/")[2]))
    told = snake(words(content.parameters)) if "charset=" not in content.parameters else ""
    named = _NAMED.get(content.media_type, "")
    return tuple(filter(None, (told, named, _SUFFIXES[kind_of(content.media_type)], own)))
