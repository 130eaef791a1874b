"""Parameters: those of a path and of an operation brought together, checked against the template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .. import ir
from ..document import Node
from ..ir.media_types import normalized_name
from ..problem import quoted
from .content import example_of
from .reading import FAULTS, Opened, Owner, Reading, flag, path_owner

_DELIMITED = ("spaceDelimited", "pipeDelimited", "tabDelimited")

STYLES: dict[ir.ParameterLocation, tuple[str, ...]] = {
    ir.ParameterLocation.PATH: ("simple", "label", "matrix", *_DELIMITED),
    ir.ParameterLocation.QUERY: ("form", "deepObject", *_DELIMITED),
    ir.ParameterLocation.HEADER: ("simple", *_DELIMITED),
    ir.ParameterLocation.COOKIE: ("form", "cookie"),
    ir.ParameterLocation.QUERYSTRING: ("form",),
}
"""Styles of each location, the default first (OpenAPI 3.2, "Style Values"). The delimited ones are
for queries alone since 3.0; Swagger 2.0 has them in paths and headers too."""

EXPLODED = frozenset({"form", "cookie", "deepObject"})
"""Styles whose `explode` is true where nothing is said; `deepObject` knows no other form."""

_OWNED_ELSEWHERE = frozenset({"accept", "content-type", "authorization"})
"""Headers that media types and security schemes describe (OpenAPI, `Parameter.name`)."""

_TEMPLATE_NAME = re.compile(r"\{([^{}]+)\}")


class ParameterReader:
    """Reads parameters; a shared one is read once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._read: dict[str, ir.Parameter] = {}

    def declared(self, path: str, item: Node, operation: Node, owner: Owner) -> list[Opened]:
        """The parameters of an operation, those of its path item first, those that it overrides
        (same name and location) replaced in place.

        Raises:
            Unreadable: a required one cannot be read.
        """
        merged = self._list(item, path_owner(path)) | self._list(operation, owner)
        return list(merged.values())

    def _list(self, node: Node, owner: Owner) -> dict[tuple[str, str], Opened]:
        reading = self._reading
        found: dict[tuple[str, str], Opened] = {}
        for element in reading.elements(node, "parameters"):
            try:
                opened = reading.open(element, owner)
            except FAULTS as fault:
                reading.dropped("parameter-dropped", "A parameter", fault, lost=element)
                continue
            try:
                location, name = self._key(opened.node)
            except FAULTS as fault:
                if flag(opened.node, "required"):
                    raise
                reading.dropped("parameter-dropped", "A parameter", fault, lost=element)
                continue
            if (location, name) in found:
                reading.warn(
                    element,
                    "parameter-duplicate",
                    f"There is a second {location} parameter {quoted(name)}; the first one holds.",
                )
            elif location == "header" and name in _OWNED_ELSEWHERE:
                name = reading.text(opened.node, "name")
                reading.note(
                    opened.node,
                    "parameter-ignored",
                    f"The header parameter {quoted(name)} is ignored, as OpenAPI asks: media types "
                    "and security schemes decide on that header.",
                )
            else:
                found[location, name] = opened
        return found

    def _key(self, node: Node) -> tuple[str, str]:
        """Location and name, by which parameters override one another."""
        location = self._reading.text(node, "in")
        name = self._reading.text(node, "name")
        if not name or not location:
            raise self._reading.malformed(node, "the parameter lacks `name` or `in`")
        return location, name.lower() if location == "header" else name

    def all_of(
        self, path: str, operation: Node, declared: Iterable[Opened]
    ) -> tuple[ir.Parameter, ...]:
        """The parameters of an operation on `path`, one for each name in the template included.

        Raises:
            Unreadable: a required one cannot be read.
        """
        parameters: list[ir.Parameter] = []
        missing = dict.fromkeys(_TEMPLATE_NAME.findall(path))
        for opened in declared:
            node = opened.node
            try:
                parameter = self.read(opened)
            except FAULTS as fault:
                if flag(node, "required") or self._reading.text(node, "in") == "path":
                    raise
                name = self._reading.text(node, "name")
                self._reading.dropped(
                    "parameter-dropped", f"Parameter {quoted(name)}", fault, lost=node
                )
                continue
            if parameter.location is ir.ParameterLocation.PATH:
                if parameter.wire_name not in missing:
                    self._reading.warn(
                        node,
                        "path-parameter-extra",
                        f"Path parameter {quoted(parameter.wire_name)} is left out: "
                        f"the path {quoted(path)} has no such place.",
                    )
                    continue
                del missing[parameter.wire_name]
            parameters.append(parameter)
        parameters += [self._undeclared(path, operation, name) for name in missing]
        return tuple(parameters)

    def _undeclared(self, path: str, operation: Node, name: str) -> ir.Parameter:
        self._reading.warn(
            operation,
            "path-parameter-missing",
            f"The path {quoted(path)} has a place {quoted(name)} that no parameter declares; "
            "it takes a string.",
            hint=f"Declare a parameter `name: {name}`, `in: path`.",
        )
        return ir.Parameter(
            location=ir.ParameterLocation.PATH,
            wire_name=name,
            type=ir.Scalar(ir.ScalarKind.STRING),
            required=True,
            docs=ir.Docs(),
            style="simple",
            explode=False,
            source=operation.where,
        )

    def read(self, opened: Opened) -> ir.Parameter:
        """One parameter.

        Raises:
            Unreadable, UnresolvedReference: it cannot be read.
        """
        node = opened.node
        parameter = self._read.get(node.id)
        if parameter is None:
            parameter = self._read[node.id] = self._parameter(opened)
        if opened.description:
            return replace(parameter, docs=replace(parameter.docs, description=opened.description))
        return parameter

    def _parameter(self, opened: Opened) -> ir.Parameter:
        reading, schemas = self._reading, self._reading.schemas
        node = reading.dialect.parameter(opened.node)
        name = reading.text(node, "name")
        where = reading.text(node, "in")
        if where not in STYLES:
            raise reading.malformed(node, f"{quoted(where)} is no place for a parameter")
        location = ir.ParameterLocation(where)
        schema = reading.schema(node)
        media_type = None
        if schema is None or location is ir.ParameterLocation.QUERYSTRING:
            media_type, schema = self._content(node)
            if media_type is None and location is ir.ParameterLocation.QUERYSTRING:
                raise reading.malformed(node, "a `querystring` parameter needs `content`")
        style, explode = self._style(node, location)
        parameter = ir.Parameter(
            location=location,
            wire_name=name,
            type=ir.Anything(),
            required=location is ir.ParameterLocation.PATH or flag(node, "required"),
            docs=reading.docs(node),
            style=style,
            explode=explode,
            allow_reserved=flag(node, "allowReserved"),
            content=media_type,
            source=node.where,
            example=example_of(reading, node),
        )
        if schema is None:
            return parameter
        docs = parameter.docs
        if not docs.description:
            docs = replace(docs, description=schemas.docs_of(schema).description)
        return replace(
            parameter,
            type=schemas.type_of(schema, opened.owner.place(opened.step(ir.Role.PARAMETER, name))),
            docs=docs,
            default=schemas.default_of(schema),
            constraints=schemas.constraints_of(schema),
            example=(
                parameter.example
                if parameter.example is not ir.MISSING
                else schemas.example_of(schema)
            ),
        )

    def _content(self, node: Node) -> tuple[str | None, Node | None]:
        """Media type and schema of a `content` parameter, of which there is to be one."""
        entries = list(self._reading.entries(node, "content"))
        if not entries:
            return None, None
        key, entry = entries[0]
        if len(entries) > 1:
            self._reading.warn(
                node,
                "content-dropped",
                f"A parameter has one media type; {quoted(key)}, the first one, holds.",
            )
        name = normalized_name(key)
        if name is None:
            raise self._reading.malformed(entry, f"{quoted(key)} is no media type")
        return name, self._reading.schema(entry)

    def _style(self, node: Node, location: ir.ParameterLocation) -> tuple[str, bool]:
        style = STYLES[location][0]
        given = self._reading.text(node, "style")
        if given in STYLES[location]:
            style = given
        elif given:
            self._reading.warn(
                node,
                "parameter-style-unknown",
                f"{quoted(given)} is no style of a {location} parameter; {quoted(style)} is used.",
            )
        explode = node.data.get("explode")
        return style, explode if isinstance(explode, bool) else style in EXPLODED
