"""Keywords anywhere in the data of a document."""

from typing import Any

import pytest

from clientsmith.document import Document


@pytest.mark.parametrize(
    ("data", "keywords"),
    [
        ({"a": [{"b": {"$id": "x"}}], "$ref": "#"}, {"$id"}),
        ({"example": [[{"$dynamicRef": "#a"}]], "$dynamicAnchor": 1}, None),
        ({"$anchor": "a", "b": "$id"}, set()),
        ([], set()),
        ("$id", set()),
        (None, set()),
    ],
    ids=["inside", "plain-data", "value", "list", "text", "null"],
)
def test_keywords_that_give_pointers_another_start(data: Any, keywords: set[str] | None) -> None:
    expected = {"$dynamicAnchor", "$dynamicRef"} if keywords is None else keywords
    assert Document("-", "", data, lambda pointer: 1).keywords.scoping == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"$ref": "#/a"}, False),
        ({"$ref": "other.yaml"}, True),
        ({"$ref": ""}, True),
        ({"a": [[{"$ref": "other.yaml#/a"}]]}, True),
        ({"example": {"$ref": "https://other.test"}}, True),
        ({"properties": {"$ref": {"type": "string"}}}, False),
        ({"mapping": {"a": "#/b", "c": "Pet", "d": 1}}, False),
        ({"mapping": {"a": "#/b", "c": "pet.yaml"}}, True),
        ({"mapping": {"a": "folder/Pet"}}, True),
        ({"mapping": "pet.yaml"}, False),
        ({"description": "$ref: other.yaml"}, False),
    ],
    ids=str,
)
def test_references_to_other_documents_are_never_missed(data: Any, expected: bool) -> None:
    assert Document("-", "", data, lambda pointer: 1).keywords.has_external_references is expected
