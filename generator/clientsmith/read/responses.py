"""Responses and their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .. import ir
from ..document import Node, UnresolvedReference
from ..ir.media_types import normalized_name
from ..problem import quoted
from .content import ContentReader
from .document_reader import READ_ERRORS, DocumentReader, Opened, Owner, Unreadable, flag

_STATUS = re.compile(r"[1-5](?:\d\d|XX)|default")


@dataclass(frozen=True, slots=True)
class _Entry:
    """Response of an operation, opened and normalized."""

    status: str
    opened: Opened | None
    """None if it cannot be read."""


class ResponseReader:
    """Reads responses; a shared one is read once."""

    def __init__(self, document: DocumentReader, contents: ContentReader) -> None:
        self._document = document
        self._contents = contents
        self._read: dict[tuple[str, tuple[str, ...]], ir.Response] = {}
        self._headers: dict[str, ir.Header] = {}

    def responses_of(self, operation: Node, owner: Owner) -> tuple[ir.Response, ...]:
        """Return the responses of an operation, in the document's order.

        Raises:
            Unreadable: `responses` is not an object.
        """
        entries = self._entries(operation, owner)
        words = _words(entries)
        return tuple(
            self._response(entry, self._word(entry, words[entry.status])) for entry in entries
        )

    def _word(self, entry: _Entry, word: str) -> str:
        """Return the word for a response in names; one inside another operation is named there."""
        opened = entry.opened
        if opened is None or opened.home is None:
            return word
        words = _words(self._entries(opened.home, opened.owner))
        return words.get(_status(opened.node.pointer.rpartition("/")[2]), word)

    def _entries(self, operation: Node, owner: Owner) -> list[_Entry]:
        document = self._document
        found: dict[str, _Entry] = {}
        for key, node in document.entries(operation, "responses"):
            if key.startswith("x-"):
                continue
            status = _status(key)
            if not _STATUS.fullmatch(status):
                document.warn(
                    node,
                    "response-dropped",
                    f"A response is left out: {quoted(key)} is not a status code.",
                    hint="Use a status code such as `200`, a range such as `2XX`, or `default`.",
                )
                continue
            if status in found:
                document.warn(
                    node,
                    "response-dropped",
                    f"The response for {status} is declared twice; the first one is used.",
                )
                continue
            found[status] = _Entry(status, self._open(node, owner, operation, status))
        return list(found.values())

    def _open(self, node: Node, owner: Owner, operation: Node, status: str) -> Opened | None:
        document = self._document
        try:
            opened = document.open(node, owner)
        except READ_ERRORS as error:
            self._unreadable(status, error, node)
            return None
        response = document.dialect.response(opened.node, operation, status)
        return opened if response is opened.node else replace(opened, node=response)

    def _unreadable(self, status: str, error: Unreadable | UnresolvedReference, node: Node) -> None:
        subject = f"The response for {status}"
        self._document.report_dropped(
            "response-dropped", subject, error, "is returned as raw content", lost=node
        )

    def _response(self, entry: _Entry, word: str) -> ir.Response:
        opened = entry.opened
        if opened is None:
            return _raw_response(entry.status)
        key = (opened.node.id, tuple(_media_types(opened.node)))
        response = self._read.get(key)
        if response is None:
            try:
                response = self._content(opened, entry.status, word)
            except READ_ERRORS as error:
                self._unreadable(entry.status, error, opened.node)
                return _raw_response(entry.status)
            self._read[key] = response
        docs = response.docs
        if opened.description:
            docs = replace(docs, description=opened.description)
        elif response.status == entry.status:
            return response
        return replace(response, status=entry.status, docs=docs)

    def _content(self, opened: Opened, status: str, word: str) -> ir.Response:
        document = self._document
        return ir.Response(
            status=status,
            docs=document.docs(opened.node, title="summary"),
            contents=self._contents.read(opened, ir.Role.RESPONSE, word),
            headers=tuple(self._headers_of(opened)),
        )

    def _headers_of(self, response: Opened) -> Iterator[ir.Header]:
        document = self._document
        for name, node in document.entries(response.node, "headers"):
            if name.lower() == "content-type":
                continue
            try:
                opened = document.open(node, response.owner)
                yield self._header(name, opened)
            except READ_ERRORS as error:
                subject = f"The response header {quoted(name)}"
                document.report_dropped("header-dropped", subject, error, lost=node)

    def _header(self, name: str, opened: Opened) -> ir.Header:
        header = self._headers.get(opened.node.id)
        if header is None:
            header = self._headers[opened.node.id] = self._read_header(name, opened)
        docs = header.docs
        if opened.description:
            docs = replace(docs, description=opened.description)
        elif header.wire_name == name:
            return header
        return replace(header, wire_name=name, docs=docs)

    def _read_header(self, name: str, opened: Opened) -> ir.Header:
        document = self._document
        node = document.dialect.header(opened.node)
        schema, content = document.schema(node), None
        if schema is None:
            for key, entry in document.entries(node, "content"):
                schema = document.schema(entry)
                content = normalized_name(document.media_type(key, entry))
                break
        place = opened.owner.place(opened.step(ir.Role.HEADER, name))
        return ir.Header(
            wire_name=name,
            type=ir.Anything() if schema is None else document.schemas.type_of(schema, place),
            required=flag(node, "required"),
            docs=document.docs(node),
            explode=flag(node, "explode"),
            content=content,
        )


def _status(key: str) -> str:
    """Return a key of `responses` with ranges in upper case."""
    return key.lower() if key.lower() == "default" else key.upper()


def _words(entries: Sequence[_Entry]) -> dict[str, str]:
    """Return the word for each status in names of inline schemas: none for the only success."""
    with_content = [
        entry.status
        for entry in entries
        if entry.opened is not None and entry.opened.node.data.get("content")
    ]
    successes = [status for status in with_content if status.startswith("2")]
    if not successes and not any(entry.status[0] in "23" for entry in entries):
        successes = [status for status in with_content if status == "default"]
    only = successes[0] if len(successes) == 1 else None
    return {entry.status: "" if entry.status == only else entry.status for entry in entries}


def _raw_response(status: str) -> ir.Response:
    return ir.Response(status, ir.Docs(), (ir.Content("*/*", None),))


def _media_types(node: Node) -> Iterator[str]:
    content = node.get("content")
    return iter(()) if content is None else (key for key, _ in content.items())
