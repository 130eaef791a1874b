"""Names, annotations and defaults of fields; what is inherited."""

from dataclasses import replace

import pytest

from clientsmith.ir import (
    Anything,
    Declaration,
    ListOf,
    Literals,
    MapOf,
    Nullable,
    OneOf,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
)
from clientsmith.plan.models.models import Direction
from plan_models.model_building import (
    INTEGER,
    NULL,
    STRING,
    alias,
    class_of,
    component_id,
    enumeration,
    field,
    lines,
    model,
    operation,
    plan,
    ref,
    tagged,
)


def snake(name: str) -> str:
    return {"fromDict": "from_dict", "toJSON": "to_json"}.get(name, name)


def printed(type_: Type, required: bool = True) -> str:
    """A field of this type in a model used in responses."""
    declared: list[Declaration] = [
        model("A", field("x", type_, required)),
        model("Pet", field("name")),
        enumeration("Number", 1, 2),
        alias("Maybe", Nullable(ref("Pet"))),
        alias("Chosen", OneOf((ref("Pet"), ListOf(ref("Pet")), INTEGER))),
    ]
    planned = plan(declared, operation("GET", "/a", response=ref("A")))
    return lines(planned, "A")[0].removeprefix("x: ")


@pytest.mark.parametrize(
    ("type_", "required", "optional"),
    [
        (STRING, "str", "str | None = None"),
        (Nullable(STRING), "str | None", "str | None | Unset = UNSET"),
        (NULL, "None", "None | Unset = UNSET"),
        (Anything(), "Any", "Any = UNSET"),
        (Nullable(Anything()), "Any", "Any = UNSET"),
        (Literals(("a",)), 'Literal["a"] = "a"', 'Literal["a"] | None = None'),
        (Literals((3,)), "Literal[3] = 3", "Literal[3] | None = None"),
        (Literals((1.5,)), "float = 1.5", "float | None = None"),
        (Literals((2**63,)), "int = 9223372036854775808", "int | None = None"),
        (Literals(("a", "b")), 'Literal["a", "b"]', 'Literal["a", "b"] | None = None'),
        (Nullable(Literals(("a",))), 'Literal["a"] | None', 'Literal["a"] | None | Unset = UNSET'),
        (Literals((None, "a")), 'Literal["a"] | None', 'Literal["a"] | None | Unset = UNSET'),
        (ref("Pet"), "Pet", "Pet | None = None"),
        (ref("Maybe"), "Maybe", "Maybe | None | Unset = UNSET"),
        (ref("Number"), "Number | int", "Number | int | None = None"),
        (ref("Chosen"), "Chosen", "Chosen | None = None"),
        (
            ListOf(Nullable(ref("Pet"))),
            "list[Pet | None]",
            "list[Pet | None] | None = None",
        ),
        (MapOf(ListOf(Anything())), "dict[str, list[Any]]", "dict[str, list[Any]] | None = None"),
        (
            OneOf((STRING, OneOf((INTEGER, STRING)), NULL)),
            "str | int | None",
            "str | int | None | Unset = UNSET",
        ),
        (
            OneOf((Literals(("a",)), INTEGER, Literals(("b", "a")))),
            'Literal["a", "b"] | int',
            'Literal["a", "b"] | int | None = None',
        ),
        (TupleOf((STRING, INTEGER), None), "tuple[str, int]", "tuple[str, int] | None = None"),
        (
            TupleOf((STRING,), INTEGER),
            "tuple[str, *tuple[int, ...]]",
            "tuple[str, *tuple[int, ...]] | None = None",
        ),
        (TupleOf((), STRING), "list[str]", "list[str] | None = None"),
        (TupleOf((), None), "tuple[()]", "tuple[()] | None = None"),
    ],
)
def test_required_and_optional_fields(type_: Type, required: str, optional: str) -> None:
    assert printed(type_) == required
    assert printed(type_, required=False) == optional


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("string", "str"),
        ("integer", "int"),
        ("integer-string", "IntegerString"),
        ("number", "float"),
        ("decimal", "Decimal"),
        ("decimal-number", "DecimalNumber"),
        ("boolean", "bool"),
        ("base64", "bytes"),
        ("base64url", "Base64Url"),
        ("binary", "str"),
        ("date-time", "dt.datetime"),
        ("http-date", "HttpDate"),
        ("unix-time", "UnixTime"),
        ("date", "dt.date"),
        ("time", "dt.time"),
        ("duration", "dt.timedelta"),
        ("uuid", "UUID"),
    ],
)
def test_scalars(kind: str, expected: str) -> None:
    assert printed(Scalar(ScalarKind(kind))) == expected


