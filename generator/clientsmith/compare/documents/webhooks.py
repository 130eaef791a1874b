"""Webhooks and callbacks, which clients receive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...context import Webhook as Received
from ...ir import Operation, Parameter, Webhook
from ...problem import quoted
from .contents import ContentNames, Contents
from .docs import docs_events
from .events import RESPONSES, Event
from .gathering import Gathering
from .matching import Matching
from .types import Findings, Types
from .usage import referred_by_webhook
from .version import Version
from .where import Where

_NAMES = ContentNames(
    added="response-media-type-added",
    changed="response-media-type-changed",
    removed="response-media-type-removed",
)

_Key = tuple[str, str, str]


class Webhooks:
    """Compares webhooks and callbacks.

    Args:
        old: the old version.
        new: the new version.
        types: compares types.
        gathering: takes what is found.
    """

    def __init__(self, old: Version, new: Version, types: Types, gathering: Gathering) -> None:
        self._old = old
        self._new = new
        self._types = types
        self._contents = Contents(types, _NAMES)
        self._gathering = gathering
        self.renamed: dict[str, tuple[str, str]] = {}
        """Webhook or callback → code and subject of the change of its name."""

    def compare(self, matching: Matching) -> None:
        """Find everything that is different; callbacks belong to the operations that ask for them."""
        partners = {before.id: after.id for before, after in matching.matched}
        gone = {operation.id for operation in matching.gone}
        come = {operation.id for operation in matching.come}
        befores = {
            (partners.get(each.operation or "", each.operation or ""), each.name, each.method): each
            for each in self._old.api.webhooks
        }
        afters = {
            (each.operation or "", each.name, each.method): each for each in self._new.api.webhooks
        }
        for key in sorted(befores.keys() | afters.keys()):
            old, new = befores.get(key), afters.get(key)
            if new is None and old is not None:
                if old.operation not in gone:
                    self._gathering.add([self._removed(old)], RESPONSES)
            elif old is None and new is not None:
                if new.operation not in come:
                    self._gathering.add([self._added(new)], RESPONSES)
            elif old is not None and new is not None:
                self._webhook(old, new)

    def _removed(self, webhook: Webhook) -> Event:
        where = self._where(webhook, webhook, self._old)
        where = replace(where, python=(self._old.webhook_name(webhook.id), ""), new=None)
        return Event("webhook-removed", where, gone=tuple(referred_by_webhook(webhook)))

    def _added(self, webhook: Webhook) -> Event:
        where = self._where(webhook, webhook, self._new)
        where = replace(where, python=("", self._new.webhook_name(webhook.id)), old=None)
        return Event("webhook-added", where, come=tuple(referred_by_webhook(webhook)))

    def _webhook(self, old: Webhook, new: Webhook) -> None:
        where = self._where(old, new, self._new)
        before, after = self._old.webhook_name(old.id), self._new.webhook_name(new.id)
        where = replace(where, python=(before, after))
        events = list(docs_events(old.docs, new.docs, where, "webhook"))
        if before and after and before != after:
            events.append(Event("webhook-renamed", where, before, after))
            self.renamed[where.operation] = "webhook-renamed", where.subject
        self._gathering.add(events, RESPONSES)
        self._body(old, new, where)
        self._gathering.add(self._result(old, new, where), RESPONSES)
        olds = {(each.location, each.wire_name): each for each in old.parameters}
        news = {(each.location, each.wire_name): each for each in new.parameters}
        for key in sorted(olds.keys() | news.keys()):
            place = key[0].value, key[1]
            names = (
                self._old.delivery_field(old.id, *place),
                self._new.delivery_field(new.id, *place),
            )
            at = replace(where, python=names)
            self._gathering.take(self._parameter(olds.get(key), news.get(key), at), RESPONSES)

    def _body(self, old: Webhook, new: Webhook, where: Where) -> None:
        at = replace(
            where,
            subject=f"{where.subject} body",
            noun=f"the body of {where.noun}",
            python=(f"{where.python[0]}()", f"{where.python[1]}()"),
        )
        befores = old.body.contents if old.body is not None else ()
        afters = new.body.contents if new.body is not None else ()
        if bool(befores) == bool(afters):
            self._gathering.take(self._contents.compare(befores, afters, at), RESPONSES)
        else:
            kind = "response-body-added" if afters else "response-body-removed"
            self._gathering.add([Event(kind, at)], RESPONSES)
        if old.body is not None and new.body is not None:
            events = list(docs_events(old.body.docs, new.body.docs, at, "webhook"))
            if old.body.required != new.body.required:
                kind = "became-required" if new.body.required else "became-optional"
                events.append(Event(kind, at))
            self._gathering.add(events, RESPONSES)

    def _result(self, old: Webhook, new: Webhook, where: Where) -> Iterator[Event]:
        """That the function gives the body alone, and gave more than that, or the other way round."""
        before, after = self._old.webhook(old.id), self._new.webhook(new.id)
        if before is None or after is None:
            return
        if (before.delivery is None) != (after.delivery is None):
            old_result, new_result = (
                each.body if each.delivery is None else f"webhooks.{each.delivery.name}"
                for each in (before, after)
            )
            at = replace(
                where,
                python=(f"{where.python[0]}()", f"{where.python[1]}()"),
                arguments=tuple(_delivered(before)) + tuple(_delivered(after)),
            )
            yield Event("result-changed", at, old_result, new_result)

    def _parameter(self, old: Parameter | None, new: Parameter | None, webhook: Where) -> Findings:
        told_of = new or old
        assert told_of is not None, "one of them is given"
        place = f"{told_of.location.value} {told_of.wire_name}"
        where = replace(
            webhook,
            subject=f"{webhook.subject} {place}",
            noun=f"the {told_of.location.value} {quoted(told_of.wire_name)} of {webhook.noun}",
            old=(old.source or webhook.old) if old else None,
            new=(new.source or webhook.new) if new else None,
        )
        if old is None or new is None:
            kind = "webhook-parameter-added" if old is None else "webhook-parameter-removed"
            return Findings([Event(kind, where)])
        found = self._types.compare(old.type, new.type, where)
        if old.required != new.required:
            kind = "became-required" if new.required else "became-optional"
            found.events.append(Event(kind, where))
        found.events += docs_events(old.docs, new.docs, where, "webhook")
        return found

    def _where(self, old: Webhook, new: Webhook, version: Version) -> Where:
        kind = "webhook" if new.operation is None else "callback"
        asking = _asking(version, new)
        label = f"{kind} {new.name}" + (f" of {asking}" if asking else "")
        label = f"{label} {new.method}" if self._is_ambiguous(new, version) else label
        return Where(
            subject=label,
            noun=f"the {label}",
            operation=label,
            old=old.location,
            new=new.location,
        )

    def _is_ambiguous(self, webhook: Webhook, version: Version) -> bool:
        """Whether the method is needed to tell it from another one."""
        same = [
            each
            for each in version.api.webhooks
            if (each.name, each.operation) == (webhook.name, webhook.operation)
        ]
        return len(same) > 1


def _delivered(webhook: Received) -> Iterator[str]:
    """What there is for more than the body: a class, and arguments of the function."""
    if webhook.delivery is not None:
        yield f"webhooks.{webhook.delivery.name}"
        if webhook.delivery.has_headers:
            yield f"webhooks.{webhook.name}(headers=)"
        if webhook.delivery.has_query:
            yield f"webhooks.{webhook.name}(query=)"


def _asking(version: Version, webhook: Webhook) -> str:
    return next(_labels(version.api.operations, webhook), "")


def _labels(operations: tuple[Operation, ...], webhook: Webhook) -> Iterator[str]:
    for operation in operations:
        if operation.id == webhook.operation:
            yield f"{operation.method} {operation.path}"
