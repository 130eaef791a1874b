"""Webhooks and callbacks, as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text
from .documentation import Import


@dataclass(frozen=True, slots=True)
class DeliveryField:
    """A part of a request sent by the API: its body, a header, a query parameter or a cookie."""

    name: Code
    """Name of the field."""

    annotation: Code
    """Type expression in `webhooks.py`."""

    default: Code
    """Default value; empty if the API always sends it."""

    docs: Text
    """May be empty."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A dataclass for a request with more declared parts than the body."""

    name: Code
    """Name of the class."""

    fields: tuple[DeliveryField, ...]
    """The fields; the body comes first, if there is one."""

    parameters: tuple[Code, ...]
    """Expressions of the runtime: `Received("event_id", "header", "X-Event-Id", "str")`."""

    has_query: bool
    """True if query parameters are among them."""

    has_headers: bool
    """True if headers or cookies are among them."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request sent by the API, a webhook or a callback, and the function that decodes it."""

    name: Code
    """Name of the function, such as `parse_new_pet`."""

    constant: Code
    """Name of the module constant that describes the request, such as `_NEW_PET`."""

    key: Text
    """Name in the document."""

    summary: Text
    """One line; never empty."""

    description: Text
    """Paragraphs after the summary; may be empty."""

    origin: Text
    """Name of the webhook, or the operation that declares the callback; one line."""

    external_url: Text
    """URL of the external documentation; may be empty."""

    deprecated: bool
    """True if the document marks it as deprecated."""

    contents: tuple[Code, ...]
    """Expressions of the runtime for the possible bodies, the usual one first, such as
    `JSON("Pet")`."""

    is_body_required: bool
    """True if the request always has a body."""

    body: Code
    """Type expression of the body in `webhooks.py`; `None` if there is no body."""

    body_docs: Text
    """Description of the body; may be empty."""

    delivery: Delivery | None
    """The dataclass that the function returns; None if it returns the body."""


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The module `webhooks`."""

    imports: tuple[Import, ...]
    """Imports of the module at run time."""

    webhooks: tuple[Webhook, ...]
    """All webhooks and callbacks, sorted by name."""
