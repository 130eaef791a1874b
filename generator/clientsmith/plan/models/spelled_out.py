"""Types whose names lead back to themselves, written out where TypedDicts use them.

mypy follows such a name along every way that leads back to it, through the keys of all TypedDicts in
between; where hundreds of these lead to each other, that has no end. TypedDicts that contain
themselves without such a name cost it nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...text import Code
from ...types.expressions import own_names
from ...types.graphs import knots, leading_back
from .fields import PlannedClass
from .printing import Contents, with_names


def spelled_out(modules: dict[Code, Contents]) -> dict[Code, Contents]:
    """The same modules, in which no name of a type leads back to itself through a model.

    Names stay in models that they do not lead back to, and so do those that lead back with no model
    in between, such as `Tree` for `Union[str, list["Tree"]]`, which cannot be written without.

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
    without_model = leading_back(
        {name: used & definitions.keys() for name, used in of_names.items()}
    )
    around = knots(of_names | of_classes)

    def written_out(planned: PlannedClass) -> PlannedClass:
        names = (around[planned.name] & definitions.keys()) - without_model
        return with_names(planned, {name: definitions[name] for name in names})

    return {
        module: replace(part, classes=[written_out(planned) for planned in part.classes])
        for module, part in modules.items()
    }


def _used(planned: PlannedClass) -> Iterator[str]:
    """Names that a class uses, that of its base among them."""
    for part in planned.own:
        yield from own_names(part.expression)
    if planned.base is not None:
        yield planned.base.name
