"""Where references stand in the data of a document, and which identifiers its schemas declare.

A `$ref` is a reference only where OpenAPI or JSON Schema puts objects. Inside an example, a default or
an enumeration it is data, and under `properties` it may be the name of a property.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urljoin

from .nodes import escape_token


class Position(IntEnum):
    """What the keys of a mapping mean, which depends on where it stands."""

    OBJECT = 0
    """Keywords of OpenAPI or JSON Schema."""

    NAMES = 1
    """Names of objects, chosen by the document; such as `properties` or `paths`."""

    CALLBACKS = 2
    """Names of callbacks, which in turn are mappings of expressions to path items."""

    DISCRIMINATOR = 3
    """A discriminator, whose `mapping` holds references without `$ref`."""

    DATA = 4
    """Anything; never references."""


_NAMES = (
    "$defs additionalOperations content definitions dependencies dependentSchemas encoding examples "
    "headers links mediaTypes parameters pathItems paths patternProperties properties requestBodies "
    "responses schemas securityDefinitions securitySchemes variables webhooks"
)
_INFORMATIVE = ("examples", "links")
_DATA = "const dataValue default enum example scopes security value"
_POSITIONS: dict[str, Position] = {
    **dict.fromkeys(_NAMES.split(), Position.NAMES),
    **dict.fromkeys(_DATA.split(), Position.DATA),
    "callbacks": Position.CALLBACKS,
    "discriminator": Position.DISCRIMINATOR,
}
_IN_OBJECT, _IN_NAMES, _IN_DATA = Position.OBJECT, Position.NAMES, Position.DATA
_IN_DISCRIMINATOR = Position.DISCRIMINATOR  # looking members up is slow in Python 3.11
_SWAGGER_POSITIONS = {**_POSITIONS, "examples": Position.DATA}
_BELOW = (Position.OBJECT, Position.OBJECT, Position.NAMES, Position.DATA, Position.DATA)
"""Position of the children of a mapping by its own position, where the key does not decide."""


class Place(NamedTuple):
    """A container met on a walk, chained to the one around it."""

    value: dict[str, Any] | list[Any]
    position: Position
    parent: Place | None
    key: str | int

    def pointer(self, *keys: str) -> str:
        """JSON pointer from the start of the walk to this container, or to something inside it."""
        tokens = list(reversed(keys))
        place = self
        while place.parent is not None:
            tokens.append(str(place.key))
            place = place.parent
        return "".join(f"/{escape_token(token)}" for token in reversed(tokens))

    def references(self) -> Sequence[Reference]:
        """The references that are written in this mapping itself; none for a list."""
        value = self.value
        if not isinstance(value, dict):
            return ()
        if self.position == _IN_DISCRIMINATOR:
            mapping = value.get("mapping")
            return [
                Reference(text, _IN_OBJECT, self, key)
                for key, text in (mapping.items() if isinstance(mapping, dict) else ())
                if isinstance(text, str)
            ]
        text = value.get("$ref")
        return (Reference(text, self.position, self),) if isinstance(text, str) else ()


_place: Callable[[tuple[Any, Position, Place, str | int]], Place] = partial(tuple.__new__, Place)
"""Makes a place without a call of Python code, since every mapping of a document becomes one."""


class Reference(NamedTuple):
    """One reference as it is written."""

    text: str
    """A URI reference, or a value of a discriminator's `mapping`."""

    position: Position
    """What a mapping at the other end of the reference is."""

    place: Place
    """The discriminator or the mapping that has the `$ref`."""

    mapping_key: str | None = None
    """Key in `mapping`; None for a `$ref`."""

    @property
    def is_informative(self) -> bool:
        """Whether it stands for an example or a link, which tell readers something and have no
        part in requests and responses."""
        place: Place | None = self.place
        while place is not None:
            if place.position == Position.NAMES and place.key in _INFORMATIVE:
                return True
            place = place.parent
        return False

    @property
    def pointer(self) -> str:
        """JSON pointer to the text, from the start of the walk."""
        if self.mapping_key is None:
            return self.place.pointer("$ref")
        return self.place.pointer("mapping", self.mapping_key)


