"""datamodel-code-generator as a second reader of a document.

Its `--emit-model-metadata` gives, for each class, the place of its schema, and for each field its
wire name, its type and whether it is required. What the metadata leaves out, the bases of classes,
is read from the code.
"""

from __future__ import annotations

import ast
import io
import json
import os
import warnings
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from datamodel_code_generator.__main__ import main

from oracle.shapes import ANY, NULL, RECURSIVE, Declared, Field, Model, Shape, constant, text, union

_OPTIONS = (
    *("--output-model-type", "pydantic_v2.BaseModel"),
    *("--openapi-scopes", "schemas", "paths", "parameters", "requestbodies", "webhooks"),
    # Null and "left out" are told apart, and `type` and `nullable` are read together.
    *("--strict-nullable", "--use-missing-sentinel", "--read-nullable-beside-type-list"),
    # Constants stand in types, limits beside them.
    *("--enum-field-as-literal", "all", "--field-constraints", "--read-const-beside-enum"),
    # Keywords that have to hold together do, and maps keep the types of their values.
    *("--intersect-allof-keywords", "--read-unevaluated-properties"),
    *("--use-typed-nullable-map-values", "--use-typed-map-values-beside-other-types"),
    *("--use-tuple-for-closed-arrays", "--output-datetime-class", "datetime"),
    *("--no-treat-dot-as-module", "--no-formatters", "--disable-warnings"),
)


class Refused(Exception):
    """The other generator cannot read the document."""


def read_document(file: Path, folder: Path) -> dict[str, Declared]:
    """Every class that it makes of a document, by the id of its schema as we write it.

    Args:
        file: the root document.
        folder: an empty folder.

    Raises:
        Refused: it ends with an error.
    """
    return _read(file, folder, base=file.parent)


def read_swagger_2(ids: Iterable[str], file: Path, folder: Path) -> dict[str, Declared]:
    """Like `read_document`, of schemas in a document of Swagger 2.0, which it does not know.

    Args:
        ids: the schemas.
        file: the document.
        folder: an empty folder.

    Raises:
        Refused: it ends with an error.
    """
    text = file.read_text(encoding="utf-8")
    # That is what `x-nullable` is called since 3.0.
    (folder / file.name).write_text(text.replace("x-nullable", "nullable"), encoding="utf-8")
    return _read_index(ids, folder, folder)


def read_files(ids: Iterable[str], file: Path, folder: Path) -> dict[str, Declared]:
    """Like `read_document`, of schemas in files that only operations refer to, which it does not
    find.

    Args:
        ids: the schemas, each of them a whole file.
        file: the root document.
        folder: an empty folder.

    Raises:
        Refused: it ends with an error.
    """
    return _read_index((id.removesuffix("#") for id in ids), file.parent, folder)


def _read_index(references: Iterable[str], start: Path, folder: Path) -> dict[str, Declared]:
    """Reads a document that is nothing but a list of references, relative to `start`."""
    components = {
        f"S{number}": {"$ref": os.path.relpath(start / reference, folder)}
        for number, reference in enumerate(references)
    }
    index = folder / "index.json"
    head = {"openapi": "3.0.3", "info": {"title": "Index", "version": "1"}, "paths": {}}
    index.write_text(json.dumps(head | {"components": {"schemas": components}}), encoding="utf-8")
    found = _read(index, folder, base=start)
    return {id: declared for id, declared in found.items() if "index.json#" not in id}


def _read(file: Path, folder: Path, base: Path) -> dict[str, Declared]:
    code, metadata = folder / "models.py", folder / "metadata.json"
    arguments = [
        *("--input", str(file), "--input-file-type", "openapi"),
        *("--output", str(code), "--emit-model-metadata", str(metadata)),
        *_OPTIONS,
    ]
    said = io.StringIO()
    # Importing it takes longer than most documents do.
    with redirect_stdout(said), redirect_stderr(said), warnings.catch_warnings():
        exit_code = main(arguments)
    if exit_code != 0:
        raise Refused(said.getvalue().strip().splitlines()[-1])
    models = json.loads(metadata.read_text(encoding="utf-8"))["models"]
    classes = _Classes(models, ast.parse(code.read_text(encoding="utf-8")))
    for model in models:
        source, name = model["source_ref"], model["class_name"]
        classes.ids[name] = _id(source, file.parent, base) if source else f"class {name}"
    return {classes.ids[model["class_name"]]: classes.declared(model) for model in models}


_EXTRA = "__pydantic_extra__"
"""What it calls undeclared properties, a map."""


def _value(shape: Shape) -> Shape:
    """The values of a map."""
    match tuple(shape):
        case (("map", frozenset() as value),):
            return value
    raise ValueError(text(shape))


def _id(source: str, start: Path, base: Path) -> str:
    origin, _, pointer = source.partition("#")
    return f"{os.path.relpath(start / origin, base)}#{pointer}"


