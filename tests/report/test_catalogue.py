"""The tables of the report fit together, and leave nothing out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from clientsmith.coverage.catalogue import CONSTRUCTS, SECTIONS
from clientsmith.coverage.grammar import OBJECTS
from clientsmith.coverage.report import LOST_CONSTRUCTS
from clientsmith.problem import CODES
from report.harmless import HARMLESS

OUR_KINDS = {
    "components": ("components",),
    "operation": ("operation", "called"),
    "parameter": ("parameter",),
    "request-body": ("body", "callback-body", "webhook-body"),
    "media-type": ("body-content", "response-content", "plain-content"),
    "encoding": ("encoding",),
    "response": ("response",),
    "header": ("header",),
    "link": ("link",),
    "tag": ("tag",),
    "server": ("document-server",),
    "server-variable": ("server-variable",),
    "path-item": ("path", "webhook", "called-item"),
    "security-scheme": ("scheme",),
    "xml": ("xml",),
    "schema": ("schema",),
    "discriminator": ("discriminator",),
}
"""Names of objects in the rules of OpenAPI to kinds of the grammar."""


def test_every_problem_code_is_a_loss_or_is_harmless() -> None:
    known = LOST_CONSTRUCTS.keys() | HARMLESS.keys()
    assert (
        sorted(CODES.keys() - known) == []
    ), "say in coverage/report.py what these lose, or in tests/report/harmless.py why nothing"
    assert sorted(known - CODES.keys()) == [], "these are in the tables only"
    assert LOST_CONSTRUCTS.keys() & HARMLESS.keys() == set()


def test_losses_name_constructs() -> None:
    for code, constructs in LOST_CONSTRUCTS.items():
        for construct in constructs:
            family = [id for id in CONSTRUCTS if id.startswith(construct)]
            assert family if construct.endswith(".") else construct in CONSTRUCTS, (code, construct)


def test_ids_are_given_once() -> None:
    assert len(CONSTRUCTS) == sum(map(len, SECTIONS.values()))


def test_the_grammar_names_constructs_and_kinds() -> None:
    keys = [(kind, name, key) for kind, keys in OBJECTS.items() for name, key in keys.items()]
    assert [entry for entry in keys if entry[2].construct not in ("", *CONSTRUCTS)] == []
    assert {key.child for _, _, key in keys} - {"", "status", "component"} <= OBJECTS.keys()


def _rules(version: str) -> Any:
    spec = find_spec("openapi_spec_validator")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "resources" / "schemas"
    return json.loads((folder / f"v{version}" / "schema.json").read_text(encoding="utf-8"))


def _keys_of_objects(version: str) -> Iterator[tuple[str, str]]:
    """Kind and key of everything that the rules of a version define."""
    rules = _rules(version)
    yield from (("document", key) for key in rules["properties"])
    for name, rule in (rules.get("$defs") or rules["definitions"]).items():
        hyphened = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
        for kind in OUR_KINDS.get(hyphened, ()):
            yield from ((kind, key) for key in rule.get("properties", ()))


@pytest.mark.parametrize("version", ["3.0", "3.1", "3.2"])
def test_no_key_of_openapi_is_forgotten(version: str) -> None:
    found = sorted(set(_keys_of_objects(version)))
    assert len(found) > 80
    assert [(kind, key) for kind, key in found if key not in OBJECTS[kind]] == []


def test_no_keyword_of_json_schema_is_forgotten() -> None:
    spec = find_spec("jsonschema_specifications")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "schemas"
    keywords = {
        key
        for file in folder.rglob("*")
        if file.is_file() and "draft3" not in str(file)
        for key in json.loads(file.read_text(encoding="utf-8")).get("properties", ())
    }
    assert len(keywords) > 50
    assert sorted(keywords - OBJECTS["schema"].keys()) == []
