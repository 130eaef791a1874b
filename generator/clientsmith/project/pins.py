"""Python names that a client has had so far, kept by the next one: `.clientsmith/names.json`.

Each name is stored with what it was derived from, so that only a change of that can change it. The
file has one entry a line: reviews and merges see single names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from ..problem import Location, Problem, Severity, quoted

T = TypeVar("T")

NAMES = ".clientsmith/names.json"
"""Path of the names in the generated project."""

REQUEST = "request"
"""Variant of a schema: the separate class for requests."""

CREDENTIAL_ROLES: Mapping[str, tuple[str, ...]] = {
    "APIKey": ("api_key",),
    "Basic": ("username", "password"),
    "Bearer": ("token",),
    "MutualTLS": ("certificate",),
    "OAuth2": ("token",),
}
"""Class of a credential in the runtime → roles of its positional arguments, by which their names are
stored."""


@dataclass(frozen=True, slots=True)
class OperationPin:
    """The public name of an operation."""

    name: str
    """Attributes of the client, such as `goals.create`."""

    operation_id: str = ""
    """`operationId` that the name was derived from; empty where there was none."""

    tag: str = ""
    """Tag that the resource was derived from; empty where there was none."""

    extension: str = ""
    """Group and name of the method that vendor extensions gave; empty where there were none."""

    variants: Mapping[str, str] = field(default_factory=dict)
    """Variant of the operation with a method of its own → name of that method."""


@dataclass(frozen=True, slots=True)
class ResourcePin:
    """The class and the module of a resource."""

    class_name: str
    module: str


@dataclass(frozen=True, slots=True)
class WebhookPin:
    """The name of a webhook or a callback."""

    name: str
    """In snake case, such as `new_pet`."""


@dataclass(frozen=True, slots=True)
class SchemaPin:
    """The class or type alias of a schema."""

    name: str
    made_from: str = ""
    """Title, or name of a component that is not part of the key; empty where there is neither."""

    request: str = ""
    """Name of the second class for requests; empty where there is none."""


@dataclass(frozen=True, slots=True)
class CredentialPin:
    """The arguments of the client for a security scheme."""

    arguments: Mapping[str, str]
    """Role, such as `token` → name of the argument."""

    variables: Mapping[str, str]
    """Role → environment variable."""


@dataclass(frozen=True, slots=True)
class AliasPin:
    """A deprecated alias."""

    target: str
    """`METHOD /path` of an operation, or key of a schema."""

    version: str = ""
    """Version of the package that has the alias; empty until the version changes after the name did."""

    form: str = ""
    """Variant of the operation, or `REQUEST`; empty for the operation or schema itself."""


@dataclass(frozen=True, slots=True)
class Pins:
    """Every public name of a client."""

    package: str = ""
    """Import name; empty where there is no previous client."""

    client_class: str = ""
    version: str = ""
    """Version of the package."""

    operations: Mapping[str, OperationPin] = field(default_factory=dict)
    """By `METHOD /path`."""

    resources: Mapping[str, ResourcePin] = field(default_factory=dict)
    """By attributes of the client, such as `issuing.cards`."""

    webhooks: Mapping[str, WebhookPin] = field(default_factory=dict)
    """By id, as `relative_id` returns it."""

    schemas: Mapping[str, SchemaPin] = field(default_factory=dict)
    """By key; a schema that occurs in several places has an entry for each."""

    credentials: Mapping[str, CredentialPin] = field(default_factory=dict)
    """By name of the security scheme."""

    operation_aliases: Mapping[str, AliasPin] = field(default_factory=dict)
    """By old name, such as `goals.add`."""

    schema_aliases: Mapping[str, AliasPin] = field(default_factory=dict)
    """By old class name."""

    root: str = ""
    """Origin of the root document, which keys leave out."""


NO_PINS = Pins()


def relative_id(id_: str, root: str) -> str:
    """Return an id relative to the root document: `#/components/schemas/Pet`, `common/Error.yaml#`.

    Args:
        id_: origin and JSON pointer.
        root: origin of the root document.
    """
    origin, hash_, pointer = id_.partition("#")
    if origin == root:
        return f"#{pointer}"
    return f"{_shown(origin, root)}{hash_}{pointer}"


def _shown(origin: str, root: str) -> str:
    """Return an origin relative to the root document, without parts of a URL that may be secret."""
    if "://" not in origin:
        return origin
    parts = urlsplit(origin)
    host = parts.netloc.rpartition("@")[2]
    shown = urlunsplit((parts.scheme, host, parts.path, "", ""))
    return shown.removeprefix(f"{root.partition('?')[0].rpartition('/')[0]}/")


# --- writing ---------------------------------------------------------------------------------------

FORMAT = 1
"""Version of the file's format."""

Entry = Mapping[str, object]


def pins_text(pins: Pins) -> str:
    """Return the text of the file, in ASCII; empty sections are left out."""
    sections = [f'  "format": {FORMAT}']
    if pins.package:
        sections.append(f'  "package": {_line(_package(pins))}')
    for name, entries in _sections(pins):
        if entries:
            lines = ",\n".join(
                f"    {_line(key)}: {_line(entry)}" for key, entry in sorted(entries.items())
            )
            sections.append(f"  {_line(name)}: {{\n{lines}\n  }}")
    return "{\n" + ",\n".join(sections) + "\n}\n"


