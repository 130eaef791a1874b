"""The runtime and what users write with it, as the two type checkers see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from support.checks import mypy_errors, pyright_errors

from .conftest import PACKAGE

USER_CODE = """
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import assert_type
from uuid import UUID

from runtime_sample import AsyncPetshop, File, Petshop, RequestOptions, models
from runtime_sample._runtime import RawResponse
from runtime_sample._runtime.bodies.files import FileInput
from runtime_sample._runtime.errors import APIStatusError, BadRequestError


def use(client: Petshop, pet_id: UUID) -> None:
    pet = client.pets.create(name="Rex", options=RequestOptions(timeout=None))
    assert_type(pet, models.Pet)
    assert_type(client.pets.list(ids=[1]), list[models.Pet])
    client.pets.delete(pet_id)
    with client as entered:
        assert_type(entered, Petshop)
    with client.capture() as responses:
        assert_type(responses, list[RawResponse])
        assert_type(responses[0].request_id, str | None)
    try:
        client.pets.create(name="")
    except BadRequestError as error:
        assert_type(error.status_code, int)
        assert_type(error.request_id, str | None)
        print(error.body.error, error.headers["x"])
    except APIStatusError:
        pass


async def use_async(client: AsyncPetshop) -> None:
    assert_type(await client.pets.create(name="Rex"), models.Pet)
    async with client as entered:
        assert_type(entered, AsyncPetshop)


async def pieces() -> AsyncIterator[bytes]:
    yield b""


def files(path: Path) -> list[FileInput]:
    return [
        b"x",
        path,
        path.open("rb"),
        io.BytesIO(),
        iter([b"x"]),
        pieces(),
        File(path, filename="a", content_type="a/b", headers={"a": "b"}),
    ]


models.Attachment(file=path if (path := Path("x")).exists() else b"")
"""

WRONG_CODE = """
from runtime_sample import Petshop, RequestOptions

client = Petshop(token="t")
client.pets.create(title="x")  # wrong
client.pets.create("x")  # wrong
client.pets.list(ids=["x"])  # wrong
client.pets.delete("x")  # wrong
client.pets.nothing()  # wrong
client.pets.create(name="x").title  # wrong
RequestOptions(timeout="5")  # wrong
RequestOptions(retries="5")  # wrong
Petshop(token=5)  # wrong
"""


@pytest.mark.parametrize(
    ("errors_of", "with_runtime"),
    [
        (mypy_errors, True),
        (pyright_errors, False),
        pytest.param(pyright_errors, True, marks=pytest.mark.slow),
    ],
)
def test_type_checkers(
    package_folder: Path, errors_of: Callable[..., str], with_runtime: bool
) -> None:
    """In one run, for looking at the runtime takes the longest by far."""
    paths = [Path(PACKAGE), Path("user_code.py"), Path("wrong_code.py")]
    (package_folder / paths[1]).write_text(USER_CODE)
    (package_folder / paths[2]).write_text(WRONG_CODE)
    found = errors_of(paths, package_folder, with_runtime=with_runtime)
    errors = [line for line in found.splitlines() if "error:" in line]
    assert [line for line in errors if "wrong_code.py:" not in line] == []
    wrong = [number for number, line in enumerate(WRONG_CODE.splitlines(), 1) if "# wrong" in line]
    lines = {int(line) for line in re.findall(r"wrong_code\.py:(\d+).*error", found)}
    assert sorted(lines) == wrong
