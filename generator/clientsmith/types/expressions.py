"""Type expressions of Python as values, and how they are printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from ..encode.encoders import literal
from ..text import Code
from .imports import Imports

TYPING = frozenset({"Annotated", "Any", "Literal", "Optional", "Union"})
COLLECTIONS = frozenset({"Mapping", "Sequence"})
"""Types of arguments that are arrays and objects."""

WIRE_TYPES = frozenset(
    {"Base64Url", "DecimalNumber", "FileInput", "HttpDate", "IntegerString", "UnixTime"}
)
RUNTIME = WIRE_TYPES | {"Discriminator", "NO_TAG", "UNSET", "UnknownTag", "Unset"}
"""Names that annotations and defaults take from the runtime."""

_MODULES = {
    **dict.fromkeys(("Discriminator", "NO_TAG", "UnknownTag"), ".codec.unions"),
    "FileInput": ".bodies.files",
    **dict.fromkeys(WIRE_TYPES - {"FileInput"}, ".models.wire_types"),
}
"""Modules of the names that not every client has."""

RESERVED_CLASSES = (
    TYPING
    | RUNTIME
    | {"APIModel", "BareAPIModel", "ClassVar", "Decimal", "Enum", "IntEnum", "StrEnum"}
    | {"TYPE_CHECKING", "UUID"}
    | {"NotRequired", "TypeAlias", "TypeAliasType", "TypedDict", "UnknownVariant", "XmlNode"}
)
"""Names that modules of models import, which no class may take."""

_IDENTIFIER = re.compile(
    r""" "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | (?<![\w.]) ([^\W\d]\w*) """, re.VERBOSE
)
"""A string, which is passed over, or a name that is no attribute."""


@dataclass(frozen=True, slots=True)
class ExternalType:
    """A type that is no model: `int`, `dt.date`, `Any`, `None`."""

    code: str


@dataclass(frozen=True, slots=True)
class ModelType:
    """A class or a type name of the `models` package."""

    name: str


@dataclass(frozen=True, slots=True)
class Constants:
    """`Literal[...]`."""

    values: tuple[str, ...]
    """Python literals, each once."""


