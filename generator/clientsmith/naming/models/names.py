"""Names of the classes and types of the `models` package."""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, count, takewhile

from ...ir import Alias, Api, Declaration, Enumeration, Id, Model, Role, Step
from ...text import Code
from ...types.declarations import Declarations, is_component
from ...types.directions import Direction
from ...types.expressions import RESERVED_CLASSES
from ..decisions import (
    BY_PREVIOUS_NAME,
    NOT_PREVIOUS,
    OVERRIDDEN,
    Candidate,
    Decision,
    Decisions,
    NameKind,
    Trail,
)
from ..overrides import OperationName, schema_settings
from ..words.identifiers import NameScope, class_fault, class_name
from ..words.reserved import BUILTINS
from ..words.words import pascal, words
from .components import OF_COMPONENT, calls_all_objects, component_candidates
from .places import (
    extended,
    is_telling,
    joined,
    operation_title,
    pascal_word,
    picked_words,
    shared_title,
    title_fault,
    usable_title,
    without_specs,
)
from .previous import NO_PINNED, PinnedSchemas
from .shortening import shared_parts, shortened, without_webhook

_TITLE = "title of the schema"
_PLACE = "where the schema stands"
_SHARED = "what all places of the schema share"
_FIRST_NUMBERED = "the first candidate with a number"

_Union = tuple[Id | None, tuple[Step, ...]]
"""Place of a union: what it stands inside, and the steps to it."""


@dataclass(frozen=True, slots=True)
class ModelNames:
    """The names that were given."""

    names: Mapping[Id, Code]
    """Every declaration that has one, components that are only references included."""

    inputs: Mapping[Id, Code]
    """Ids of models with a request variant → its name."""

    @property
    def in_lower_case(self) -> frozenset[str]:
        """Names that a field could have too, as in scripts without capitals."""
        names = (*self.names.values(), *self.inputs.values())
        return frozenset(name for name in names if name == name.lower())

    def __call__(self, id_: Id, direction: Direction) -> Code | None:
        """Return the name of a declaration's form for a direction; None where it has none."""
        if direction is Direction.REQUEST and id_ in self.inputs:
            return self.inputs[id_]
        return self.names.get(id_)


def name_declarations(
    api: Api,
    declarations: Declarations,
    named: Collection[Id],
    split: Collection[Id],
    operations: Mapping[Id, OperationName],
    chosen: Mapping[Id, Code],
    incoming: Collection[Id] = (),
    *,
    events: Mapping[Id, str],
    pinned: PinnedSchemas = NO_PINNED,
    decisions: Decisions | None = None,
    taken: Iterable[str] = (),
) -> ModelNames:
    """Return one name for each declaration, whatever the order of the document.

    Components have their own names; what stands inside is named after where it stands.

    Args:
        api: the API.
        declarations: its declarations.
        named: ids of those that need a name, components included.
        split: ids of those that have a second form for requests.
        operations: names of the operations that become methods.
        chosen: names that the user prefers.
        incoming: ids of what stands inside webhooks, which must not change any other name.
        events: names of webhooks and callbacks.
        pinned: previous names.
        decisions: gets a decision on each name.
        taken: further names that modules of models import.
    """
    namer = _Namer(
        api,
        declarations,
        named,
        split,
        operations,
        chosen,
        pinned,
        incoming,
        events,
        decisions,
        taken,
    )
    for id_, name in sorted(pinned.requests.items()):
        namer.keep(NameKind.REQUEST_MODEL, id_, name)
    names = namer.all()
    inputs = {
        id_: pinned.requests.get(id_)
        or namer.give(NameKind.REQUEST_MODEL, id_, _for_requests(plain))
        for id_ in sorted(split, key=lambda id_: (names.get(id_, ""), id_))
        if (plain := names.get(id_)) is not None
    }
    return ModelNames(names, inputs)


def _for_requests(name: str) -> Iterable[Candidate]:
    rule = "name of the class for what is received, with `{}` behind"
    return _numbered(
        (
            Candidate(f"{name}Input", rule.format("Input")),
            Candidate(f"{name}Request", rule.format("Request")),
        )
    )


