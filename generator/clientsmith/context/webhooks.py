"""Webhooks and callbacks as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text
from .documentation import Import


@dataclass(frozen=True, slots=True)
class DeliveryField:
    """The body, or a header, a query parameter or a cookie, of a request that the API sends."""

    name: Code
    """Name of the field."""

    annotation: Code
    """Type expression as it stands in `webhooks.py`."""

    default: Code
    """Empty where the API always sends it."""

    docs: Text
    """May be empty."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A dataclass for a request of which more than the body is declared."""

    name: Code
    """Name of the class."""

    fields: tuple[DeliveryField, ...]
    """The body first, if there is one."""

    parameters: tuple[Code, ...]
    """Expressions of the runtime: `Received("event_id", "header", "X-Event-Id", "str")`."""

    has_query: bool
    """True if query parameters are among them."""

    has_headers: bool
    """True if headers or cookies are among them."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends: a webhook or a callback, and the function that decodes it."""

    name: Code
    """Name of the function, such as `parse_new_pet`."""

    constant: Code
    """Name of the module constant that describes the request, such as `_NEW_PET`."""

    key: Text
    """What the document calls it."""

    summary: Text
    """One line; never empty."""

    description: Text
    """Paragraphs behind the summary; may be empty."""

    origin: Text
    """Which webhook it is, or the callback of which operation; one line."""

    external_url: Text
    """Where the document says there is more to read; may be empty."""

    deprecated: bool
    """True if the document calls it deprecated."""

    contents: tuple[Code, ...]
    """Expressions of the runtime: what a body may be, the usual one first, such as `JSON("Pet")`."""

    is_body_required: bool
    """True if there is a body always."""

    body: Code
    """Type expression of the body as it stands in `webhooks.py`; `None` where there is none."""

    body_docs: Text
    """What the document says of the body; may be empty."""

    delivery: Delivery | None
    """The dataclass that the function returns; None where it returns the body."""


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The module `webhooks`."""

    imports: tuple[Import, ...]
    """Every import that the module runs."""

    webhooks: tuple[Webhook, ...]
    """All of them, sorted by name."""