@dataclass(frozen=True, slots=True)
class Generic:
    """`list[...]`, `dict[...]`, `tuple[...]`."""

    head: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class UnionType:
    """A union of at least two types, none of which is a union without a discriminator itself."""

    members: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A union with a discriminator."""

    union_of: Expression
    property: str
    mapping: tuple[tuple[str, str], ...]
    """Value of the property → name of the class."""

    default: str | None
    """Name of the class that every other value means."""


Expression = ExternalType | ModelType | Constants | Generic | UnionType | Tagged

NONE = ExternalType("None")
ANY = ExternalType("Any")
LEFT_OUT = ExternalType("Unset")
"""The type of `UNSET`."""
UNKNOWN_VARIANT = ModelType("UnknownVariant")
"""Class of objects in unions whose discriminator has a value that the document does not have."""
UNKNOWN_TAG = ExternalType("UnknownTag")
"""Type of the discriminators of such objects."""


def union_of(members: Iterable[Expression]) -> Expression:
    """Return the union of types, without repetitions, constants together, `None` and `Unset` last."""
    found: dict[Expression, None] = {}
    constants: dict[str, None] = {}
    for member in members:
        for part in member.members if isinstance(member, UnionType) else (member,):
            if isinstance(part, Constants):
                constants.update(dict.fromkeys(part.values))
                found.setdefault(_CONSTANTS_HERE)
            else:
                found.setdefault(part)
    parts = [
        Constants(tuple(constants)) if part is _CONSTANTS_HERE else part
        for part in found
        if part not in _LAST
    ]
    parts += (part for part in _LAST if part in found)
    if not parts:
        return ANY
    return parts[0] if len(parts) == 1 else UnionType(tuple(parts))


_CONSTANTS_HERE = Constants(())
_LAST = (NONE, LEFT_OUT)


def optional(expression: Expression) -> Expression:
    """Return the type, or None."""
    return expression if admits_none(expression) else union_of((expression, NONE))


def admits_none(expression: Expression) -> bool:
    """Return whether the expression says itself that None is a value of it."""
    if isinstance(expression, UnionType):
        return NONE in expression.members
    return expression in (NONE, ANY)


@lru_cache(maxsize=4096)
def annotation_code(expression: Expression, prefix: str = "") -> Code:
    """Return the expression as an annotation, `models` classes behind `prefix`."""
    return Code(_annotation(expression, prefix))


_OR_NONE_OR_UNSET = " | None | Unset"


def argument_code(annotation: Code) -> Code:
    """Return the annotation of an argument, `Maybe[float]` for `float | None | Unset`."""
    if not annotation.endswith(_OR_NONE_OR_UNSET):
        return annotation
    return Code(f"Maybe[{annotation.removesuffix(_OR_NONE_OR_UNSET)}]")


def substituted(expression: Expression, names: Mapping[str, Expression]) -> Expression:
    """Return the expression with other expressions in place of some names of the `models` package,
    in what stands there, too."""
    match expression:
        case ModelType(name) if name in names:
            return substituted(names[name], names)
        case Generic(head, arguments):
            return Generic(head, tuple(substituted(part, names) for part in arguments))
        case UnionType(members):
            return union_of(substituted(part, names) for part in members)
        case Tagged(union):
            return replace(expression, union_of=substituted(union, names))
        case _:
            return expression


def _annotation(expression: Expression, prefix: str) -> str:
    match expression:
        case ExternalType(code):
            return code
        case ModelType(name):
            return prefix + name
        case Constants(values):
            return f"Literal[{', '.join(values)}]"
        case Generic(head, arguments):
            return f"{head}[{', '.join(_annotation(part, prefix) for part in arguments)}]"
        case UnionType(members):
            return " | ".join(_annotation(member, prefix) for member in members)
        case Tagged(union):
            return f"Annotated[{_annotation(union, prefix)}, {_discriminator(expression)}]"
        case _:
            assert_never(expression)


def definition_code(expression: Expression) -> Code:
    """Return the expression as the right-hand side of a type name, which is evaluated at import:
    classes of ours are quoted, and unions are written so that they may hold quoted names."""
    return Code(_definition(expression))


def _definition(expression: Expression) -> str:
    match expression:
        case ExternalType(code):
            return code
        case ModelType(name):
            return f'"{name}"'
        case Constants(values):
            return f"Literal[{', '.join(values)}]"
        case Generic(head, arguments):
            return f"{head}[{', '.join(map(_definition, arguments))}]"
        case UnionType(members):
            return f"Union[{', '.join(map(_definition, members))}]"
        case Tagged(union):
            return f"Annotated[{_definition(union)}, {_discriminator(expression)}]"
        case _:
            assert_never(expression)


def _discriminator(tagged: Tagged) -> str:
    default = "" if tagged.default is None else f", default={literal(tagged.default)}"
    return f"Discriminator({literal(tagged.property)}, {literal(dict(tagged.mapping))}{default})"


def own_names(expression: Expression) -> Iterator[str]:
    """Yield names of the `models` package that the expression uses."""
    match expression:
        case ModelType(name):
            yield name
        case Generic(_, arguments):
            for part in arguments:
                yield from own_names(part)
        case UnionType(members):
            for part in members:
                yield from own_names(part)
        case Tagged(union):
            yield from own_names(union)
        case ExternalType() | Constants():
            pass
        case _:
            assert_never(expression)


_LONG = 2**63


def constants(values: Iterable[str | int | float | bool | None]) -> Expression:
    """Return the type of a few constants; typing has none for floats, whose type stands for them,
    nor do type checkers for integers of more than 64 bits."""
    parts: list[Expression] = []
    literals: list[str] = []
    place = 0
    for value in values:
        if value is None:
            parts.append(NONE)
        elif isinstance(value, float):
            parts.append(ExternalType("float"))
        elif isinstance(value, int) and abs(value) >= _LONG:
            parts.append(ExternalType("int"))
        else:
            if not literals:
                place = len(parts)
            literals.append(literal(value))
    if literals:
        parts.insert(place, Constants(tuple(literals)))
    return union_of(parts)


# --- names in code -------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def free_names(code: str) -> tuple[str, ...]:
    """Return names that a piece of code reads, attributes and strings aside, each once."""
    return tuple(dict.fromkeys(name for name in _IDENTIFIER.findall(code) if name))


def add_imports(imports: Imports, code: str, runtime: str, *, of_arguments: bool = False) -> None:
    """Add imports for names of an annotation or a default, apart from builtins and models.

    Args:
        imports: imports of the module that the code stands in.
        code: type expression or default value.
        runtime: the runtime package, as seen from that module.
        of_arguments: whether the module has types of arguments; in others `Mapping` and `Sequence`
            are models.
    """
    for name in free_names(code):
        if name == "dt":
            imports.add_module("datetime", "dt")
        elif name == "_dt":
            imports.add_module("datetime", name)
        elif name == "_ip":
            # Behind an underscore, for documents have classes and properties of the names inside.
            imports.add_module("ipaddress", name)
        elif name == "UUID":
            imports.add("uuid", name)
        elif name == "Decimal":
            imports.add("decimal", name)
        elif name == "builtins":
            imports.add_module(name)
        elif name == "_builtins":
            imports.add_module("builtins", name)
        elif of_arguments and name in COLLECTIONS:
            imports.add("collections.abc", name)
        elif name in TYPING:
            imports.add("typing", name)
        elif name in RUNTIME:
            imports.add(runtime + _MODULES.get(name, ""), name)


BUILTINS_IN_CODE = frozenset(
    {"bool", "bytes", "dict", "float", "frozenset", "int", "list", "str", "tuple"}
)
"""Builtins that annotations and class bodies use."""

_MODULES_IN_CODE = frozenset({"builtins", "dt", "field", "models", "msgspec", "pydantic"})
"""Imported names that they use, apart from those of classes."""

MAY_BE_HIDDEN = BUILTINS_IN_CODE | _MODULES_IN_CODE
"""Names that a scope may have another meaning for."""


def builtins_prefix(hidden: Collection[str]) -> Code:
    """Return what stands before builtins in a scope that has its own meaning for some of them; empty
    if it has not."""
    if BUILTINS_IN_CODE.isdisjoint(hidden):
        return Code("")
    return Code("_builtins." if "builtins" in hidden else "builtins.")


def visible(code: str, hidden: Collection[str]) -> Code:
    """Return code whose names mean the same in a scope that hides some of them: builtins are
    attributes of `builtins`, and imported names have an alias that begins with an underscore, which
    no name of a document does.

    Args:
        code: type expression or default value.
        hidden: names with another meaning in the scope, such as those of the fields of a class.
    """
    if MAY_BE_HIDDEN.isdisjoint(hidden):
        return Code(code)

    def replaced(found: re.Match[str]) -> str:
        name = found[1]
        if name not in hidden:
            return found[0]
        if name in BUILTINS_IN_CODE:
            return f"{builtins_prefix(hidden)}{name}"
        return f"_{name}" if name in _MODULES_IN_CODE else name

    return Code(_IDENTIFIER.sub(replaced, code))


_QUALIFIED = re.compile(
    r""" "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | (?<![\w.]) (_?builtins\.|_(?=(?:dt|models)\b)) """,
    re.VERBOSE,
)
"""A string, which is passed over, or what `visible` adds to the names in annotations."""


def unqualified(code: str) -> str:
    """Return an annotation as it is in a scope that hides nothing, the inverse of `visible`."""
    return _QUALIFIED.sub(lambda found: "" if found[1] else found[0], code)
