"""Templates that were copied with one version of clientsmith, with the next one, in which a built-in
block says something else."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from clientsmith import program
from clientsmith.program import builtin_folder
from support.command import Outcome, clientsmith_here

pytestmark = pytest.mark.detail

SPEC = Path(__file__).resolve().parents[2] / "specs" / "msportal" / "create-goal.md"
RESOURCE = "package/resources/resource.py.jinja"
CONFIG = f'spec = "{SPEC.as_posix()}"\noutput = "sdk"\npackage = "acme"\ntemplates = "own"\n'

EARLIER = {
    RESOURCE: (
        ("accept={{ method.accept.name }}{% endif -%}\n", "accept=({{ method.accept.name }}){% endif -%}\n"),
        (", options={{ method.options }})\n{% endblock %}", ", options={{ method.options }})  # of this call\n{% endblock %}"),
    ),
}  # fmt: skip
"""What the built-in templates of the earlier version had in place of what there is now."""


@pytest.fixture
def earlier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project whose templates were copied with the earlier version."""
    installed = tmp_path / "earlier"
    shutil.copytree(builtin_folder(), installed / "templates" / "python")
    for name, changes in EARLIER.items():
        place = installed / "templates" / "python" / name
        text = place.read_text(encoding="utf-8")
        for now, before in changes:
            assert now in text, now
            text = text.replace(now, before)
        place.write_text(text, encoding="utf-8")
    project = tmp_path / "project"
    project.mkdir()
    (project / "clientsmith.toml").write_text(CONFIG, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(program, "_PACKAGE", installed)
        run(project, "templates", "eject", RESOURCE, "-b", "method_body", "-b", "method_docstring")
    return project


def run(project: Path, *arguments: str, code: int = 0) -> Outcome:
    outcome = clientsmith_here(*arguments, folder=project)
    assert outcome.code == code, outcome.stderr
    return outcome


def own(project: Path) -> Path:
    return project / "own" / RESOURCE


def edit(project: Path, *changes: tuple[str, str]) -> str:
    text = own(project).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    own(project).write_text(text, encoding="utf-8")
    return text


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def clients(project: Path) -> Mapping[str, str]:
    return {
        file.relative_to(project / "sdk").as_posix(): file.read_text(encoding="utf-8")
        for file in (project / "sdk").rglob("*.py")
    }


ACCEPT = "{% if method.accept %}, accept={{ method.accept.name }}{% endif -%}\n"
CONFLICT = (
    "<<<<<<< yours\n"
    "{% if method.accept %}, accept=({{ method.accept.name }}){% endif -%}\n"
    ", options={{ method.options }})  # mine\n=======\n"
    f"{ACCEPT}, options={{{{ method.options }}}})\n>>>>>>> generated\n"
)
LOGGED = (
    "{% block method_body %}\n",
    '{% block method_body %}\n        _log.debug({{ method.docs.summary | literal }})\n',
)  # fmt: skip
OWNER = ("        Args:\n", "        Owner: Sales.\n\n        Args:\n")


def test_the_story(earlier: Path) -> None:
    text = edit(earlier, LOGGED, OWNER)
    assert "warning[" not in run(earlier, "generate").stderr
    before = clients(earlier)

    found = run(earlier, "templates", "lint", code=1).stderr
    assert f"warning[template-outdated] own/{RESOURCE}:{line_of(text, LOGGED[0])}\n" in found
    assert "error" not in found

    dry = run(earlier, "templates", "upgrade", "--dry-run")
    assert f"+{ACCEPT}" in dry.stdout
    assert own(earlier).read_text(encoding="utf-8") == text

    told = run(earlier, "templates", "upgrade").stderr
    assert "The block `method_body` has changed (+2 −2 lines): merged." in told
    upgraded = own(earlier).read_text(encoding="utf-8")
    assert LOGGED[1] in upgraded
    assert ACCEPT in upgraded
    assert "# of this call" not in upgraded
    assert "        Owner: Sales.\n" in upgraded

    assert "no problems" in run(earlier, "templates", "lint").stderr
    assert "warning[" not in run(earlier, "generate").stderr
    after = clients(earlier)
    module = "acme/resources/goals.py"
    assert "        _log.debug(" in after[module]
    assert {path for path in after if after[path] != before[path]} <= {
        path for path in after if path.startswith("acme/resources/")
    }
    assert "# of this call" in before[module]
    assert "# of this call" not in after[module]

    again = run(earlier, "templates", "upgrade")
    assert own(earlier).read_text(encoding="utf-8") == upgraded
    assert "merged" not in again.stderr


def test_a_conflict_is_left_to_the_user(earlier: Path) -> None:
    edit(
        earlier,
        (
            ", options={{ method.options }})  # of this call\n",
            ", options={{ method.options }})  # mine\n",
        ),
    )
    told = run(earlier, "templates", "upgrade", code=1).stderr
    text = own(earlier).read_text(encoding="utf-8")
    line = line_of(text, "<<<<<<< yours")
    assert f"own/{RESOURCE}:{line}\n" in told
    assert CONFLICT in text
    assert "is unresolved" in run(earlier, "templates", "lint", code=1).stderr
    assert "unresolved" in run(earlier, "generate", code=3).stderr
    assert "unresolved" in run(earlier, "templates", "upgrade", code=1).stderr
    assert own(earlier).read_text(encoding="utf-8") == text
    own(earlier).write_text(
        text.replace(CONFLICT, ACCEPT + ", options={{ method.options }})\n"),
        encoding="utf-8",
    )
    run(earlier, "templates", "lint")
    run(earlier, "templates", "upgrade")
    run(earlier, "generate")
