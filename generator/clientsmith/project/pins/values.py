"""Names with what they were made from, so that nothing else can change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

NAMES = ".clientsmith/names.json"
"""Path of the names in the generated project."""

REQUEST = "request"
"""Form of a schema: what is sent, where that is a class of its own."""


@dataclass(frozen=True, slots=True)
class OperationPin:
    """Where users find an operation."""

    name: str
    """Attributes from the client on, such as `goals.create`."""

    operation_id: str = ""
    """`operationId` that the name was made from; empty where there was none."""

    tag: str = ""
    """Tag that the resource was made from; empty where none said anything."""

    variants: Mapping[str, str] = field(default_factory=dict)
    """Form of the operation that has a method of its own → name of that method."""


@dataclass(frozen=True, slots=True)
class ResourcePin:
    """A resource in code, by the attributes that lead to it."""

    class_name: str
    module: str


@dataclass(frozen=True, slots=True)
class WebhookPin:
    """A webhook or a callback, by id."""

    name: str
    """In snake case, such as `new_pet`."""


@dataclass(frozen=True, slots=True)
class SchemaPin:
    """A class or a type name, by key of the schema."""

    name: str
    made_from: str = ""
    """Title, or name of a component that its key does not tell; empty where there is neither."""

    request: str = ""
    """Name of the second class for requests; empty where there is none."""


@dataclass(frozen=True, slots=True)
class AliasPin:
    """A name that was given up, and what it still leads to."""

    target: str
    """`METHOD /path` of an operation, or key of a schema."""

    version: str = ""
    """Version of the package that has the alias; empty until there is another one than when the name
    was given up."""

    form: str = ""
    """The variant of the operation, or `REQUEST`; empty for what has the plain name."""


@dataclass(frozen=True, slots=True)
class Pins:
    """Every name of a client that users write."""

    package: str = ""
    """Import name; empty where nothing is known."""

    client_class: str = ""
    version: str = ""
    """Version of the package."""

    operations: Mapping[str, OperationPin] = field(default_factory=dict)
    """By `METHOD /path`."""

    resources: Mapping[str, ResourcePin] = field(default_factory=dict)
    """By path from the client on, such as `issuing.cards`."""

    webhooks: Mapping[str, WebhookPin] = field(default_factory=dict)
    """By id, as `place_of` shows it."""

    schemas: Mapping[str, SchemaPin] = field(default_factory=dict)
    """By key; each of the places of a schema that stands in several has its own entry."""

    operation_aliases: Mapping[str, AliasPin] = field(default_factory=dict)
    """By old name, such as `goals.add`."""

    schema_aliases: Mapping[str, AliasPin] = field(default_factory=dict)
    """By old class name."""

    root: str = ""
    """Origin of the root document, which keys leave out."""


NO_PINS = Pins()


def place_of(id_: str, root: str) -> str:
    """An id as seen from the root document: `#/components/schemas/Pet`, `common/Error.yaml#`.

    Args:
        id_: origin and JSON pointer.
        root: origin of the root document.
    """
    origin, hash_, pointer = id_.partition("#")
    if origin == root:
        return f"#{pointer}"
    return f"{_shown(origin, root)}{hash_}{pointer}"


def _shown(origin: str, root: str) -> str:
    """An origin relative to the root document, without parts of a URL that may hold secrets."""
    if "://" not in origin:
        return origin
    parts = urlsplit(origin)
    host = parts.netloc.rpartition("@")[2]
    shown = urlunsplit((parts.scheme, host, parts.path, "", ""))
    return shown.removeprefix(f"{root.partition('?')[0].rpartition('/')[0]}/")