class _Classes:
    """Classes of the generated code, with their shapes."""

    def __init__(self, models: Iterable[Mapping[str, Any]], code: ast.Module) -> None:
        self._models = {model["class_name"]: model for model in models}
        self._bases: dict[str, list[str]] = {}
        for node in code.body:
            if isinstance(node, ast.ClassDef):
                self._bases[node.name] = [b.id for b in node.bases if isinstance(b, ast.Name)]
        self.ids: dict[str, str] = {}

    def declared(self, model: Mapping[str, Any]) -> Declared:
        """What a class stands for."""
        name = model["class_name"]
        if self._is_root(model):
            return self._annotation(ast.parse(model["fields"][0]["type"]).body[0], (name,))
        if not self._has_fields(name):
            return self._map(name)
        fields = self._fields(name)
        extra = fields.pop(_EXTRA, None)
        return Model(fields, None if extra is None else _value(extra.shape))

    def _is_root(self, model: Mapping[str, Any]) -> bool:
        """Whether a class has one value instead of fields."""
        fields = model["fields"]
        return len(fields) == 1 and fields[0]["original_name"] is None

    def _fields(self, name: str) -> dict[str, Field]:
        """The fields of a class and its bases."""
        found: dict[str, Field] = {}
        for base in self._bases.get(name, ()):
            if base in self._models:
                found |= self._fields(base)
        for field in self._models[name]["fields"]:
            wire_name = field["original_name"]
            if wire_name is not None:
                shape = self._annotation(ast.parse(field["type"]).body[0])
                found[wire_name] = Field(field["required"], shape)
        return found

    def _has_fields(self, name: str) -> bool:
        bases = [base for base in self._bases.get(name, ()) if base in self._models]
        own = self._models[name]["fields"]
        return any(field["original_name"] not in (None, _EXTRA) for field in own) or any(
            map(self._has_fields, bases)
        )

    def _map(self, name: str, inside: tuple[str, ...] = ()) -> Shape:
        """A class without fields."""
        for field in self._models[name]["fields"]:
            if field["original_name"] == _EXTRA:
                return self._annotation(ast.parse(field["type"]).body[0], (*inside, name))
        return frozenset({("map", ANY)})

    def _annotation(self, statement: ast.stmt, inside: tuple[str, ...] = ()) -> Shape:
        assert isinstance(statement, ast.Expr)
        return self._shape(statement.value, inside)

    def _shape(self, node: ast.expr, inside: tuple[str, ...] = ()) -> Shape:
        match node:
            case ast.BinOp(left, ast.BitOr(), right):
                return union([self._shape(left, inside), self._shape(right, inside)])
            case ast.Constant(None):
                return NULL
            case ast.Constant(str(quoted)):
                return self._annotation(ast.parse(quoted).body[0], inside)
            case ast.Name(name):
                return self._name(name, inside)
            case ast.Attribute(_, name):
                return self._name(name, inside)
            case ast.Call(called):
                return self._shape(called, inside)
            case ast.Subscript(ast.Name(generic), argument):
                return self._generic(generic, argument, inside)
        raise ValueError(ast.unparse(node))

    def _generic(self, generic: str, argument: ast.expr, inside: tuple[str, ...]) -> Shape:
        arguments = argument.elts if isinstance(argument, ast.Tuple) else [argument]
        match generic:
            case "Literal":
                return union(frozenset({constant(ast.literal_eval(one))}) for one in arguments)
            case "Annotated":
                return self._shape(arguments[0], inside)
            case "list" | "set":
                return frozenset({("list", self._shape(arguments[0], inside))})
            case "dict" | "Dict":
                return frozenset({("map", self._shape(arguments[1], inside))})
            case "tuple":
                shapes = tuple(self._shape(one, inside) for one in arguments)
                return frozenset({("tuple", shapes, None)})
            case "Union" | "Optional":
                shapes_of_members = [self._shape(one, inside) for one in arguments]
                return union([*shapes_of_members, *([NULL] if generic == "Optional" else [])])
        raise ValueError(generic)

    def _name(self, name: str, inside: tuple[str, ...]) -> Shape:
        model = self._models.get(name)
        if model is None:
            return _BUILTINS[name]
        if name in inside:
            return RECURSIVE
        if self._is_root(model):
            return self._annotation(ast.parse(model["fields"][0]["type"]).body[0], (*inside, name))
        if not self._has_fields(name):
            return self._map(name, inside)
        return frozenset({("model", self.ids[name])})


_SCALARS = {
    "bool": "boolean",
    "int": "integer",
    "conint": "integer",
    "float": "number",
    "confloat": "number",
    "Decimal": "decimal",
    "condecimal": "decimal",
    "str": "string",
    "constr": "string",
    "AnyUrl": "string",
    "EmailStr": "string",
    "SecretStr": "string",
    "IPv4Address": "string",
    "IPv6Address": "string",
    "IPv4Network": "string",
    "IPv6Network": "string",
    "Base64Str": "base64",
    "bytes": "binary",
    "ULID": "string",
    "UUID": "uuid",
    "date": "date",
    "date_aliased": "date",
    "datetime": "date-time",
    "datetime_aliased": "date-time",
    "time": "time",
    "time_aliased": "time",
    "timedelta": "duration",
}

_BUILTINS: dict[str, Shape] = {
    "MISSING": frozenset(),
    "None": NULL,
    "Any": ANY,
    "list": frozenset({("list", ANY)}),
    "dict": frozenset({("map", ANY)}),
    **{name: frozenset({atom}) for name, atom in _SCALARS.items()},
}
"""Names in its code; `MISSING` says that a field may be left out."""
