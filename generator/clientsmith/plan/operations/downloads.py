"""Downloads: methods that give binary content while it comes, beside those that give it whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...ir import Api, Content, Operation, Response
from ...text import Code, Text
from ...types.media_types import MediaKind, is_wildcard, kind_of
from ...types.predicates import Traits
from ..examples.values import file_name
from .responses import ResponsePlan, success_responses
from .variants import Variant, narrowed

_SUFFIXES = ("stream", "download")
_MEANING = Text(
    "The content, to be read piece by piece or saved to a file. A `with` block closes the connection."
)


def is_download(content: Content, traits: Traits) -> bool:
    """Whether content of an answer is bytes as they are, and the document says so: by its media
    type, or by its schema where any media type will do."""
    kind = kind_of(content.media_type)
    if traits.is_binary(content.type):
        return kind in (MediaKind.BINARY, MediaKind.JSON)
    if content.type is not None and traits.is_structured(content.type):
        return False
    return kind is MediaKind.BINARY and not is_wildcard(content.media_type)


def has_downloads(api: Api, traits: Traits) -> bool:
    """Whether an operation of an API succeeds with binary content."""
    return any(_is_download(each, success_responses(each), traits) for each in api.operations)


def download_of(variant: Variant, successes: Iterable[Response], traits: Traits) -> Variant | None:
    """The method that gives content while it comes; None where there is no binary content.

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
        operation=narrowed(operation, statuses, lambda content: is_download(content, traits)),
        suffixes=tuple(f"{each}{suffix}" for each in before for suffix in _SUFFIXES),
        is_download=True,
    )


def _is_download(operation: Operation, successes: Iterable[Response], traits: Traits) -> bool:
    return operation.method != "HEAD" and any(
        is_download(content, traits) for response in successes for content in response.contents
    )


def as_download(answer: ResponsePlan) -> ResponsePlan:
    """The plan of answers whose content is given while it comes."""
    return replace(
        answer,
        returns=Code("Download"),
        async_returns=Code("AsyncDownload"),
        returns_docs=_MEANING,
    )


def file_of(operation: Operation) -> str:
    """What an example saves a download as."""
    contents = (each for response in success_responses(operation) for each in response.contents)
    return file_name(next((each.media_type for each in contents), ""))
