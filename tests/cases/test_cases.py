"""Each folder here is a feature: a document, and the client that comes out of it.

The runtime is the same in every client, so the expected outputs leave it out. `make regen`
rewrites them. A `settings.toml` in the folder holds settings of `Config`, a `names.json` the names
that the client had before.
"""

from __future__ import annotations

import difflib
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from clientsmith.pipeline import Generated, generate_client
from support import checks
from support.cases import CASES, config_of, package_of
from support.clients import write
from support.examples import usage_modules
from support.runtime import write_shared_runtime

HERE = Path(__file__).parent
SHOWN = (
    "downloads", "enums", "formats", "multipart", "pagination", "recursion", "security", "servers",
    "shared_runtime", "streams", "unions", "webhooks", "xml",
)  # fmt: skip
"""Cases whose pages and docstrings type checkers look at, too; tests/public has further ones."""


@cache
def _generated(case: str) -> Generated:
    with TemporaryDirectory() as folder:
        return generate_client(config_of(case, Path(folder) / "out"), progress=lambda stage: None)


def _left_out(path: str) -> bool:
    return "/_runtime/" in path or path.startswith(".clientsmith/")


@pytest.mark.parametrize("case", CASES)
def test_output_is_as_expected(case: str, request: pytest.FixtureRequest) -> None:
    files = _generated(case).files
    made = {path: text for path, text in files.items() if not _left_out(path)}
    expected_folder = HERE / case / "expected"
    if request.config.getoption("--regen"):
        shutil.rmtree(expected_folder, ignore_errors=True)
        for path, text in made.items():
            target = expected_folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    expected = {
        file.relative_to(expected_folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(expected_folder.rglob("*"))
        if file.is_file()
    }
    assert sorted(made) == sorted(expected)
    for path, text in made.items():
        diff = difflib.unified_diff(expected[path].splitlines(), text.splitlines(), lineterm="")
        assert text == expected[path], f"{path}\n" + "\n".join(diff)


@pytest.fixture(scope="session")
def every_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the clients of all cases side by side."""
    folder = tmp_path_factory.mktemp("cases")
    for case in CASES:
        out = folder / f"{case}.out"
        write(_generated(case), out)
        shutil.move(out / package_of(case), folder / package_of(case))
        shutil.rmtree(out)
    write_shared_runtime(folder)
    return folder


@pytest.mark.xdist_group("cases")
def test_type_checkers_are_content(every_client: Path, tmp_path: Path) -> None:
    """With the clients, and with what the pages and docstrings of some show."""
    packages = [package_of(case) for case in CASES]
    for package in packages:
        shutil.copytree(every_client / package, tmp_path / package)
    write_shared_runtime(tmp_path)
    own = [package for package in packages if (tmp_path / package / "_runtime").is_dir()]
    checks.share_runtime(tmp_path, own)
    files = [Path(package) for package in packages]
    for case in SHOWN:
        made = _generated(case)
        files += usage_modules(made.planned.package, made.files, tmp_path)
    assert len(files) > len(packages) + 10
    assert checks.mypy_errors(files, tmp_path) == ""
    assert checks.pyright_errors(files, tmp_path) == ""


@pytest.mark.xdist_group("cases")
def test_everything_imports(every_client: Path) -> None:
    checks.import_everything(every_client, *map(package_of, CASES))


@pytest.mark.xdist_group("cases")
@pytest.mark.parametrize("case", CASES)
def test_nothing_is_missing_and_nothing_needless(case: str, every_client: Path) -> None:
    assert list(checks.dangling_imports(every_client / package_of(case))) == []
    assert checks.needless_modules(every_client / package_of(case)) == []


@pytest.mark.xdist_group("cases")
def test_black_would_change_nothing(every_client: Path) -> None:
    assert checks.black_errors(every_client) == ""
