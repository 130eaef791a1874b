"""Members of two unions that stand for each other."""

from __future__ import annotations

from collections.abc import Callable

from ...ir import ListOf, Literals, MapOf, Named, OneOf, Scalar, TupleOf, Type
from .kinship import Kinship
from .version import Version

Matched = list[tuple[Type, Type]]


def match_members(
    old: OneOf, new: OneOf, before: Version, after: Version, kinship: Kinship
) -> tuple[Matched, list[Type], list[Type]]:
    """Members that stand for each other, whatever their order; the surest matches come first.

    Args:
        old: the old union.
        new: the new union.
        before: the old version.
        after: the new version.
        kinship: says which declarations stand for each other.

    Returns:
        The matches, members that are gone, and members that came.
    """

    def same_name(one: Type, other: Type) -> bool:
        if not (isinstance(one, Named) and isinstance(other, Named)):
            return one == other
        return kinship.is_named_alike(before.resolve(one.id), after.resolve(other.id))

    def same_word(one: Type, other: Type) -> bool:
        """Inline members of one title or discriminator value."""
        if not (isinstance(one, Named) and isinstance(other, Named)):
            return False
        words = (before[one.id].place.steps[-1].word, after[other.id].place.steps[-1].word)
        return words[0] == words[1] != "" and not words[0].isdigit() and same_kin(one, other)

    def same_kin(one: Type, other: Type) -> bool:
        if not (isinstance(one, Named) and isinstance(other, Named)):
            return False
        return kinship.is_same(before.resolve(one.id), after.resolve(other.id))

    def same_shape(one: Type, other: Type) -> bool:
        one, other = before.expanded(one), after.expanded(other)
        if isinstance(one, Scalar | Named):
            return one == other and isinstance(one, Scalar)
        return type(one) is type(other) and isinstance(one, ListOf | MapOf | TupleOf | Literals)

    def same_value(one: Type, other: Type) -> bool:
        """A list of constants in place of any value of their type, or the other way round."""
        one, other = before.expanded(one), after.expanded(other)
        return {type(one), type(other)} == {Literals, Scalar}

    tests: tuple[Callable[[Type, Type], bool], ...] = (
        same_name,
        same_word,
        same_kin,
        same_shape,
        same_value,
    )
    matched: Matched = []
    gone, come = list(old.members), list(new.members)
    for test in tests:
        for one in tuple(gone):
            other = next((each for each in come if test(one, each)), None)
            if other is not None:
                matched.append((one, other))
                gone.remove(one)
                come.remove(other)
    return matched, gone, come
