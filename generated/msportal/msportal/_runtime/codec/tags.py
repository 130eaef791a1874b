"""The property that tells members of a union apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from .functions import Block, Function, Functions, Mismatch
from .shape import Shape

if TYPE_CHECKING:
    from .annotations import Types


class Tag:
    """The property that tells objects apart, and the member that each of its values means."""

    def __init__(
        self,
        property: str,
        members: Mapping[Any, Shape | str],
        types: Types,
        default: str | None = None,
    ) -> None:
        """`members` maps values of the property to members, or to their names; `default` names
        the member that every other string means."""
        self.property = property
        self._members = members
        self._types = types
        self._default = default

    def member(self, value: Any) -> Shape | None:
        """The member that a value of the property means."""
        member: Shape | str | None
        if isinstance(value, str):
            member = self._members.get(value, self._default)
        else:
            try:
                member = self._members.get(value)
            except TypeError:  # an array or an object is no key
                return None
        return self._types.shape(member) if isinstance(member, str) else member

    @property
    def default(self) -> Shape | None:
        """What an object is that says nothing; None where the document does not tell."""
        return None if self._default is None else self._types.shape(self._default)

    def unmapped(self, members: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """Those of the members that no value is mapped to, as where one value means several."""
        mapped = {self.member(value) for value in self._members}
        return tuple(each for each in members if each not in mapped)

    def knows(self, value: Any) -> bool:
        """Whether a value is mapped itself."""
        return value in self._members


class _Decoders(dict[Any, Function]):
    """Decoders by value of a tag, each compiled when its first value comes."""

    def __init__(
        self, tag: Tag, functions: Functions, others: Callable[[], Shape | None]
    ) -> None:
        """`others` gives the members that no value of the tag is mapped to."""
        super().__init__()
        self._tag = tag
        self._functions = functions
        self._others = others

    def __missing__(self, value: Any) -> Function:
        member = self._tag.member(value) or self._others()
        if member is None:
            raise Mismatch
        decode = self._functions[member.decoder(self._functions)]
        if self._tag.knows(value):
            self[value] = decode
        return decode


def write_dispatch(
    block: Block,
    variable: str,
    tag: Tag,
    others: Callable[[], Shape | None] = lambda: None,
) -> None:
    decoders = block.constant(_Decoders(tag, block.functions, others))
    block.line(f"{variable} = {decoders}[{variable}[{tag.property!r}]]({variable})")
