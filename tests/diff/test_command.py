"""`clientsmith diff` as users run it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from clientsmith.cli import app
from support.command import clientsmith

pytestmark = pytest.mark.detail

OLD = """
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.test}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200": {$ref: "#/components/responses/Pet"}
  /pets/{id}:
    delete:
      operationId: deletePet
      tags: [pets]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "204": {description: Gone.}
components:
  responses:
    Pet:
      description: A pet.
      content:
        application/json: {schema: {$ref: "#/components/schemas/Pet"}}
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        tag: {type: string}
"""
ADDED = OLD.replace(
    "        tag: {type: string}", "        tag: {type: string}\n        age: {type: integer}"
)
REMOVED = ADDED[: ADDED.index("  /pets/{id}")] + ADDED[ADDED.index("components:") :]
ACCEPTED = """
[[accepted]]
code = "operation-removed"
subject = "DELETE /pets/*"
reason = "Pets stay."
expires = {}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working directory with three documents."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    for name, text in (("old", OLD), ("added", ADDED), ("removed", REMOVED)):
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    return place


class Ran:
    """What a command said and how it ended."""

    def __init__(self, *arguments: str) -> None:
        done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
        self.code = done.exit_code
        self.stdout = done.stdout
        self.stderr = done.stderr

    @property
    def value(self) -> Any:
        return json.loads(self.stdout)

    @property
    def changes(self) -> list[tuple[str, str]]:
        return [
            (change["code"], change["subject"])
            for comparison in self.value["comparisons"]
            for change in comparison["changes"]
        ]


