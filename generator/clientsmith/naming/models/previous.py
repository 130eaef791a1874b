"""Previous names of schemas, which the client had when it was last generated and keeps."""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...ir import Declaration, Id
from ...problem import Problem
from ...project.pins import Pins, SchemaPin, unusable_pin
from ...text import Code
from ...types.declarations import Declarations, is_component
from ...types.expressions import RESERVED_CLASSES
from ..words.reserved import BUILTINS
from .places import usable_title
from .schema_keys import SchemaKeys

_TAKEN = RESERVED_CLASSES.union(keyword.kwlist, BUILTINS)


@dataclass(frozen=True, slots=True)
class PinnedSchemas:
    """Previous names of schemas that stay."""

    names: Mapping[Id, Code] = field(default_factory=dict)
    requests: Mapping[Id, Code] = field(default_factory=dict)
    """Names of the request variants of models."""

    keys: Mapping[Id, str] = field(default_factory=dict)
    """Keys under which they are noted."""


NO_PINNED = PinnedSchemas()


def pinned_ids(
    ids: Iterable[Id], declarations: Declarations, pins: Pins, keys: SchemaKeys
) -> Iterator[Id]:
    """Return ids of those declarations that had a name before, and so keep one although they may be
    short enough by now to do without."""
    return (id_ for id_ in ids if _pin_of(id_, declarations, pins, keys) is not None)


def previous_names(
    declarations: Mapping[Id, Declaration], pins: Pins, keys: SchemaKeys
) -> dict[Id, str]:
    """Return the names that schemas had before, each under its own key.

    Args:
        declarations: all of them.
        pins: previous names.
        keys: what declarations are known by.
    """
    if not pins.schemas:
        return {}
    found = ((id_, pins.schemas.get(keys[id_])) for id_ in declarations)
    return {id_: pin.name for id_, pin in found if pin is not None}


def pinned_schemas(
    declarations: Declarations,
    named: Collection[Id],
    split: Collection[Id],
    pins: Pins,
    keys: SchemaKeys,
    chosen: Mapping[Id, Code],
) -> tuple[PinnedSchemas, list[Problem]]:
    """Return the previous names of those declarations whose names are still made from the same.

    Args:
        declarations: all of them.
        named: ids of those that need a name, components included.
        split: ids of those that have a second form for requests.
        pins: previous names.
        keys: what declarations are known by.
        chosen: names that the user prefers.

    Returns:
        The names, and a warning for each that cannot be used.
    """
    if not pins.schemas:
        return PinnedSchemas(), []
    taken = {str(name) for name in chosen.values()}
    ids = {*named, *declarations.components, *declarations.synonyms} - chosen.keys()
    found = [
        (id_, *each) for id_ in sorted(ids) if (each := _pin_of(id_, declarations, pins, keys))
    ]
    problems = [
        unusable_pin(key, name, "which is no free class name such as 'Pet'")
        for _, key, pin in found
        for name in (pin.name, pin.request)
        if name and not is_class_name(name)
    ]
    names: dict[Id, Code] = {}
    for id_, _, pin in found:
        if is_class_name(pin.name) and pin.name not in taken:
            names[id_] = Code(pin.name)
            taken.add(pin.name)
    requests: dict[Id, Code] = {}
    for id_, _, pin in found:
        is_wanted = id_ in split and id_ in names
        if is_wanted and is_class_name(pin.request) and pin.request not in taken:
            requests[id_] = Code(pin.request)
            taken.add(pin.request)
    return PinnedSchemas(names, requests, {id_: key for id_, key, _ in found}), problems


def is_class_name(text: str) -> bool:
    """Return whether a class of the `models` package can have a name."""
    return (
        text.isidentifier()
        and not text.startswith("_")
        and unicodedata.normalize("NFKC", text) == text
        and text not in _TAKEN
    )


def pins_of_schemas(
    declarations: Declarations,
    names: Mapping[Id, Code],
    requests: Mapping[Id, Code],
    keys: SchemaKeys,
) -> dict[str, SchemaPin]:
    """Return the names of declarations for the next time, by key; each of several places has an
    entry.

    Args:
        declarations: all of them.
        names: those that were given.
        requests: those of second forms for requests.
        keys: what declarations are known by.
    """
    pins: dict[str, SchemaPin] = {}
    for id_, name in names.items():
        pin = SchemaPin(str(name), _made_from(id_, declarations), str(requests.get(id_, "")))
        pins.update((keys[place], pin) for place in _places_of(id_, declarations))
    return pins


def _pin_of(
    id_: Id, declarations: Declarations, pins: Pins, keys: SchemaKeys
) -> tuple[str, SchemaPin] | None:
    """Return the previous name, by its key, of the first place of a declaration that has one which
    is still made from the same."""
    if not pins.schemas:
        return None
    for place in _places_of(id_, declarations):
        key = keys[place]
        pin = pins.schemas.get(key)
        if pin is not None and pin.made_from == _made_from(id_, declarations):
            return key, pin
    return None


def _places_of(id_: Id, declarations: Declarations) -> Sequence[Id]:
    """Return every place that a name is noted for: that of a component, or each of something inline,
    its own first."""
    if is_component(declarations.original(id_)):
        return (id_,)
    return declarations.repeated.get(id_, (id_,))


def _made_from(id_: Id, declarations: Declarations) -> str:
    """Return what a name is made from beside the place of the declaration: the name that a vendor
    extension gives, its title, or the name of a component where the key does not tell it."""
    declaration = declarations.original(id_)
    if declaration.place.given is not None:
        return declaration.place.given.name
    if is_component(declaration):
        word = declaration.place.steps[0].word
        return "" if id_.endswith(f"/{word}") else word
    return usable_title(declaration) or ""
