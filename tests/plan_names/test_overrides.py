"""Names that the user chose win, or are reported where they cannot."""

import pytest

from clientsmith.problem import Severity
from plan_names.naming import named, operation

LIST = operation("GET /pets", "listPets", "pets")
CREATE = operation("POST /pets", None, "pets")
PLAY = operation("POST /pets/{id}/play", "playWithPet", "pets")


def test_by_operation_id_and_by_method_and_path() -> None:
    names, problems = named(
        [LIST, CREATE, PLAY],
        {"listPets": "animals.all", "POST /pets/{id}/play": "animals.fun.play"},
    )
    assert names == {
        LIST.id: "animals.all",
        CREATE.id: "pets.create",
        PLAY.id: "animals.fun.play",
    }
    assert problems == ()


def test_others_give_way() -> None:
    names, problems = named([LIST, CREATE], {"POST /pets": "pets.list"})
    assert names == {CREATE.id: "pets.list", LIST.id: "pets.list_pets"}
    assert [problem.code for problem in problems] == ["operation-name-clash"]


def test_a_method_gives_way_to_a_chosen_resource() -> None:
    names, _ = named([LIST, PLAY], {"listPets": "pets.play_with.all"})
    assert names == {LIST.id: "pets.play_with.all", PLAY.id: "pets.play_with_pet"}


@pytest.mark.parametrize(
    ("key", "name", "code"),
    [
        ("listPet", "pets.all", "override-unused"),
        ("get /pets", "pets.all", "override-unused"),
        ("listPets", "all", "override-unusable"),
        ("listPets", "pets.class", "override-unusable"),
        ("listPets", "pets.a b", "override-unusable"),
        ("listPets", "pets._all", "override-unusable"),
        ("listPets", "pets.cached_property", "override-unusable"),
        ("listPets", "close.all", "override-unusable"),
        ("listPets", "pets..all", "override-unusable"),
        ("listPets", "../etc.passwd", "override-unusable"),
    ],
)
def test_unusable(key: str, name: str, code: str) -> None:
    names, problems = named([LIST], {key: name})
    assert names == {LIST.id: "pets.list"}
    [problem] = problems
    assert (problem.code, problem.severity) == (code, Severity.WARNING)


def test_a_close_key_is_suggested() -> None:
    _, [problem] = named([LIST], {"listPet": "pets.all"})
    assert problem.hint == "Did you mean 'listPets'?"


def test_one_name_for_two_operations() -> None:
    names, [problem] = named([LIST, CREATE], {"listPets": "pets.do", "POST /pets": "pets.do"})
    assert sorted(names.values()) == ["pets.do", "pets.list"]
    assert problem.code == "override-unusable"


def test_two_names_for_one_operation() -> None:
    names, [problem] = named([LIST], {"GET /pets": "pets.a", "listPets": "pets.b"})
    assert names == {LIST.id: "pets.a"}
    assert problem.code == "override-unused"
