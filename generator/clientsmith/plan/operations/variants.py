"""Variants of operations: the methods that one operation becomes.

Each form of a request that needs arguments of its own gets a method, and so do streams and downloads
beside responses that are read as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...ir import Anything, Api, Content, ListOf, Operation, Response, Scalar, ScalarKind, Type
from ...naming.words.words import snake, words
from ...text import Code, Text
from ...types.media_types import MediaKind, is_range, is_stream, is_wildcard, kind_of
from ...types.predicates import Traits
from ..examples.values import file_name
from .responses import ResponsePlan, is_structured, success_responses

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
_WITHOUT_MEANING = frozenset(
    {
        "application/octet-stream",
        "application/x-yaml",
        "application/yaml",
        "text/plain",
        "text/x-yaml",
        "text/yaml",
    }
)
"""Media types that say nothing of a structure that JSON does not say."""


@dataclass(frozen=True, slots=True)
class Variant:
    """An operation, or a variant of it, that becomes one method."""

    operation: Operation
    """Narrowed to what the method sends."""

    suffixes: tuple[str, ...]
    """Words behind the operation's own name, the best first; empty for the method that has it."""

    streamed: bool | None = None
    """True if the method asks for a stream, of an operation that can respond with one or with a
    document; None where there is no choice."""

    is_download: bool = False
    """True if the method gives binary content while it comes."""


def variants_of(
    operation: Operation,
    contents: Sequence[Content],
    kind: Callable[[Content], MediaKind],
    traits: Traits,
) -> tuple[Variant, ...]:
    """Return the methods that an operation needs, the one with its own name first.

    Args:
        operation: the operation.
        contents: contents of its body, in order of preference.
        kind: returns how content is written.
        traits: predicates on types.
    """
    successes = success_responses(operation)
    found = [
        variant
        for form in _request_forms(operation, contents, kind, traits)
        for variant in _with_streams(form, successes)
    ]
    downloads = (_download_of(each, successes, traits) for each in found)
    return (*found, *filter(None, downloads))


def _request_forms(
    operation: Operation,
    contents: Sequence[Content],
    kind: Callable[[Content], MediaKind],
    traits: Traits,
) -> Iterator[Variant]:
    """Yield a variant for each form of the body that needs arguments of its own."""
    body = operation.body
    if body is None:
        yield Variant(operation, ())
        return
    telling = [each for each in contents if not _is_repetition(each, contents, kind, traits)]
    for index, group in enumerate(_groups(telling, kind)):
        suffixes = () if index == 0 else _suffixes(group[0])
        yield Variant(replace(operation, body=replace(body, contents=group)), suffixes)


def _narrowed(
    operation: Operation, statuses: Collection[str], is_wanted: Callable[[Content], bool]
) -> Operation:
    """Return the operation with some of the content that it can succeed with.

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
    """Return whether content is another spelling of what other content says better: `text/json`
    beside `application/json`, or a structure as any text or bytes beside the same as JSON or a
    form. A body that may be text or bytes itself, such as one without a schema, is none."""
    others = [
        other
        for other in contents
        if other is not content
        and other.type == content.type
        and not is_range(other.media_type)
        and kind(other) not in (MediaKind.BINARY, MediaKind.TEXT)
    ]
    if kind(content) in (MediaKind.BINARY, MediaKind.TEXT):
        has_meaning = (
            not is_range(content.media_type) and content.media_type not in _WITHOUT_MEANING
        )
        is_structure = content.type is not None and traits.is_always_structured(content.type)
        return bool(others) and is_structure and not has_meaning
    if kind(content) is not MediaKind.JSON or all(
        kind(one) is not MediaKind.JSON for one in others
    ):
        return False
    return is_range(content.media_type) or _is_misnomer(content, traits)


def _is_misnomer(content: Content, traits: Traits) -> bool:
    """Return whether a name for JSON tells nothing more, be it as good as no name or a wrong one: a
    JSON patch is a list (RFC 6902, 3)."""
    if content.media_type == _PATCH:
        return content.type is not None and not isinstance(traits.resolved(content.type), ListOf)
    return content.media_type == "text/json"


def _groups(
    contents: Sequence[Content], kind: Callable[[Content], MediaKind]
) -> tuple[tuple[Content, ...], ...]:
    """Return contents in groups whose arguments are the same."""
    groups: dict[tuple[bool, Type | None], list[Content]] = {}
    for content in contents:
        groups.setdefault(_form(content, kind(content)), []).append(content)
    return tuple(map(tuple, groups.values()))


def _form(content: Content, kind: MediaKind) -> tuple[bool, Type | None]:
    """Return a key of the arguments that content is made from: whether it is a file or consists of
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


