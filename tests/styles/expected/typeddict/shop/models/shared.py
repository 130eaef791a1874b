"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict, Union

JSONValue: TypeAlias = Union[str, float, list["JSONValue"]]
"""A value without a known shape, which may hold others."""

Nothing: TypeAlias = dict[str, Any]


class Address(TypedDict):
    street: str
    city: str


class CardPayment(TypedDict):
    kind: Literal["card"]
    due_date: NotRequired[dt.date]
    last_digits: str


class Field(TypedDict):
    name: str
    inner: NotRequired[Field]
    width_in_columns: NotRequired[int]
    """Default: 80."""


class InvoicePayment(TypedDict):
    kind: Literal["invoice"]
    due_date: NotRequired[dt.date]
    vat_number: NotRequired[str]


class Labels(TypedDict):
    colour: NotRequired[str]
    additional_properties: NotRequired[dict[str, int]]
    """Properties without a field of their own."""


class Payment(TypedDict):
    kind: str
    due_date: NotRequired[dt.date]


class PickUpPoint(TypedDict):
    code: str


class Refusal(TypedDict):
    reason: str
    product_name: NotRequired[str]


class Settings(TypedDict):
    """Its properties have names that classes of some styles need for themselves."""

    class_: str
    copy: NotRequired[int]
    json: NotRequired[JSONValue]
    schema: NotRequired[str]
    model_config: NotRequired[bool]
    model_dump_size: NotRequired[int]
    field: NotRequired[str]
    msgspec: NotRequired[str]
    pydantic: NotRequired[str]
    items: NotRequired[list[str]]
    keys: NotRequired[int]
    nothing: NotRequired[dict[str, Any]]
    layout: NotRequired[Field]
    seen_at: NotRequired[dt.datetime | None]


class Sizes(TypedDict):
    additional_properties_: NotRequired[str]
    additional_properties: NotRequired[dict[str, int]]
    """Properties without a field of their own."""


_typed_dicts: dict[str, dict[str, Any]] = {
    "CardPayment": {
        "_wire": {"due_date": "dueDate", "last_digits": "lastDigits"},
    },
    "Field": {
        "_wire": {"width_in_columns": "widthInColumns"},
    },
    "InvoicePayment": {
        "_wire": {"due_date": "dueDate", "vat_number": "vatNumber"},
    },
    "Payment": {
        "_wire": {"due_date": "dueDate"},
    },
    "Refusal": {
        "_wire": {"product_name": "productName"},
    },
    "Settings": {
        "_wire": {"class_": "class", "seen_at": "seenAt"},
    },
    "Sizes": {
        "_wire": {"additional_properties_": "additional_properties"},
    },
}
"""Metadata of the TypedDicts, such as wire names."""
