"""Compares operations and their parameters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from ...ir import Operation, Parameter, ParameterLocation, Server
from ...problem import quoted, without_secrets
from .api import SecurityComparer
from .collector import DifferenceCollector
from .constraints import constraint_differences, default_differences
from .contents import BodyComparer, ResponseComparer
from .difference import REQUESTS, ComparedPlace, Difference, docs_differences
from .matching import match_operations, normalized, path_parameters
from .references import ids_in_operation, ids_in_types
from .types import compare_types
from .version import Version


class OperationComparer:
    """Compares operations."""

    def __init__(self, collector: DifferenceCollector) -> None:
        self._old = collector.versions.old
        self._new = collector.versions.new
        self._collector = collector
        self.matches = match_operations(self._old, self._new)

    def compare(self, security: SecurityComparer) -> None:
        """Compare all operations."""
        parameters = ParameterComparer(self._collector)
        bodies = BodyComparer(self._collector)
        responses = ResponseComparer(self._collector)
        self._collector.add(map(self._removed, self.matches.removed))
        self._collector.add(map(self._added, self.matches.added))
        self._collector.add(self._renamed_resources())
        for before, after in self.matches.matched:
            place = self.place(before, after)
            self._collector.add(
                (
                    *self._name_differences(before, after, place),
                    *docs_differences(before.docs, after.docs, place, "operation"),
                    *_server_differences(before.servers, after.servers, place),
                    *security.operation_differences(before, after, place),
                )
            )
            parameters.compare(before, after, place)
            bodies.compare(before, after, place)
            responses.compare(before, after, place)

    @cached_property
    def renamed(self) -> dict[str, tuple[str, str]]:
        """Operation → code and subject of the change of its name, or of its resource's name."""
        found = {}
        for before, after in self.matches.matched:
            old_name, new_name = self._old.method_name(before), self._new.method_name(after)
            old_resource, _, old_method = old_name.rpartition(".")
            new_resource, _, new_method = new_name.rpartition(".")
            label = _label(after)
            if old_name == new_name:
                continue
            if self._resource_names.get(old_resource) == new_resource and old_method == new_method:
                found[label] = "resource-renamed", f"resource {old_resource}"
            elif old_name in self._new.deprecated_methods:
                found[label] = "operation-name-deprecated", label
            else:
                found[label] = "operation-renamed", label
        return found

    @cached_property
    def _resource_names(self) -> dict[str, str]:
        """Old name → new name of resources with at least two operations that all moved, under the
        same method names, to one resource that did not exist."""
        moves: dict[str, Counter[str]] = defaultdict(Counter)
        for before, after in self.matches.matched:
            old_name = self._old.method_name(before)
            if old_name in self._new.deprecated_methods:
                continue
            old_resource, _, old_method = old_name.rpartition(".")
            new_resource, _, new_method = self._new.method_name(after).rpartition(".")
            moves[old_resource][new_resource if old_method == new_method else ""] += 1
        existed = {resource.path for resource in self._old.package.resources}
        exists = {resource.path for resource in self._new.package.resources if resource.methods}
        found = {}
        for resource, targets in moves.items():
            (target, count), *others = targets.most_common()
            is_moved = count > 1 and not others and target and resource not in exists
            if is_moved and target not in existed:
                found[resource] = target
        return found

    def place(self, before: Operation, after: Operation) -> ComparedPlace:
        """Return the place of a matched operation."""
        return ComparedPlace(
            subject=_label(after),
            noun=_label(after),
            operation=_label(after),
            python=(self._old.method_name(before), self._new.method_name(after)),
            old=before.location,
            new=after.location,
        )

    def _removed(self, operation: Operation) -> Difference:
        place = replace(
            self.place(operation, operation),
            python=(self._old.method_name(operation), ""),
            arguments=_method_names(self._old, operation),
            new=None,
        )
        return Difference("operation-removed", place, removed_ids=ids_in_operation(operation))

    def _added(self, operation: Operation) -> Difference:
        place = replace(
            self.place(operation, operation),
            python=("", self._new.method_name(operation)),
            arguments=_method_names(self._new, operation),
            old=None,
        )
        return Difference("operation-added", place, added_ids=ids_in_operation(operation))

    def _name_differences(
        self, before: Operation, after: Operation, place: ComparedPlace
    ) -> Iterator[Difference]:
        """Compare Python name, path, operationId and tags."""
        code, subject = self.renamed.get(place.subject, ("", ""))
        if subject == place.subject:
            place = replace(place, arguments=self._variants(before, after))
            yield Difference(code, place, *place.python)
            return
        if normalized(before) != normalized(after):
            yield Difference("operation-moved", place, old=_label(before), new=_label(after))
        elif before.operation_id != after.operation_id:
            old_id, new_id = before.operation_id or "", after.operation_id or ""
            yield Difference("operation-id-changed", place, old=old_id, new=new_id)
        if set(before.tags) != set(after.tags) and not code:
            old_tags, new_tags = ", ".join(before.tags), ", ".join(after.tags)
            yield Difference("operation-tags-changed", place, old=old_tags, new=new_tags)

    def _variants(self, before: Operation, after: Operation) -> tuple[str, ...]:
        return (*_method_names(self._old, before), *_method_names(self._new, after))

    def _renamed_resources(self) -> Iterator[Difference]:
        for old_name, new_name in sorted(self._resource_names.items()):
            moved = [
                (before, after)
                for before, after in self.matches.matched
                if self._old.method_name(before).rpartition(".")[0] == old_name
            ]
            place = ComparedPlace(
                subject=f"resource {old_name}",
                noun=f"resource {old_name}",
                python=(old_name, new_name),
                arguments=tuple(name for pair in moved for name in self._variants(*pair)),
                old=moved[0][0].location,
                new=moved[0][1].location,
            )
            yield Difference("resource-renamed", place, old=old_name, new=new_name)