def _sections(pins: Pins) -> Iterator[tuple[str, dict[str, Entry]]]:
    yield "operations", {key: _operation_entry(pin) for key, pin in pins.operations.items()}
    yield (
        "resources",
        {
            key: {"class": pin.class_name, "module": pin.module}
            for key, pin in pins.resources.items()
        },
    )
    yield "webhooks", {key: {"name": pin.name} for key, pin in pins.webhooks.items()}
    yield (
        "schemas",
        {
            key: _filled({"name": pin.name, "request": pin.request, "madeFrom": pin.made_from})
            for key, pin in pins.schemas.items()
        },
    )
    yield (
        "credentials",
        {
            key: {"arguments": dict(pin.arguments), "variables": dict(pin.variables)}
            for key, pin in pins.credentials.items()
        },
    )
    yield "operationAliases", _aliases(pins.operation_aliases)
    yield "schemaAliases", _aliases(pins.schema_aliases)


def _package(pins: Pins) -> Entry:
    return {"name": pins.package, "client": pins.client_class, "version": pins.version}


def _operation_entry(pin: OperationPin) -> Entry:
    return _filled(
        {
            "name": pin.name,
            "operationId": pin.operation_id,
            "tag": pin.tag,
            "extension": pin.extension,
            "variants": dict(sorted(pin.variants.items())),
        }
    )


def _aliases(aliases: Mapping[str, AliasPin]) -> dict[str, Entry]:
    return {
        key: _filled({"of": pin.target, "form": pin.form, "version": pin.version})
        for key, pin in aliases.items()
    }


def _filled(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if value}


def _line(value: object) -> str:
    return json.dumps(value)


# --- reading ---------------------------------------------------------------------------------------


def read_pins(text: str, root: str = "") -> Pins:
    """Parse the text of a file; the names in it are not checked.

    Args:
        text: of the file, which may have been edited, or merged badly.
        root: origin of the root document.

    Raises:
        ValueError: it does not have the format that `pins_text` writes; the message says why.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise ValueError("it is not a JSON object")
    if value.get("format") != FORMAT:
        raise ValueError(f"its `format` is not {FORMAT}, which this version of clientsmith writes")
    package = _object(value.get("package", {}), "package")
    return Pins(
        package=_text(package, "name", "package"),
        client_class=_text(package, "client", "package"),
        version=_text(package, "version", "package"),
        operations=_section(value, "operations", _operation),
        resources=_section(value, "resources", _resource),
        webhooks=_section(value, "webhooks", _webhook),
        schemas=_section(value, "schemas", _schema),
        credentials=_section(value, "credentials", _credential),
        operation_aliases=_section(value, "operationAliases", _alias),
        schema_aliases=_section(value, "schemaAliases", _alias),
        root=root,
    )


def _operation(entry: Mapping[str, Any], where: str) -> OperationPin:
    return OperationPin(
        name=_text(entry, "name", where),
        operation_id=_text(entry, "operationId", where),
        tag=_text(entry, "tag", where),
        extension=_text(entry, "extension", where),
        variants=_texts(entry, "variants", where),
    )


def _resource(entry: Mapping[str, Any], where: str) -> ResourcePin:
    return ResourcePin(_text(entry, "class", where), _text(entry, "module", where))


def _webhook(entry: Mapping[str, Any], where: str) -> WebhookPin:
    return WebhookPin(_text(entry, "name", where))


def _schema(entry: Mapping[str, Any], where: str) -> SchemaPin:
    return SchemaPin(
        name=_text(entry, "name", where),
        made_from=_text(entry, "madeFrom", where),
        request=_text(entry, "request", where),
    )


def _credential(entry: Mapping[str, Any], where: str) -> CredentialPin:
    return CredentialPin(_texts(entry, "arguments", where), _texts(entry, "variables", where))


def _alias(entry: Mapping[str, Any], where: str) -> AliasPin:
    return AliasPin(
        target=_text(entry, "of", where),
        version=_text(entry, "version", where),
        form=_text(entry, "form", where),
    )


def _section(
    value: Mapping[str, Any], name: str, read: Callable[[Mapping[str, Any], str], T]
) -> dict[str, T]:
    entries = _object(value.get(name, {}), name)
    return {
        key: read(_object(entry, f"{name}.{key}"), f"{name}.{key}")
        for key, entry in entries.items()
    }


def _object(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{where!r} is not a JSON object")
    return value


def _texts(entry: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
    """Return the strings of an object at a key; none where there is no such object."""
    where = f"{where}.{key}"
    texts = _object(entry.get(key, {}), where)
    return {name: _text(texts, name, where) for name in texts}


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    """Return the string at a key; empty where there is none."""
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key!r} of {where!r} is not a string")
    return value


def unusable_pin(key: str, name: str, why: str) -> Problem:
    """Return a warning about a previous name."""
    return Problem(
        "pin-unusable",
        Severity.WARNING,
        f"{key} is pinned to {quoted(name)}, {why}; another name is found.",
        Location(NAMES),
        "Restore the file from version control, or remove the entry.",
    )
