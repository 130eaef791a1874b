"""Clashes of names: who gives way, to what, and that nothing else moves."""

import random
from itertools import takewhile

import pytest

from clientsmith.naming.operations.names import operation_names
from clientsmith.problem import Severity
from plan_names.naming import METHODS, Naming, named, names_of, operation, public_api
from support.public import public_specs


def test_an_id_of_one_beats_an_id_of_many() -> None:
    one = operation("POST /dags/{dag}/runs/{run}/clear", "clear_run", "Runs")
    many = operation("POST /dags/{dag}/clearRuns", "clear_runs", "Runs")
    names, problems = named([one, many])
    assert names == {one.id: "runs.clear", many.id: "runs.clear_runs"}
    [problem] = problems
    assert (problem.code, problem.severity) == ("operation-name-clash", Severity.NOTE)
    assert problem.message == (
        "POST /dags/{dag}/clearRuns is called runs.clear_runs: "
        "runs.clear belongs to POST /dags/{dag}/runs/{run}/clear."
    )


def test_what_the_id_says_beats_what_the_method_means() -> None:
    put = operation("PUT /vpcs/{id}", "vpcs_update", "VPCs")
    patch = operation("PATCH /vpcs/{id}", "vpcs_patch", "VPCs")
    assert names_of(put, patch) == {put.id: "vpcs.update", patch.id: "vpcs.patch"}


def test_the_shorter_path_wins_and_the_longer_one_tells_its_parent() -> None:
    all_ = operation("GET /assets", None, "Assets")
    some = operation("GET /dags/{dag_id}/assets", None, "Assets")
    one = operation("GET /assets/{id}", None, "Assets")
    other = operation("GET /dags/{dag_id}/assets/{id}", None, "Assets")
    assert names_of(all_, some, one, other) == {
        all_.id: "assets.list",
        some.id: "assets.list_for_dag",
        one.id: "assets.get",
        other.id: "assets.get_for_dag",
    }


def test_ids_that_differ_in_spelling_only() -> None:
    first = operation("GET /apps/oauth2", "getOauth2App", "Apps")
    second = operation("GET /apps/oauth2/{id}", "getOAuth2App", "Apps")
    names = names_of(first, second)
    assert names == {first.id: "apps.get_oauth2_app", second.id: "apps.get_oauth2_app_by_id"}


def test_a_method_gives_way_to_a_nested_resource() -> None:
    names = names_of(
        operation("POST /charges/{id}/dispute/close"),
        operation("GET /charges/{id}", "charges.dispute"),
    )
    assert sorted(names.values()) == ["charges.dispute.close", "charges.dispute_by_id"]


def test_many_clashes_are_all_resolved() -> None:
    operations = [operation(f"GET /x/{'{a}/' * depth}y", "same", "T") for depth in range(30)]
    names = names_of(*operations)
    assert len(set(names.values())) == 30
    assert names["GET /x/y"] == "t.same"


def _shuffled(name: str) -> None:
    operations = list(public_api(name).operations)
    expected, problems = named(operations)
    random.Random(name).shuffle(operations)
    assert named(operations)[0] == expected
    assert {problem.message for problem in named(operations)[1]} == {
        problem.message for problem in problems
    }


@pytest.mark.client
@pytest.mark.parametrize("name", ["airflow", "discord", "qdrant", "openai", "digitalocean"])
def test_the_order_of_the_document_means_nothing(name: str) -> None:
    _shuffled(name)


@pytest.mark.client
@pytest.mark.parametrize("name", ["gitea", "spotify", "docker-engine", "discord"])
def test_an_operation_more_leaves_other_names_alone(name: str) -> None:
    operations = list(public_api(name).operations)
    expected, _ = named(operations)
    for index in random.Random(name).sample(range(len(operations)), 12):
        rest = operations[:index] + operations[index + 1 :]
        found, _ = named(rest)
        assert found == {each.id: expected[each.id] for each in rest}


@pytest.mark.client
@pytest.mark.parametrize("name", [spec.name for spec in public_specs()] or ["missing"])
def test_an_unrelated_operation_renames_nothing(name: str) -> None:
    """With the paths in front of which the others have theirs, and a tag and an id of its own."""
    operations = list(public_api(name).operations)
    paths = [each.path.split("/") for each in operations]
    shared = takewhile(lambda parts: len({*parts}) == 1, zip(*paths, strict=False))
    lead = [parts[0] for parts in shared if "{" not in parts[0]]
    path = "/".join([*(lead if len(lead) < min(map(len, paths), default=0) else [""]), "zebras"])
    expected, _ = named(operations, naming="auto")
    for more in (
        operation(f"GET {path}/{{zebra_id}}"),
        operation(f"POST {path}", "create_zebra", "Zebras"),
        operation(f"GET {path}", "zebras/list", "Zebras", lists=True),
    ):
        found, _ = named([*operations, more], naming="auto")
        assert {each.id: found[each.id] for each in operations} == expected


@pytest.mark.client
@pytest.mark.parametrize("naming", ["auto", "operation-id"])
@pytest.mark.parametrize("name", [spec.name for spec in public_specs()] or ["missing"])
def test_every_operation_of_public_documents_has_one_name(name: str, naming: Naming) -> None:
    api = public_api(name)
    names, _ = named(api.operations, naming=naming)
    assert list(names) == [each.id for each in api.operations]
    assert len(set(names.values())) == len(names)
    resources = {tuple(name.split(".")[:-1]) for name in names.values()}
    attributes = {".".join(path[:depth]) for path in resources for depth in range(1, len(path) + 1)}
    assert not attributes & set(names.values()), "a method hides a resource"
    for name_ in names.values():
        assert all(part.isidentifier() for part in name_.split("."))


def test_generated_documents() -> None:
    """Any mix of odd tags, ids and paths gives every operation a name of its own."""
    chance = random.Random(7)
    pieces = [
        "pets",
        "pet",
        "get",
        "{id}",
        "import",
        "class",
        "list",
        "",
        "v1",
        "@me",
        "日本",
        "a-b",
    ]
    for _ in range(150):
        lines = {
            f"{chance.choice(METHODS).upper()} /{'/'.join(chance.choices(pieces, k=chance.randint(0, 4)))}"
            for _ in range(chance.randint(1, 12))
        }
        operations = [
            operation(
                line,
                chance.choice([None, "get", "getPets", "pets_list", "pets.list", "***", "列"]),
                *chance.choices(["Pets", "pet", "default", "***", "列"], k=chance.randint(0, 2)),
            )
            for line in sorted(lines)
        ]
        names, _ = named(operations)
        assert len(set(names.values())) == len(operations)
        assert named(operations[::-1])[0] == names


def test_names_come_in_the_order_of_the_document() -> None:
    from clientsmith.config import Config
    from plan_names.naming import api_of

    operations = [operation("GET /b"), operation("GET /a"), operation("POST /b")]
    names, _ = operation_names(api_of(operations), Config())
    assert list(names) == ["GET /b", "GET /a", "POST /b"]
