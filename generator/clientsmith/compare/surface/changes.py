"""Compares the surfaces of two clients."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import griffe

from ..change import CLIENT_CODES, Change, Impact
from .annotations import AnnotationComparer, Relation, annotation_comparer, without_sentinel
from .client_files import ClientFiles, ModelUsage, model_usage
from .model_styles import in_one_style, model_style
from .reading import (
    ASYNC,
    MODELS,
    MatchedSurfaces,
    PublicObject,
    match_surfaces,
    read_surfaces,
    without_mark,
)

_READ_ONLY = "webhooks."
_FIELD_OWNERS = (MODELS, _READ_ONLY)
_BASE = "APIModel"
_BARE_BASE = "BareAPIModel"
_CONSTRUCTOR = "__init__"
_SENTINELS = frozenset({"None", "UNSET"})
"""Defaults that stand for an omitted argument."""

_ARGUMENT_CHANGES = {
    griffe.BreakageKind.PARAMETER_REMOVED: ("client-argument-removed", "was removed"),
    griffe.BreakageKind.PARAMETER_MOVED: ("client-argument-moved", "has another position"),
    griffe.BreakageKind.PARAMETER_CHANGED_KIND: (
        "client-argument-kind-changed",
        "is now passed differently, by position or by keyword",
    ),
    griffe.BreakageKind.PARAMETER_CHANGED_REQUIRED: ("client-argument-required", "is now required"),
    griffe.BreakageKind.PARAMETER_ADDED_REQUIRED: (
        "client-argument-required",
        "was added and is required",
    ),
    griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT: (
        "client-default-changed",
        "now has the default {new}; it was {old}",
    ),
}
_VARIADIC = (griffe.ParameterKind.var_positional, griffe.ParameterKind.var_keyword)
_NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class SurfaceChange:
    """Change between the surfaces of two clients."""

    code: str
    """Key of `CLIENT_CODES`."""

    name: str
    """Python name: `goals.create`, `goals.create(title=)`, `goals.create()` for its result,
    `models.Goal.due_date`; the new name where the old client lacks it."""

    message: str
    """One sentence."""

    if_read: str = ""
    """Code where clients only read the model; empty where that makes no difference. `code` is that of
    the worst case."""

    if_sent: str = ""
    """Code where clients only send the model."""

    mentions: tuple[str, ...] = ()
    """Names in the types."""

    new_name: str = ""
    """Name in the new client, where it differs."""

    @property
    def is_certain(self) -> bool:
        """True if the code does not depend on whether clients read or send the model."""
        return not self.if_read and not self.if_sent

    @property
    def impact(self) -> Impact:
        """Impact of the code."""
        return CLIENT_CODES[self.code]

    def as_change(self) -> Change:
        """Return the change as reported."""
        is_removed = self.code.endswith("-removed")
        return Change(
            self.code,
            self.name,
            self.message,
            python_old="" if self.code == "client-name-added" else self.name,
            python_new="" if is_removed else self.new_name or self.name,
        )


def compare_surfaces(
    old: ClientFiles, new: ClientFiles, renames: Mapping[str, str]
) -> tuple[SurfaceChange, ...]:
    """Return all changes between the surfaces of two clients, sorted.

    Args:
        old: modules of the old client.
        new: modules of the new client.
        renames: old name → new name.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    if old == new:
        return ()
    restyled = tuple(_style_changes(old, new))
    old, new = in_one_style(old, new)
    before, now = read_surfaces(old, new)
    matched = match_surfaces(before, now, renames)
    annotations = annotation_comparer(old, new, before, now, matched.renamed)
    found = [*restyled, *_package_changes(old, new), *_name_changes(matched)]
    for name, one in matched.old.items():
        other = matched.new.get(name)
        if one is not None and other is not None:
            found += [
                *_griffe_changes(name, one, other),
                *_pair_changes(name, one, other, annotations),
            ]
    return _without_async_duplicates(found)


