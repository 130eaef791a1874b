"""Every public document becomes a whole client that imports, type-checks and is formatted."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from clientsmith.pipeline import Generated
from clientsmith.problem import Severity
from support import checks
from support.clients import generate_to
from support.public import GIANTS, PublicSpec, each_public_spec, public_specs

PACKAGE = "client_pkg"

_generated: dict[str, tuple[Generated, Path]] = {}


@pytest.fixture
def client(spec: PublicSpec, tmp_path_factory: pytest.TempPathFactory) -> tuple[Generated, Path]:
    """The client of a document, made once for all tests of that document."""
    if spec.name not in _generated:
        folder = tmp_path_factory.mktemp(spec.name)
        _generated[spec.name] = generate_to(spec.file, folder, package=PACKAGE), folder
    return _generated[spec.name]


@each_public_spec()
def test_every_operation_has_a_method(spec: PublicSpec, client: tuple[Generated, Path]) -> None:
    planned = client[0].planned
    dropped = [p for p in planned.problems if p.code == "operation-dropped"]
    assert planned.coverage.operations == spec.operations
    assert planned.coverage.operations_generated + len(dropped) == spec.operations
    assert planned.coverage.schemas_generated == planned.coverage.schemas
    assert not [p for p in planned.problems if p.severity is Severity.ERROR]


@each_public_spec()
def test_every_module_imports(spec: PublicSpec, client: tuple[Generated, Path]) -> None:
    folder = client[1]
    checks.import_everything(folder, PACKAGE)
    assert list(checks.dangling_imports(folder / PACKAGE)) == []


@each_public_spec()
def test_the_smoke_tests_pass(spec: PublicSpec, client: tuple[Generated, Path]) -> None:
    assert checks.smoke_test_failures(client[1]) == ""


@each_public_spec(giants=False)
def test_black_would_change_nothing(spec: PublicSpec, client: tuple[Generated, Path]) -> None:
    assert checks.black_errors(client[1]) == ""


@pytest.mark.slow
@each_public_spec(giants=True)
def test_black_would_change_nothing_in_giants(
    spec: PublicSpec, client: tuple[Generated, Path]
) -> None:
    assert checks.black_errors(client[1]) == ""


@each_public_spec()
def test_the_project_file_is_valid(spec: PublicSpec, client: tuple[Generated, Path]) -> None:
    project = tomllib.loads((client[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dependencies"][0].startswith("httpx2")


@pytest.mark.xdist_group("small public documents")
def test_type_checkers_are_content(tmp_path: Path) -> None:
    """In one run of each, for what all clients have in common takes them longer than the rest."""
    small = [spec for spec in public_specs() if spec.name not in GIANTS]
    if not small:
        pytest.skip("the public documents are not at hand")
    packages = []
    for spec in small:
        package = re.sub(r"\W", "_", spec.name)
        generate_to(spec.file, tmp_path / "made", package=package)
        shutil.move(tmp_path / "made" / package, tmp_path / package)
        shutil.rmtree(tmp_path / "made")
        packages.append(Path(package))
    assert checks.mypy_errors(packages, tmp_path) == ""
    assert checks.pyright_errors(packages, tmp_path) == ""


@pytest.mark.slow
@each_public_spec(giants=True)
def test_mypy_is_content_with_giants(spec: PublicSpec, client: tuple[Generated, Path]) -> None:
    assert checks.mypy_errors([Path(PACKAGE)], client[1]) == ""


@pytest.mark.slow
@each_public_spec(giants=True)
def test_pyright_is_content_with_giants(spec: PublicSpec, client: tuple[Generated, Path]) -> None:
    assert checks.pyright_errors([Path(PACKAGE)], client[1]) == ""


def test_the_giants_are_among_the_documents() -> None:
    names = {p.values[0].name for p in each_public_spec().args[1] if p.values[0] is not None}
    assert not names or set(GIANTS) <= names
