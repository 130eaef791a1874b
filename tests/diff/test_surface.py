"""What differs between the surfaces of two clients, over small packages written by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.compare import CLIENT_CODES
from clientsmith.compare.surface import (
    BrokenModule,
    ClientFiles,
    SurfaceChange,
    client_files,
    compare_surfaces,
    with_model_usage,
)

ROOT = Path(__file__).resolve().parents[2]

INIT = """
from ._runtime import Retries as Retries
from ._runtime import helper
from .client import AsyncShop as AsyncShop
from .client import Shop as Shop
from .errors import *
"""
CLIENT = """
from __future__ import annotations
from functools import cached_property
from typing import TYPE_CHECKING
from ._runtime import AsyncClient, SyncClient

if TYPE_CHECKING:
    from .resources.pets import AsyncPets, Pets

class Shop(SyncClient):
    def __init__(self, *, token: str | None = None, base_url: str = "x") -> None: ...
    @cached_property
    def pets(self) -> Pets: ...

class AsyncShop(AsyncClient):
    def __init__(self, *, token: str | None = None, base_url: str = "x") -> None: ...
    @cached_property
    def pets(self) -> AsyncPets: ...
"""
PETS = """
from __future__ import annotations
from .. import models
from .._runtime import JSON, Body, Operation, Resource

_ADD: Operation[models.Pet] = Operation(
    "POST", "/pets", body=Body("application/json", "NewPet"), responses={200: JSON("Pet")}
)

class Pets(Resource):
    def add(self, *, name: str, tag: str | None = None, options: object = None) -> models.Pet: ...
    def get(self, pet_id: str, *, options: object = None) -> models.Pet: ...

class AsyncPets(Resource):
    async def add(
        self, *, name: str, tag: str | None = None, options: object = None
    ) -> models.Pet: ...
    async def get(self, pet_id: str, *, options: object = None) -> models.Pet: ...
"""
MODELS_INIT = """
from __future__ import annotations
from typing import TYPE_CHECKING
from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .pets import Animal as Animal
    from .pets import NewPet as NewPet
    from .pets import Pet as Pet
    from .pets import Status as Status
else:
    __getattr__, __dir__ = lazy_attributes(__name__, {"pets": ()})
"""
MODELS = """
from __future__ import annotations
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias
from .._runtime import APIModel

Status: TypeAlias = Literal["open", "sold"]

@dataclass(kw_only=True, slots=True)
class Animal(APIModel):
    id: str
    legs: int | None = None

@dataclass(kw_only=True, slots=True)
class Pet(Animal):
    name: str
    tag: str | None = None
    status: Status | str | None = None
    _wire: ClassVar[dict[str, str]] = {"name": "petName"}

@dataclass(kw_only=True, slots=True)
class NewPet(APIModel):
    name: str
    tag: str | None = None
"""
WEBHOOKS = """
from __future__ import annotations
from dataclasses import dataclass
from . import models
from ._runtime.webhooks.signatures import Verifier as Verifier

@dataclass(frozen=True, kw_only=True, slots=True)
class PetSoldDelivery:
    body: models.Pet
    attempt: int | None = None

def parse_pet_sold(body: bytes, *, strict: bool = False) -> models.Pet: ...
"""
RUNTIME = """
class SyncClient:
    def close(self) -> None: ...
class AsyncClient:
    async def aclose(self) -> None: ...
class Retries:
    def __init__(self, count: int = 2) -> None: ...
