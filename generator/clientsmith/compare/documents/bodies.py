"""The body that an operation takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...ir import Anything, Id, Operation, RequestBody
from .contents import ContentNames, Contents
from .docs import docs_events
from .events import REQUESTS, Event
from .gathering import Gathering
from .limit_events import Limits
from .type_parts import references
from .types import Types
from .usage import types_in
from .version import Version
from .where import Where

_NAMES = ContentNames(
    added="body-media-type-added",
    changed="body-media-type-changed",
    removed="body-media-type-removed",
)


_CHOOSING = ("body-media-type-added", "body-media-type-removed")
"""Codes that tell why there is an argument, or none, that chooses a media type."""


class Bodies:
    """Compares bodies.

    Args:
        old: the old version.
        new: the new version.
        types: compares types.
        gathering: takes what is found.
    """

    def __init__(self, old: Version, new: Version, types: Types, gathering: Gathering) -> None:
        self._old = old
        self._new = new
        self._contents = Contents(types, _NAMES)
        self._gathering = gathering
        self._limits = Limits(old, new)

    def compare(self, before: Operation, after: Operation, operation: Where) -> None:
        """Find what is different about the body of an operation."""
        where = replace(
            operation,
            subject=f"{operation.subject} request",
            noun=f"the request of {operation.noun}",
            python=(
                self._name(self._old, before) or operation.python[0],
                self._name(self._new, after) or operation.python[1],
            ),
            old=self._old.part(before, "requestBody"),
            new=self._new.part(after, "requestBody"),
        )
        old, new = before.body, after.body
        if old is not None and new is not None:
            self._body(old, new, where, (before, after))
        elif new is not None:
            kind = "required-body-added" if new.required else "body-added"
            self._gathering.add([Event(kind, where, come=_references(new))], REQUESTS)
        elif old is not None:
            self._gathering.add([Event("body-removed", where, gone=_references(old))], REQUESTS)

    def _name(self, version: Version, operation: Operation) -> str:
        """The argument that a body is as a whole: `goals.import_(body=)`; empty where there is none."""
        return next(
            (
                f"{name}({method.body.arguments[0].name}=)"
                for name, method in version.methods(operation)
                if method.body is not None and not method.body.model
            ),
            "",
        )

    def _presence(
        self, new: RequestBody, where: Where, operations: tuple[Operation, Operation]
    ) -> Event:
        """That a body must be given, or need not be any more; calls show it by arguments."""
        before = self._required(self._old, operations[0])
        after = self._required(self._new, operations[1])
        names = tuple(sorted(before.symmetric_difference(after)))
        if not names:
            always = "always" if new.required else "only where something is given"
            return Event("body-presence-changed", where, new=always)
        kind = "body-became-required" if new.required else "body-became-optional"
        return Event(kind, replace(where, arguments=names))

    def _required(self, version: Version, operation: Operation) -> set[str]:
        """Arguments that a body is made of, and that have to be given."""
        return {
            f"{name}({argument.name}=)"
            for name, method in version.methods(operation)
            if method.body is not None
            for argument in method.body.arguments
            if not argument.default
        }

    def _choices(self, version: Version, operation: Operation) -> Iterator[str]:
        """The arguments that choose a media type."""
        for name, method in version.methods(operation):
            if method.body is not None and method.body.content_type is not None:
                yield f"{name}({method.body.content_type.name}=)"

    def _body(
        self,
        old: RequestBody,
        new: RequestBody,
        where: Where,
        operations: tuple[Operation, Operation],
    ) -> None:
        findings = self._contents.compare(old.contents, new.contents, where)
        choices = (
            *self._choices(self._old, operations[0]),
            *self._choices(self._new, operations[1]),
        )
        findings.events = [
            (
                replace(event, where=replace(event.where, arguments=choices))
                if event.kind in _CHOOSING
                else event
            )
            for event in findings.events
        ]
        self._gathering.take(findings, REQUESTS)
        events = list(docs_events(old.docs, new.docs, where, "body"))
        if old.required != new.required:
            events.append(self._presence(new, where, operations))
        befores = {content.media_type: content for content in old.contents}
        for content in new.contents:
            before = befores.get(content.media_type, content)
            events += self._limits.events(
                before.constraints,
                content.constraints,
                where,
                types=(before.type or Anything(), content.type or Anything()),
                with_types=not findings.events,
            )
        self._gathering.add(dict.fromkeys(events), REQUESTS)


def _references(body: RequestBody) -> tuple[Id, ...]:
    return tuple(id_ for type_ in types_in(body.contents) for id_ in references(type_))
