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


@pytest.mark.parametrize(
    ("client", "message"),
    [
        ("class (", "syntax-error"),
        ("\0", "syntax-error"),
        ("(" * 1000, "syntax-error"),
        (b"\xff", "source-encoding"),
    ],
)
def test_a_broken_sdk_is_refused(project: Path, client: str | bytes, message: str) -> None:
    module = project / "sdk" / "src" / "green" / "_client.py"
    module.parent.mkdir(parents=True)
    (project / "sdk" / "api.md").write_text("")
    module.write_bytes(client if isinstance(client, bytes) else client.encode())
    done = clientsmith("migrate", "sdk", "openapi.yaml", folder=project)
    assert done.code == 3
    assert f"error[{message}] sdk/src/green/_client.py" in done.stderr


def test_an_sdk_that_says_little_is_read(project: Path) -> None:
    module = project / "sdk" / "green" / "_client.py"
    module.parent.mkdir(parents=True)
    (project / "sdk" / "api.md").write_text('- <code title="get /v1/plants">client.a</code>\n->\n')
    module.write_text("class Green(SyncAPIClient): pass\nENVIRONMENTS = {**x, 'a': 1}\n")
    assert clientsmith("migrate", "sdk", "openapi.yaml", folder=project).code == 0
    assert 'client_class = "Green"' in (project / "clientsmith.toml").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "class_overrides: [1]",
        "class_overrides: {Plant: 1, PlantKey: {class_name: [x]}, Ghost: {class_name: ''}}",
        "class_overrides: {Plant: {class_name: 'not a name'}, PlantKey: {class_name: class}}",
        "{package_name_override: '1 x', project_name_override: '-', package_version_override: x}",
        "{literal_enums: maybe, package_name_override: [1]}",
        "{packageName: '1 x', projectName: 5, packageVersion: none}",
        "{packageName: a, nameMappings: [1], modelNameMappings: {Plant: 1, PlantKey: 'a b'}}",
        "{packageName: a, nameMappings: {'\"]': x, class: 'a b'}, parameterNameMappings: {\"'\": y}}",
        "{generation: 1, python: [2], go: {}}",
        "{generation: {sdkClassName: 'a b', baseServerUrl: 'x y'}, python: {packageName: '-'}}",
        "{generation: {}, python: {packageName: 7, moduleName: [], version: x, license: '?'}}",
        "{groups: {a: 1, b: {generators: 2}, c: {generators: [1, {name: 5}, {config: 3}]}}}",
        "{groups: {a: {generators: [{name: python, output: [], config: {client: 1}}]}}}",
        "{packageName: a, operationIdNameMappings: {x: y, '': ''}, additionalProperties: 7}",
    ],
)
def test_wrong_values_of_other_tools_are_listed(project: Path, text: str) -> None:
    (project / "config.yaml").write_text(text)
    done = clientsmith("migrate", "config.yaml", "openapi.yaml", folder=project)
    assert done.code == 0, done.stderr
    assert clientsmith("generate", folder=project).code == 0


def test_a_command_is_a_source(project: Path) -> None:
    command = (
        "java -jar openapi-generator-cli.jar generate -g python --package-name=green "
        "-p projectName=green-sdk,packageVersion=1.2.3 --model-name-mappings Plant=Tree"
    )
    done = clientsmith("migrate", command, "openapi.yaml", folder=project)
    assert done.code == 0, done.stderr
    text = (project / "clientsmith.toml").read_text()
    for line in ('package = "green"', 'distribution = "green-sdk"', 'Plant = "Tree"'):
        assert line in text


def test_a_broken_command_is_refused(project: Path) -> None:
    command = "openapi-generator generate --package-name 'green"
    done = clientsmith("migrate", command, "openapi.yaml", folder=project)
    assert done.code == 3
    assert "syntax-error" in done.stderr
    assert "clientsmith.toml" not in written(project)
