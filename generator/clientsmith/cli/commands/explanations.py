"""Explanations of names: decisions, with their places in the document."""

from __future__ import annotations

import difflib
import re
from ast import literal_eval
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...config import Config
from ...encode.encoders import toml
from ...naming.decisions import Candidate, Decision, Decisions, NameKind
from ...problem import Location
from ...project.pins import NAMES

if TYPE_CHECKING:
    from ...context import Credential, CredentialArgument
    from ...ir import Operation
    from ...pipeline import Planned

_MOST_NEAR = 3
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class NamesTable:
    """The table of a configuration that holds the settings of a client."""

    file: str
    keys: tuple[str, ...]
    """From the top of the file."""

    content: Mapping[str, Any]

    @classmethod
    def of(cls, file: Path, content: Mapping[str, Any], client: str) -> NamesTable:
        """Return the table that the names of a client are in, or belong into.

        Args:
            file: the configuration.
            content: what is in it.
            client: name of the client; empty for the only one.
        """
        keys: tuple[str, ...] = ()
        if file.name == "pyproject.toml":
            keys, content = ("tool", "clientsmith"), content["tool"]["clientsmith"]
        if client:
            own = content["clients"][client]
            if "names" in own or "names" not in content:
                keys, content = (*keys, "clients", client), own
        return cls(file.name, keys, content)

    def has(self, section: str) -> bool:
        """Return whether there is a table of `names` already."""
        return section in self.content.get("names", {})

    def header(self, section: str) -> str:
        """Return the header of a table of `names`."""
        keys = (*self.keys, "names", section)
        return f"[{'.'.join(key if _BARE_KEY.fullmatch(key) else toml(key) for key in keys)}]"


