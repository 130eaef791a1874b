"""Every schema of real documents comes through, and everything that is named exists."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsmith import ir
from clientsmith.document import Library, Node, escape_token
from clientsmith.read.schemas.reader import SchemaReader
from clientsmith.sources import load
from read_schemas.notation import named, referred
from support.public import SHARED, PublicSpec, each_public_spec

pytestmark = pytest.mark.client

CONFORMANCE = SHARED / "conformance"
NO_SCHEMAS = {"example", "examples", "x-github-breaking-changes", "x-readme", "enum", "const"}
HARMLESS = {"constant-unsupported", "enum-empty", "enum-value-type"}
"""What is reported for documents that are published and used; nothing of it loses a schema."""


def schemas(library: Library) -> Iterator[Node]:
    """Every schema of a parameter, header or media type."""
    for document in library.documents.values():
        pending = [("", document.data)]
        while pending:
            pointer, data = pending.pop()
            if isinstance(data, list):
                pending += ((f"{pointer}/{index}", child) for index, child in enumerate(data))
            if not isinstance(data, dict):
                continue
            for key, child in data.items():
                below = f"{pointer}/{escape_token(key)}"
                if key == "schema" and isinstance(child, dict) and "properties" not in pointer:
                    yield Node(document, below, child)
                elif key not in NO_SCHEMAS:
                    pending.append((below, child))


def read_all(file: Path) -> tuple[SchemaReader, list[ir.Type], set[ir.Id]]:
    library = load(str(file))
    data = library.root.data
    reader = SchemaReader(library, str(data.get("openapi") or data.get("swagger")))
    reader.components()
    owners = set()
    types = []
    for node in schemas(library):
        owners.add(node.id)
        types.append(reader.type_of(node, ir.Place(node.id, (ir.Step(ir.Role.RESPONSE),))))
    return reader, types, owners


def check(reader: SchemaReader, types: list[ir.Type], owners: set[ir.Id]) -> None:
    declarations = reader.declarations
    for id, target in referred(declarations):
        assert target in declarations, f"{id} refers to {target}"
    for type in types:
        assert all(id in declarations for id in named(type))
    for id, declaration in declarations.items():
        assert declaration.id == id
        parent = declaration.place.parent
        assert parent is None or parent in owners or parent in declarations, id
        if isinstance(declaration, ir.Model):
            names = [field.wire_name for field in declaration.fields]
            assert len(names) == len(set(names)), id
            base = declarations.get(declaration.base or "")
            if declaration.base is not None:
                assert isinstance(base, ir.Model), id
                assert set(names) >= {field.wire_name for field in base.fields}, id
        if isinstance(declaration, ir.Alias):
            assert not isinstance(declaration.type, ir.Nullable), id
        for type in _types(declaration):
            _check_type(type)


def _types(declaration: ir.Declaration) -> Iterator[ir.Type]:
    match declaration:
        case ir.Model(fields=fields):
            yield from (field.type for field in fields)
        case ir.Alias(type=type):
            yield type
        case ir.Enumeration(values=values):
            assert len(values) > 1


def _check_type(type: ir.Type) -> None:
    match type:
        case ir.Nullable(inner):
            assert not isinstance(inner, ir.Nullable | ir.Anything)
            _check_type(inner)
        case ir.OneOf(members, discriminator):
            assert len(members) > 1
            assert not any(isinstance(member, ir.Nullable | ir.Anything) for member in members)
            ids = {member.id for member in members if isinstance(member, ir.Named)}
            assert discriminator is None or set(discriminator.mapping.values()) <= ids
            for member in members:
                _check_type(member)
        case ir.ListOf(inner) | ir.MapOf(inner):
            _check_type(inner)
        case ir.TupleOf(items):
            for item in items:
                _check_type(item)


@each_public_spec()
def test_public_documents(spec: PublicSpec) -> None:
    reader, types, owners = read_all(spec.file)
    check(reader, types, owners)
    assert {problem.code for problem in reader.problems} <= HARMLESS


WITH_FRACTIONS = ("type/property/optionality", "type/property/value-types", "type/union")


@pytest.mark.parametrize("version", ["openapi30", "openapi31", "openapi32"])
def test_conformance_documents(version: str) -> None:
    files = sorted((CONFORMANCE / version).rglob("*.json"))
    if not files:
        pytest.skip("the conformance documents are not at hand")
    found: dict[str, set[str]] = {}
    for file in files:
        reader, types, owners = read_all(file)
        check(reader, types, owners)
        if reader.problems:
            place = file.parent.relative_to(CONFORMANCE / version).as_posix()
            found[place] = {problem.code for problem in reader.problems}
    # They have constants with a fraction, which `Literal` cannot hold.
    assert found == {place: {"constant-unsupported"} for place in WITH_FRACTIONS}


def test_the_documented_page() -> None:
    file = Path(__file__).resolve().parents[2] / "specs" / "msportal" / "create-goal.md"
    reader, types, owners = read_all(file)
    check(reader, types, owners)
    assert reader.problems == []
    goal = reader.declarations["create-goal.md#/components/schemas/Goal"]
    detail = reader.declarations["create-goal.md#/components/schemas/GoalDetail"]
    assert isinstance(goal, ir.Model)
    assert isinstance(detail, ir.Model)
    status = next(field for field in goal.fields if field.wire_name == "status")
    assert status.type == ir.Nullable(ir.Named("create-goal.md#/components/schemas/GoalStatusRef"))
    assert detail.base == goal.id
    assert detail.fields[: len(goal.fields)] == goal.fields
    assert [field.wire_name for field in detail.fields[len(goal.fields) :]] == ["tasks", "updates"]
