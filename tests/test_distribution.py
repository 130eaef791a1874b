"""The wheel carries the templates, and an editable install finds them too."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from clientsmith.contract import class_contracts

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_contains_every_template(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    templates = [
        file.relative_to(ROOT / "templates").as_posix()
        for file in (ROOT / "templates").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    ]
    assert templates
    assert {f"clientsmith/templates/{path}" for path in templates} <= names


def test_the_wheel_knows_the_template_contract(wheel: Path) -> None:
    """Which is read from source text, wherever that is."""
    program = (
        "import clientsmith; assert '.whl' in clientsmith.__file__\n"
        "from clientsmith.contract import class_contracts; print(list(class_contracts().values()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{list(class_contracts().values())}\n"


def test_an_installed_wheel_generates_the_same_client(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False, system_site_packages=False)
    site = next((environment / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(
        "\n".join(path for path in sys.path if path.endswith("site-packages"))
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    spec = ROOT / "specs" / "msportal" / "create-goal.md"
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r})\n"
        "import clientsmith; assert 'installed' in clientsmith.__file__\n"
        "from clientsmith.cli import main; main()"
    )
    outputs = []
    for name, start in (("wheel", ["-c", program]), ("editable", ["-m", "clientsmith"])):
        python = environment / "bin" / "python" if name == "wheel" else sys.executable
        out = tmp_path / name
        done = subprocess.run(
            [str(python), *start, "generate", str(spec), "-o", str(out)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        outputs.append(
            {
                file.relative_to(out).as_posix(): file.read_bytes()
                for file in out.rglob("*")
                if file.is_file()
            }
        )
    assert outputs[0] == outputs[1]
