"""Models as templates see them."""

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
    """Type expression as it stands in the model's module, such as `dt.datetime | None`, or
    `NotRequired[dt.datetime]` in a TypedDict."""

    default: Code
    """Right-hand side such as `None`, `UNSET` or `msgspec.field(name="dueDate")`; empty where there is
    none."""

    docs: Text
    """Description, constraints and default in sentences; may be empty."""

    deprecated: bool
    """True if the document calls the property deprecated."""


@dataclass(frozen=True, slots=True)
class Model:
    """A class of objects: a dataclass, or what `Package.model_style` says."""

    name: Code
    """Name of the class."""

    base: Code
    """Name of the class that it extends: another model, or `APIModel`."""

    docs: Text
    """May be empty."""

    fields: tuple[Field, ...]
    """Own fields only; those of `base` are inherited unchanged."""

    wire_names: tuple[Field, ...]
    """Those of `fields` whose wire name differs from their name; in a TypedDict inherited ones, too."""

    deprecated: bool
    """True if the document calls the schema deprecated."""

    constraints: tuple[Setting, ...] = ()
    """Field → `Constraints(…)` that a request is checked for; empty unless `validate_requests`."""

    limits: Code = _NO_CODE
    """`Constraints(…)` of the object as a whole; empty unless `validate_requests`."""

    xml: Code = Code("")
    """Node of the class in an XML document, such as `XmlNode("pet")`; empty where no XML content
    refers to it, or where the name of the class says it all."""

    xml_fields: tuple[Setting, ...] = ()
    """Field → `XmlNode(…)` where its value is no element with its wire name; empty where no XML
    content refers to the class. In a TypedDict inherited ones, too."""

    class_arguments: Code = _NO_CODE
    """What stands in the parentheses of the class statement, such as `APIModel, kw_only=True` or
    `TypedDict`; empty in a dataclass, where that is `base`."""

    nullable_fields: tuple[Code, ...] = ()
    """In a pydantic model, those of `fields` that may be null and may be left out, which its
    `model_fields_set` tells apart."""

    heirs: tuple[Code, ...] = ()
    """In a TypedDict, the models that extend it, each behind its own base: dicts that are sent where
    it is asked for may be of them, which only their keys tell."""


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
    """In the document's order."""


@dataclass(frozen=True, slots=True)
class TypeName:
    """A name for a type: a union, a list, an enumeration as `Literal`."""

    name: Code
    """The name, such as `Pet`."""

    definition: Code
    """Type expression in which models are quoted names, such as `Union["Cat", "Dog"]`; a Python literal
    of the whole expression where `is_cyclic`."""

    docs: Text
    """May be empty."""

    is_cyclic: bool = False
    """True if the type contains itself with no model in between, and models are those of pydantic,
    which asks for a `TypeAliasType` then."""


@dataclass(frozen=True, slots=True)
class ModelModule:
    """One module of models."""

    name: Code
    """Module name without the package, such as `goals`."""

    docs: Text
    """First line of the module's docstring."""

    imports: tuple[Import, ...]
    """Every import that the module runs: `__future__`, `dataclass` and the runtime's names included."""

    type_checking_imports: tuple[Import, ...]
    """Imports from sibling modules that only type checkers see."""

    enum_classes: tuple[EnumClass, ...]
    """Enumerations as classes, in front of everything else."""

    type_names: tuple[TypeName, ...]
    """Names for types, in front of the models."""

    models: tuple[Model, ...]
    """Every class behind its base class."""

    typed_dicts: tuple[Model, ...] = ()
    """Those of `models` that are TypedDicts with something to tell beside their keys, such as wire
    names."""


@dataclass(frozen=True, slots=True)
class JoinedModel:
    """A model that extends another one, to which hand-written code adds something."""

    name: Code
    """Name of the class, and of its own form."""

    module: Code
    """Relative module that its own form is taken from: `.goals`, or `..custom.models.goals` where
    that is hand-written, too."""

    base: Code
    """Name of the class that it extends, with what is added to that."""


@dataclass(frozen=True, slots=True)
class ExtendedModels:
    """What hand-written classes of models (`custom/models`) ask of the `models` package, whose modules
    call it `_models` in annotations then."""

    imports: tuple[Import, ...]
    """Every import that the module of `joined` runs; own forms have an underscore in front."""

    joined: tuple[JoinedModel, ...]
    """Models that get what is added to those that they extend, each behind its base; may be empty,
    and there is no such module then."""


@dataclass(frozen=True, slots=True)
class ModelExport:
    """Which names the `models` package takes from one of its modules."""

    module: Code
    """Name of the module inside `models`; `.custom.models.goals` for one that is hand-written,
    `_extended` for that of `ExtendedModels`."""

    names: tuple[Code, ...]
    """Sorted."""


@dataclass(frozen=True, slots=True)
class ModelSynonym:
    """A component schema that is only a reference to another one."""

    name: Code
    """The further name."""

    target: Code
    """The class or type that it means."""

    module: Code
    """Module of the target."""
