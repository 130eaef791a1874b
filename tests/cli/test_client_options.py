"""Options of `generate` and `check` that are settings of the configuration as well."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from clientsmith.cli.clients import ClientOptions, SourceOptions, one_client, select
from clientsmith.config import load_configs
from support.command import clientsmith_here as clientsmith

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.test"}]
paths:
  /pets:
    get:
      responses:
        "200":
          description: Pets
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet: {type: object, required: [kind], properties: {kind: {enum: [cat, dog]}}}
"""

OPTIONS = ("--models", "typeddict", "--http", "httpx", "--enums", "class", "--package", "pets")


def test_they_are_the_settings_of_the_same_names(tmp_path: Path) -> None:
    """With the options and with a configuration of the same values, the same files are written."""
    (tmp_path / "spec.yaml").write_text(SPEC)
    config = 'spec = "spec.yaml"\noutput = "two"\nmodels = "typeddict"\nhttp = "httpx"\n'
    (tmp_path / "clientsmith.toml").write_text(config + 'enums = "class"\npackage = "pets"\n')
    one = clientsmith("generate", "spec.yaml", "-o", "one", *OPTIONS, folder=tmp_path)
    assert one.code == 0, one.stderr
    assert clientsmith("generate", folder=tmp_path).code == 0
    files = {
        folder: {
            str(file.relative_to(tmp_path / folder)): file.read_text(encoding="utf-8")
            for file in sorted((tmp_path / folder).rglob("*.py"))
        }
        for folder in ("one", "two")
    }
    assert files["one"] == files["two"]
    text = "".join(files["one"].values())
    assert "class Pet(TypedDict" in text
    assert "import httpx\n" in text
    assert clientsmith("check", "spec.yaml", "-o", "one", *OPTIONS, folder=tmp_path).code == 0
    assert clientsmith("check", "spec.yaml", "-o", "one", folder=tmp_path).code == 1


def test_every_option_is_a_setting(tmp_path: Path) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text('spec = "a"\noutput = "b"\n')
    (config,) = load_configs(file)
    for option in fields(ClientOptions):
        assert hasattr(config, option.name)


def test_the_runtime_is_shared_on_demand() -> None:
    options = ClientOptions(runtime="package")
    client = one_client(["a"], Path("sdk"), sources=SourceOptions(), options=options)
    assert client.runtime.is_shared


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["SPEC", "-o", "sdk", "--runtime", "package", "--models", "pydantic"],
            "leave out --runtime package, or use --models dataclass",
        ),
        (["--models", "pydantic"], "set `models` there"),
        (["--package-only", "--http", "httpx"], "set `only` of [package], `http` there"),
    ],
)
def test_options_that_cannot_be_combined(tmp_path: Path, arguments: list[str], words: str) -> None:
    said = clientsmith("generate", *arguments, folder=tmp_path)
    assert said.code == 2
    assert words in " ".join(said.stderr.split())


def test_without_options_everything_is_as_before() -> None:
    (client,) = select(["a"], Path("sdk"), None, sources=SourceOptions())
    assert (client.models, client.http, client.enums, client.naming) == (
        "dataclass",
        "httpx2",
        "literal",
        "auto",
    )
