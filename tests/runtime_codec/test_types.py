"""The runtime and code that uses it, as the two type checkers see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from support.checks import mypy_errors, pyright_errors

from .conftest import PACKAGE

USER_CODE = f"""
from typing import Any, assert_type

from {PACKAGE} import models
from {PACKAGE}._runtime import UNSET, Unset
from {PACKAGE}._runtime.codec import TypeMismatchError, decode, decode_bytes, encode, encode_bytes


def use(value: Any, data: bytes) -> None:
    assert_type(decode(models.Pet, value), models.Pet)
    assert_type(decode(list[models.Pet], value, strict=True), list[models.Pet])
    assert_type(decode_bytes(models.Pet, data), models.Pet)
    assert_type(decode_bytes("list[Pet]", data), Any)
    assert_type(encode_bytes(value, models.Pet), bytes)
    encode(value)
    try:
        pet = decode(models.Pet, value)
    except TypeMismatchError as error:
        assert_type(error.path, str)
        return
    assert_type(pet.nickname, str | None | Unset)
    if pet.nickname is not UNSET:
        assert_type(pet.nickname, str | None)
    assert_type(pet.extra_fields, dict[str, Any])


def match(event: models.Event, color: models.Color) -> int | str:
    match event:
        case models.OrderPaid(amount=amount):
            return amount
        case models.OrderRefunded(reason=reason):
            return reason
"""

WRONG = {
    "models.Pat": "an attribute that is not there",
    "models.Tone(value='x')": "a field of another type",
    "models.Tone()": "a required field that is missing",
    "decode_bytes(models.Pet, 'text')": "text in place of bytes",
}


@pytest.fixture(scope="module")
def programs(folder: Path) -> tuple[Path, Path]:
    """A program that is right, and one whose last lines are wrong."""
    right, wrong = folder / "user_code.py", folder / "wrong_code.py"
    right.write_text(USER_CODE, encoding="utf-8")
    head = USER_CODE.partition("\n\ndef use")[0]
    lines = [f"{expression}  # {reason}" for expression, reason in WRONG.items()]
    wrong.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return right, wrong


@pytest.mark.parametrize("check", [mypy_errors, pyright_errors])
def test_wrong_code_alone_is_refused(
    folder: Path, programs: tuple[Path, Path], check: Callable[..., str]
) -> None:
    said = check([folder / PACKAGE, *programs], folder)
    errors = [line for line in said.splitlines() if re.search(r": error:| - error:", line)]
    last = len(programs[1].read_text(encoding="utf-8").splitlines())
    for number, reason in enumerate(WRONG.values(), last - len(WRONG) + 1):
        place = f"wrong_code.py:{number}:"
        assert any(place in line for line in errors), f"{reason} passes:\n{said}"
        errors = [line for line in errors if place not in line]
    assert errors == []
