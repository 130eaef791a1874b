"""Identifiers: valid, free and safe, whatever the document calls things."""

import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.naming.words.identifiers import (
    INSTANCE_NAMES,
    NameScope,
    attribute_name,
    class_name,
    module_name,
    number_spelled,
)

ATTRIBUTES = {
    "petId": "pet_id",
    "X-Request-Id": "x_request_id",
    "filter[name]": "filter_name",
    "ids[]": "ids",
    "class": "class_",
    "from": "from_",
    "list": "list",
    "dt": "dt",
    "self": "self_",
    "id": "id",
    "type": "type",
    "format": "format",
    "match": "match",
    "None": "none",
    "__class__": "class_",
    "_links": "links",
    "any_": "any_",
    "is_null_": "is_null_",
    "list_": "list_",
    "class_": "class_",
    "anyOf_": "any_of",
    "a__": "a",
    "1a_": "field_1a",
    "@type": "type",
    "$ref": "ref",
    "+1": "plus_1",
    "-1": "minus_1",
    "1d": "field_1d",
    "<": "lt",
    ">=": "gt_eq",
    "": "field",
    "\u200b": "field",
    "日本": "日本",
    "ﬁle": "file",
}

CLASSES = {
    "simple-user": "SimpleUser",
    "OAuth2Client": "OAuth2Client",
    "SSHKey": "SSHKey",
    "issuing.card": "IssuingCard",
    "PENDING_REVIEW": "PendingReview",
    "pet": "Pet",
    "Warning": "Warning_",
    "None": "None_",
    "3DModel": "ThreeDModel",
    "404Error": "Model404Error",
    "x86_64": "X86_64",
    "+1": "Plus1",
    "": "Model",
    "a\nb": "AB",
}

MODULES = {
    "Pets": "pets",
    "import": "import_",
    "con": "con_",
    "LPT1": "lpt1_",
    "../../etc": "etc",
    "2fa": "two_fa",
    "": "module",
}


@pytest.mark.parametrize("text", ATTRIBUTES)
def test_attributes(text: str) -> None:
    assert attribute_name(text) == ATTRIBUTES[text]


@pytest.mark.parametrize("text", CLASSES)
def test_classes(text: str) -> None:
    assert class_name(text) == CLASSES[text]


@pytest.mark.parametrize("text", MODULES)
def test_modules(text: str) -> None:
    assert module_name(text) == MODULES[text]


def test_module_names_fit_into_file_names() -> None:
    assert len(module_name("long_" * 100)) <= 100


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("1", "click"), ("one", "click")),
        (("2fa",), ("two", "fa")),
        (("20",), ("twenty",)),
        (("21",), ("21",)),
        (("100",), ("100",)),
        (("click", "1"), ("click", "1")),
        ((), ()),
    ],
)
def test_numbers_in_front(parts: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert number_spelled(parts) == expected


@given(st.text())
def test_names_are_identifiers(text: str) -> None:
    attribute, class_, module = attribute_name(text), class_name(text), module_name(text)
    for name in (attribute, class_, module):
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert unicodedata.normalize("NFKC", name) == name
        assert not name.startswith("_")
    assert attribute not in INSTANCE_NAMES


def test_scope_gives_the_first_free_candidate_then_underscore_then_numbers() -> None:
    scope = NameScope({"taken"})
    assert scope.allocate(["taken", "free"]) == "free"
    assert scope.allocate(["free"]) == "free_"
    assert scope.allocate(["taken", "free"]) == "free_2"
    assert scope.allocate(["free"]) == "free_3"
    assert scope.allocate(["Free"]) == "Free"
    assert "free_2" in scope


def test_scope_of_files_ignores_case() -> None:
    scope = NameScope(fold_case=True)
    assert [scope.allocate([name]) for name in ("Pets", "pets", "ﬁle", "file")] == [
        "Pets",
        "pets_",
        "ﬁle",
        "file_",
    ]


def test_scope_needs_a_candidate() -> None:
    with pytest.raises(ValueError, match="no candidate"):
        NameScope().allocate([])
