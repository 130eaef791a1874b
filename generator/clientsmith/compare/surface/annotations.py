"""Compares type annotations by the values that they allow."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

import griffe

from ...types.expressions import unqualified
from ...types.inputs import DICT_SUFFIXES
from .client_files import DICTS, UNKNOWN_VARIANT, ClientFiles
from .reading import MODELS, Surface


class Relation(Enum):
    """Relation of a new annotation to the old one."""

    SAME = "same"
    WIDER = "wider"
    """It allows all old values, and more."""

    NARROWER = "narrower"
    """It allows some of the old values, and no others."""

    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AnnotationNames:
    """Meaning of names in the annotations of a client."""

    values: Mapping[str, str] = field(default_factory=dict)
    """Name of a type alias → value."""

    previous: Mapping[str, str] = field(default_factory=dict)
    """Name of a class → name in the old client."""

    bases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a class → base classes."""

    are_constants_distinct: bool = True
    """True if two lists of constants are different types. For values that users read they are not, as
    clients return unknown constants unchanged."""

    unknown_variants: frozenset[str] = frozenset()
    """Names of classes of unknown variants."""

    ignored: frozenset[str] = frozenset()
    """Names of classes that make no difference in a union. For values that users read these are the
    unknown variants: clients without such a class return them as parsed JSON, though their annotations do
    not say so."""

    @property
    def for_reading(self) -> AnnotationNames:
        """The names for values that users read."""
        return replace(self, are_constants_distinct=False, ignored=self.unknown_variants)


def relation(
    old: str, old_names: AnnotationNames, new: str, new_names: AnnotationNames
) -> Relation:
    """Compare two annotations, given as source text; empty where there is none."""
    bases = {**old_names.bases, **new_names.bases}
    try:
        return _relation(
            _members(_parsed(old), old_names), _members(_parsed(new), new_names), bases
        )
    except (SyntaxError, RecursionError, ValueError):
        return Relation.SAME if old == new else Relation.OTHER


def without_sentinel(annotation: str, default: str) -> str:
    """Return the annotation of an argument without the sentinel for an omitted value.

    Args:
        annotation: source text of the annotation.
        default: source text of the default value; empty where there is none.
    """
    sentinel = _SENTINELS.get(default)
    try:
        node = _parsed(annotation)
    except (SyntaxError, RecursionError, ValueError):
        return annotation
    while isinstance(node, ast.BinOp) and ast.unparse(node.right) == sentinel:
        node = node.left
    return ast.unparse(node)


_SENTINELS = {"None": "None", "UNSET": "Unset"}
_NO_TYPE = frozenset({"Any", "object"})
_CONSTANT = "Literal "
_WIDER = {"int": ("float",)}
"""Type → other types that accept its values, though it does not extend them (PEP 484)."""

_ABSTRACT = {"list": "Sequence", "dict": "Mapping"}
"""Type of results → type of arguments that accepts its values."""

_NONE, _UNSET = ast.Constant(None), ast.Name("Unset")

_Member = tuple[str, tuple[frozenset["_Member"], ...]]
"""Member of a union: name of its type, and the members of each type argument. The values of a `Literal`
are separate members."""


def _parsed(annotation: str) -> ast.expr:
    node = ast.parse(unqualified(annotation) or "object", mode="eval").body
    match node:
        case ast.Subscript(ast.Name("Maybe"), inner):
            return ast.BinOp(ast.BinOp(inner, ast.BitOr(), _NONE), ast.BitOr(), _UNSET)
    return node


def _members(node: ast.expr, names: AnnotationNames) -> frozenset[_Member]:
    """Return the members of a union; a single member for any other expression."""
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _members(left, names) | _members(right, names)
        case ast.Constant(value=str(text)):
            return _members(_parsed(text), names)
        case ast.Subscript(value=value, slice=inner):
            arguments = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            return _members_of_generic(value, arguments, names)
        case ast.List(elts=items):
            return frozenset({("[]", tuple(_members(each, names) for each in items))})
        case _:
            name = ast.unparse(node).removeprefix("models.")
            if name in names.values:
                return _members(_parsed(names.values[name]), _without(names, name))
            if name in names.ignored:
                return frozenset()
            return frozenset({(names.previous.get(name, name), ())})


