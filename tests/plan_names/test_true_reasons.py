"""Reasons that `clientsmith explain` shows agree with the document, for names drawn at random."""

from __future__ import annotations

import keyword
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from clientsmith.document import Node
from clientsmith.naming.decisions import Decision, Decisions, NameKind
from clientsmith.naming.words.words import singular, words
from clientsmith.pipeline import Planned, plan_client
from clientsmith.text import reveal
from support.public import config_of, public_specs

DOCUMENTS = ("airflow", "discord", "spotify", "qdrant", "docker-engine", "gitea")
SAMPLE = 20
"""Names of each document."""

_HTTP = {"get", "list", "create", "update", "replace", "delete", "all"}


def letters(text: str) -> str:
    """A text without signs and case."""
    return re.sub(r"[\W_]", "", text).lower()


def node_at(planned: Planned, id_: str) -> Node | None:
    """What the document has at the place of a declaration."""
    node: Node | None = planned.library.root_node
    for token in id_.partition("#")[2].split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        if node is None:
            return None
        listed = isinstance(node.data, list)
        node = [*node.elements()][int(token)] if listed else node.get(token)
    return node


class Reasons:
    """Says of each reason whether the document bears it out."""

    def __init__(self, planned: Planned, decisions: list[Decision]) -> None:
        self.planned = planned
        self.operations = {each.id: each for each in planned.api.operations}
        self.models = {each.id: each.name for each in decisions if each.kind is NameKind.MODEL}
        self.taken = {each.name: each.id for each in decisions if each.kind is NameKind.MODEL}
        methods = [each for each in decisions if each.kind is NameKind.METHOD]
        self.methods = {each.name: each.key for each in methods}
        self.fields = {
            (each.name, each.wire_name) for each in decisions if each.kind is NameKind.FIELD
        }
        self.arguments = {
            (f"{resource.path}.{method.name}", str(each.location), reveal(each.wire_name)): each
            for resource in planned.package.resources
            for method in resource.methods
            for each in (*method.arguments, *((method.accept,) if method.accept else ()))
        }

    def faults(self, decision: Decision) -> Iterator[str]:
        """What is not true of a decision."""
        match decision.kind:
            case NameKind.METHOD:
                yield from self.method(decision)
            case NameKind.RESOURCE:
                yield from self.resource(decision)
            case NameKind.MODEL:
                yield from self.model(decision)
            case NameKind.REQUEST_MODEL:
                plain = self.models[decision.id]
                if decision.name not in (f"{plain}Input", f"{plain}Request"):
                    yield "is not the received class with Input or Request"
            case NameKind.FIELD:
                yield from self.field(decision)
            case NameKind.ARGUMENT:
                yield from self.argument(decision)
        *lost, _ = decision.candidates or (None,)
        for candidate in lost:
            assert candidate is not None
            yield from self.loss(decision, candidate.name, candidate.loss)

    def loss(self, decision: Decision, name: str, loss: str) -> Iterator[str]:
        if not loss:
            yield f"{name} lost without a reason"
        elif loss.startswith("belongs to "):
            owner = loss.removeprefix("belongs to ")
            if decision.kind is NameKind.METHOD and self.methods.get(name) != owner:
                yield f"{name} does not belong to {owner}"
            if decision.kind is NameKind.MODEL and self.taken.get(name) != owner:
                yield f"{name} does not belong to {owner}"
            if decision.kind is NameKind.ARGUMENT and name not in self.names_in(decision.owner):
                yield f"{name} does not belong to an argument"
        elif loss == "is a keyword of Python" and not keyword.iskeyword(name):
            yield f"{name} is no keyword"
        elif loss.startswith("has more than") and len(name) <= 48:
            yield f"{name} is not long"

    def method(self, decision: Decision) -> Iterator[str]:
        operation, own = self.operations[decision.id], words(decision.name.rpartition(".")[2])
        told = {singular(word) for word in words(operation.operation_id or "")}
        path = {singular(word) for word in words(operation.path)}
        if "operationId" in decision.rule and "verb" not in decision.rule:
            odd = [word for word in own if singular(word) not in told | _HTTP]
            if odd and letters("".join(own)) not in letters(operation.operation_id or ""):
                yield f"{odd} are not in the operationId"
        elif decision.rule.startswith("the HTTP method") and own[0] not in _HTTP | {"add"}:
            yield f"{own[0]} is no word for an HTTP method"
        elif decision.rule.startswith("the action that") and singular(own[-1]) not in path:
            yield f"{own} are not in the path"

    def resource(self, decision: Decision) -> Iterator[str]:
        operation, own = self.operations[decision.id], words(decision.name)
        if decision.rule == "the static segments of the path":
            path = {singular(word) for word in words(re.sub(r"{.*?}", " ", operation.path))}
            if not {singular(word) for word in own} <= path:
                yield f"{own} are not in the path"
        elif "tag" in decision.rule:
            tag = {singular(word) for word in words(operation.tags[0])}
            if not {singular(word) for word in own} & tag:
                yield f"{own} are not in the tag"

    def model(self, decision: Decision) -> Iterator[str]:
        pointer, name = decision.id.partition("#")[2], letters(decision.name)
        component = letters(pointer.rpartition("/")[2])
        rule = decision.rule
        if rule == "name of the component" and name not in (component, f"model{component}"):
            yield "is not what the component is called"
        elif rule.endswith("without `Param`") and f"{name}param" != component:
            yield "is not the component without Param"
        elif rule == "title of the schema":
            node = node_at(self.planned, decision.id)
            title = None if node is None else node.get("title")
            if title is None or letters(str(title.data)) != name:
                yield "is not the title"
        elif rule.startswith("where the schema stands"):
            behind = [word for role, word in pairwise(pointer.split("/")) if role == "properties"]
            own = {singular(word) for word in words(decision.name)}
            last = {singular(word) for word in words(behind[-1])} if behind else set()
            if rule == "where the schema stands" and not last <= own:
                yield f"does not say {behind[-1]}"

    def field(self, decision: Decision) -> Iterator[str]:
        is_plain = decision.rule == "name of the property in snake case"
        if is_plain and letters(decision.name) != letters(decision.wire_name):
            yield f"is not {decision.wire_name} in snake case"

    def argument(self, decision: Decision) -> Iterator[str]:
        if decision.location:
            found = self.arguments.get((decision.owner, decision.location, decision.wire_name))
            if found is None or found.name != decision.name:
                yield f"is not what {decision.owner} sends as {decision.wire_name}"
        operation, own = self.operations[decision.id], letters(decision.name)
        if decision.rule == "name of the parameter in snake case":
            if own != letters(decision.wire_name):
                yield f"is not {decision.wire_name} in snake case"
            parameters = {(each.location, each.wire_name) for each in operation.parameters}
            if (decision.location, decision.wire_name) not in parameters:
                yield f"{operation.path} has no parameter {decision.wire_name}"
        elif decision.rule == "name of the field":
            if (decision.name, decision.wire_name) not in self.fields:
                yield f"no field is called {decision.name}"
        elif decision.rule == "name of the field, behind `body`":
            if own != f"body{letters(decision.wire_name)}":
                yield f"is not body and {decision.wire_name}"
        elif decision.rule == "argument for the whole body" and operation.body is None:
            yield f"{operation.path} has no body"

    def names_in(self, method: str) -> set[str]:
        return {each.name for (owner, _, _), each in self.arguments.items() if owner == method}


