"""The version of a package: of the configuration, or of the document if it has one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from clientsmith.plan.client.metadata import version_of
from support.command import clientsmith_here

SPEC = """\
openapi: 3.1.0
info: {title: Sample, version: "VERSION"}
servers: [{url: "https://sample.test"}]
paths:
  /pets:
    get: {operationId: listPets, tags: [pets], responses: {"204": {description: None.}}}
"""


@pytest.mark.parametrize(
    ("document", "version"),
    [
        ("1.4.0", "1.4.0"),
        ("v1", "1"),
        ("0", "0"),
        ("1.0.0-beta.2", "1.0.0b2"),
        ("1.2.3+build.5", "1.2.3"),
        ("2.0 (draft)", "2.0"),
        ("2024.1.0", "2024.1.0"),
        ("24.04", "24.4"),
        ("20.13.1", "20.13.1"),
        ("2024", "2024"),
    ],
)
@pytest.mark.parametrize("previous", ["", "0.1.0", "2024.1.15"])
def test_versions_of_documents(document: str, version: str, previous: str) -> None:
    assert version_of(document, previous) == version


@pytest.mark.parametrize(
    "document",
    ["2024-01-15", "2024-1-5", "2024-06", "2024_01_15", "20240115", "202401", "v2024-01-15",
     "2023-10-01-preview", "2024-06-20.acme", "2024-01-15T00:00:00Z", "2024/01/15"],
)  # fmt: skip
def test_dates_are_no_versions(document: str) -> None:
    assert version_of(document, "") == "0.1.0"
    assert version_of(document, "0.1.0") == "0.1.0"
    assert version_of(document, "1.4.0") == "1.4.0"


@pytest.mark.parametrize("document", ["", "latest", "beta-2", "٣.١", "version 2"])
def test_what_is_no_version(document: str) -> None:
    assert version_of(document, "") == "0.1.0"
    assert version_of(document, "0") == "0"
    assert version_of(document, "2024.1.15") == "2024.1.15"


@pytest.mark.parametrize(
    ("previous", "document", "version"),
    [
        ("2024.1.15", "2024-06-20", "2024.6.20"),
        ("2023.10.1rc0", "2024-06-20", "2024.6.20"),
        ("20240115", "20240620", "20240620"),
    ],
)
def test_packages_with_dates_go_on_with_dates(previous: str, document: str, version: str) -> None:
    assert version_of(document, previous) == version


def test_versions_from_one_client_to_the_next(tmp_path: Path) -> None:
    def version_for(document: str, settings: str = "") -> str:
        (tmp_path / "spec.yaml").write_text(SPEC.replace("VERSION", document))
        (tmp_path / "clientsmith.toml").write_text(
            f'spec = "spec.yaml"\noutput = "out"\n{settings}'
        )
        done = clientsmith_here("generate", folder=tmp_path)
        assert done.code == 0, done.stderr
        project = tomllib.loads((tmp_path / "out" / "pyproject.toml").read_text())["project"]
        client = (tmp_path / "out" / "sample" / "client.py").read_text()
        assert f'version="{project["version"]}"' in client
        return str(project["version"])

    assert version_for("2024-01-15") == "0.1.0"
    assert version_for("2024-06-20") == "0.1.0"
    assert version_for("2024-06-20", 'version = "0.2.0"') == "0.2.0"
    assert version_for("2024-06-20") == "0.2.0"
    assert version_for("1.0") == "1.0"
