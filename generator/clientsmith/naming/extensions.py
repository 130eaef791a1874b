"""Names that vendor extensions of the document give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..ir import GivenName, Id, Operation
from ..problem import Location, Problem, Severity, quoted
from ..text import Code
from ..types.declarations import Declarations, is_component
from ..types.expressions import RESERVED_CLASSES
from .decisions import Candidate, Decision, Decisions, NameKind
from .overrides import OperationName, ResourcePath
from .words.identifiers import attribute_name, class_name, number_spelled, safe_name
from .words.reserved import RESOURCE_ATTRIBUTES, ROOT_ATTRIBUTES
from .words.words import snake, words

FIRST = -1
"""Rank before those of names that are found."""


def rule_of(given: GivenName) -> str:
    """Return why something has a given name, in plain words."""
    return f"the document's {given.extension}"


def given_parts(operation: Operation, candidates: tuple[Candidate, ...]) -> dict[str, Any]:
    """Return what vendor extensions change of an operation that contends for a name: its resource,
    the candidates for its method, and their rank.

    Args:
        operation: the operation.
        candidates: names that were found for its method.
    """
    parts: dict[str, Any] = {}
    group, method = operation.given_group, operation.given_method
    if group is not None:
        parts |= {"resource": _resource(group.name), "resource_rule": rule_of(group)}
    if method is not None:
        name = _method(method.name)
        others = tuple(each for each in candidates if each.name != name)
        parts |= {"candidates": (Candidate(name, rule_of(method)), *others), "rank": FIRST}
    return parts


def called(call: str) -> OperationName:
    """Return the name of a call as a document writes it, such as `chat.completions.create`."""
    resource, _, method = call.rpartition(".")
    return OperationName(_resource(resource), _method(method))


def _resource(groups: str) -> ResourcePath:
    path: list[str] = []
    for part in groups.split("."):
        reserved = RESOURCE_ATTRIBUTES if path else ROOT_ATTRIBUTES
        path.append(safe_name(_snake(part), reserved=reserved, noun="resource"))
    return tuple(path)


def _method(text: str) -> str:
    return safe_name(_snake(text), reserved=RESOURCE_ATTRIBUTES, noun="call")


def _snake(text: str) -> str:
    return snake(number_spelled(words(text)))


def operation_evidence(operation: Operation) -> str:
    """Return what vendor extensions say of the name of an operation, for the file of previous
    names; empty if nothing."""
    group, method = operation.given_group, operation.given_method
    if group is None and method is None:
        return ""
    return f"{group.name if group else ''}.{method.name if method else ''}"


def given_attribute(given: GivenName, reserved: Any, noun: str) -> str:
    """Return a given name of a property or a parameter as Python writes it."""
    return attribute_name(given.name, reserved=reserved, noun=noun)


def given_schema_names(
    declarations: Declarations,
    chosen: Mapping[Id, Code],
    kept: frozenset[Id],
    decisions: Decisions | None = None,
) -> tuple[dict[Id, Code], list[Problem]]:
    """Return the names that vendor extensions give, by declaration, and a warning for each that
    cannot be used.

    Args:
        declarations: all of them.
        chosen: names that the configuration chooses, which come first.
        kept: declarations with a previous name that still holds.
        decisions: gets a decision on each name.
    """
    found: dict[Id, tuple[GivenName, Code]] = {}
    owners = {
        str(name): "that is what the configuration calls another schema" for name in chosen.values()
    }
    components: set[Id] = {*declarations.components, *declarations.synonyms}
    for id_ in sorted({*declarations, *components}):
        place = declarations.original(id_).place
        target = id_ if id_ in declarations.synonyms else declarations.resolve(id_)
        if place.given is None or target in chosen or target in found or target in kept:
            continue
        found[target] = place.given, class_name(place.given.name, reserved=RESERVED_CLASSES)
    for id_ in components - found.keys() - chosen.keys():
        declaration = declarations.original(id_)
        if is_component(declaration):
            word = declaration.place.steps[0].word
            name = class_name(word, reserved=RESERVED_CLASSES)
            owners.setdefault(name, f"that is the name of the schema {quoted(word)}")
    names: dict[Id, Code] = {}
    problems: list[Problem] = []
    for id_, (given, name) in found.items():
        if name in owners:
            problems.append(
                Problem(
                    "vendor-extension-unusable",
                    Severity.WARNING,
                    f"{given.extension} cannot be followed: {quoted(given.name)} is taken, "
                    f"{owners[name]}.",
                    given.location or Location(id_.partition("#")[0], id_.partition("#")[2]),
                    "Give one of them another name, in the document or in the table names.schemas "
                    "of the configuration.",
                )
            )
            continue
        names[id_] = name
        owners[str(name)] = "another extension gives it to another schema"
        if decisions is not None:
            decisions.add(Decision(NameKind.MODEL, id_, str(name), rule_of(given)))
    return names, problems
