"""The front page and the index of the documentation: what they show is so, and what they link is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from support import checks
from support.clients import generate_to
from support.command import clientsmith
from support.pages import fenced

ROOT = Path(__file__).resolve().parents[1]
SPEC = "specs/msportal/create-goal.md"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *ROOT.glob("examples/**/*.md")]
SKIPPED = "# …"


USER_CODE, GENERATED_CODE = fenced(README, "python")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client of the documentation page."""
    folder = tmp_path_factory.mktemp("msportal")
    generate_to(ROOT / SPEC, folder)
    return folder


def run(program: str, *paths: Path) -> list[str]:
    """What a program prints, by line."""
    path = os.pathsep.join(map(str, paths))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def assert_in_order(shown: list[str], printed: list[str]) -> None:
    rest = iter(printed)
    missing = [line for line in shown if line not in rest]
    assert missing == []


def test_the_command_says_what_is_shown(tmp_path: Path) -> None:
    block = next(text for text in fenced(README, "sh") if text.startswith("$ "))
    installation, command, said, advice = block.splitlines()
    assert installation.startswith("$ pip install . ")
    words = command.split()
    assert words[:3] == ["$", "clientsmith", "generate"]
    outcome = clientsmith(
        *(ROOT / SPEC if word == SPEC else word for word in words[2:]), folder=tmp_path
    )
    assert outcome.code == 0
    assert said.endswith("; …")
    told = outcome.stderr.splitlines()
    assert told[-2].startswith(said.removesuffix("…"))
    assert told[-1] == advice


def test_the_user_code_does_what_is_shown(client: Path) -> None:
    made = "MSPortal("
    assert USER_CODE.count(made) == 1
    body = USER_CODE.replace(made, f"{made}base_url=server.url, ")
    program = (
        "from goal_server import GoalServer\nwith GoalServer() as server:\n"
        + textwrap.indent(body, "    ")
    )
    printed = re.findall(r"^ *print\(.*\)  # (.+)$", USER_CODE, re.MULTILINE)
    assert len(printed) == USER_CODE.count("print(")
    assert run(program, client, ROOT / "examples") == printed


@pytest.mark.xdist_group("readme")
def test_the_user_code_is_typed(client: Path) -> None:
    (client / "user_code.py").write_text(USER_CODE, encoding="utf-8")
    assert checks.mypy_errors([Path("user_code.py")], client) == ""


def test_the_page_is_short() -> None:
    assert len(README.split("```", 1)[0].split()) <= 150
    assert len(README.split()) <= 900


def test_the_demo_prints_what_is_shown(client: Path) -> None:
    (shown,) = fenced(README, "text")
    program = (ROOT / "examples" / "create_goal.py").read_text(encoding="utf-8")
    lines = [line for line in shown.splitlines() if line]
    assert_in_order(lines, run(program, client, ROOT / "examples"))


def test_the_generated_code_is_as_shown(client: Path) -> None:
    modules = ("resources/goals.py", "models/goal.py")
    code = "\n".join((client / "msportal" / name).read_text(encoding="utf-8") for name in modules)
    position = 0
    for part in re.split(rf"^ *{SKIPPED}\n", GENERATED_CODE, flags=re.MULTILINE):
        found = code.find(part.strip("\n"), position)
        assert found >= 0, part
        position = found + 1


def test_the_client_is_as_small_as_claimed(client: Path) -> None:
    modules = [file for file in (client / "msportal").rglob("*.py") if "_runtime" not in file.parts]
    assert "under 600 lines" in README
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in modules) < 600


def test_the_map_shows_every_folder() -> None:
    listed = re.findall(r"^\| `(\w+)/[\w/]*` \|", README, re.MULTILINE)
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if tracked.returncode:
        pytest.skip("not a clone")
    folders = {path.split("/")[0] for path in tracked.stdout.splitlines() if "/" in path}
    assert sorted(listed) == sorted(name for name in folders if not name.startswith("."))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$|`[^`\n]*`(?!\])", "", page.read_text(encoding="utf-8"),
                  flags=re.MULTILINE | re.DOTALL)  # fmt: skip
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        place = page.parent / name if name else page
        assert place.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = [re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles]
            assert anchor in anchors, target


def test_the_index_lists_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    names = [file.name for file in (ROOT / "docs").glob("*.md") if file.name != "README.md"]
    assert [name for name in names if f"({name})" not in index] == []
    site = (ROOT / "docs" / "index.rst").read_text(encoding="utf-8").split()
    assert [name for name in names if name.removesuffix(".md") not in site] == []


def test_the_commands_of_the_front_page_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(
        re.findall(
            r"make (\w+)", " ".join(re.findall(r"`make \w+`", README) + fenced(README, "sh"))
        )
    )
    assert targets == {"demo", "test", "conformance", "bench"}
    assert [name for name in targets if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []
