"""Places each class and type name in a module of the `models` package."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...ir import Api, Id, type_references
from ...naming.models import ModelNames
from ...naming.overrides import OperationName
from ...naming.words.identifiers import NameScope, module_name
from ...naming.words.verbs import ARTICLES, PREPOSITIONS, VERBS
from ...naming.words.words import singular, words
from ...project.custom import CustomCode
from ...text import Code
from ...types.custom_classes import MODELS
from ...types.declarations import Declarations
from ...types.directions import Direction, Directions, event_seeds, neighbours, types_of
from ...types.graphs import without_acyclic_ends

LARGEST_MODULE = 60
"""Classes of a module at most; making one costs 0.6 ms at import."""

_SMALLEST_GROUP = 8
"""Classes from which on a word has a module of its own."""

_DEEPEST = 8
"""Words of a name that are looked at."""

_SHARED = "shared"
_BASES = Code("shared_bases")
_SHARED_DOCS = "Models that belong to no single resource."
_SILENT = ARTICLES | PREPOSITIONS
_EVENTS = "webhook events"
"""Stands for webhooks and callbacks, among the names of resources."""

_SEVERAL = ""
"""Stands for several resources, whose names are never empty."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The module of each declaration."""

    modules: Mapping[Id, Code]
    """Declaration → module."""

    docs: Mapping[Code, str]
    """Module → what it holds, in one line."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Declarations that stay together: one, and those inside it."""

    ids: tuple[Id, ...]
    words: tuple[str, ...]
    """Words of its name that tell it from others of its group."""

    name: str
    size: int
    """Classes and type names that they become."""


def place_in_modules(
    api: Api,
    declarations: Declarations,
    directions: Directions,
    names: Mapping[Id, Code],
    operations: Mapping[Id, OperationName],
) -> Placement:
    """Return a module for each declaration that has a name.

    What the operations of one resource use alone is in a module with the resource's name; what
    several use is shared. Groups that are too large are parted by words of the names, so that a
    new class hardly ever moves others.

    Args:
        api: the API.
        declarations: its declarations.
        directions: what operations reach.
        names: names of the declarations that have one.
        operations: names of the operations.
    """
    owners = _owners(api, declarations, directions, operations)
    groups: dict[str, list[Id]] = {}
    for id_ in names:
        if id_ in directions.uses:
            groups.setdefault(owners.get(_root(id_, declarations), _SEVERAL), []).append(id_)
    scope = _ModuleScope(names.values())
    modules: dict[Id, Code] = {}
    docs: dict[Code, str] = {}
    for owner in sorted(groups, key=lambda owner: (owner == _SEVERAL, owner)):
        units = _units(groups[owner], declarations, directions, names, words(owner))
        stem = module_name(owner or _SHARED)
        for name, part in _parted(stem, units, 0):
            module = scope.allocate(name)
            docs[module] = f"Models of {' '.join(words(owner))}." if owner else _SHARED_DOCS
            modules.update((id_, module) for unit in part for id_ in unit.ids)
    return Placement(modules, docs)


def separate_bases(placement: Placement, bases: Mapping[Id, Id]) -> Placement:
    """Return the same modules, but with base classes in one of their own where modules would import
    each other in a circle.

    Args:
        placement: where everything lives.
        bases: model → the model that its class extends, which its module imports at run time.
    """
    modules = dict(placement.modules)
    while True:
        edges: dict[str, set[str]] = {}
        for child, base in bases.items():
            if modules[child] != modules[base]:
                edges.setdefault(modules[child], set()).add(modules[base])
                edges.setdefault(modules[base], set())
        circles = without_acyclic_ends(edges)
        moved = {
            base
            for child, base in bases.items()
            if modules[child] != modules[base] and {modules[child], modules[base]} <= circles
        }
        if not moved:
            break
        for id_ in sorted(moved):
            ancestor: Id | None = id_
            while ancestor is not None and modules[ancestor] != _BASES:
                modules[ancestor] = _BASES
                ancestor = bases.get(ancestor)
    if modules == placement.modules:
        return placement
    return Placement(modules, {**placement.docs, _BASES: _SHARED_DOCS})


