"""For each feature a document that needs it alone, and the modules of the runtime that it brings.

A folder has a document, with `settings.toml` and `names.json` (the names that the client had before)
where it needs any, and `expected.txt` with the modules of the runtime that its client has and the client of `plain` has not;
`plain` itself lists all of its modules. `make regen` rewrites the lists.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from clientsmith.config import Config, RuntimeSettings
from clientsmith.pipeline import generate_client
from clientsmith.project.pins import NAMES
from clientsmith.render.runtime import runtime_texts
from support import checks
from support.clients import write

FOLDER = Path(__file__).parent / "features"
FEATURES = sorted(folder.name for folder in FOLDER.iterdir())
PLAIN = "plain"

ERRORS = """
import importlib
import pickle
import sys
from pathlib import Path


def with_subclasses(kind):
    yield kind
    for each in kind.__subclasses__():
        yield from with_subclasses(each)


for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for file in sorted(Path(name).rglob("*.py")):
        importlib.import_module(".".join(file.with_suffix("").parts))
    for kind in with_subclasses(package.APIError):
        assert pickle.loads(pickle.dumps(kind)) is kind, kind
        is_exported = getattr(package, kind.__name__, None) is kind
        assert (kind.__module__ == name) == is_exported, kind
        error = kind.__new__(kind, "no")
        assert type(pickle.loads(pickle.dumps(error))) is kind, kind
    print(name, *sorted({kind.__name__ for kind in with_subclasses(package.APIError)}))
"""
"""Program that imports packages as a whole and pickles their errors."""


def package_of(feature: str) -> str:
    return f"{feature}_feature"


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package for each feature, and their smoke tests."""
    folder = tmp_path_factory.mktemp("features")
    (folder / "tests").mkdir()
    for feature in FEATURES:
        settings = FOLDER / feature / "settings.toml"
        table = tomllib.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else {}
        include = tuple(table.pop("runtime", {}).get("include", ()))
        config = Config(
            naming="operation-id",
            spec=str(FOLDER / feature / "openapi.yaml"),
            output=str(folder / "out"),
            package=package_of(feature),
            runtime=RuntimeSettings(include=include),
            **table,
        )
        if (names := FOLDER / feature / "names.json").is_file():
            (folder / "out" / NAMES).parent.mkdir(parents=True)
            shutil.copy(names, folder / "out" / NAMES)
        made = generate_client(config, progress=lambda stage: None)
        assert [each for each in made.planned.problems if each.code == "operation-dropped"] == []
        write(made, folder / "out")
        shutil.move(folder / "out" / package_of(feature), folder)
        shutil.move(
            folder / "out" / "tests" / "test_smoke.py", folder / "tests" / f"test_{feature}.py"
        )
        shutil.rmtree(folder / "out")
    return folder


def runtime(clients: Path, feature: str) -> list[str]:
    """Modules of the runtime that the client of a feature has."""
    folder = clients / package_of(feature) / "_runtime"
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.py"))


@pytest.mark.xdist_group("features")
@pytest.mark.parametrize("feature", FEATURES)
def test_a_client_has_what_its_feature_needs(
    feature: str, clients: Path, request: pytest.FixtureRequest
) -> None:
    modules = runtime(clients, feature)
    if feature != PLAIN:
        modules = sorted({*modules} - {*runtime(clients, PLAIN)})
    file = FOLDER / feature / "expected.txt"
    if request.config.getoption("--regen"):
        file.write_text("".join(f"{module}\n" for module in modules), encoding="utf-8")
    assert modules == file.read_text(encoding="utf-8").splitlines()
    assert list(checks.dangling_imports(clients / package_of(feature))) == []
    assert checks.needless_modules(clients / package_of(feature)) == []


@pytest.mark.xdist_group("features")
def test_the_smoke_tests_pass(clients: Path) -> None:
    checks.import_everything(clients, *map(package_of, FEATURES))
    assert checks.smoke_test_failures(clients) == ""


@pytest.mark.xdist_group("features")
def test_errors_can_be_pickled(clients: Path) -> None:
    """Those that a package exports are its own, others those of the module that has them."""
    names = [package_of(feature) for feature in FEATURES]
    command = [sys.executable, "-c", ERRORS, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=clients)
    assert done.returncode == 0, done.stderr
    found = {name: errors for name, *errors in map(str.split, done.stdout.splitlines())}
    assert found.keys() == set(names)
    assert "InvalidSignatureError" not in found[package_of(PLAIN)]
    assert "InvalidSignatureError" in found[package_of("webhooks")]
    assert "InvalidFileError" in found[package_of("files")]


@pytest.mark.slow
def test_type_checkers_are_content(clients: Path) -> None:
    """With the runtime that each client has."""
    packages = [Path(package_of(feature)) for feature in FEATURES]
    assert checks.mypy_errors(packages, clients, with_runtime=True) == ""


@pytest.mark.xdist_group("features")
def test_every_module_belongs_to_a_feature(clients: Path) -> None:
    """Whatever the runtime has, one of the features brings."""
    found = {module for feature in FEATURES for module in runtime(clients, feature)}
    assert {*runtime_texts("dataclass")} - found == set()
