"""What methods of a generated client are called with: values of the document, or made from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

from clientsmith import context
from clientsmith.document import Library, Node
from clientsmith.text import reveal
from conformance.clients import Method
from e2e.clients import Package
from oracle.samples import Impossible, Sampler
from oracle.schema_validity import Validity
from support.runtime_modules import read_argument

_TRIES = 50
"""Values that are made of a schema until one is valid."""

_NO_TEXTS = ("boolean", "integer", "number")

_CONTENT = b"some bytes"
"""Of every file."""


@dataclass(frozen=True)
class Operation:
    """A method with the place of its operation in the document."""

    method: Method
    node: Node

    @property
    def path(self) -> str:
        """Its path in the document."""
        return str(ast.literal_eval(self.method.plan.path))

    @property
    def name(self) -> str:
        """How users call it, such as `goals.create`."""
        return f"{self.method.resource.path}.{self.method.plan.name}"


@dataclass(frozen=True)
class Sent:
    """One way to call an operation."""

    media_type: str
    """Of the body; empty where none is sent."""

    arguments: dict[str, Any]


class Operations:
    """The operations of a client's document, with arguments for each."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._library: Library = package.planned.library
        self._later = package.later
        self._validity = Validity(self._library, later=package.later)
        self._codec = package.submodule("_runtime.codec")

    def __iter__(self) -> Iterator[Operation]:
        """Every method, by resource and name."""
        paths = self._library.root_node / "paths"
        for resource in self._package.planned.package.resources:
            module = self._package.submodule(f"resources.{resource.module}")
            for plan in resource.methods:
                path, verb = ast.literal_eval(plan.path), ast.literal_eval(plan.http_method)
                node = paths / path / verb.lower()
                yield Operation(Method(plan, resource, module), node)

    def ways(self, operation: Operation, *, optional: bool) -> Iterator[Sent]:
        """A way to call an operation for each media type of its body, or the one without a body.

        Args:
            operation: which.
            optional: whether some of the arguments that may be left out are given.

        Raises:
            Impossible: no valid arguments were found.
        """
        random = Random(operation.node.id)
        parameters = dict(self._parameters(operation, random, optional=optional))
        plan = operation.method.plan.body
        demanded = plan is not None and any(not each.default for each in plan.arguments)
        if plan is None or not (plan.required or demanded or optional):
            yield Sent("", parameters)
            return
        for form in operation.method.bodies:
            body = self._body(operation, form, random, optional=optional)
            chosen = {} if plan.content_type is None else {plan.content_type.name: form.media_type}
            yield Sent(form.media_type, parameters | body | chosen)

    def canary(self, operation: Operation) -> tuple[str, str] | None:
        """A place, `query` or `body`, and the name of a number, boolean or enumeration in it, which
        a text is wrong for; None where options of a call cannot replace one."""
        for place, name, schema in self._replaceable(operation):
            if "enum" in schema.data or schema.data.get("type") in _NO_TEXTS:
                return place, name
        return None

    def _replaceable(self, operation: Operation) -> Iterator[tuple[str, str, Node]]:
        """Place, name and schema of what options of a call can replace."""
        plan = operation.method.plan.body
        if plan is not None and plan.model:
            media_type = operation.method.bodies[0].media_type
            schema = operation.node / "requestBody" / "content" / media_type / "schema"
            if "$ref" in schema.data:
                schema = self._library.resolve(schema.data["$ref"], schema)
            if not media_type.startswith("multipart/"):
                for name, child in (schema / "properties").items():
                    yield "body", name, child
        for node in self._resolved(operation.node.get("parameters")):
            if node.data["in"] == "query" and "schema" in node.data:
                yield "query", node.data["name"], node / "schema"

    # --- parameters -------------------------------------------------------------------------------

    def _parameters(
        self, operation: Operation, random: Random, *, optional: bool
    ) -> Iterator[tuple[str, Any]]:
        nodes = {
            (node.data["in"], node.data["name"]): node
            for place in (self._library.root_node / "paths" / operation.path, operation.node)
            for node in self._resolved(place.get("parameters"))
            if node.data["in"] != "body"
        }
        for argument in operation.method.plan.arguments:
            node = nodes.get((str(argument.location), reveal(argument.wire_name)))
            if node is None or (argument.default and not (optional and random.random() < 0.5)):
                continue
            value = self._value(
                _schema(node),
                random,
                example=_example(node),
                may_be_null=node.data["in"] != "path",
            )
            yield argument.name, self._read(operation.method.type_of(argument), value)

    def _resolved(self, nodes: Node | None) -> Iterator[Node]:
        for node in nodes.elements() if nodes is not None else ():
            yield self._library.resolve(node.data["$ref"], node) if "$ref" in node.data else node

    # --- bodies -----------------------------------------------------------------------------------

    def _body(
        self, operation: Operation, form: Any, random: Random, *, optional: bool
    ) -> dict[str, Any]:
        plan = operation.method.plan.body
        assert plan is not None
        media = self._media(operation, form.media_type)
        if not plan.model:
            (argument,) = plan.arguments
            if "FileInput" in argument.annotation:
                return {argument.name: self._file()}
            value = self._value(media / "schema", random, example=_example(media))
            return {argument.name: self._read(form.type, value)}
        value = self._value(
            media / "schema",
            random,
            example=_example(media),
            is_form="json" not in form.media_type,
            may_be_null=False,
        )
        arguments = {reveal(argument.wire_name): argument for argument in plan.arguments}
        return {
            arguments[name].name: self._argument(operation.method, arguments[name], part)
            for name, part in value.items()
            if name in arguments
            and (not arguments[name].default or (optional and random.random() < 0.5))
        }

    def _media(self, operation: Operation, media_type: str) -> Node:
        """What holds the schema of a body; in Swagger 2.0 that is a parameter."""
        body = operation.node.get("requestBody")
        if body is None:
            parameters = self._resolved(operation.node.get("parameters"))
            return next(node for node in parameters if node.data["in"] == "body")
        if "$ref" in body.data:
            body = self._library.resolve(body.data["$ref"], body)
        return body / "content" / media_type

    def _file(self) -> Any:
        return self._package.submodule("_runtime.bodies.files").File(_CONTENT, filename="file.bin")

    def _argument(self, method: Method, argument: context.Argument, value: Any) -> Any:
        if "FileInput" in argument.annotation:
            return self._file()
        return self._read(method.type_of(argument), value)

    # --- values -----------------------------------------------------------------------------------

    def _value(
        self,
        schema: Node,
        random: Random,
        *,
        example: Any,
        is_form: bool = False,
        may_be_null: bool = True,
    ) -> Any:
        """The example of the document where it is valid, else a value that is.

        Args:
            schema: of what.
            random: decides.
            example: None where there is none.
            is_form: whether it is sent as a form, which cannot say that something is empty.
            may_be_null: whether None is a value.
        """
        sampler = Sampler(self._library, later=self._later, random=random)
        for attempt in range(_TRIES):
            with suppress(Impossible):
                value = sampler.of(schema) if attempt or example is None else example
                value = _without_empty(value) if is_form else value
                is_given = may_be_null or value is not None
                if is_given and self._validity.fits(schema.id, value):
                    return value
        raise Impossible

    def _read(self, type_: Any, value: Any) -> Any:
        return read_argument(self._codec, type_, value, strict=True)


def _without_empty(value: Any) -> Any:
    """The same value without the members that are empty arrays or objects."""
    if isinstance(value, dict):
        members = {key: _without_empty(child) for key, child in value.items()}
        return {key: child for key, child in members.items() if child not in ({}, [])}
    return [_without_empty(child) for child in value] if isinstance(value, list) else value


def _schema(parameter: Node) -> Node:
    """The schema of a parameter; in Swagger 2.0 it is one itself."""
    if "content" in parameter.data:
        return next(iter(parameter / "content"))[1] / "schema"
    return parameter.get("schema") or parameter


def _example(node: Node) -> Any:
    """The first example of a parameter or of a media type."""
    match node.data:
        case {"example": example}:
            return example
        case {"examples": {**examples}} if examples:
            return next(iter(examples.values())).get("value")
        case {"schema": {"example": example}}:
            return example
    return None
