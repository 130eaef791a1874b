"""Responses as pages: their items, and members beside them about further pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...ir import (
    Anything,
    Field,
    Header,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Scalar,
    ScalarKind,
    Type,
)
from ...naming.words.words import plural, singular, word_set, words
from ...types.predicates import Traits
from . import names

Path = tuple[str, ...]
_NameTest = Callable[[str], bool]
_TypeTest = Callable[[Type], bool]

_DEPTH = 3
"""Greatest depth at which members are searched."""

_MOST_UNIONS = 50
"""Greatest number of nested unions that are searched."""

_NUMBERS = frozenset({ScalarKind.INTEGER, ScalarKind.INTEGER_STRING, ScalarKind.NUMBER})
_TEXTS = frozenset({ScalarKind.STRING, ScalarKind.UUID, ScalarKind.BASE64, ScalarKind.BASE64URL})
_PAGE_INFO = word_set(
    "cursor cursors info link links meta metadata next page pages pagination paging view"
)
"""Last words of members that hold what is to be known of the page."""

_PAGE_INFO_ONLY = word_set("page_info paging pagination pager")
"""Members that hold it wherever they stand."""


@dataclass(frozen=True, slots=True)
class ResponseMember:
    """A member of a response."""

    path: Path
    type: Type
    """Resolved, without null."""

    field: Field | None
    """None for the response itself."""

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Items:
    """The list that a page is about."""

    path: Path
    item: Type


class TypeLookup:
    """Looks up fields and members of types, through aliases and null.

    Args:
        traits: what types are like.
    """

    def __init__(self, traits: Traits) -> None:
        self._declarations = traits.declarations
        self._traits = traits
        self._fields: dict[int, tuple[Type, Mapping[str, Field]]] = {}
        """Properties by identity of the type, which responses share."""

    def bare(self, type_: Type) -> Type:
        """Return the type behind its names, without null."""
        resolved = self._traits.resolved(type_)
        return self._traits.resolved(resolved.type) if isinstance(resolved, Nullable) else resolved

    def fields(self, type_: Type) -> Mapping[str, Field]:
        """Return the properties that an object of a type can have, of a union those of all members."""
        key = id(type_)
        if key not in self._fields:
            self._fields[key] = type_, self._found_fields(type_)
        return self._fields[key][1]

    def _found_fields(self, type_: Type) -> Mapping[str, Field]:
        found: dict[str, Field] = {}
        for leaf in self._leaves(type_):
            declaration = self._declarations[leaf.id] if isinstance(leaf, Named) else None
            if isinstance(declaration, Model):
                for field in declaration.fields:
                    found.setdefault(field.wire_name, field)
        return found

    def _leaves(self, type_: Type) -> Iterator[Type]:
        """Yield the type, or the members of a union, and of unions inside of it."""
        pending, unions = [self.bare(type_)], 0
        while pending:
            leaf = pending.pop(0)
            if not isinstance(leaf, OneOf):
                yield leaf
            elif unions < _MOST_UNIONS:  # they may lead in circles
                unions += 1
                pending += map(self.bare, leaf.members)

    def at(self, type_: Type, path: Path) -> Type | None:
        """Return the type that a path leads to, resolved and without null; None where it leads
        nowhere."""
        type_ = self.bare(type_)
        for name in path:
            field = self.fields(type_).get(name)
            if field is not None:
                type_ = self.bare(field.type)
            elif isinstance(type_, MapOf):
                type_ = self.bare(type_.value)
            elif not isinstance(type_, Anything):
                return None
        return type_

    def may_be_list(self, type_: Type) -> bool:
        """Return whether a union has lists among others."""
        leaves = list(self._leaves(type_))
        return len(leaves) > 1 and any(isinstance(leaf, ListOf) for leaf in leaves)

    def is_number(self, type_: Type) -> bool:
        """Return whether values are whole numbers, as far as documents tell these from others."""
        bare = self.bare(type_)
        return isinstance(bare, Scalar) and bare.kind in _NUMBERS

    def is_flag(self, type_: Type) -> bool:
        """Return whether values are true or false."""
        return self._traits.is_boolean(type_)

    def is_token(self, type_: Type) -> bool:
        """Return whether values can name a page: text or numbers, or who knows what."""
        leaves = list(self._leaves(type_))
        return bool(leaves) and all(map(_is_token, leaves))

    def is_text(self, type_: Type) -> bool:
        """Return whether values can be text that may be anything."""
        return any(
            isinstance(leaf, Anything) or leaf == Scalar(ScalarKind.STRING)
            for leaf in self._leaves(type_)
        )


def _is_token(leaf: Type) -> bool:
    match leaf:
        case Scalar(kind):
            return kind in _TEXTS or kind in _NUMBERS
        case Literals(values):
            return all(isinstance(value, str) for value in values)
        case Anything():
            return True
        case _:
            return False


class PageResponse:
    """A successful response of an operation, as a page.

    Args:
        type_: what is decoded.
        headers: declared headers.
        nouns: words of the path that the items may be called by.
        types: looks through types.
    """

    def __init__(
        self, type_: Type, headers: Sequence[Header], nouns: frozenset[str], types: TypeLookup
    ) -> None:
        self._type = type_
        self._nouns = nouns
        self._types = types
        self.headers = tuple(headers)

    @cached_property
    def lists(self) -> tuple[Items, ...]:
        """The lists that may be the items, all at the same depth."""
        bare = self._types.bare(self._type)
        if isinstance(bare, ListOf):
            return (Items((), bare.item),)
        if self._types.may_be_list(bare):
            return ()
        level = [ResponseMember((), bare, None)]
        for _ in range(_DEPTH):
            below = [child for member in level for child in self._children(member)]
            found = tuple(
                Items(member.path, member.type.item)
                for member in below
                if isinstance(member.type, ListOf) and names.joined(member.name) not in names.ASIDE
            )
            if found:
                return found
            level = below
        return ()

    @cached_property
    def items(self) -> Items | None:
        """The list that a page is about; None where there is none, or none stands out."""
        found = self.lists
        if len(found) > 1:
            usual = [each for each in found if names.joined(each.path[-1]) in names.ITEMS]
            found = tuple(usual) or tuple(each for each in found if self.is_noun(each.path[-1]))
        return found[0] if len(found) == 1 else None

    def is_noun(self, name: str) -> bool:
        """Return whether a list is called as the path is."""
        last = (words(name) or ("",))[-1]
        return bool(self._nouns & {last, singular(last), plural(last)})

    @cached_property
    def members(self) -> tuple[ResponseMember, ...]:
        """Everything beside and around the items that is neither list nor object, near ones
        first."""
        found: list[ResponseMember] = []
        level = [ResponseMember((), self._types.bare(self._type), None)]
        for _ in range(_DEPTH):
            below = [child for member in level for child in self._children(member)]
            found += [
                member
                for member in below
                if not self._types.fields(member.type) or self._types.is_text(member.type)
            ]
            level = below
        return tuple(member for member in found if not isinstance(member.type, ListOf))

    @cached_property
    def page_info(self) -> tuple[ResponseMember, ...]:
        """Return the members about the page: beside the items, at the top, or in a member for them."""
        around = self.items.path[:-1] if self.items else ()
        return tuple(
            member
            for member in self.members
            if member.path[:-1] == around[: len(member.path) - 1]
            or all((words(name) or ("",))[-1] in _PAGE_INFO for name in member.path[:-1])
            or names.joined(member.path[-2]) in _PAGE_INFO_ONLY
        )

    def _children(self, member: ResponseMember) -> Iterator[ResponseMember]:
        if self._types.may_be_list(member.type):
            return
        for name, field in self._types.fields(member.type).items():
            if not field.write_only:
                yield ResponseMember((*member.path, name), self._types.bare(field.type), field)

    # --- members by what they say -----------------------------------------------------------------

    @cached_property
    def has_more(self) -> Path | None:
        """Where it says whether there is another page."""
        return self._first(names.is_has_more, self._types.is_flag)

    @cached_property
    def is_last(self) -> Path | None:
        """Where it says that there is no further page; None where `has_more` says so."""
        if self.has_more is not None:
            return None
        return self._first(names.is_last_flag, self._types.is_flag)

    @cached_property
    def has_previous(self) -> Path | None:
        """Where it says whether there is a page before."""
        return self._first(names.is_has_previous, self._types.is_flag)

    @cached_property
    def total(self) -> Path | None:
        """Where it says how many items there are on all pages."""
        items = "".join(self.items.path[-1:]) if self.items else ""
        return self._first(lambda name: names.is_total(name, items), self._types.is_number)

    @cached_property
    def total_pages(self) -> Path | None:
        """Where it says how many pages there are."""
        return self._first(names.is_page_total, self._types.is_number)

    @cached_property
    def total_header(self) -> str:
        """The header that says how many items there are on all pages."""
        return self._header(names.is_total_header)

    @cached_property
    def total_pages_header(self) -> str:
        """The header that says how many pages there are."""
        return self._header(names.is_page_total_header)

    @property
    def has_total(self) -> bool:
        """True if it says how much there is on all pages."""
        return bool(self.total or self.total_pages or self.total_header or self.total_pages_header)

    def current(self, parameter: str) -> Path | None:
        """Return the member that repeats a parameter that counts items or pages."""
        found = self._first(lambda name: names.is_current(parameter, name), self._types.is_number)
        if found is None and names.is_number(parameter) and self.total_pages is not None:
            return self._first(names.is_page_of_spring, self._types.is_number)
        return found

    @property
    def is_indicator(self) -> bool:
        """True if a member or header shows that this is a page."""
        if self.total_header or self.total_pages_header:
            return True
        return any(
            names.is_indicator(member.name) and self._types.is_number(member.type)
            for member in self.page_info
        )

    def _header(self, is_named: _NameTest) -> str:
        return next((header.wire_name for header in self.headers if is_named(header.wire_name)), "")

    def _first(self, is_named: _NameTest, is_typed: _TypeTest) -> Path | None:
        return next(
            (
                member.path
                for member in self.page_info
                if is_named(member.name) and is_typed(member.type)
            ),
            None,
        )
