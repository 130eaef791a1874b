"""Types whose names lead back to themselves, written out where TypedDicts use them.

mypy follows such a name along every way that leads back to it, through the keys of all TypedDicts in
between; where hundreds of these lead to each other, that has no end. TypedDicts that contain
themselves without such a name cost it nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..text import Code
from .circles import leads_to
from .model_fields import PlannedClass
from .model_printing import Contents, with_names
from .type_expressions import own_names


def spelled_out(modules: dict[Code, Contents]) -> dict[Code, Contents]:
    """The same modules, in which no field has a type with a name that leads back to itself through a
    model.

    What leads back with no model in between, such as `Tree` for `Union[str, list["Tree"]]`, keeps its
    name, for it cannot be written without.

    Args:
        modules: what each module holds.
    """
    definitions = {
        str(each.name): each.expression for part in modules.values() for each in part.definitions
    }
    of_names = {name: frozenset(own_names(each)) for name, each in definitions.items()}
    of_classes = {
        str(planned.name): frozenset(_used(planned))
        for part in modules.values()
        for planned in part.classes
    }
    uses = of_names | of_classes
    among_names = {name: used & definitions.keys() for name, used in of_names.items()}
    replaced = {
        name: definition
        for name, definition in definitions.items()
        if leads_to(name, name, uses) and not leads_to(name, name, among_names)
    }
    return {
        module: replace(part, classes=[with_names(planned, replaced) for planned in part.classes])
        for module, part in modules.items()
    }


def _used(planned: PlannedClass) -> Iterator[str]:
    """Names that a class uses, that of its base among them."""
    for part in planned.own:
        yield from own_names(part.expression)
    if planned.base is not None:
        yield planned.base.name
