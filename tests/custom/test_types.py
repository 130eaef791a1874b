"""Type checkers see hand-written classes through everything that is generated."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import checks
from support.clients import generate_to
from support.pages import fenced
from support.public import ROOT

from . import zoo as shared

PAGE = (ROOT / "docs" / "hand-written-code.md").read_text(encoding="utf-8")
SNIPPETS = fenced(PAGE, "python")
_HEADER = re.compile(r"# msportal/(custom/\S+)\n")


def write_page(folder: Path) -> None:
    """Write the modules that the page on hand-written code shows, and its program, and generate."""
    for snippet in SNIPPETS:
        header = _HEADER.match(snippet)
        place = folder / "msportal" / header[1] if header else folder / "page.py"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(snippet, encoding="utf-8")
    generate_to(ROOT / "specs" / "msportal" / "create-goal.md", folder)


@pytest.mark.xdist_group("custom")
def test_type_checkers_see_hand_written_classes(tmp_path: Path) -> None:
    shared.add_code(tmp_path / "out", "zoo")
    generate_to(shared.SPEC, tmp_path / "out", package="zoo", **shared.SETTINGS)
    shutil.move(tmp_path / "out" / "zoo", tmp_path / "zoo")
    assert checks.black_errors(tmp_path / "zoo") == ""
    write_page(tmp_path)
    checks.share_runtime(tmp_path, ["zoo", "msportal"])
    program = (Path(__file__).parent / "program.txt").read_text(encoding="utf-8")
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    wrong = [
        number for number, line in enumerate(program.splitlines(), 1) if line.endswith("# error")
    ]
    paths = [Path("program.py"), Path("page.py"), Path("zoo"), Path("msportal")]
    for said in (checks.mypy_errors(paths, tmp_path), checks.pyright_errors(paths, tmp_path)):
        errors = [line for line in said.splitlines() if re.search(r": error:| - error", line)]
        places = [re.search(r"program\.py:(\d+)", line) for line in errors]
        assert [int(place[1]) for place in places if place] == wrong, said
        assert len(errors) == len(wrong), said


_RUN = """
import json, httpx2

GOAL = json.loads(open("goal.json").read())

def answer(self, request):
    assert str(request.url) == "https://staging.msportal.test/api/public/v1/goals", request.url
    assert request.headers["Authorization"] == "Bearer my-token"
    sent = json.loads(request.read())
    due = "2026-01-01T00:00:00Z" if sent["title"] == "Firewall" else None
    return httpx2.Response(201, json={"data": GOAL | {"title": sent["title"], "dueDate": due}})

httpx2.HTTPTransport.handle_request = answer
import page
"""
_GOAL = {
    "id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "description": None,
    "progressPercentage": 40,
    "quarter": None,
    "year": None,
    "company": {"id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "name": "Acme"},
    "status": None,
    "priority": None,
    "category": None,
    "createdAt": "2025-01-01T00:00:00Z",
    "updatedAt": "2025-01-01T00:00:00Z",
    "tasks": [],
    "updates": [],
}


def test_the_page_does_what_it_says(tmp_path: Path) -> None:
    write_page(tmp_path)
    (tmp_path / "goal.json").write_text(json.dumps(_GOAL), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MSPORTAL_TOKEN": "my-token"},
    )
    assert done.returncode == 0, done.stderr
    printed = re.findall(r"^print\(.*\)  # (.+)$", SNIPPETS[-1], re.MULTILINE)
    assert done.stdout.splitlines() == printed != []