@dataclass(frozen=True, slots=True)
class NameSetting:
    """The line of the configuration that gives something another name."""

    file: str
    table: str
    line: str
    has_table: bool
    """Whether the configuration has the table."""

    has_line: bool
    """Whether the table has another line for the same thing."""

    def text(self) -> Iterator[str]:
        """Return the lines to print."""
        if self.has_line:
            yield f"  To change the name, edit its line in {self.table} of {self.file}:"
        elif self.has_table:
            yield f"  To change the name, add a line like this to {self.table} of {self.file}:"
        else:
            yield f"  To change the name, add lines like these to {self.file}:"
            yield f"    {self.table}"
        yield f"    {self.line}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One name, and how it came about."""

    shown: str
    """As users write it."""

    subject: str
    """Location in the document."""

    location: Location | None
    decisions: tuple[Decision, ...]
    """The one on the name, then further ones that are parts of it."""

    setting: NameSetting | None
    facts: Mapping[str, str] = field(default_factory=dict)
    """Words of the document that names are made from."""

    def text(self) -> str:
        """Return the explanation for people."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield self.shown
        place = self.location
        if place is None:
            yield f"  {self.subject}"
        else:
            yield f"  {self.subject} ({replace(place, pointer='')})"
        for word, fact in self.facts.items():
            yield f"  {word}: {fact}"
        for decision in self.decisions:
            yield ""
            yield from _decision_lines(decision)
        yield ""
        if self.setting is None:
            yield "  No setting changes this name."
        else:
            yield from self.setting.text()

    def value(self) -> dict[str, Any]:
        """Return the explanation for programs."""
        place = self.location
        return {
            "name": self.shown,
            "stands_for": self.subject,
            "origin": place.origin if place else None,
            "pointer": place.pointer if place else None,
            "line": place.line if place else None,
            "page": place.page or None if place else None,
            "document": dict(self.facts),
            "decisions": [_decision_value(decision) for decision in self.decisions],
            "setting": (
                None
                if self.setting is None
                else {
                    "file": self.setting.file,
                    "table": self.setting.table,
                    "line": self.setting.line,
                }
            ),
        }


def _decision_lines(decision: Decision) -> Iterator[str]:
    yield f"  {decision.kind.capitalize()} {decision.name}: {decision.rule}"
    if decision.setting:
        section = "schemas" if decision.kind is NameKind.MODEL else "operations"
        yield f"    set by {toml(decision.setting)} in names.{section}"
    if decision.pin:
        yield f"    kept by {toml(decision.pin)} in {NAMES}"
    for candidate in decision.candidates:
        if candidate.loss:
            yield f"    not {candidate.name}: {candidate.rule}; it {candidate.loss}"
        elif candidate.rule != decision.rule:
            yield f"    would be found again: {candidate.rule}"


def _decision_value(decision: Decision) -> dict[str, Any]:
    return {
        "kind": decision.kind.value,
        "name": decision.name,
        "rule": decision.rule,
        "setting": decision.setting or None,
        "pin": decision.pin or None,
        "candidates": [_candidate_value(each) for each in decision.candidates],
    }


def _candidate_value(candidate: Candidate) -> dict[str, Any]:
    return {"name": candidate.name, "rule": candidate.rule, "lost": candidate.loss or None}


class Explanations:
    """Finds what names stand for, and how they came about.

    Args:
        planned: the client.
        decisions: those that were made for it.
        client: its configuration.
        table: where settings of it belong.
    """

    def __init__(
        self, planned: Planned, decisions: Decisions, client: Config, table: NamesTable
    ) -> None:
        self._planned = planned
        self._client = client
        self._table = table
        self._operations = {each.id: each for each in planned.api.operations}
        self._methods: dict[str, Decision] = {}
        self._resources: dict[str, Decision] = {}
        self._models: list[Decision] = []
        self._fields: list[Decision] = []
        self._arguments: list[Decision] = []
        self._credentials: dict[tuple[str, str], Decision] = {}
        for decision in decisions:
            match decision.kind:
                case NameKind.METHOD:
                    self._methods[decision.id] = decision
                case NameKind.RESOURCE:
                    self._resources[decision.id] = decision
                case NameKind.FIELD:
                    self._fields.append(decision)
                case NameKind.ARGUMENT:
                    self._arguments.append(decision)
                case NameKind.CREDENTIAL:
                    self._credentials[decision.id, decision.name] = decision
                case _:
                    self._models.append(decision)

    def of(self, name: str) -> list[Explanation]:
        """Return an explanation of everything that a name can mean; none where there is nothing."""
        wanted = name.strip().removesuffix("()")
        found = [
            self._method(decision)
            for id_, operation in self._operations.items()
            if (decision := self._methods.get(id_)) is not None
            and wanted in self._names_of_method(operation, decision)
        ]
        in_models = wanted.removeprefix("models.")
        found += [
            self._model(decision)
            for decision in self._models
            if in_models in (decision.name, decision.key, decision.key.rpartition("/")[2])
            and (in_models == decision.name or decision.kind is NameKind.MODEL)
        ]
        owner, _, member = in_models.partition(".")
        found += [
            self._field(decision)
            for decision in self._fields
            if decision.owner == owner and member in (decision.name, decision.wire_name)
        ]
        in_client = wanted.removeprefix("client.")
        found += [
            self._argument(decision)
            for decision in self._arguments
            if in_client in self._names_of_argument(decision)
        ]
        found += [
            self._credential(scheme, credential, argument)
            for scheme, credential, argument in self._client_arguments()
            if wanted in (argument.name, argument.environment_variable, scheme)
        ]
        return found

    def near(self, name: str) -> list[str]:
        """Return names that may have been meant, the nearest first."""
        owner, _, member = name.removeprefix("models.").partition(".")
        fields = [each.name for each in self._fields if each.owner == owner]
        if fields:
            close = difflib.get_close_matches(member, fields, _MOST_NEAR)
            return [f"{owner}.{each}" for each in close]
        method, _, member = name.removeprefix("client.").rpartition(".")
        arguments = [each.name for each in self._arguments if each.owner == method]
        if arguments:
            close = difflib.get_close_matches(member, arguments, _MOST_NEAR)
            return [f"{method}.{each}" for each in close]
        known = {each.name for each in self._models}
        for id_, decision in self._methods.items():
            operation = self._operations[id_]
            known |= {decision.name, decision.key, operation.path, operation.operation_id or ""}
        for scheme, _, argument in self._client_arguments():
            known |= {scheme, str(argument.name), str(argument.environment_variable)} - {""}
        wanted = name.removeprefix("client.").removeprefix("models.")
        return difflib.get_close_matches(wanted, sorted(known), _MOST_NEAR)

    def _names_of_method(self, operation: Operation, decision: Decision) -> Iterator[str]:
        yield f"client.{decision.name}"
        yield decision.name
        yield f"{operation.method} {operation.path}"
        yield operation.path
        if operation.operation_id:
            yield operation.operation_id
        resource = decision.name.rpartition(".")[0]
        pin = self._planned.pins.operations.get(decision.key)
        for variant in () if pin is None else pin.variants.values():
            yield f"client.{resource}.{variant}"
            yield f"{resource}.{variant}"

    def _method(self, decision: Decision) -> Explanation:
        operation = self._operations[decision.id]
        facts = {
            "operationId": operation.operation_id or "none",
            "tags": ", ".join(operation.tags) or "none",
        }
        pin = self._planned.pins.operations.get(decision.key)
        if pin is not None and pin.variants:
            facts["further methods"] = ", ".join(pin.variants.values())
        resource = self._resources.get(decision.id)
        parts = (decision,) if resource is None else (decision, resource)
        new = f"{decision.name.rpartition('.')[0]}.new_name"
        return Explanation(
            f"client.{decision.name}",
            f"{operation.method} {operation.path}",
            self._line(operation.location) or self._place(decision.id),
            parts,
            self._setting("operations", decision, new),
            facts,
        )

    def _model(self, decision: Decision) -> Explanation:
        plain = decision
        if not decision.key:
            same = (each for each in self._models if each.id == decision.id and each.key)
            plain = next(same, decision)
        declaration = self._planned.api.declarations.get(decision.id)
        title = "" if declaration is None else declaration.place.title.strip()
        return Explanation(
            f"models.{decision.name}",
            f"#{decision.id.partition('#')[2]}",
            self._place(decision.id),
            (decision,),
            self._setting("schemas", plain, "NewName"),
            {"title": title} if title else {},
        )

    def _field(self, decision: Decision) -> Explanation:
        pointer, place = self._place_of(decision)
        return Explanation(
            f"models.{decision.owner}.{decision.name}",
            f"{decision.wire_name} in #{pointer}",
            place,
            (decision,),
            None,
        )

    def _place_of(self, decision: Decision) -> tuple[str, Location | None]:
        """Return pointer and location of the property that a field stands for."""
        declaration = self._planned.api.declarations.get(decision.id)
        places = (
            each.location
            for each in getattr(declaration, "fields", ())
            if each.wire_name == decision.wire_name
        )
        place = self._line(next(places, None)) or self._place(decision.id)
        pointer = decision.id.partition("#")[2] if place is None else place.pointer
        return pointer, place

    def _names_of_argument(self, decision: Decision) -> Iterator[str]:
        yield f"{decision.owner}.{decision.name}"
        yield f"{decision.owner}.{decision.wire_name}"
        id_ = self._operations[decision.id].operation_id
        if id_ and decision.owner == self._methods[decision.id].name:
            yield f"{id_}.{decision.name}"
            yield f"{id_}.{decision.wire_name}"

    def _argument(self, decision: Decision) -> Explanation:
        operation = self._operations[decision.id]
        called = f"{operation.method} {operation.path}"
        field = self._field_of(decision)
        place = self._line(operation.location) or self._place(decision.id)
        if field is not None:
            _, place = self._place_of(field)
            subject = f"property {decision.wire_name} of the body of {called}"
        elif decision.location == "body":
            subject = f"the body of {called}"
        elif not decision.location:
            subject = called
        else:
            subject = f"{decision.location} parameter {decision.wire_name} of {called}"
            sources = (
                each.source
                for each in operation.parameters
                if (each.location, each.wire_name) == (decision.location, decision.wire_name)
            )
            place = self._line(next(sources, None)) or place
        return Explanation(
            f"client.{decision.owner}({decision.name}=…)",
            subject,
            place,
            (decision,) if field is None else (decision, field),
            None,
        )

    def _field_of(self, decision: Decision) -> Decision | None:
        """Return the decision on the field that an argument is; None where it is none."""
        if decision.location != "body" or not decision.wire_name:
            return None
        path, _, name = decision.owner.rpartition(".")
        classes = {
            str(method.body.model).removeprefix("models.")
            for resource in self._planned.package.resources
            for method in resource.methods
            if resource.path == path and method.name == name and method.body is not None
        }
        fields = (
            each
            for each in self._fields
            if each.owner in classes and each.wire_name == decision.wire_name
        )
        return next(fields, None)

    def _client_arguments(self) -> Iterator[tuple[str, Credential, CredentialArgument]]:
        """Yield the arguments of the client for credentials, with their security schemes."""
        for credential in self._planned.package.client.credentials:
            for argument in (*credential.arguments, *credential.options):
                yield literal_eval(credential.scheme), credential, argument

    def _credential(
        self, scheme: str, credential: Credential, argument: CredentialArgument
    ) -> Explanation:
        places = {each.name: each.location for each in self._planned.api.security_schemes}
        decision = self._credentials.get((scheme, argument.name))
        facts = {}
        if argument.environment_variable:
            facts["environment variable"] = (
                f"{argument.environment_variable} (`env_prefix` sets what it begins with)"
            )
        settings = {str(each.name): each.value for each in credential.settings}
        if "prefix" in settings:
            facts["sent as"] = (
                f"{literal_eval(settings['name'])}: {literal_eval(settings['prefix'])} … "
                "(the description or the name of the security scheme says so)"
            )
        return Explanation(
            f"{self._planned.package.client.class_name}({argument.name}=…)",
            f"security scheme {scheme}",
            self._line(places.get(scheme)),
            () if decision is None else (decision,),
            None,
            facts,
        )

    def _setting(self, section: str, decision: Decision, new: str) -> NameSetting | None:
        key = decision.setting or decision.key
        if not key:
            return None
        return NameSetting(
            self._table.file,
            self._table.header(section),
            f"{toml(key)} = {toml(new)}",
            self._table.has(section),
            decision.setting != "",
        )

    def _place(self, id_: str) -> Location | None:
        origin, _, pointer = id_.partition("#")
        return self._line(Location(origin, pointer))

    def _line(self, place: Location | None) -> Location | None:
        """Return a place with its line, if it is in a document."""
        if place is None:
            return None
        document = self._planned.library.documents.get(place.origin)
        return None if document is None else document.location(place.pointer)
