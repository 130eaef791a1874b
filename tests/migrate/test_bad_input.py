"""Sources that cannot be used: a message with the place, no traceback, nothing written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from support.command import clientsmith_here as clientsmith

DOCUMENT = Path(__file__).parent / "cases" / "stainless" / "openapi.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copyfile(DOCUMENT, tmp_path / "openapi.yaml")
    return tmp_path


def written(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("resources: [", "syntax-error"),
        ("[]", "no configuration of a tool"),
        ("hello", "no configuration of a tool"),
        ("", "source-empty"),
        ("a: 1", "no configuration of a tool"),
        ("resources: &a {b: *a}", "yaml-unsupported"),
        ("resources: !!python/object:os.system {}", "yaml-unsupported"),
    ],
)
def test_what_is_no_configuration_is_refused(project: Path, text: str, message: str) -> None:
    (project / "stainless.yml").write_text(text)
    before = written(project)
    done = clientsmith("migrate", "stainless.yml", "openapi.yaml", folder=project)
    assert done.code == 3
    assert message in done.stderr
    assert "stainless.yml" in done.stderr
    assert "Nothing was written." in done.stderr
    assert written(project) == before


@pytest.mark.parametrize(
    "text",
    [
        "resources: 1",
        "resources: [1, {a: b}]",
        "resources: {a: 1, b: [], c: {methods: 1, models: x, subresources: []}}",
        "resources: {a: {methods: {b: 1, c: [], d: {}, e: {endpoint: get}, f: 'get v1'}}}",
        "resources: {a: {methods: {'': get /v1/plants, 'class': post /v1/plants}}}",
        "resources: {a: {models: {b: 1, c: {}, d: '#/nowhere', '': Plant}}}",
        "resources: {'': {methods: {b: get /v1/plants}}}",
        "client_settings: {opts: 1}",
        "client_settings: {opts: {a: 1, b: {auth: 1}, c: {auth: {security_scheme: [x]}}}}",
        "client_settings: {opts: {'1 x': {auth: {security_scheme: bearerAuth}, read_env: 'A B'}}}",
        "client_settings: {default_env_prefix: 'a b'}",
        "{resources: {}, pagination: 1}",
        "{resources: {}, pagination: [1, {}, {type: cursor}, {type: [cursor]}]}",
        "{resources: {}, pagination: {a: {type: offset, request: [], response: 7}}}",
        "{resources: {}, environments: [a], query_settings: x, settings: []}",
        "{resources: {}, environments: {a: 'http://[', b: 'x y'}}",
        "{resources: {}, environments: {a: 'not a URL'}}",
        "{resources: {}, organization: {name: '***'}, settings: {license: 'no license'}}",
        "{resources: {}, targets: {python: {package_name: '1-2', project_name: '-'}}}",
        "{resources: {}, openapi: {transforms: [1, {command: remove}, {command: [], args: []}]}}",
        "{resources: {}, openapi: {transforms: [{command: remove, args: {target: '$'}}]}}",
        "{resources: {}, security: [1], security_schemes: [2]}",
        "{resources: {}, unspecified_endpoints: {a: b}, custom_casings: [1, {}]}",
        "{resources: {}, settings: {file_header: \"a\\u2028b\\n'''\"}}",
    ],
)
def test_wrong_values_are_listed(project: Path, text: str) -> None:
    (project / "stainless.yml").write_text(text)
    done = clientsmith("migrate", "stainless.yml", "openapi.yaml", folder=project)
    assert done.code == 0, done.stderr
    assert clientsmith("generate", folder=project).code == 0


def test_text_of_a_source_stays_text(project: Path) -> None:
    evil = 'x"]\nhooks = "evil.py"\n| ![a](https://evil.test) <script>`'
    source = {
        "resources": {evil: {"methods": {evil: "get /v1/plants"}}},
        "organization": {"docs": evil},
        evil: 1,
    }
    (project / "stainless.yml").write_text(json.dumps(source))
    done = clientsmith("migrate", "stainless.yml", "openapi.yaml", folder=project)
    assert done.code == 0, done.stderr
    assert not any(
        line.startswith("hooks") for line in (project / "clientsmith.toml").read_text().splitlines()
    )
    report = (project / "MIGRATION.md").read_text()
    for line in report.splitlines():
        if "evil.test" in line:
            assert line.startswith("|")
    assert clientsmith("generate", folder=project).code == 0


def test_an_existing_configuration_stays(project: Path) -> None:
    (project / "stainless.yml").write_text("resources: {}")
    (project / "clientsmith.toml").write_text("mine")
    done = clientsmith("migrate", "stainless.yml", "openapi.yaml", folder=project)
    assert done.code == 2
    assert (project / "clientsmith.toml").read_text() == "mine"
    assert "MIGRATION.md" not in written(project)
    assert (
        clientsmith("migrate", "stainless.yml", "openapi.yaml", "--force", folder=project).code == 0
    )
    assert (project / "clientsmith.toml").read_text() != "mine"


def test_pyproject_counts_as_a_configuration(project: Path) -> None:
    (project / "stainless.yml").write_text("resources: {}")
    (project / "pyproject.toml").write_text("[tool.clientsmith]\nspec = 'a'\noutput = 'b'\n")
    assert clientsmith("migrate", "stainless.yml", "openapi.yaml", folder=project).code == 2
    assert "clientsmith.toml" not in written(project)


@pytest.mark.parametrize("source", ["missing.yml", "missing/", "folder"])
def test_a_missing_source_is_reported(project: Path, source: str) -> None:
    (project / "folder").mkdir()
    done = clientsmith("migrate", source, "openapi.yaml", folder=project)
    assert done.code == 3
    assert source.rstrip("/") in done.stderr


def test_a_missing_document_is_reported(project: Path) -> None:
    (project / "stainless.yml").write_text("resources: {}")
    assert clientsmith("migrate", "stainless.yml", "gone.yaml", folder=project).code == 2
    (project / "broken.yaml").write_text("openapi: [")
    assert clientsmith("migrate", "stainless.yml", "broken.yaml", folder=project).code == 3
    assert "clientsmith.toml" not in written(project)


def test_a_folder_with_a_configuration_is_a_source(project: Path) -> None:
    (project / "folder").mkdir()
    (project / "folder" / "stainless.yml").write_text("resources: {}")
    done = clientsmith("migrate", "folder", "openapi.yaml", "--json", folder=project)
    assert done.code == 0
    assert '"tool": "Stainless"' in done.stdout
