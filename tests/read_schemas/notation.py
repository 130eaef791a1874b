"""Reads schemas written in a test, and writes types and declarations as short text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from textwrap import dedent
from typing import Any, assert_never

import yaml

from clientsmith import ir
from clientsmith.document import Document, Library, Node
from clientsmith.read.schemas.reader import SchemaReader

ROOT = "api.yaml"
PLACE = ir.Place("op", (ir.Step(ir.Role.RESPONSE),))


def library(root: Any, **files: Any) -> Library:
    """A library of parsed documents; `a__b` stands for the file `a/b.yaml`."""
    documents = {
        origin: Document(origin, "", data, lambda pointer: None)
        for origin, data in {
            ROOT: root,
            **{f"{name.replace('__', '/')}.yaml": data for name, data in files.items()},
        }.items()
    }
    return Library(documents[ROOT], documents)


def root(schemas: Any, version: str, **rest: Any) -> Any:
    """A document with these component schemas."""
    if version == "2.0":
        return {"swagger": "2.0", "definitions": schemas, **rest}
    return {"openapi": f"{version}.0", "components": {"schemas": schemas}, **rest}


def read(schemas: str, version: str = "3.1", rest: str = "{}", **files: str) -> SchemaReader:
    """A reader that has read the component schemas, given as YAML."""
    parsed = {name: yaml.safe_load(dedent(text)) for name, text in files.items()}
    document = root(yaml.safe_load(dedent(schemas)) or {}, version, **yaml.safe_load(dedent(rest)))
    reader = SchemaReader(library(document, **parsed), version)
    reader.components()
    return reader


def type_of(schema: str, version: str = "3.1", schemas: str = "{}") -> tuple[str, SchemaReader]:
    """The type of one schema, given as YAML, in a response of an operation."""
    document = root(yaml.safe_load(dedent(schemas)) or {}, version)
    document["x"] = yaml.safe_load(dedent(schema))
    found = library(document)
    reader = SchemaReader(found, version)
    reader.components()
    return written(reader.type_of(found.root_node / "x", PLACE)), reader


def node(reader_root: Any, *keys: str | int, version: str = "3.1") -> Node:
    """A place in a document."""
    found = library(reader_root).root_node
    for key in keys:
        found = found / key
    return found


def name(id: ir.Id) -> str:
    """An id without what all ids of a test have in common."""
    for prefix in (f"{ROOT}#/components/schemas/", f"{ROOT}#/definitions/", f"{ROOT}#/"):
        id = id.replace(prefix, "")
    return id


def written(type: ir.Type) -> str:
    """A type as text, such as `list[Pet | string]`."""
    match type:
        case ir.Scalar(kind):
            return kind.value
        case ir.Literals(values):
            return " | ".join(json.dumps(value) for value in values)
        case ir.ListOf(item):
            return f"list[{written(item)}]"
        case ir.MapOf(value):
            return f"map[{written(value)}]"
        case ir.TupleOf(items, rest):
            end = "" if rest is None else f", *{written(rest)}"
            return f"tuple[{', '.join(written(item) for item in items)}{end}]"
        case ir.Nullable(inner):
            text = written(inner)
            return f"({text})?" if " | " in text and text[-1] != "]" else f"{text}?"
        case ir.OneOf(members, discriminator):
            union = " | ".join(written(member) for member in members)
            if discriminator is None:
                return union
            mapping = ", ".join(f"{k}={name(v)}" for k, v in discriminator.mapping.items())
            default = "" if discriminator.default is None else f", *={name(discriminator.default)}"
            return f"{union} by {discriminator.property}: {mapping}{default}"
        case ir.Named(id):
            return name(id)
        case ir.Anything():
            return "any"
        case _:
            assert_never(type)


def lines(declaration: ir.Declaration) -> Iterator[str]:
    """A declaration as lines of text."""
    own = name(declaration.id)
    match declaration:
        case ir.Model(fields=fields, base=base, additional=additional):
            yield f"{own}({'' if base is None else name(base)})"
            for field in fields:
                marks = [" read-only"] * field.read_only + [" write-only"] * field.write_only
                if field.default is not ir.MISSING:
                    marks.append(f" = {json.dumps(field.default)}")
                optional = "" if field.required else "?"
                yield f"  {field.wire_name}{optional}: {written(field.type)}{''.join(marks)}"
            if additional is not None:
                yield f"  **: {written(additional)}"
        case ir.Enumeration(values=values):
            yield f"{own} in {', '.join(json.dumps(value) for value in values)}"
        case ir.Alias(type=type):
            yield f"{own} = {written(type)}"
        case _:
            assert_never(declaration)


def declared(reader: SchemaReader) -> str:
    """Every declaration as text, in order."""
    return "\n".join(
        line for declaration in reader.declarations.values() for line in lines(declaration)
    )


def placed(place: ir.Place) -> str:
    """A place as text, such as `Pet > property owner > item`."""
    steps = [f"{step.role.value} {step.word}".strip() for step in place.steps]
    return " > ".join(([] if place.parent is None else [name(place.parent)]) + steps)


def places(reader: SchemaReader) -> dict[str, str]:
    """Id → place of every declaration."""
    return {name(id): placed(found.place) for id, found in reader.declarations.items()}


def codes(reader: SchemaReader) -> list[str]:
    """What was reported: code and pointer of each problem."""
    return [f"{problem.code} {problem.location.pointer}" for problem in reader.problems]


def named(type: ir.Type) -> Iterator[ir.Id]:
    """Every id in a type."""
    match type:
        case ir.Named(id):
            yield id
        case ir.ListOf(inner) | ir.MapOf(inner) | ir.Nullable(inner):
            yield from named(inner)
        case ir.TupleOf(items, rest):
            for item in (*items, *([] if rest is None else [rest])):
                yield from named(item)
        case ir.OneOf(members, discriminator):
            for member in members:
                yield from named(member)
            if discriminator is not None:
                yield from discriminator.mapping.values()
                yield from [] if discriminator.default is None else [discriminator.default]
        case ir.Scalar() | ir.Literals() | ir.Anything():
            return
        case _:
            assert_never(type)


def referred(declarations: Mapping[ir.Id, ir.Declaration]) -> Iterator[tuple[ir.Id, ir.Id]]:
    """Every reference between declarations: from, to."""
    for id, declaration in declarations.items():
        match declaration:
            case ir.Model(fields=fields, base=base, additional=additional):
                for field in fields:
                    yield from ((id, target) for target in named(field.type))
                if base is not None:
                    yield id, base
                if additional is not None:
                    yield from ((id, target) for target in named(additional))
            case ir.Alias(type=type):
                yield from ((id, target) for target in named(type))
            case ir.Enumeration():
                continue
            case _:
                assert_never(declaration)
