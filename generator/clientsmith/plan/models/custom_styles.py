"""Hand-written classes of models that do not go with the style of the generated ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...problem import Problem, Severity
from ...project.custom import CustomClass
from ...types.custom_classes import Extensions, ancestors


def without_typed_dicts(found: Extensions) -> Extensions:
    """No extended classes, with a warning for each that would be one: TypedDicts have only keys."""
    problems = (
        Problem(
            "style-not-expressible",
            Severity.WARNING,
            f"A TypedDict has no methods, so this `{each.name}` does not stand for the generated one.",
            each.location,
            "Write functions that take the dict, or choose another style for `models`.",
        )
        for each in found.classes.values()
    )
    return replace(found, classes={}, problems=(*found.problems, *problems))


def unusable_in(
    style: str, found: Extensions, known: Mapping[str, CustomClass]
) -> Iterator[Problem]:
    """An error for each hand-written class that could not be made on top of one of the style.

    Args:
        style: of the models.
        found: hand-written classes that stand for models.
        known: all hand-written classes, by path.
    """
    if style == "dataclass":
        return
    lineage = {
        one.path: one for each in found.classes.values() for one in (each, *ancestors(each, known))
    }
    for each in lineage.values():
        if each.is_dataclass:
            message = f"This class is a dataclass, and models are those of {style}."
            yield _unusable(each, message, "Take the decorator away; fields need none.")
        elif each.names_slots and style == "msgspec":
            message = "A Struct of msgspec lays out its attributes itself."
            yield _unusable(each, message, "Take `__slots__` away.")


def _unusable(each: CustomClass, message: str, hint: str) -> Problem:
    return Problem("custom-class-unusable", Severity.ERROR, message, each.location, hint)
