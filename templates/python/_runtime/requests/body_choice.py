"""Which of several media types a body is sent as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..files import File, file_media_type, is_file_input
from ..http.media_types import essence, is_in_range, is_wildcard
from ..operations import Body


def choose_body(
    body: Body | tuple[Body, ...], value: Any, content_type: str | None
) -> tuple[Body, Any]:
    """The form that a body is sent in, and its value.

    Args:
        body: what the operation declares, the preferred form first.
        value: what was given; a file tells its media type where none is chosen.
        content_type: media type that was chosen.
    """
    forms = body if isinstance(body, tuple) else (body,)
    if content_type is None:
        told = file_media_type(value, "") if is_file_input(value) else ""
        return next(_matches(forms, told), forms[0]), value
    form = next(_matches(forms, content_type), forms[0])
    if isinstance(value, File) and value.content_type is not None:
        value = replace(value, content_type=None)
    return replace(form, media_type=content_type), value


def _matches(forms: tuple[Body, ...], media_type: str) -> Iterator[Body]:
    """The forms that are of a media type, those that name it before ranges."""
    name = essence(media_type)
    for form in forms:
        if essence(form.media_type) == name:
            yield form
    for form in forms:
        if is_wildcard(form.media_type) and is_in_range(name, form.media_type):
            yield form