def _style_changes(old: ClientFiles, new: ClientFiles) -> Iterator[SurfaceChange]:
    was, now = model_style(old), model_style(new)
    if was is not None and now is not None and was is not now:
        yield SurfaceChange(
            "client-model-style-changed",
            MODELS.removesuffix("."),
            f"Models are now {now.value}; they were {was.value}.",
        )


def _source(expression: str | griffe.Expr | None) -> str:
    """Return the source text of an expression; empty where there is none."""
    return "" if expression is None else str(expression)


def _package_changes(old: ClientFiles, new: ClientFiles) -> Iterator[SurfaceChange]:
    if old.package != new.package:
        yield SurfaceChange(
            "client-package-renamed",
            old.package,
            f"The package {old.package} is now imported as {new.package}.",
            new_name=new.package,
        )


def _name_changes(surfaces: MatchedSurfaces) -> Iterator[SurfaceChange]:
    for old in sorted(surfaces.deprecated):
        yield SurfaceChange(
            "client-name-deprecated",
            old,
            f"{without_mark(old)} is now a deprecated alias.",
            new_name=without_mark(surfaces.renamed.get(old, "")),
        )
    for old, new in surfaces.renamed.items():
        if old not in surfaces.deprecated:
            new = without_mark(new)
            yield SurfaceChange(
                "client-name-renamed", old, f"{without_mark(old)} is now {new}.", new_name=new
            )
    for name in surfaces.new.keys() - surfaces.old.keys():
        yield SurfaceChange("client-name-added", name, f"{without_mark(name)} was added.")
    for name in surfaces.old.keys() - surfaces.new.keys():
        yield SurfaceChange("client-name-removed", name, f"{without_mark(name)} was removed.")


def _pair_changes(
    name: str, old: griffe.Object, new: griffe.Object, annotations: AnnotationComparer
) -> Iterator[SurfaceChange]:
    """Yield changed types and added members of an object."""
    match old, new:
        case griffe.Function(), griffe.Function():
            yield from _function_changes(name, old, new, annotations)
        case griffe.Class(), griffe.Class():
            yield from _class_changes(name, old, new, annotations)
        case griffe.Attribute(), griffe.Attribute():
            yield from _type_changes(name, _source(old.value), _source(new.value), annotations)


def _function_changes(
    name: str, old: griffe.Function, new: griffe.Function, annotations: AnnotationComparer
) -> Iterator[SurfaceChange]:
    function = without_mark(name)
    before = {each.name: each for each in old.parameters}
    for removed in before.keys() - {each.name for each in new.parameters}:
        # griffe thinks that `**options` accepts it.
        yield SurfaceChange(
            "client-argument-removed", f"{name}({removed}=)", f"{function}({removed}=) was removed."
        )
    for parameter in new.parameters:
        argument = f"{name}({parameter.name}=)"
        earlier = before.get(parameter.name)
        if earlier is None:
            if not parameter.required and parameter.kind not in _VARIADIC:
                yield SurfaceChange(
                    "client-argument-added",
                    argument,
                    f"{function} has a new optional argument {parameter.name}.",
                )
            continue
        was, now = _source(earlier.annotation), _source(parameter.annotation)
        expected = without_sentinel(was, _source(earlier.default)) if parameter.required else was
        if code := _code_if_sent(expected, now, annotations):
            yield _retyped(code, argument, was, now)
    yield from _result_changes(f"{name}()", _source(old.returns), _source(new.returns), annotations)


def _result_changes(
    name: str, was: str, now: str, annotations: AnnotationComparer
) -> Iterator[SurfaceChange]:
    """Yield the change of the type of a value that users read."""
    if code := _code_if_read(was, now, annotations):
        yield _retyped(code, name, was, now)


