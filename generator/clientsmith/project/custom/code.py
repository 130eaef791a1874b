"""Hand-written modules as values: classes, what they extend, and what is imported."""

from __future__ import annotations

from dataclasses import dataclass

from ...problem import Location, Problem


@dataclass(frozen=True, slots=True)
class CustomClass:
    """A class that a module defines at its top."""

    path: str
    """Module and name inside of the package, such as `custom.models.goals.Goal`."""

    location: Location
    bases: tuple[str, ...]
    """What it extends of the package, as paths inside of it, such as `models.goals.Goal`."""

    is_open: bool
    """Whether it may extend more than its text tells."""

    has_slots: bool
    """Whether it lays out attributes of its own, so that a class cannot extend it and another one."""

    has_fields: bool
    """Whether annotations in it declare fields."""

    names_slots: bool
    """Whether `__slots__` stands in it, be it empty."""

    is_dataclass: bool
    """Whether it is made a dataclass itself."""

    @property
    def module(self) -> str:
        """Path of the module that defines it."""
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The name alone."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class CustomImport:
    """Something of the package that a module imports when it is loaded itself."""

    path: str
    """Of a module, or of a name in one, inside of the package."""

    location: Location


@dataclass(frozen=True, slots=True)
class CustomModule:
    """A hand-written module."""

    path: str
    """Inside of the package, such as `custom.models.goals`."""

    classes: tuple[CustomClass, ...]
    imports: tuple[CustomImport, ...]


@dataclass(frozen=True, slots=True)
class CustomCode:
    """The hand-written modules of one package that may extend generated classes, by path."""

    modules: tuple[CustomModule, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Files that are no readable modules."""

    @property
    def classes(self) -> tuple[CustomClass, ...]:
        """Every class, in the order of modules and lines."""
        return tuple(each for module in self.modules for each in module.classes)

    @property
    def extending(self) -> tuple[str, ...]:
        """What of the code decides on what is generated, one text a class."""
        return tuple(
            f"{each.path}({', '.join(each.bases)}{'?' * each.is_open})"
            for each in self.classes
            if each.bases or each.is_open
        )


NO_CUSTOM_CODE = CustomCode()
"""A package without hand-written modules."""
