"""What two documents say of a change beside what the surfaces of their clients show of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .change import Change, Impact, sort_key
from .surface import Finding

NOT_SHOWN = frozenset(
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
_OF_SERVERS = ("base_url=)", "server=)")
"""Arguments of the client that servers have a part in."""

_SHOWN = frozenset({Impact.BREAKING, Impact.ADDITION})
_SAID_ONLY = frozenset({Impact.DOCS, Impact.DEPRECATION})
_FORMER = "-name-deprecated"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that both views have and judge differently."""

    name: str
    """Where users meet it."""

    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    """What the documents say of it, the worst first."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of both."""
        said = [change.code for change in self.changes]
        return tuple(dict.fromkeys([*said, *(finding.code for finding in self.findings)]))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the two views agree."""

    client_only: tuple[Finding, ...] = ()
    """What the surfaces show, and no difference of the documents explains."""

    document_only: tuple[Change, ...] = ()
    """What the documents say, and the surfaces should show and do not."""

    disagreements: tuple[Disagreement, ...] = ()


def agree(changes: Sequence[Change], findings: Sequence[Finding]) -> Agreement:
    """Compare the two views."""
    by_name: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.impact not in _SAID_ONLY or change.code.endswith(_FORMER):
            for name in _names(change):
                by_name[name].append(change)
            if "server" in change.code:
                by_name[_SERVERS].append(change)
    explained = {finding: _explaining(finding, by_name) for finding in findings}
    for finding in findings:
        if not explained[finding]:
            explained[finding] = _explaining_uses(finding, explained)
    shown: dict[Change, list[Finding]] = defaultdict(list)
    for finding, reasons in explained.items():
        for change in reasons:
            shown[change].append(finding)
    return Agreement(
        client_only=tuple(finding for finding, reasons in explained.items() if not reasons),
        document_only=tuple(
            change for change in changes if _should_show(change) and change not in shown
        ),
        disagreements=tuple(_disagreements(explained, shown)),
    )


def _names(change: Change) -> set[str]:
    return {change.python_old, change.python_new, *change.affected} - {""}


def _should_show(change: Change) -> bool:
    return change.impact in _SHOWN and change.code not in NOT_SHOWN and bool(_names(change))


def _explaining(finding: Finding, by_name: Mapping[str, list[Change]]) -> tuple[Change, ...]:
    """The changes that are about the same, the worst first: those of the same name, else those of
    what holds it, of types in it, or of other arguments and the result of the same function."""
    names = [finding.name, finding.new_name]
    function, parenthesis, _ = finding.name.partition("(")
    siblings = [name for name in by_name if parenthesis and name.startswith(f"{function}(")]
    holders = [holder for name in names for holder in _holders(name)]
    types = [f"models.{name}" for name in finding.mentions]
    servers = [_SERVERS] if finding.name.endswith(_OF_SERVERS) else []
    ways = [names, holders, types, servers, siblings]
    if finding.code == "client-argument-moved":
        ways = [names, siblings, holders]
    for way in ways:
        found = [change for name in way for change in by_name.get(name, ())]
        if found:
            return tuple(sorted(dict.fromkeys(found), key=sort_key))
    return ()


def _explaining_uses(
    finding: Finding, explained: Mapping[Finding, tuple[Change, ...]]
) -> tuple[Change, ...]:
    """The changes that explain something else whose type names the model that a finding is about."""
    model = finding.name.removeprefix("models.").partition(".")[0]
    for other, reasons in explained.items():
        if reasons and model in other.mentions:
            return reasons
    return ()


def _holders(name: str) -> Iterator[str]:
    """The names of what something is part of, the nearest first: `goals.create(title=)` is part of
    `goals.create()` and `goals.create`, `models.Goal.title` of `models.Goal`."""
    function, parenthesis, _ = name.partition("(")
    if parenthesis:
        yield function
    elif name.count(".") > 1 and name.startswith(("models.", "webhooks.")):
        yield name.rpartition(".")[0]


def _disagreements(
    explained: Mapping[Finding, tuple[Change, ...]], shown: Mapping[Change, list[Finding]]
) -> Iterator[Disagreement]:
    """What one view calls breaking and the other does not."""
    for finding, reasons in explained.items():
        if finding.is_settled and _breaks([finding]) and reasons and not _breaks(reasons):
            yield Disagreement(finding.name, (finding,), reasons)
    for change, seen in shown.items():
        if change.code in NOT_SHOWN or not _breaks([change]) or _breaks(seen):
            continue
        if all(each.is_settled for each in seen):
            name = change.python_old or change.python_new or seen[0].name
            yield Disagreement(name, tuple(seen), (change,))


def _breaks(each: Iterable[Change | Finding]) -> bool:
    return any(one.impact is Impact.BREAKING for one in each)
