"""The runtime and code that uses it, as the two type checkers see them."""

from __future__ import annotations

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
def user_code(folder: Path) -> Path:
    file = folder / "user_code.py"
    file.write_text(USER_CODE, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def wrong_code(folder: Path) -> Path:
    head = USER_CODE.partition("\n\ndef use")[0]
    lines = [f"{expression}  # {reason}" for expression, reason in WRONG.items()]
    file = folder / "wrong_code.py"
    file.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return file


def test_mypy(folder: Path, user_code: Path) -> None:
    assert mypy_errors([folder / PACKAGE, user_code], folder) == ""


def test_pyright(folder: Path, user_code: Path) -> None:
    assert pyright_errors([folder / PACKAGE, user_code], folder) == ""


@pytest.mark.parametrize("check", [mypy_errors, pyright_errors])
def test_wrong_code_is_refused(folder: Path, wrong_code: Path, check: object) -> None:
    assert callable(check)
    said = check([wrong_code], folder)
    first = wrong_code.read_text(encoding="utf-8").splitlines().index(next(iter(
        f"{expression}  # {reason}" for expression, reason in WRONG.items()
    ))) + 1  # fmt: skip
    for number, reason in enumerate(WRONG.values(), first):
        assert f"wrong_code.py:{number}:" in said, f"{reason} passes:\n{said}"
