"""Hooks as users meet them: `generate`, `check` and `diff` with a configuration that names a file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.config import load_configs
from clientsmith.pipeline import plan_client
from support.command import clientsmith_here

pytestmark = pytest.mark.detail

SPEC = Path(__file__).resolve().parents[1] / "templates" / "acme.yaml"
HOOKS = """\
from dataclasses import replace
from clientsmith.hooks import with_methods
from clientsmith.text import Text

print("at work")

def transform(package):
    return with_methods(package, summarized)

def summarized(method):
    return replace(method, docs=replace(method.docs, summary=Text("Ours.")))
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration and hooks in a folder of their own, which are trusted."""
    monkeypatch.setenv("CLIENTSMITH_TRUST", "1")
    (tmp_path / "openapi.yaml").write_bytes(SPEC.read_bytes())
    (tmp_path / "clientsmith.toml").write_text(
        'spec = "openapi.yaml"\noutput = "out"\nhooks = "house/hooks.py"\n'
    )
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "hooks.py").write_text(HOOKS, encoding="utf-8")
    return tmp_path


def test_generate_and_check(project: Path) -> None:
    made = clientsmith_here("generate", "--json", folder=project)
    assert made.code == 0, made.stderr
    json.loads(made.stdout)
    assert "at work" in made.stderr
    assert '"""Ours.\n' in (project / "out/acme/resources/pets.py").read_text(encoding="utf-8")
    assert sorted(file.name for file in (project / "house").iterdir()) == ["hooks.py"]
    assert clientsmith_here("check", folder=project).code == 0
    hooks = project / "house" / "hooks.py"
    hooks.write_text(HOOKS.replace("Ours", "Theirs"), encoding="utf-8")
    outcome = clientsmith_here("check", folder=project)
    assert outcome.code == 1
    assert "Theirs." in outcome.stdout


def test_diff_runs_them_for_both_sides(project: Path) -> None:
    outcome = clientsmith_here("diff", "openapi.yaml", folder=project)
    assert outcome.code == 0, outcome.stderr
    assert outcome.stderr.count("at work") == 2


@pytest.mark.parametrize(
    ("hooks", "messages"),
    [
        ("x = (", ["house/hooks.py:1", "'(' was never closed"]),
        (None, ["house/hooks.py", "there is no such file"]),
        ("def transform(p):\n    return p.x", ["house/hooks.py:2", "AttributeError"]),
        ("def transform(p):\n    return 1", ["house/hooks.py:1", "not a Package"]),
        (
            HOOKS.replace('docs=replace(method.docs, summary=Text("Ours."))', "path='x'"),
            ["`package.resources[0].methods[0].path` is", "more places)"],
        ),
        (
            HOOKS.replace('docs=replace(method.docs, summary=Text("Ours."))', "path=type(method.path)('(')"),
            ["it is not valid Python", "Templates print what `transform` of house/hooks.py returned"],
        ),
    ],
    ids=["syntax", "missing", "raises", "number", "ill-typed", "no-python"],
)  # fmt: skip
def test_mistakes_end_the_run_before_anything_is_written(
    project: Path, hooks: str | None, messages: list[str]
) -> None:
    file = project / "house" / "hooks.py"
    file.unlink()
    if hooks is not None:
        file.write_text(hooks, encoding="utf-8")
    outcome = clientsmith_here("generate", folder=project)
    assert outcome.code == 3
    said = " ".join(outcome.stderr.split())
    assert [message for message in messages if message not in said] == []
    assert not (project / "out").exists()
    if hooks != HOOKS:
        assert "Traceback" not in outcome.stderr


def test_names_are_written_down_before_and_numbers_counted(project: Path) -> None:
    """What hooks leave out is there in the document, and keeps its name for the day it comes back."""
    (client,) = load_configs(project / "clientsmith.toml")
    client = replace(client, is_trusted=True)
    plain = plan_client(client, progress=lambda stage: None)
    (project / "house" / "hooks.py").write_text(
        "from clientsmith.hooks import with_methods\n"
        "def transform(package):\n"
        "    return with_methods(package, lambda method: None)\n"
    )
    empty = plan_client(client, progress=lambda stage: None)
    assert (empty.pins, empty.coverage) == (plain.pins, plain.coverage)
    assert [resource.methods for resource in empty.package.resources if resource.methods] == []
    outcome = clientsmith_here("generate", folder=project)
    assert outcome.code == 0, outcome.stderr
