"""Styles of models, and clients with models of another style as if they had dataclasses."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum

from .annotations import AnnotationNames, Relation, relation
from .client_files import DICTS, ClientFiles

_MODELS = "models/"
_BASE_MODULES = ("_runtime/models/__init__.py", "_runtime/models/base.py")
"""Modules with the base class of models: of today, and of older clients."""

_OF_STYLE = (*_BASE_MODULES, "_runtime/models/unset.py", "_runtime/models/wire_types.py")
"""Modules of the runtime with public names that are different in each style."""

_BASE = "APIModel"
_TYPED_DICT = "TypedDict"
_ENUMERATIONS = frozenset({"Enum", "IntEnum", "StrEnum"})
_DATACLASS = "dataclass"
_CATCH_ALL = "additional_properties"
_NULLABLE = "_nullable"
_DECORATOR = ast.parse("dataclass(kw_only=True, slots=True)", mode="eval").body
_FACTORY = ast.parse("field(default_factory=dict)", mode="eval").body
_IMPORTS = ast.parse(
    "from dataclasses import dataclass, field\nfrom .._runtime import APIModel"
).body
"""What modules of dataclasses import, and modules of TypedDicts do not."""

_NONE = ast.Constant(None)
_UNSET, _OR_UNSET = ast.Name("UNSET"), ast.Name("Unset")


class ModelStyle(Enum):
    """Style of the models of a client; the value is for messages."""

    DATACLASS = "dataclasses"
    PYDANTIC = "pydantic models"
    MSGSPEC = "Structs of msgspec"
    TYPED_DICT = "TypedDicts"


def model_style(client: ClientFiles) -> ModelStyle | None:
    """Return the style of the models of a client; None where it has none, or their style is unknown.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    for path in _modules_of_models(client):
        for node in client.parsed(path).body:
            if isinstance(node, ast.ClassDef):
                if _DATACLASS in map(_last_name, node.decorator_list):
                    return ModelStyle.DATACLASS
                bases = set(map(_last_name, node.bases))
                if _TYPED_DICT in bases:
                    return ModelStyle.TYPED_DICT
                if _BASE in bases:
                    modules = filter(client.modules.__contains__, _BASE_MODULES)
                    return _style_of_base(map(client.parsed, modules))
    return None


def _modules_of_models(client: ClientFiles) -> Iterator[str]:
    """Yield the modules of models; the types of dicts in place of models are the same in each style."""
    for path in client.modules:
        if path.startswith(_MODELS) and path != DICTS:
            yield path


def _style_of_base(modules: Iterable[ast.Module]) -> ModelStyle | None:
    imported: set[str | None] = set()
    for node in (node for module in modules for node in module.body):
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
    """Return two clients as if both had dataclasses, which show of every field whether it is required
    and may be missing, so that their styles make no difference.

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
    """Return a client as if it had dataclasses.

    Args:
        client: a client with models of any style.
        has_unset: whether null differs from an omitted value in fields of pydantic models, whose types
            do not show it.
    """
    trees = {path: client.parsed(path) for path in _modules_of_models(client)}
    names = AnnotationNames(dict(_aliases(trees)))
    modules = {
        path: ast.unparse(ast.fix_missing_locations(_Dataclasses(names, has_unset).visit(tree)))
        for path, tree in trees.items()
    }
    return replace(client, modules={**client.modules, **modules})


def _aliases(trees: Mapping[str, ast.Module]) -> Iterator[tuple[str, str]]:
    """Yield type aliases and their values."""
    for tree in trees.values():
        for node in tree.body:
            match _as_alias(node):
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    yield name, ast.unparse(value)


def _as_alias(node: ast.stmt) -> ast.stmt:
    """Return a statement, with `Tree = TypeAliasType("Tree", "…")` as `Tree: TypeAlias = …`."""
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
    """Turns models of any style into dataclasses."""

    def __init__(self, names: AnnotationNames, has_unset: bool) -> None:
        self._names = names
        self._has_unset = has_unset

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """Add the imports of dataclasses to a module of models."""
        self.generic_visit(node)
        node.body += _IMPORTS
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        """Rewrite the alias of a recursive type."""
        return _as_alias(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """Turn a model into a dataclass; enumerations stay."""
        bases = set(map(_last_name, node.bases))
        if bases & _ENUMERATIONS or _DATACLASS in map(_last_name, node.decorator_list):
            return node
        nullable = _constants(node, _NULLABLE) if self._has_unset else frozenset()
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
                    annotation, default = _without_not_required(node.annotation), _FACTORY
                elif name in nullable:
                    annotation, default = _with_unset(annotation), _UNSET
                return ast.AnnAssign(node.target, annotation, default, simple=1)
        return node

    def _value(
        self, annotation: ast.expr, default: ast.expr | None
    ) -> tuple[ast.expr, ast.expr | None]:
        """Return type and default of a field."""
        match annotation, default:
            case ast.Subscript(value=ast.Name("NotRequired")), None:
                inner = _without_not_required(annotation)
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


def _without_not_required(annotation: ast.expr) -> ast.expr:
    """Return the type in `NotRequired`; any other type unchanged."""
    match annotation:
        case ast.Subscript(value=ast.Name("NotRequired"), slice=inner):
            return inner
    return annotation


def _with_unset(annotation: ast.expr) -> ast.expr:
    """Return the type of a field that may be null and may be omitted; `Any` includes both."""
    if _last_name(annotation) in ("Any", "object"):
        return annotation
    return ast.BinOp(annotation, ast.BitOr(), _OR_UNSET)


def _constants(class_: ast.ClassDef, name: str) -> frozenset[str]:
    """Return the strings in a set that is an attribute of a class."""
    for node in class_.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value):
                if found == name:
                    texts = (each for each in ast.walk(value) if isinstance(each, ast.Constant))
                    return frozenset(str(each.value) for each in texts)
    return frozenset()


def _last_name(node: ast.expr) -> str:
    """Return the last part of a dotted name, called or not; empty for any other expression."""
    match node:
        case ast.Call(func=called):
            return _last_name(called)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
