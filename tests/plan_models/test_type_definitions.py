"""Type names: definitions, references, circles, enumerations as classes."""

import ast

import pytest

from clientsmith.config import Config
from clientsmith.context import EnumClass
from clientsmith.ir import (
    Anything,
    ListOf,
    Literals,
    MapOf,
    Named,
    Nullable,
    OneOf,
    Role,
    TupleOf,
    Type,
)
from clientsmith.plan.models.models import Direction
from clientsmith.types.expressions import free_names, unqualified, visible
from plan_models.model_building import (
    INTEGER,
    NULL,
    STRING,
    alias,
    class_names,
    component_id,
    definition,
    enumeration,
    field,
    inside,
    lines,
    model,
    operation,
    plan,
    ref,
    tagged,
)


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (OneOf((ref("Cat"), ref("Dog"))), 'Union["Cat", "Dog"]'),
        (ListOf(ref("Cat")), 'list["Cat"]'),
        (Nullable(ref("Cat")), 'Union["Cat", None]'),
        (MapOf(Nullable(ListOf(ref("Cat")))), 'dict[str, Union[list["Cat"], None]]'),
        (OneOf((STRING, INTEGER, NULL)), "Union[str, int, None]"),
        (TupleOf((ref("Cat"),), ref("Dog")), 'tuple["Cat", *tuple["Dog", ...]]'),
        (Literals(("a", 1, True)), 'Literal["a", 1, True]'),
        (Anything(), "Any"),
        (ListOf(ref("Kind")), 'list[Union["Kind", str]]'),
        (
            tagged("type", {"cat": "Cat", "dog": "Dog"}),
            'Annotated[Union["Cat", "Dog", "UnknownVariant"], '
            'Discriminator("type", {"cat": "Cat", "dog": "Dog"})]',
        ),
        (
            Nullable(tagged('"""', {"\n": "Cat", "\\": "Dog"})),
            'Union[Annotated[Union["Cat", "Dog", "UnknownVariant"], '
            'Discriminator(\'"""\', {"\\n": "Cat", "\\\\": "Dog"})], None]',
        ),
    ],
)
def test_definitions_are_evaluated_at_import(type_: Type, expected: str) -> None:
    planned = plan(
        [
            model("Cat", field("x")),
            model("Dog", field("y")),
            enumeration("Kind", "a", "b"),
            alias("A", type_),
        ]
    )
    assert definition(planned, "A") == expected
    ast.parse(expected, mode="eval")


def test_a_component_that_is_a_reference_is_a_synonym() -> None:
    planned = plan(
        [
            alias("Fault", ref("Problem")),
            alias("Problem", ref("Error")),
            model("Error", field("x")),
            model("User", field("fault", ref("Fault"))),
        ],
        operation("GET", "/errors", response=ref("Fault")),
    )
    assert [(part.name, part.target, part.module) for part in planned.synonyms] == [
        ("Fault", "Error", "shared"),
        ("Problem", "Error", "shared"),
    ]
    assert lines(planned, "User") == ["fault: Error"]
    assert planned.annotation(ref("Fault"), Direction.RESPONSE, prefix="models.") == "models.Error"
    assert planned.class_expression(component_id("Fault"), Direction.RESPONSE) == "models.Error"


def test_a_union_of_one_type_under_two_names_is_a_synonym() -> None:
    planned = plan(
        [
            alias("Either", OneOf((ref("Cat"), ref("Feline")))),
            alias("Feline", ref("Cat")),
            model("Cat", field("x")),
        ]
    )
    assert [(part.name, part.target) for part in planned.synonyms] == [
        ("Either", "Cat"),
        ("Feline", "Cat"),
    ]


def test_a_reference_to_something_inline_gives_that_a_name() -> None:
    kind = enumeration("k", "a", "b", place=inside(component_id("Pet"), (Role.PROPERTY, "kind")))
    planned = plan([model("Pet", field("kind", Named("k"))), kind, alias("Kind", Named("k"))])
    assert lines(planned, "Pet") == ["kind: PetKind | str"]
    assert [(part.name, part.target) for part in planned.synonyms] == [("Kind", "PetKind")]


@pytest.mark.parametrize(
    ("circle", "expected"),
    [
        ({"A": ListOf(ref("A"))}, {"A": 'list["A"]'}),
        (
            {"A": OneOf((STRING, ListOf(ref("A")), MapOf(ref("A"))))},
            {"A": 'Union[str, list["A"], dict[str, "A"]]'},
        ),
        ({"A": OneOf((ref("A"), STRING))}, {"A": "str"}),
        ({"A": OneOf((ref("A"), ref("A")))}, {"A": "Any"}),
        (
            {"A": OneOf((ref("B"), STRING)), "B": Nullable(OneOf((ref("A"), INTEGER)))},
            {"A": "Union[int, str, None]", "B": "Union[str, int, None]"},
        ),
        ({"A": ref("B"), "B": ref("A")}, {"A": "Any", "B": "Any"}),
        (
            {"A": ListOf(ref("B")), "B": MapOf(ref("A"))},
            {"A": 'list["B"]', "B": 'dict[str, "A"]'},
        ),
    ],
)
def test_circles(circle: dict[str, Type], expected: dict[str, str]) -> None:
    planned = plan([alias(name, type_) for name, type_ in circle.items()])
    assert {name: definition(planned, name) for name in circle} == expected