def _members_of_generic(
    origin: ast.expr, arguments: list[ast.expr], names: AnnotationNames
) -> frozenset[_Member]:
    name = ast.unparse(origin)
    match name.rpartition(".")[2]:
        case "Union":
            return frozenset().union(*(_members(each, names) for each in arguments))
        case "Optional":
            return _members(arguments[0], names) | {("None", ())}
        case "Annotated":
            return _members(arguments[0], names)
        case "Literal":
            if not names.are_constants_distinct:
                return frozenset({("Literal", ())})
            return frozenset((f"{_CONSTANT}{ast.unparse(each)}", ()) for each in arguments)
        case _:
            return frozenset({(name, tuple(_members(each, names) for each in arguments))})


def _without(names: AnnotationNames, name: str) -> AnnotationNames:
    """Return the names without an alias, whose value may refer to itself."""
    return replace(names, values={key: value for key, value in names.values.items() if key != name})


def _relation(old: frozenset[_Member], new: frozenset[_Member], bases: _Bases) -> Relation:
    is_wider = all(_is_among(member, new, bases, old & new) for member in old)
    is_narrower = all(_is_among(member, old, bases, old & new) for member in new)
    if is_wider and is_narrower:
        return Relation.SAME
    if is_wider or is_narrower:
        return Relation.WIDER if is_wider else Relation.NARROWER
    for one, other, change in ((old, new, Relation.WIDER), (new, old, Relation.NARROWER)):
        abstract = _abstract(one, other)
        if abstract != one:
            pair = (abstract, new) if change is Relation.WIDER else (old, abstract)
            return _combined([change, _relation(*pair, bases)])
    removed, added = _by_name(old - new), _by_name(new - old)
    return _combined(
        _relation_of_arguments(removed.get(name, []), added.get(name, []), bases)
        for name in {*removed, *added}
    )


def _abstract(members: frozenset[_Member], other: frozenset[_Member]) -> frozenset[_Member]:
    """Return the members of a union with the abstract type in place of lists and dicts, where only the
    other union has that type."""
    own, others = {name for name, _ in members}, {name for name, _ in other}
    return frozenset(
        (
            (abstract, arguments)
            if (abstract := _ABSTRACT.get(name, name)) in others - own
            else (name, arguments)
        )
        for name, arguments in members
    )


_Bases = Mapping[str, tuple[str, ...]]


def _is_among(
    member: _Member, members: frozenset[_Member], bases: _Bases, both: frozenset[_Member]
) -> bool:
    """Return whether every value of a member is a value of some members. Constants are not matched with
    a type that both unions have: they are its known values."""
    if member in members or any(_last(name) in _NO_TYPE for name, _ in members):
        return True
    waiting = list(_WIDER.get(member[0], bases.get(member[0], ())))
    if member[0].startswith(_CONSTANT):
        value = ast.literal_eval(member[0].removeprefix(_CONSTANT))
        if (type(value).__name__, ()) not in both:
            waiting.append(type(value).__name__)
    return any(_is_among((name, ()), members, bases, both) for name in waiting)


_Arguments = tuple[frozenset[_Member], ...]


def _by_name(members: frozenset[_Member]) -> dict[str, list[_Arguments]]:
    named: dict[str, list[_Arguments]] = {}
    for name, arguments in members:
        named.setdefault(name, []).append(arguments)
    return named


def _relation_of_arguments(old: list[_Arguments], new: list[_Arguments], bases: _Bases) -> Relation:
    """Return the relation of the members with one name in both annotations."""
    if not old or not new:
        return Relation.WIDER if new else Relation.NARROWER
    if len(old) > 1 or len(new) > 1 or len(old[0]) != len(new[0]):
        return Relation.OTHER
    pairs = zip(old[0], new[0], strict=True)
    return _combined(_relation(one, other, bases) for one, other in pairs)


