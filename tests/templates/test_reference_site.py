"""The worked example of a target of one's own: pages that belong together, of any document."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from clientsmith.config import load_configs
from clientsmith.pipeline import generate_client, render_client
from clientsmith.project.output import Files
from support.public import PublicSpec, each_public_spec, planned, public_specs
from templates.example_files import EXAMPLES, mistakes

(CONFIG,) = load_configs(EXAMPLES / "reference-site" / "clientsmith.toml")
ACME = Path(__file__).parent / "acme.yaml"
MEDIUM = [
    pytest.param(spec, id=spec.name)
    for spec in public_specs()
    if spec.name in ("petstore", "oai-webhook-3.1", "qdrant")
] or [pytest.param(None, id="missing", marks=pytest.mark.skip("there are no public documents"))]


def site_of(spec: Path, **settings: Any) -> Files:
    config = replace(CONFIG, spec=str(spec.resolve()), **settings)
    return generate_client(config, progress=lambda stage: None).files


def test_there_is_a_page_of_everything() -> None:
    site = site_of(ACME)
    assert sorted(site)[:3] == [
        ".clientsmith/manifest.json",
        ".clientsmith/names.json",
        ".markdownlint.json",
    ]
    assert {path.split("/")[1] for path in site if path.startswith("docs/")} == {
        *("index.md", "models", "models.md", "operations", "resources", "webhooks"),
    }
    page = site["docs/operations/pets/get.md"]
    assert page.startswith("# Get.\n\n`GET /pets/{petId}`: `client.pets.get` of [`client.pets`](")
    assert "- `pet_id`, path `petId`, `UUID`, required\n" in page
    assert (
        "- 200: [`Pet`](../../models/Pet.md)\n- 404: [`Problem`](../../models/Problem.md)\n" in page
    )
    assert "| `NotFoundError` | 404: There is no such pet. |\n" in page
    assert "```python\nclient.pets.get(" in page
    assert "- [`Pet`](models/Pet.md)" in site["docs/models.md"]
    settings = yaml.safe_load(site["mkdocs.yml"])
    assert settings["site_name"] == "Acme API"
    assert {"pets": "resources/pets.md"} in settings["nav"][1]["Resources"]
    assert json.loads(site[".markdownlint.json"])["MD013"] is False
    assert list(mistakes(site)) == []


def test_a_site_is_the_same_every_time() -> None:
    assert dict(site_of(ACME)) == dict(site_of(ACME))


def test_enumerations_as_classes_have_pages() -> None:
    site = site_of(ACME, enums="class")
    assert '| `AVAILABLE` | `"available"` |\n' in site["docs/models/Status.md"]
    assert list(mistakes(site)) == []


def test_a_document_without_anything(tmp_path: Path) -> None:
    spec = tmp_path / "spec.json"
    spec.write_text('{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}')
    site = site_of(spec)
    assert yaml.safe_load(site["mkdocs.yml"])["nav"][1] == {"Resources": []}
    assert list(mistakes(site)) == []


def check_public(spec: PublicSpec) -> None:
    of = planned(spec)
    site = render_client(of, replace(CONFIG, output="site")).files
    assert list(mistakes(site))[:20] == []
    methods = [each for resource in of.package.resources for each in resource.methods]
    assert sum(path.startswith("docs/operations/") for path in site) == len(methods)
    declared = [
        *(each for module in of.package.model_modules for each in module.models),
        *(each for module in of.package.model_modules for each in module.type_names),
    ]
    assert sum(path.startswith("docs/models/") for path in site) == len(declared)


@pytest.mark.parametrize("spec", MEDIUM)
def test_pages_of_public_documents(spec: PublicSpec) -> None:
    check_public(spec)


@pytest.mark.slow
@each_public_spec(giants=True)
def test_pages_of_giants(spec: PublicSpec) -> None:
    check_public(spec)