def test_names_of_plain_types_give_way_to_what_they_mean() -> None:
    planned = plan(
        [
            alias("Id", STRING),
            alias("Ids", ListOf(ref("Id"))),
            alias("Pets", ListOf(ref("Pet"))),
            alias("Matrix", ListOf(ListOf(OneOf((STRING, INTEGER))))),
            model(
                "Pet",
                field("id", ref("Id")),
                field("ids", ref("Ids")),
                field("pets", ref("Pets")),
                field("matrix", ref("Matrix")),
            ),
        ]
    )
    assert lines(planned, "Pet") == [
        "id: str",
        "ids: list[str]",
        "pets: list[Pet]",
        "matrix: Matrix",
    ]
    assert {"Id", "Ids", "Pets", "Matrix"} <= set(class_names(planned))


# --- enumerations as classes ------------------------------------------------------------------------


def enum_of(*values: object) -> EnumClass:
    planned = plan(
        [enumeration("Kind", *values)], config=Config(naming="operation-id", enums="class")
    )
    (module,) = planned.modules
    (found,) = module.enum_classes
    assert [name for part in module.imports for name in part.names] == ["annotations", found.base]
    return found


@pytest.mark.parametrize(
    ("values", "base", "members"),
    [
        (("red", "dark-red"), "StrEnum", {"RED": '"red"', "DARK_RED": '"dark-red"'}),
        ((1, -1), "IntEnum", {"VALUE_1": "1", "MINUS_1": "-1"}),
        ((1.5, "a"), "Enum", {"VALUE_1_DOT_5": "1.5", "A": '"a"'}),
        ((True, "a"), "Enum", {"TRUE": "True", "A": '"a"'}),
        (("", "+1", "-1", "1"), "StrEnum", None),
        (("None", "mro", "name", "value", "class", "_x", "__init__"), "StrEnum", None),
        (("größe", "日本", "ﬁ", "a b", "a-b", "A_B", "a"), "StrEnum", None),
        (("\n", '"', "{{x}}", "\u202e"), "StrEnum", None),
    ],
)
def test_members(values: tuple[object, ...], base: str, members: dict[str, str] | None) -> None:
    found = enum_of(*values)
    assert found.base == base
    names = [member.name for member in found.members]
    assert all(name.isidentifier() and not name.startswith("_") for name in names)
    if members is not None:
        assert {member.name: member.value for member in found.members} == members
    source = f"from enum import *\nclass Kind({base}):\n" + "".join(
        f"    {member.name} = {member.value}\n" for member in found.members
    )
    namespace: dict[str, object] = {}
    exec(source, namespace)
    kind = namespace["Kind"]
    assert [repr(member.value) for member in kind] == [*map(repr, values)]  # type: ignore[attr-defined]


def test_classes_stand_where_literals_do() -> None:
    planned = plan(
        [enumeration("Kind", "a", "b"), model("Pet", field("kind", ref("Kind")))],
        operation("GET", "/pets", response=ref("Pet")),
        config=Config(naming="operation-id", enums="class"),
    )
    assert lines(planned, "Pet") == ["kind: Kind | str"]
    assert planned.argument_annotation(ref("Kind")) == "models.Kind"


# --- names in code ----------------------------------------------------------------------------------


def test_free_names_are_neither_attributes_nor_text() -> None:
    code = 'dict[str, models.UUID | UUID | Literal["dt.x", \'Any\', "\\"Union"] | dt.date]'
    assert free_names(code) == ("dict", "str", "models", "UUID", "Literal", "dt")


def test_hidden_names_are_written_in_another_way() -> None:
    code = 'list[models.list | Literal["list"] | dict[str, list[int]]]'
    assert visible(code, {"list", "default"}) == (
        'builtins.list[models.list | Literal["list"] | dict[str, builtins.list[int]]]'
    )
    assert visible(code, {"list", "builtins"}).startswith("_builtins.list[models.list | ")
    assert visible("models.A | dt.date", {"dt", "models"}) == "_models.A | _dt.date"
    assert visible("field(default_factory=dict)", {"dict"}) == (
        "field(default_factory=builtins.dict)"
    )
    assert visible("msgspec.field(default=None)", {"field", "default"}) == (
        "msgspec.field(default=None)"
    )
    assert visible(visible(code, {"int"}), {"int", "builtins"}).endswith("list[_builtins.int]]]")


def test_annotations_of_all_scopes_are_the_same() -> None:
    code = 'list[models.list | Literal["_dt builtins.list", "_models"] | dict[str, dt.date]]'
    for hidden in ({"list"}, {"list", "dict", "builtins"}, {"dt", "models", "str"}, {"x"}):
        assert unqualified(visible(code, hidden)) == code
