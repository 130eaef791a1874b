"""The template contract as data: which class of the context has which fields of which types, and
which variables a template sees.

It is read from the classes of `clientsmith.context`, which say everything once. Only what looks at
templates of users needs it; an ordinary run never imports it.
"""

from .classes import ClassContract, FieldContract, class_contracts
from .types import ObjectOf, OptionalOf, Scalar, TupleOf, Type, parse_type
from .variables import GLOBALS, OF_PLACEHOLDERS, OF_TEMPLATES, variables

__all__ = [
    "GLOBALS",
    "OF_PLACEHOLDERS",
    "OF_TEMPLATES",
    "ClassContract",
    "FieldContract",
    "ObjectOf",
    "OptionalOf",
    "Scalar",
    "TupleOf",
    "Type",
    "class_contracts",
    "parse_type",
    "variables",
]
