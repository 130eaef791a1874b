"""Modules of models: who lives where, what they import, in which order."""

from clientsmith.context import Import, ModelModule
from clientsmith.ir import MapOf, Named, Role, Scalar, ScalarKind
from clientsmith.naming.overrides import OperationName
from clientsmith.plan.models.models import ModelPlan
from clientsmith.plan.models.placement import SMALLEST_PART, Placement, separate_bases
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


def test_the_words_of_a_name_choose_its_module() -> None:
    planned = plan(
        [
            model("Pet", field("owner", ref("Owner"))),
            model("PetTag", field("x")),
            model("Pets", field("x")),
            model("CreatePetRequest", field("x")),
            model("Owner", field("x")),
            model("Order", field("pet", ref("Pet")), field("line", Named("l"))),
            model("OrderNote", field("x")),
            model("l", field("x"), place=inside(component_id("Order"), (Role.PROPERTY, "line"))),
            model("Release", field("x")),
            model("ReleaseAsset", field("x")),
        ],
    )
    assert homes(planned) == {
        "CreatePetRequest": "pet",
        "Order": "order",
        "OrderLine": "order",
        "OrderNote": "order",
        "Owner": "shared",
        "Pet": "pet",
        "PetTag": "pet",
        "Pets": "pet",
        "Release": "shared",
        "ReleaseAsset": "shared",
    }
    orders = module_of(planned, "order")
    assert imported(orders.type_checking_imports) == ["from .pet import Pet"]
    assert imported(orders.imports) == [
        "from __future__ import annotations",
        "from dataclasses import dataclass",
        "from typing import TYPE_CHECKING",
        "from .._runtime import APIModel",
    ]


def test_verbs_of_operations_are_left_out() -> None:
    """Those of components only if they are hardly ever nouns: a release is a thing, too."""
    locked = operation("POST", "/issues", response=Named("l"))
    released = operation("PUT", "/issues", response=Named("r"))
    planned = plan(
        [
            model("l", field("x"), place=inside(locked.id, Role.REQUEST)),
            model("r", field("x"), place=inside(released.id, Role.REQUEST)),
            model("Issue", field("x")),
            model("AddOrUpdateIssue", field("x")),
            *(model(f"Release{word}", field("x")) for word in ("Asset", "Note", "Tag")),
        ],
        locked,
        released,
        names={
            locked.id: OperationName(("issues",), "lock"),
            released.id: OperationName(("issues",), "release"),
        },
    )
    where = homes(planned)
    assert {name for name, module in where.items() if module == "release"} == {
        "ReleaseAsset",
        "ReleaseNote",
        "ReleaseTag",
    }
    assert set(where.values()) == {"issue", "release"}
    assert len(where) == 7


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
    variants, module = planned.modules
    assert (variants.name, variants.models[0].name) == ("_unknown_variant", "UnknownVariant")
    assert imported(module.imports) == [
        "from __future__ import annotations",
        "import datetime as dt",
        "from dataclasses import dataclass, field",
        "from decimal import Decimal",
        "from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias, Union",
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


WORDS = ("Team", "Hook", "User", "Page")


def sizes(planned: ModelPlan) -> dict[str, int]:
    return {export.module: len(export.names) for export in planned.exports}


def test_further_words_of_many_names_have_modules() -> None:
    kinds = [f"{letter}x" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"][:SMALLEST_PART]
    parts = [model(f"HookPart{kind}", field("x")) for kind in kinds]
    too_few = [model(f"HookRest{kind}", field("x")) for kind in kinds[1:]]
    planned = plan([*parts, *too_few, model("Zoo", field("x"))])
    assert sizes(planned) == {"hook": len(too_few), "hook_part": len(parts), "shared": 1}


def test_a_new_class_moves_no_others() -> None:
    declared = [model(f"{first}{second}", field("x")) for first in WORDS for second in WORDS]
    declared += [model(word, field("x")) for word in ("Zoo", "Keeper", "KeeperName")]
    complete = homes(plan(declared))
    moved = []
    for left_out in range(len(declared)):
        before = homes(plan(declared[:left_out] + declared[left_out + 1 :]))
        moved += [name for name, module in before.items() if complete[name] != module]
    assert moved == []


def test_resources_do_not_matter() -> None:
    declared = [model(f"{word}{kind}", field("x")) for word in WORDS for kind in "ABC"]
    used = operation("GET", "/things", response=ref(f"{WORDS[0]}A"))
    assert homes(plan(declared, used)) == homes(plan(declared))


def test_names_of_modules_are_names_of_files() -> None:
    words = ["Con", "CON2", "Aux", "Import", "Größe", "Shared", "Bases", "GrÖSSE"]
    declared = [model(f"{word}{kind}", field("x")) for word in words for kind in "ABC"]
    planned = plan(declared)
    modules = [module.name for module in planned.modules]
    assert len({name.casefold() for name in modules}) == len(modules)
    assert all(name.isidentifier() for name in modules)
    assert not {"con", "aux", "import", "bases"} & set(modules)


def test_a_module_hides_no_class() -> None:
    declared = [model(name, field("x")) for name in ("宠物", "宠物-a", "宠物-b")]
    planned = plan(declared)
    assert {export.module for export in planned.exports} == {"宠物_"}


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
            model("CatToy", x),
            model("DogBase", x, field("d")),
            model("DogToy", x),
            model("Cat", x, field("d"), field("c"), base=component_id("DogBase")),
            model("Dog", x, base=component_id("CatBase")),
        ],
    )
    assert homes(planned) == {
        "Cat": "cat",
        "CatBase": "bases",
        "CatToy": "cat",
        "Dog": "dog",
        "DogBase": "bases",
        "DogToy": "dog",
    }
    check_bases(planned)


def test_modules_in_a_circle_give_up_their_bases() -> None:
    modules = {name: Code(name[0]) for name in ("a1", "a2", "b1", "b2", "c1")}
    placement = Placement(modules, {Code(name): name for name in "abc"})
    found = separate_bases(placement, {"a1": "b1", "b2": "a2", "c1": "a1"})
    assert found.modules["b1"] == found.modules["a2"] == "bases"
    assert found.modules["a1"] == "a"
    unchanged = separate_bases(placement, {"a1": "b1", "a2": "b2", "c1": "a1"})
    assert unchanged is placement


def test_what_hand_written_classes_extend_stays_in_its_module() -> None:
    modules = {name: Code(name[0]) for name in ("a1", "a2", "b1", "b2")}
    bases = {"a1": "b1", "b1": "a2"}
    docs = {Code(name): name for name in "ab"}
    found = separate_bases(Placement(modules, docs, frozenset({"a1", "a2"})), bases)
    assert found.modules == {**modules, "b1": "a"}
    impossible = Placement(modules, docs, frozenset({"a1", "b1", "a2"}))
    assert separate_bases(impossible, bases).modules == {**modules, "b1": "bases", "a2": "bases"}


def test_a_base_elsewhere_is_imported_for_real() -> None:
    planned = plan(
        [
            model("Animal", field("x")),
            model("Cat", field("x"), field("y", MapOf(ref("Animal"))), base=component_id("Animal")),
            model("CatFood", field("x")),
            model("CatToy", field("x")),
        ],
    )
    cats: ModelModule = module_of(planned, "cat")
    assert "from .shared import Animal" in imported(cats.imports)
    assert cats.type_checking_imports == ()
    check_bases(planned)
