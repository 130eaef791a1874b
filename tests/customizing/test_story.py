"""Templates that were written for one version of clientsmith, with the next one: things of every kind
have other names, and a built-in block says something else."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from clientsmith import program
from clientsmith.context import former
from clientsmith.context.former import FormerName, Kind
from clientsmith.program import builtin_folder
from support.command import Outcome, clientsmith_here

SPEC = Path(__file__).resolve().parents[2] / "specs" / "msportal" / "create-goal.md"
RESOURCE = "package/resources/resource.py.jinja"
FILE = "package/resources/group.py.jinja"
MACROS = "package/_macros.jinja"
CONFIG = f'spec = "{SPEC.as_posix()}"\noutput = "sdk"\npackage = "acme"\ntemplates = "own"\n'

EARLIER = {
    RESOURCE: (
        ("docs.summary", "docs.title"),
        ("{% block method_body scoped %}", "{% block call scoped %}"),
        ("            accept={{ method.accept.name }},\n", "            accept=({{ method.accept.name }}),\n"),
        ("            options=options,\n        )\n{% else %}", "            # The options of this call:\n            options=options,\n        )\n{% else %}"),
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
        run(project, "templates", "eject", RESOURCE, "-b", "call", "-b", "method_docstring")
    return project


def later(monkeypatch: pytest.MonkeyPatch, *, is_kept: bool = True) -> None:
    """Let this be the next version."""
    until = "2.0" if is_kept else "1.2"
    names = (
        FormerName(Kind.FIELD, "MethodDocs", "title", "summary", "1.2", until),
        FormerName(Kind.BLOCK, RESOURCE, "call", "method_body", "1.2", until),
        FormerName(Kind.TEMPLATE, "", FILE, RESOURCE, "1.2", until),
        FormerName(Kind.TEMPLATE, "", MACROS, "package/_shared.jinja", "1.2", until),
        FormerName(Kind.VARIABLE, "", "operation", "method", "1.2", until),
        FormerName(Kind.FILTER, "", "docstring_head", "docstring_start", "1.2", until),
    )
    monkeypatch.setattr(former, "FORMER_NAMES", names)


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


RENAMED = {
    FILE: (
        ("docstring_start(", "docstring_head("),
        ("method_lists(package.docstring_style, method,", "method_lists(package.docstring_style, operation,"),
        ("set docs = method.docs", "set docs = operation.docs"),
    ),
}  # fmt: skip
"""What another earlier version had in a template of another name, and in a loop over operations."""


@pytest.fixture
def much_earlier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same of a version in which a template, a variable and a filter had other names."""
    installed = tmp_path / "much_earlier"
    folder = installed / "templates" / "python"
    shutil.copytree(builtin_folder(), folder)
    (folder / RESOURCE).rename(folder / FILE)
    text = (folder / FILE).read_text(encoding="utf-8")
    for now, before in RENAMED[FILE]:
        assert now in text, now
        text = text.replace(now, before)
    (folder / FILE).write_text(text, encoding="utf-8")
    project = tmp_path / "project"
    project.mkdir()
    (project / "clientsmith.toml").write_text(CONFIG, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(program, "_PACKAGE", installed)
        run(project, "templates", "eject", FILE, "-b", "method_docstring")
    later(monkeypatch)
    return project


def test_templates_variables_and_filters(much_earlier: Path) -> None:
    place = much_earlier / "own" / FILE
    text = place.read_text(encoding="utf-8").replace(
        "        Args:\n", "        Owner: Sales.\n\n        Args:\n"
    )
    place.write_text(text, encoding="utf-8")
    notice = much_earlier / "own" / "NOTICE.jinja"
    notice.write_text(
        "{% from 'package/_macros.jinja' import separator %}Ours.\n", encoding="utf-8"
    )
    expected = {
        (FILE, None),  # its own name
        (FILE, 1),
        *((FILE, line_of(text, words)) for words in ("= operation.docs", "| docstring_head", ", operation,")),
        ("NOTICE.jinja", 1),
    }  # fmt: skip
    lines = {f"{name}:{line}" if line else name for name, line in expected}

    made = run(much_earlier, "generate", "--verbose")
    told = {
        line.partition("] ")[2]
        for line in made.stderr.splitlines()
        if line.startswith("warning[template-name-deprecated]")
    }
    assert told == lines
    before = clients(much_earlier)
    assert "        Owner: Sales.\n" in before["acme/resources/goals.py"]
    found = run(much_earlier, "templates", "lint", "--verbose", code=1).stderr
    assert {
        line.partition("] ")[2].removeprefix("own/")
        for line in found.splitlines()
        if line.startswith("warning[template-name-deprecated]")
    } == lines
    listed = run(much_earlier, "templates", "list").stdout
    assert f"{RESOURCE:<44} yours" not in listed  # it extends the built-in one
    assert f"{'      method_docstring':<44} yours, copied\n" in listed
    refused = run(much_earlier, "templates", "eject", RESOURCE, "-b", "imports", code=2).stderr
    assert f"by its former name `{FILE}`; run `clientsmith templates upgrade` first" in refused

    dry = run(much_earlier, "templates", "upgrade", "--dry-run").stdout
    assert f"--- a/own/{FILE}\n+++ b/own/{RESOURCE}\n" in dry
    assert place.read_text(encoding="utf-8") == text
    run(much_earlier, "templates", "upgrade")
    assert not place.exists()
    assert own(much_earlier).read_text(encoding="utf-8") == (
        text.replace(FILE, RESOURCE)
        .replace("= operation.docs", "= method.docs")
        .replace(", operation,", ", method,")
        .replace("docstring_head", "docstring_start")
    )
    assert "'package/_shared.jinja' import" in notice.read_text(encoding="utf-8")
    base = much_earlier / "own" / ".clientsmith" / "base"
    kept = [file.relative_to(base).as_posix() for file in base.rglob("*") if "." in file.name]
    assert sorted(kept) == [
        "package/resources/resource.py",
        "package/resources/resource.py/method_docstring.jinja",
    ]
    run(much_earlier, "templates", "lint")
    assert "warning[" not in run(much_earlier, "generate").stderr
    assert clients(much_earlier) == before
    assert "0 changed" in run(much_earlier, "templates", "upgrade").stderr


def test_templates_variables_and_filters_that_have_gone(
    much_earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, is_kept=False)
    stopped = run(much_earlier, "generate", code=3).stderr
    assert f"the built-in template `{FILE}` is called `{RESOURCE}`" in stopped
    assert "the filter `docstring_head` is called `docstring_start`" in stopped
    assert not (much_earlier / "sdk").exists()
    found = run(much_earlier, "templates", "lint", code=1).stderr
    assert "the variable `operation` is called `method`" in found
    run(much_earlier, "templates", "upgrade")
    run(much_earlier, "templates", "lint")
    run(much_earlier, "generate")


LOGGED = (
    "{% block call %}\n",
    '{% block call %}\n        _log.debug({{ method.docs.title | literal }})\n',
)  # fmt: skip
OWNER = ("        Args:\n", "        Owner: Sales.\n\n        Args:\n")


def test_the_story(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = edit(earlier, LOGGED, OWNER)
    later(monkeypatch)
    by_field = line_of(text, "method.docs.title | literal")
    by_block = line_of(text, "{% block call %}")

    made = run(earlier, "generate")
    assert made.stderr.count("warning[template-name-deprecated]") == 3
    assert f"{RESOURCE}:{by_field}" in made.stderr
    assert "the field `title` of `MethodDocs` is called `summary` since version 1.2" in made.stderr
    assert f"{RESOURCE}:{by_block}" in made.stderr
    run(earlier, "generate", "--strict", code=3)
    before = clients(earlier)

    found = run(earlier, "templates", "lint", code=1).stderr
    assert f"warning[template-name-deprecated] own/{RESOURCE}:{by_field}\n" in found
    assert f"warning[template-name-deprecated] own/{RESOURCE}:{by_block}\n" in found
    assert f"warning[template-outdated] own/{RESOURCE}" in found
    assert "error" not in found

    dry = run(earlier, "templates", "upgrade", "--dry-run")
    assert "+        _log.debug({{ method.docs.summary | literal }})\n" in dry.stdout
    assert own(earlier).read_text(encoding="utf-8") == text

    told = run(earlier, "templates", "upgrade").stderr
    assert "called `summary` since version 1.2" in told
    assert "The block `method_body` has changed (+1 −2 lines): merged." in told
    upgraded = own(earlier).read_text(encoding="utf-8")
    assert (
        "{% block method_body %}\n        _log.debug({{ method.docs.summary | literal }})"
        in upgraded
    )
    assert "            accept={{ method.accept.name }},\n" in upgraded
    assert "# The options of this call" not in upgraded
    assert "        Owner: Sales.\n" in upgraded
    assert "title" not in upgraded

    assert "nothing is wrong" in run(earlier, "templates", "lint").stderr
    assert "warning[" not in run(earlier, "generate").stderr
    after = clients(earlier)
    module = "acme/resources/goals.py"
    assert "        _log.debug(" in after[module]
    assert {path for path in after if after[path] != before[path]} <= {
        path for path in after if path.startswith("acme/resources/")
    }
    assert "# The options of this call" in before[module]
    assert "# The options of this call" not in after[module]

    again = run(earlier, "templates", "upgrade")
    assert own(earlier).read_text(encoding="utf-8") == upgraded
    assert "merged" not in again.stderr


def test_what_is_gone_is_said_and_mended(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = edit(earlier, LOGGED)
    later(monkeypatch, is_kept=False)
    stopped = run(earlier, "generate", code=3).stderr
    assert f"{RESOURCE}:{line_of(text, '{% block call %}')}" in stopped
    assert "`method_body`" in stopped
    assert not (earlier / "sdk").exists()
    found = run(earlier, "templates", "lint", code=1).stderr
    assert (
        f"error[template-unusable] own/{RESOURCE}:{line_of(text, 'method.docs.title')}\n" in found
    )
    run(earlier, "templates", "upgrade")
    run(earlier, "templates", "lint")
    run(earlier, "generate")


def test_a_conflict_is_left_to_the_user(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(earlier, ("            # The options of this call:\n", "            # Options:\n"))
    later(monkeypatch)
    told = run(earlier, "templates", "upgrade", code=1).stderr
    text = own(earlier).read_text(encoding="utf-8")
    line = line_of(text, "<<<<<<< yours")
    assert f"own/{RESOURCE}:{line}\n" in told
    assert "<<<<<<< yours\n            # Options:\n=======\n>>>>>>> generated\n" in text
    assert "not resolved" in run(earlier, "templates", "lint", code=1).stderr
    assert "not resolved" in run(earlier, "generate", code=3).stderr
    assert "not resolved" in run(earlier, "templates", "upgrade", code=1).stderr
    assert own(earlier).read_text(encoding="utf-8") == text
    own(earlier).write_text(
        text.replace("<<<<<<< yours\n            # Options:\n=======\n>>>>>>> generated\n", ""),
        encoding="utf-8",
    )
    run(earlier, "templates", "lint")
    run(earlier, "templates", "upgrade")
    run(earlier, "generate")


def test_templates_written_by_hand_get_the_names_of_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    place = tmp_path / "own" / RESOURCE
    place.parent.mkdir(parents=True)
    text = (
        f'{{% extends "builtin/{RESOURCE}" %}}\n'
        "{# The block call, and title: words of a comment stay. #}\n"
        "{% macro shown(docs, title='title') %}{{ docs.title | comment }}{% endmacro %}\n"
        "{%- block call -%}\n"
        "        # title of the call\n"
        "        {{ shown(method.docs) }}\n"
        "{% for words in [method.docs] | selectattr('title') | map(attribute=\"title\") %}\n"
        "        {{ words | comment }} {{ method['docs']['title'] | comment }}\n"
        "{% endfor %}\n"
        "{{ super() -}}\n"
        "{% endblock call %}\n"
    ).replace("\n", "\r\n")
    place.write_bytes(text.encode())
    (tmp_path / "clientsmith.toml").write_text(CONFIG, encoding="utf-8")
    told = run(tmp_path, "templates", "upgrade").stderr
    assert f"own/{RESOURCE}:3\n" in told
    assert place.read_bytes().decode() == (
        text.replace("docs.title", "docs.summary")
        .replace("block call -", "block method_body -")
        .replace("endblock call", "endblock method_body")
        .replace("'title') |", "'summary') |")
        .replace('"title"', '"summary"')
        .replace("['title']", "['summary']")
    )
    assert sorted(file.name for file in (tmp_path / "own").rglob("*") if file.is_file()) == [
        "resource.py.jinja"
    ]
    run(tmp_path, "templates", "lint")
