"""What the models of a client are, and clients whose models differ in nothing but that."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum

from .annotations import Names, Relation, relation
from .client_files import ClientFiles

_MODELS = "models/"
_BASE_MODULE = "_runtime/model.py"
_OF_STYLE = (_BASE_MODULE, "_runtime/unset.py", "_runtime/wire_types.py")
"""Modules of the runtime that are other ones in each style, and have something that users can name."""

_BASE = "APIModel"
_TYPED_DICT = "TypedDict"
_ENUMERATIONS = frozenset({"Enum", "IntEnum", "StrEnum"})
_DATACLASS = "dataclass"
_CATCH_ALL = "additional_properties"
_NULLABLE = "_nullable"
_DECORATOR = ast.parse("dataclass(kw_only=True, slots=True)", mode="eval").body
_FACTORY = ast.parse("field(default_factory=dict)", mode="eval").body
_IMPORT = ast.parse("from dataclasses import dataclass, field").body[0]
_NONE = ast.Constant(None)
_UNSET, _OR_UNSET = ast.Name("UNSET"), ast.Name("Unset")


class ModelStyle(Enum):
    """What the models of a client are; the value is for people."""

    DATACLASS = "dataclasses"
    PYDANTIC = "pydantic models"
    MSGSPEC = "Structs of msgspec"
    TYPED_DICT = "TypedDicts"


def model_style(client: ClientFiles) -> ModelStyle | None:
    """What the models of a client are; None where it has none, or they are of no style that is known.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    for path in client.modules:
        if path.startswith(_MODELS):
            for node in client.parsed(path).body:
                if isinstance(node, ast.ClassDef):
                    if _DATACLASS in map(_last_name, node.decorator_list):
                        return ModelStyle.DATACLASS
                    bases = set(map(_last_name, node.bases))
                    if _TYPED_DICT in bases:
                        return ModelStyle.TYPED_DICT
                    if _BASE in bases:
                        return _style_of_base(client.parsed(_BASE_MODULE))
    return None


def _style_of_base(module: ast.Module) -> ModelStyle | None:
    imported: set[str | None] = set()
    for node in module.body:
        match node:
            case ast.Import(names=names):
                imported |= {each.name for each in names}
            case ast.ImportFrom(module=name):
                imported.add(name)
    for style, library in ((ModelStyle.PYDANTIC, "pydantic"), (ModelStyle.MSGSPEC, "msgspec")):
        if library in imported:
            return style
    return None


