"""Names of webhooks and callbacks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from ..ir import Api, Declaration, Id, Webhook
from ..project.pins import NO_PINS, Pins, relative_id
from .models.places import operation_title
from .overrides import OperationName
from .words.identifiers import NameScope, attribute_name
from .words.words import words


def event_names(
    api: Api, operations: Mapping[Id, OperationName], pins: Pins = NO_PINS
) -> dict[Id, str]:
    """Return one name in snake case for each webhook and callback, by id.

    It is the one of before, else the key in the document. Where several have the same, the operation
    that asks for the call or their own operationId stands in for it, else the HTTP method behind it
    tells them apart.

    Args:
        api: the API.
        operations: names of the operations that become methods.
        pins: previous names.
    """
    kept = _kept(api, pins)
    paths = {operation.id: operation.path for operation in api.operations}
    own = {webhook.id: kept.get(webhook.id) or _key(webhook.name) for webhook in api.webhooks}
    for longer in (_with_operation, _with_own_id, _with_method):
        counts = Counter(own.values())
        for webhook in api.webhooks:
            if counts[own[webhook.id]] > 1 and webhook.id not in kept:
                own[webhook.id] = longer(own[webhook.id], webhook, operations, paths)
    scope = NameScope(kept.values())
    # A name must not depend on the order of the document.
    for id_ in sorted(own.keys() - kept.keys()):
        own[id_] = scope.allocate((own[id_],))
    return own


def _kept(api: Api, pins: Pins) -> dict[Id, str]:
    """Return the previous names that can still be had."""
    kept: dict[Id, str] = {}
    for id_ in sorted(webhook.id for webhook in api.webhooks):
        pin = pins.webhooks.get(relative_id(id_, pins.root))
        if pin is not None and pin.name not in kept.values() and _is_usable(pin.name):
            kept[id_] = pin.name
    return kept


def _is_usable(name: str) -> bool:
    """Return whether a name can stand behind `parse_`."""
    return (
        f"parse_{name}".isidentifier()
        and name == name.lower() == unicodedata.normalize("NFKC", name)
        and not name.startswith("_")
    )


def _key(text: str) -> str:
    return attribute_name(text, reserved=(), noun="event").rstrip("_")


def _with_operation(
    name: str, webhook: Webhook, operations: Mapping[Id, OperationName], paths: Mapping[Id, str]
) -> str:
    asking = webhook.operation
    if asking is None or asking not in operations:
        return name
    title = operation_title(operations[asking], paths[asking], ())
    return f"{'_'.join(words(title))}_{name}"


def _with_own_id(name: str, webhook: Webhook, *_: object) -> str:
    return _key(webhook.operation_id) if webhook.operation_id else name


def _with_method(name: str, webhook: Webhook, *_: object) -> str:
    return f"{name}_{_key(webhook.method)}"


def inside_events(api: Api) -> frozenset[Id]:
    """Return ids of the inline declarations that stand inside webhooks and callbacks."""
    return frozenset(_inside(api.declarations, {webhook.id for webhook in api.webhooks}))


def _inside(declarations: Mapping[Id, Declaration], events: set[Id]) -> Iterator[Id]:
    if not events:
        return
    known: dict[Id, bool] = {}
    for id_ in declarations:
        chain: list[Id] = []
        current: Id | None = id_
        while current is not None and current not in known and current in declarations:
            chain.append(current)
            known[current] = False  # ends a circle
            current = declarations[current].place.parent
        found = current in events or (current is not None and known.get(current, False))
        for each in chain:
            known[each] = found
        if known[id_]:
            yield id_