def _class_changes(
    name: str, old: griffe.Class, new: griffe.Class, annotations: AnnotationComparer
) -> Iterator[SurfaceChange]:
    previous_names = annotations.new.previous
    bases = {str(each) for each in old.bases}
    bases -= {previous_names.get(str(each), str(each)) for each in new.bases}
    is_bare = any(str(each) == _BARE_BASE for each in new.bases)
    for base in sorted(bases - {_BARE_BASE} - (set() if is_bare else {_BASE})):
        yield SurfaceChange("client-base-removed", name, f"{name} no longer extends {base}.")
    before = old.all_members
    for field, member in new.members.items():
        if not isinstance(member, griffe.Attribute) or not member.is_public:
            continue
        earlier = before.get(field)
        full = f"{name}.{field}"
        if earlier is None:
            yield SurfaceChange("client-name-added", full, f"{full} was added.")
        elif isinstance(earlier, griffe.Attribute):
            was, now = _source(earlier.annotation), _source(member.annotation)
            if name.startswith(_READ_ONLY):
                yield from _result_changes(full, was, now, annotations)
                continue
            if member.value is None:
                was = without_sentinel(was, _source(earlier.value))
            yield from _type_changes(full, was, now, annotations)


def _type_changes(
    name: str, was: str, now: str, annotations: AnnotationComparer
) -> Iterator[SurfaceChange]:
    """Yield the change of the type of a value that users may send and read."""
    if_sent, if_read = _code_if_sent(was, now, annotations), _code_if_read(was, now, annotations)
    if if_sent and if_read:
        code = if_sent if CLIENT_CODES[if_sent].rank < CLIENT_CODES[if_read].rank else if_read
        found = _retyped(code, name, was, now)
        yield found if if_sent == if_read else replace(found, if_read=if_read, if_sent=if_sent)


def _code_if_sent(was: str, now: str, annotations: AnnotationComparer) -> str:
    """Return the code for the type of a value that users send; empty where nothing changed."""
    match annotations.relation(was, now):
        case Relation.SAME:
            return ""
        case Relation.WIDER:
            return "client-type-widened"
        case Relation.NARROWER | Relation.OTHER:
            return "client-type-changed"


def _code_if_read(was: str, now: str, annotations: AnnotationComparer) -> str:
    """Return the code for the type of a value that users read; empty where nothing changed."""
    if was == "None":
        return "client-type-widened" if now != was else ""
    found = annotations.relation(was, now)
    for_reading = annotations.relation_for_reading(was, now)
    match found, for_reading:
        case Relation.SAME, _:
            return ""
        case Relation.NARROWER, _:
            return "client-type-narrowed"
        case Relation.WIDER, Relation.SAME:
            return "client-type-widened"
        case _, Relation.SAME | Relation.NARROWER:
            return "client-type-narrowed"
    return "client-type-changed"


def _retyped(code: str, name: str, was: str, now: str) -> SurfaceChange:
    """Return the change of a type."""
    return SurfaceChange(
        code,
        name,
        f"{without_mark(name)} now has the type {now or 'Any'}; it was {was or 'Any'}.",
        mentions=tuple(sorted({*_NAME.findall(was), *_NAME.findall(now)})),
    )


