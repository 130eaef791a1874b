"""The page about web frameworks: its app, its commands and its tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from e2e.conftest import must_be_there
from e2e.installation import FRAMEWORKS
from support.command import clientsmith
from support.public import ROOT

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("frameworks")]

PAGE = (ROOT / "docs" / "frameworks.md").read_text(encoding="utf-8")
APPS = Path(__file__).parent
FILES = dict(re.findall(r"^`([\w.]+)`:\n```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = {
    framework.partition(",")[0]: command
    for framework, command in re.findall(r"^\| ([^|`]+) \| `(.+?)`", PAGE, re.MULTILINE)
}


def run(command: str, folder: Path, **environment: str) -> str:
    """Run a command line with the programs of the frameworks' environment."""
    path = f"{FRAMEWORKS.folder / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the page, and the client."""
    must_be_there(FRAMEWORKS)
    folder = tmp_path_factory.mktemp("kitchen")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (block,) = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    write, generate = block.splitlines()
    assert write == COMMANDS["FastAPI"]
    run(write, folder)
    outcome = clientsmith(*generate.split()[1:], folder=folder)
    assert (outcome.code, "0 warnings" in outcome.stderr) == (0, True), outcome.stderr
    return folder


def test_the_tests_of_the_page(kitchen: Path) -> None:
    command = "python -m pytest -q -p no:cacheprovider test_kitchen.py"
    assert "4 passed" in run(f"{command} -rA", kitchen, PYTHONPATH="sdk")


def test_the_page_is_typed(kitchen: Path) -> None:
    python = FRAMEWORKS.folder / "venv" / "bin" / "python"
    command = f"{sys.executable} -m mypy --strict --python-executable {python} test_kitchen.py"
    assert "no issues found" in run(command, kitchen, MYPYPATH="sdk")


def test_names_after_functions(kitchen: Path) -> None:
    """The calls that the page shows for `naming = "operation-id"`."""
    clientsmith(
        "generate", "openapi.json", "-o", "other", "--naming", "operation-id", folder=kitchen
    )
    program = "from kitchen import Kitchen as K; c = K(); c.recipes.stream_steps, c.photos.upload"
    run(f'python -c "{program}"', kitchen, PYTHONPATH="other")


@pytest.mark.parametrize(
    ("framework", "app"),
    [
        ("Django REST framework", "drf"),
        ("Django Ninja", "ninja"),
        ("Litestar", "litestar"),
        ("Flask", "apiflask"),
    ],
)
def test_commands_that_write_documents(framework: str, app: str, tmp_path: Path) -> None:
    must_be_there(FRAMEWORKS)
    source = (APPS / app / "app.py").read_text(encoding="utf-8")
    (tmp_path / "app.py").write_text(source, encoding="utf-8")
    (tmp_path / "manage.py").write_text(
        "import app\nfrom django.core.management import execute_from_command_line\n"
        "import sys\nexecute_from_command_line(sys.argv)\n",
        encoding="utf-8",
    )
    run(COMMANDS[framework], tmp_path)
    (document,) = tmp_path.glob("openapi.*")
    assert yaml.safe_load(document.read_text(encoding="utf-8"))["paths"]