def _label(operation: Operation) -> str:
    """Return HTTP method and path: `POST /goals`."""
    return f"{operation.method} {operation.path}"


def _method_names(version: Version, operation: Operation) -> tuple[str, ...]:
    return tuple(name for name, _ in version.methods(operation))


def _server_differences(
    old: tuple[Server, ...], new: tuple[Server, ...], place: ComparedPlace
) -> Iterator[Difference]:
    before, after = [each.url for each in old], [each.url for each in new]
    if before != after:
        yield Difference(
            "operation-servers-changed",
            place,
            old=", ".join(map(without_secrets, before)) or "the servers of the API",
            new=", ".join(map(without_secrets, after)) or "the servers of the API",
        )


_NOUNS = {
    ParameterLocation.PATH: "path parameter",
    ParameterLocation.QUERY: "query parameter",
    ParameterLocation.HEADER: "header",
    ParameterLocation.COOKIE: "cookie",
    ParameterLocation.QUERYSTRING: "query string",
}

_Key = tuple[ParameterLocation, str | int]


class ParameterComparer:
    """Compares the parameters of operations."""

    def __init__(self, collector: DifferenceCollector) -> None:
        self._old = collector.versions.old
        self._new = collector.versions.new
        self._collector = collector

    def compare(self, before: Operation, after: Operation, operation: ComparedPlace) -> None:
        """Compare the parameters of an operation."""
        matched, removed, added = self._match(before, after)
        for old, new in matched:
            place = self._place(before, after, old, new, operation)
            self._compare_parameters(old, new, place)
        for old in removed:
            place = self._place(before, after, old, None, operation)
            ids = ids_in_types([old.type])
            self._collector.add([Difference("parameter-removed", place, removed_ids=ids)], REQUESTS)
        for new in added:
            place = self._place(before, after, None, new, operation)
            required = _has_to_be_given(self._new, new)
            kind = "required-parameter-added" if required else "parameter-added"
            ids = ids_in_types([new.type])
            self._collector.add([Difference(kind, place, added_ids=ids)], REQUESTS)
        self._collector.add(self._order(before, after, operation), REQUESTS)

    def _match(
        self, before: Operation, after: Operation
    ) -> tuple[list[tuple[Parameter, Parameter]], list[Parameter], list[Parameter]]:
        """Match parameters by location and name, then by name, then by argument.

        Returns:
            Matches, removed parameters, and added parameters.
        """
        old, new = _by_key(before), _by_key(after)
        names, new_names = path_parameters(before), path_parameters(after)
        if len(names) != len(new_names) or set(names) == set(new_names):
            old, new = _by_name(before), _by_name(after)
        matched = [(old.pop(key), new.pop(key)) for key in tuple(old) if key in new]

        def have_same_argument(one: Parameter, other: Parameter) -> bool:
            names = _arguments(self._old, before, one)
            if not names:
                return False
            new_names = _arguments(self._new, after, other) or ("",)
            return _argument_name(names[0]) == _argument_name(new_names[0])

        tests: tuple[Callable[[Parameter, Parameter], bool], ...] = (
            lambda one, other: one.wire_name == other.wire_name,
            have_same_argument,
        )
        for matches in tests:
            for key, one in tuple(old.items()):
                found = [other_key for other_key, other in new.items() if matches(one, other)]
                if len(found) == 1:
                    matched.append((old.pop(key), new.pop(found[0])))
        return matched, list(old.values()), list(new.values())

    def _compare_parameters(self, old: Parameter, new: Parameter, place: ComparedPlace) -> None:
        found = compare_types(self._collector.versions, old.type, new.type, place)
        self._collector.add_comparison(found, REQUESTS)
        differences = list(_wire_differences(old, new, place))
        is_required = _has_to_be_given(self._new, new)
        if _has_to_be_given(self._old, old) != is_required:
            kind = "parameter-became-required" if is_required else "parameter-became-optional"
            differences.append(Difference(kind, place))
        differences += default_differences(old.default, new.default, place)
        differences += constraint_differences(
            self._collector.versions,
            old.constraints,
            new.constraints,
            place,
            types=(old.type, new.type),
            with_types=not found.differences,
        )
        differences += docs_differences(old.docs, new.docs, place, "parameter")
        self._collector.add(differences, REQUESTS)

    def _place(
        self,
        before: Operation,
        after: Operation,
        old: Parameter | None,
        new: Parameter | None,
        operation: ComparedPlace,
    ) -> ComparedPlace:
        parameter = new or old
        assert parameter is not None, "one of them is given"
        location, name = parameter.location, parameter.wire_name
        old_names = () if old is None else _arguments(self._old, before, old)
        new_names = () if new is None else _arguments(self._new, after, new)
        return replace(
            operation,
            subject=f"{operation.subject} {location.value} {name}",
            noun=f"the {_NOUNS[location]} {quoted(name)} of {operation.noun}",
            python=(next(iter(old_names), ""), next(iter(new_names), "")),
            arguments=(*old_names[1:], *new_names[1:]),
            old=None if old is None else old.source or operation.old,
            new=None if new is None else new.source or operation.new,
        )

    def _order(
        self, before: Operation, after: Operation, place: ComparedPlace
    ) -> Iterator[Difference]:
        """Compare the order of positional arguments."""
        old, new = _positional(self._old, before), _positional(self._new, after)
        if old != new and sorted(old) == sorted(new):
            old_text, new_text = ", ".join(old), ", ".join(new)
            yield Difference("path-parameters-reordered", place, old=old_text, new=new_text)


