"""The runtime of each style, and clients and code that use it, as the two type checkers see them.

That of dataclasses is looked at in tests/runtime_client and tests/runtime_codec.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clientsmith.program import builtin_folder
from support.checks import ROOT, mypy_errors, pyright_errors, share_runtime
from support.clients import generate_to
from support.examples import usage_modules

from .conftest import write_package

STYLES = ("pydantic", "msgspec", "typeddict")

USER_CODE = """
from typing import Any, assert_type
from uuid import UUID

from {name} import models
from {name}._runtime.codec import decode, decode_bytes, encode_bytes
{imports}

def use(value: Any, data: bytes) -> None:
    assert_type(decode(models.Pet, value), models.Pet)
    assert_type(decode(list[models.Pet], value, strict=True), list[models.Pet])
    assert_type(decode_bytes(models.Pet, data), models.Pet)
    assert_type(encode_bytes(value, models.Pet), bytes)


def construct(id: UUID) -> models.Pet:
    pet = models.Pet(id=id, name="Rex", born_at=None, class_=1, kind="pet")
    {construct}
    return pet


def wrong() -> None:
    models.Tone(the_value="x")  # {error}
    models.Tone()  # {error}
    models.Pat  # {error}
"""

CONSTRUCT = {
    "pydantic": "assert_type(pet.nickname, str | None)",
    "msgspec": "assert_type(pet.nickname, str | None | Unset)",
    "typeddict": 'assert_type(pet.get("nickname"), str | None)',
}
MADE = "\n    assert_type(make(models.Pet, id=id), models.Pet)"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages and programs that use them, right but for some lines."""
    folder = tmp_path_factory.mktemp("typed_styles")
    for style in STYLES:
        name = write_package(style, folder)
        imports, construct = f"from {name}._runtime import Unset\n", CONSTRUCT[style]
        imports += f"from {name}._runtime.codec.make import make\n"
        construct += MADE
        code = USER_CODE.format(name=name, imports=imports, construct=construct, error="error")
        (folder / f"use_{style}.py").write_text(code, encoding="utf-8")
    for style, document in CLIENTS:
        _add_client(folder, style, document)
    return folder


CLIENTS = [*((style, "shop") for style in STYLES), ("pydantic", "rows"), ("typeddict", "knot")]
"""Documents of tests/styles whose clients are looked at, too."""


def _add_client(folder: Path, style: str, document: str) -> None:
    """Add the client of a document, with the runtime of its style that is there already, and
    for the shop modules with what it shows."""
    name = f"{document}_{style}"
    made = generate_to(
        ROOT / "tests" / "styles" / f"{document}.yaml",
        folder / f"{name}.out",
        package=name,
        models=style,
    )
    shutil.move(folder / f"{name}.out" / name, folder / name)
    share_runtime(folder, [name], owner=f"{style}_sample")
    if document == "shop":
        usage_modules(made.planned.package, made.files, folder)


def clients(folder: Path) -> list[Path]:
    """The clients, and modules with what those of the shop show."""
    names = [f"{document}_{style}" for style, document in CLIENTS]
    shown = [Path(file.name) for file in sorted(folder.glob("shop_*_*.py"))]
    assert {Path(f"shop_{style}_smoke.py") for style in STYLES} <= set(shown)
    return [*map(Path, names), *shown]


def own_files(folder: Path) -> list[Path]:
    """What is another module in each style, and what uses it."""
    files = [Path(f"use_{style}.py") for style in STYLES]
    for style in STYLES:
        package = Path(f"{style}_sample")
        for own in ("made", style):
            source = builtin_folder() / "_styles" / own
            modules = (file.relative_to(source) for file in source.rglob("*.py"))
            files += (package / "_runtime" / module for module in modules)
        files.append(package / "models")
    assert all((folder / file).exists() for file in files)
    return files


def unexpected(said: str, folder: Path) -> list[str]:
    """Errors in other lines than those that say so, and such lines without one."""
    programs = {f"use_{style}.py" for style in STYLES}
    expected = {
        (program, number)
        for program in programs
        for number, line in enumerate((folder / program).read_text().splitlines(), start=1)
        if line.endswith("# error")
    }
    found = []
    for line in said.splitlines():
        if ": error:" not in line and " - error:" not in line:
            continue
        place, number = Path(line.split(":")[0].strip()).name, int(line.split(":")[1])
        if (place, number) in expected:
            expected.discard((place, number))
        else:
            found.append(line)
    return [*found, *(f"{place}:{number} passes" for place, number in sorted(expected))]


@pytest.mark.xdist_group("typing")
def test_mypy(packages: Path) -> None:
    files = [Path(f"{style}_sample") for style in STYLES]
    files += (Path(f"use_{style}.py") for style in STYLES)
    said = mypy_errors([*files, *clients(packages)], packages, with_runtime=True)
    assert unexpected(said, packages) == []


@pytest.mark.xdist_group("typing")
def test_pyright(packages: Path) -> None:
    files = [*own_files(packages), *clients(packages)]
    said = pyright_errors(files, packages, with_runtime=True)
    assert unexpected(said, packages) == []


@pytest.mark.slow
@pytest.mark.xdist_group("typing")
def test_pyright_over_everything(packages: Path) -> None:
    files = [Path(f"{style}_sample") for style in STYLES]
    said = pyright_errors(files, packages, with_runtime=True)
    assert [line for line in said.splitlines() if " - error:" in line] == []