def in_one_style(old: ClientFiles, new: ClientFiles) -> tuple[ClientFiles, ClientFiles]:
    """Two clients as they were if both had dataclasses, which say of every field whether it has to be
    given and may be missing; those of two styles differ in nothing that comes of these.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    styles = {model_style(old), model_style(new)} - {None}
    if styles <= {ModelStyle.DATACLASS}:
        return old, new
    if len(styles) > 1:
        of_style = {path: old.modules[path] for path in _OF_STYLE if path in old.modules}
        new = replace(new, modules={**new.modules, **of_style})
    has_unset = styles != {ModelStyle.PYDANTIC}
    return _with_dataclasses(old, has_unset), _with_dataclasses(new, has_unset)


def _with_dataclasses(client: ClientFiles, has_unset: bool) -> ClientFiles:
    """A client as it were if it had dataclasses.

    Args:
        client: one of any style.
        has_unset: whether null is another thing than nothing in fields of pydantic models, whose types
            do not say so.
    """
    trees = {path: client.parsed(path) for path in client.modules if path.startswith(_MODELS)}
    names = Names(dict(_aliases(trees)))
    modules = {
        path: ast.unparse(ast.fix_missing_locations(_Dataclasses(names, has_unset).visit(tree)))
        for path, tree in trees.items()
    }
    return replace(client, modules={**client.modules, **modules})


def _aliases(trees: Mapping[str, ast.Module]) -> Iterator[tuple[str, str]]:
    """Names of types and what they stand for."""
    for tree in trees.values():
        for node in tree.body:
            match _as_alias(node):
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    yield name, ast.unparse(value)


def _as_alias(node: ast.stmt) -> ast.stmt:
    """A statement; `Tree = TypeAliasType("Tree", "…")` as `Tree: TypeAlias = …`."""
    match node:
        case ast.Assign(
            targets=[ast.Name() as target],
            value=ast.Call(func=ast.Name("TypeAliasType"), args=[_, ast.Constant(str(text))]),
        ):
            try:
                value = ast.parse(text, mode="eval").body
            except (SyntaxError, ValueError):  # somebody has edited it
                return node
            return ast.AnnAssign(target, ast.Name("TypeAlias"), value, simple=1)
    return node


class _Dataclasses(ast.NodeTransformer):
    """Models of any style as dataclasses."""

    def __init__(self, names: Names, has_unset: bool) -> None:
        self._names = names
        self._has_unset = has_unset

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """A module of models, which imports what makes them dataclasses."""
        self.generic_visit(node)
        node.body.append(_IMPORT)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        """A name of a type that contains itself, among others."""
        return _as_alias(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """A model, or an enumeration, which stays."""
        bases = set(map(_last_name, node.bases))
        if bases & _ENUMERATIONS or _DATACLASS in map(_last_name, node.decorator_list):
            return node
        nullable = _told(node, _NULLABLE) if self._has_unset else frozenset()
        node.body = [self._field(each, nullable) for each in node.body]
        node.bases = [ast.Name(_BASE)] if _TYPED_DICT in bases else node.bases
        node.keywords = []
        node.decorator_list.append(_DECORATOR)
        return node

    def _field(self, node: ast.stmt, nullable: frozenset[str]) -> ast.stmt:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
                annotation, default = self._value(node.annotation, node.value)
                if name == _CATCH_ALL:
                    annotation, default = _without_mark(node.annotation), _FACTORY
                elif name in nullable:
                    annotation, default = _with_unset(annotation), _UNSET
                return ast.AnnAssign(node.target, annotation, default, simple=1)
        return node

    def _value(
        self, annotation: ast.expr, default: ast.expr | None
    ) -> tuple[ast.expr, ast.expr | None]:
        """Type and default of a field."""
        match annotation, default:
            case ast.Subscript(value=ast.Name("NotRequired")), None:
                inner = _without_mark(annotation)
                if self._admits_null(inner):
                    return _with_unset(inner), _UNSET
                return ast.BinOp(inner, ast.BitOr(), _NONE), _NONE
            case ast.Subscript(value=ast.Name("Literal"), slice=ast.Constant() as only), None:
                return annotation, only
            case _, ast.Call(keywords=keywords):
                return annotation, next(
                    (each.value for each in keywords if each.arg == "default"), None
                )
        return annotation, default

    def _admits_null(self, annotation: ast.expr) -> bool:
        found = relation("None", self._names, ast.unparse(annotation), self._names)
        return found in (Relation.SAME, Relation.WIDER)


def _without_mark(annotation: ast.expr) -> ast.expr:
    """What a key of a TypedDict holds that may be left out, any other type as it is."""
    match annotation:
        case ast.Subscript(value=ast.Name("NotRequired"), slice=inner):
            return inner
    return annotation


def _with_unset(annotation: ast.expr) -> ast.expr:
    """The type of a field that may be null and may be left out; that of any value says so itself."""
    if _last_name(annotation) in ("Any", "object"):
        return annotation
    return ast.BinOp(annotation, ast.BitOr(), _OR_UNSET)


def _told(class_: ast.ClassDef, name: str) -> frozenset[str]:
    """The names in a set that a class has as an attribute."""
    for node in class_.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value):
                if found == name:
                    texts = (each for each in ast.walk(value) if isinstance(each, ast.Constant))
                    return frozenset(str(each.value) for each in texts)
    return frozenset()


def _last_name(node: ast.expr) -> str:
    """The last part of a dotted name, called or not; empty for any other expression."""
    match node:
        case ast.Call(func=called):
            return _last_name(called)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
