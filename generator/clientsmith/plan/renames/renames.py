"""Renames: names that differ from the previous ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...config import Config
from ...ir import Api, Id
from ...naming.models.previous import is_class_name
from ...naming.overrides import operation_key, parsed_name
from ...problem import Location, Problem, Severity, quoted
from ...project.pins import REQUEST, OperationPin, Pins, SchemaPin, relative_id


@dataclass(frozen=True, slots=True)
class Rename:
    """An operation or a schema that has another name than before."""

    key: str
    """`METHOD /path`, or key of a schema."""

    form: str
    """The variant of the operation, or `REQUEST`; empty for what has the plain name."""

    old: str
    new: str


def operation_renames(old: Pins, new: Pins) -> Iterator[Rename]:
    """Yield renamed operations and forms of them; those of one operation stand together, its own
    name first."""
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
    """Return where users find a form of an operation; the operation itself where it has no such
    form."""
    if form not in pin.variants:
        return pin.name
    return f"{pin.name.rpartition('.')[0]}.{pin.variants[form]}"


def schema_renames(old: Pins, new: Pins) -> Iterator[Rename]:
    """Yield renamed classes; a class of several places is reported once."""
    reported: set[tuple[str, str]] = set()
    for key, before in sorted(old.schemas.items()):
        now = new.schemas.get(key)
        if now is None:
            continue
        for form, old_name in (("", before.name), (REQUEST, before.request)):
            new_name = class_of(now, form)
            usable = is_class_name(old_name) and old_name != new_name
            if usable and (old_name, new_name) not in reported:
                reported.add((old_name, new_name))
                yield Rename(key, form, old_name, new_name)


def class_of(pin: SchemaPin, form: str) -> str:
    """Return the class for a form of a schema."""
    return pin.request or pin.name if form == REQUEST else pin.name


@dataclass(frozen=True, slots=True)
class RenameProblems:
    """Makes a problem of all renames of one operation or one schema."""

    config: Config
    old: Pins
    new: Pins
    aliases: Collection[str]
    """Deprecated aliases: previous names that still work."""

    def of_operations(self, renames: Iterable[Rename], api: Api) -> Iterator[Problem]:
        """Yield a problem for each renamed operation, its forms included."""
        locations = {operation_key(each): each.location for each in api.operations}
        owners = {pin.name: key for key, pin in self.new.operations.items()}
        for key, group in _by_key(renames):
            before, now = self.old.operations[key], self.new.operations[key]
            is_chosen = not {key, now.operation_id}.isdisjoint(self.config.names.operations)
            reason = (
                _differs("operationId", before.operation_id, now.operation_id)
                or _differs("tag", before.tag, now.tag)
                or _differs("vendor extension", before.extension, now.extension)
                or _taken(group[0].old, owners)
            )
            yield self._problem(
                f"{key}: ",
                "client",
                group,
                "the configuration says so" if is_chosen else reason,
                locations.get(key) or Location(self.old.root),
                f'"{key}" = "{group[0].old}" in names.operations',
                is_chosen=is_chosen,
            )

    def of_schemas(
        self, renames: Iterable[Rename], ids: Mapping[str, Id], components: Container[Id]
    ) -> Iterator[Problem]:
        """Yield a problem for each schema with a renamed class.

        Args:
            renames: the renames.
            ids: key of a schema → its id.
            components: ids of the schemas whose names are no titles.
        """
        owners = {pin.name: key for key, pin in self.new.schemas.items()}
        chosen = frozenset(self.config.names.schemas.values())
        for key, group in _by_key(renames):
            before, now = self.old.schemas[key], self.new.schemas[key]
            is_chosen = now.name in chosen or group[0].old in chosen
            origin_of_name = "name" if ids[key] in components else "title"
            reason = _differs(origin_of_name, before.made_from, now.made_from)
            if group[0].form == REQUEST and not now.request:
                reason = "what is sent is no class of its own any more"
            reason = reason or _taken(group[0].old, owners)
            origin, _, pointer = ids[key].partition("#")
            place = relative_id(ids[key], self.old.root)
            yield self._problem(
                "",
                "models",
                group,
                "the configuration says so" if is_chosen else reason,
                Location(origin, pointer),
                f'"{place}" = "{group[0].old}" in names.schemas',
                is_chosen=is_chosen,
            )

    def of_package(self) -> Iterator[Problem]:
        """Yield a problem where the import name or the root class is another one."""
        for key, before, now, chosen in (
            ("package", self.old.package, self.new.package, self.config.package),
            (
                "client_class",
                self.old.client_class,
                self.new.client_class,
                self.config.client_class,
            ),
        ):
            if before and before != now:
                yield Problem(
                    "name-changed",
                    Severity.NOTE if chosen else Severity.WARNING,
                    f"`{key}` is {quoted(now)} now, and was {quoted(before)}.",
                    Location(self.old.root),
                    "" if chosen else f"The old one stays with `{key} = {quoted(before)}`.",
                )

    def of_credentials(self) -> Iterator[Problem]:
        """Yield a problem for each argument for a credential, and for each environment variable, that
        has another name."""
        for scheme, before in sorted(self.old.credentials.items()):
            now = self.new.credentials.get(scheme)
            if now is None:
                continue
            for what, old, new, is_chosen in (
                ("argument", before.arguments, now.arguments, False),
                (
                    "environment variable",
                    before.variables,
                    now.variables,
                    self.config.env_prefix is not None,
                ),
            ):
                for role in sorted(old.keys() & new.keys()):
                    if old[role] != new[role]:
                        is_wanted = is_chosen or self.config.rename
                        yield Problem(
                            "name-changed",
                            Severity.NOTE if is_wanted else Severity.WARNING,
                            f"The {what} {quoted(old[role])} for the security scheme "
                            f"{quoted(scheme)} is called {quoted(new[role])} now.",
                            Location(self.old.root),
                        )

    def _problem(
        self,
        what: str,
        owner: str,
        group: Sequence[Rename],
        reason: str,
        location: Location,
        setting: str,
        *,
        is_chosen: bool,
    ) -> Problem:
        """Return a problem for renames of one thing; `setting` is what keeps the plain name."""
        is_wanted = is_chosen or self.config.rename
        if self.config.rename and not is_chosen:
            reason = "all names are found anew"
        changes = ", ".join(
            f"{owner}.{each.old} is called {owner}.{each.new} now" for each in group
        )
        if all(each.old in self.aliases for each in group):
            hint = "The old name goes on for a version, with a DeprecationWarning."
        elif is_wanted:
            hint = ""
        else:
            stays = "" if group[0].form else f"stays with {setting}, or "
            hint = f'The old name {stays}goes on for a version with aliases = "keep".'
        return Problem(
            "name-changed",
            Severity.NOTE if is_wanted else Severity.WARNING,
            f"{what}{changes}: {reason}." if reason else f"{what}{changes}.",
            location,
            hint,
        )


def _by_key(renames: Iterable[Rename]) -> Iterator[tuple[str, list[Rename]]]:
    for key, group in groupby(renames, key=lambda rename: rename.key):
        yield key, list(group)


def _differs(what: str, before: str, now: str) -> str:
    if before == now:
        return ""
    if not before:
        return f"the {what} {quoted(now)} is new"
    if not now:
        return f"the {what} {quoted(before)} is gone"
    return f"the {what} is {quoted(now)}, and was {quoted(before)}"


def _taken(name: str, owners: Mapping[str, str]) -> str:
    return f"that is what {owners[name]} is called" if name in owners else ""
