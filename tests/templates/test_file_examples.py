"""The worked examples of files beside the client: what is in them is what their readers get out."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from clientsmith.config import Config
from clientsmith.pipeline import Planned, plan_client, render_client
from clientsmith.project.output import Files
from templates.example_files import EXAMPLES, words_of

ACME = Path(__file__).parent / "acme.yaml"
CONFIG = Config(naming="operation-id", spec=str(ACME), output="out")


@cache
def planned() -> Planned:
    return plan_client(CONFIG, progress=lambda stage: None)


def files_of(**settings: Any) -> Files:
    return render_client(planned(), replace(CONFIG, **settings)).files


def new_files(example: str) -> dict[str, str]:
    """What an example makes without a client around it."""
    files = files_of(templates=str(EXAMPLES / example / "templates"), target="templates")
    return {path: text for path, text in files.items() if not path.startswith(".clientsmith/")}


@pytest.mark.parametrize("example", ["curl-snippets", "postman-collection"])
def test_the_client_is_what_it_is_without_them(example: str) -> None:
    files = files_of(templates=str(EXAMPLES / example / "templates"))
    builtin = files_of()
    changed = {path for path in builtin if files[path] != builtin[path]}
    assert changed == {".clientsmith/manifest.json"}
    assert {path: files[path] for path in files.keys() - builtin.keys()} == new_files(example)


def test_curl_sends_what_the_method_sends(tmp_path: Path) -> None:
    scripts = new_files("curl-snippets")
    assert words_of(scripts["snippets/pets/get.sh"], tmp_path) == [
        *("--globoff", "--fail-with-body", "--request", "GET"),
        *("--header", "Authorization: Bearer s3cret"),
        *("--url", "https://api.acme.test/pets/{petId}"),
    ]
    assert words_of(scripts["snippets/pets/create.sh"], tmp_path)[-6:] == [
        *("--header", "Content-Type: application/json", "--data-binary", "@body"),
        *("--url", "https://api.acme.test/pets"),
    ]
    assert "\n# Create.\n# In Python: client.pets.create\n" in scripts["snippets/pets/create.sh"]


def test_postman_has_every_operation() -> None:
    collection = json.loads(new_files("postman-collection")["postman.json"])
    assert collection["info"]["name"] == "Acme API"
    assert collection["variable"] == [{"key": "baseUrl", "value": "https://api.acme.test"}]
    assert [item["name"] for item in collection["item"]] == [
        *("events", "exports", "files", "pets", "stories", "visits"),
    ]
    requests = {
        (each["request"]["method"], each["request"]["url"])
        for item in collection["item"]
        for each in item["item"]
    }
    assert ("GET", "{{baseUrl}}/pets/:petId") in requests
    document = yaml.safe_load(ACME.read_text(encoding="utf-8"))
    operations = [
        (method, path)
        for path, item in document["paths"].items()
        for method in item
        if method != "parameters"
    ]
    assert len(requests) == len(operations)
