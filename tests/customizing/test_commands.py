"""`clientsmith templates` as it is used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.command import Outcome, clientsmith_here
from support.template_folders import RESOURCE, overriding, write_templates

pytestmark = pytest.mark.detail

SPEC = Path(__file__).resolve().parents[2] / "specs" / "msportal" / "create-goal.md"
CONFIG = f'spec = "{SPEC.as_posix()}"\noutput = "sdk"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "clientsmith.toml").write_text(f'{CONFIG}templates = "own"\n', encoding="utf-8")
    return tmp_path


def templates(project: Path, *arguments: str, code: int = 0) -> Outcome:
    outcome = clientsmith_here("templates", *arguments, folder=project)
    assert outcome.code == code, outcome.stderr
    return outcome


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_copies_leave_the_client_as_it_is(project: Path) -> None:
    (project / "own").mkdir()
    assert clientsmith_here("generate", folder=project).code == 0
    before = files(project / "sdk")
    told = templates(project, "eject", "resource.py", "-b", "method_body", "--block", "imports")
    assert f"own/{RESOURCE}: blocks method_body, imports\n" in told.stderr
    templates(project, "eject", "README.md", "package/_shared.jinja")
    assert sorted(files(project / "own")) == [
        ".clientsmith/base/README.md.jinja",
        ".clientsmith/base/package/_shared.jinja",
        ".clientsmith/base/package/resources/resource.py/imports.jinja",
        ".clientsmith/base/package/resources/resource.py/method_body.jinja",
        ".clientsmith/templates.json",
        "README.md.jinja",
        "package/_shared.jinja",
        RESOURCE,
    ]
    record = json.loads((project / "own" / ".clientsmith" / "templates.json").read_bytes())
    assert [*record["pieces"]] == [
        "README.md.jinja",
        "package/_shared.jinja",
        f"{RESOURCE}#imports",
        f"{RESOURCE}#method_body",
    ]
    assert clientsmith_here("generate", folder=project).code == 0
    after = files(project / "sdk")
    manifest = ".clientsmith/manifest.json"
    assert {path for path in after if after[path] != before.get(path)} == {manifest}
    assert "no problems" in templates(project, "lint").stderr
    assert "own: 0 changed" in templates(project, "upgrade").stderr


def test_all_templates_are_copied_or_none(project: Path) -> None:
    write_templates(project / "own", {"README.md.jinja": "# Ours\n"})
    refused = templates(project, "eject", "--all", code=2)
    assert "own: README.md.jinja: it already exists" in refused.stderr
    assert [*files(project / "own")] == ["README.md.jinja"]
    templates(project, "eject", "--all", "--force")
    again = templates(project, "eject", "README.md", "API.md", code=2)
    assert again.stderr.count("it already exists") == 2


def test_a_whole_template_takes_the_place_of_blocks(project: Path) -> None:
    templates(project, "eject", "README.md", "-b", "install")
    templates(project, "eject", "README.md", "--force")
    assert sorted(files(project / "own" / ".clientsmith")) == [
        "base/README.md.jinja",
        "templates.json",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("eject",),
        ("eject", "README.md", "--all"),
        ("eject", "README.md", "API.md", "-b", "errors"),
        ("eject", "REDME.md"),
        ("eject", "README.md", "-b", "instal"),
        ("lint",),
        ("lint", "--json", "--annotate", "github"),
        ("lint", "--templates", "nowhere"),
        ("upgrade", "--templates", "nowhere"),
        ("context", "--template", "README.md", "--select", "package"),
        ("context", SPEC.as_posix(), "--client", "a"),
        ("context", SPEC.as_posix(), "--select", "nothing"),
        ("context", SPEC.as_posix(), "--template", "nothing"),
        ("context", SPEC.as_posix(), "--template", "_shared"),
    ],
    ids=" ".join,
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert templates(tmp_path, *arguments, code=2).stderr
    assert [*tmp_path.iterdir()] == []


def test_which_folder_is_meant(project: Path) -> None:
    clients = "".join(
        f'[clients.{name}]\noutput = "{name}"\ntemplates = "{folder}"\n'
        for name, folder in (("a", "one"), ("b", "two"), ("c", "one"))
    )
    spec = f'spec = "{SPEC.as_posix()}"\n'
    (project / "clientsmith.toml").write_text(f"{spec}{clients}", encoding="utf-8")
    refused = templates(project, "eject", "README.md", code=2)
    assert "several folders of templates; say --templates DIR: one, two" in refused.stderr
    assert "one: there is no such folder" in templates(project, "lint", code=2).stderr
    for folder in ("one", "two"):
        templates(project, "eject", "README.md", "--templates", folder)
    assert "one, two: no problems" in templates(project, "lint").stderr
    value = json.loads(templates(project, "list", "--json").stdout)
    assert [each["folder"] for each in value["folders"]] == ["one", "two"]
    (project / "clientsmith.toml").write_text(CONFIG, encoding="utf-8")
    assert 'set `templates = "templates"`' in templates(project, "lint", code=2).stderr


def test_the_list_says_what_is_overridden(project: Path) -> None:
    templates(project, "eject", "README.md")
    write_templates(
        project / "own",
        {RESOURCE: overriding(RESOURCE, method=""), "NOTICE.jinja": "", "_x.jinja": ""},
    )
    value = json.loads(templates(project, "list", "--json").stdout)
    (folder,) = value["folders"]
    rows = {row["name"]: row for row in folder["templates"]}
    assert rows["README.md.jinja"]["is_replaced"]
    assert rows["README.md.jinja"]["is_copied"]
    assert not rows["API.md.jinja"]["is_overridden"]
    assert not rows["NOTICE.jinja"]["is_builtin"]
    assert rows["_x.jinja"]["is_shared"]
    resource = rows[RESOURCE]
    assert (resource["is_overridden"], resource["is_replaced"]) == (True, False)
    assert "resource" in resource["variables"]
    overridden = [block["name"] for block in resource["blocks"] if block["is_overridden"]]
    assert overridden[0] == "method"
    assert "method_body" in overridden  # which stood in it
    assert "imports" not in overridden
    shown = templates(project, "list").stdout
    assert f"{'README.md.jinja':<44} yours, copied\n" in shown
    assert f"{'    method':<44} yours\n" in shown


def test_the_list_without_a_folder(tmp_path: Path) -> None:
    shown = templates(tmp_path, "list").stdout
    assert shown.startswith(".gitignore.jinja\n  entries\nAPI.md.jinja\n  introduction\n")
    assert "yours" not in shown


def test_mistakes_are_told_in_each_form(project: Path) -> None:
    text = "\n{{ method.nam }}\n{{ method.body.type }}"
    write_templates(project / "own", {RESOURCE: overriding(RESOURCE, method_body=text)})
    told = templates(project, "lint", code=1).stderr
    assert f"error[template-name-unknown] own/{RESOURCE}:4\n" in told
    assert "own: 1 problem\n" in told
    assert f"own/{RESOURCE}:5" in templates(project, "lint", "--verbose", code=1).stderr
    value = json.loads(templates(project, "lint", "--json", code=1).stdout)
    assert [(each["origin"], each["line"]) for each in value["problems"]] == [
        (f"own/{RESOURCE}", 4),
        (f"own/{RESOURCE}", 5),
    ]
    annotated = templates(project, "lint", "--annotate", "github", code=1).stdout
    assert (
        f"::error file=own/{RESOURCE},line=4,title=clientsmith::[template-name-unknown]"
        in annotated
    )
    elsewhere = project / "elsewhere"
    elsewhere.mkdir()
    told = templates(elsewhere, "lint", "--templates", "../own", code=1).stderr
    assert f"../own/{RESOURCE}:4" in told


def test_hooks_of_the_configuration_are_known(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTSMITH_TRUST", "1")
    text = "{{ method.operation_id | shout }}"
    write_templates(project / "own", {RESOURCE: overriding(RESOURCE, method_body=text)})
    assert "no filter `shout`" in templates(project, "lint", code=1).stderr
    hooks = "from clientsmith.text import Code\nfilters = {'shout': lambda text: Code('X')}\n"
    (project / "hooks.py").write_text(hooks, encoding="utf-8")
    with (project / "clientsmith.toml").open("a", encoding="utf-8") as file:
        file.write('hooks = "hooks.py"\n')
    templates(project, "lint")
    templates(project, "lint", "--templates", "own")
    (project / "below" / "deeper").mkdir(parents=True)
    templates(project / "below" / "deeper", "lint")
    templates(project / "below" / "deeper", "lint", "--templates", "../../own")
    templates(project / "own", "lint", "--templates", ".")
    assert "../own: no problems" in templates(project / "below", "lint").stderr
    settings = (project / "clientsmith.toml").read_text(encoding="utf-8")
    (project / "clientsmith.toml").rename(project / "elsewhere.toml")
    (project / "below" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    (project / "pyproject.toml").write_text(f"[tool.clientsmith]\n{settings}", encoding="utf-8")
    templates(project / "below", "lint", "--templates", "../own")


def test_hooks_that_nobody_knows_of(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no configuration says which hooks there are, what they may have is told as such."""
    monkeypatch.setenv("CLIENTSMITH_TRUST", "1")
    text = "{{ 1 | shout }}{{ 1 if 1 is odd_one }}"
    write_templates(project / "own", {RESOURCE: overriding(RESOURCE, method_body=text)})
    known = templates(project, "lint", "--templates", "own", code=1).stderr
    assert "there is no filter `shout`" in known
    assert "there is no test `odd_one`" in known
    assert "hooks" not in known
    hooks = (
        "from clientsmith.text import Code\nfilters = {'shout': lambda text: Code('X')}\n"
        "tests = {'odd_one': bool}\n"
    )
    (project / "hooks.py").write_text(hooks, encoding="utf-8")
    settings = (project / "clientsmith.toml").read_text(encoding="utf-8") + 'hooks = "hooks.py"\n'
    (project / "clientsmith.toml").unlink()
    (project / "elsewhere.toml").write_text(settings, encoding="utf-8")
    alone = templates(project, "lint", "--templates", "own", code=1).stderr
    assert alone.count("There is no clientsmith.toml in this folder or around it, so that") == 2
    assert "--config names the configuration that does." in alone
    templates(project, "lint", "--templates", "own", "--config", "elsewhere.toml")
    write_templates(project / "other", {RESOURCE: overriding(RESOURCE, method_body=text)})
    other = templates(
        project, "lint", "--templates", "other", "--config", "elsewhere.toml", code=1
    ).stderr
    assert "No client of elsewhere.toml has this folder of templates, so that" in other


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"context_version": "1.2"}', '{"context_version": 1, "pieces": {}}', "\xff"],
)
def test_a_damaged_record_is_told(project: Path, text: str) -> None:
    write_templates(project / "own", {"README.md.jinja": "# Ours\n"})
    record = project / "own" / ".clientsmith" / "templates.json"
    record.parent.mkdir()
    record.write_bytes(text.encode("latin-1"))
    for command in (("lint",), ("upgrade",), ("eject", "API.md"), ("list",)):
        told = templates(project, *command, code=2).stderr
        assert "own/.clientsmith/templates.json: it " in told
    assert record.read_bytes() == text.encode("latin-1")


