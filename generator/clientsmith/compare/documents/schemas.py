"""Classes and type names: what they are called, what they extend, and which came and went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...ir import Id, Model
from ..change import KINDS, Impact
from .events import BOTH, REQUESTS, Event, code_of
from .gathering import Found, Gathering
from .usage import closure
from .version import Version
from .where import Pair, Where


class Schemas:
    """Compares the `models` packages.

    Args:
        old: the old version.
        new: the new version.
        gathering: what was compared already.
    """

    def __init__(self, old: Version, new: Version, gathering: Gathering) -> None:
        self._old = old
        self._new = new
        self._gathering = gathering
        self.renamed: dict[str, str] = {}
        """Old name of a class → new name, for all that stand for each other."""

    def compare_unused(self) -> None:
        """Compare schemas of one name that no operation leads to in both versions."""
        for name, old_id in self._old.components.items():
            new_id = self._new.components.get(name)
            if new_id is not None:
                pair = (self._old.resolve(old_id), self._new.resolve(new_id))
                if pair not in self._gathering.pairs:
                    self._gathering.follow(pair, self._gathering.schema(pair), BOTH)

    def names(self) -> Iterator[Event]:
        """Other names, second classes for requests, and other base classes."""
        for pair in self._gathering.pairs:
            old, new = self._old.class_names(pair[0])[0], self._new.class_names(pair[1])[0]
            if old and new:
                self.renamed[old] = new
                is_synonym = (
                    self._new.synonyms.get(old) == new or self._old.synonyms.get(new) == old
                )
                if old != new and not is_synonym:
                    is_kept = old in self._new.former_names
                    kind = "schema-name-deprecated" if is_kept else "schema-renamed"
                    yield Event(kind, self._gathering.where(pair), old, new)
        yield from self._forms()
        yield from self._bases()

    def _forms(self) -> Iterator[Event]:
        """Schemas of which requests have a class of their own, and had none, or the other way round:
        those whose fields are the reason, and with them all that refer to them."""
        split: dict[Pair, tuple[str, str]] = {}
        for pair in self._gathering.pairs:
            old, new = self._old.class_names(pair[0]), self._new.class_names(pair[1])
            if old[0] and new[0] and (old[0] == old[1]) != (new[0] == new[1]):
                split[pair] = (old[1], new[1])
        reasons = [pair for pair in split if self._is_reason(pair)]
        followers: dict[Pair, list[str]] = {reason: [] for reason in reasons}
        for pair, names in split.items():
            reason = next((each for each in reasons if self._leads_to(pair, each)), pair)
            followers.setdefault(reason, [])
            if reason != pair:
                followers[reason] += (f"models.{name}" for name in names)
        for pair, names_of_followers in followers.items():
            where = replace(self._gathering.where(pair), arguments=tuple(names_of_followers))
            has_own = self._new.class_names(pair[1])[0] != split[pair][1]
            kind = "request-form-added" if has_own else "request-form-removed"
            yield Event(kind, where, *split[pair], directions=REQUESTS)

    def _is_reason(self, pair: Pair) -> bool:
        """Whether fields of a model themselves travel in one direction only."""
        return any(
            field.read_only or field.write_only
            for declaration in (self._old[pair[0]], self._new[pair[1]])
            if isinstance(declaration, Model)
            for field in declaration.fields
        )

    def _leads_to(self, pair: Pair, target: Pair) -> bool:
        return target[1] in closure({pair[1]}, self._new) or target[0] in closure(
            {pair[0]}, self._old
        )

    def _bases(self) -> Iterator[Event]:
        told: set[str] = set()
        for pair in self._gathering.pairs:
            name, new_name = self._old.class_names(pair[0])[0], self._new.class_names(pair[1])[0]
            if not name or not new_name or name in told:
                continue
            told.add(name)
            olds = {self.renamed.get(each, each) for each in self._ancestors(self._old, name)}
            news = self._ancestors(self._new, new_name)
            where = self._gathering.where(pair)
            for base in sorted(olds - news):
                if base in self._new.names:
                    yield Event("base-removed", where, old=base, detail=base)
            for base in sorted(news - olds):
                if base in self.renamed.values():
                    yield Event("base-added", where, new=base, detail=base)

    def _ancestors(self, version: Version, name: str) -> set[str]:
        return {str(model.name) for model in version.lineage(name)} - {name}

    # --- coming and going ---------------------------------------------------------------------

    def left(self, told: Iterable[Found]) -> tuple[dict[Found, set[str]], list[Event]]:
        """Classes and type names that came and went.

        Args:
            told: everything that is told already.

        Returns:
            What of it brings or takes along which Python names; and an event for each class that
            came or went by itself.
        """
        names: dict[Found, set[str]] = {}
        events: list[Event] = []
        renamed = set(self.renamed), set(self.renamed.values())
        for side, version, other in ((0, self._old, self._new), (1, self._new, self._old)):
            known = other.names | other.former_names | renamed[side]
            ids = self._ids(version, version.names - known)
            for found in told:
                seeds = found.event.come if side else found.event.gone
                if seeds and ids and (side or _is_breaking(found)):
                    reached = closure(set(seeds), version)
                    reached |= {version.resolve(id_) for id_ in reached}
                    for name in [name for name, at in ids.items() if at & reached]:
                        names.setdefault(found, set()).add(f"models.{name}")
                        del ids[name]
            events += self._single(ids, side)
        return names, events

    def _ids(self, version: Version, names: Iterable[str]) -> dict[str, set[Id]]:
        """Name → ids of the declarations that have it."""
        found: dict[str, set[Id]] = {name: set() for name in sorted(names)}
        for id_ in version.api.declarations if found else ():
            for name in version.class_names(id_):
                if name in found:
                    found[name].add(id_)
        return found

    def _single(self, ids: dict[str, set[Id]], side: int) -> Iterator[Event]:
        version = (self._old, self._new)[side]
        for name, at in ids.items():
            if not at or any(pair[side] in at for pair in self._gathering.pairs):
                continue
            id_ = min(at, key=lambda each: (not version.component(each), each))
            word = version.component(id_) or name
            place = version.location(id_)
            where = Where(
                subject=word,
                noun=word,
                python=("", f"models.{name}") if side else (f"models.{name}", ""),
                old=None if side else place,
                new=place if side else None,
            )
            yield Event("schema-added" if side else "schema-removed", where)


def _is_breaking(found: Found) -> bool:
    """Whether something is as bad as that a class is gone, which can be told with it then."""
    code = code_of(found.event, found.directions)
    return code is not None and KINDS[code].impact is Impact.BREAKING
