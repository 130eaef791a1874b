"""Documents of several versions of OpenAPI become one of the highest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.document import Library
from clientsmith.lower import lower
from clientsmith.plan import plan
from clientsmith.read import read
from clientsmith.render.context_json import context_value
from clientsmith.sources import load
from clientsmith.sources.join.upgrading import upgraded

from .conftest import Join, document, operation

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize(
    ("versions", "result"),
    [
        (("3.0.0", "3.0.3"), "3.0.3"),
        (("3.0.3", "3.1.1"), "3.1.1"),
        (("3.1.0", "3.2.0", "3.0.1"), "3.2.0"),
        (("2.0", "2.0"), "3.1.0"),
        (("3.0.3", "2.0"), "3.1.0"),
    ],
)
def test_the_highest_version(join: Join, versions: tuple[str, ...], result: str) -> None:
    documents = []
    for version in versions:
        each = document(openapi=version)
        if version == "2.0":
            each["swagger"] = each.pop("openapi")
        documents.append(each)
    library = join(*documents)
    assert library.root.data["openapi"] == result
    assert "swagger" not in library.root.data
    upgraded = [each for each in library.problems if each.code == "join-version"]
    assert len(upgraded) == sum(version < "3.1" <= result for version in versions)


def test_null_of_3_0(join: Join) -> None:
    pet = {"$ref": "#/components/schemas/Pet", "nullable": True}
    properties = {
        "name": {"type": "string", "nullable": True, "enum": ["a"]},
        "age": {"type": "integer", "minimum": 0, "exclusiveMinimum": True},
        "friend": pet,
        "blob": {"type": "string", "format": "byte"},
        "nullable": {"type": "boolean"},
    }
    old = document(openapi="3.0.3", components={"schemas": {"Pet": {"properties": properties}}})
    data = join(old, document()).root.data
    assert data["components"]["schemas"]["Pet"]["properties"] == {
        "name": {"type": ["string", "null"], "enum": ["a", None]},
        "age": {"type": "integer", "exclusiveMinimum": 0},
        "friend": {"anyOf": [{"$ref": pet["$ref"]}, {"type": "null"}]},
        "blob": {"type": "string", "contentEncoding": "base64"},
        "nullable": {"type": "boolean"},
    }


def test_hosts_of_2_0(join: Join) -> None:
    def old(host: str, path: str) -> dict[str, Any]:
        return {
            "swagger": "2.0",
            "info": {"title": "t", "version": "1"},
            "host": host,
            "basePath": "/v1",
            "paths": {path: {"get": operation()}},
        }

    data = join(old("a.test", "/a"), old("b.test", "/b")).root.data
    assert data["servers"] == [{"url": "https://a.test/v1"}]
    assert data["paths"]["/a"]["get"] == operation()
    assert data["paths"]["/b"]["get"]["servers"] == [{"url": "https://b.test/v1"}]


@pytest.mark.parametrize("case", ["swagger_2", "nullable_3_0", "multipart", "read_write_only"])
def test_a_document_means_the_same_in_the_higher_version(case: str) -> None:
    [file] = CASES.joinpath(case).glob("openapi.*")
    library = load(str(file))
    higher = upgraded(library.root)
    assert higher.data["openapi"] == "3.1.0"
    assert _context(Library(higher, {higher.origin: higher})) == _context(library)


def _context(library: Library) -> str:
    api, _ = read(library)
    lowered, _ = lower(api)
    package = plan(lowered, Config(spec="x", output="y"))[0]
    return json.dumps(context_value(package), indent=1)
