"""Turns differences into changes, each of them reported once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ...ir import Alias, Id
from ...problem import Location
from ..change import DOCUMENT_CODES, Change
from .difference import REQUESTS, ComparedPlace, Difference
from .matching import Versions
from .version import Version

_MAX_USERS = 3
"""Maximum number of operations in `Change.used_by`."""

_TYPE_KINDS = frozenset(
    {
        "closed-enum",
        "enum-opened",
        "member-removed",
        "null-added",
        "null-removed",
        "type-changed",
        "type-narrowed",
        "type-widened",
        "union-member-added",
    }
)
"""Kinds of differences of an alias that the types of fields show."""

_CONTENT_CODES = frozenset(
    {
        "response-added",
        "response-media-type-added",
        "response-media-type-changed",
        "response-media-type-removed",
        "response-removed",
    }
)
_REPLACE_CONTENT_CODES = frozenset({"result-changed", "variant-added", "variant-removed"})
"""Codes of methods that make changes with `_CONTENT_CODES` redundant."""

_VARIANT_CODES = frozenset({"variant-added", "variant-removed"})
_NAME_CODES = ("schema-name-deprecated", "schema-renamed")
_DIRECTION_CODES = frozenset({"field-became-read-only", "field-became-write-only"})

RESULT_REASONS = frozenset(
    {
        "enum-opened",
        "enum-value-added",
        "response-body-added",
        "response-body-removed",
        "response-enum-value-removed",
        "response-null-added",
        "response-null-removed",
        "response-type-changed",
        "response-type-narrowed",
        "response-union-member-removed",
        "union-member-added",
    }
)
"""Codes of successful responses that explain why a method returns another type."""

ChangeKey = tuple[str, str]
"""Code and subject."""


class ChangeList:
    """Changes by code and subject, together with their differences."""

    def __init__(self, versions: Versions) -> None:
        self._writer = _ChangeWriter(versions)
        self._changes: dict[ChangeKey, Change] = {}
        self._differences: dict[ChangeKey, Difference] = {}
        self._whole: dict[str, list[ChangeKey]] = defaultdict(list)
        """Subject → changes of all of it, and not of a part."""
        self._parts: dict[str, list[ChangeKey]] = defaultdict(list)
        """Subject → changes of it and of its parts."""
        self._names: set[str] = set()

    @property
    def changes(self) -> Iterable[Change]:
        """All changes."""
        return self._changes.values()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The differences behind the changes."""
        return tuple(self._differences[key] for key in self._changes)

    @property
    def names(self) -> AbstractSet[str]:
        """Python names that changes mention."""
        return self._names

    def body_codes(self, operation: str) -> set[str]:
        """Return the codes of changes of the whole body of an operation."""
        return {code for code, _ in self._whole.get(f"{operation} request", ())}

    def result_codes(self, operation: str) -> set[str]:
        """Return the codes of changes of whole successful responses of an operation."""
        return {code for code, _ in self._result_keys(operation)}

    def add(self, difference: Difference) -> None:
        """Add the change for a difference, unless nobody can notice it or it is there already."""
        if change := self._writer.change(difference):
            self._add(difference, change)

    def add_of_method(self, difference: Difference) -> None:
        """Add a change that only the methods of an operation show. It replaces changes that say less
        of the same, and a variant is reported with a change that is at least as bad."""
        change = self._writer.change(difference)
        if change is None:
            return
        results = self._result_keys(change.operation)
        if change.code in _REPLACE_CONTENT_CODES:
            for key in results:
                if key[0] in _CONTENT_CODES:
                    self._changes.pop(key, None)
        if change.code in _VARIANT_CODES:
            for key in (*results, *self._whole.get(f"{change.operation} request", ())):
                reason = self._changes.get(key)
                if reason is not None and reason.impact.rank <= change.impact.rank:
                    self._attach(key, change.names)
                    return
        self._add(difference, change)

    def attach_result(
        self, aliases: Iterable[str], models: Iterable[str], names: Iterable[str]
    ) -> bool:
        """Add the names of results to a change of schemas that explains their other type.

        Args:
            aliases: schemas that results consist of, which annotations may contain in full.
            models: schemas that results consist of, which annotations name.
            names: Python names of the results.

        Returns:
            Whether there is such a change.
        """
        keys = (
            *(key for schema in sorted(aliases) for key in self._parts.get(schema, ())),
            *(key for schema in sorted(models) for key in self._whole.get(schema, ())),
        )
        reasons = [key for key in keys if key[0] in RESULT_REASONS and key in self._changes]
        if reasons:
            self._attach(reasons[0], names)
        return bool(reasons)

    def attach_classes(self, names: Mapping[Difference, set[str]]) -> None:
        """Add the names of classes to the changes that add or remove them."""
        for key, difference in self._differences.items():
            if difference in names and key in self._changes:
                self._attach(key, names[difference])

    def join_names(self, renamed: Mapping[str, ChangeKey]) -> None:
        """Join changes of class names with those of the operations that they are named after, and
        request variants of classes with the fields that they exist for.

        Args:
            renamed: operation → the change of its name.
        """
        for key, change in tuple(self._changes.items()):
            if key not in self._changes:
                continue
            if change.code in _NAME_CODES:
                place = self._differences[key].place
                self._changes.pop(("schema-docs-changed", change.subject), None)  # another title
                reasons = [(code, place.subject) for code in _NAME_CODES if place.path]
                if place.operation in renamed:
                    reasons.append(renamed[place.operation])
            elif change.code == "request-form-added":
                reasons = [
                    each for each in self._parts[change.subject] if each[0] in _DIRECTION_CODES
                ]
            else:
                continue
            reason = next((each for each in reasons if each in self._changes), None)
            if reason is not None and reason != key:
                self._attach(reason, change.names)
                del self._changes[key]

    def _add(self, difference: Difference, change: Change) -> None:
        key = change.code, change.subject
        if key in self._changes:
            return
        self._changes[key] = change
        self._differences[key] = difference
        self._names |= change.names
        place = difference.place
        self._parts[place.subject].append(key)
        if not place.path:
            for subject in [f"{user} {place.subject}" for user in place.users] or [place.subject]:
                self._whole[subject].append(key)

    def _attach(self, key: ChangeKey, names: Iterable[str]) -> None:
        """Add names that differ for the same reason to a change."""
        reason = self._changes[key]
        further = set(names) - {"", reason.python_old, reason.python_new}
        affected = tuple(sorted({*reason.affected, *further}))
        self._changes[key] = replace(reason, affected=affected)
        self._names |= further

    def _result_keys(self, operation: str) -> list[ChangeKey]:
        prefix = f"{operation} response 2"
        return [
            key
            for subject in self._whole
            if subject.startswith(prefix)
            for key in self._whole[subject]
        ]


