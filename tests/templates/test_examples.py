"""The worked examples: each changes what it says and nothing else, and its client is as good as ours."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.config import Config, load_configs
from clientsmith.pipeline import generate_client
from clientsmith.project import output
from clientsmith.project.output import Files
from support import checks
from support.command import clientsmith_here

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "templates"
NAMES = sorted(folder.parent.name for folder in EXAMPLES.glob("*/clientsmith.toml"))
FILES_ALONE = {"curl-snippets", "postman-collection", "reference-site"}
"""Examples whose templates have no part in modules; other tests look at what they make."""

CLIENTS = [name for name in NAMES if name not in FILES_ALONE]
MANIFEST = ".clientsmith/manifest.json"


def package(example: str) -> str:
    return example.replace("-", "_")


def generate(example: str, *, custom: bool) -> Files:
    """The client of an example, as it configures it or as it is by default."""
    (config,) = load_configs(EXAMPLES / example / "clientsmith.toml")
    if not custom:
        config = Config(
            naming="operation-id", spec=config.spec, output=config.output, folder=config.folder
        )
    config = replace(config, package=package(example), is_trusted=True)
    return generate_client(config, progress=lambda stage: None).files


def differences(example: str) -> tuple[Files, Files, set[str]]:
    """An example's files, the built-in ones, and the paths that differ but for the manifest."""
    files, builtin = generate(example, custom=True), generate(example, custom=False)
    assert sorted(files) == sorted(builtin)
    return files, builtin, {path for path in files if files[path] != builtin[path]} - {MANIFEST}


def test_there_are_the_examples_that_the_pages_speak_of() -> None:
    assert NAMES == [
        "command-line",
        "curl-snippets",
        "house-readme",
        "house-rules",
        "licence-header",
        "needed-scopes",
        "owner-notes",
        "postman-collection",
        "reference-site",
    ]
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"| [{name}]({name}/clientsmith.toml) |" not in page] == []


def test_one_block_is_overridden() -> None:
    files, builtin, changed = differences("owner-notes")
    module = "owner_notes/resources/goals.py"
    assert changed == {module}
    owner = "        Owner: Customer Success."
    lines = files[module].split("\n")
    before = builtin[module].split("\n")
    assert lines.count(owner) == 1
    for index in reversed([at for at, line in enumerate(lines) if line == owner]):
        assert lines[index + 1] == '        """'
        del lines[index - 1 : index + 1]
    assert lines == before


def test_one_template_is_overridden() -> None:
    files, _, changed = differences("house-readme")
    assert changed == {"README.md"}
    readme = files["README.md"]
    assert readme.startswith("# house-readme\n\nClient of MSPortal Public API, version `1.0.0`.")
    assert "- `client.goals.create`: Create goal.\n" in readme
    assert "| `MSPORTAL_TOKEN` | Use your API key as a Bearer token. |\n" in readme


def test_every_module_has_the_header() -> None:
    files, builtin, changed = differences("licence-header")
    modules = {path for path in files if path.endswith(".py")}
    assert changed == modules
    header = (
        "# MSPortal Public API, generated from its specification: do not edit.\n"
        "# Copyright Example Ltd.\n"
        "# SPDX-License-Identifier: LicenseRef-Example-Internal\n\n"
    )
    for path in modules:
        assert files[path] == header + builtin[path]
        assert ast.dump(ast.parse(files[path])) == ast.dump(ast.parse(builtin[path]))


def test_house_rules_need_the_configuration_alone() -> None:
    files, builtin, changed = differences("house-rules")
    assert not (EXAMPLES / "house-rules" / "templates").exists()
    module = files["house_rules/resources/goals.py"]
    header = (
        "# Copyright Example Ltd.\n"
        "# SPDX-License-Identifier: LicenseRef-Example-Internal\n"
        "#\n"
        "# ruff: noqa\n\n"
    )
    modules = {path for path in files if path.endswith(".py")}
    assert modules <= changed
    for path in modules:
        assert files[path].startswith(header), path
    runtime = {path for path in modules if "/_runtime/" in path}
    assert all(files[path] == header + builtin[path] for path in runtime)
    assert '    "structlog>=25.4",\n    "typing-extensions>=4.12",\n]' in files["pyproject.toml"]
    assert 'version = "2.1.0"' in files["pyproject.toml"]
    assert "    def add(\n" in module
    assert "        company_id: str,\n" in module
    assert "        Parameters\n        ----------\n        title\n" in module
    assert "class GoalsClient(SyncClient):" in files["house_rules/client.py"]
    assert "class BusinessGoal(" in files["house_rules/models/shared.py"]


def test_hooks_change_docstrings_and_make_a_filter() -> None:
    files, builtin, changed = differences("needed-scopes")
    module = "needed_scopes/resources/goals.py"
    assert changed == {"README.md", module}
    sentence = "\n        The key needs the scope `goals.write`.\n"
    assert files[module].count(sentence) == 1
    assert files[module].replace(sentence, "") == builtin[module]
    rows = "\n| call | scope |\n| --- | --- |\n| `client.goals.create` | `goals.write` |\n"
    assert files["README.md"].replace(rows, "", 1) == builtin["README.md"]


@pytest.fixture(scope="module")
def every_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages of examples side by side."""
    folder = tmp_path_factory.mktemp("examples")
    for example in CLIENTS:
        output.write(generate(example, custom=True), folder / example)
        shutil.move(folder / example / package(example), folder / package(example))
        shutil.rmtree(folder / example)
    return folder


@pytest.mark.xdist_group("template_examples")
def test_the_clients_import(every_client: Path) -> None:
    checks.import_everything(every_client, *map(package, CLIENTS))


@pytest.mark.xdist_group("template_examples")
def test_the_clients_are_formatted(every_client: Path) -> None:
    assert checks.black_errors(every_client) == ""


@pytest.mark.xdist_group("template_examples")
def test_mypy_is_content_with_the_clients(every_client: Path) -> None:
    packages = [Path(package(example)) for example in CLIENTS]
    assert checks.mypy_errors(packages, every_client) == ""


def test_the_option_means_the_same_as_the_setting(tmp_path: Path) -> None:
    spec = ROOT / "specs" / "msportal" / "create-goal.md"
    templates = EXAMPLES / "owner-notes" / "templates"
    common = (spec, "-o", tmp_path / "out", "--templates", templates, "-p", "owner_notes")
    assert clientsmith_here("generate", *common, folder=tmp_path).code == 0
    assert clientsmith_here("check", *common, folder=tmp_path).code == 0
    assert clientsmith_here("check", *common[:3], *common[5:], folder=tmp_path).code == 1
    made = {
        file.relative_to(tmp_path / "out").as_posix(): file.read_text(encoding="utf-8")
        for file in (tmp_path / "out").rglob("*")
        if file.is_file()
    }
    expected = dict(generate("owner-notes", custom=True))
    for files in (made, expected):
        del files[MANIFEST]  # it names the document as it was given
    assert made == expected
