"""Hand-written classes that stand for generated ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..problem import Problem, Severity
from ..project.custom import CUSTOM, CustomClass, CustomCode

CLIENT, MODELS, RESOURCES = "client", "models", "resources"
"""Modules and packages with classes that may be extended; what extends them is called the same
below `custom`."""


@dataclass(frozen=True, slots=True)
class Extensions:
    """Generated classes of one section that hand-written ones stand for."""

    classes: Mapping[str, CustomClass]
    """By name."""

    problems: tuple[Problem, ...] = ()

    def module(self, name: str) -> str:
        """Return the path of the module that has the class of that name; empty where only the
        generated one exists."""
        return self.classes[name].module if name in self.classes else ""


def extensions_of(
    code: CustomCode, section: str, generated: Collection[str], others: Collection[str] = ()
) -> Extensions:
    """Return the classes of a section that are extended.

    Args:
        code: the hand-written modules.
        section: `CLIENT`, `MODELS` or `RESOURCES`.
        generated: names of the generated classes.
        others: further names, of what cannot be extended.

    Returns:
        The classes, with a warning for each that has the name of a generated one and does not extend
        it, a note for each that extends one and has another name, and an error for several that
        extend the same.
    """
    known = {each.path: each for each in code.classes}
    candidates: dict[str, dict[str, CustomClass]] = {}
    problems: list[Problem] = []
    extended = {base.path for each in known.values() for base in ancestors(each, known)}
    for each in known.values():
        if not f"{each.module}.".startswith(f"{CUSTOM}.{section}."):
            continue
        if each.name in others:
            problems.append(_unused(each, "it is no class that can be extended"))
        elif each.name in generated:
            if _extends(each, section, known):
                candidates.setdefault(each.name, {})[each.path] = each
            else:
                problems.append(_unused(each, "this class does not extend it"))
        elif each.path not in extended:
            problems += _misnamed(each, section, generated)
    found: dict[str, CustomClass] = {}
    for name, rivals in candidates.items():
        below = {base.path for each in rivals.values() for base in ancestors(each, known)}
        last = [each for each in rivals.values() if each.path not in below]
        if len(last) == 1:
            found[name] = last[0]
        else:
            problems += (_ambiguous(each, last) for each in last)
    return Extensions(found, tuple(problems))


def _extends(each: CustomClass, section: str, known: Mapping[str, CustomClass]) -> bool:
    """Return whether a class extends the generated one of its name, or may do so for all that is
    known."""
    lineage = [each, *ancestors(each, known)]
    wanted = f".{each.name}"
    for one in lineage:
        for base in one.bases:
            is_public = section == CLIENT and base == each.name
            if is_public or (base.startswith(f"{section}.") and base.endswith(wanted)):
                return True
    return any(
        one.is_open
        or any(base.startswith(f"{CUSTOM}.") and base not in known for base in one.bases)
        for one in lineage
    )


def ancestors(each: CustomClass, known: Mapping[str, CustomClass]) -> Iterator[CustomClass]:
    """Yield the hand-written classes that a class extends, directly or not.

    Args:
        each: the class.
        known: hand-written classes by path.
    """
    waiting = [*each.bases]
    seen = {each.path}
    while waiting:
        path = waiting.pop(0)
        if path in known and path not in seen:
            seen.add(path)
            yield known[path]
            waiting += known[path].bases


def _unused(each: CustomClass, why: str) -> Problem:
    return Problem(
        "custom-class-unused",
        Severity.WARNING,
        f"`{each.name}` is the name of something generated, but {why}; it is left alone.",
        each.location,
        "Extend the generated class of that name, or choose another name.",
    )


def _ambiguous(each: CustomClass, all_: Iterable[CustomClass]) -> Problem:
    rest = ", ".join(f"`{other.module}`" for other in all_ if other.path != each.path)
    return Problem(
        "custom-class-unusable",
        Severity.ERROR,
        f"Another class extends the generated `{each.name}`, too: that in {rest or 'this module'}.",
        each.location,
        "Let one of them extend the other, or choose another name.",
    )


def _misnamed(each: CustomClass, section: str, generated: Collection[str]) -> Iterator[Problem]:
    for base in each.bases:
        name = base.rpartition(".")[2]
        if base.startswith(f"{section}.") and name in generated:
            yield Problem(
                "custom-class-unused",
                Severity.NOTE,
                f"`{each.name}` extends the generated `{name}` under another name, so that the "
                "package does not use it.",
                each.location,
                f"Call it `{name}` if it is to stand for the generated class.",
            )