@dataclass(slots=True)
class _Namer:
    api: Api
    declarations: Declarations
    named: Collection[Id]
    split: Collection[Id]
    operations: Mapping[Id, OperationName]
    chosen: Mapping[Id, Code]
    pinned: PinnedSchemas
    incoming: Collection[Id]
    events: Mapping[Id, str]
    decisions: Decisions | None
    taken: Iterable[str]
    scope: NameScope = field(init=False)
    _names: dict[Id, Code] = field(default_factory=dict)
    _paths: dict[Id, str] = field(init=False)
    _picked: Collection[str] = field(init=False)
    _bases: dict[Id, str] = field(default_factory=dict)
    """Operation or declaration → what names of things inside begin with."""
    _members: dict[_Union, dict[str, Id]] = field(default_factory=dict)
    """Place of a union → its inline members that need names, or hold something that does."""
    _titles: dict[str, list[Id]] = field(default_factory=dict)
    """Name made of a title → those that could have it."""

    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """What a name begins with, or nothing for names that say all, and the name → how many
    declarations of a level could have it."""

    _independent: set[Id] = field(default_factory=set)
    """Inline declarations whose names do not begin with the name of what they stand inside."""

    _roots: dict[Id, tuple[str, list[str]]] = field(default_factory=dict)
    """Declaration → what `_root` has found for it."""

    _with_one_root: set[Id] = field(default_factory=set)
    """Inline declarations that stand in several places of one component or operation."""

    _named_as_they_stand: dict[str, bool] = field(default_factory=dict)
    """Name that a component has if nothing is changed → whether it has a form for requests, too, or a
    property that is called so."""

    _calls_all_objects: bool = False
    """Whether components are called `…Object` by convention."""

    _settings: Mapping[Id, str] = field(default_factory=dict)
    """Key in the configuration that names a declaration, where decisions are wanted."""

    def __post_init__(self) -> None:
        self.scope = NameScope((*RESERVED_CLASSES, *keyword.kwlist, *BUILTINS, *self.taken))
        if self.decisions is not None:
            self._settings = schema_settings(self.declarations)
        for id_, name in sorted({**self.pinned.names, **self.chosen}.items()):
            if id_ in self.chosen:
                self._names[id_] = self.scope.allocate((name,), id_)
            else:
                self._names[id_] = self.keep(NameKind.MODEL, id_, name)
        self._paths = {operation.id: operation.path for operation in self.api.operations}
        self._picked = picked_words(self._paths.values())

    def keep(self, kind: NameKind, id_: Id, name: str) -> Code:
        """Give a declaration the name that it had before."""
        if self.decisions is not None:
            pin, key = self.pinned.keys[id_], self._settings.get(id_, "")
            self.decisions.add(Decision(kind, id_, name, BY_PREVIOUS_NAME, key=key, pin=pin))
        return self.scope.allocate((name,), id_)

    def give(
        self,
        kind: NameKind,
        id_: Id,
        candidates: Iterable[Candidate],
        rejected: Iterable[Candidate] = (),
    ) -> Code:
        """Give a declaration the first of its candidates that is free."""
        trail = Trail(candidates, rejected)
        name = self.scope.allocate(trail, id_)
        if self.decisions is not None:
            considered = trail.considered(name, self.scope, "belongs to {}".format)
            # The table of the configuration has no names of second classes for requests.
            key = self._settings.get(id_, "") if kind is NameKind.MODEL else ""
            rule = considered[-1].rule
            self.decisions.add(Decision(kind, id_, name, rule, considered, key))
        return name

    def all(self) -> dict[Id, Code]:
        """Return every name, components first, then what is inside them and operations, then what
        is inside webhooks, level by level."""
        self._name_components()
        inline = [
            self.declarations[id_]
            for id_ in self.named
            if id_ not in self.chosen and not is_component(self.declarations[id_])
        ]
        are_kept = all(declaration.id in self.pinned.names for declaration in inline)
        if are_kept and self.decisions is None:
            return self._names
        self._name_inline([each for each in inline if each.id not in self.incoming])
        self._name_inline([each for each in inline if each.id in self.incoming])
        if self.decisions is not None:
            self._note_first_candidates(self.decisions)
        return self._names

    def _note_first_candidates(self, decisions: Decisions) -> None:
        """Note what declarations with previous names, and components with chosen ones, would be
        called otherwise."""
        for id_ in (*self.pinned.names, *self.chosen):
            declaration = self.declarations.original(id_)
            if is_component(declaration):
                first = self._component_candidates(id_)[0]
            elif id_ in self.chosen:
                continue
            else:
                first = next(self._candidates(declaration))
            loss = OVERRIDDEN if id_ in self.chosen else NOT_PREVIOUS
            if first.name == self._names[id_]:
                loss = ""
            decisions.note_candidates(NameKind.MODEL, id_, (first._replace(loss=loss),))

    def _name_inline(self, inline: list[Declaration]) -> None:
        for declaration in inline:
            self._count(declaration)
        levels: dict[tuple[bool, int], list[Declaration]] = {}
        for declaration in inline:
            if declaration.id in self._names:
                continue
            ancestors = list(self._ancestors(declaration))
            is_in_component = is_component(ancestors[-1] if ancestors else declaration)
            key = not is_in_component, len(ancestors)
            levels.setdefault(key, []).append(declaration)
        for _, level in sorted(levels.items()):
            self._count_names(level)
            for declaration in sorted(level, key=_priority):
                if declaration.id not in self._names:
                    candidates = _numbered(tuple(self._candidates(declaration)))
                    rejected = () if self.decisions is None else self._rejected(declaration)
                    id_ = declaration.id
                    self._names[id_] = self.give(NameKind.MODEL, id_, candidates, rejected)
                    root = self._root(declaration)[0]
                    if not self._names[id_].startswith((root, root.removeprefix("Webhook"))):
                        self._independent.add(id_)

    def _name_components(self) -> None:
        components = (*self.declarations.components, *self.declarations.synonyms)
        self._calls_all_objects = calls_all_objects(map(self._component, components))
        for id_ in components:
            own = class_name(self._component(id_), reserved=RESERVED_CLASSES)
            self._named_as_they_stand[self._names.get(id_, own)] = id_ in self.split or _has_input(
                self.declarations[id_]
            )
        candidates = {
            id_: self._component_candidates(id_) for id_ in components if id_ not in self._names
        }

        def order(id_: Id) -> tuple[bool, str, Id]:
            word = self._component(id_)
            return word != candidates[id_][0].name, word, id_

        for id_ in sorted(candidates, key=order):
            name = candidates[id_][0].name
            rejected: tuple[Candidate, ...] = ()
            if self.decisions is not None and name.endswith("_"):
                bare = name.removesuffix("_")
                rejected = (Candidate(bare, OF_COMPONENT, class_fault(bare, RESERVED_CLASSES)),)
            self._names[id_] = self.give(NameKind.MODEL, id_, _numbered(candidates[id_]), rejected)

    def _component(self, id_: Id) -> str:
        """Return the name of a component in the document."""
        return self.declarations.original(id_).place.steps[0].word

    def _component_candidates(self, id_: Id) -> tuple[Candidate, ...]:
        """Return names for a component, the best first."""
        kind = _kind(self.declarations.original(id_))
        return component_candidates(
            self._component(id_),
            kind,
            self._named_as_they_stand,
            calls_all_objects=self._calls_all_objects,
        )

    def _count(self, declaration: Declaration) -> None:
        """Takes down what the declaration's place and title say, to see what is unique."""
        self._count_member(declaration)
        parent = self._parent(declaration)
        while parent is not None and parent.id not in self.named and not is_component(parent):
            self._count_member(parent)
            parent = self._parent(parent)
        if (title := _telling_title(declaration)) is not None:
            self._titles.setdefault(title, []).append(declaration.id)

    def _count_member(self, declaration: Declaration) -> None:
        place = declaration.place
        for index, step in enumerate(place.steps):
            if step.role is Role.MEMBER:
                key = (place.parent, place.steps[:index])
                self._members.setdefault(key, {})[step.word] = declaration.id

    def _parent(self, declaration: Declaration) -> Declaration | None:
        """Return the declaration that holds this one; None for what is inside an operation only."""
        parent = self.declarations.parent(declaration.id)
        if parent is None or parent not in self.declarations:
            return None
        return self.declarations.original(parent)

    def _ancestors(self, declaration: Declaration) -> Iterator[Declaration]:
        """Yield the declarations around one, from the inside out."""
        parent = self._parent(declaration)
        while parent is not None:
            yield parent
            parent = self._parent(parent)

    def _count_names(self, level: Iterable[Declaration]) -> None:
        """Count names that several declarations of a level could have, so that none of them gets one
        that says no more of it than of the others.

        Shorter names are counted inside one component or operation, since what another one could be
        called must not change them.
        """
        self._counts = Counter()
        for declaration in level:
            whole, root = self._path_name(declaration), self._root(declaration)[0]
            own = {whole, self._name_inside(declaration), *self._short_names(declaration)}
            self._counts.update((root, name) for name in own)
            self._counts.update(("", name) for name in {whole, self._shared_name(declaration)})

    def _short_names(self, declaration: Declaration) -> Iterator[str]:
        """Yield every name for a declaration that leaves out some of what it stands inside."""
        root, parts = self._root(declaration)

        def noted(name: str) -> bool:
            found.append(name)
            return False

        found: list[str] = []
        shortened(root, parts, noted)
        yield from found

    def _short_name(self, declaration: Declaration) -> str:
        """Return a name that leaves out some of what a declaration stands inside, if its whole name
        is long; empty where there is none that is clear."""
        root, parts = self._root(declaration)
        return shortened(root, parts, lambda name: self._counts[root, name] == 1)

    def _name_inside(self, declaration: Declaration) -> str:
        """Return the name of what a declaration stands inside, and the parts behind that."""
        root, parts = self._root(declaration)
        return class_name(reduce(joined, parts, root), reserved=RESERVED_CLASSES)

    def _root(self, declaration: Declaration) -> tuple[str, list[str]]:
        """Return the name of the component or operation, or of the titled schema, that a declaration
        stands inside, and the parts of the name behind that."""
        if declaration.id not in self._roots:
            self._roots[declaration.id] = self._found_root(declaration)
        return self._roots[declaration.id]

    def _found_root(self, declaration: Declaration) -> tuple[str, list[str]]:
        root, parts = self._root_of_place(declaration)
        places = self.declarations.repeated.get(declaration.id, ())
        others = [
            self._root_of_place(self.declarations.original(place))
            for place in places
            if place != declaration.id
        ]
        if others and all(other == root for other, _ in others):
            parts = shared_parts(parts, [other_parts for _, other_parts in others])
            self._with_one_root.add(declaration.id)
        return root, parts

    def _root_of_place(self, declaration: Declaration) -> tuple[str, list[str]]:
        """Return root and parts of a place, whether it has the name or another one stands for it."""
        parts, parent = self._parts(declaration), declaration.place.parent
        if parent is None or parent not in self.declarations:
            return self._base(parent), parts
        around = self.declarations.original(self.declarations.first(parent))
        if is_component(around) or around.id in self._independent:
            return self._base(around.id), parts
        root, outer = self._root(around)
        return root, [*outer, *parts]

    def _has_one_root(self, declaration: Declaration) -> bool:
        """Return whether a declaration stands in several places inside one component or operation."""
        self._root(declaration)
        return declaration.id in self._with_one_root

    def _parts(self, declaration: Declaration) -> list[str]:
        """Return the parts of a name that say where a declaration stands inside its parent."""
        parts: list[str] = []
        for step in self._telling_steps(declaration):
            if isinstance(step, str) and parts:
                parts[-1] += step
            elif isinstance(step, str):
                parts.append(step)
            elif step.role in (Role.ITEM, Role.VALUE) and parts:
                parts[-1] = extended(parts[-1], step)
            else:
                parts.append(extended("", step))
        return parts

    def _shared_name(self, declaration: Declaration) -> str:
        """Return a name for a schema that stands in several places, from what they have in common;
        empty where that is too little."""
        places = self.declarations.repeated.get(declaration.id, ())
        if not places or self._has_one_root(declaration):
            return ""
        originals = [self.declarations.original(place) for place in places]
        steps = {_property_steps(original) for original in originals}
        title = shared_title(self._base(original.place.parent) for original in originals)
        if len(steps) != 1 or not title:
            return ""
        name = title
        for step in steps.pop():
            name = extended(name, step)
        return class_name(name, reserved=RESERVED_CLASSES) if name != title else ""

    def _candidates(self, declaration: Declaration) -> Iterator[Candidate]:
        """Yield names for something inline, the best first."""
        title = _telling_title(declaration)
        if title is not None and self._owner_of(title) == declaration.id:
            is_whole = title == usable_title(declaration)
            yield Candidate(title, _TITLE if is_whole else f"{_TITLE}, without `Specs`")
        if title is not None and declaration.id in self.declarations.repeated:
            name = self._context(declaration.id) + title
            yield Candidate(name, f"{_TITLE}, behind what all of its places share")
        shared = self._shared_name(declaration)
        if title is None and shared and self._counts["", shared] == 1:
            yield Candidate(shared, _SHARED)
        short, name = self._short_name(declaration), self._path_name(declaration)
        if not short and self._has_one_root(declaration):
            short = self._name_inside(declaration)
        if event := without_webhook(self._root(declaration)[0], short or name):
            name_of_event = class_name(event, reserved=RESERVED_CLASSES)
            yield Candidate(
                name_of_event, f"{_PLACE}, without `Webhook` and other words, as it is long"
            )
        if short:
            short = class_name(short, reserved=RESERVED_CLASSES)
            yield Candidate(short, f"{_PLACE}, without some words, as it is long or repeats them")
        yield Candidate(name, _PLACE)
        yield Candidate(self._path_name(declaration, full=True), f"{_PLACE}, with every word of it")
        yield Candidate(f"{name}{_kind(declaration)}", f"{_PLACE}, with its kind behind")

    def _rejected(self, declaration: Declaration) -> tuple[Candidate, ...]:
        """Return the title, where that cannot be the name."""
        text = declaration.place.title.strip()
        if not text:
            return ()
        if fault := title_fault(declaration):
            return (Candidate(text, _TITLE, fault),)
        if (title := usable_title(declaration)) is not None and not is_telling(title):
            return (Candidate(title, _TITLE, "only says that it is a parameter"),)
        title = _telling_title(declaration)
        if title is None or self._owner_of(title) == declaration.id:
            return ()
        count = len(self._titles[title])
        return (Candidate(title, _TITLE, f"is the title of {count} schemas that differ"),)

    def _owner_of(self, title: str) -> Id | None:
        """Return the declaration that may be called by its title: the only one that could, or the
        one that stands in more places than any other."""
        rivals = self._titles.get(title, [])
        if len(rivals) == 1:
            return rivals[0]
        places = self.declarations.repeated
        most = max((len(places.get(id_, ())) for id_ in rivals), default=0)
        owners = [id_ for id_ in rivals if len(places.get(id_, ())) == most]
        return owners[0] if len(owners) == 1 else None

    def _context(self, id_: Id) -> str:
        """Return the words that the names around all places of a declaration begin with."""
        around = [
            words(self._base(self.declarations.original(place).place.parent))
            for place in self.declarations.repeated[id_]
        ]
        first, last = min(around), max(around)
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
        return pascal(word for word, _ in shared)

    def _path_name(self, declaration: Declaration, *, full: bool = False) -> str:
        """Return the name that says where something stands; `full` leaves nothing out."""
        name = self._base(declaration.place.parent, full=full)
        for step in self._telling_steps(declaration, full=full):
            name = name + step if isinstance(step, str) else extended(name, step, full=full)
        return class_name(name, reserved=RESERVED_CLASSES)

    def _telling_steps(
        self, declaration: Declaration, *, full: bool = False
    ) -> Iterator[Step | str]:
        """Yield the steps that tell where something stands, and in place of the position in a union
        what tells its members apart."""
        place = declaration.place
        last = len(place.steps) - 1
        for index, step in enumerate(place.steps):
            if step.role is Role.MEMBER and not full:
                union = (place.parent, place.steps[:index])
                if self._is_alone(union):
                    continue
                if step.word.isdecimal():
                    if index == last:
                        position = f"Option{place.steps[-1].word}"
                        yield self._distinction(union, declaration) or position
                    continue
                if index == last and _repeats_end(self._base(place.parent), step.word):
                    yield self._distinction(union, declaration) or step
                    continue
            yield step

    def _is_alone(self, union: _Union) -> bool:
        """Return whether a union has no name itself, and one member only that needs one."""
        parent, steps = union
        if not steps and parent is not None and self.declarations.resolve(parent) in self._names:
            return False
        return len(self._members.get(union, ())) <= 1

    def _distinction(self, union: _Union, declaration: Declaration) -> str:
        """Return what tells a member of a union from the others, where the document has no word for
        it: its kind, else a property that none of the others has; empty where there is none."""
        members = [self.declarations[id_] for id_ in self._members[union].values()]
        alike = [member for member in members if _kind(member) == _kind(declaration)]
        if len(alike) == 1:
            return _kind(declaration)
        if isinstance(declaration, Model):
            others = {
                field.wire_name
                for member in alike
                if isinstance(member, Model) and member.id != declaration.id
                for field in member.fields
            }
            own = sorted(
                (not field.required, field.wire_name)
                for field in declaration.fields
                if field.wire_name not in others
            )
            if own:
                return f"With{pascal_word(own[0][1])}"
        return ""

    def _base(self, parent: Id | None, *, full: bool = False) -> str:
        """Return what the names of things inside an operation or a declaration begin with."""
        if parent is None:
            return ""
        if parent in self.operations:
            name, path = self.operations[parent], self._paths[parent]
            return operation_title(name, path, self._picked, exact=full)
        if parent in self.events:
            return class_name(self.events[parent])
        if parent not in self._bases and parent in self.declarations:
            declaration = self.declarations.original(self.declarations.first(parent))
            given = self._names.get(parent) or self._names.get(self.declarations.resolve(parent))
            self._bases[parent] = given or self._path_name(declaration)
        return self._bases.get(parent, "")