class _ModuleScope:
    """Allocates names of modules: no two differ in case only, and none is that of a class, since
    both are attributes of the package."""

    def __init__(self, class_names: Iterable[str]) -> None:
        self._scope = NameScope(fold_case=True)
        self._classes = frozenset(class_names)

    def allocate(self, name: str) -> Code:
        while name in self._classes:
            name += "_"
        return self._scope.allocate((name,))


def _owners(
    api: Api,
    declarations: Declarations,
    directions: Directions,
    operations: Mapping[Id, OperationName],
) -> dict[Id, str]:
    """Return operation or declaration → the resource that reaches it, `_SEVERAL` where there are
    more."""
    found: dict[Id, str] = {}
    waiting: list[tuple[Id, str]] = []
    for operation in api.operations:
        if operation.id not in operations:
            continue
        resource = operations[operation.id].resource[0]
        found[operation.id] = resource
        for direction in Direction:
            for type_ in types_of(operation, direction):
                waiting += ((declarations.resolve(id_), resource) for id_ in type_references(type_))
    _spread(found, waiting, declarations, directions)
    incoming: list[tuple[Id, str]] = [(webhook.id, _EVENTS) for webhook in api.webhooks]
    incoming += [
        (id_, _EVENTS)
        for seed in event_seeds(api)
        if (id_ := declarations.resolve(seed)) not in found
    ]
    # What a resource has already stays there.
    _spread(found, incoming, declarations, directions, kept=frozenset(found))
    return found


def _spread(
    found: dict[Id, str],
    waiting: list[tuple[Id, str]],
    declarations: Declarations,
    directions: Directions,
    kept: Collection[Id] = (),
) -> None:
    """Add owners to `found`, from what waits inwards."""
    while waiting:
        id_, resource = waiting.pop()
        known = found.get(id_)
        if known in (resource, _SEVERAL) or id_ in kept:
            continue
        found[id_] = owner = resource if known is None else _SEVERAL
        if id_ not in declarations:
            continue
        for uses in directions.variants(id_):
            for target in neighbours(id_, declarations, uses):
                waiting.append((declarations.resolve(target), owner))


def _root(id_: Id, declarations: Declarations) -> Id:
    """Return the component or operation that a declaration stands in, else the declaration itself."""
    while (parent := _parent(id_, declarations)) is not None:
        if parent not in declarations:
            return parent
        id_ = parent
    return declarations.resolve(id_)


def _parent(id_: Id, declarations: Declarations) -> Id | None:
    """Return the declaration that another one stands inside; None where it stands in several
    places."""
    return None if id_ in declarations.repeated else declarations.parent(id_)


def _units(
    ids: Sequence[Id],
    declarations: Declarations,
    directions: Directions,
    names: Mapping[Id, Code],
    owner: tuple[str, ...],
) -> list[_Unit]:
    """Return the declarations of a group with what stands inside each; huge ones are taken apart."""
    present = set(ids)
    children: dict[Id | None, list[Id]] = {}
    for id_ in ids:
        parent = _parent(id_, declarations)
        while parent is not None and parent in declarations:
            if parent in present:
                break
            parent = _parent(parent, declarations)
        children.setdefault(parent if parent in present else None, []).append(id_)
    ignored = {singular(word) for word in owner}

    def collect(id_: Id) -> Iterator[Id]:
        yield id_
        for child in children.get(id_, ()):
            yield from collect(child)

    def unit(id_: Id, ids: tuple[Id, ...]) -> _Unit:
        size = sum(len(directions.variants(inner)) for inner in ids)
        return _Unit(ids, _telling_words(names[id_], ignored), names[id_], size)

    def units(id_: Id) -> Iterator[_Unit]:
        whole = unit(id_, tuple(collect(id_)))
        if whole.size <= LARGEST_MODULE:
            yield whole
            return
        yield unit(id_, (id_,))
        for child in children.get(id_, ()):
            yield from units(child)

    found = [part for id_ in children.get(None, ()) for part in units(id_)]
    return sorted(found, key=lambda part: (part.name, part.ids))