# --- streams ---------------------------------------------------------------------------------------


def has_streams(api: Api) -> bool:
    """Return whether an operation of an API sends items or responds with them."""
    return any(
        is_stream(content.media_type)
        for operation in api.operations
        for holder in (operation.body, *operation.responses)
        if holder is not None
        for content in holder.contents
    )


def _with_streams(variant: Variant, successes: Iterable[Response]) -> Iterator[Variant]:
    """Yield the methods of an operation that can respond with a document and with a stream: one for
    each.

    Args:
        variant: an operation, or a form of it.
        successes: the responses that it can succeed with.
    """
    statuses = {response.status for response in successes}
    contents = [
        content
        for response in variant.operation.responses
        if response.status in statuses
        for content in response.contents
    ]
    streams = [content for content in contents if is_stream(content.media_type)]
    if not streams or len(streams) == len(contents) or variant.operation.method == "HEAD":
        yield variant
        return
    operation = variant.operation
    yield replace(
        variant,
        operation=_narrowed(operation, statuses, lambda each: not is_stream(each.media_type)),
        streamed=False,
    )
    yield replace(
        variant,
        operation=_narrowed(operation, statuses, lambda each: is_stream(each.media_type)),
        suffixes=tuple(f"{suffix}_stream" for suffix in variant.suffixes) or ("stream",),
        streamed=True,
    )


# --- downloads -------------------------------------------------------------------------------------

_DOWNLOAD_SUFFIXES = ("stream", "download")
_DOWNLOADED = Text(
    "The content, to be read piece by piece or saved to a file. A `with` block closes the connection."
)


def is_download(content: Content, traits: Traits) -> bool:
    """Return whether content of a response is bytes as they are, and the document says so: by its
    media type, or by its schema where any media type will do."""
    kind = kind_of(content.media_type)
    if traits.is_binary(content.type):
        return kind in (MediaKind.BINARY, MediaKind.JSON)
    if is_structured(content, traits):
        return False
    return kind is MediaKind.BINARY and not is_wildcard(content.media_type)


def has_downloads(api: Api, traits: Traits) -> bool:
    """Return whether an operation of an API succeeds with binary content."""
    return any(_is_download(each, success_responses(each), traits) for each in api.operations)


def _download_of(variant: Variant, successes: Iterable[Response], traits: Traits) -> Variant | None:
    """Return the method that gives content while it arrives; None where there is no binary content.

    Args:
        variant: an operation, or a form of it.
        successes: the responses that it can succeed with.
        traits: what types are like.
    """
    operation = variant.operation
    statuses = {response.status for response in successes}
    told = [response for response in operation.responses if response.status in statuses]
    if not _is_download(operation, told, traits):
        return None
    before = tuple(f"{suffix}_" for suffix in variant.suffixes) or ("",)
    return replace(
        variant,
        operation=_narrowed(operation, statuses, lambda content: is_download(content, traits)),
        suffixes=tuple(f"{each}{suffix}" for each in before for suffix in _DOWNLOAD_SUFFIXES),
        is_download=True,
    )


def _is_download(operation: Operation, successes: Iterable[Response], traits: Traits) -> bool:
    return operation.method != "HEAD" and any(
        is_download(content, traits) for response in successes for content in response.contents
    )


def as_download(response: ResponsePlan) -> ResponsePlan:
    """Return the plan of responses whose content is given while it arrives."""
    return replace(
        response,
        returns=Code("Download"),
        async_returns=Code("Opening[AsyncDownload]"),
        returns_docs=_DOWNLOADED,
        by_media_type={},
    )


def file_of(operation: Operation) -> str:
    """Return the file name that an example saves a download as."""
    contents = (each for response in success_responses(operation) for each in response.contents)
    return file_name(next((each.media_type for each in contents), ""))
