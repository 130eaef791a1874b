"""What an operation answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...ir import Header, Operation, Response
from ...problem import quoted
from .contents import ContentNames, Contents
from .docs import docs_events
from .events import RESPONSES, Event
from .gathering import Gathering
from .type_parts import references
from .type_words import told
from .types import Types
from .usage import types_in
from .version import Version
from .where import Where

_NAMES = ContentNames(
    added="response-media-type-added",
    changed="response-media-type-changed",
    removed="response-media-type-removed",
)


class Responses:
    """Compares responses.

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

    def compare(self, before: Operation, after: Operation, operation: Where) -> None:
        """Find what is different about the responses of an operation."""
        olds = {response.status: response for response in before.responses}
        news = {response.status: response for response in after.responses}
        pairs = [(olds.pop(status), news.pop(status)) for status in tuple(olds) if status in news]
        for status, old in tuple(olds.items()):
            new = self._moved(old, list(news.values()), operation)
            if new is not None:
                pairs.append((olds.pop(status), news.pop(new.status)))
        choices = self._choices(after)
        for old, new in pairs:
            where = replace(
                _where(new.status, operation),
                old=self._old.part(before, "responses", old.status),
                new=self._new.part(after, "responses", new.status),
            )
            self._response(old, new, where, choices)
        for old in olds.values():
            place = self._old.part(before, "responses", old.status)
            where = replace(_where(old.status, operation), old=place, new=None)
            gone = tuple(references_of(old))
            self._gathering.add([Event("response-removed", where, gone=gone)], RESPONSES)
        for new in news.values():
            place = self._new.part(after, "responses", new.status)
            where = replace(_where(new.status, operation), old=None, new=place)
            come = tuple(references_of(new))
            self._gathering.add([Event("response-added", where, come=come)], RESPONSES)

    def _moved(
        self, old: Response, candidates: list[Response], operation: Where
    ) -> Response | None:
        """The response of another status that is the same, successful or not."""
        where = _where(old.status, operation)
        for new in candidates:
            if is_success(old.status) == is_success(new.status) and old.contents:
                found = self._contents.compare(old.contents, new.contents, where)
                nullable = (visit.nullable for visit in found.visits)
                if not found.events and all(was == is_ for was, is_ in nullable):
                    return new
            is_nothing = not old.contents and not new.contents
            if is_nothing and is_success(old.status) and is_success(new.status):
                return new
        return None

    def _choices(self, operation: Operation) -> tuple[str, ...]:
        """The arguments of the new client that choose a media type of the result."""
        return tuple(
            f"{name}({method.accept.name}=)"
            for name, method in self._new.methods(operation)
            if method.accept is not None
        )

    def _response(
        self, old: Response, new: Response, where: Where, choices: tuple[str, ...]
    ) -> None:
        events: list[Event] = []
        if old.status != new.status:
            events.append(Event("response-status-changed", where, old=old.status, new=new.status))
        if bool(old.contents) != bool(new.contents):
            events.append(self._content(old, new, where))
        else:
            findings = self._contents.compare(old.contents, new.contents, where)
            findings.events = [
                (
                    replace(event, where=replace(event.where, arguments=choices))
                    if event.kind == "response-media-type-added"
                    else event
                )
                for event in findings.events
            ]
            self._gathering.take(findings, RESPONSES)
        events += docs_events(old.docs, new.docs, where, "response")
        self._gathering.add(dict.fromkeys(events), RESPONSES)
        self._headers(old, new, where)

    def _content(self, old: Response, new: Response, where: Where) -> Event:
        """That a response has content, and had none, or the other way round."""
        content = (new.contents or old.contents)[0]
        if new.contents:
            text = content.media_type if content.type is None else told(content.type, self._new)
            come = tuple(references_of(new))
            return Event("response-body-added", where, new=text, come=come)
        text = content.media_type if content.type is None else told(content.type, self._old)
        gone = tuple(references_of(old))
        return Event("response-body-removed", where, old=text, gone=gone)

    def _headers(self, old: Response, new: Response, response: Where) -> None:
        befores = {header.wire_name.lower(): header for header in old.headers}
        afters = {header.wire_name.lower(): header for header in new.headers}
        for name in sorted(befores.keys() | afters.keys()):
            self._header(befores.get(name), afters.get(name), response)

    def _header(self, old: Header | None, new: Header | None, response: Where) -> None:
        told_of = new or old
        assert told_of is not None, "one of them is given"
        where = replace(
            response,
            subject=f"{response.subject} header {told_of.wire_name}",
            noun=f"the header {quoted(told_of.wire_name)} of {response.noun}",
            python=("", ""),
        )
        if old is None or new is None:
            where = replace(
                where, old=response.old if old else None, new=response.new if new else None
            )
            kind = "response-header-added" if old is None else "response-header-removed"
            self._gathering.add([Event(kind, where)], RESPONSES)
            return
        self._gathering.take(self._types.compare(old.type, new.type, where), RESPONSES)
        events = list(docs_events(old.docs, new.docs, where, "response"))
        if old.required != new.required:
            events.append(Event("response-docs-changed", where))
        if (old.explode, old.content) != (new.explode, new.content):
            events.append(Event("wire-format-changed", where))
        self._gathering.add(dict.fromkeys(events), RESPONSES)


def _where(status: str, operation: Where) -> Where:
    result = tuple(f"{name}()" if name else "" for name in operation.python)
    return replace(
        operation,
        subject=f"{operation.subject} response {status}",
        noun=f"the response {status} of {operation.noun}",
        python=(result[0], result[1]) if is_success(status) else ("", ""),
    )


def is_success(status: str) -> bool:
    """Whether a response of a status is a result, not an error."""
    return status.startswith("2")


def references_of(response: Response) -> Iterator[str]:
    """What a response refers to itself."""
    for type_ in types_in(response.contents):
        yield from references(type_)
