"""Frozen dataclasses that are made quickly are the same as others."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from inspect import signature
from typing import Any

import pytest

from clientsmith.construction import fast_init
from clientsmith.context.models import Field as PrintedField
from clientsmith.context.operations import Method
from clientsmith.document import Node
from clientsmith.ir import Constraints, Docs, Field, Model
from clientsmith.plan.models.fields import PlannedField
from clientsmith.problem import Location
from clientsmith.read.schemas.references import Slot


@dataclass(frozen=True, slots=True, order=True)
class Plain:
    name: str
    size: int = 1
    note: str = field(default="", compare=False)
    is_loud: bool = field(default=False, kw_only=True)
    is_last: bool = field(kw_only=True)


@fast_init
@dataclass(frozen=True, slots=True, order=True)
class Quick:
    name: str
    size: int = 1
    note: str = field(default="", compare=False)
    is_loud: bool = field(default=False, kw_only=True)
    is_last: bool = field(kw_only=True)


ARGUMENTS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {"is_last": True}),
    (("a", 2, "b"), {"is_last": False, "is_loud": True}),
    ((), {"note": "n", "name": "a", "is_last": None}),
]


@pytest.mark.parametrize(("given", "named"), ARGUMENTS, ids=["first", "all", "by-name"])
def test_instances_hold_what_they_are_given(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    plain, quick = Plain(*given, **named), Quick(*given, **named)
    assert type(quick) is Quick
    assert [getattr(quick, each.name) for each in fields(Quick)] == [
        getattr(plain, each.name) for each in fields(Plain)
    ]
    assert repr(quick) == repr(plain).replace("Plain", "Quick")
    assert hash(quick) == hash(plain)
    assert Quick(*given, **named) == quick
    assert replace(quick, name="z") > quick


def test_instances_stay_as_they_are() -> None:
    quick = Quick("a", is_last=True)
    with pytest.raises(FrozenInstanceError):
        quick.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del quick.name  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        quick.other = 1  # type: ignore[attr-defined]
    assert quick == Quick("a", is_last=True)


def test_instances_can_be_copied() -> None:
    quick = Quick("a", 3, is_last=True)
    for other in (copy.copy(quick), copy.deepcopy(quick), pickle.loads(pickle.dumps(quick))):
        assert (type(other), other) == (Quick, quick)


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {"is_last": True}), (("a",), {}), (("a", 1, "", True), {}), (("a",), {"other": 1})],
    ids=["none", "no-keyword", "keyword-by-position", "unknown"],
)
def test_wrong_arguments_are_refused(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Quick(*given, **named)


def test_signatures_are_those_of_dataclasses() -> None:
    assert signature(Quick) == signature(Plain)


def _with_factory() -> type:
    @dataclass(frozen=True, slots=True)
    class Listed:
        names: list[str] = field(default_factory=list)

    return Listed


def _with_more_to_do() -> type:
    @dataclass(frozen=True, slots=True)
    class Checked:
        name: str

        def __post_init__(self) -> None:
            assert self.name

    return Checked


def _with_a_base() -> type:
    @dataclass(frozen=True, slots=True)
    class Extended(Plain):
        more: int = field(default=0, kw_only=True)

    return Extended


def _without_slots() -> type:
    @dataclass(frozen=True)
    class Open:
        name: str

    return Open


@pytest.mark.parametrize(
    "make",
    [_with_factory, _with_more_to_do, _with_a_base, _without_slots],
    ids=["factory", "post-init", "base", "no-slots"],
)
def test_classes_that_need_more_are_refused(make: Any) -> None:
    with pytest.raises(TypeError, match="cannot have a fast"):
        fast_init(make())


@pytest.mark.parametrize(
    "class_",
    [
        Constraints,
        Docs,
        Field,
        Location,
        Method,
        Model,
        Node,
        PlannedField,
        PrintedField,
        Slot,
    ],
    ids=lambda class_: f"{class_.__module__}.{class_.__name__}",
)
def test_the_classes_with_most_instances_keep_every_field_apart(class_: type) -> None:
    names = [each.name for each in fields(class_)]
    made = class_(**{name: f"the {name}" for name in names})
    assert [getattr(made, name) for name in names] == [f"the {name}" for name in names]
    with pytest.raises(FrozenInstanceError):
        setattr(made, names[0], None)