def test_names_of_fields() -> None:
    wire_names = [
        "", "@type", "+1", "-1", "$ref", "type", "class", "a-b", "a_b", "aB", "list", "dt", "self",
        "extra_fields", "additional_properties", "_wire", "größe", "ﬁle", "123", "field", "id",
        "None", "__init__", "Ünïcode name", "日本", "mro",
    ]  # fmt: skip
    planned = plan([model("A", *(field(name) for name in wire_names))])
    names = {part.wire_name._value: part.name for part in class_of(planned, "A").fields}
    assert list(names) == wire_names
    assert len(set(names.values())) == len(wire_names)
    assert all(name.isidentifier() for name in names.values())
    expected = {
        "+1": "plus_1",
        "-1": "minus_1",
        "type": "type",
        "class": "class_",
        "a_b": "a_b",
        "list": "list",
        "dt": "dt",
        "self": "self",
        "extra_fields": "extra_fields_",
        "additional_properties": "additional_properties_",
        "ﬁle": "file",
        "id": "id",
        "field": "field",
        "日本": "日本",
        "mro": "mro_",
    }
    assert {wire: names[wire] for wire in expected} == expected
    assert {part.name for part in class_of(planned, "A").wire_names} == {
        name for wire, name in names.items() if wire != name
    }


@pytest.mark.parametrize("name", ["copy", "fromDict", "from_json", "to_dict", "toJSON"])
def test_fields_that_are_called_as_methods(name: str) -> None:
    planned = plan(
        [
            model("Device", field("id")),
            model("Printer", field("id"), field(name), base=component_id("Device")),
            model("Fax", field("id"), field("number"), base=component_id("Device")),
            model("Paper", field("copies")),
        ]
    )
    assert class_of(planned, "Printer").fields[0].name == snake(name)
    bases = {each: class_of(planned, each).base for each in ("Device", "Printer", "Fax", "Paper")}
    assert bases == {
        "Device": "BareAPIModel",
        "Printer": "Device",
        "Fax": "Device",
        "Paper": "APIModel",
    }


def test_a_field_hides_no_class() -> None:
    planned = plan([model("宠物", field("宠物", ref("宠物"), False))])
    assert lines(planned, "宠物") == ["宠物_: 宠物 | None = None"]


def test_names_of_fields_do_not_depend_on_their_order() -> None:
    one = plan([model("A", field("a-b"), field("a_b"), field("aB"))])
    other = plan([model("A", field("aB"), field("a_b"), field("a-b"))])
    assert sorted(lines(one, "A")) == sorted(lines(other, "A"))


def test_typed_undeclared_properties() -> None:
    planned = plan([model("A", field("field", STRING, False), additional=INTEGER)])
    assert lines(planned, "A") == [
        "field: str | None = None",
        "additional_properties: dict[str, int] = field(default_factory=dict)",
    ]
    names = [name for imported in planned.modules[0].imports for name in imported.names]
    assert {"dataclass", "field"} <= set(names)
    _, catch_all = planned.field_plans(component_id("A"), Direction.REQUEST)
    assert catch_all.field is None
    assert (catch_all.annotation, catch_all.default) == ("Mapping[str, int] | None", "None")


# --- inheritance ------------------------------------------------------------------------------------