def _wire_differences(old: Parameter, new: Parameter, place: ComparedPlace) -> Iterator[Difference]:
    """Compare names, location and style."""
    before, after = map(_argument_name, place.python)
    is_path = new.location is ParameterLocation.PATH  # names in a path are not sent
    if before != after:
        yield Difference("parameter-renamed", place, old=before, new=after)
    elif old.location is not new.location:
        was = f"{_NOUNS[old.location]} {quoted(old.wire_name)}"
        yield Difference("parameter-moved", place, old=was)
    elif not is_path and _folded(old) != _folded(new):
        yield Difference("parameter-wire-name-changed", place, old=quoted(old.wire_name))
    if old.location is new.location and _style(old) != _style(new):
        yield Difference("parameter-style-changed", place, old=_style(old), new=_style(new))


def _arguments(version: Version, operation: Operation, parameter: Parameter) -> tuple[str, ...]:
    return version.arguments(operation, parameter.location.value, parameter.wire_name)


def _argument_name(argument: str) -> str:
    """Return only the name: `limit` of `goals.list(limit=)`."""
    return argument.rpartition("(")[2].removesuffix("=)")


def _positional(version: Version, operation: Operation) -> list[str]:
    methods = version.methods(operation)
    arguments = methods[0][1].arguments if methods else ()
    return [argument.name for argument in arguments if argument.positional]


def _has_to_be_given(version: Version, parameter: Parameter) -> bool:
    """Return whether a parameter is required, and no constant that clients fill in."""
    is_filled = parameter.location is not ParameterLocation.PATH
    return parameter.required and not (is_filled and version.is_constant(parameter.type))


def _by_key(operation: Operation) -> dict[_Key, Parameter]:
    """Return parameters by location and name, path parameters by location and position."""
    order = {name: index for index, name in enumerate(path_parameters(operation))}
    found: dict[_Key, Parameter] = {}
    for parameter in operation.parameters:
        key: str | int = _folded(parameter)
        if parameter.location is ParameterLocation.PATH:
            key = order.get(parameter.wire_name, parameter.wire_name)
        found[parameter.location, key] = parameter
    return found


def _by_name(operation: Operation) -> dict[_Key, Parameter]:
    return {(each.location, _folded(each)): each for each in operation.parameters}


def _folded(parameter: Parameter) -> str:
    """Return the name; header names are case-insensitive (RFC 9110, section 5.1)."""
    name = parameter.wire_name
    return name.lower() if parameter.location is ParameterLocation.HEADER else name


def _style(parameter: Parameter) -> str:
    """Return the serialization style in the words of OpenAPI."""
    if parameter.content is not None:
        return parameter.content
    parts = [parameter.style, "exploded" if parameter.explode else ""]
    return " ".join(filter(None, (*parts, "reserved" if parameter.allow_reserved else "")))