def _git(*arguments: str) -> None:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.c"}
    who |= {
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b.c",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    subprocess.run(["git", *arguments], check=True, env=os.environ | who, capture_output=True)


def _commit() -> None:
    _git("init", "--quiet", ".")
    _git("add", "--all")
    _git("commit", "--quiet", "--message", "x")


def test_a_process_prints_the_report_and_nothing_else(folder: Path) -> None:
    done = clientsmith("diff", "old.yaml", "removed.yaml", folder=folder)
    assert done.code == 0
    assert done.stdout.splitlines() == [
        "old.yaml → removed.yaml",
        "",
        "Breaking (1)",
        "  DELETE /pets/{id} [operation-removed]",
        "    DELETE /pets/{id} was removed.",
        "    in Python: pets.delete",
        "    old.yaml:15 #/paths/~1pets~1{id}/delete",
        "",
        "Added (1)",
        "  Pet.age [field-added]",
        "    'age' of Pet was added.",
        "    in Python: models.Pet.age",
        "    used by GET /pets",
        "    removed.yaml:27 #/components/schemas/Pet/properties/age",
        "",
        "major: 1 breaking, 1 addition",
    ]
    assert "error" not in done.stderr


def test_a_document_beside_itself(folder: Path) -> None:
    ran = Ran("diff", "old.yaml", "old.yaml", "--json", "--fail-on", "any")
    assert (ran.code, ran.value["verdict"], ran.changes) == (0, "none", [])
    assert ran.value["comparisons"][0]["views"] == ["document", "client"]


def test_verdicts_and_exit_codes(folder: Path) -> None:
    for new, fail_on, verdict, code in (
        ("added", "breaking", "minor", 0),
        ("added", "any", "minor", 1),
        ("removed", "breaking", "major", 1),
    ):
        ran = Ran("diff", "old.yaml", f"{new}.yaml", "--fail-on", fail_on, "--json", "--no-surface")
        assert (ran.value["verdict"], ran.code) == (verdict, code)
    assert "1 change not accepted" in ran.stderr


def test_accepted_changes_do_not_fail_and_still_count(folder: Path) -> None:
    arguments = (
        "diff",
        "old.yaml",
        "removed.yaml",
        "--fail-on",
        "breaking",
        "--no-surface",
        "--json",
    )
    Path("clientsmith-accepted.toml").write_text(ACCEPTED.format("9999-12-31"))
    ran = Ran(*arguments)
    assert (ran.code, ran.value["verdict"]) == (0, "major")
    assert ran.value["comparisons"][0]["changes"][0]["accepted"]["reason"] == "Pets stay."

    Path("clientsmith-accepted.toml").write_text(ACCEPTED.format("2020-01-01"))
    ran = Ran(*arguments)
    assert ran.code == 1
    assert [each["subject"] for each in ran.value["accepted"]["expired"]] == ["DELETE /pets/*"]

    other = ACCEPTED.format("9999-12-31").replace("/pets/*", "/dogs")
    Path("other.toml").write_text(other)
    ran = Ran(*arguments, "--accepted", "other.toml")
    assert ran.code == 1
    assert "other.toml" in ran.stderr
    assert [each["subject"] for each in ran.value["accepted"]["unused"]] == ["DELETE /dogs"]

    Path("other.toml").write_text(other.replace("reason", "why"))
    ran = Ran(*arguments, "--accepted", "other.toml")
    assert ran.code == 2
    assert "`reason` is missing" in ran.stderr


def test_every_report_of_one_run(folder: Path) -> None:
    ran = Ran(
        *("diff", "old.yaml", "removed.yaml", "--quiet", "--format", "markdown", "--no-surface"),
        *("--version", "1.4.0", "--date", "2026-12-01"),
        *("--markdown", "out/report.md", "--changelog", "out/section.md"),
    )
    assert ran.code == 0
    assert "The next version is **2.0.0**" in ran.stdout
    assert Path("out/report.md").read_text(encoding="utf-8") == ran.stdout
    section = Path("out/section.md").read_text(encoding="utf-8")
    assert section.startswith("## [2.0.0] - 2026-12-01\n\n### Added\n- `models.Pet.age`: ")
    assert ran.stderr == ""


def test_revisions_of_documents_and_of_clients(folder: Path) -> None:
    Ran("generate", "old.yaml", "-o", "sdk", "--quiet")
    _commit()
    Path("old.yaml").write_text(REMOVED, encoding="utf-8")
    ran = Ran("diff", "HEAD:old.yaml", "old.yaml", "--json", "--no-surface")
    assert ran.changes == [("operation-removed", "DELETE /pets/{id}"), ("field-added", "Pet.age")]
    ran = Ran("diff", "HEAD:sdk", "old.yaml", "--json")
    assert ran.value["comparisons"][0]["views"] == ["client"]
    assert ran.changes == [
        ("client-name-removed", "pets.delete"),
        ("client-name-added", "models.Pet.age"),
    ]
    ran = Ran("diff", "HEAD:./sdk", "sdk", "--json", "--fail-on", "any")
    assert (ran.code, ran.changes) == (0, [])
    assert Ran("diff", "HEAD:nowhere", "sdk").code == 3
    assert Ran("diff", "nonsense:sdk", "sdk").code == 3


def test_two_folders(folder: Path) -> None:
    Ran("generate", "old.yaml", "-o", "a", "--quiet")
    Ran("generate", "removed.yaml", "-o", "b", "--quiet")
    ran = Ran("diff", "a", "b", "--json", "--fail-on", "breaking")
    assert (ran.code, ran.value["verdict"]) == (1, "major")
    assert ran.changes == [
        ("client-name-removed", "pets.delete"),
        ("client-name-added", "models.Pet.age"),
    ]
    for file in Path("b").rglob("*.py"):  # as a checkout on Windows has them
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert Ran("diff", "a", "b", "--json").changes == ran.changes
    module = next(Path("b").rglob("resources/pets.py"))
    module.write_text("def (\n", encoding="utf-8")
    broken = Ran("diff", "a", "b")
    assert (broken.code, "resources/pets.py:1" in broken.stderr) == (2, True)
    module.write_bytes(b"\xff")
    broken = Ran("diff", "a", "b")
    assert (broken.code, "is not UTF-8" in broken.stderr) == (2, True)


def _configure(*clients: str) -> None:
    tables = [
        f'[clients.{name}]\nspec = "{name}.yaml"\noutput = "sdk/{name}"\n' for name in clients
    ]
    Path("clientsmith.toml").write_text("\n".join(tables), encoding="utf-8")


def test_since_a_revision(folder: Path) -> None:
    _configure("old", "added")
    Ran("generate", "--quiet", "--jobs", "1")
    _commit()
    assert Ran("diff", "--since", "HEAD", "--json", "--fail-on", "any").code == 0

    Path("old.yaml").write_text(REMOVED, encoding="utf-8")
    Ran("generate", "--quiet", "--jobs", "1")
    ran = Ran("diff", "--since", "HEAD", "--json", "--fail-on", "breaking")
    one, other = ran.value["comparisons"]
    assert (ran.code, one["client"], one["verdict"], other["verdict"]) == (
        1,
        "old",
        "major",
        "none",
    )
    assert one["views"] == ["document", "client"]
    assert one["client_only"] == one["document_only"] == one["disagreements"] == []
    assert [each["subject"] for each in one["changes"]] == ["DELETE /pets/{id}", "Pet.age"]
    assert Ran("diff", "--since", "HEAD", "--json", "added").value["verdict"] == "none"

    _configure("old", "added", "new")
    Path("new.yaml").write_text(OLD, encoding="utf-8")
    ran = Ran("diff", "--since", "HEAD", "--json", "new")
    assert ran.value["comparisons"] == []
    assert "not in HEAD" in ran.stderr
    assert Ran("diff", "--since", "nonsense").code == 3


def test_since_a_revision_before_the_client_is_generated(folder: Path) -> None:
    _configure("old")
    Ran("generate", "--quiet", "--jobs", "1")
    _commit()
    Path("old.yaml").write_text(REMOVED, encoding="utf-8")
    before = Ran("diff", "--since", "HEAD", "--json").value
    assert before["comparisons"][0]["views"] == ["document", "client"]
    Ran("generate", "--quiet", "--jobs", "1")
    assert Ran("diff", "--since", "HEAD", "--json").value == before


def test_since_a_revision_that_has_no_document(folder: Path) -> None:
    _configure("old")
    Ran("generate", "--quiet", "--jobs", "1")
    Path("old.yaml").rename("../old.yaml")
    _commit()
    Path("../old.yaml").rename("old.yaml")
    Path("old.yaml").write_text(REMOVED, encoding="utf-8")
    Ran("generate", "--quiet", "--jobs", "1")
    ran = Ran("diff", "--since", "HEAD", "--json")
    assert ran.value["comparisons"][0]["views"] == ["client"]
    assert ("client-name-removed", "pets.delete") in ran.changes


def test_settings_of_a_client(folder: Path) -> None:
    Path("sub").mkdir()
    Path("sub/clientsmith.toml").write_text(
        'spec = "../removed.yaml"\noutput = "sdk"\n[names.operations]\ndeletePet = "animals.remove"\n'
    )
    config = ("--config", "sub/clientsmith.toml")
    ran = Ran("diff", "old.yaml", *config, "--json")
    removed = ran.value["comparisons"][0]["changes"][0]
    assert (removed["python_old"], removed["subject"]) == ("animals.remove", "DELETE /pets/{id}")
    assert ran.value["comparisons"][0]["new"] == "../removed.yaml"
    assert Ran("diff", "old.yaml", "old.yaml", *config, "--json").value["verdict"] == "none"


def test_names_of_the_old_client_are_kept(folder: Path) -> None:
    """A newcomer that would take a name gets another one, as in generating anew."""
    newcomer = OLD.replace(
        "  /pets/{id}:",
        "  /animals:\n    get: {tags: [pets], operationId: list, responses: {}}\n  /pets/{id}:",
    )
    Path("new.yaml").write_text(newcomer, encoding="utf-8")
    ran = Ran("diff", "old.yaml", "new.yaml", "--json")
    assert ran.changes == [("operation-added", "GET /animals")]


def test_hostile_text_reaches_no_terminal(folder: Path) -> None:
    hostile = OLD.replace("/pets/{id}", "/\\e[31m@octocat/{id}").replace("  /\\e", '  "/\\e')
    hostile = hostile.replace("/{id}:\n", '/{id}":\n')
    Path("hostile.yaml").write_text(hostile, encoding="utf-8")
    ran = Ran("diff", "hostile.yaml", "removed.yaml", "--no-surface")
    assert "\\x1b[31m@octocat" in ran.stdout
    assert "\x1b" not in ran.stdout
    ran = Ran("diff", "hostile.yaml", "removed.yaml", "--no-surface", "--format", "markdown")
    assert "\x1b" not in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["old.yaml"], "no configuration here"),
        ([], "give two versions"),
        (["a", "b", "c"], "give two versions"),
        (["old.yaml", "added.yaml", "--json", "--format", "markdown"], "standard output"),
        (["old.yaml", "added.yaml", "--version", "1"], "--version 1: give a version"),
        (["old.yaml", "added.yaml", "--date", "today"], "--date today: give a day"),
        (["old.yaml", "added.yaml", "--accepted", "none.toml"], "none.toml: cannot be read"),
        (["--since", "HEAD", "--client", "x"], "do not go with --since"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else None,
)
def test_wrong_usage(folder: Path, arguments: list[str], message: str) -> None:
    ran = Ran("diff", *arguments)
    assert ran.code == 2
    assert message in " ".join(ran.stderr.replace("│", " ").split())


def test_documents_that_cannot_be_used(folder: Path) -> None:
    ran = Ran("diff", "old.yaml", "none.yaml", "--json")
    assert ran.code == 3
    assert ran.value["error"]["problems"][0]["code"] == "source-missing"


def test_secrets_of_addresses_are_not_told(folder: Path) -> None:
    ran = Ran("diff", "https://me:hidden@127.0.0.1:1/api?key=hidden", "old.yaml", "--verbose")
    assert ran.code == 3
    assert "127.0.0.1" in ran.stderr
    assert "hidden" not in ran.stdout + ran.stderr
