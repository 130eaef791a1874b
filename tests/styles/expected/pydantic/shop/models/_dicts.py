"""Dicts that methods accept in place of models: TypedDicts with the fields of these as keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, NotRequired, TypeAlias, TypedDict, Union
from uuid import UUID

from .. import models as _m

JSONValueDict: TypeAlias = Sequence[Union["_m.JSONValue", "JSONValueDict"]]


class AddressDict(TypedDict):
    street: str
    city: str


class CardPaymentDict(TypedDict):
    kind: Literal["card"]
    due_date: NotRequired[dt.date]
    last_digits: str


class FieldDict(TypedDict):
    name: str
    inner: NotRequired[_m.Field | FieldDict]
    width_in_columns: NotRequired[int]


class InvoicePaymentDict(TypedDict):
    kind: Literal["invoice"]
    due_date: NotRequired[dt.date]
    vat_number: NotRequired[str]


class LabelsDict(TypedDict):
    colour: NotRequired[str]
    additional_properties: NotRequired[Mapping[str, int]]


class OrderLineDict(TypedDict):
    product_id: UUID
    quantity: int


class PickUpPointDict(TypedDict):
    code: str


class ProductInputDict(TypedDict):
    name: str
    added_at: dt.datetime
    unit_price: NotRequired[Decimal]
    stock: NotRequired[int | None]
    tags: NotRequired[Sequence[str]]
    parts: NotRequired[Sequence[_m.ProductInput | ProductInputDict]]


class SizesDict(TypedDict):
    additional_properties_: NotRequired[str]
    additional_properties: NotRequired[Mapping[str, int]]