def with_model_usage(
    found: Iterable[SurfaceChange], old: ClientFiles, new: ClientFiles
) -> tuple[SurfaceChange, ...]:
    """Return the changes with the codes for models that clients only send or only read, which the
    clients tell where there is no document.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    found = tuple(found)
    if all(each.is_certain for each in found):
        return found
    usage = model_usage((old, new))
    return _without_async_duplicates([_with_usage(each, usage) for each in found])


def _with_usage(change: SurfaceChange, usage: ModelUsage) -> SurfaceChange:
    model = change.name.removeprefix(MODELS).partition(".")[0]
    if usage.only_read(model):
        message = change.message
        if change.code == "client-argument-required":
            message = f"{change.name} is now always present."
        return replace(change, code=change.if_read or change.code, message=message)
    if usage.only_sent(model):
        return replace(change, code=change.if_sent or change.code)
    return change


def _without_async_duplicates(found: list[SurfaceChange]) -> tuple[SurfaceChange, ...]:
    """Return the changes, sorted, without those of asynchronous methods that synchronous ones share."""
    kept = {(each.name, each.code): each for each in found if not each.name.startswith(ASYNC)}
    for each in found:
        if each.name.startswith(ASYNC):
            name = without_mark(each.name)
            kept.setdefault(
                (name, each.code),
                replace(each, name=name, message=f"In the asynchronous client: {each.message}"),
            )
    return tuple(kept[key] for key in sorted(kept))


# --- findings of griffe -------------------------------------------------------------------------


def _griffe_changes(name: str, old: PublicObject, new: PublicObject) -> Iterator[SurfaceChange]:
    """Yield the changes that griffe considers breaking, without types.

    Griffe matches members of modules by name. So each of the two objects gets a module of its own, with
    its public name.
    """
    before, now = griffe.Module("client"), griffe.Module("client")
    before.members[name], now.members[name] = old, new
    for breakage in griffe.find_breaking_changes(before, now):
        found = breakage.obj
        if breakage.kind in _ARGUMENT_CHANGES:
            yield from _argument_changes(breakage, name, old, new)
        elif breakage.kind is griffe.BreakageKind.OBJECT_CHANGED_KIND:
            full = name if found is new else f"{name}.{found.name}"
            yield SurfaceChange(
                "client-kind-changed",
                full,
                f"{without_mark(full)} is now a {breakage.new_value.value}; it was a "
                f"{breakage.old_value.value}.",
            )
        elif (
            breakage.kind is griffe.BreakageKind.OBJECT_REMOVED
            and found.name != _CONSTRUCTOR
            and not _is_still_inherited(found, new)
        ):
            full = f"{name}.{found.name}"
            yield SurfaceChange("client-name-removed", full, f"{without_mark(full)} was removed.")


def _argument_changes(
    breakage: griffe.Breakage, name: str, old: PublicObject, new: PublicObject
) -> Iterator[SurfaceChange]:
    code, what = _ARGUMENT_CHANGES[breakage.kind]
    parameter = breakage.old_value or breakage.new_value
    if breakage.kind is griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT:
        defaults = str(parameter.default), str(breakage.new_value.default)
        if _SENTINELS.issuperset(defaults):
            return  # the types differ, which is another change
        what = what.format(old=defaults[0], new=defaults[1])
    if breakage.obj is new:
        argument = f"{name}({parameter.name}=)"
    elif breakage.obj.name != _CONSTRUCTOR:
        argument = f"{name}.{breakage.obj.name}({parameter.name}=)"
    elif name.startswith(_FIELD_OWNERS):
        yield from _field_changes(code, name, parameter.name, what, old, new)
        return
    else:
        argument = f"{name}({parameter.name}=)"
    yield SurfaceChange(code, argument, f"{without_mark(argument)} {what}.")


def _field_changes(
    code: str, name: str, field: str, what: str, old: PublicObject, new: PublicObject
) -> Iterator[SurfaceChange]:
    """Yield the change of an argument of a model, which users know as a field; fields of a base class
    are reported there."""
    if code == "client-argument-removed" or name.startswith(_READ_ONLY):
        return  # the removed field is another change; users do not construct objects of webhooks
    if field not in old.members and field not in new.members:
        return
    change = SurfaceChange(code, f"{name}.{field}", f"{name}.{field} {what}.")
    if code == "client-default-changed":
        yield change
    else:
        if_read = "client-type-narrowed" if field in old.members else "client-name-added"
        yield replace(change, if_read=if_read, if_sent=code)


def _is_still_inherited(found: griffe.Object | griffe.Alias, new: PublicObject) -> bool:
    """Return whether a member was inherited from a class that lost it and is still a base class."""
    if not isinstance(found, griffe.Alias) or not found.inherited:
        return False
    base = found.final_target.parent
    if base is None or not isinstance(new, griffe.Class):
        return False
    try:
        return any(each.name == base.name for each in new.mro())
    except ValueError:  # bases that cannot be put in an order
        return False
