"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Literal, TypeAlias, Union

import msgspec
import msgspec as _msgspec

from .._runtime import UNSET, APIModel, Unset

JSONValue: TypeAlias = Union[str, float, list["JSONValue"]]
"""A value without a known shape, which may hold others."""

Nothing: TypeAlias = dict[str, Any]


class Address(APIModel, kw_only=True):
    street: str
    city: str


class CardPayment(APIModel, kw_only=True):
    kind: Literal["card"] = "card"
    due_date: dt.date | None = msgspec.field(name="dueDate", default=None)
    last_digits: str = msgspec.field(name="lastDigits")

    _wire: ClassVar[dict[str, str]] = {
        "due_date": "dueDate",
        "last_digits": "lastDigits",
    }


class Field(APIModel, kw_only=True):
    name: str
    inner: Field | None = None
    width_in_columns: int | None = msgspec.field(name="widthInColumns", default=None)
    """Default: 80."""

    _wire: ClassVar[dict[str, str]] = {"width_in_columns": "widthInColumns"}


class InvoicePayment(APIModel, kw_only=True):
    kind: Literal["invoice"] = "invoice"
    due_date: dt.date | None = msgspec.field(name="dueDate", default=None)
    vat_number: str | None = msgspec.field(name="vatNumber", default=None)

    _wire: ClassVar[dict[str, str]] = {"due_date": "dueDate", "vat_number": "vatNumber"}


class Labels(APIModel, kw_only=True):
    colour: str | None = None
    additional_properties: dict[str, int] = msgspec.field(
        name="additional_properties_", default_factory=dict
    )
    """Properties without a field of their own."""


class Payment(APIModel, kw_only=True):
    kind: str
    due_date: dt.date | None = msgspec.field(name="dueDate", default=None)

    _wire: ClassVar[dict[str, str]] = {"due_date": "dueDate"}


class PickUpPoint(APIModel, kw_only=True):
    code: str


class Refusal(APIModel, kw_only=True):
    reason: str
    product_name: str | None = msgspec.field(name="productName", default=None)

    _wire: ClassVar[dict[str, str]] = {"product_name": "productName"}


class Settings(APIModel, kw_only=True):
    """Its properties have names that classes of some styles need for themselves."""

    class_: str = _msgspec.field(name="class")
    copy: int | None = None
    json: JSONValue | None = None
    schema: str | None = None
    model_config: bool | None = None
    model_dump_size: int | None = None
    field: str | None = None
    msgspec: str | None = None
    pydantic: str | None = None
    items: list[str] | None = None
    keys: int | None = None
    nothing: dict[str, Any] | None = None
    layout: Field | None = None
    seen_at: dt.datetime | None | Unset = _msgspec.field(name="seenAt", default=UNSET)

    _wire: ClassVar[dict[str, str]] = {"class_": "class", "seen_at": "seenAt"}


class Sizes(APIModel, kw_only=True):
    additional_properties_: str | None = msgspec.field(
        name="additional_properties", default=None
    )
    additional_properties: dict[str, int] = msgspec.field(
        name="additional_properties_", default_factory=dict
    )
    """Properties without a field of their own."""

    _wire: ClassVar[dict[str, str]] = {
        "additional_properties_": "additional_properties"
    }
