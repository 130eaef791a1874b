"""Encodings: how properties and items of forms and multipart bodies are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import ir
from ..document import Node
from ..problem import quoted
from .media_types import is_form
from .reading import FAULTS, Owner, Reading, flag

_DEEPEST = 20
_OWNED_ELSEWHERE = "content-type"
"""The header of a part that `contentType` describes (OpenAPI, `Encoding.headers`)."""


class EncodingReader:
    """Reads the encodings of a media type, and those inside of them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def by_name(self, node: Node, depth: int = 0) -> tuple[ir.Encoding, ...]:
        """Those of properties, under `encoding`."""
        return tuple(
            self._encoding(child, name, depth)
            for name, child in self._reading.entries(node, "encoding")
        )

    def by_position(self, node: Node, depth: int = 0) -> tuple[ir.Encoding, ...]:
        """Those of the leading items, under `prefixEncoding`."""
        return tuple(
            self._encoding(child, "", depth)
            for child in self._reading.elements(node, "prefixEncoding")
        )

    def of_items(self, node: Node, depth: int = 0) -> ir.Encoding | None:
        """That of every item behind them, under `itemEncoding`."""
        child = node.get("itemEncoding")
        return None if child is None else self._encoding(child, "", depth)

    def _encoding(self, node: Node, name: str, depth: int) -> ir.Encoding:
        reading = self._reading
        if not isinstance(node.data, dict):
            raise reading.malformed(node, "an encoding must be an object")
        if depth > _DEEPEST:
            raise reading.malformed(node, "encodings are nested too deeply")
        explode = node.data.get("explode")
        content_type = reading.text(node, "contentType")
        return ir.Encoding(
            property=name,
            content_type=content_type or None,
            style=reading.text(node, "style") or None,
            explode=explode if isinstance(explode, bool) else None,
            allow_reserved=flag(node, "allowReserved"),
            headers=tuple(self._headers(node, name)),
            encodings=self.by_name(node, depth + 1) if is_form(content_type) else (),
            prefix_encodings=self.by_position(node, depth + 1),
            item_encoding=self.of_items(node, depth + 1),
        )

    def _headers(self, node: Node, name: str) -> Iterator[ir.PartHeader]:
        reading = self._reading
        for wire_name, child in reading.entries(node, "headers"):
            if wire_name.lower() == _OWNED_ELSEWHERE:
                continue
            try:
                yield self._header(wire_name, child)
            except FAULTS as fault:
                subject = f"The header {quoted(wire_name)} in the encoding of {quoted(name)}"
                reading.dropped("header-dropped", subject, fault, lost=child)

    def _header(self, wire_name: str, node: Node) -> ir.PartHeader:
        reading = self._reading
        opened = reading.open(node, Owner(None))
        header = reading.dialect.header(opened.node)
        schema = reading.schema(header)
        value: Any = ir.MISSING
        if schema is not None:
            place = opened.owner.place(opened.step(ir.Role.HEADER, wire_name))
            match reading.schemas.type_of(schema, place):
                case ir.Literals((constant,)):
                    value = constant
                case _:
                    value = reading.schemas.default_of(schema)
        return ir.PartHeader(
            wire_name, flag(header, "required"), reading.docs(header), value, node.where
        )
