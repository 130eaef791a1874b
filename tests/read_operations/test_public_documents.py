"""Public documents come through whole, with the real loader and the real reader of schemas."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsmith import ir
from clientsmith.read import read
from clientsmith.sources import load
from support.public import SHARED, PublicSpec, each_public_spec, planned

pytestmark = pytest.mark.client

CONFORMANCE = SHARED / "conformance"


def assert_whole(api: ir.Api) -> None:
    """Ids are unique, and everything that is named is there."""
    operations = {operation.id for operation in api.operations}
    assert len(operations) == len(api.operations) == api.counts.operations
    known = operations | {webhook.id for webhook in api.webhooks}
    for id, declaration in api.declarations.items():
        parent = declaration.place.parent
        assert id == declaration.id
        assert parent is None or parent in known or parent in api.declarations
    for operation in api.operations:
        bodies = () if operation.body is None else operation.body.contents
        contents = [*bodies, *(one for answer in operation.responses for one in answer.contents)]
        types = [one.type for one in contents] + [one.type for one in operation.parameters]
        ids = {type.id for type in types if isinstance(type, ir.Named)}
        assert ids <= api.declarations.keys()


@each_public_spec()
def test_every_operation_of_a_public_document_is_read(spec: PublicSpec) -> None:
    plan = planned(spec)
    assert len(plan.api.operations) == spec.operations
    assert_whole(plan.api)
    dropped = {each.code for each in plan.problems if each.code.endswith("-dropped")}
    # DigitalOcean has an operation at `https://`, a baseline a header named `header param`.
    assert dropped <= {"parameter-dropped", "server-dropped"}


@pytest.mark.skipif(not CONFORMANCE.is_dir(), reason="there is no shared/conformance")
@pytest.mark.parametrize("version", ["openapi30", "openapi31", "openapi32"])
def test_every_operation_of_the_conformance_documents_is_read(version: str) -> None:
    count = 0
    for file in sorted((CONFORMANCE / version).rglob("*.json")):
        api, problems = read(load(str(file)))
        assert_whole(api)
        assert [problem for problem in problems if problem.code.endswith("-dropped")] == []
        count += len(api.operations)
    assert count == 808


def test_a_dropped_operation_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(
        "openapi: 3.1.0\n"
        "info: {title: T, version: '1'}\n"
        "paths:\n"
        "  /a/{id}:\n"
        "    get:\n"
        "      parameters:\n"
        "        - name: id\n"
        "          in: path\n"
        "          required: true\n"
        "          schema: text\n"
        "      responses: {}\n"
        "    delete: {responses: {}}\n",
        encoding="utf-8",
    )
    api, problems = read(load(str(file)))
    assert [operation.method for operation in api.operations] == ["DELETE"]
    (dropped,) = (problem for problem in problems if problem.code == "operation-dropped")
    assert dropped.message == "GET /a/{id} is left out: `schema` must be an object or a boolean."
    assert dropped.location.pointer == "/paths/~1a~1{id}/get/parameters/0/schema"
    assert dropped.location.line == 10
