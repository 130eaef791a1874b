"""Changes as they come together, each of them once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from ..change import Change
from .gathering import Found

_Key = tuple[str, str]

_OF_CONTENT = frozenset(
    {
        "response-added",
        "response-media-type-added",
        "response-media-type-changed",
        "response-media-type-removed",
        "response-removed",
    }
)
_SAY_MORE = frozenset({"result-changed", "variant-added", "variant-removed"})
"""Codes of methods that say all that those of `_OF_CONTENT` do."""

_OF_VARIANTS = frozenset({"variant-added", "variant-removed"})
_OF_NAMES = ("schema-name-deprecated", "schema-renamed")
_OF_DIRECTIONS = frozenset({"field-became-read-only", "field-became-write-only"})

EXPLAIN_RESULTS = frozenset(
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
"""Codes of successful responses that tell why the result of a method has another type."""


class Told:
    """Changes, looked up by what they are about."""

    def __init__(self) -> None:
        self._changes: dict[_Key, Change] = {}
        self._found: dict[_Key, Found] = {}
        self._whole: dict[str, list[_Key]] = defaultdict(list)
        """Subject → changes of all that it is about, and not of a part."""
        self._parts: dict[str, list[_Key]] = defaultdict(list)
        """Subject → changes of it and of its parts."""
        self._names: set[str] = set()

    @property
    def changes(self) -> Iterable[Change]:
        """All of them."""
        return self._changes.values()

    @property
    def names(self) -> Set[str]:
        """Python names that something tells about."""
        return self._names

    @property
    def found(self) -> tuple[Found, ...]:
        """What the changes tell."""
        return tuple(self._found[key] for key in self._changes)

    def attach_classes(self, names: Mapping[Found, set[str]]) -> None:
        """Tell classes with what brings or takes them along."""
        for key, found in self._found.items():
            if found in names and key in self._changes:
                self._attach(key, names[found])

    def of_body(self, operation: str) -> set[str]:
        """Codes of what is different about the body of an operation as a whole."""
        return {code for code, _ in self._whole.get(f"{operation} request", ())}

    def of_result(self, operation: str) -> set[str]:
        """Codes of what is different about the successful responses of an operation as a whole."""
        return {code for code, _ in self._results(operation)}

    def explain(self, aliases: Iterable[str], models: Iterable[str], names: Iterable[str]) -> bool:
        """Whether something that is different about schemas tells why results have another type,
        which is then said with it.

        Args:
            aliases: schemas that results consist of, and that may be written out.
            models: those that only their names stand for.
            names: Python names of the results.
        """
        reasons = [
            key
            for keys in (
                *(self._parts.get(schema, ()) for schema in sorted(aliases)),
                *(self._whole.get(schema, ()) for schema in sorted(models)),
            )
            for key in keys
            if key[0] in EXPLAIN_RESULTS and key in self._changes
        ]
        if reasons:
            self._attach(reasons[0], set(names))
        return bool(reasons)

    def add(self, found: Found, change: Change | None) -> None:
        """Take a change, unless the same is told already."""
        if change is None:
            return
        key = change.code, change.subject
        if key in self._changes:
            return
        self._changes[key] = change
        self._found[key] = found
        self._names.update((change.python_old, change.python_new, *change.affected))
        where = found.event.where
        self._parts[where.subject].append(key)
        if not where.path:
            for subject in [f"{user} {where.subject}" for user in where.users] or [where.subject]:
                self._whole[subject].append(key)

    def add_signature(self, found: Found, change: Change | None) -> None:
        """Take a change that only the methods of an operation show; what tells less of the same is
        dropped, and a method that goes with something worse is told with that."""
        if change is None:
            return
        results = self._results(change.operation)
        if change.code in _SAY_MORE:
            for key in results:
                if key[0] in _OF_CONTENT:
                    self._changes.pop(key, None)
        if change.code in _OF_VARIANTS:
            for key in (*results, *self._whole.get(f"{change.operation} request", ())):
                reason = self._changes.get(key)
                if reason is not None and reason.impact.rank <= change.impact.rank:
                    self._attach(key, _names(change))
                    return
        self.add(found, change)

    def join_names(self, renamed: Mapping[str, _Key]) -> None:
        """Tell other names of classes with what they are named after, and second classes for
        requests with the fields that they are made for.

        Args:
            renamed: operation → the change of its name.
        """
        for key, change in tuple(self._changes.items()):
            if key not in self._changes:
                continue
            if change.code in _OF_NAMES:
                where = self._found[key].event.where
                self._changes.pop(("schema-docs-changed", change.subject), None)  # another title
                reasons = [(code, where.subject) for code in _OF_NAMES if where.path]
                if where.operation in renamed:
                    reasons.append(renamed[where.operation])
            elif change.code == "request-form-added":
                reasons = [
                    each for each in self._parts[change.subject] if each[0] in _OF_DIRECTIONS
                ]
            else:
                continue
            reason = next((each for each in reasons if each in self._changes), None)
            if reason is not None and reason != key:
                self._attach(reason, _names(change))
                del self._changes[key]

    def _attach(self, key: _Key, names: set[str]) -> None:
        """Say that something else is different for the same reason."""
        reason = self._changes[key]
        names = names - {"", reason.python_old, reason.python_new}
        self._changes[key] = replace(reason, affected=tuple(sorted({*reason.affected, *names})))
        self._names |= names

    def _results(self, operation: str) -> list[_Key]:
        prefix = f"{operation} response 2"
        return [
            key
            for subject in self._whole
            if subject.startswith(prefix)
            for key in self._whole[subject]
        ]


def _names(change: Change) -> set[str]:
    return {change.python_old, change.python_new, *change.affected}
