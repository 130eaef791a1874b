"""Models and their modules, as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..construction import fast_init
from ..text import Code, Text
from .documentation import Import
from .operations import Setting

_NO_CODE = Code("")


@fast_init
@dataclass(frozen=True, slots=True)
class Field:
    """An attribute of a model class."""

    name: Code
    """Name of the attribute."""

    wire_name: Text
    """Name of the property in JSON."""

    annotation: Code
    """Type expression in the model's module, such as `dt.datetime | None`, or
    `NotRequired[dt.datetime]` in a TypedDict."""

    default: Code
    """Default such as `None`, `UNSET` or `msgspec.field(name="dueDate")`; empty if the field is
    required."""

    docs: Text
    """Description, constraints and default in sentences; may be empty."""

    deprecated: bool
    """True if the document marks the property as deprecated."""


@dataclass(frozen=True, slots=True)
class Model:
    """A class for objects: a dataclass, or the kind of class that `Package.model_style` names."""

    name: Code
    """Name of the class."""

    base: Code
    """Name of the base class: another model, `APIModel`, or `BareAPIModel` if a field of the class, or of
    one that it is related to, has the name of a method of `APIModel`."""

    docs: Text
    """May be empty."""

    fields: tuple[Field, ...]
    """Own fields only; those of `base` are inherited unchanged."""

    wire_names: tuple[Field, ...]
    """The `fields` whose name in JSON differs from their Python name; in a TypedDict, inherited
    ones as well."""

    deprecated: bool
    """True if the document marks the schema as deprecated."""

    constraints: tuple[Setting, ...] = ()
    """Field → `Constraints(…)` that requests are checked against; empty unless `validate_requests`.
    """

    limits: Code = _NO_CODE
    """`Constraints(…)` of the object as a whole; empty unless `validate_requests`."""

    xml: Code = Code("")
    """XML node of the class, such as `XmlNode("pet")`; empty if no XML content refers to the class,
    or if the class name is enough."""

    xml_fields: tuple[Setting, ...] = ()
    """Field → `XmlNode(…)` if its value is not an element with its wire name; empty if no XML
    content refers to the class. In a TypedDict, inherited ones as well."""

    class_arguments: Code = _NO_CODE
    """Arguments of the class statement, such as `APIModel, kw_only=True` or `TypedDict`; empty in a
    dataclass, whose only argument is `base`."""

    nullable_fields: tuple[Code, ...] = ()
    """In a pydantic model, the `fields` that may be null and may be omitted, which its
    `model_fields_set` tells apart."""

    builtins: Code = _NO_CODE
    """Prefix of `dict`, `frozenset` and `str` in class variables, `builtins.` where fields are called
    like builtins; else empty."""

    heirs: tuple[Code, ...] = ()
    """In a TypedDict, the models that extend it, each after its own base. A dict sent in place of
    this model may be one of them; only its keys tell which."""


@dataclass(frozen=True, slots=True)
class EnumMember:
    """A member of an enumeration class."""

    name: Code
    """Name of the member."""

    value: Code
    """A Python literal."""


@dataclass(frozen=True, slots=True)
class EnumClass:
    """An enumeration as a class (`enums = "class"`)."""

    name: Code
    """Name of the class."""

    base: Code
    """`StrEnum`, `IntEnum` or `Enum`."""

    docs: Text
    """May be empty."""

    members: tuple[EnumMember, ...]
    """The members in the document's order."""


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type alias: a union, a list, or an enumeration as `Literal`."""

    name: Code
    """Name of the alias, such as `Pet`."""

    definition: Code
    """Type expression with models as quoted names, such as `Union["Cat", "Dog"]`; if `is_cyclic`,
    the whole expression as a string literal."""

    docs: Text
    """May be empty."""

    is_cyclic: bool = False
    """True if the type contains itself without a model in between and models are pydantic models,
    which then need a `TypeAliasType`."""


@dataclass(frozen=True, slots=True)
class ModelModule:
    """A module of models."""

    name: Code
    """Module name without the package, such as `goals`."""

    docs: Text
    """First line of the module's docstring."""

    imports: tuple[Import, ...]
    """Imports of the module at run time, including `__future__`, `dataclass` and the runtime's
    names."""

    type_checking_imports: tuple[Import, ...]
    """Imports from sibling modules under `TYPE_CHECKING`."""

    enum_classes: tuple[EnumClass, ...]
    """Enumeration classes, which come before everything else."""

    type_names: tuple[TypeName, ...]
    """Type aliases, which come before the models."""

    models: tuple[Model, ...]
    """The model classes, each after its base class."""

    typed_dicts: tuple[Model, ...] = ()
    """The `models` that are TypedDicts with metadata beyond their keys, such as wire names."""


@dataclass(frozen=True, slots=True)
class JoinedModel:
    """A model whose base class is extended by hand-written code."""

    name: Code
    """Name of the class, and of its generated or hand-written form."""

    module: Code
    """Relative module to import that form from: `.goals`, or `..custom.models.goals` if it is
    hand-written."""

    base: Code
    """Name of the base class, with what hand-written code adds to it."""


@dataclass(frozen=True, slots=True)
class ExtendedModels:
    """Additions of hand-written model classes (`custom/models`) to the `models` package, which
    modules then call `_models` in annotations."""

    imports: tuple[Import, ...]
    """Imports of the module with the `joined` models; names of their own forms begin with an
    underscore."""

    joined: tuple[JoinedModel, ...]
    """Models that inherit additions to their base classes, each after its base; if empty, there is
    no such module."""


@dataclass(frozen=True, slots=True)
class ModelExport:
    """Names that the `models` package re-exports from one of its modules."""

    module: Code
    """Name of the module inside `models`; `.custom.models.goals` for a hand-written one,
    `_extended` for that of `ExtendedModels`."""

    names: tuple[Code, ...]
    """Names of the classes and type aliases, sorted."""

    lines: tuple[Code, ...]
    """The same, separated by spaces, in lines of at most 72 characters where names are not longer."""

    is_whole: bool
    """True if the names are all public names of the module."""


@dataclass(frozen=True, slots=True)
class DictType:
    """A TypedDict with the keys that a dict in place of a model may have."""

    name: Code
    """Name of the TypedDict, such as `MessageDict`."""

    base: Code
    """`TypedDict`, or that of the model's base class."""

    fields: tuple[Setting, ...]
    """Key → type expression, such as `NotRequired[str]`; keys are called as the fields of the
    model."""


@dataclass(frozen=True, slots=True)
class InputDicts:
    """The module with the types of dicts in place of models, which arguments accept as well."""

    imports: tuple[Import, ...]
    """Imports of the module."""

    type_names: tuple[TypeName, ...]
    """What type aliases accept beyond their values, which comes before the TypedDicts."""

    classes: tuple[DictType, ...]
    """The TypedDicts, each after its base."""

    export: ModelExport
    """Names that the `models` package exports from the module."""


@dataclass(frozen=True, slots=True)
class ModelSynonym:
    """An alias of a model: a component schema that only refers to another one."""

    name: Code
    """Name of the alias."""

    target: Code
    """Name of the class or type that it stands for."""

    module: Code
    """Module that declares the target."""
