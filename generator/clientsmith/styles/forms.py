"""Code of classes and their fields in a style, as datamodel-code-generator writes it.

It is given one schema in which every kind of class and field occurs once, and nothing of a document:
names, types, wire names and defaults are tokens, in whose place ours are put.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

from ..encode.encoders import literal
from ..problem import Location, Problem, Severity, UnusableSource
from ..text import Code, Text

_BASE, _TYPE, _DEFAULT, _WIRE_NAME = "BASE_", "TYPE_", "DEFAULT_", "WIRE_NAME_"
_TOKEN = re.compile(rf"'?\b({_BASE}|{_TYPE}|{_DEFAULT}|{_WIRE_NAME})\w*'?")
_ROOT, _DERIVED = "Root", "Derived"
_TYPES = {
    "pydantic": "pydantic_v2.BaseModel",
    "msgspec": "msgspec.Struct",
    "typeddict": "typing.TypedDict",
}


class FieldKind(Enum):
    """Kind of a field: required or not."""

    REQUIRED = auto()
    OPTIONAL = auto()
    CATCH_ALL = auto()
    """It may be left out, and is an empty mapping then."""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """A statement that declares a field."""

    annotation: str
    default: str
    """Right-hand side; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of classes and fields in a style; tokens stand for what differs."""

    root: str
    """Bases of a class that extends no other model."""

    derived: str
    """Bases of a class that extends another model."""

    fields: Mapping[tuple[FieldKind, bool], FieldForm]
    """By kind, and whether the wire name is another than the name."""

    def arguments(self, base: Code, *, is_root: bool) -> Code:
        """Return the contents of the parentheses of a class statement.

        Args:
            base: the class that it extends.
            is_root: whether that is the base class of all models.
        """
        return _filled(self.root if is_root else self.derived, {_BASE: base})

    def field(
        self, kind: FieldKind, annotation: Code, default: Code, renamed: Text | None
    ) -> tuple[Code, Code]:
        """Return annotation and right-hand side of a field.

        Args:
            kind: whether it has to be given.
            annotation: its type.
            default: its value where it is not given; empty for one that is required.
            renamed: its wire name, where that is another than its name.
        """
        form = self.fields[kind, renamed is not None]
        tokens = {_TYPE: annotation, _DEFAULT: default}
        if renamed is not None:
            tokens[_WIRE_NAME] = literal(renamed)
        return _filled(form.annotation, tokens), _filled(form.default, tokens)


@cache
def forms_of(style: str) -> Forms:
    """Return the forms of a style.

    Raises:
        UnusableSource: datamodel-code-generator is not installed.
    """
    module = _Printed(style).visit(ast.parse(_code(style)))
    classes = {node.name: node for node in module.body if isinstance(node, ast.ClassDef)}
    fields = {
        node.target.id: node
        for node in classes[_DERIVED].body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    return Forms(
        root=_arguments(classes[_ROOT]),
        derived=_arguments(classes[_DERIVED]),
        fields={
            place: FieldForm(ast.unparse(fields[name].annotation), _unparsed(fields[name].value))
            for place, name in _NAMES.items()
        },
    )


class _Printed(ast.NodeTransformer):
    """Converts code of datamodel-code-generator to ours.

    Functions stand behind their modules, since a class of the API may be called `Field`. Type checkers
    take `alias` of pydantic for the name of the argument that makes an instance; what they do not
    look at are an alias for reading and one for writing. Our types say themselves whether a value may
    be `UNSET`.
    """

    def __init__(self, style: str) -> None:
        self._module = style

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Print a union."""
        return node.left if ast.unparse(node.right) == "UnsetType" else node

    def visit_Call(self, node: ast.Call) -> ast.Call:
        """Print a function that describes a field."""
        keywords: list[ast.keyword] = []
        for keyword in node.keywords:
            if keyword.arg == "alias":
                for name in ("validation_alias", "serialization_alias"):
                    keywords.append(ast.keyword(name, keyword.value))
            else:
                keywords.append(keyword)
        called = ast.Attribute(ast.Name(self._module), ast.unparse(node.func))
        return ast.Call(called, node.args, keywords)


def _arguments(class_: ast.ClassDef) -> str:
    return ", ".join(map(ast.unparse, (*class_.bases, *class_.keywords)))


def _unparsed(node: ast.expr | None) -> str:
    return "" if node is None else ast.unparse(node)


def _filled(form: str, tokens: Mapping[str, Code]) -> Code:
    return Code(_TOKEN.sub(lambda match: tokens[match[1]], form))


def _code(style: str) -> str:
    """Return the module that datamodel-code-generator makes of the schema."""
    try:
        # Its import costs as much as a small client, and only these styles need it.
        from datamodel_code_generator import generate
        from datamodel_code_generator.enums import DataModelType, InputFileType
        from datamodel_code_generator.format import PythonVersion
    except ImportError:
        message = (
            f'`models = "{style}"` needs datamodel-code-generator; install clientsmith[models].'
        )
        place = Location("datamodel-code-generator")
        problem = Problem("model-style-unusable", Severity.ERROR, message, place)
        raise UnusableSource([problem]) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = generate(
            _SCHEMA,
            input_file_type=InputFileType.JsonSchema,
            output_model_type=DataModelType(_TYPES[style]),
            target_python_version=PythonVersion.PY_311,
            base_class="" if style == "typeddict" else f"own.{_BASE}",
            aliases={_wire_name(kind): name for (kind, renamed), name in _NAMES.items() if renamed},
            keyword_only=True,
            use_default_kwarg=True,
            strict_nullable=True,
            skip_root_model=True,
            disable_timestamp=True,
            formatters=[],
        )
    assert isinstance(made, str), "what has no output folder and one schema is one module"
    return made


def _wire_name(kind: FieldKind) -> str:
    return f"{_WIRE_NAME}{kind.name.lower()}"


_NAMES = {
    (kind, renamed): f"{kind.name.lower()}{'_renamed' if renamed else ''}"
    for kind in FieldKind
    for renamed in (False, True)
}
"""Names of the fields in the schema's code."""

_TYPE_SCHEMA = {"customTypePath": f"own.{_TYPE}"}
_PROPERTIES: dict[FieldKind, dict[str, Any]] = {
    FieldKind.REQUIRED: _TYPE_SCHEMA,
    FieldKind.OPTIONAL: {**_TYPE_SCHEMA, "default": _DEFAULT},
    FieldKind.CATCH_ALL: {**_TYPE_SCHEMA, "default": {}},
}
_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {
        _ROOT: {"type": "object"},
        _DERIVED: {
            "customBasePath": f"own.{_BASE}",
            "type": "object",
            "properties": {
                _wire_name(kind) if renamed else name: _PROPERTIES[kind]
                for (kind, renamed), name in _NAMES.items()
            },
            "required": [_wire_name(FieldKind.REQUIRED), _NAMES[FieldKind.REQUIRED, False]],
        },
    },
}
"""Every kind of class and of field once."""
