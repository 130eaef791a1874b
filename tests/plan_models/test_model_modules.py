"""Modules of models: who lives where, what they import, in which order."""

from clientsmith.context import Import, ModelModule
from clientsmith.ir import Declaration, ListOf, MapOf, Named, Role, Scalar, ScalarKind
from clientsmith.naming.overrides import OperationName
from clientsmith.plan.models.models import ModelPlan
from clientsmith.plan.models.placement import LARGEST_MODULE, Placement, separate_bases
from clientsmith.text import Code
from clientsmith.types.imports import Imports
from plan_models.model_building import (
    INTEGER,
    alias,
    component_id,
    enumeration,
    field,
    inside,
    model,
    module_of,
    operation,
    plan,
    ref,
    tagged,
)


def homes(planned: ModelPlan) -> dict[str, str]:
    return {name: export.module for export in planned.exports for name in export.names}


def imported(statements: tuple[Import, ...]) -> list[str]:
    return [
        (
            f"from {part.module} import {', '.join(part.names)}"
            if part.names
            else f"import {part.module}" + (f" as {part.alias}" if part.alias else "")
        )
        for part in statements
    ]


def test_models_live_with_the_resource_that_uses_them() -> None:
    planned = plan(
        [
            model("Pet", field("owner", ref("Owner"))),
            model("Owner", field("x")),
            model("Order", field("pet", ref("Pet")), field("line", Named("l"))),
            model("l", field("x"), place=inside(component_id("Order"), (Role.PROPERTY, "line"))),
            model("Unused", field("order", ref("Order"))),
            model("Store", field("x")),
        ],
        operation("GET", "/pets", response=ListOf(ref("Pet"))),
        operation("GET", "/orders", response=ref("Order")),
        operation("GET", "/stores", response=ref("Store")),
    )
    assert homes(planned) == {
        "Order": "orders",
        "OrderLine": "orders",
        "Owner": "shared",
        "Pet": "shared",
        "Store": "stores",
        "Unused": "shared",
    }
    orders = module_of(planned, "orders")
    assert imported(orders.type_checking_imports) == ["from .shared import Pet"]
    assert imported(orders.imports) == [
        "from __future__ import annotations",
        "from dataclasses import dataclass",
        "from typing import TYPE_CHECKING",
        "from .._runtime import APIModel",
    ]


def test_imports_are_what_the_code_needs_in_order() -> None:
    kinds = (ScalarKind.UUID, ScalarKind.DECIMAL, ScalarKind.DATE, ScalarKind.UNIX_TIME)
    planned = plan(
        [
            model(
                "Pet",
                *(field(f"f-{kind}", Scalar(kind), required=False) for kind in kinds),
                field("x", ref("Any2"), False),
                additional=INTEGER,
            ),
            alias("Any2", tagged("t", {"a": "A", "b": "B"})),
            model("A", field("t")),
            model("B", field("t")),
            enumeration("E", "a", "b"),
        ]
    )
    assert imported(planned.modules[0].imports) == [
        "from __future__ import annotations",
        "import datetime as dt",
        "from dataclasses import dataclass, field",
        "from decimal import Decimal",
        "from typing import Annotated, ClassVar, Literal, TypeAlias, Union",
        "from uuid import UUID",
        "from .._runtime import APIModel",
        "from .._runtime.codec.unions import Discriminator",
        "from .._runtime.models.wire_types import UnixTime",
    ]


def test_imports_are_sorted_as_isort_does() -> None:
    imports = Imports()
    imports.add(".models", "b", "Ab2", "Ab10", "UNSET", "aB")
    imports.add("..x", "y")
    imports.add("typing", "Any")
    imports.add_module("datetime", "dt")
    imports.add("httpx2", "Client")
    imports.add("__future__", "annotations")
    imports.add_module("builtins")
    assert imported(imports.statements()) == [
        "from __future__ import annotations",
        "import builtins",
        "import datetime as dt",
        "from typing import Any",
        "from httpx2 import Client",
        "from ..x import y",
        "from .models import UNSET, Ab2, Ab10, aB, b",
    ]


def many(count: int, prefix: str) -> list[Declaration]:
    return [model(f"{prefix}{number:03}", field("x", INTEGER)) for number in range(count)]


def sizes(planned: ModelPlan) -> dict[str, int]:
    return {export.module: len(export.names) for export in planned.exports}


def test_large_groups_are_parted_by_word() -> None:
    words = [model(f"Webhook{word}{kind}", field("x")) for word in "ABCDE" for kind in "FGHIJKLMNO"]
    others = [model(f"Team{word}{kind}", field("x")) for word in "ABCDE" for kind in "FGHI"]
    planned = plan([*words, *others, model("Zoo", field("x"))])
    assert sizes(planned) == {"shared": 1, "shared_team": 20, "shared_webhook": 50}


def test_a_group_without_words_is_parted_by_initial_and_by_number() -> None:
    declared = [
        model(f"{first}{second}x", field("x"))
        for first in "BCWX"
        for second in "abcdefghijklmnopqrst"
    ]
    assert sizes(plan(declared)) == {"shared_a_m": 40, "shared_n_z": 40}
    planned = plan(many(150, "Q"))
    assert sum(sizes(planned).values()) == 150
    assert max(sizes(planned).values()) <= LARGEST_MODULE