def test_a_class_inherits_what_it_would_print_itself() -> None:
    base = (field("id", INTEGER), field("a-b"))
    planned = plan(
        [
            model("Cat", *base, field("a_b"), field("lives", INTEGER), base=component_id("Animal")),
            model("Animal", *base),
            model("Kitten", *base, field("a_b"), field("lives", INTEGER), base=component_id("Cat")),
        ]
    )
    assert [part.name for part in planned.modules[0].models] == ["Animal", "Cat", "Kitten"]
    assert class_of(planned, "Cat").base == "Animal"
    assert class_of(planned, "Kitten").base == "Cat"
    assert lines(planned, "Animal") == ["id: int", "a_b: str"]
    assert lines(planned, "Cat")[1:] == ["lives: int"]
    assert class_of(planned, "Cat").fields[0].name != "a_b"
    assert lines(planned, "Kitten") == []
    plans = planned.field_plans(component_id("Kitten"), Direction.REQUEST)
    assert [part.field.wire_name for part in plans if part.field] == ["id", "a-b", "a_b", "lives"]


@pytest.mark.parametrize(
    "changed",
    [
        field("id", STRING),
        field("id", INTEGER, required=False),
        field("id", Nullable(INTEGER)),
    ],
    ids=["type", "optional", "nullable"],
)
def test_a_class_that_changes_a_field_is_flat(changed: object) -> None:
    planned = plan(
        [
            model("Animal", field("id", INTEGER), field("name")),
            model("Cat", changed, field("name"), base=component_id("Animal")),  # type: ignore[arg-type]
        ]
    )
    assert class_of(planned, "Cat").base == "APIModel"
    assert [part.name for part in class_of(planned, "Cat").fields] == ["id", "name"]


def test_a_class_that_lacks_the_catch_all_of_its_base_is_flat() -> None:
    planned = plan(
        [
            model("Animal", field("id"), additional=INTEGER),
            model("Cat", field("id"), base=component_id("Animal")),
            model("Dog", field("id"), base=component_id("Animal"), additional=INTEGER),
        ]
    )
    assert class_of(planned, "Cat").base == "APIModel"
    assert class_of(planned, "Dog").base == "Animal"
    assert lines(planned, "Dog") == []


def test_a_base_that_leads_back_to_itself_ends_there() -> None:
    planned = plan(
        [
            model("A", field("x"), base=component_id("B")),
            model("B", field("x"), base=component_id("A")),
            model("C", field("x"), base=component_id("C")),
        ]
    )
    bases = {name: class_of(planned, name).base for name in "ABC"}
    assert "APIModel" in (bases["A"], bases["B"])
    assert bases["C"] == "APIModel"


def test_an_open_enumeration_is_not_inherited_as_a_closed_one() -> None:
    kind = field("kind", ref("Kind"))
    planned = plan(
        [
            enumeration("Kind", "a", "b"),
            model("Animal", kind),
            model("NewCat", kind, field("name"), base=component_id("Animal")),
        ],
        operation("GET", "/animals", response=ref("Animal")),
        operation("POST", "/animals", body=ref("NewCat")),
    )
    assert lines(planned, "Animal") == ["kind: Kind | str"]
    assert lines(planned, "NewCat") == ["kind: Kind", "name: str"]


def test_both_forms_of_a_model_extend_that_form_of_their_base() -> None:
    base = (field("id", INTEGER, read_only=True), field("name"))
    planned = plan(
        [
            model("Animal", *base),
            model("Cat", *base, field("lives", INTEGER), base=component_id("Animal")),
        ],
        operation("POST", "/cats", body=ref("Cat"), response=ref("Cat")),
    )
    assert class_of(planned, "Cat").base == "Animal"
    assert class_of(planned, "CatInput").base == "AnimalInput"
    assert lines(planned, "CatInput") == ["lives: int"]


# --- discriminators ------------------------------------------------------------------------------------


