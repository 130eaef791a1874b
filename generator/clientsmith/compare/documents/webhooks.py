"""Compares webhooks and callbacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...context import Webhook as WebhookFunction
from ...ir import Parameter, Webhook
from ...problem import quoted
from .collector import DifferenceCollector
from .contents import ContentComparer
from .difference import RESPONSES, ComparedPlace, Difference, PlaceComparison, docs_differences
from .matching import OperationMatches
from .references import ids_in_webhook
from .types import compare_types
from .version import Version


class WebhookComparer:
    """Compares webhooks and callbacks, which clients receive."""

    def __init__(self, collector: DifferenceCollector) -> None:
        self._old = collector.versions.old
        self._new = collector.versions.new
        self._contents = ContentComparer(collector.versions, "response")
        self._collector = collector
        self.renamed: dict[str, tuple[str, str]] = {}
        """Webhook or callback → code and subject of the change of its name."""

    def compare(self, operations: OperationMatches) -> None:
        """Compare all webhooks, and the callbacks of matched operations."""
        matches = {before.id: after.id for before, after in operations.matched}
        removed = {operation.id for operation in operations.removed}
        added = {operation.id for operation in operations.added}
        olds = {
            (matches.get(each.operation or "", each.operation or ""), each.name, each.method): each
            for each in self._old.api.webhooks
        }
        news = {
            (each.operation or "", each.name, each.method): each for each in self._new.api.webhooks
        }
        for key in sorted(olds.keys() | news.keys()):
            old, new = olds.get(key), news.get(key)
            if old is not None and new is not None:
                self._compare_webhooks(old, new)
            elif old is not None and old.operation not in removed:
                place = self._place(old, old, self._old).only_old()
                ids = ids_in_webhook(old)
                self._add(Difference("webhook-removed", place, removed_ids=ids))
            elif new is not None and new.operation not in added:
                place = self._place(new, new, self._new).only_new()
                self._add(Difference("webhook-added", place, added_ids=ids_in_webhook(new)))

    def _add(self, *differences: Difference) -> None:
        self._collector.add(differences, RESPONSES)

    def _compare_webhooks(self, old: Webhook, new: Webhook) -> None:
        place = self._place(old, new, self._new)
        before, after = place.python
        self._add(*docs_differences(old.docs, new.docs, place, "webhook"))
        if before and after and before != after:
            self._add(Difference("webhook-renamed", place, before, after))
            self.renamed[place.operation] = "webhook-renamed", place.subject
        self._compare_bodies(old, new, place)
        self._add(*self._result_differences(old, new, place))
        olds = {(each.location, each.wire_name): each for each in old.parameters}
        news = {(each.location, each.wire_name): each for each in new.parameters}
        for key in sorted(olds.keys() | news.keys()):
            location, name = key[0].value, key[1]
            names = (
                self._old.delivery_field(old.id, location, name),
                self._new.delivery_field(new.id, location, name),
            )
            at = replace(place, python=names)
            found = self._compare_parameters(olds.get(key), news.get(key), at)
            self._collector.add_comparison(found, RESPONSES)

    def _compare_bodies(self, old: Webhook, new: Webhook, place: ComparedPlace) -> None:
        at = replace(
            place,
            subject=f"{place.subject} body",
            noun=f"the body of {place.noun}",
            python=(f"{place.python[0]}()", f"{place.python[1]}()"),
        )
        before = old.body.contents if old.body is not None else ()
        after = new.body.contents if new.body is not None else ()
        if bool(before) == bool(after):
            found = self._contents.compare(before, after, at)
            self._collector.add_comparison(found, RESPONSES)
        else:
            kind = "response-body-added" if after else "response-body-removed"
            self._add(Difference(kind, at))
        if old.body is not None and new.body is not None:
            self._add(*docs_differences(old.body.docs, new.body.docs, at, "webhook"))
            self._add(*_presence_differences(old.body.required, new.body.required, at))

    def _result_differences(
        self, old: Webhook, new: Webhook, place: ComparedPlace
    ) -> Iterator[Difference]:
        """Yield the difference where the function returned only the body, and now returns a delivery
        with headers or query parameters, or the other way round."""
        before, after = self._old.webhook(old.id), self._new.webhook(new.id)
        if before is None or after is None:
            return
        if (before.delivery is None) == (after.delivery is None):
            return
        was, is_ = (
            each.body if each.delivery is None else f"webhooks.{each.delivery.name}"
            for each in (before, after)
        )
        at = replace(
            place,
            python=(f"{place.python[0]}()", f"{place.python[1]}()"),
            arguments=(*_delivery_names(before), *_delivery_names(after)),
        )
        yield Difference("result-changed", at, was, is_)

    def _compare_parameters(
        self, old: Parameter | None, new: Parameter | None, webhook: ComparedPlace
    ) -> PlaceComparison:
        parameter = new or old
        assert parameter is not None, "one of them is given"
        location, name = parameter.location.value, parameter.wire_name
        place = replace(
            webhook,
            subject=f"{webhook.subject} {location} {name}",
            noun=f"the {location} {quoted(name)} of {webhook.noun}",
            old=(old.source or webhook.old) if old else None,
            new=(new.source or webhook.new) if new else None,
        )
        if old is None or new is None:
            kind = "webhook-parameter-added" if old is None else "webhook-parameter-removed"
            return PlaceComparison([Difference(kind, place)])
        found = compare_types(self._collector.versions, old.type, new.type, place)
        found.differences += _presence_differences(old.required, new.required, place)
        found.differences += docs_differences(old.docs, new.docs, place, "webhook")
        return found

    def _place(self, old: Webhook, new: Webhook, version: Version) -> ComparedPlace:
        kind = "webhook" if new.operation is None else "callback"
        label = f"{kind} {new.name}"
        for operation in version.api.operations:
            if operation.id == new.operation:
                label += f" of {operation.method} {operation.path}"
        same = [
            each
            for each in version.api.webhooks
            if (each.name, each.operation) == (new.name, new.operation)
        ]
        if len(same) > 1:  # they differ in their HTTP method
            label += f" {new.method}"
        return ComparedPlace(
            subject=label,
            noun=f"the {label}",
            operation=label,
            python=(self._old.webhook_name(old.id), self._new.webhook_name(new.id)),
            old=old.location,
            new=new.location,
        )


def _presence_differences(old: bool, new: bool, place: ComparedPlace) -> Iterator[Difference]:
    if old != new:
        yield Difference("became-required" if new else "became-optional", place)


def _delivery_names(webhook: WebhookFunction) -> Iterator[str]:
    """Yield the class of a delivery, and the arguments of the function that it needs."""
    if webhook.delivery is not None:
        yield f"webhooks.{webhook.delivery.name}"
        if webhook.delivery.has_headers:
            yield f"webhooks.{webhook.name}(headers=)"
        if webhook.delivery.has_query:
            yield f"webhooks.{webhook.name}(query=)"
