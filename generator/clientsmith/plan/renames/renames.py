"""Names that differ from those of the client that was generated before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...naming.overrides import parsed_name
from ...naming.pinned_schemas import is_class_name
from ...project.pins import REQUEST, OperationPin, Pins, SchemaPin


@dataclass(frozen=True, slots=True)
class Rename:
    """Something that is still there, under another name."""

    key: str
    """`METHOD /path`, or key of a schema."""

    form: str
    """The variant of the operation, or `REQUEST`; empty for what has the plain name."""

    old: str
    new: str


def operation_renames(old: Pins, new: Pins) -> Iterator[Rename]:
    """Operations, and forms of them, that users find elsewhere now; those of one operation stand
    together, its own name first."""
    counts = Counter(pin.name for pin in old.operations.values())
    for key, before in sorted(old.operations.items()):
        now = new.operations.get(key)
        if now is None or (now.name, now.variants) == (before.name, before.variants):
            continue
        name = parsed_name(before.name)
        if name is None or counts[before.name] > 1:
            continue
        if before.name != now.name:
            yield Rename(key, "", before.name, now.name)
        for form, method in sorted(before.variants.items()):
            old_name = ".".join((*name.resource, method))
            new_name = method_of(now, form)
            if form in now.variants and old_name != new_name and parsed_name(old_name) is not None:
                yield Rename(key, form, old_name, new_name)


def method_of(pin: OperationPin, form: str) -> str:
    """Where users find a form of an operation; the operation itself where it has no such form."""
    if form not in pin.variants:
        return pin.name
    return f"{pin.name.rpartition('.')[0]}.{pin.variants[form]}"


def schema_renames(old: Pins, new: Pins) -> Iterator[Rename]:
    """Classes that are called otherwise now; a class of several places is told once."""
    told: set[tuple[str, str]] = set()
    for key, before in sorted(old.schemas.items()):
        now = new.schemas.get(key)
        if now is None:
            continue
        for form, old_name in (("", before.name), (REQUEST, before.request)):
            new_name = class_of(now, form)
            usable = is_class_name(old_name) and old_name != new_name
            if usable and (old_name, new_name) not in told:
                told.add((old_name, new_name))
                yield Rename(key, form, old_name, new_name)


def class_of(pin: SchemaPin, form: str) -> str:
    """The class for a form of a schema."""
    return pin.request or pin.name if form == REQUEST else pin.name
