"""`target = "templates"`: only the templates of a folder make files, and every command knows that."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from support.command import Outcome, clientsmith_here

pytestmark = pytest.mark.detail

SPEC = Path(__file__).parent / "acme.yaml"
RECORDS = {".clientsmith/manifest.json", ".clientsmith/names.json"}
PAGE = (
    "# {{ resource.path }}\n{% for each in resource.methods %}\n- {{ each.name }}\n{% endfor %}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a client and a reference of one document."""
    shutil.copy(SPEC, tmp_path / "acme.yaml")
    (tmp_path / "clientsmith.toml").write_text(
        'spec = "acme.yaml"\n\n[clients.sdk]\noutput = "sdk"\n\n'
        '[clients.reference]\noutput = "reference"\ntarget = "templates"\ntemplates = "own"\n',
        encoding="utf-8",
    )
    put(tmp_path, "own/docs/{{resource}}.md.jinja", PAGE)
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def run(folder: Path, *words: str | Path, code: int = 0) -> Outcome:
    outcome = clientsmith_here(*words, folder=folder)
    assert outcome.code == code, outcome.stdout + outcome.stderr
    return outcome


PAGES = {"events", "exports", "files", "files_content", "pets", "stories", "visits"}
REFERENCE = {f"docs/{name}.md" for name in PAGES} | RECORDS


def test_a_client_and_a_reference_of_one_document(folder: Path) -> None:
    told = run(folder, "generate", "--jobs", "1").stderr
    assert "Next: pip install ./sdk; " in told
    assert files_in(folder / "reference") == REFERENCE
    assert (
        (folder / "reference/docs/events.md").read_text(encoding="utf-8").startswith("# events\n")
    )
    assert (folder / "sdk/acme/client.py").is_file()
    run(folder, "check", "--jobs", "1")
    assert "8 generated files, unchanged" in run(folder, "status", "reference").stdout
    put(folder, "reference/docs/pets.md", "# Mine\n")
    assert "docs/pets.md" in run(folder, "check", "reference", code=1).stdout
    assert "docs/pets.md" in run(folder, "status", "reference").stdout


def test_the_last_line_does_not_speak_of_packages(folder: Path) -> None:
    told = run(folder, "generate", "reference").stderr
    assert "Next: review ./reference, and commit it.\n" in told
    assert "pip" not in told


def test_names_stay_without_a_package(folder: Path) -> None:
    run(folder, "generate", "reference", "-q")
    spec = (folder / "acme.yaml").read_text(encoding="utf-8")
    put(folder, "acme.yaml", spec.replace("tags: [pets]", "tags: [pets, animals]"))
    run(folder, "generate", "reference", "-q")
    names = json.loads((folder / "reference/.clientsmith/names.json").read_text(encoding="utf-8"))
    assert names["package"]["name"] == "acme"
    assert files_in(folder / "reference") == REFERENCE


def test_built_in_names_make_files_where_the_folder_has_them(folder: Path) -> None:
    put(folder, "own/README.md.jinja", '{% extends "builtin/README.md.jinja" %}\n')
    put(folder, "own/package/resources/resource.py.jinja", "x={{ resource.path|literal }}\n")
    put(folder, "own/package/header.py.jinja", "# Ours.\n")
    put(folder, "own/client.py.jinja", "y = 1\n")  # nothing that it could be a misspelling of
    run(folder, "generate", "reference", "-q")
    resources = {f"acme/resources/{name}.py" for name in PAGES}
    made = files_in(folder / "reference")
    assert made == REFERENCE | resources | {"README.md", "client.py"}
    text = (folder / "reference/acme/resources/pets.py").read_text(encoding="utf-8")
    assert text == '# Ours.\n\nx = "pets"\n'
    run(folder, "check", "reference", "-q")


def test_another_target_takes_the_package_away_and_hand_written_code_stays(folder: Path) -> None:
    config = (folder / "clientsmith.toml").read_text(encoding="utf-8")
    put(folder, "clientsmith.toml", config.replace('target = "templates"\n', ""))
    run(folder, "generate", "reference", "-q")
    assert (folder / "reference/acme/client.py").is_file()
    put(folder, "reference/acme/custom/__init__.py", "")
    put(folder, "clientsmith.toml", config)
    run(folder, "generate", "reference", "-q")
    assert files_in(folder / "reference") == REFERENCE | {"acme/custom/__init__.py"}
    run(folder, "check", "reference", "-q")


def test_a_folder_that_makes_nothing_is_fine(folder: Path) -> None:
    put(folder, "own/docs/{{resource}}.md.jinja", "{% if resource.path == 'none' %}x{% endif %}\n")
    run(folder, "generate", "reference", "-q")
    assert files_in(folder / "reference") == RECORDS
    run(folder, "check", "reference", "-q")


def test_documents_are_compared_and_no_clients(folder: Path) -> None:
    spec = (folder / "acme.yaml").read_text(encoding="utf-8")
    put(folder, "new.yaml", spec.replace("name: limit, in: query", "name: most, in: query"))
    told = run(folder, "diff", "acme.yaml", "new.yaml", "--client", "reference").stdout
    assert "Only the documents were compared, not the clients." in told
    assert "The query parameter 'limit' of GET /pets was removed." in told
    run(folder, "generate", "reference", "-q")
    error = run(folder, "diff", "acme.yaml", "reference", code=2).stderr
    assert "reference has a manifest, and no package that clientsmith generated." in error


def test_versions_of_a_repository_are_compared(folder: Path) -> None:
    run(folder, "generate", "reference", "-q")
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=A", "-c", "user.email=a@b.test", "commit", "-qm", "A"),
    ):
        subprocess.run(["git", *words], cwd=folder, check=True)
    spec = (folder / "acme.yaml").read_text(encoding="utf-8")
    put(folder, "acme.yaml", spec.replace("name: limit, in: query", "name: most, in: query"))
    told = run(folder, "diff", "--since", "HEAD", "-q").stdout
    assert "The query parameter 'limit' of GET /pets was removed." in told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('target = "templates"', "`target` is 'templates', but `templates` is missing"),
        ('target = "site"', "`target` must be one of 'client', 'templates', not 'site'"),
        (
            '[clients.a]\ntarget = "templates"\noutput = "b"',
            "`clients.a.target` is 'templates', but",
        ),
    ],
)
def test_what_the_configuration_may_not_say(tmp_path: Path, lines: str, told: str) -> None:
    put(tmp_path, "clientsmith.toml", f'spec = "acme.yaml"\noutput = "a"\n{lines}\n')
    assert told in run(tmp_path, "generate", code=2).stderr


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    put(
        tmp_path,
        "clientsmith.toml",
        f'spec = "{SPEC.as_posix()}"\noutput = "a"\ntarget = "templates"\ntemplates = "b"\n',
    )
    assert "there is no such folder of templates" in run(tmp_path, "generate", code=3).stderr
    assert not (tmp_path / "a").exists()
