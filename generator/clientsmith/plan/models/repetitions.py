"""Inline schemas that are the same type in several places, and so become one class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import assert_never

from ...ir import (
    MISSING,
    NO_CONSTRAINTS,
    Alias,
    Anything,
    Constraints,
    Declaration,
    Discriminator,
    Enumeration,
    Field,
    Id,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Role,
    Scalar,
    TupleOf,
    Type,
)
from ...naming.models.places import usable_title
from ...naming.words.words import singular, words
from ...types.declarations import is_component
from .named_declarations import is_long

_TELLING_VALUES = 3
"""Values that two enumerations do not have in common by chance, at least."""

_BODIES = (Role.REQUEST, Role.RESPONSE, Role.EVENT)

_NO_NAMES: Mapping[Id, str] = MappingProxyType({})


def merge_repeated(
    declarations: Mapping[Id, Declaration],
    apart: Collection[Id] = (),
    names: Mapping[Id, str] = _NO_NAMES,
    *,
    enum_classes: bool = False,
) -> dict[Id, Id]:
    """Return inline models and enumerations that are the same as others → the one that stands for
    them.

    Those are the same that have one title and one shape. Without a title, those are that add the same
    to the same component as one with a title, and those of one shape and one property inside one
    component or body, or of enumerations inside one operation. An enumeration is a component that has all of its values and its name.

    What people read (descriptions, examples) does not count as shape; what the class would do does.
    What stands inside merged declarations is merged with it.

    Args:
        declarations: all of them.
        apart: those that are merged with each other only, apart from enumerations that are
            components.
        names: previous names; what had different ones stays apart, unless a title is the same.
        enum_classes: whether enumerations become classes, however short they are.
    """
    return _Repetitions(declarations, apart, names, enum_classes).merged()


@dataclass(slots=True)
class _Repetitions:
    declarations: Mapping[Id, Declaration]
    apart: Collection[Id]
    names: Mapping[Id, str]
    enum_classes: bool
    _shapes: _Shapes = field(init=False)
    _merged: dict[Id, Id] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._shapes = _Shapes(self.declarations)

    def merged(self) -> dict[Id, Id]:
        """Return what is merged → what stands for it."""
        inline = [
            each
            for each in self.declarations.values()
            if not is_component(each) and not isinstance(each, Alias)
        ]
        self._merge_titled(inline)
        self._merge_extensions(inline)
        self._merge_properties(inline)
        self._merge_components(inline)
        return {id_: self._end(id_) for id_ in self._merged}

    def _end(self, id_: Id) -> Id:
        while id_ in self._merged:
            id_ = self._merged[id_]
        return id_

    def _left(self, inline: Iterable[Declaration]) -> Iterator[Declaration]:
        """Yield those that nothing stands for yet."""
        return (each for each in inline if each.id not in self._merged)

    def _merge_titled(self, inline: Iterable[Declaration]) -> None:
        groups: dict[Hashable, list[Id]] = defaultdict(list)
        for each in inline:
            title = usable_title(each)
            if title is not None:
                groups[title, self._shapes.of(each.id), each.id in self.apart].append(each.id)
        for group in groups.values():
            first, *others = sorted(group)
            self._merged.update(dict.fromkeys(others, first))

    def _merge_extensions(self, inline: Iterable[Declaration]) -> None:
        """Merge models without titles that extend a component in the same way as one with a title,
        as the events of a stream do that are listed twice."""
        titled: dict[Hashable, list[Id]] = defaultdict(list)
        untitled: dict[Hashable, list[Id]] = defaultdict(list)
        for each in self._left(inline):
            if isinstance(each, Model) and each.base is not None:
                group = untitled if usable_title(each) is None else titled
                group[self._shapes.of(each.id), each.id in self.apart].append(each.id)
        for key, found in untitled.items():
            if len(titled[key]) == 1:
                [first] = titled[key]
                alike = (id_ for id_ in found if self._had_one_name(id_, first))
                self._merged.update(dict.fromkeys(alike, first))

    def _merge_properties(self, inline: Iterable[Declaration]) -> None:
        """Merge what is called the same inside one component or body."""
        groups: dict[Hashable, list[Id]] = defaultdict(list)
        for each in self._left(inline):
            steps = _from_last_property(each)
            if steps and usable_title(each) is None and each.place.given is None:
                key = self._around(each), steps, self._shapes.of(each.id)
                groups[*key, each.id in self.apart].append(each.id)
        for group in groups.values():
            first, *others = sorted(group, key=lambda id_: (id_ not in self.names, len(id_), id_))
            alike = (id_ for id_ in others if self._had_one_name(id_, first))
            self._merged.update(dict.fromkeys(alike, first))

    def _around(self, declaration: Declaration) -> Hashable:
        """Return the component, or the body of the operation, that a declaration stands inside; for
        an enumeration the operation as a whole, since it is the same sent and received."""
        is_enumeration = isinstance(declaration, Enumeration)
        while (parent := declaration.place.parent) is not None and parent in self.declarations:
            declaration = self.declarations[self._end(parent)]
            if is_component(declaration):
                return declaration.id
        first = declaration.place.steps[0]
        is_apart = first.role in _BODIES and not is_enumeration
        return declaration.place.parent, first if is_apart else None

    def _merge_components(self, inline: Iterable[Declaration]) -> None:
        """Merge enumerations with the one component that has all of their values and their name."""
        components: dict[Hashable, list[Enumeration]] = defaultdict(list)
        for each in self.declarations.values():
            if isinstance(each, Enumeration) and is_component(each):
                components[_values(each)].append(each)
        for each in self._left(inline):
            if not isinstance(each, Enumeration) or len(each.values) < _TELLING_VALUES:
                continue
            if not (self.enum_classes or is_long(each.values)):
                continue
            if each.place.given is not None or each.names or each.id in self.names:
                continue
            found = components.get(_values(each), [])
            if len(found) == 1 and _is_called(each, found[0]):
                self._merged[each.id] = found[0].id

    def _had_one_name(self, id_: Id, first: Id) -> bool:
        name = self.names.get(id_)
        return name is None or name == self.names.get(first)


def _from_last_property(declaration: Declaration) -> tuple[tuple[str, str], ...]:
    """Return the steps from the innermost property on; none for what is no property."""
    steps = [(step.role.value, step.word) for step in declaration.place.steps]
    properties = [at for at, step in enumerate(steps) if step[0] == Role.PROPERTY]
    return tuple(steps[properties[-1] :]) if properties else ()


def _values(enumeration: Enumeration) -> Hashable:
    return frozenset(map(repr, enumeration.values))


def _is_called(declaration: Declaration, component: Declaration) -> bool:
    """Return whether a property or parameter, or the title of its schema, has a name that a
    component ends with, or the other way round."""
    name = _singulars(component.place.steps[0].word)
    named = (
        step.word
        for step in reversed(declaration.place.steps)
        if step.role in (Role.PROPERTY, Role.PARAMETER)
    )
    own = _singulars(usable_title(declaration) or next(named, ""))
    length = min(len(own), len(name))
    return length > 0 and own[-length:] == name[-length:]


def _singulars(text: str) -> list[str]:
    return [singular(word) for word in words(text)]


@dataclass(slots=True)
class _Shapes:
    """Numbers of the shapes of inline declarations; equal shapes have equal numbers."""

    declarations: Mapping[Id, Declaration]
    _known: dict[Id, Hashable] = field(default_factory=dict)
    _numbers: dict[Hashable, int] = field(default_factory=dict)
    _open: set[Id] = field(default_factory=set)

    def of(self, id_: Id) -> Hashable:
        """Return the shape of a declaration; a component, or one that contains itself, is only like
        itself."""
        declaration = self.declarations[id_]
        if is_component(declaration) or id_ in self._open:
            return id_
        if id_ not in self._known:
            self._open.add(id_)
            shape = self._shape(declaration)
            self._open.discard(id_)
            self._known[id_] = self._numbers.setdefault(shape, len(self._numbers))
        return self._known[id_]

    def _shape(self, declaration: Declaration) -> Hashable:
        match declaration:
            case Model(fields=fields, base=base, additional=additional):
                shown = tuple(
                    self._field(part) for part in sorted(fields, key=lambda part: part.wire_name)
                )
                return shown, base, None if additional is None else self._type(additional)
            case Enumeration(values=values):
                return tuple(map(repr, values))
            case Alias(type=type_):
                return self._type(type_)
            case _:
                assert_never(declaration)

    def _field(self, part: Field) -> Hashable:
        return (
            part.wire_name,
            self._type(part.type),
            part.required,
            part.read_only,
            part.write_only,
            part.docs.deprecated,
            repr(part.constraints) if _says(part.constraints) else None,
            None if part.default is MISSING else repr(part.default),
        )

    def _type(self, type_: Type) -> Hashable:
        match type_:
            case Named(id_):
                return self.of(id_)
            case ListOf(inner) | MapOf(inner) | Nullable(inner):
                return type(type_).__name__, self._type(inner)
            case TupleOf(items, rest):
                return (
                    tuple(self._type(item) for item in items),
                    None if rest is None else self._type(rest),
                )
            case OneOf(members, discriminator):
                tags = None if discriminator is None else tuple(self._tags(discriminator))
                return tuple(self._type(member) for member in members), tags
            case Literals(values):
                return tuple(map(repr, values))
            case Scalar() | Anything():
                return type_
            case _:
                assert_never(type_)

    def _tags(self, discriminator: Discriminator) -> Iterator[Hashable]:
        yield discriminator.property
        yield None if discriminator.default is None else self.of(discriminator.default)
        for value, id_ in sorted(discriminator.mapping.items()):
            yield value, self.of(id_)


def _says(limits: Constraints) -> bool:
    """Return whether there is any constraint; for most there is none, and identity says so."""
    return limits is not NO_CONSTRAINTS and limits != NO_CONSTRAINTS
