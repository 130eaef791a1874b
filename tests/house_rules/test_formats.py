"""Formats that a document made up, and what the configuration says that they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.config import Config, ConfigError, load_configs
from clientsmith.pipeline import Planned, plan_client
from clientsmith.problem import Severity
from support.clients import generate_to, import_from

SPEC = Path(__file__).parent / "openapi.yaml"
FORMATS = {"money": "decimal", "ulid": "string", "epoch": "unix-time", "count": "integer"}


def planned(**formats: str) -> Planned:
    return plan_client(Config(spec=str(SPEC), formats=formats), progress=lambda stage: None)


def annotations(planned: Planned) -> dict[str, str]:
    fields = [
        field
        for module in planned.package.model_modules
        for model in module.models
        for field in model.fields
        if model.name == "Order"
    ]
    return {str(field.name): str(field.annotation) for field in fields}


def test_without_the_setting_formats_that_nobody_knows_say_nothing() -> None:
    assert annotations(planned()) == {
        "id": "str",
        "price": "str",
        "weight": "float | None | Unset",
        "cents": "int | None",
        "count": "str | None",
        "placed": "int | None",
        "owner": "UUID | None",
        "days": "list[str] | None",
    }


@pytest.mark.parametrize(
    ("formats", "changed"),
    [
        ({"money": "decimal"}, {"price": "Decimal", "weight": "DecimalNumber | None | Unset"}),
        (
            {"money": "decimal-number"},
            {"price": "Decimal", "weight": "DecimalNumber | None | Unset"},
        ),
        ({"money": "integer"}, {"price": "IntegerString", "weight": "int | None | Unset"}),
        ({"money": "integer-string"}, {"price": "IntegerString"}),
        ({"count": "integer"}, {"count": "IntegerString | None"}),
        ({"epoch": "unix-time"}, {"placed": "UnixTime | None"}),
        ({"uuid": "string"}, {"owner": "str | None"}),
        ({"ulid": "uuid"}, {"id": "UUID"}),
        ({"day": "date"}, {"days": "list[dt.date] | None"}),
        ({"ulid": "base64"}, {"id": "bytes"}),
    ],
    ids=lambda value: "-".join(map("=".join, value.items())),
)
def test_a_format_is_given_a_kind(formats: dict[str, str], changed: dict[str, str]) -> None:
    found = planned(**formats)
    assert annotations(found) == {**annotations(planned()), **changed}
    assert [each for each in found.problems if each.code == "override-unused"] == []


@pytest.mark.parametrize("formats", [{"mony": "decimal"}, {"epoch": "date"}, {"uuid": "boolean"}])
def test_a_format_without_effect_is_a_note(formats: dict[str, str]) -> None:
    found = planned(**formats)
    assert annotations(found) == annotations(planned())
    (problem,) = (each for each in found.problems if each.code == "override-unused")
    assert problem.severity is Severity.NOTE
    assert all(repr(format) in problem.message for format in formats)


def test_types_are_said_of_kinds_that_formats_gave() -> None:
    config = Config(spec=str(SPEC), formats={"money": "decimal"}, types={"decimal": "number"})
    found = annotations(plan_client(config, progress=lambda stage: None))
    assert (found["price"], found["weight"]) == ("float", "DecimalNumber | None | Unset")


def test_a_client_reads_and_writes_them(tmp_path: Path) -> None:
    generate_to(SPEC, tmp_path, package="shop_formats", formats={**FORMATS, "day": "date"})
    shop = import_from(tmp_path, "shop_formats")
    codec = __import__("shop_formats._runtime.codec", fromlist=["decode", "encode"])
    wire = {
        "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "price": "12.50",
        "count": "3",
        "placed": 0,
        "days": ["2026-11-27"],
    }
    order = codec.decode(shop.models.Order, wire)
    assert (str(order.price), order.count, order.placed.year) == ("12.50", 3, 1970)
    assert order.days[0].isoformat() == "2026-11-27"
    assert codec.encode(order, shop.models.Order) == wire


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('formats = "money"', "`formats` must be a table"),
        ("formats = {money = 3}", "`formats.money` must be a string, not 3"),
        (
            'formats = {money = "dezimal"}',
            "`formats.money = 'dezimal'` is unknown; did you mean `de",
        ),
        (
            'formats = {byte = "string"}',
            "`formats.byte` has no effect, because that format is an encoding",
        ),
    ],
)
def test_mistakes_in_the_configuration(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text(f'spec = "a.yaml"\noutput = "out"\n{line}\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_configs(file)
    (found,) = caught.value.messages
    assert found.startswith(message)


def test_the_configuration_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text('spec = "a.yaml"\noutput = "out"\n[formats]\nmoney = "decimal"\n')
    (config,) = load_configs(file)
    assert replace(config, folder=Path()) == Config(
        spec="a.yaml", output="out", formats={"money": "decimal"}
    )
