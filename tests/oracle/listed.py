"""Differences that are meant: `differences.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from oracle.comparison import KINDS, Difference

_FILE = Path(__file__).parent / "differences.toml"


@dataclass(frozen=True)
class Listed:
    """Differences of one document that have one reason."""

    spec: str
    kind: str
    places: tuple[str, ...]
    """Patterns of `Difference.place`, in which `*` stands for anything."""

    reason: str
    count: int | None = None
    """How many places there are; needed where a pattern stands for several."""

    theirs: str = "*"
    """Pattern of what the other generator says there."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is no kind of difference")
        if self.count is None and any("*" in place for place in self.places):
            raise ValueError(f"{self.spec}, {self.reason!r}: patterns need a `count`")


def listed(spec: str) -> list[Listed]:
    """What is listed for a document."""
    return [one for one in everything() if one.spec == spec]


def everything() -> Iterator[Listed]:
    """All that is listed."""
    for table in tomllib.loads(_FILE.read_text(encoding="utf-8")).get("difference", []):
        yield Listed(**(table | {"places": tuple(table["places"])}))


def unexpected(found: Iterable[Difference], entries: Iterable[Listed]) -> list[str]:
    """What is found and not listed, and what is listed and not found any more."""
    left = list(found)
    wrong = []
    for entry in entries:
        count = 0
        for pattern in entry.places:
            matching = [
                difference
                for difference in left
                if difference.kind == entry.kind
                and _matches(difference.place, pattern)
                and _matches(difference.theirs, entry.theirs)
            ]
            if not matching:
                wrong.append(f"listed and not found: {entry.kind}, {pattern}")
            left = [difference for difference in left if difference not in matching]
            count += len(matching)
        if entry.count is not None and count != entry.count:
            wrong.append(f"{count} instead of {entry.count}: {entry.reason}")
    wrong += [
        f"not listed: {difference.kind}, {difference.place}\n"
        f"    ours:   {difference.ours}\n    theirs: {difference.theirs}"
        for difference in left
    ]
    return wrong


def _matches(text: str, pattern: str) -> bool:
    return fnmatchcase(text, pattern.replace("[", "[[]"))
