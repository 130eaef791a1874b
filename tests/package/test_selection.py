"""Which files are written: only the package, all but some, those whose templates print something."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from clientsmith.config import Config, ConfigError, load_configs, skips
from clientsmith.problem import Problem, UnusableSource
from clientsmith.project.output import MANIFEST, Files
from clientsmith.project.pins import NAMES
from clientsmith.render import FileSelection, TemplateSet, render
from render.sample_contexts import ACME
from support.command import clientsmith_here
from support.template_folders import write_templates

SPEC = """\
openapi: 3.1.0
info: {title: Sample, version: "1"}
servers: [{url: "https://sample.test"}]
paths:
  /pets:
    get: {operationId: listPets, tags: [pets], responses: {"204": {description: None.}}}
"""


@pytest.mark.parametrize(
    ("entry", "path", "is_skipped"),
    [
        ("API.md", "API.md", True),
        ("API.md", "docs/API.md", False),
        ("API.md", "api.md", False),
        ("tests", "tests/test_smoke.py", True),
        ("tests/", "tests/unit/test_smoke.py", True),
        ("tests/", "tests", False),
        ("test", "tests/test_smoke.py", False),
        ("docs/*.md", "docs/goals.md", True),
        ("docs/*.md", "docs/goals/get.md", False),
        ("docs/*/get.md", "docs/goals/get.md", True),
        ("*.md", "README.md", True),
        ("*.md", "docs/README.md", False),
        ("acme/py.type?", "acme/py.typed", True),
    ],
)
def test_what_an_entry_matches(entry: str, path: str, is_skipped: bool) -> None:
    assert skips(entry, path) is is_skipped


WEBHOOKS_RUNTIME = {
    "acme/_runtime/responses/contents.py",
    "acme/_runtime/optional_errors.py",
    "acme/_runtime/webhooks/__init__.py",
    "acme/_runtime/webhooks/events.py",
    "acme/_runtime/webhooks/signatures.py",
}
"""Modules of the runtime that only `webhooks.py` imports."""


def _configs(folder: Path, text: str) -> tuple[Config, ...]:
    file = folder / "clientsmith.toml"
    file.write_text(f'spec = "openapi.yaml"\noutput = "out"\n{text}\n')
    return load_configs(file)


@pytest.mark.parametrize(
    ("text", "package", "is_alone"),
    [
        ('package = "acme"', "acme", False),
        ('[package]\nname = "acme.shop"\nonly = true', "acme.shop", True),
        ("package = {only = true}", None, True),
        ("package = {}", None, False),
    ],
)
def test_settings_of_the_package(
    tmp_path: Path, text: str, package: str | None, is_alone: bool
) -> None:
    (config,) = _configs(tmp_path, text)
    assert (config.package, config.package_only) == (package, is_alone)


def test_settings_are_shared_by_clients(tmp_path: Path) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text(
        'spec = "a.yaml"\nskip = ["tests/"]\n[package]\nonly = true\n'
        '[clients.a]\noutput = "a"\npackage = "a"\n[clients.b]\noutput = "b"\nskip = []\n'
        "package.only = false"
    )
    found = [(each.package, each.package_only, each.skip) for each in load_configs(file)]
    assert found == [("a", True, ("tests/",)), (None, False, ())]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("package = 1", "`package` must be a string, or a table with `name` and `only`"),
        ('package = ""', "`package` must be a string, or a table"),
        ("package.name = 1", "`package.name` must be a string, not 1"),
        ('package.only = "yes"', "`package.only` must be true or false, not 'yes'"),
        ("package.onyl = true", "`package.onyl` is unknown; did you mean `only`?"),
        ("package_only = true", "`package_only` is unknown"),
        ('skip = "tests/"', "`skip` must be a list of strings, not 'tests/'"),
        ('skip = ["/tests"]', "`skip` has '/tests'; entries are paths in the output folder"),
        ('skip = ["./tests"]', "`skip` has './tests'; entries are paths"),
        ('skip = ["../tests"]', "`skip` has '../tests'; entries are paths"),
        ("skip = ['docs\\a']", "; entries are paths in the output folder with single slashes"),
        ('skip = ["**/*.md"]', "`skip` has '**/*.md'; `*` matches within one name"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _configs(tmp_path, text)
    assert message in str(caught.value)


def _rendered(*skip: str, only: str = "", templates: Path | None = None) -> Files:
    return render(ACME, TemplateSet(templates), selection=FileSelection(skip, only))


def _refused(*skip: str, templates: Path | None = None) -> tuple[Problem, ...]:
    with pytest.raises(UnusableSource) as caught:
        _rendered(*skip, templates=templates)
    assert {problem.code for problem in caught.value.problems} == {"module-missing"}
    return caught.value.problems


def test_only_the_package_is_written(tmp_path: Path) -> None:
    templates = write_templates(tmp_path, {"NOTICE.jinja": "x", "package/cli.py.jinja": "x = 1\n"})
    everything, files = _rendered(templates=templates), _rendered(only="acme", templates=templates)
    assert files.keys() == {
        path for path in everything if path.startswith(("acme/", ".clientsmith/"))
    }
    assert "acme/cli.py" in files
    assert json.loads(files[MANIFEST])["files"].keys() == files.keys() - {MANIFEST}


def test_skipped_files_are_not_written() -> None:
    everything, files = _rendered(), _rendered("tests/", "*.md", "acme/webhooks.py")
    assert everything.keys() - files.keys() == {
        "tests/test_smoke.py",
        "README.md",
        "API.md",
        "acme/webhooks.py",
        *WEBHOOKS_RUNTIME,
    }
    assert files.keys() <= everything.keys()


def test_records_are_always_written() -> None:
    files = render(
        ACME, TemplateSet(), records={NAMES: "{}\n"}, selection=FileSelection(("*", "*/"))
    )
    assert files.keys() == {MANIFEST, NAMES}


@pytest.mark.parametrize(
    ("entry", "importer", "imported"),
    [
        ("acme/errors.py", "acme/__init__.py", "acme/errors.py"),
        ("acme/*/goals.py", "acme/client.py", "acme/resources/goals.py"),
        ("acme/_runtime/http.py", "acme/client.py", "acme/_runtime/http.py"),
        ("acme/models/__init__.py", "acme/", "acme/models/__init__.py"),
        ("acme/__init__.py", "acme/", "acme/__init__.py"),
    ],
)
def test_modules_that_others_import_are_not_skipped(
    entry: str, importer: str, imported: str
) -> None:
    (problem,) = _refused(entry)
    assert f"`skip` has `{entry}`, but `{importer}" in problem.message
    assert imported.partition("*")[0] in problem.message


def test_entries_without_files_are_reported() -> None:
    selection = FileSelection(("test/", "README.md", ".clientsmith/"))
    render(ACME, TemplateSet(), selection=selection)
    assert [(each.code, each.message) for each in selection.unused()] == [
        ("skip-unused", "`skip` has `test/`, which matches no generated file."),
        ("skip-unused", "`skip` has `.clientsmith/`, which matches no generated file."),
    ]


def test_built_in_templates_that_print_nothing_generate_no_file(tmp_path: Path) -> None:
    templates = write_templates(
        tmp_path,
        {
            "README.md.jinja": "",
            "API.md.jinja": "{% if false %}x{% endif %}\n",
            "package/webhooks.py.jinja": "{# none #}",
            "package/resources/__init__.py.jinja": "",
        },
    )
    everything, files = _rendered(), _rendered(templates=templates)
    assert everything.keys() - files.keys() == {
        "README.md",
        "API.md",
        "acme/webhooks.py",
        *WEBHOOKS_RUNTIME,
    }
    assert files["acme/resources/__init__.py"] == files["acme/py.typed"] == ""


def test_modules_that_others_import_must_print_something(tmp_path: Path) -> None:
    templates = write_templates(tmp_path, {"package/errors.py.jinja": ""})
    (problem,) = _refused(templates=templates)
    assert problem.location.origin == "package/errors.py.jinja"
    assert "printed nothing for `acme/errors.py`, but `acme/" in problem.message


# --- commands ---------------------------------------------------------------------------------


def _written(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not {"_runtime", ".clientsmith"} & {*path.parts}
    }


def test_the_package_alone_in_a_project(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "README.md").write_text("Ours\n")
    command = ("spec.yaml", "-o", "src", "-p", "acme.sample", "--package-only")
    done = clientsmith_here("generate", *command, folder=tmp_path)
    assert done.code == 0, done.stderr
    assert "Next: review ./src, and commit it." in done.stderr
    assert _written(tmp_path / "src") == {
        "README.md",
        *(
            f"acme/sample/{name}"
            for name in (
                "__init__.py",
                "client.py",
                "errors.py",
                "models/__init__.py",
                "py.typed",
                "resources/__init__.py",
                "resources/pets.py",
            )
        ),
    }
    assert clientsmith_here("check", *command, folder=tmp_path).code == 0
    (tmp_path / "src" / "README.md").unlink()
    assert clientsmith_here("check", *command, folder=tmp_path).code == 0
    done = clientsmith_here("check", *command[:-1], folder=tmp_path)
    assert done.code == 1
    assert "missing: README.md" in done.stdout
    done = clientsmith_here("check", "--package-only", folder=tmp_path)
    assert (done.code, "set `only` of [package] there" in " ".join(done.stderr.split())) == (
        2,
        True,
    )


@pytest.mark.parametrize("keep_edits", [False, True])
def test_a_project_without_some_of_its_files(tmp_path: Path, keep_edits: bool) -> None:
    (tmp_path / "openapi.yaml").write_text(SPEC)
    settings = f"keep_edits = {str(keep_edits).lower()}"
    _configs(tmp_path, settings)
    assert clientsmith_here("generate", folder=tmp_path).code == 0
    out = tmp_path / "out"
    (out / "README.md").write_text("Ours\n")
    _configs(tmp_path, f'{settings}\nskip = ["README.md", "API.md", "tests/", "nothing.md"]')
    done = clientsmith_here("check", folder=tmp_path)
    assert done.code == 1
    assert "no longer generated: API.md" in done.stdout
    done = clientsmith_here("generate", folder=tmp_path)
    assert done.code == 0, done.stderr
    assert "skip-unused" in done.stderr
    assert (out / "README.md").read_text() == "Ours\n"
    assert not (out / "API.md").exists()
    assert not (out / "tests").exists()
    assert "README.md" not in json.loads((out / MANIFEST).read_text())["files"]
    project = tomllib.loads((out / "pyproject.toml").read_text())
    assert project["project"]["readme"] == "README.md"
    assert not {"dependency-groups"} & project.keys()
    assert project["tool"].keys() == {"hatch"}
    assert clientsmith_here("check", folder=tmp_path).code == 0
    (out / "README.md").unlink()
    done = clientsmith_here("check", folder=tmp_path)
    assert done.code == 1
    assert '-readme = "README.md"' in done.stdout


def test_the_readme_refers_to_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(SPEC)
    _configs(tmp_path, 'skip = ["API.md", "tests/"]')
    assert clientsmith_here("generate", folder=tmp_path).code == 0
    text = (tmp_path / "out" / "README.md").read_text()
    assert "API.md" not in text
    assert "smoke tests" not in text


def test_a_project_whose_readme_template_is_empty(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(SPEC)
    write_templates(tmp_path / "templates", {"README.md.jinja": "\n"})
    _configs(tmp_path, 'templates = "templates"')
    assert clientsmith_here("generate", folder=tmp_path).code == 0
    assert "README.md" not in _written(tmp_path / "out")
    project = tomllib.loads((tmp_path / "out" / "pyproject.toml").read_text())
    assert "readme" not in project["project"]
    assert clientsmith_here("check", folder=tmp_path).code == 0
