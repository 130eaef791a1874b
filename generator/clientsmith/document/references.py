"""Walks over the data of a document, and the references and identifiers in it.

A `$ref` is a reference only where OpenAPI or JSON Schema puts objects. Inside an example, a default or
an enumeration it is data, and under `properties` it may be the name of a property. Of vendor extensions,
only code samples may be references, which are no part of what the document says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urljoin

from .nodes import escape_token


class Position(IntEnum):
    """Meaning of the keys of an object, which depends on its place."""

    OBJECT = 0
    """Keywords of OpenAPI or JSON Schema."""

    NAMES = 1
    """Names that the document chooses, as in `properties` or `paths`."""

    CALLBACKS = 2
    """Names of callbacks, which are objects with expressions as keys and path items as values."""

    DISCRIMINATOR = 3
    """A discriminator, whose `mapping` has references without `$ref`."""

    DATA = 4
    """Plain data without references."""


_NAMES = (
    "$defs additionalOperations content definitions dependencies dependentSchemas encoding examples "
    "headers links mediaTypes parameters pathItems paths patternProperties properties requestBodies "
    "responses schemas securityDefinitions securitySchemes variables webhooks"
)
_INFORMATIVE = ("examples", "links")
_TEXTS = frozenset(
    {"contact", "description", "externalDocs", "license", "summary", "termsOfService", "title"}
)
_DATA = "const dataValue default enum example scopes security value"
_POSITIONS: dict[str, Position] = {
    **dict.fromkeys(_NAMES.split(), Position.NAMES),
    **dict.fromkeys(_DATA.split(), Position.DATA),
    "callbacks": Position.CALLBACKS,
    "discriminator": Position.DISCRIMINATOR,
}
SAMPLES = ("x-codeSamples", "x-code-samples")
"""Vendor extensions of operations with a list of code samples."""

_IN_OBJECT, _IN_NAMES, _IN_DATA = Position.OBJECT, Position.NAMES, Position.DATA
_IN_DISCRIMINATOR = Position.DISCRIMINATOR  # member access is slow in Python 3.11
_SWAGGER_POSITIONS = {**_POSITIONS, "examples": Position.DATA}
_BELOW = (Position.OBJECT, Position.OBJECT, Position.NAMES, Position.DATA, Position.DATA)
"""Position of the children of an object by its own position, unless the key decides."""


class Container(NamedTuple):
    """Object or list on a walk, with the one around it."""

    value: dict[str, Any] | list[Any]
    position: Position
    parent: Container | None
    key: str | int

    def pointer(self, *keys: str) -> str:
        """Return the JSON pointer from the start of the walk to this container or a value in it."""
        tokens = list(reversed(keys))
        place = self
        while place.parent is not None:
            tokens.append(str(place.key))
            place = place.parent
        return "".join(f"/{escape_token(token)}" for token in reversed(tokens))

    def references(self) -> Sequence[Reference]:
        """Return the references in this object itself, not in its children; none for a list."""
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

    def samples(self) -> Iterator[Reference]:
        """Yield the references to code samples in this object."""
        value = self.value
        if self.position != _IN_OBJECT or not isinstance(value, dict):
            return
        for key in SAMPLES:
            samples = value.get(key)
            if isinstance(samples, list):
                around = Container(samples, _IN_DATA, self, key)
                for index, sample in enumerate(samples):
                    if isinstance(sample, dict) and isinstance(text := sample.get("$ref"), str):
                        yield Reference(text, _IN_DATA, Container(sample, _IN_DATA, around, index))


_container: Callable[[tuple[Any, Position, Container, str | int]], Container] = partial(
    tuple.__new__, Container
)
"""Creates a container without a call of Python code, as documents have very many of them."""


class Reference(NamedTuple):
    """Reference as it is written."""

    text: str
    """A URI reference, or a value of a discriminator's `mapping`."""

    position: Position
    """Position of the target."""

    place: Container
    """The discriminator or the object with the `$ref`."""

    mapping_key: str | None = None
    """Key in `mapping`; None for a `$ref`."""

    @property
    def is_informative(self) -> bool:
        """True if the target is a text, an example, a code sample or a link, without which the client
        works the same."""
        if self.position == _IN_DATA:
            return True
        place: Container | None = self.place
        while place is not None:
            if place.position == Position.NAMES and place.key in _INFORMATIVE:
                return True
            around = place.parent
            if around is not None and around.position == _IN_OBJECT and place.key in _TEXTS:
                return True
            place = around
        return False

    @property
    def pointer(self) -> str:
        """JSON pointer of the text from the start of the walk."""
        if self.mapping_key is None:
            return self.place.pointer("$ref")
        return self.place.pointer("mapping", self.mapping_key)


class Walk:
    """Walks over parts of one document, each only once (aliases of YAML share parts)."""

    def __init__(self, *, swagger: bool) -> None:
        """`swagger`: whether the root document is Swagger 2.0, where `examples` are plain data."""
        self._positions = _SWAGGER_POSITIONS if swagger else _POSITIONS
        self._visited: tuple[set[int], ...] = tuple(set() for _ in Position)

    def mappings(self, data: Any, position: Position = Position.OBJECT) -> Iterator[Container]:
        """Yield the objects at and below `data` except plain data, outer ones first."""
        positions = self._positions
        visited = self._visited
        if not isinstance(data, dict | list):
            return
        stack = [Container(data, position, None, "")]
        while stack:
            place = stack.pop()
            value, position = place.value, place.position
            known = visited[position]
            if id(value) in known:
                continue
            known.add(id(value))
            found: list[Container] = []
            if isinstance(value, list):
                for index, child in enumerate(value):
                    if child.__class__ is dict or child.__class__ is list:
                        found.append(_container((child, _IN_OBJECT, place, index)))
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
                        found.append(_container((child, kind, place, key)))
            if found:
                found.reverse()
                stack += found

    def references(self, data: Any, position: Position = Position.OBJECT) -> Iterator[Reference]:
        """Yield the references at and below `data`, in document order."""
        for place in self.mappings(data, position):
            if "$ref" in place.value or place.position == _IN_DISCRIMINATOR:
                yield from place.references()


class Identifiers(NamedTuple):
    """Identifiers that parts of one document declare (JSON Schema 2020-12 section 8.2)."""

    resources: dict[str, str]
    """URI of each `$id`, resolved against the one around it, and of `$self` → JSON pointer."""

    anchors: dict[tuple[str, str], str]
    """URI of the resource and name of each `$anchor` or `$dynamicAnchor` → JSON pointer."""

    def base(self, pointer: str) -> str:
        """Return the URI of the resource around the value at `pointer`; empty for the document."""
        longest, base = -1, ""
        for uri, start in self.resources.items():
            if len(start) > longest and f"{pointer}/".startswith(f"{start}/"):
                longest, base = len(start), uri
        return base


def identifiers(data: Any) -> Identifiers:
    """Return the identifiers in the data of a whole document; the first of each name wins."""
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
    """Return `reference` without its fragment, resolved against `base` (RFC 3986 section 5)."""
    path = reference.partition("#")[0]
    try:
        return urljoin(base, path) if path else base
    except ValueError:
        return path