class Resource: ...
class APIModel: ...
def helper() -> None: ...
"""
FILES = {
    "shop/__init__.py": INIT,
    "shop/client.py": CLIENT,
    "shop/errors.py": "from ._runtime.errors import APIError as APIError\n",
    "shop/webhooks.py": WEBHOOKS,
    "shop/resources/__init__.py": "",
    "shop/resources/pets.py": PETS,
    "shop/models/__init__.py": MODELS_INIT,
    "shop/models/pets.py": MODELS,
    "shop/_runtime/__init__.py": RUNTIME,
    "shop/_runtime/errors.py": "class APIError(Exception): ...\n",
    "shop/_runtime/webhooks/signatures.py": "class Verifier: ...\n",
    "shop/_runtime/exports.py": "def lazy_attributes(*a): ...\n",
}

Edit = tuple[str, str, str]
"""A file, and what stands there before and after."""


def _client(*edits: Edit, **renamed: str) -> ClientFiles:
    files = dict(FILES)
    for path, old, new in edits:
        text = files[f"shop/{path}"]
        assert old in text, (path, old)
        files[f"shop/{path}"] = text.replace(old, new)
    files = {
        renamed.get("package", "shop") + path.removeprefix("shop"): text
        for path, text in files.items()
    }
    found = client_files(files)
    assert found is not None
    return found


def _found(*edits: Edit, renames: dict[str, str] | None = None) -> list[tuple[str, str]]:
    found = compare_surfaces(_client(), _client(*edits), renames or {})
    return [(each.code, each.name) for each in found]


P, M, C, W = "resources/pets.py", "models/pets.py", "client.py", "webhooks.py"

CASES: dict[str, tuple[list[Edit], list[tuple[str, str]]]] = {
    "nothing": ([], []),
    "docstrings and private names": (
        [
            (P, "class Pets(Resource):", 'class Pets(Resource):\n    """Pets."""\n    _x = 1'),
            (M, '"petName"', '"n"'),
        ],
        [],
    ),
    "a method is gone": (
        [(P, "def get(", "def _get(")],
        [("client-name-removed", "pets.get")],
    ),
    "a method is new": (
        [
            (P, "    def get(", "    def list(self) -> None: ...\n    def get("),
            (P, "async def get(", "async def list(self) -> None: ...\n    async def get("),
        ],
        [("client-name-added", "pets.list")],
    ),
    "an asynchronous method only": (
        [(P, "async def get(self, pet_id: str, *,", "async def get(self, pet_id: int, *,")],
        [("client-type-changed", "pets.get(pet_id=)")],
    ),
    "a resource is gone": (
        [
            (C, "    @cached_property\n    def pets(self) -> Pets: ...", ""),
            (C, "    @cached_property\n    def pets(self) -> AsyncPets: ...", ""),
        ],
        [("client-name-removed", "pets")],
    ),
    "arguments": (
        [
            (
                P,
                "name: str, tag: str | None = None",
                "name: str | None = None, size: int, age: int = 0",
            ),
            (P, "pet_id: str, *,", "shop: str, pet_id: str, *,"),
        ],
        [
            ("client-argument-added", "pets.add(age=)"),
            ("client-type-widened", "pets.add(name=)"),
            ("client-argument-required", "pets.add(size=)"),
            ("client-argument-removed", "pets.add(tag=)"),
            ("client-argument-moved", "pets.get(pet_id=)"),
            ("client-argument-required", "pets.get(shop=)"),
        ],
    ),
    "an argument has to be given, which is no other type": (
        [(P, "tag: str | None = None", "tag: str")],
        [("client-argument-required", "pets.add(tag=)")],
    ),
    "an argument is given by name alone": (
        [(P, "pet_id: str, *,", "*, pet_id: str,")],
        [("client-argument-kind-changed", "pets.get(pet_id=)")],
    ),
    "a default": (
        [(P, "tag: str | None = None", 'tag: str | None = "x"')],
        [("client-default-changed", "pets.add(tag=)")],
    ),
    "a result": (
        [(P, "-> models.Pet", "-> models.NewPet")],
        [("client-type-changed", "pets.add()"), ("client-type-changed", "pets.get()")],
    ),
    "a result that is never None": (
        [(P, "-> models.Pet", "-> models.Pet | None")],
        [("client-type-changed", "pets.add()"), ("client-type-changed", "pets.get()")],
    ),
    "the client's arguments": (
        [(C, "token: str | None = None", "key: str | None = None")],
        [
            ("client-argument-added", "Shop(key=)"),
            ("client-argument-removed", "Shop(token=)"),
        ],
    ),
    "a class is gone": (
        [("models/__init__.py", "    from .pets import NewPet as NewPet\n", "")],
        [("client-name-removed", "models.NewPet")],
    ),
    "fields": (
        [
            (
                M,
                "class NewPet(APIModel):\n    name: str\n    tag: str | None = None",
                "class NewPet(APIModel):\n    name: str | None = None\n    size: int\n    age: int | None = None",
            )
        ],
        [
            ("client-name-added", "models.NewPet.age"),
            ("client-type-changed", "models.NewPet.name"),
            ("client-argument-required", "models.NewPet.size"),
            ("client-name-added", "models.NewPet.size"),
            ("client-name-removed", "models.NewPet.tag"),
        ],
    ),
    "a field of a base is told once": (
        [(M, "    legs: int | None = None\n", "    wings: int\n")],
        [
            ("client-name-removed", "models.Animal.legs"),
            ("client-argument-required", "models.Animal.wings"),
            ("client-name-added", "models.Animal.wings"),
        ],
    ),
    "a field moves to the base": (
        [
            (
                M,
                "    legs: int | None = None\n",
                "    legs: int | None = None\n    tag: str | None = None\n",
            ),
            (
                M,
                "    name: str\n    tag: str | None = None\n    status",
                "    name: str\n    status",
            ),
        ],
        [("client-name-added", "models.Animal.tag")],
    ),
    "a base is gone": (
        [
            (
                M,
                "class Pet(Animal):",
                "class Pet(APIModel):\n    id: str\n    legs: int | None = None",
            )
        ],
        [("client-base-removed", "models.Pet")],
    ),
    "the methods of models are gone": (
        [
            (
                M,
                "class Animal(APIModel):",
                "class Animal(BareAPIModel):\n    copy: str | None = None",
            )
        ],
        [("client-base-removed", "models.Animal"), ("client-name-added", "models.Animal.copy")],
    ),
    "constants": (
        [(M, '"open", "sold"', '"open", "sold", "lost"')],
        [("client-type-widened", "models.Status")],
    ),
    "constants that are gone": (
        [(M, '"open", "sold"', '"open"')],
        [("client-type-changed", "models.Status")],
    ),
    "another kind": (
        [(M, 'Status: TypeAlias = Literal["open", "sold"]', "class Status: ...")],
        [("client-kind-changed", "models.Status")],
    ),
    "webhooks": (
        [
            (W, "attempt: int | None = None", "attempt: int"),
            (W, "strict: bool = False", "verify: object = None"),
        ],
        [
            ("client-type-narrowed", "webhooks.PetSoldDelivery.attempt"),
            ("client-argument-removed", "webhooks.parse_pet_sold(strict=)"),
            ("client-argument-added", "webhooks.parse_pet_sold(verify=)"),
        ],
    ),
    "what the runtime offers": (
        [
            ("_runtime/__init__.py", "count: int = 2", "count: int"),
            ("_runtime/__init__.py", "def helper", "def help"),
            ("_runtime/__init__.py", "def close", "def shut"),
        ],
        [
            ("client-argument-required", "Retries(count=)"),
            ("client-name-removed", "Shop.close"),
            ("client-name-added", "Shop.shut"),
        ],
    ),
    "an export of another runtime": (
        [
            ("errors.py", "APIError", "APIFailure"),
            ("_runtime/errors.py", "class APIError", "class APIFailure"),
        ],
        [("client-name-removed", "errors.APIError"), ("client-name-added", "errors.APIFailure")],
    ),
    "an export of the same runtime, which operations have need of": (
        [("errors.py", "APIError", "APIFailure")],
        [],
    ),
    "an argument beside **options": (
        [(C, 'base_url: str = "x"', "**options: str")],
        [("client-argument-removed", "Shop(base_url=)")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_findings(case: str) -> None:
    edits, expected = CASES[case]
    assert sorted(_found(*edits)) == sorted(expected)


def test_a_rename_that_is_known_is_one_finding() -> None:
    edits = [
        (P, "def add(", "def create("),
        (M, "NewPet", "PetInput"),
        ("models/__init__.py", "NewPet", "PetInput"),
        (P, "NewPet", "PetInput"),
    ]
    renames = {"pets.add": "pets.create", "models.NewPet": "models.PetInput"}
    assert _found(*edits, renames=renames) == [
        ("client-name-renamed", "models.NewPet"),
        ("client-name-renamed", "pets.add"),
    ]


def test_what_was_renamed_is_compared_with_what_it_was() -> None:
    edits = [
        (P, "def add(self, *, name: str", "def create(self, *, name: int"),
        (
            P,
            "async def add(\n        self, *, name: str",
            "async def create(\n        self, *, name: int",
        ),
    ]
    assert _found(*edits, renames={"pets.add": "pets.create"}) == [
        ("client-name-renamed", "pets.add"),
        ("client-type-changed", "pets.add(name=)"),
    ]


def test_a_new_name_that_was_there_already_is_not_gone() -> None:
    second = "    def create(self, *, name: str, tag: str | None = None, options: object = None) -> models.Pet: ...\n"
    old = _client((P, "    def add(", second + "    def add("))
    new = _client((P, "    def add(", "    def create("))
    found = compare_surfaces(old, new, {"pets.add": "pets.create"})
    assert [(each.code, each.name) for each in found] == [("client-name-renamed", "pets.add")]


def test_former_names_that_still_work_are_deprecated() -> None:
    former = (
        "    @_deprecated('client.pets.add is called client.pets.create now.')\n"
        "    {0}def add(self, *, name: str, tag: str | None = None, options: object = None)"
        " -> models.Pet:\n"
        '        """Deprecated alias of `client.pets.create`."""\n'
    )
    edits = [
        (P, "    def add(", former.format("") + "    def create("),
        (P, "    async def add(", former.format("async ") + "    async def create("),
        (M, "class NewPet", "class PetInput"),
        (
            "models/__init__.py",
            "    from .pets import NewPet as NewPet\n",
            "    from .pets import PetInput as PetInput\n",
        ),
        (
            "models/__init__.py",
            "else:",
            '    NewPet = PetInput\n    """Former name of `PetInput`."""\nelse:',
        ),
    ]
    deprecated = [
        ("client-name-deprecated", "models.NewPet"),
        ("client-name-deprecated", "pets.add"),
    ]
    assert _found(*edits) == [
        *deprecated[:1],
        ("client-name-added", "models.PetInput"),
        *deprecated[1:],
        ("client-name-added", "pets.create"),
    ]
    renames = {"pets.add": "pets.create", "models.NewPet": "models.PetInput"}
    assert _found(*edits, renames=renames) == deprecated


def test_a_result_where_there_was_none_breaks_nothing() -> None:
    old = _client((P, "-> models.Pet", "-> None"))
    found = compare_surfaces(old, _client(), {})
    assert {each.code for each in found} == {"client-type-widened"}


def test_none_and_unset_are_no_different_defaults() -> None:
    found = compare_surfaces(
        _client(), _client((P, "tag: str | None = None", "tag: str | None | Unset = UNSET")), {}
    )
    assert [(each.code, each.name) for each in found] == [("client-type-widened", "pets.add(tag=)")]


def test_synonyms_are_what_they_stand_for() -> None:
    exported = "    from .pets import NewPet as NewPet\n"
    synonym: list[Edit] = [
        ("models/__init__.py", exported, ""),
        (M, "class NewPet", "class _NewPet"),
        ("models/__init__.py", "else:", "    NewPet = Pet\nelse:"),
    ]
    assert _found(*synonym) == [("client-name-added", "models.NewPet.status")]
    found = compare_surfaces(_client(*synonym), _client(), {})
    assert {each.name for each in found} == {
        "models.NewPet",
        "models.NewPet.id",
        "models.NewPet.legs",
        "models.NewPet.status",
    }


def test_another_name_of_the_package_is_no_other_surface() -> None:
    found = compare_surfaces(_client(), _client(package="store"), {})
    assert [(each.code, each.name) for each in found] == [("client-package-renamed", "shop")]


def test_resources_that_are_extended_by_hand_keep_their_generated_methods() -> None:
    extended = (
        C,
        ".resources.pets import AsyncPets, Pets",
        ".custom.resources.pets import AsyncPets, Pets",
    )
    assert _found(extended) == []
    assert _found(extended, (P, "def get(", "def fetch(")) == [
        ("client-name-added", "pets.fetch"),
        ("client-name-removed", "pets.get"),
    ]


def test_only_models_that_are_sent_and_read_are_judged_by_the_worse() -> None:
    old = _client()
    new = _client(
        (M, "    tag: str | None = None", "    tag: str"),
        (M, "    legs: int | None = None", "    legs: int"),
    )
    found = with_model_usage(compare_surfaces(old, new, {}), old, new)
    assert [(each.code, each.name) for each in found] == [
        ("client-type-narrowed", "models.Animal.legs"),
        ("client-argument-required", "models.NewPet.tag"),
        ("client-type-narrowed", "models.Pet.tag"),
    ]


def test_every_code_is_met() -> None:
    met = {code for _, expected in CASES.values() for code, _ in expected}
    assert {*CLIENT_CODES} - met == {
        "client-model-style-changed",
        "client-name-deprecated",
        "client-name-renamed",
        "client-package-renamed",
    }


def test_every_code_is_documented() -> None:
    page = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(client-[a-z-]+)` \| (\w+) \| (.*) \|$", page, re.MULTILINE)
    assert [row[:2] for row in rows] == [
        (code, impact.value) for code, impact in sorted(CLIENT_CODES.items())
    ]
    assert all(meaning.endswith(".") for _, _, meaning in rows)


@pytest.mark.parametrize("text", ["def (", "x = '\0'", "(" * 300 + ")" * 300])
@pytest.mark.parametrize("path", ["models/pets.py", "__init__.py"])
def test_modules_that_are_no_python_are_told(path: str, text: str) -> None:
    files = {**FILES, f"shop/{path}": text}
    broken = client_files(files)
    assert broken is not None
    with pytest.raises(BrokenModule, match=path):
        compare_surfaces(_client(), broken, {})


def test_findings_are_values() -> None:
    assert hash(SurfaceChange("client-name-added", "x", "x is new."))


MODERN: list[Edit] = [
    (C, "from functools import cached_property\n", ""),
    (C, "import AsyncClient, SyncClient", "import AsyncClient, SyncClient, cached_property"),
    (
        "models/__init__.py",
        "    from .pets import Animal",
        "    from ._dicts import *\n    from ._unknown_variant import *\n    from .pets import Animal",
    ),
    ("models/__init__.py", "    __getattr__,", "    _lazy,"),
    ("models/__init__.py", '"pets": ()})', '"pets": ()})\n    __getattr__ = _or_dicts(_lazy)'),
    (P, "tag: str | None = None", "tag: str | None = None, pet: models.Pet | None = None"),
    (P, "tag: str | None = None", "tag: str | None = None, pets: list[models.Pet] = []"),
]
DICTS = """
from typing import NotRequired, TypedDict

