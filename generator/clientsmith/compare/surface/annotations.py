"""How the values that two annotations allow relate to each other."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum


class Relation(Enum):
    """What a new annotation is beside the old one."""

    SAME = "same"
    WIDER = "wider"
    """It allows everything that the old one allows, and more."""

    NARROWER = "narrower"
    """It allows nothing that the old one does not, and less."""

    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Names:
    """What names in the annotations of a client stand for."""

    values: Mapping[str, str] = field(default_factory=dict)
    """Name of a type alias → its value."""

    earlier: Mapping[str, str] = field(default_factory=dict)
    """Name of a class → the one that it had in the old client."""

    bases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a class → those that it extends."""

    are_constants_told_apart: bool = True
    """Whether two lists of constants are different types. To those who read values they are not:
    clients give constants that they do not know as they come."""

    @property
    def tolerant(self) -> Names:
        """The same for those who read values."""
        return replace(self, are_constants_told_apart=False)


def relation(old: str, old_names: Names, new: str, new_names: Names) -> Relation:
    """Compare two annotations, source texts of type expressions; empty where there is none."""
    bases = {**old_names.bases, **new_names.bases}
    try:
        return _relation(
            _members(_parsed(old), old_names), _members(_parsed(new), new_names), bases
        )
    except (SyntaxError, RecursionError, ValueError):
        return Relation.SAME if old == new else Relation.OTHER


def without_absence(annotation: str, default: str) -> str:
    """The annotation of an argument without the value that stands for leaving it out.

    Args:
        annotation: source text of a type expression.
        default: source text of the default value; empty where there is none.
    """
    absent = _ABSENT.get(default)
    try:
        node = _parsed(annotation)
    except (SyntaxError, RecursionError, ValueError):
        return annotation
    while isinstance(node, ast.BinOp) and ast.unparse(node.right) == absent:
        node = node.left
    return ast.unparse(node)


_ABSENT = {"None": "None", "UNSET": "Unset"}
_NO_TYPE = frozenset({"Any", "object"})
_CONSTANT = "Literal "
_WIDER = {"int": ("float",)}
"""Type → those that take its values, too, though it does not extend them (PEP 484)."""

_Member = tuple[str, tuple[frozenset["_Member"], ...]]
"""A member of a union: the name of its type, and the members of each of its arguments. The values of
a `Literal` are members of their own."""


def _parsed(annotation: str) -> ast.expr:
    return ast.parse(annotation or "object", mode="eval").body


def _members(node: ast.expr, names: Names) -> frozenset[_Member]:
    """The members of the union that an expression is; one where it is no union."""
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
            return frozenset({(names.earlier.get(name, name), ())})


def _members_of_generic(
    origin: ast.expr, arguments: list[ast.expr], names: Names
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
            if not names.are_constants_told_apart:
                return frozenset({("Literal", ())})
            return frozenset((f"{_CONSTANT}{ast.unparse(each)}", ()) for each in arguments)
        case _:
            return frozenset({(name, tuple(_members(each, names) for each in arguments))})


def _without(names: Names, name: str) -> Names:
    """The names without an alias, whose value may name itself."""
    return replace(names, values={key: value for key, value in names.values.items() if key != name})


def _relation(old: frozenset[_Member], new: frozenset[_Member], bases: _Bases) -> Relation:
    is_wider = all(_is_among(member, new, bases, old & new) for member in old)
    is_narrower = all(_is_among(member, old, bases, old & new) for member in new)
    if is_wider and is_narrower:
        return Relation.SAME
    if is_wider or is_narrower:
        return Relation.WIDER if is_wider else Relation.NARROWER
    gone, come = _by_name(old - new), _by_name(new - old)
    return _together(
        _relation_of_arguments(gone.get(name, []), come.get(name, []), bases)
        for name in {*gone, *come}
    )


_Bases = Mapping[str, tuple[str, ...]]


def _is_among(
    member: _Member, members: frozenset[_Member], bases: _Bases, both: frozenset[_Member]
) -> bool:
    """Whether every value of a member is one of some members. Constants are not looked for in a type
    that both unions have: they are what is known of it."""
    if member in members or any(_last(name) in _NO_TYPE for name, _ in members):
        return True
    waiting = list(_WIDER.get(member[0], bases.get(member[0], ())))
    if member[0].startswith(_CONSTANT):
        value = ast.literal_eval(member[0].removeprefix(_CONSTANT))
        if (type(value).__name__, ()) not in both:
            waiting.append(type(value).__name__)
    return any(_is_among((name, ()), members, bases, both) for name in waiting)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


_Arguments = tuple[frozenset[_Member], ...]


def _by_name(members: frozenset[_Member]) -> dict[str, list[_Arguments]]:
    named: dict[str, list[_Arguments]] = {}
    for name, arguments in members:
        named.setdefault(name, []).append(arguments)
    return named


def _relation_of_arguments(old: list[_Arguments], new: list[_Arguments], bases: _Bases) -> Relation:
    """The relation of the members that one name has on both sides."""
    if not old or not new:
        return Relation.WIDER if new else Relation.NARROWER
    if len(old) > 1 or len(new) > 1 or len(old[0]) != len(new[0]):
        return Relation.OTHER
    pairs = zip(old[0], new[0], strict=True)
    return _together(_relation(one, other, bases) for one, other in pairs)


def _together(relations: Iterable[Relation]) -> Relation:
    found = set(relations) - {Relation.SAME}
    if not found:
        return Relation.SAME
    return found.pop() if len(found) == 1 else Relation.OTHER
