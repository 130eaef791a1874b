"""Every public document becomes a whole client that imports, type-checks and is formatted."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from clientsmith.pipeline import Generated, render_client
from clientsmith.problem import Severity
from support import checks
from support.clients import generate_to, write
from support.contexts import contract_errors
from support.examples import usage_modules
from support.public import (
    GIANTS,
    PACKAGE,
    PublicSpec,
    config_of,
    each_public_spec,
    planned,
    public_specs,
)

_clients: dict[str, tuple[Generated, Path]] = {}


@pytest.fixture
def client(spec: PublicSpec, tmp_path_factory: pytest.TempPathFactory) -> tuple[Generated, Path]:
    """The client of a document, made once for all tests of that document."""
    if spec.name not in _clients:
        made = render_client(planned(spec), config_of(spec))
        folder = tmp_path_factory.mktemp(spec.name)
        write(made, folder)
        _clients[spec.name] = made, folder
    return _clients[spec.name]


@each_public_spec()
def test_every_operation_has_a_method(spec: PublicSpec, client: tuple[Generated, Path]) -> None:
    plan = client[0].planned
    dropped = [p for p in plan.problems if p.code == "operation-dropped"]
    assert plan.coverage.operations == spec.operations
    assert plan.coverage.operations_generated + len(dropped) == spec.operations
    assert plan.coverage.schemas_generated == plan.coverage.schemas
    assert not [p for p in plan.problems if p.severity is Severity.ERROR]


@each_public_spec()
def test_every_module_imports(spec: PublicSpec, client: tuple[Generated, Path]) -> None:
    folder = client[1]
    checks.import_everything(folder, PACKAGE)
    assert list(checks.dangling_imports(folder / PACKAGE)) == []
    assert checks.needless_modules(folder / PACKAGE) == []


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


@each_public_spec(slow_giants=True)
def test_templates_see_what_the_contract_says(
    spec: PublicSpec, client: tuple[Generated, Path]
) -> None:
    assert contract_errors(client[0].planned.package) == []


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
        made = generate_to(spec.file, tmp_path / "made", package=package)
        shutil.move(tmp_path / "made" / package, tmp_path / package)
        shutil.rmtree(tmp_path / "made")
        packages.append(Path(package))
        packages += usage_modules(made.planned.package, made.files, tmp_path)
    checks.share_runtime(tmp_path, [str(each) for each in packages if (tmp_path / each).is_dir()])
    assert checks.mypy_errors(packages, tmp_path) == ""
    assert checks.pyright_errors(packages, tmp_path) == ""


@pytest.fixture
def giant(client: tuple[Generated, Path], tmp_path: Path) -> tuple[Path, list[Path]]:
    """A folder with a client, and what type checkers look at there: what it shows, too."""
    made, folder = client
    (tmp_path / PACKAGE).symlink_to(folder / PACKAGE)
    shown = usage_modules(made.planned.package, made.files, tmp_path)
    return tmp_path, [Path(PACKAGE), *shown]


@pytest.mark.slow
@each_public_spec(giants=True)
def test_mypy_is_content_with_giants(spec: PublicSpec, giant: tuple[Path, list[Path]]) -> None:
    folder, files = giant
    assert checks.mypy_errors(files, folder) == ""


@pytest.mark.slow
@each_public_spec(giants=True)
def test_pyright_is_content_with_giants(spec: PublicSpec, giant: tuple[Path, list[Path]]) -> None:
    folder, files = giant
    assert checks.pyright_errors(files, folder) == ""


def test_the_giants_are_among_the_documents() -> None:
    names = {p.values[0].name for p in each_public_spec().args[1] if p.values[0] is not None}
    assert not names or set(GIANTS) <= names
