"""How annotations relate, over all forms that generated clients have."""

from __future__ import annotations

import pytest

from clientsmith.compare.surface.annotations import (
    AnnotationNames,
    Relation,
    relation,
    without_sentinel,
)

SAME, WIDER, NARROWER, OTHER = Relation

CASES = [
    ("str", "str", SAME),
    ("str", "str | None", WIDER),
    ("str | None", "str", NARROWER),
    ("None | str", "str | None", SAME),
    ("str", "int", OTHER),
    ("str | int", "int | float", OTHER),
    ("str", "Any", WIDER),
    ("Any", "str", NARROWER),
    ("Any", "Any | None", SAME),
    ("", "object", SAME),
    ("str", "", WIDER),
    ("Optional[str]", "str | None", SAME),
    ("Union[str, int]", "int | str", SAME),
    ('Union["Cat", "Dog"]', "Cat | Dog", SAME),
    ('Union["Cat", "Dog"]', 'Union["Cat", "Dog", "Fish"]', WIDER),
    ('Annotated[Union["Cat"], Discriminator("type")]', "Cat", SAME),
    ('Literal["a"]', 'Literal["a", "b"]', WIDER),
    ('Literal["a", "b"]', 'Literal["b"]', NARROWER),
    ('Literal["a"]', 'Literal["b"]', OTHER),
    ('Literal["a"]', "Literal['a'] | str", WIDER),
    ('Literal["a"] | str', 'Literal["a", "b"] | str', WIDER),
    ("int | None", "float | None", WIDER),
    ("list[str]", "list[str | None]", WIDER),
    ("list[str | None] | None", "list[str] | None", NARROWER),
    ("list[str]", "tuple[str, ...]", OTHER),
    ("list[str]", "Sequence[str]", WIDER),
    ("Sequence[str] | None", "list[str] | None", NARROWER),
    ("list[str]", "Sequence[str | int]", WIDER),
    ("list[str | int]", "Sequence[str]", OTHER),
    ("dict[str, list[int]] | None", "Mapping[str, Sequence[int]] | None", WIDER),
    ("list[str] | Sequence[int]", "Sequence[int]", NARROWER),
    ("dict[str, list[int]]", "dict[str, list[int | str]]", WIDER),
    ("dict[str, int]", "dict[str, str]", OTHER),
    ("tuple[int, int]", "tuple[int]", OTHER),
    ("tuple[int | str, int]", "tuple[int, int | str]", OTHER),
    ("list[str] | None", "list[str | int]", OTHER),
    ("Callable[[int], str]", "Callable[[int | str], str]", WIDER),
    ("models.Pet", "Pet", SAME),
    ("list[models.Pet] | dt.date", "builtins.list[_models.Pet] | _dt.date", SAME),
    ("_builtins.dict[_builtins.str, int]", "dict[str, int]", SAME),
    ("dt.datetime", "dt.date", OTHER),
    ("str |", "str", OTHER),
    ("str |", "str |", SAME),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=[f"{o} → {n}" for o, n, _ in CASES])
def test_relation(old: str, new: str, expected: Relation) -> None:
    assert relation(old, AnnotationNames(), new, AnnotationNames()) is expected


def test_aliases_stand_for_their_values() -> None:
    old = AnnotationNames({"Status": 'Literal["a"]'})
    new = AnnotationNames({"Status": 'Literal["a", "b"]', "Other": "Status | None"})
    assert relation("models.Status", old, "models.Status", new) is WIDER
    assert relation("Literal['a', 'b'] | None", old, "Other", new) is SAME


def test_an_alias_may_name_itself() -> None:
    old, new = AnnotationNames({"Tree": 'list["Tree"]'}), AnnotationNames(
        {"Tree": 'list["Tree"] | None'}
    )
    assert relation("Tree", old, "Tree", old) is SAME
    assert relation("Tree", old, "Tree", new) is WIDER


def test_a_class_is_one_of_those_that_it_extends() -> None:
    names = AnnotationNames(bases={"Cat": ("Pet",), "Pet": ("Animal",)})
    assert relation("Animal | None", names, "Cat", names) is NARROWER
    assert relation("list[Cat]", names, "list[Pet]", names) is WIDER


def test_classes_may_have_another_name() -> None:
    new = AnnotationNames(previous={"Animal": "Pet"})
    assert relation("list[models.Pet]", AnnotationNames(), "list[models.Animal]", new) is SAME


def test_readers_do_not_tell_constants_apart() -> None:
    tolerant = AnnotationNames().for_reading
    assert relation('Literal["a"] | None', tolerant, 'Literal["b"] | None', tolerant) is SAME
    assert relation('Literal["a"]', tolerant, 'Literal["a"] | None', tolerant) is WIDER


def test_readers_do_not_tell_unknown_variants_apart() -> None:
    old, new = AnnotationNames(), AnnotationNames(unknown_variants=frozenset({"UnknownVariant"}))
    now = "list[Cat | Dog | models.UnknownVariant]"
    assert relation("list[Cat | Dog]", old, now, new) is WIDER
    assert relation("list[Cat | Dog]", old.for_reading, now, new.for_reading) is SAME
    assert relation("list[Cat]", old.for_reading, now, new.for_reading) is WIDER


def test_the_value_that_stands_for_leaving_out_is_no_type() -> None:
    assert without_sentinel("str | None", "None") == "str"
    assert without_sentinel("str | None | Unset", "UNSET") == "str | None"
    assert without_sentinel("str | None", "") == "str | None"
    assert without_sentinel("str |", "None") == "str |"
