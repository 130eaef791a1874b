"""Plans the class of objects in unions that the document does not know, such as a new kind of event."""

from __future__ import annotations

from collections.abc import Mapping

from ...ir import Anything, Docs, Field, Model, Place
from ...text import Code
from ...types.directions import RESPONSE_ONLY
from ...types.expressions import UNKNOWN_TAG, UNKNOWN_VARIANT
from .fields import PlannedClass, PlannedField
from .printing import ModuleContents

MODULE = Code("_unknown_variant")
"""Module of the class inside `models`; others begin with a letter."""

_ID = "#/UnknownVariant"
_MODULE_DOCS = "Variants of unions that this version of the API description does not have."
_DESCRIPTION = (
    "Object whose discriminator has a value that this version of the API description does not have, "
    "such as a new kind of event.\n\n"
)
_REST = {
    "typeddict": "The discriminator is under its name in Python, everything else as received.",
}
_REST_OF_CLASSES = "The discriminator is an attribute, everything else is in `extra_fields`."


def unknown_variants(names: Mapping[str, Code], style: str) -> ModuleContents:
    """Return the module with the class for unknown variants.

    Args:
        names: properties that distinguish the objects of unions, with the names of their fields.
        style: kind of models.
    """
    docs = Docs(description=_DESCRIPTION + _REST.get(style, _REST_OF_CLASSES))
    fields = {name: Field(name, Anything(), False, Docs()) for name in sorted(names)}
    model = Model(_ID, Place(None, ()), docs, tuple(fields.values()))
    planned = PlannedClass(
        Code(UNKNOWN_VARIANT.name),
        model,
        RESPONSE_ONLY,
        None,
        (),
        tuple(
            PlannedField(field, names[name], UNKNOWN_TAG, Code("NO_TAG"))
            for name, field in fields.items()
        ),
    )
    return ModuleContents(_MODULE_DOCS, [planned])
