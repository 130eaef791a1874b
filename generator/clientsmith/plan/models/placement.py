"""Places each class and type name in a module of the `models` package, by the words of its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ...ir import Id
from ...naming.models.names import ModelNames
from ...naming.words.identifiers import module_name
from ...naming.words.verbs import CONJUNCTIONS, CRUD_VERBS, VERBS
from ...naming.words.words import singular, words
from ...project.custom import CustomCode
from ...text import Code
from ...types.custom_classes import MODELS
from ...types.declarations import Declarations
from ...types.graphs import without_acyclic_ends

SMALLEST_FAMILY = 3
"""Names with the same first word from which on they have a module of their own."""

SMALLEST_PART = 16
"""Names with the same further word from which on they do; making a class costs 0.6 ms at import."""

_SHARED = Code("shared")
_BASES = Code("bases")
_DOCS = {
    _SHARED: "Models without a module for the first word of their names.",
    _BASES: "Classes that models of several modules extend.",
}
_COMPONENT_VERBS = CRUD_VERBS - {"post"}
"""Verbs that are hardly ever nouns; other words in front of a component's name may be what it is."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The module of each declaration."""

    modules: Mapping[Id, Code]
    """Declaration → module."""

    docs: Mapping[Code, str]
    """Module → what it holds, in one line."""

    fixed: frozenset[Id] = frozenset()
    """Declarations whose module hand-written classes name."""


def place_in_modules(
    declarations: Declarations, names: Mapping[Id, Code], operations: Collection[Id]
) -> Placement:
    """Return a module for each declaration that has a name.

    It depends on the words of the name, so that a reader can predict it and a new class hardly ever
    moves others. The module's name is the longest beginning of the name that enough names share:
    `SMALLEST_FAMILY` for the first word, `SMALLEST_PART` for each further one.

    Args:
        declarations: the declarations of the API.
        names: names of those that become code.
        operations: ids of the operations.
    """
    beginnings = {
        id_: _beginnings(name, is_of_operation=_root(id_, declarations) in operations)
        for id_, name in names.items()
    }
    counts = Counter(each for part in beginnings.values() for each in part)
    classes = frozenset(names.values())
    modules: dict[Id, Code] = {}
    for id_, part in beginnings.items():
        found = _SHARED
        for depth, beginning in enumerate(part):
            if counts[beginning] >= (SMALLEST_PART if depth else SMALLEST_FAMILY):
                found = beginning
        while found in classes:  # both are attributes of the package
            found = Code(f"{found}_")
        modules[id_] = found
    return Placement(modules, {module: _docs(module) for module in modules.values()})


def _beginnings(name: str, *, is_of_operation: bool) -> tuple[Code, ...]:
    """Return the beginnings of a name as names of modules, shortest first.

    Verbs in front of it are left out, and plurals are taken for the singular.
    """
    parts = words(name) or (name,)
    verbs = VERBS if is_of_operation else _COMPONENT_VERBS
    start = 0
    if parts[0] in verbs:
        start = 1
        while parts[start : start + 1] and parts[start] in CONJUNCTIONS:
            start += 2
    parts = tuple(singular(part) for part in parts[start:] or parts)
    found = (module_name("_".join(parts[: depth + 1])) for depth in range(len(parts)))
    return tuple(dict.fromkeys(found))


def _docs(module: Code) -> str:
    return _DOCS.get(module) or f"Models of {' '.join(words(module))}."


def _root(id_: Id, declarations: Declarations) -> Id:
    """Return the component or operation that a declaration stands in, else the declaration itself."""
    while id_ in declarations and (parent := declarations.parent(id_)) is not None:
        id_ = parent
    return id_


def separate_bases(placement: Placement, bases: Mapping[Id, Id]) -> Placement:
    """Return the same modules, but with base classes in one of their own where modules would import
    each other in a circle.

    What hand-written classes fixed stays, if possible, and what extends it stands beside it.

    Args:
        placement: where everything lives.
        bases: model → the model that its class extends, which its module imports at run time.
    """
    modules = dict(placement.modules)
    fixed = placement.fixed
    while moved := _bases_in_circles(modules, bases):
        before = dict(modules)
        for each in (each for id_ in moved for each in _lineage(id_, bases)):
            held = (modules[id_] for id_ in _lineage(each, bases) if id_ in fixed)
            modules[each] = next(held, _BASES)
        if modules == before:
            fixed = frozenset()  # what is fixed is in a circle itself
    if modules == placement.modules:
        return placement
    docs = {module: _docs(module) for module in modules.values()}
    return replace(placement, modules=modules, docs={**docs, **placement.docs})


def _bases_in_circles(modules: Mapping[Id, Code], bases: Mapping[Id, Id]) -> list[Id]:
    """Return the classes that other modules import in a circle, sorted."""
    pairs = [pair for pair in bases.items() if modules[pair[0]] != modules[pair[1]]]
    edges: dict[str, set[str]] = {}
    for child, base in pairs:
        edges.setdefault(modules[child], set()).add(modules[base])
        edges.setdefault(modules[base], set())
    circles = without_acyclic_ends(edges)
    return sorted({base for child, base in pairs if {modules[child], modules[base]} <= circles})


def _lineage(id_: Id, bases: Mapping[Id, Id]) -> Iterator[Id]:
    """Yield a model, the one that its class extends, and so on."""
    current: Id | None = id_
    while current is not None:
        yield current
        current = bases.get(current)


def with_custom_places(placement: Placement, code: CustomCode, names: ModelNames) -> Placement:
    """Return the placement in which each model that a hand-written class extends is where that
    looks for it, whatever has changed in the document since.

    Args:
        placement: where everything lives otherwise.
        code: the hand-written modules.
        names: names of the models.
    """
    wanted = {
        id_: module for id_, module in _wanted(code, names).items() if id_ in placement.modules
    }
    docs = {module: _docs(module) for module in wanted.values()}
    return Placement({**placement.modules, **wanted}, {**docs, **placement.docs}, frozenset(wanted))


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