class _ChangeWriter:
    """Writes the changes for differences."""

    def __init__(self, versions: Versions) -> None:
        self._old = versions.old
        self._new = versions.new

    def change(self, difference: Difference) -> Change | None:
        """Return the change for a difference; None where nobody can notice it."""
        place, code = difference.place, difference.code
        if code is None:
            return None
        is_request = difference.travels == REQUESTS
        old_names = _python_names(self._old, place, 0, is_request) if place.old is not None else ()
        new_names = _python_names(self._new, place, 1, is_request) if place.new is not None else ()
        affected = {*old_names, *new_names, *self._fields_of_alias(difference)}
        for repeated in difference.repeated_at:
            affected.update(_python_names(self._old, repeated, 0, is_request=False))
            affected.update(_python_names(self._new, repeated, 1, is_request=False))
        used_by = self._used_by(difference)
        return Change(
            code=code,
            subject=" ".join(filter(None, (place.full_subject, difference.detail))),
            message=_message(code, difference),
            operation=place.operation,
            python_old=old_names[0] if old_names else "",
            python_new=new_names[0] if new_names else "",
            old=_location(place.old, self._old),
            new=_location(place.new, self._new),
            affected=tuple(sorted(affected.difference(old_names[:1], new_names[:1]))),
            used_by=used_by[:_MAX_USERS],
            used_by_total=len(used_by),
        )

    def _fields_of_alias(self, difference: Difference) -> Iterator[str]:
        """Yield fields whose type shows a difference of an alias."""
        ids = difference.place.declaration
        if ids is None or difference.place.field or difference.kind not in _TYPE_KINDS:
            return
        for version, id_ in zip((self._old, self._new), ids, strict=True):
            if isinstance(version[id_], Alias):
                yield from version.fields_of_alias(id_)

    def _used_by(self, difference: Difference) -> tuple[str, ...]:
        """Return operations and webhooks that use a schema, of the new version if it has it."""
        place = difference.place
        if place.operation or place.users or place.declaration is None:
            return place.users
        users: set[str] = set()
        for each in (place, *difference.repeated_at):
            if each.declaration is not None and place.new is not None:
                users.update(self._new.users_of(each.declaration[1]))
            elif each.declaration is not None:
                users.update(self._old.users_of(each.declaration[0]))
        return tuple(sorted(users))


def _location(place: Location | Id | None, version: Version) -> Location | None:
    """Return a location with its line."""
    if isinstance(place, Location) and place.line is None:
        place = f"{place.origin}#{place.pointer}"
    return version.location(place) if isinstance(place, str) else place


def _python_names(
    version: Version, place: ComparedPlace, index: int, is_request: bool
) -> tuple[str, ...]:
    """Return the Python names of a place, the main name first.

    Args:
        version: the old or the new version.
        place: the place.
        index: 0 for the old version, 1 for the new one.
        is_request: whether values only travel in requests.
    """
    names = list(_names_in_classes(version, place, index, is_request)) or [place.python[index]]
    return tuple(dict.fromkeys(filter(None, (*names, *place.arguments))))


def _names_in_classes(
    version: Version, place: ComparedPlace, index: int, is_request: bool
) -> Iterator[str]:
    if place.declaration is None or place.declaration[index] not in version:
        return
    response, request = version.class_names(place.declaration[index])
    classes = [request, response] if is_request else [response, request]
    classes = list(dict.fromkeys(filter(None, classes)))
    if place.field is None:
        yield from (f"models.{name}" for name in classes)
        return
    wire_name = place.field[index]
    arguments = [each for name in classes for each in version.spread(name, wire_name)]
    if place.operation:
        yield from arguments
    for name in classes:
        if attribute := version.attributes(name).get(wire_name):
            yield f"models.{name}.{attribute}"
    if not place.operation:
        yield from arguments


def _message(code: str, difference: Difference) -> str:
    what = difference.place.in_sentence
    return DOCUMENT_CODES[code][1].format(
        what=what,
        What=f"The {what[4:]}" if what.startswith("the ") else what,
        owner=difference.place.noun,
        old=difference.old,
        new=difference.new,
        old_or_none=difference.old or "none",
        new_or_none=difference.new or "none",
        detail=f" ({difference.detail})" if difference.detail else "",
    )
