"""Words of the configuration for the verbs of names that are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from clientsmith.config import Config, ConfigError, load_configs
from clientsmith.ir import Operation
from clientsmith.naming.decisions import Decisions, NameKind
from clientsmith.naming.operations.names import operation_names
from clientsmith.project.pins import NO_PINS, OperationPin, Pins
from plan_names.naming import Naming, api_of, operation

VERBS = {"get": "retrieve", "list": "all", "delete": "remove"}
PETS = (
    operation("GET /pets", lists=True),
    operation("POST /pets"),
    operation("GET /pets/{id}"),
    operation("DELETE /pets/{id}"),
    operation("POST /pets/{id}/delete"),
    operation("GET /pets/name/{name}"),
)


def called(
    *operations: Operation,
    verbs: Mapping[str, str] = VERBS,
    naming: Naming = "path",
    pins: Pins = NO_PINS,
) -> dict[str, str]:
    config = Config(verbs=verbs, naming=naming)
    names, _ = operation_names(api_of(operations), config, pins)
    return {id_: str(name) for id_, name in names.items()}


def test_verbs_that_are_chosen_are_replaced() -> None:
    assert called(*PETS) == {
        "GET /pets": "pets.all",
        "POST /pets": "pets.create",
        "GET /pets/{id}": "pets.retrieve",
        "DELETE /pets/{id}": "pets.remove",
        "POST /pets/{id}/delete": "pets.delete",
        "GET /pets/name/{name}": "pets.retrieve_by_name",
    }


def test_verbs_of_operation_ids_stay() -> None:
    found = called(
        operation("GET /pets/{id}", "getPet", "Pets"),
        operation("GET /toys/{id}", None, "Toys"),
        naming="operation-id",
    )
    assert found == {"GET /pets/{id}": "pets.get", "GET /toys/{id}": "toys.retrieve"}


def test_previous_names_stay() -> None:
    pins = Pins(operations={"GET /pets/{id}": OperationPin("pets.get")})
    found = called(*PETS, pins=pins, naming="auto")
    assert found["GET /pets/{id}"] == "pets.get"
    assert found["DELETE /pets/{id}"] == "pets.remove"


def test_without_words_nothing_changes() -> None:
    assert called(*PETS, verbs={}) == called(*PETS, verbs={"get": "get"})


def test_names_are_explained() -> None:
    decisions = Decisions()
    operation_names(api_of(PETS), Config(verbs=VERBS, naming="path"), decisions=decisions)
    rules = {each.name: each.rule for each in decisions if each.kind is NameKind.METHOD}
    assert rules["pets.retrieve"].endswith(
        "; `verbs` of the configuration has `retrieve` for `get`"
    )
    assert "`verbs`" not in rules["pets.create"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('verbs = "get"', "`clients.pets.verbs` must be a table"),
        ('verbs = {gett = "read"}', "`clients.pets.verbs.gett` is unknown; did you mean `get`?"),
        ("verbs = {get = 1}", "`clients.pets.verbs.get` must be a string, not 1"),
        ('verbs = {get = "class"}', "`clients.pets.verbs.get` must be a name in lower case"),
        ('verbs = {get = "a b"}', "`clients.pets.verbs.get` must be a name in lower case"),
        ('verbs = {get = "_get"}', "`clients.pets.verbs.get` must be a name in lower case"),
        ('verbs = {get = "Read"}', "`clients.pets.verbs.get` must be a name in lower case"),
        ('verbs = {get = "list"}', "`clients.pets.verbs` has 'list' for both `list` and `get`"),
        (
            'verbs = {delete = "drop", get = "drop"}',
            "`clients.pets.verbs` has 'drop' for both `get` and `delete`",
        ),
    ],
)
def test_mistakes_are_reported(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text(f'[clients.pets]\nspec = "a.yaml"\noutput = "out"\n{text}\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_configs(file)
    assert message in str(caught.value)


def test_verbs_may_be_exchanged(tmp_path: Path) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text(
        '[clients.pets]\nspec = "a.yaml"\noutput = "out"\n'
        'verbs = {update = "replace", replace = "update"}\n',
        encoding="utf-8",
    )
    [config] = load_configs(file)
    assert config.verbs == {"update": "replace", "replace": "update"}
