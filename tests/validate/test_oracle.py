"""Everything that openapi-spec-validator finds in a document is found here too."""

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator.shortcuts import get_validator_cls

from clientsmith.document import Document, Library
from clientsmith.prepare.validate import validate
from clientsmith.problem import Severity
from clientsmith.sources import load
from support.public import SHARED

HEAD = {"openapi": "3.0.0", "info": {"title": "t", "version": "1"}}
OK = {"responses": {"200": {"description": "ok"}}}


def _parameter(name: str, where: str = "path") -> dict[str, Any]:
    return {"name": name, "in": where, "required": True, "schema": {"type": "string"}}


BROKEN: dict[str, dict[str, Any]] = {
    "nothing": {**HEAD, "paths": {}},
    "no info": {"openapi": "3.0.0", "paths": {}},
    "no paths": {**HEAD},
    "operation id": {
        **HEAD,
        "paths": {path: {"get": {"operationId": "x", **OK}} for path in ("/a", "/b")},
    },
    "path parameter missing": {**HEAD, "paths": {"/a/{b}": {"get": OK}}},
    "path parameter extra": {**HEAD, "paths": {"/a": {"get": {"parameters": [_parameter("b")], **OK}}}},
    "parameter twice": {
        **HEAD,
        "paths": {"/a": {"get": {"parameters": [_parameter("b", "query")] * 2, **OK}}},
    },
    "default": {
        **HEAD,
        "paths": {"/a": {"get": {"parameters": [
            {**_parameter("b", "query"), "schema": {"type": "integer", "default": "x"}}
        ], **OK}}},
    },
    "required": {
        **HEAD,
        "paths": {},
        "components": {"schemas": {"A": {"allOf": [{"properties": {"a": {}}}], "required": ["b"]}}},
    },
    "tags": {**HEAD, "paths": {}, "tags": [{"name": "a"}, {"name": "a"}]},
    "tag parent": {**HEAD, "openapi": "3.2.0", "paths": {}, "tags": [{"name": "a", "parent": "b"}]},
    "schema": {**HEAD, "paths": {}, "components": {"schemas": {"A": {"type": "strng"}}}},
    "schema 3.1": {
        **HEAD, "openapi": "3.1.0", "paths": {}, "components": {"schemas": {"A": {"type": "strng"}}}
    },
    "swagger": {
        "swagger": "2.0",
        "info": HEAD["info"],
        "paths": {"/a": {"get": {
            "parameters": [{"name": "b", "in": "query", "type": "integer", "default": "x"}], **OK
        }}},
    },
}  # fmt: skip


def _complaints(data: Any) -> bool:
    return next(iter(get_validator_cls(data)(data).iter_errors()), None) is not None


@pytest.mark.parametrize("name", BROKEN)
def test_broken_documents(name: str) -> None:
    data = json.loads(json.dumps(BROKEN[name]))
    document = Document("-", "", data, lambda pointer: 1)
    problems = validate(Library(document, {"-": document}))
    ours = any(problem.severity > Severity.NOTE for problem in problems)
    assert ours == _complaints(data) == (name != "nothing")


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"there is no {SHARED.name} beside the repository")
@pytest.mark.parametrize("name", ["docker-engine", "opc-baseline-3.1", "petstore", "qdrant"])
def test_public_documents(name: str) -> None:
    library = load(str(next((SHARED / "specs" / name).glob(f"{name}.*"))))
    ours = any(problem.severity > Severity.NOTE for problem in validate(library))
    assert ours == _complaints(library.root.data)


def test_the_meta_schemas_are_where_they_are_looked_for() -> None:
    import openapi_spec_validator

    folder = Path(openapi_spec_validator.__file__).parent / "resources" / "schemas"
    assert {"v2.0", "v3.0", "v3.1", "v3.2"} <= {child.name for child in folder.iterdir()}