def test_a_word_that_is_a_letter_takes_no_classes_away() -> None:
    letters = [model(f"B{word}{kind}", field("x")) for word in "CDEFGHIJ" for kind in "kl"]
    others = [model(f"{first}x{number:02}", field("x")) for first in "ab" for number in range(70)]
    planned = plan([*letters, *others])
    assert sum(sizes(planned).values()) == len(letters) + len(others)
    assert max(sizes(planned).values()) <= LARGEST_MODULE


def test_a_new_class_moves_no_others() -> None:
    words = [model(f"Webhook{word}{kind}", field("x")) for word in "ABCDE" for kind in "FGHIJKLMNO"]
    others = [model(f"Team{word}{kind}", field("x")) for word in "ABCDE" for kind in "FGHI"]
    before = homes(plan([*words, *others]))
    after = homes(plan([model("TeamAA", field("x")), *words, *others]))
    assert {name: after[name] for name in before} == before


def test_a_huge_family_is_taken_apart() -> None:
    parent = component_id("Giant")
    parts: list[Declaration] = [
        model(f"p{number}", field("x"), place=inside(parent, (Role.PROPERTY, f"part{number}x")))
        for number in range(130)
    ]
    giant = model("Giant", *(field(f"part{n}x", Named(f"p{n}")) for n in range(130)))
    planned = plan([giant, *parts])
    assert sum(sizes(planned).values()) == 131
    assert max(sizes(planned).values()) <= LARGEST_MODULE


def test_names_of_modules_are_names_of_files() -> None:
    resources = ["con", "CON", "aux", "import", "Größe", "x/y", "shared"]
    operations = [operation("GET", f"/{n}/a", response=ref(f"M{n}")) for n in range(7)]
    names = {
        used.id: OperationName((resource,), "list")
        for used, resource in zip(operations, resources, strict=True)
    }
    declared = [model(f"M{n}", field("x")) for n in range(7)]
    planned = plan([*declared, model("Rest", field("x"))], *operations, names=names)
    modules = [module.name for module in planned.modules]
    assert len({name.casefold() for name in modules}) == 8
    assert all(name.isidentifier() for name in modules)
    assert not {"con", "aux", "import"} & set(modules)


def test_a_module_hides_no_class() -> None:
    used = operation("GET", "/宠物", response=ref("宠物"))
    planned = plan([model("宠物", field("x"))], used)
    assert [export.module for export in planned.exports] == ["宠物_"]


# --- bases ------------------------------------------------------------------------------------------


def check_bases(planned: ModelPlan) -> None:
    """Every base is imported or stands above, and no modules import each other in a circle."""
    where = homes(planned)
    edges: dict[str, set[str]] = {}
    for module in planned.modules:
        seen = {name for part in module.imports for name in part.names}
        for part in module.models:
            assert part.base in seen, (module.name, part.name)
            seen.add(part.name)
            if part.base in where and where[part.base] != module.name:
                edges.setdefault(module.name, set()).add(where[part.base])
    done: set[str] = set()

    def visit(name: str, around: tuple[str, ...]) -> None:
        assert name not in around, around
        if name not in done:
            for target in sorted(edges.get(name, ())):
                visit(target, (*around, name))
            done.add(name)

    for name in sorted(edges):
        visit(name, ())


def test_modules_that_would_import_each_other_share_their_bases() -> None:
    x = field("x")
    planned = plan(
        [
            model("CatBase", x),
            model("DogBase", x, field("d")),
            model("Cat", x, field("d"), field("c"), base=component_id("DogBase")),
            model("Dog", x, base=component_id("CatBase")),
        ],
        operation("GET", "/cats", response=ref("CatBase")),
        operation("POST", "/cats", response=ref("Cat")),
        operation("GET", "/dogs", response=ref("DogBase")),
        operation("POST", "/dogs", response=ref("Dog")),
    )
    check_bases(planned)


def test_modules_in_a_circle_give_up_their_bases() -> None:
    modules = {name: Code(name[0]) for name in ("a1", "a2", "b1", "b2", "c1")}
    placement = Placement(modules, {Code(name): name for name in "abc"})
    found = separate_bases(placement, {"a1": "b1", "b2": "a2", "c1": "a1"})
    assert found.modules["b1"] == found.modules["a2"] == "shared_bases"
    assert found.modules["a1"] == "a"
    unchanged = separate_bases(placement, {"a1": "b1", "a2": "b2", "c1": "a1"})
    assert unchanged is placement


def test_a_base_elsewhere_is_imported_for_real() -> None:
    planned = plan(
        [
            model("Animal", field("x")),
            model("Cat", field("x"), field("y", MapOf(ref("Animal"))), base=component_id("Animal")),
        ],
        operation("GET", "/cats", response=ref("Cat")),
        operation("GET", "/animals", response=ref("Animal")),
    )
    cats: ModelModule = module_of(planned, "cats")
    assert "from .shared import Animal" in imported(cats.imports)
    assert cats.type_checking_imports == ()
    check_bases(planned)