def _combined(relations: Iterable[Relation]) -> Relation:
    found = set(relations) - {Relation.SAME}
    if not found:
        return Relation.SAME
    return found.pop() if len(found) == 1 else Relation.OTHER


# --- names in the annotations of two clients --------------------------------------------------

_WIRE_TYPES = "_runtime/models/wire_types.py"
_EXPORTS = "models/__init__.py"
"""Module that names everything in the modules of models, apart from the types of dicts."""

_NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class AnnotationComparer:
    """Compares annotations of the old and the new client."""

    old: AnnotationNames
    new: AnnotationNames

    def relation(self, was: str, now: str) -> Relation:
        """Return the relation of a new annotation to the old one. Equal texts are equal: a changed type
        alias is reported itself."""
        return Relation.SAME if was == now else relation(was, self.old, now, self.new)

    def relation_for_reading(self, was: str, now: str) -> Relation:
        """Return the relation for values that users read, which may be unknown constants."""
        return relation(was, self.old.for_reading, now, self.new.for_reading)


def annotation_comparer(
    old: ClientFiles, new: ClientFiles, before: Surface, now: Surface, renamed: Mapping[str, str]
) -> AnnotationComparer:
    """Return the comparer for two clients.

    Args:
        old: modules of the old client.
        new: modules of the new client.
        before: old surface.
        now: new surface.
        renamed: old name → new name of renamed objects.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    previous = {_last(name): _last(one) for one, name in renamed.items() if one.startswith(MODELS)}
    return AnnotationComparer(
        AnnotationNames(
            {
                **_wire_types(old),
                **_dict_owners(old),
                **_became_aliases(before, now),
                **_aliases(before),
            },
            bases=_bases(before),
            unknown_variants=_unknown_variants(old),
        ),
        AnnotationNames(
            {**_wire_types(new), **_dict_owners(new), **_aliases(now)},
            previous,
            _bases(now),
            unknown_variants=_unknown_variants(new),
        ),
    )


def _aliases(surface: Surface) -> dict[str, str]:
    """Return the type aliases among the models."""
    return {
        _last(name): str(value.value)
        for name, value in surface.items()
        if name.startswith(MODELS) and isinstance(value, griffe.Attribute)
    }


def _became_aliases(before: Surface, now: Surface) -> dict[str, str]:
    """Return the classes of the old client that are aliases of classes in the new one."""
    return {
        name: value
        for name, value in _aliases(now).items()
        if value.isidentifier() and isinstance(before.get(f"{MODELS}{name}"), griffe.Class)
    }


def _bases(surface: Surface) -> dict[str, tuple[str, ...]]:
    """Return the base classes of the models."""
    return {
        _last(name): tuple(map(str, value.bases))
        for name, value in surface.items()
        if name.startswith(MODELS) and isinstance(value, griffe.Class)
    }


def _dict_owners(client: ClientFiles) -> dict[str, str]:
    """Return the models and type names that types of dicts belong to: what accepts a model accepts its
    dict, and they change together."""
    exported = frozenset(_NAME.findall(client.modules.get(_EXPORTS, "")))
    found: dict[str, str] = {}
    for node in client.parsed(DICTS).body:
        match node:
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                bare = name.rstrip("_")
                owners = [bare.removesuffix(suffix) for suffix in DICT_SUFFIXES]
                owner = next((each for each in owners if each in exported - {bare}), None)
                if owner is not None:
                    found[name] = owner
    return found


def _unknown_variants(client: ClientFiles) -> frozenset[str]:
    """Return the names of the classes of unknown variants."""
    body = client.parsed(UNKNOWN_VARIANT).body
    return frozenset(node.name for node in body if isinstance(node, ast.ClassDef))


def _wire_types(client: ClientFiles) -> dict[str, str]:
    """Return the type aliases of the runtime, for types with a JSON format of their own."""
    return {
        node.target.id: ast.unparse(node.value)
        for node in client.parsed(_WIRE_TYPES).body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.value is not None
    }


def _last(name: str) -> str:
    return name.rpartition(".")[2]
