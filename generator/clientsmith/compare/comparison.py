"""Compares two versions of an API by their documents and by their generated clients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .change import Change, Impact, sort_key
from .documents import compare
from .surface import ClientFiles, SurfaceChange, compare_surfaces, with_model_usage

if TYPE_CHECKING:
    from ..pipeline import Planned

NOT_IN_SURFACE = frozenset(
    {
        "authentication-added",
        "authentication-removed",
        "body-media-type-added",
        "body-media-type-removed",
        "discriminator-changed",
        "request-form-added",
        "request-form-removed",
        "response-added",
        "response-body-added",
        "response-body-removed",
        "response-header-added",
        "response-header-removed",
    }
)
"""Codes of changes that names, arguments and types show in part or not at all."""

_SERVERS = "servers"
_SERVER_ARGUMENTS = ("base_url=)", "server=)")
"""Arguments of the client that depend on servers."""

_EXPECTED_IN_SURFACE = frozenset({Impact.BREAKING, Impact.ADDITION})
_NEVER_IN_SURFACE = frozenset({Impact.DOCS, Impact.DEPRECATION})
_DEPRECATED_NAME = "-name-deprecated"


@dataclass(frozen=True, slots=True)
class ComparedVersion:
    """One of two versions to compare."""

    name: str
    """Name in reports."""

    client: ClientFiles | None
    """Modules of the client; None where only documents are compared."""

    planned: Planned | None
    """The API of the document; None for a client without a document."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Changes of documents and surfaces that belong together and differ in their impact."""

    name: str
    """Python name."""

    surface_changes: tuple[SurfaceChange, ...]
    changes: tuple[Change, ...]
    """Changes of the documents, the worst impact first."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all changes."""
        codes = [change.code for change in self.changes]
        return tuple(dict.fromkeys([*codes, *(change.code for change in self.surface_changes)]))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Result of matching the changes of documents with those of surfaces."""

    client_only: tuple[SurfaceChange, ...] = ()
    """Changes of surfaces that no change of the documents explains."""

    document_only: tuple[Change, ...] = ()
    """Changes of documents that surfaces should show and do not."""

    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes between two versions."""

    old: str
    """Name of the old version in reports."""

    new: str
    changes: tuple[Change, ...] | None
    """Changes of the documents; None where they were not compared."""

    surface_changes: tuple[SurfaceChange, ...] | None
    """Changes of the surfaces; None where they were not compared."""

    agreement: Agreement


def compare_versions(old: ComparedVersion, new: ComparedVersion) -> Comparison:
    """Compare documents and clients, as far as both versions have them.

    Raises:
        BrokenModule: a module of a client cannot be parsed.
    """
    changes, surface_changes, agreement = None, None, Agreement()
    if old.planned is not None and new.planned is not None:
        changes = compare(old.planned, new.planned)
    if old.client is not None and new.client is not None:
        renames = {
            change.python_old: change.python_new
            for change in changes or ()
            if change.python_old and change.python_new and change.python_old != change.python_new
        }
        surface_changes = compare_surfaces(old.client, new.client, renames)
        if changes is not None:
            agreement = match_changes(changes, surface_changes)
        else:
            surface_changes = with_model_usage(surface_changes, old.client, new.client)
    return Comparison(old.name, new.name, changes, surface_changes, agreement)


def match_changes(changes: Sequence[Change], surface_changes: Sequence[SurfaceChange]) -> Agreement:
    """Match the changes of documents with those of surfaces by Python names."""
    by_name: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.impact not in _NEVER_IN_SURFACE or change.code.endswith(_DEPRECATED_NAME):
            for name in change.names:
                by_name[name].append(change)
            if "server" in change.code:
                by_name[_SERVERS].append(change)
    explained = {each: _explanation(each, by_name) for each in surface_changes}
    for each, reasons in explained.items():
        if not reasons:
            explained[each] = _explanation_of_use(each, explained)
    shown: dict[Change, list[SurfaceChange]] = defaultdict(list)
    for each, reasons in explained.items():
        for change in reasons:
            shown[change].append(each)
    return Agreement(
        client_only=tuple(each for each, reasons in explained.items() if not reasons),
        document_only=tuple(
            change for change in changes if _is_expected(change) and change not in shown
        ),
        disagreements=tuple(_disagreements(explained, shown)),
    )


def _is_expected(change: Change) -> bool:
    """Return whether surfaces should show a change."""
    return (
        change.impact in _EXPECTED_IN_SURFACE
        and change.code not in NOT_IN_SURFACE
        and bool(change.names)
    )


def _explanation(found: SurfaceChange, by_name: Mapping[str, list[Change]]) -> tuple[Change, ...]:
    """Return the changes of documents that explain a change of surfaces, the worst impact first:
    changes of the same name; else of the object around it, of types in it, of other arguments and the
    result of the same function."""
    names = [found.name, found.new_name]
    function, parenthesis, _ = found.name.partition("(")
    siblings = [name for name in by_name if parenthesis and name.startswith(f"{function}(")]
    owners = [owner for name in names for owner in _owners(name)]
    types = [f"models.{name}" for name in found.mentions]
    servers = [_SERVERS] if found.name.endswith(_SERVER_ARGUMENTS) else []
    candidates = [names, owners, types, servers, siblings]
    if found.code == "client-argument-moved":
        candidates = [names, siblings, owners]
    for candidate in candidates:
        changes = [change for name in candidate for change in by_name.get(name, ())]
        if changes:
            return tuple(sorted(dict.fromkeys(changes), key=sort_key))
    return ()


def _explanation_of_use(
    found: SurfaceChange, explained: Mapping[SurfaceChange, tuple[Change, ...]]
) -> tuple[Change, ...]:
    """Return the changes that explain another change whose type mentions the same model."""
    model = found.name.removeprefix("models.").partition(".")[0]
    for other, reasons in explained.items():
        if reasons and model in other.mentions:
            return reasons
    return ()


def _owners(name: str) -> Iterator[str]:
    """Yield the names of what something is a part of: `goals.create` for `goals.create(title=)`,
    `models.Goal` for `models.Goal.title`."""
    function, parenthesis, _ = name.partition("(")
    if parenthesis:
        yield function
    elif name.count(".") > 1 and name.startswith(("models.", "webhooks.")):
        yield name.rpartition(".")[0]


def _disagreements(
    explained: Mapping[SurfaceChange, tuple[Change, ...]],
    shown: Mapping[Change, list[SurfaceChange]],
) -> Iterator[Disagreement]:
    """Yield changes that break according to documents or surfaces only."""
    for each, reasons in explained.items():
        if each.is_certain and _breaks([each]) and reasons and not _breaks(reasons):
            yield Disagreement(each.name, (each,), reasons)
    for change, found in shown.items():
        if change.code in NOT_IN_SURFACE or not _breaks([change]) or _breaks(found):
            continue
        if all(each.is_certain for each in found):
            name = change.python_old or change.python_new or found[0].name
            yield Disagreement(name, tuple(found), (change,))


def _breaks(changes: Iterable[Change | SurfaceChange]) -> bool:
    return any(change.impact is Impact.BREAKING for change in changes)
