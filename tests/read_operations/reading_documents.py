"""Reads documents given as YAML, with a stand-in for the reader of schemas."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

import yaml

from clientsmith import ir
from clientsmith.document import Document, Library, Node
from clientsmith.problem import Problem
from clientsmith.read.api import read_api


class FakeSchemas:
    """Declares one alias for each schema, so that tests see who asked for it, and where."""

    def __init__(self, library: Library, version: str) -> None:
        self._library = library
        self.version = version
        self.declarations: dict[ir.Id, ir.Declaration] = {}
        self.problems: list[Problem] = []
        self.nodes: dict[ir.Id, Node] = {}

    def components(self) -> None:
        root = self._library.root_node
        holder = root.get("definitions") or (root.get("components") or root).get("schemas")
        for name, node in holder.items() if holder is not None else ():
            self.type_of(node, ir.Place(None, (ir.Step(ir.Role.COMPONENT, name),)))

    def type_of(self, node: Node, place: ir.Place) -> ir.Type:
        while isinstance(node.data, dict) and "$ref" in node.data:
            node = self._library.resolve(node.data["$ref"], node)
        if (
            isinstance(node.data, dict)
            and node.data.get("type") == "string"
            and len(node.data) == 1
        ):
            return ir.Scalar(ir.ScalarKind.STRING)
        if node.id not in self.declarations:
            self.nodes[node.id] = node
            self.declarations[node.id] = ir.Alias(node.id, place, ir.Docs(), ir.Anything())
        return ir.Named(node.id)

    def xml_of(self, node: Node) -> ir.Xml:
        return ir.Xml()

    def constraints_of(self, node: Node) -> ir.Constraints:
        return ir.Constraints(max_length=node.data.get("maxLength"))

    def events_of(self, type: ir.Type) -> ir.Type:
        return type

    def docs_of(self, node: Node) -> ir.Docs:
        return ir.Docs(description=node.data.get("description", ""))

    def default_of(self, node: Node) -> Any:
        return node.data.get("default", ir.MISSING)

    def example_of(self, node: Node) -> Any:
        return node.data.get("example", ir.MISSING)


@dataclass(frozen=True)
class Result:
    """What became of a document."""

    api: ir.Api
    problems: tuple[Problem, ...]
    schemas: FakeSchemas

    @property
    def operation(self) -> ir.Operation:
        """The only operation."""
        (operation,) = self.api.operations
        return operation

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    @property
    def places(self) -> dict[str, tuple[str | None, ...]]:
        """Parent and steps (`role word`) of every inline declaration by its id."""
        return {
            id.removeprefix("openapi.yaml"): (
                declaration.place.parent,
                *(f"{step.role} {step.word}".strip() for step in declaration.place.steps),
            )
            for id, declaration in self.api.declarations.items()
        }

    def problem(self, code: str) -> Problem:
        """The only problem of that code."""
        (problem,) = (problem for problem in self.problems if problem.code == code)
        return problem


def read(text: str, version: str = "3.1.0", **files: str) -> Result:
    """Reads a document whose version is given apart; further ones are called as their keyword,
    with `/` for `__` and `.yaml` behind."""
    head = f"swagger: '{version}'\n" if version == "2.0" else f"openapi: {version}\n"
    texts = {"openapi.yaml": head + text}
    texts |= {f"{name.replace('__', '/')}.yaml": file for name, file in files.items()}
    documents = {
        origin: Document(origin, "", yaml.safe_load(content), lambda pointer: None)
        for origin, content in texts.items()
    }
    made: list[FakeSchemas] = []

    def schemas_of(library: Library, version: str) -> FakeSchemas:
        made.append(FakeSchemas(library, version))
        return made[-1]

    api, problems = read_api(Library(documents["openapi.yaml"], documents), schemas_of)
    return Result(api, problems, made[0])


def operation(
    text: str, version: str = "3.1.0", path: str = "/a", rest: str = "", **files: str
) -> Result:
    """Reads a document with one operation, given as YAML, on one path."""
    body = textwrap.indent(textwrap.dedent(text), "      ")
    return read(
        f"paths:\n  {path!r}:\n    post:\n{body}\n{textwrap.dedent(rest)}", version, **files
    )
