"""Requests that the API does not describe."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypedDict

from ..errors import InvalidRequestError
from ..files import is_file_input
from ..http.urls import checked_path
from ..operations import BINARY, Body, Operation
from ..request_options import RequestOptions
from ..requests.parameters import query_pairs
from .prepare import CallArguments

_METHOD_SIGNS = frozenset("!#$%&'*+-.^_`|~")


class RawArguments(TypedDict, total=False):
    """What such a request is made of.

    Attributes:
        query: Query parameters.
        headers: Headers.
        body: Bytes, a file or text as they are; anything else is sent as JSON.
        content_type: Media type of the body.
        options: What this call does differently.
    """

    query: Mapping[str, Any] | None
    headers: Mapping[str, Any] | None
    body: Any
    content_type: str | None
    options: RequestOptions | None


def raw_call(
    method: str,
    path: str,
    *,
    query: Mapping[str, Any] | None = None,
    headers: Mapping[str, Any] | None = None,
    body: Any = None,
    content_type: str | None = None,
    options: RequestOptions | None = None,
) -> tuple[Operation[bytes], CallArguments]:
    """The operation and the arguments that a request stands for.

    Args:
        method: HTTP method.
        path: Path below the base URL, encoded as it is sent.

    The other arguments are those of `RawArguments`.

    Raises:
        InvalidRequestError: method or path cannot be sent.
    """
    if not method or not all(
        sign in _METHOD_SIGNS or (sign.isascii() and sign.isalnum()) for sign in method
    ):
        raise InvalidRequestError(f"{method!r} is no HTTP method.")
    url = checked_path(f"/{path.lstrip('/')}").lstrip("/")
    pairs = [
        pair
        for name, value in (query or {}).items()
        for pair in query_pairs(name, value)
    ]
    if pairs:
        url += ("&" if "?" in url else "?") + "&".join(pairs)
    arguments: CallArguments = {
        "headers": headers,
        "options": options,
        "url": f"./{url}",
    }
    if body is None:
        return _operation(method.upper(), "", ""), arguments
    arguments["body"] = body
    if is_file_input(body):
        kind, usual = "FileInput", "application/octet-stream"
    elif isinstance(body, str):
        kind, usual = "str", "text/plain"
    else:
        kind, usual = "Any", "application/json"
    return _operation(method.upper(), content_type or usual, kind), arguments


@lru_cache(maxsize=256)
def _operation(method: str, media_type: str, kind: str) -> Operation[bytes]:
    return Operation(
        method,
        "/",
        body=Body(media_type, kind) if media_type else None,
        responses={"2XX": BINARY},
    )
