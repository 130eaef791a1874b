"""The quickstart: its files are written and its commands run, in an empty folder with an environment
of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from support.public import ROOT, SHARED

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("quickstart")]

PAGE = (ROOT / "docs" / "quickstart.md").read_text(encoding="utf-8")
_BLOCK = re.compile(
    r"^(?:`(?P<file>[\w.]+)`:\n)?```(?:python|sh)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_MOST_COMMANDS, _MOST_LINES = 8, 15
"""How many commands and lines of code lead from an app to a committed and tested client."""


@dataclass(frozen=True)
class Sandbox:
    """A folder, and an environment that is first on the path."""

    folder: Path
    environment: dict[str, str]

    def run(self, line: str) -> str:
        """Run a command line, and return what it prints."""
        done = subprocess.run(
            line,
            shell=True,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def follow(self, section: str) -> list[str]:
        """Write the files of a section and run its commands, and return the commands."""
        commands = []
        for block in _BLOCK.finditer(section):
            if block["file"]:
                (self.folder / block["file"]).write_text(block["text"], encoding="utf-8")
            else:
                for line in block["text"].splitlines():
                    self.run(line)
                    commands.append(line)
        return commands


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    folder = tmp_path_factory.mktemp("quickstart")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    work = folder / "work"
    work.mkdir()
    (folder / "clientsmith").symlink_to(ROOT)
    (work / ".gitignore").write_text("__pycache__/\n.*_cache/\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", work], check=True)
    path = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST"))}
    author = {
        f"GIT_{role}_{what}": f"quickstart{'@example.com' if what == 'EMAIL' else ''}"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return Sandbox(work, {**variables, **author, "PATH": path, "HOME": str(folder)})


def _sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)\n", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_an_app_and_its_next_version(sandbox: Sandbox) -> None:
    sections = _sections()
    commands = sandbox.follow(sections["Install"])
    from_app = sections["From a FastAPI app"]
    commands += sandbox.follow(from_app)
    assert len(commands) <= _MOST_COMMANDS
    files = {each["file"]: each["text"] for each in _BLOCK.finditer(from_app) if each["file"]}
    written = "".join(text for name, text in files.items() if name != "app.py")
    assert len([line for line in written.splitlines() if line.strip()]) <= _MOST_LINES
    assert sandbox.run("git status --porcelain") == ""

    app = sandbox.folder / "app.py"
    app.write_text(
        files["app.py"].replace("= 1\n", "= 1\n    note: str | None = None\n", 1), encoding="utf-8"
    )
    (block,) = _BLOCK.finditer(sections["When the API changes"])
    printed = {line: sandbox.run(line) for line in block["text"].splitlines()}
    assert "minor: 2 additions" in printed["clientsmith diff --since HEAD"]
    assert sandbox.run("git diff --stat -- sdk")
    assert "up to date" in printed["clientsmith check"]
    assert sandbox.run("pytest")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a server that has GitHub's document."""
    folder = SHARED / "specs" / "github"
    if not folder.is_dir():
        pytest.skip(f"there is no {SHARED.name}/specs beside the repository")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/github.json"
        http.shutdown()


def test_a_document_of_a_server(sandbox: Sandbox, server: str) -> None:
    section = _sections()["From any OpenAPI document"]
    shown = "https://api.example.com/openapi.json"
    assert shown in section
    for name in ("sdk", "clientsmith.toml", ".github"):
        sandbox.run(f"rm -rf {name}")
    sandbox.follow(section.replace(shown, server))
    said = sandbox.run("clientsmith check")
    assert "up to date" in said
    program = "import github; print(github.GitHub.__name__)"
    assert sandbox.run(f"python -c '{program}'") == "GitHub\n"