def _telling_words(name: str, ignored: Collection[str]) -> tuple[str, ...]:
    """Return the words of a name in the singular, without articles and prepositions, a verb in
    front and the group's own words."""
    parts = [singular(word) for word in words(name) if word not in _SILENT]
    if len(parts) > 1 and parts[0] in VERBS:
        del parts[0]
    return tuple(part for part in parts if part not in ignored) or words(name)


_Parts = Iterator[tuple[str, Sequence[_Unit]]]
"""Names of modules, which need not be unique yet, with what is in them."""


def _parted(name: str, units: Sequence[_Unit], depth: int) -> _Parts:
    """Yield the units of a group by module: in one where they fit, else by the next word of their
    names, words with few units together by initial."""
    if _size(units) <= LARGEST_MODULE:
        yield name, units
        return
    by_word: dict[str, list[_Unit]] = {}
    for unit in units:
        by_word.setdefault(_word(unit, depth), []).append(unit)
    if len(by_word) == 1 and depth < _DEEPEST:
        yield from _parted(name, units, depth + 1)
        return
    rest: list[_Unit] = []
    for word, group in sorted(by_word.items()):
        if word and _size(group) >= _SMALLEST_GROUP and len(by_word) > 1:
            yield from _parted(module_name(f"{name}_{word}"), group, depth + 1)
        else:
            rest += group
    yield from _by_initial(name, "", rest, depth, ("a", "z"))


def _by_initial(
    name: str, suffix: str, units: Sequence[_Unit], depth: int, letters: tuple[str, str]
) -> _Parts:
    """Yield the units by the initial of their word, halving the alphabet until each part fits."""
    first, last = letters
    if not units:
        return
    if _size(units) <= LARGEST_MODULE:
        yield name + suffix, units
        return
    if first == last:
        yield from _counted(name + suffix, units)
        return
    middle = chr((ord(first) + ord(last)) // 2)
    low = [unit for unit in units if _initial(unit, depth) <= middle]
    high = [unit for unit in units if _initial(unit, depth) > middle]
    for part, (start, end) in ((low, (first, middle)), (high, (chr(ord(middle) + 1), last))):
        suffix = f"_{start}" if start == end else f"_{start}_{end}"
        yield from _by_initial(name, suffix, part, depth, (start, end))


def _word(unit: _Unit, depth: int) -> str:
    return unit.words[depth] if depth < len(unit.words) else ""


def _initial(unit: _Unit, depth: int) -> str:
    return (_word(unit, depth) or unit.name.lower())[:1]


def _counted(name: str, units: Sequence[_Unit]) -> _Parts:
    """Yield the units in order, as many in a module as fit."""
    number = 1
    part: list[_Unit] = []
    for unit in units:
        if part and _size([*part, unit]) > LARGEST_MODULE:
            yield name if number == 1 else f"{name}_{number}", part
            number, part = number + 1, []
        part.append(unit)
    yield name if number == 1 else f"{name}_{number}", part


def _size(units: Iterable[_Unit]) -> int:
    return sum(unit.size for unit in units)


def with_custom_places(placement: Placement, code: CustomCode, names: ModelNames) -> Placement:
    """Return the placement in which each model that a hand-written class extends is where that
    looks for it, whatever has changed in the document since.

    Args:
        placement: where everything lives otherwise.
        code: the hand-written modules.
        names: names of the models.
    """
    wanted = _wanted(code, names)
    moved = {
        id_: module
        for id_, module in wanted.items()
        if id_ in placement.modules and placement.modules[id_] != module
    }
    if not moved:
        return placement
    docs = {module: f"Models of {' '.join(words(module))}." for module in moved.values()}
    return replace(
        placement, modules={**placement.modules, **moved}, docs={**docs, **placement.docs}
    )


def _wanted(code: CustomCode, names: ModelNames) -> Mapping[Id, Code]:
    """Return model → the module that it is to be in; the first class that names one counts."""
    ids = {str(name): id_ for each in (names.names, names.inputs) for id_, name in each.items()}
    found: dict[Id, Code] = {}
    for base in (base for each in code.classes for base in each.bases):
        section, _, rest = base.partition(".")
        module, _, name = rest.partition(".")
        is_usable = module_name(module) == module and module not in ids
        if section == MODELS and name in ids and is_usable:
            found.setdefault(ids[name], Code(module))
    return found