def sampled(document: str) -> tuple[Reasons, list[Decision]]:
    """Decisions drawn at random, as many of each kind, and what checks them."""
    spec = next((spec for spec in public_specs() if spec.name == document), None)
    if spec is None:
        pytest.skip(f"there is no {document} beside the repository")
    decisions = Decisions()
    planned = plan_client(config_of(spec), progress=lambda stage: None, decisions=decisions)
    found = sorted(
        decisions,
        key=lambda each: (each.kind, each.id, each.owner, each.location, each.wire_name),
    )
    by_kind = [[each for each in found if each.kind is kind] for kind in NameKind]
    chance = random.Random(f"reasons of {document}")
    drawn = [chance.sample(own, min(SAMPLE, len(own))) for own in by_kind]
    return Reasons(planned, found), [each for own in drawn for each in own]


@pytest.mark.client
@pytest.mark.parametrize("document", DOCUMENTS)
def test_reasons_of_random_names(document: str) -> None:
    reasons, drawn = sampled(document)
    assert len(drawn) > SAMPLE
    faults = {
        (each.kind, each.id, each.location, each.wire_name): [*reasons.faults(each)]
        for each in drawn
    }
    assert {key: found for key, found in faults.items() if found} == {}


@pytest.mark.client
def test_wrong_reasons_are_noticed() -> None:
    """The same checks, of decisions with another name than the one that was chosen."""
    reasons, drawn = sampled("airflow")
    rules = (
        "name of the component",
        "title of the schema",
        "name of the property in snake case",
        "name of the parameter in snake case",
        "name of the field",
    )
    checked = [
        each
        for each in drawn
        if each.rule in rules
        or each.rule.startswith("words of the operationId")
        or (each.rule == "where the schema stands" and "/properties/" in each.id)
    ]
    assert {each.kind for each in checked} >= {NameKind.MODEL, NameKind.FIELD, NameKind.ARGUMENT}
    for each in checked:
        prefix = each.name.rpartition(".")[0]
        wrong = f"{prefix}.gallop" if prefix else "Zebra"
        assert [*reasons.faults(replace(each, name=wrong))], each
