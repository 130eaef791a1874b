"""Examples of parameters and bodies, wherever a document shows them."""

from __future__ import annotations

import pytest

from clientsmith import ir
from read_operations.reading_documents import operation


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("example: Rex", "Rex"),
        ("example: null", None),
        ("examples: {one: {value: Rex}, two: {value: Max}}", "Rex"),
        ("examples: {one: {summary: none}, two: {dataValue: 7}}", 7),
        ("examples: {one: {$ref: '#/components/examples/pet'}}", "Mia"),
        ("examples: {one: {$ref: '#/components/examples/none'}}", ir.MISSING),
        ("examples: {one: {$ref: 'other.yaml'}}", ir.MISSING),
        ("examples: {one: 7, two: null}", ir.MISSING),
        ("examples: [Rex]", ir.MISSING),
        ("example: Rex, schema: {example: Max}", "Rex"),
        ("schema: {example: Max}", "Max"),
        ("", ir.MISSING),
    ],
)
def test_parameters(written: str, shown: object) -> None:
    rest = "components: {examples: {pet: {value: Mia}}}"
    comma = ", " if written else ""
    schema = "" if "schema" in written else ", schema: {type: string, x: 1}"
    text = f"parameters: [{{name: a, in: query{schema}{comma}{written}}}]"
    found = operation(text, rest=rest)
    assert found.operation.parameters[0].example == shown
    assert found.problems == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("example: {a: 1}", {"a": 1}),
        ("examples: {one: {value: [1]}}", [1]),
        ("schema: {example: {a: 2}}", {"a": 2}),
        ("schema: {type: object, x: 1}", ir.MISSING),
    ],
)
def test_bodies(written: str, shown: object) -> None:
    text = f"requestBody: {{content: {{application/json: {{{written}}}}}}}"
    body = operation(text).operation.body
    assert body is not None
    assert body.contents[0].example == shown


def test_answers_keep_none() -> None:
    text = "responses: {'200': {description: '', content: {application/json: {example: 1}}}}"
    [response] = operation(text).operation.responses
    assert response.contents[0].example is ir.MISSING


def test_examples_do_not_tell_types_apart() -> None:
    one, two = (
        ir.Field("a", ir.Anything(), True, ir.Docs(), example=value) for value in ({"a": 1}, [2])
    )
    assert one == two
    assert hash(one) == hash(two)