def test_a_mapped_property_becomes_a_constant() -> None:
    planned = plan(
        [
            alias("Event", tagged("type", {"paid": "Paid", "void": "Void", "voided": "Void"})),
            model("Paid", field("type"), field("amount", INTEGER)),
            model("Void", field("type", STRING, False)),
        ]
    )
    assert lines(planned, "Paid")[0] == 'type: Literal["paid"] = "paid"'
    assert lines(planned, "Void") == ['type: Literal["void", "voided"] | None = None']


def test_an_optional_constant_that_a_union_needs_is_given() -> None:
    planned = plan(
        [
            alias("Event", tagged("type", {"paid": "Paid", "void": "Void"})),
            model("Paid", field("type", ref("Type"), False)),
            model("Void", field("type", Literals(("void",)), False)),
            enumeration("Type", "paid", "void"),
        ]
    )
    assert lines(planned, "Paid") == ['type: Literal["paid"] | None = "paid"']
    assert lines(planned, "Void") == ['type: Literal["void"] | None = "void"']


@pytest.mark.parametrize(
    "kept", [INTEGER, Literals(("other",)), Nullable(STRING)], ids=["int", "literal", "nullable"]
)
def test_a_property_that_cannot_have_the_value_stays(kept: Type) -> None:
    declared: list[Declaration] = [
        alias("Event", tagged("type", {"paid": "Paid", "void": "Void"})),
        model("Void", field("type")),
    ]
    planned = plan([*declared, model("Paid", field("type", kept))])
    alone = plan([model("Paid", field("type", kept))])
    assert lines(planned, "Paid") == lines(alone, "Paid")


def test_a_mapping_may_lead_through_a_union_to_its_members() -> None:
    planned = plan(
        [
            alias("Event", tagged("type", {"card": "Cards", "cash": "Cash"})),
            alias("Cards", OneOf((ref("Debit"), ref("Credit")))),
            model("Debit", field("type")),
            model("Credit", field("type")),
            model("Cash", field("type")),
        ]
    )
    assert lines(planned, "Debit") == lines(planned, "Credit") == ['type: Literal["card"] = "card"']


def test_what_others_extend_stands_for_other_values_too() -> None:
    planned = plan(
        [
            alias("AnyPet", tagged("kind", {"Cat": "Cat", "Kitten": "Kitten", "Pet": "Pet"})),
            model("Pet", field("kind")),
            model("Cat", field("kind"), base=component_id("Pet")),
            model("Kitten", field("kind"), base=component_id("Cat")),
        ]
    )
    assert lines(planned, "Pet") == ["kind: str"]
    assert class_of(planned, "Cat").base == "Pet"
    assert lines(planned, "Kitten") == ['kind: Literal["Kitten"] = "Kitten"']


def test_a_class_in_the_middle_has_its_constant() -> None:
    union = tagged("kind", {"Cat": "Cat", "Kitten": "Kitten", "Pet": "Pet"})
    assert union.discriminator is not None
    discriminator = replace(union.discriminator, base=component_id("Pet"))
    planned = plan(
        [
            alias("AnyPet", replace(union, discriminator=discriminator)),
            model("Pet", field("kind")),
            model("Cat", field("kind"), base=component_id("Pet")),
            model("Kitten", field("kind"), base=component_id("Cat")),
        ]
    )
    assert lines(planned, "Pet") == ["kind: str"]
    assert lines(planned, "Cat") == ['kind: Literal["Cat"] = "Cat"']
    assert lines(planned, "Kitten") == ['kind: Literal["Kitten"] = "Kitten"']


def test_heirs_with_constants_of_their_own_are_flat() -> None:
    planned = plan(
        [
            alias("AnyPet", tagged("kind", {"cat": "Cat", "dog": "Dog"})),
            model("Pet", field("kind"), field("name")),
            model("Cat", field("kind"), field("name"), base=component_id("Pet")),
            model("Dog", field("kind"), field("name"), base=component_id("Pet")),
        ]
    )
    assert class_of(planned, "Cat").base == "APIModel"
    assert lines(planned, "Cat") == ['kind: Literal["cat"] = "cat"', "name: str"]
    assert lines(planned, "Pet") == ["kind: str", "name: str"]
