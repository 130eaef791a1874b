"""Names that code samples in the document show: those of an SDK that its readers use already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ...ir import Id
from ..decisions import Candidate
from ..extensions import FIRST, called
from ..overrides import OperationName, ResourcePath
from ..words.verbs import alike
from ..words.words import singular, words
from .clashes import Contender

_BY_NEIGHBOURS = "the resource that code samples of other operations there show"

_DENIED: Mapping[str, frozenset[str]] = {
    "GET": frozenset({"create", "update", "delete"}),
    "DELETE": frozenset({"create", "get", "list", "update"}),
}
"""HTTP method → basic verbs that it never has, as samples are copied from other operations."""

_OURS: Mapping[str, str] = {"modify": "update", "retrieve": "get"}
"""Methods in samples → what they are called here, as one verb means one thing in a client."""


@dataclass(frozen=True, slots=True)
class _Call:
    """Call that samples show."""

    name: OperationName
    rule: str


class Samples:
    """Calls that code samples show, and what they tell about operations without samples.

    Args:
        contenders: all operations, with the names that they have otherwise.
        verbs: verb of the generator → word of the user.
    """

    def __init__(self, contenders: Iterable[Contender], verbs: Mapping[str, str] = {}) -> None:
        shown = {
            contender.operation.id: (contender, call)
            for contender in contenders
            if (call := _call(contender, verbs)) is not None
        }
        self._calls = _of_one_operation(shown.values())
        outer: dict[str, Counter[ResourcePath]] = defaultdict(Counter)
        for id_, call in self._calls.items():
            own, found = shown[id_][0].resource, call.name.resource
            around = len(found) - len(own)
            if around >= 0 and found[around:] == own:
                outer[own[0]][found[:around]] += 1
        self._outer: Mapping[str, ResourcePath] = {
            first: prefix
            for first, counts in outer.items()
            for prefix, count in counts.items()
            if prefix and 2 * count > counts.total()
        }
        """Resource at the beginning → those around it that samples show."""

    def applied(self, contender: Contender) -> Contender:
        """Return an operation with the name that samples show, those of others included."""
        call = self._calls.get(contender.operation.id)
        if call is not None:
            others = (each for each in contender.candidates if each.name != call.name.method)
            return replace(
                contender,
                resource=call.name.resource,
                resource_rule=call.rule,
                candidates=(Candidate(call.name.method, call.rule), *others),
                rank=FIRST,
            )
        prefix = self._outer.get(contender.resource[0])
        if prefix is None:
            return contender
        resource = (*prefix, *contender.resource)
        return replace(contender, resource=resource, resource_rule=_BY_NEIGHBOURS)


def _call(contender: Contender, verbs: Mapping[str, str]) -> _Call | None:
    """Return the call that the samples of an operation show; None if there is none, or it can only
    be that of another operation."""
    operation = contender.operation
    given = operation.sampled_call
    if given is None:
        return None
    verb = alike(words(given.name.rpartition(".")[2])[0])
    own = _singulars((*words(operation.path), *words(operation.operation_id or "")))
    if verb in _DENIED.get(operation.method, ()) or own.isdisjoint(_singulars(words(given.name))):
        return None
    name = called(given.name)
    resource = _respelled(name.resource, contender.resource)
    method = _OURS.get(name.method, name.method)
    method = verbs.get(method, method)
    return _Call(OperationName(resource, method), f"the call in the document's {given.extension}")


def _singulars(parts: Iterable[str]) -> set[str]:
    return {singular(part) for part in parts}


def _respelled(found: ResourcePath, own: ResourcePath) -> ResourcePath:
    """Return a resource with the attributes of another one where they only split words elsewhere."""
    known = {_squashed(part): part for part in own}
    return tuple(known.get(_squashed(part), part) for part in found)


def _squashed(attribute: str) -> str:
    return attribute.replace("_", "")


def _of_one_operation(shown: Iterable[tuple[Contender, _Call]]) -> Mapping[Id, _Call]:
    """Return calls by operation; one that samples of several operations show belongs to the one that
    has the name or the resource anyway, or to none."""
    by_name: dict[OperationName, list[tuple[Contender, _Call]]] = defaultdict(list)
    for contender, call in shown:
        by_name[call.name].append((contender, call))
    calls: dict[Id, _Call] = {}
    for name, found in by_name.items():
        if len(found) > 1:
            named = [each for each in found if _has_name(each[0].first_name, name)]
            found = named or [each for each in found if each[0].resource == name.resource]
        if len(found) == 1:
            [(contender, call)] = found
            calls[contender.operation.id] = call
    return calls


def _has_name(own: OperationName, name: OperationName) -> bool:
    """Return whether a name is another one but for resources around it."""
    return own.method == name.method and name.resource[-len(own.resource) :] == own.resource
