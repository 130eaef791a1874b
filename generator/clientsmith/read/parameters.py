"""Parameters of an operation and its path, checked against the path template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .. import ir
from ..document import Node
from ..ir.media_types import normalized_name
from ..problem import quoted
from .content import DELIMITED_STYLES, QUERY_STYLES, example_of
from .document_reader import READ_ERRORS, TOKEN, DocumentReader, Opened, Owner, flag, path_owner
from .extensions import Subject

STYLES: dict[ir.ParameterLocation, tuple[str, ...]] = {
    ir.ParameterLocation.PATH: ("simple", "label", "matrix", *DELIMITED_STYLES),
    ir.ParameterLocation.QUERY: QUERY_STYLES,
    ir.ParameterLocation.HEADER: ("simple", *DELIMITED_STYLES),
    ir.ParameterLocation.COOKIE: ("form", "cookie"),
    ir.ParameterLocation.QUERYSTRING: ("form",),
}
"""Styles of each location, the default first (OpenAPI 3.2, "Style Values"). Since 3.0, delimited styles
are for queries only; Swagger 2.0 has them in paths and headers too."""

EXPLODED = frozenset({"form", "cookie", "deepObject"})
"""Styles whose `explode` is true by default; `deepObject` has no other form."""

_OWNED_ELSEWHERE = frozenset({"accept", "content-type", "authorization"})
"""Headers that media types and security schemes determine (OpenAPI, `Parameter.name`)."""

_TEMPLATE_NAME = re.compile(r"\{([^{}]+)\}")


class ParameterReader:
    """Reads parameters; a shared one is read once."""

    def __init__(self, document: DocumentReader) -> None:
        self._document = document
        self._read: dict[str, ir.Parameter] = {}

    def declared(self, path: str, item: Node, operation: Node, owner: Owner) -> list[Opened]:
        """Return the parameters of an operation, those of its path item first.

        A parameter with the same name and location overrides that of the path item in place.

        Raises:
            Unreadable: a required parameter cannot be read.
        """
        merged = self._list(item, path_owner(path)) | self._list(operation, owner)
        return list(merged.values())

    def _list(self, node: Node, owner: Owner) -> dict[tuple[str, str], Opened]:
        document = self._document
        found: dict[tuple[str, str], Opened] = {}
        for element in document.elements(node, "parameters"):
            try:
                opened = document.open(element, owner)
            except READ_ERRORS as error:
                document.report_dropped("parameter-dropped", "A parameter", error, lost=element)
                continue
            try:
                location, name = self._key(opened.node)
            except READ_ERRORS as error:
                if flag(opened.node, "required"):
                    raise
                document.report_dropped("parameter-dropped", "A parameter", error, lost=element)
                continue
            if (location, name) in found:
                document.warn(
                    element,
                    "parameter-duplicate",
                    f"The {location} parameter {quoted(name)} is declared twice; the first one is used.",
                )
            elif location == "header" and name in _OWNED_ELSEWHERE:
                name = document.text(opened.node, "name")
                document.note(
                    opened.node,
                    "parameter-ignored",
                    f"The header parameter {quoted(name)} is ignored, as OpenAPI requires: media "
                    "types and security schemes determine that header.",
                )
            elif not self._is_omitted(opened.node, location):
                found[location, name] = opened
        return found

    def _is_omitted(self, node: Node, location: str) -> bool:
        """Return whether a vendor extension leaves out a parameter."""
        extensions = self._document.extensions
        key = extensions.omits(node)
        if not key:
            return False
        subject = f"The {location} parameter {quoted(self._document.text(node, 'name'))}"
        if location == "path":
            extensions.report_kept(node, subject, key, "the path needs it")
            return False
        extensions.report_omitted(node, subject, key)
        return True

    def _key(self, node: Node) -> tuple[str, str]:
        """Return location and name, by which parameters override one another."""
        location = self._document.text(node, "in")
        name = self._document.text(node, "name")
        if not name or not location:
            raise self._document.malformed(node, "the parameter lacks `name` or `in`")
        return location, name.lower() if location == "header" else name

    def all_of(
        self, path: str, operation: Node, declared: Iterable[Opened]
    ) -> tuple[ir.Parameter, ...]:
        """Return the parameters of an operation, with one for each name in the path template.

        Raises:
            Unreadable: a required parameter cannot be read.
        """
        parameters: list[ir.Parameter] = []
        missing = dict.fromkeys(_TEMPLATE_NAME.findall(path))
        for opened in declared:
            node = opened.node
            try:
                parameter = self.read(opened)
            except READ_ERRORS as error:
                if flag(node, "required") or self._document.text(node, "in") == "path":
                    raise
                name = self._document.text(node, "name")
                self._document.report_dropped(
                    "parameter-dropped", f"The parameter {quoted(name)}", error, lost=node
                )
                continue
            if parameter.location is ir.ParameterLocation.PATH:
                if parameter.wire_name not in missing:
                    self._document.warn(
                        node,
                        "path-parameter-extra",
                        f"The path parameter {quoted(parameter.wire_name)} is left out: "
                        f"the path {quoted(path)} does not contain it.",
                    )
                    continue
                del missing[parameter.wire_name]
            parameters.append(parameter)
        parameters += [self._undeclared(path, operation, name) for name in missing]
        return tuple(parameters)

    def _undeclared(self, path: str, operation: Node, name: str) -> ir.Parameter:
        self._document.warn(
            operation,
            "path-parameter-missing",
            f"The parameter {quoted(name)} of the path {quoted(path)} is not declared; it is "
            "treated as a required string.",
            hint=f"Declare a parameter with `in: path` and `name: {name}`.",
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
        """Return one parameter.

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
        document, schemas = self._document, self._document.schemas
        node = document.dialect.parameter(opened.node)
        name = document.text(node, "name")
        place = document.text(node, "in")
        if place not in STYLES:
            raise document.malformed(node, f"{quoted(place)} is not a location of parameters")
        location = ir.ParameterLocation(place)
        if location is ir.ParameterLocation.HEADER and not TOKEN.fullmatch(name):
            raise document.malformed(node, f"{quoted(name)} is not a valid header name")
        schema = document.schema(node)
        media_type = None
        if schema is None or location is ir.ParameterLocation.QUERYSTRING:
            media_type, schema = self._content(node)
            if media_type is None and location is ir.ParameterLocation.QUERYSTRING:
                raise document.malformed(node, "a `querystring` parameter needs `content`")
        style, explode = self._style(node, location)
        parameter = ir.Parameter(
            location=location,
            wire_name=name,
            type=ir.Anything(),
            required=location is ir.ParameterLocation.PATH or flag(node, "required"),
            docs=document.docs(node),
            style=style,
            explode=explode,
            allow_reserved=flag(node, "allowReserved"),
            content=media_type,
            source=node.where,
            example=example_of(document, node),
            given=document.extensions.name(node, Subject.PARAMETER),
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
            given=parameter.given
            or document.extensions.name(schema, Subject.PARAMETER, everywhere=False),
        )

    def _content(self, node: Node) -> tuple[str | None, Node | None]:
        """Return the media type and the schema of a `content` parameter."""
        entries = list(self._document.entries(node, "content"))
        if not entries:
            return None, None
        key, entry = entries[0]
        if len(entries) > 1:
            self._document.warn(
                node,
                "content-dropped",
                f"A parameter can have only one media type; the first one, {quoted(key)}, is used.",
            )
        name = normalized_name(self._document.media_type(key, entry))
        if name is None:
            raise self._document.malformed(entry, f"{quoted(key)} is not a media type")
        return name, self._document.schema(entry)

    def _style(self, node: Node, location: ir.ParameterLocation) -> tuple[str, bool]:
        style = STYLES[location][0]
        given = self._document.text(node, "style")
        if given in STYLES[location]:
            style = given
        elif given:
            self._document.warn(
                node,
                "parameter-style-unknown",
                f"{quoted(given)} is not a style of {location} parameters; {quoted(style)} is used.",
            )
        explode = node.data.get("explode")
        return style, explode if isinstance(explode, bool) else style in EXPLODED
