"""Which declarations of two versions stand for each other."""

from __future__ import annotations

from ...ir import Alias, Enumeration, Id, Model
from .version import Version

_ALIKE = 0.5
"""Share of fields or constants in common from which on a schema has been renamed."""


class Kinship:
    """Tells whether a declaration of the new version is what became of one of the old version.

    Ids are those that `Version.resolve` gives.
    """

    def __init__(self, old: Version, new: Version) -> None:
        self._old = old
        self._new = new
        self._likeness: dict[tuple[Id, Id], float] = {}

    def is_same(self, old: Id, new: Id) -> bool:
        """Whether one is the other, perhaps under another name and changed.

        A schema that is still there under its name is no other one.
        """
        before, after = self._old.component(old), self._new.component(new)
        if not before and not after:
            return self.likeness(old, new) > 0
        if before and after and (before == after or self._has_become(old, new, before, after)):
            return True
        is_gone = before not in self._new.components or before in self._old.repeated
        return is_gone and self._renamed(old, new)

    def _has_become(self, old: Id, new: Id, before: str, after: str) -> bool:
        """Whether the name of one is only another name of the other, in one of the versions."""
        newer, older = self._new.components.get(before), self._old.components.get(after)
        is_now = newer is not None and self._new.resolve(newer) == new
        return is_now or (older is not None and self._old.resolve(older) == old)

    def _renamed(self, old: Id, new: Id) -> bool:
        return self.likeness(old, new) >= _ALIKE

    def is_named_alike(self, old: Id, new: Id) -> bool:
        """Whether both are schemas of the document with one name."""
        name = self._old.component(old)
        return bool(name) and name == self._new.component(new)

    def extends(self, version: Version, id_: Id, name: str) -> bool:
        """Whether a model of a version is declared to extend, over any number of steps, the schema
        with a name."""
        seen: set[Id] = set()
        while name and id_ not in seen:
            seen.add(id_)
            declaration = version[id_]
            if not isinstance(declaration, Model) or declaration.base not in version:
                return False
            assert declaration.base is not None
            id_ = version.resolve(declaration.base)
            if version.component(id_) == name:
                return True
        return False

    def likeness(self, old: Id, new: Id) -> float:
        """How much two declarations have in common, from 0 to 1."""
        key = (old, new)
        if key not in self._likeness:
            self._likeness[key] = self._measure(old, new)
        return self._likeness[key]

    def _measure(self, old: Id, new: Id) -> float:
        match self._old[old], self._new[new]:
            case Model(fields=before), Model(fields=after):
                return _share(
                    {each.wire_name for each in before}, {each.wire_name for each in after}
                )
            case Enumeration(values=before), Enumeration(values=after):
                return _share(set(map(repr, before)), set(map(repr, after)))
            case Alias(type=before), Alias(type=after):
                return float(type(before) is type(after))
            case _:
                return 0.0


def _share(old: set[str], new: set[str]) -> float:
    """What two sets have in common, as a share of all; nothing and nothing are the same."""
    return len(old & new) / len(old | new) if old or new else 1.0
