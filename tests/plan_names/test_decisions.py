"""Decisions that are noted agree with the names that are given, and change none."""

from __future__ import annotations

import pytest

from clientsmith.config import Config, NameOverrides
from clientsmith.ir import Api
from clientsmith.naming.decisions import Decision, Decisions, NameKind
from clientsmith.naming.operations.names import operation_names
from clientsmith.project.pins import OperationPin, Pins
from plan_names.naming import api_of, operation, public_api


def decided(
    api: Api, config: Config | None = None, pins: Pins | None = None
) -> dict[str, tuple[str, Decision]]:
    """Name and decision by operation; collecting decisions must not change the names."""
    config, pins = config or Config(naming="operation-id"), pins or Pins()
    decisions = Decisions()
    names, problems = operation_names(api, config, pins, decisions)
    assert (names, problems) == operation_names(api, config, pins)
    found = {each.id: each for each in decisions if each.kind is NameKind.METHOD}
    assert found.keys() == names.keys()
    return {id_: (str(name), found[id_]) for id_, name in names.items()}


@pytest.mark.parametrize("document", ["airflow", "discord", "spotify"])
def test_every_name_has_its_decision(document: str) -> None:
    for name, decision in decided(public_api(document)).values():
        assert decision.name == name
        *others, won = decision.candidates
        assert (won.name, won.loss) == (name, "")
        assert won.rule == decision.rule
        assert all(each.loss for each in others)


def test_numbers_are_a_rule_of_their_own() -> None:
    same = [operation(f"GET /pets{query}", "listPets", "Pets") for query in ("", "?a", "?b", "?c")]
    found = decided(api_of(same))
    rules = {decision.name: decision.rule for _, decision in found.values()}
    assert rules["pets.list"] == "words of the operationId, without the resource's own"
    assert "the last candidate with an underscore or a number" in rules.values()


def test_chosen_and_previous_names_say_what_they_replace() -> None:
    first = operation("GET /pets", "listPets", "Pets")
    second = operation("GET /dogs", "listDogs", "Pets")
    config = Config(names=NameOverrides(operations={"listPets": "pets.all"}), naming="operation-id")
    pins = Pins(operations={"GET /dogs": OperationPin("pets.dogs", "listDogs", "Pets")})
    found = decided(api_of([first, second]), config, pins)
    chosen, kept = found[first.id][1], found[second.id][1]
    assert (chosen.name, chosen.setting, chosen.pin) == ("pets.all", "listPets", "")
    assert (kept.name, kept.setting, kept.pin) == ("pets.dogs", "", "GET /dogs")
    assert [(each.name, each.loss) for each in (*chosen.candidates, *kept.candidates)] == [
        ("pets.list", "is not what the configuration chooses"),
        ("pets.list_dogs", "is not the name that the client had before"),
    ]


def test_previous_names_that_are_found_again() -> None:
    one = operation("GET /pets", "listPets", "Pets")
    pins = Pins(operations={"GET /pets": OperationPin("pets.list", "allPets", "Pets")})
    [(_, decision)] = decided(api_of([one]), pins=pins).values()
    assert decision.pin == "GET /pets"
    assert [(each.name, each.loss) for each in decision.candidates] == [("pets.list", "")]