class PetDict(TypedDict):
    name: str
    tag: NotRequired[str]
"""
UNKNOWN_VARIANT = """
from dataclasses import dataclass
from .._runtime import APIModel

@dataclass(kw_only=True, slots=True)
class UnknownVariant(APIModel):
    kind: object = None
"""


def _modern(*edits: Edit) -> ClientFiles:
    client = _client(*MODERN, *edits)
    modules = {"models/_dicts.py": DICTS, "models/_unknown_variant.py": UNKNOWN_VARIANT}
    return replace(client, modules={**client.modules, **modules})


def test_types_of_dicts_change_with_their_models() -> None:
    one, several = "pet: models.Pet | None", "pets: list[models.Pet]"
    old = _client(*MODERN[-2:])
    new = _modern(
        (P, one, "pet: models.Pet | models.PetDict | None"),
        (P, several, "pets: Sequence[models.Pet | models.PetDict]"),
        (P, ") -> models.Pet: ...", ") -> models.Pet | models.UnknownVariant: ..."),
    )
    found = [(each.code, each.name) for each in compare_surfaces(old, new, {})]
    assert found == [
        ("client-type-widened", "pets.add()"),
        ("client-type-widened", "pets.add(pets=)"),
        ("client-type-widened", "pets.get()"),
    ]
    found = [(each.code, each.name) for each in compare_surfaces(new, old, {})]
    assert found == [
        ("client-type-narrowed", "pets.add()"),
        ("client-type-changed", "pets.add(pets=)"),
        ("client-type-narrowed", "pets.get()"),
    ]
    other = replace(
        new,
        modules={
            **new.modules,
            "models/_dicts.py": DICTS.replace("tag: NotRequired[str]", "tag: str"),
            "models/_unknown_variant.py": UNKNOWN_VARIANT.replace("kind", "type"),
        },
    )
    assert compare_surfaces(new, other, {}) == ()


def test_resources_are_cached_properties_of_the_runtime() -> None:
    old = _modern()
    new = _modern((P, "def get(", "def _get("))
    (finding,) = compare_surfaces(old, new, {})
    assert (finding.code, finding.name) == ("client-name-removed", "pets.get")