def _priority(declaration: Declaration) -> tuple[int, Id]:
    """Return which of several declarations gets a name that all want: the one nearest to its
    parent."""
    return len(declaration.place.steps), declaration.id


def _numbered(candidates: tuple[Candidate, ...]) -> Iterable[Candidate]:
    """Return the candidates, then the first one with numbers."""
    first = candidates[0].name
    between = "_" if first[-1:].isdigit() else ""
    return chain(
        candidates,
        (Candidate(f"{first}{between}{number}", _FIRST_NUMBERED) for number in count(2)),
    )


def _telling_title(declaration: Declaration) -> Code | None:
    """Return a class name made of the title, without `Specs` behind two words or more."""
    title = usable_title(declaration)
    if title is None or not is_telling(title):
        return None
    return class_name(without_specs(title), reserved=RESERVED_CLASSES)


def _repeats_end(name: str, member: str) -> bool:
    """Return whether the word of a member, apart from its position, says what a name ends with."""
    own = tuple(word for word in words(member) if not word.isdecimal())
    return bool(own) and words(name)[-len(own) :] == own


def _property_steps(declaration: Declaration) -> tuple[Step, ...]:
    """Return the steps of a place behind the body that it is inside, without positions in unions."""
    behind = (Role.REQUEST, Role.RESPONSE, Role.EVENT)
    steps = (step for step in declaration.place.steps if step.role not in behind)
    return tuple(step for step in steps if step.role is not Role.MEMBER)


def _has_input(declaration: Declaration) -> bool:
    """Return whether a property `input` may need the name of a second class."""
    fields = declaration.fields if isinstance(declaration, Model) else ()
    return any(field.wire_name == "input" for field in fields)


def _kind(declaration: Declaration) -> str:
    match declaration:
        case Model():
            return "Object"
        case Enumeration():
            return "Value"
        case Alias():
            return "Type"