def test_what_cannot_be_read_is_told(project: Path) -> None:
    write_templates(project / "own", {"README.md.jinja": "x"})
    (project / "own" / "README.md.jinja").write_bytes(b"\xff")
    assert "cannot be read" in templates(project, "lint", code=1).stderr
    assert "cannot be read" in templates(project, "upgrade", code=3).stderr
    assert "cannot be read" in templates(project, "eject", "API.md", code=3).stderr


def test_malformed_templates_are_not_upgraded(project: Path) -> None:
    write_templates(project / "own", {"README.md.jinja": "\n{% if %}", "API.md.jinja": "{{"})
    told = templates(project, "upgrade", code=3).stderr
    assert "README.md.jinja:2" in told
    assert "API.md.jinja:1" in told


def test_a_file_in_place_of_the_folder(project: Path) -> None:
    (project / "own").write_text("a file", encoding="utf-8")
    assert "own: it is no folder" in templates(project, "eject", "README.md", code=2).stderr
    assert (project / "own").read_text(encoding="utf-8") == "a file"


def test_windows_line_ends_stay(project: Path) -> None:
    text = overriding("README.md.jinja", install="Ours.").replace("\n", "\r\n")
    write_templates(project / "own", {"README.md.jinja": text})
    templates(project, "eject", "README.md", "-b", "errors")
    content = (project / "own" / "README.md.jinja").read_bytes()
    assert content.startswith(text.rstrip().encode())
    assert content.count(b"\n") == content.count(b"\r\n")
    templates(project, "lint")


def test_a_part_of_the_context(project: Path) -> None:
    whole = json.loads(templates(project, "context").stdout)
    part = json.loads(templates(project, "context", "--select", "operation=goals.create").stdout)
    assert part == whole["package"]["resources"][0]["methods"][0]
    write_templates(project / "own", {"docs/{{resource}}/{{operation}}.md.jinja": "x"})
    seen = json.loads(
        templates(project, "context", "--template", "docs/{{resource}}/{{operation}}.md").stdout
    )
    (file,) = seen["files"]
    assert file["path"] == "docs/goals/create.md"
    assert file["variables"] == {"resource": whole["package"]["resources"][0], "method": part}
    readme = json.loads(templates(project, "context", str(SPEC), "--template", "README").stdout)
    assert readme["template"] == "README.md.jinja"
    assert readme["files"] == [{"path": "README.md", "variables": {}}]
    assert "package" in readme["variables"]
