"""Bodies with members that a call adds to what the API declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..errors import InvalidRequestError
from ..http.media_types import essence, is_json
from ..models.unset import UNSET
from ..operations import Body
from .bodies import Payload, fields_of, write_body
from .body_choice import choose_body
from .values import encode, json_bytes


def write_with_members(
    body: Body | tuple[Body, ...] | None,
    value: Any,
    members: Mapping[str, Any],
    content_type: str | None = None,
) -> Payload | None:
    """Write a body with further members, which win over its own.

    Args:
        body: what the operation declares; None stands for a JSON object.
        value: what was given; None and `UNSET` stand for an object without members.
        members: values by their names on the wire.
        content_type: media type that was chosen.

    Raises:
        InvalidRequestError: the body is no JSON object and no form, or cannot be written.
    """
    if body is None:
        return Payload("application/json", json_bytes(dict(members), Any))
    form, value = choose_body(body, value, content_type)
    merged = {**_members_of(form, value), **members}
    return write_body(replace(form, type="dict[str, Any]"), merged)


def _members_of(body: Body, value: Any) -> Mapping[str, Any]:
    """The members of a value by their names on the wire."""
    kind = essence(body.media_type)
    if is_json(kind) and not body.has_items:
        fields = {} if value is None or value is UNSET else encode(value, body.type)
        if isinstance(fields, Mapping):
            return fields
    elif kind.startswith("multipart/") or kind == "application/x-www-form-urlencoded":
        return {} if value is None or value is UNSET else fields_of(body, value)
    raise InvalidRequestError(
        f"Further members need a JSON object or a form, not a body of type {kind}."
    )