class Walk:
    """Walks parts of one document, the same part never twice (aliases of YAML share parts)."""

    def __init__(self, *, swagger: bool) -> None:
        """`swagger` tells that the root document is Swagger 2.0, where `examples` are data."""
        self._positions = _SWAGGER_POSITIONS if swagger else _POSITIONS
        self._seen: tuple[set[int], ...] = tuple(set() for _ in Position)

    def mappings(self, data: Any, position: Position = Position.OBJECT) -> Iterator[Place]:
        """Every mapping at and below `data` that is no plain data; outer ones first."""
        positions = self._positions
        seen = self._seen
        if not isinstance(data, dict | list):
            return
        stack = [Place(data, position, None, "")]
        while stack:
            place = stack.pop()
            value, position = place.value, place.position
            known = seen[position]
            if id(value) in known:
                continue
            known.add(id(value))
            found: list[Place] = []
            if isinstance(value, list):
                for index, child in enumerate(value):
                    if child.__class__ is dict or child.__class__ is list:
                        found.append(_place((child, _IN_OBJECT, place, index)))
            else:
                yield place
                below = _BELOW[position]
                has_keywords = position == _IN_OBJECT
                for key, child in value.items():
                    class_ = child.__class__
                    if class_ is not dict and class_ is not list:
                        continue
                    kind = below
                    if has_keywords:
                        kind = positions.get(key, below)
                        if kind == _IN_NAMES and class_ is list:
                            kind = _IN_DATA if key == "examples" else _IN_OBJECT
                        elif key.startswith("x-"):
                            kind = _IN_DATA
                    if kind != _IN_DATA:
                        found.append(_place((child, kind, place, key)))
            if found:
                found.reverse()
                stack += found

    def references(self, data: Any, position: Position = Position.OBJECT) -> Iterator[Reference]:
        """Every reference at and below `data`, in document order."""
        for place in self.mappings(data, position):
            if "$ref" in place.value or place.position == _IN_DISCRIMINATOR:
                yield from place.references()


class Identifiers(NamedTuple):
    """The names that parts of one document give themselves (JSON Schema 2020-12 section 8.2)."""

    resources: dict[str, str]
    """URI of each `$id`, resolved against the one around it, and of `$self`; to JSON pointer."""

    anchors: dict[tuple[str, str], str]
    """URI of the resource around it and name of each `$anchor` or `$dynamicAnchor`; to JSON pointer."""

    def base(self, pointer: str) -> str:
        """URI of the resource that the value at `pointer` belongs to; empty for the document."""
        longest, base = -1, ""
        for uri, start in self.resources.items():
            if len(start) > longest and f"{pointer}/".startswith(f"{start}/"):
                longest, base = len(start), uri
        return base


def identifiers(data: Any) -> Identifiers:
    """All identifiers in `data`, the content of a whole document; the first of a name wins."""
    found = Identifiers({}, {})
    own = data.get("$self") if isinstance(data, dict) else None
    if isinstance(own, str):
        found.resources[own] = ""
    for place in Walk(swagger=False).mappings(data):
        if place.position != Position.OBJECT:
            continue
        value = place.value
        assert isinstance(value, dict)
        if isinstance(identifier := value.get("$id"), str):
            pointer = place.pointer()
            uri = resolve_uri(found.base(pointer), identifier)
            found.resources.setdefault(uri, pointer)
        for keyword in ("$anchor", "$dynamicAnchor"):
            if isinstance(name := value.get(keyword), str):
                pointer = place.pointer()
                found.anchors.setdefault((found.base(pointer), name), pointer)
    return found


def resolve_uri(base: str, reference: str) -> str:
    """`reference` without its fragment, resolved against `base` (RFC 3986 section 5)."""
    path = reference.partition("#")[0]
    try:
        return urljoin(base, path) if path else base
    except ValueError:
        return path
