"""What griffe says of two things that users know by the same name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import griffe

from .findings import Finding
from .reading import MODELS, Named, shown

_CONSTRUCTOR = "__init__"
_WEBHOOKS = "webhooks."
_OF_FIELDS = (MODELS, _WEBHOOKS)

_ABSENT = frozenset({"None", "UNSET"})
"""Defaults that stand for leaving an argument out."""

_OF_ARGUMENTS = {
    griffe.BreakageKind.PARAMETER_REMOVED: ("client-argument-removed", "is gone"),
    griffe.BreakageKind.PARAMETER_MOVED: ("client-argument-moved", "has another position"),
    griffe.BreakageKind.PARAMETER_CHANGED_KIND: (
        "client-argument-kind-changed",
        "is given in another way, by position or by name",
    ),
    griffe.BreakageKind.PARAMETER_CHANGED_REQUIRED: (
        "client-argument-required",
        "must be given now",
    ),
    griffe.BreakageKind.PARAMETER_ADDED_REQUIRED: (
        "client-argument-required",
        "is new, and must be given",
    ),
    griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT: (
        "client-default-changed",
        "has the default value {new}, and had {old}",
    ),
}


def breakages(name: str, old: Named, new: Named) -> Iterator[Finding]:
    """The findings on what griffe takes for breaking, but for types.

    Griffe pairs members of modules by their names. So each of the two gets a module of its own, where
    it has the name that users know it by and not that of the module that it happens to lie in.
    """
    before, now = griffe.Module("client"), griffe.Module("client")
    before.members[name], now.members[name] = old, new
    for breakage in griffe.find_breaking_changes(before, now):
        found = breakage.obj
        if breakage.kind in _OF_ARGUMENTS:
            yield from _of_argument(breakage, name, old, new)
        elif breakage.kind is griffe.BreakageKind.OBJECT_CHANGED_KIND:
            full = name if found is new else f"{name}.{found.name}"
            yield Finding(
                "client-kind-changed",
                full,
                f"{shown(full)} is a {breakage.new_value.value}, and was a "
                f"{breakage.old_value.value}.",
            )
        elif (
            breakage.kind is griffe.BreakageKind.OBJECT_REMOVED
            and found.name != _CONSTRUCTOR
            and not _is_inherited_still(found, new)
        ):
            full = f"{name}.{found.name}"
            yield Finding("client-name-removed", full, f"{shown(full)} is gone.")


def _of_argument(breakage: griffe.Breakage, name: str, old: Named, new: Named) -> Iterator[Finding]:
    code, what = _OF_ARGUMENTS[breakage.kind]
    parameter = breakage.old_value or breakage.new_value
    if breakage.kind is griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT:
        defaults = str(parameter.default), str(breakage.new_value.default)
        if _ABSENT.issuperset(defaults):
            return  # the types differ, which is another finding
        what = what.format(old=defaults[0], new=defaults[1])
    if breakage.obj is new:
        argument = f"{name}({parameter.name}=)"
    elif breakage.obj.name != _CONSTRUCTOR:
        argument = f"{name}.{breakage.obj.name}({parameter.name}=)"
    elif name.startswith(_OF_FIELDS):
        yield from _of_field(code, name, parameter.name, what, old, new)
        return
    else:
        argument = f"{name}({parameter.name}=)"
    yield Finding(code, argument, f"{shown(argument)} {what}.")


def _of_field(
    code: str, name: str, field: str, what: str, old: Named, new: Named
) -> Iterator[Finding]:
    """The finding on an argument of a model, which is known as a field; those of a class that it
    extends are that class's own matter."""
    if code == "client-argument-removed" or name.startswith(_WEBHOOKS):
        return  # the field is gone, which is another finding; webhooks make their objects themselves
    if field not in old.members and field not in new.members:
        return
    finding = Finding(code, f"{name}.{field}", f"{name}.{field} {what}.")
    if code == "client-default-changed":
        yield finding
    else:
        if_read = "client-type-narrowed" if field in old.members else "client-name-added"
        yield replace(finding, if_read=if_read, if_sent=code)


def _is_inherited_still(found: griffe.Object | griffe.Alias, new: Named) -> bool:
    """Whether a member is inherited from a class that lost it, and that is extended as before."""
    if not isinstance(found, griffe.Alias) or not found.inherited:
        return False
    base = found.final_target.parent
    if base is None or not isinstance(new, griffe.Class):
        return False
    try:
        return any(each.name == base.name for each in new.mro())
    except ValueError:  # bases that cannot be put in an order
        return False
