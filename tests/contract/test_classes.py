"""The contract as data: classes, fields, types."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from clientsmith import context
from clientsmith.contract import (
    ContractType,
    ObjectType,
    OptionalType,
    ScalarType,
    TupleType,
    class_contracts,
    parse_type,
)
from support.context_values import named_class


def test_every_class_and_field_is_there_and_described() -> None:
    contracts = class_contracts()
    there = {name: getattr(context, name) for name in context.__all__}
    classes = {name: value for name, value in there.items() if inspect.isclass(value)}
    assert contracts.keys() == classes.keys()
    for name, contract in contracts.items():
        assert contract.name == name
        assert [field.name for field in contract.fields] == [
            field.name for field in fields(classes[name])
        ]
        assert contract.docs.endswith(".")
        assert all(field.docs.endswith(".") for field in contract.fields)
        assert not any("\n" in field.docs for field in contract.fields)


def test_every_object_in_a_field_is_of_a_class_of_the_contract() -> None:
    contracts = class_contracts()
    named = {named_class(field.type) for each in contracts.values() for field in each.fields}
    assert named - {None} - contracts.keys() == set()


def test_classes_come_behind_those_that_refer_to_them() -> None:
    assert list(class_contracts())[:4] == ["Package", "Metadata", "RuntimeExport", "Client"]


def test_fields_are_found_by_name() -> None:
    field = class_contracts()["Method"].by_name["arguments"]
    assert field.annotation == "tuple[Argument, ...]"
    assert field.type == TupleType(ObjectType("Argument"))
    assert field.docs == "All arguments in the order of the signature."


TYPES: dict[str, ContractType] = {
    "Code": ScalarType.CODE,
    "Text": ScalarType.TEXT,
    "int": ScalarType.INT,
    "bool": ScalarType.BOOL,
    "Method": ObjectType("Method"),
    "Method | None": OptionalType(ObjectType("Method")),
    "tuple[Code, ...]": TupleType(ScalarType.CODE),
    "tuple[tuple[Code, ...], ...]": TupleType(TupleType(ScalarType.CODE)),
    "tuple[Method, ...] | None": OptionalType(TupleType(ObjectType("Method"))),
}


@pytest.mark.parametrize("annotation", TYPES)
def test_annotations_are_parsed(annotation: str) -> None:
    assert parse_type(annotation) == TYPES[annotation]
    assert str(TYPES[annotation]) == annotation


@pytest.mark.parametrize(
    "annotation",
    ["str", "float", "list[Code]", "tuple[Code, Code]", "Code | Text", "dict[Code, Code]", "None"],
)
def test_other_annotations_are_refused(annotation: str) -> None:
    with pytest.raises(ValueError, match="no type of the template contract"):
        parse_type(annotation)


def test_the_classes_themselves_are_what_their_source_says() -> None:
    for name, contract in class_contracts().items():
        module = ast.parse(inspect.getsource(inspect.getmodule(getattr(context, name)) or context))
        (node,) = (each for each in module.body if getattr(each, "name", "") == name)
        assert isinstance(node, ast.ClassDef)
        annotations = [
            ast.unparse(each.annotation) for each in node.body if isinstance(each, ast.AnnAssign)
        ]
        assert [field.annotation for field in contract.fields] == annotations


def test_an_ordinary_run_never_reads_it(tmp_path: Path) -> None:
    program = (
        "import sys; from clientsmith.cli import app\n"
        "app(['generate', sys.argv[1], '-o', 'out', '--quiet'], standalone_mode=False)\n"
        "assert 'clientsmith.context' in sys.modules and 'clientsmith.contract' not in sys.modules"
    )
    spec = Path(__file__).resolve().parents[2] / "specs" / "msportal" / "create-goal.md"
    done = subprocess.run(
        [sys.executable, "-c", program, spec],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
