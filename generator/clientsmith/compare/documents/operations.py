"""Operations: which came and went, and what is different about those that stayed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from ...ir import Operation, Server
from .bodies import Bodies
from .docs import docs_events
from .events import Event
from .gathering import Gathering
from .matching import Matching, match_operations, normalized
from .parameters import Parameters
from .responses import Responses
from .security import Security
from .types import Types
from .usage import referred_by_operation
from .version import Version
from .where import Where


class Operations:
    """Compares operations.

    Args:
        old: the old version.
        new: the new version.
        types: compares types.
        gathering: takes what is found.
    """

    def __init__(self, old: Version, new: Version, types: Types, gathering: Gathering) -> None:
        self._old = old
        self._new = new
        self._gathering = gathering
        self._parameters = Parameters(old, new, types, gathering)
        self._bodies = Bodies(old, new, types, gathering)
        self._responses = Responses(old, new, types, gathering)
        self._security = Security(old, new)
        self.matching = match_operations(old, new)

    def compare(self) -> None:
        """Find everything that is different about operations."""
        for operation in self.matching.gone:
            self._gathering.add([self._removed(operation)])
        for operation in self.matching.come:
            self._gathering.add([self._added(operation)])
        self._gathering.add(self._resources())
        for before, after in self.matching.matched:
            where = self.where(before, after)
            self._gathering.add(
                (
                    *self._name(before, after, where),
                    *docs_events(before.docs, after.docs, where, "operation"),
                    *_servers(before.servers, after.servers, where),
                    *self._security.of_operations(before, after, where),
                )
            )
            self._parameters.compare(before, after, where)
            self._bodies.compare(before, after, where)
            self._responses.compare(before, after, where)

    @cached_property
    def renamed(self) -> dict[str, tuple[str, str]]:
        """Operation → code and subject of the change of its name, or that of its resource."""
        found = {}
        for before, after in self.matching.matched:
            old_name, new_name = self._old.method_name(before), self._new.method_name(after)
            old_resource, _, old_method = old_name.rpartition(".")
            new_resource, _, new_method = new_name.rpartition(".")
            label = label_of(after)
            if old_name == new_name:
                continue
            if self._resource_names.get(old_resource) == new_resource and old_method == new_method:
                found[label] = "resource-renamed", f"resource {old_resource}"
            elif old_name in self._new.former_methods:
                found[label] = "operation-name-deprecated", label
            else:
                found[label] = "operation-renamed", label
        return found

    @cached_property
    def _resource_names(self) -> dict[str, str]:
        return _renamed_resources(self.matching, self._old, self._new)

    def where(self, before: Operation, after: Operation) -> Where:
        """Where an operation stands, and what it is called in both versions."""
        label = label_of(after)
        return Where(
            subject=label,
            noun=label,
            operation=label,
            python=(self._old.method_name(before), self._new.method_name(after)),
            old=before.location,
            new=after.location,
        )

    # --- coming and going ---------------------------------------------------------------------

    def _removed(self, operation: Operation) -> Event:
        label, names = label_of(operation), self._old.methods(operation)
        where = Where(
            subject=label,
            noun=label,
            operation=label,
            python=(self._old.method_name(operation), ""),
            arguments=tuple(name for name, _ in names),
            old=operation.location,
        )
        return Event("operation-removed", where, gone=tuple(referred_by_operation(operation)))

    def _added(self, operation: Operation) -> Event:
        label, names = label_of(operation), self._new.methods(operation)
        where = Where(
            subject=label,
            noun=label,
            operation=label,
            python=("", self._new.method_name(operation)),
            arguments=tuple(name for name, _ in names),
            new=operation.location,
        )
        return Event("operation-added", where, come=tuple(referred_by_operation(operation)))

    # --- names --------------------------------------------------------------------------------

    def _name(self, before: Operation, after: Operation, where: Where) -> Iterator[Event]:
        """That an operation moved, or that it is called something else."""
        code, subject = self.renamed.get(where.subject, ("", ""))
        if subject == where.subject:
            where = replace(where, arguments=self._variants(before, after))
            yield Event(code, where, *where.python)
            return
        if normalized(before) != normalized(after):
            yield Event("operation-moved", where, old=label_of(before), new=label_of(after))
        elif before.operation_id != after.operation_id:
            old_id, new_id = before.operation_id or "", after.operation_id or ""
            yield Event("operation-id-changed", where, old=old_id, new=new_id)
        if set(before.tags) != set(after.tags) and not code:
            yield Event(
                "operation-tags-changed",
                where,
                old=", ".join(before.tags),
                new=", ".join(after.tags),
            )

    def _variants(self, before: Operation, after: Operation) -> tuple[str, ...]:
        names = (*self._old.methods(before), *self._new.methods(after))
        return tuple(name for name, _ in names)

    def _resources(self) -> Iterator[Event]:
        """Resources all of whose operations are found under another name."""
        for old_name, new_name in sorted(self._resource_names.items()):
            moved = [
                (before, after)
                for before, after in self.matching.matched
                if self._old.method_name(before).rpartition(".")[0] == old_name
            ]
            methods = [name for pair in moved for name in self._variants(*pair)]
            where = Where(
                subject=f"resource {old_name}",
                noun=f"resource {old_name}",
                python=(old_name, new_name),
                arguments=tuple(methods),
                old=moved[0][0].location,
                new=moved[0][1].location,
            )
            yield Event("resource-renamed", where, old=old_name, new=new_name)


def _renamed_resources(matching: Matching, old: Version, new: Version) -> dict[str, str]:
    """Resources of at least two operations that are all found, under the names that their methods
    had, in one other resource that there was not."""
    moves: dict[str, Counter[str]] = defaultdict(Counter)
    for before, after in matching.matched:
        old_name = old.method_name(before)
        if old_name in new.former_methods:
            continue
        old_resource, _, old_method = old_name.rpartition(".")
        new_resource, _, new_method = new.method_name(after).rpartition(".")
        moves[old_resource][new_resource if old_method == new_method else ""] += 1
    known = {resource.path for resource in old.package.resources}
    left = {resource.path for resource in new.package.resources if resource.methods}
    found = {}
    for resource, targets in moves.items():
        (target, count), *others = targets.most_common()
        is_renamed = count > 1 and not others and target and resource not in left
        if is_renamed and target not in known:
            found[resource] = target
    return found


def _servers(old: tuple[Server, ...], new: tuple[Server, ...], where: Where) -> Iterator[Event]:
    before, after = [each.url for each in old], [each.url for each in new]
    if before != after:
        yield Event(
            "operation-servers-changed",
            where,
            old=", ".join(before) or "the servers of the API",
            new=", ".join(after) or "the servers of the API",
        )


def label_of(operation: Operation) -> str:
    """HTTP method and path: `POST /goals`."""
    return f"{operation.method} {operation.path}"
