"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Literal, TypeAlias, Union

import pydantic
import pydantic as _pydantic
from typing_extensions import TypeAliasType

from .._runtime import APIModel

JSONValue = TypeAliasType("JSONValue", 'Union[str, float, list["JSONValue"]]')
"""A value without a known shape, which may hold others."""

Nothing: TypeAlias = dict[str, Any]


class Address(APIModel):
    street: str
    city: str


class CardPayment(APIModel):
    kind: Literal["card"] = "card"
    due_date: dt.date | None = pydantic.Field(
        default=None, validation_alias="dueDate", serialization_alias="dueDate"
    )
    last_digits: str = pydantic.Field(
        ..., validation_alias="lastDigits", serialization_alias="lastDigits"
    )

    _wire: ClassVar[dict[str, str]] = {
        "due_date": "dueDate",
        "last_digits": "lastDigits",
    }


class Field(APIModel):
    name: str
    inner: Field | None = None
    width_in_columns: int | None = pydantic.Field(
        default=None,
        validation_alias="widthInColumns",
        serialization_alias="widthInColumns",
    )
    """Default: 80."""

    _wire: ClassVar[dict[str, str]] = {"width_in_columns": "widthInColumns"}


class InvoicePayment(APIModel):
    kind: Literal["invoice"] = "invoice"
    due_date: dt.date | None = pydantic.Field(
        default=None, validation_alias="dueDate", serialization_alias="dueDate"
    )
    vat_number: str | None = pydantic.Field(
        default=None, validation_alias="vatNumber", serialization_alias="vatNumber"
    )

    _wire: ClassVar[dict[str, str]] = {"due_date": "dueDate", "vat_number": "vatNumber"}


class Labels(APIModel):
    colour: str | None = None
    additional_properties: dict[str, int] = pydantic.Field(
        default={},
        validation_alias="additional_properties__",
        serialization_alias="additional_properties__",
    )
    """Properties without a field of their own."""


class Payment(APIModel):
    kind: str
    due_date: dt.date | None = pydantic.Field(
        default=None, validation_alias="dueDate", serialization_alias="dueDate"
    )

    _wire: ClassVar[dict[str, str]] = {"due_date": "dueDate"}


class PickUpPoint(APIModel):
    code: str


class Refusal(APIModel):
    reason: str
    product_name: str | None = pydantic.Field(
        default=None, validation_alias="productName", serialization_alias="productName"
    )

    _wire: ClassVar[dict[str, str]] = {"product_name": "productName"}


class Settings(APIModel):
    """Its properties have names that classes of some styles need for themselves."""

    class_: str = _pydantic.Field(
        ..., validation_alias="class", serialization_alias="class"
    )
    copy_: int | None = _pydantic.Field(
        default=None, validation_alias="copy", serialization_alias="copy"
    )
    json_: JSONValue | None = _pydantic.Field(
        default=None, validation_alias="json", serialization_alias="json"
    )
    schema_: str | None = _pydantic.Field(
        default=None, validation_alias="schema", serialization_alias="schema"
    )
    model_config_: bool | None = _pydantic.Field(
        default=None,
        validation_alias="model_config",
        serialization_alias="model_config",
    )
    model_dump_size: int | None = None
    field: str | None = None
    msgspec: str | None = None
    pydantic: str | None = None
    items: list[str] | None = None
    keys: int | None = None
    nothing: dict[str, Any] | None = None
    layout: Field | None = None
    seen_at: dt.datetime | None = _pydantic.Field(
        default=None, validation_alias="seenAt", serialization_alias="seenAt"
    )

    _wire: ClassVar[dict[str, str]] = {
        "class_": "class",
        "copy_": "copy",
        "json_": "json",
        "schema_": "schema",
        "model_config_": "model_config",
        "seen_at": "seenAt",
    }

    _nullable: ClassVar[frozenset[str]] = frozenset(("seen_at",))


class Sizes(APIModel):
    additional_properties_: str | None = pydantic.Field(
        default=None,
        validation_alias="additional_properties",
        serialization_alias="additional_properties",
    )
    additional_properties: dict[str, int] = pydantic.Field(
        default={},
        validation_alias="additional_properties__",
        serialization_alias="additional_properties__",
    )
    """Properties without a field of their own."""

    _wire: ClassVar[dict[str, str]] = {
        "additional_properties_": "additional_properties"
    }
