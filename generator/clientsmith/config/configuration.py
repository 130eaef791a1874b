"""What users can choose: `clientsmith.toml`, or `[tool.clientsmith]` in `pyproject.toml`."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ..ir import ScalarKind
from ..prepare.reshape import Criteria, Patch
from .package import clashes, read_dependencies, read_header
from .pagination import PageRules, read_page_rules
from .reshaping import is_texts, read_criteria, read_patches
from .sources import Headers, read_headers, read_spec

CONFIG_FILE = "clientsmith.toml"

_VERSION = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))*((a|b|rc)(0|[1-9][0-9]*))?")
"""A version of a distribution in its normal form (PEP 440), as releases and pre-releases have it."""

_ENCODINGS = frozenset({"base64", "base64url", "byte"})
"""Formats that OpenAPI 3.1 says with `contentEncoding`, as what reads documents does."""

Conflicts = Literal["error", "newest"]
"""What becomes of parts that documentation pages describe differently."""


class ConfigError(Exception):
    """The configuration cannot be used (exit code 2); carries one message for each mistake."""

    def __init__(self, origin: str, messages: Iterable[str]) -> None:
        self.origin = origin
        self.messages = tuple(messages)
        super().__init__("; ".join(f"{origin}: {message}" for message in self.messages))


@dataclass(frozen=True, slots=True)
class Names:
    """Names that the user prefers over those that the plan would find."""

    operations: Mapping[str, str] = field(default_factory=dict)
    """`operationId` or `METHOD /path` → `resource.method`, such as `goals.create`."""

    schemas: Mapping[str, str] = field(default_factory=dict)
    """Component name or JSON pointer of a schema → class name."""


@dataclass(frozen=True, slots=True)
class Config:
    """How one client is generated."""

    name: str = ""
    """Key of the client in the configuration; empty for one given on the command line."""

    spec: str | tuple[str, ...] = ""
    """Source of the document, or of several that become one: a path relative to the configuration file, a
    URL, or `-`; behind `#` the name of one of the documents that pages are made from."""

    command: tuple[str, ...] = ()
    """Program and arguments that print the document, in place of `spec`; run in the folder of the
    configuration file."""

    output: str = ""
    """Folder of the generated project, relative to the configuration file."""

    package: str | None = None
    """Import name of the package; by default made from the document's title."""

    client_class: str | None = None
    """Name of the root class; by default made from the document's title."""

    version: str | None = None
    """Version of the package, such as `1.4.0`; by default made from the document's."""

    templates: str | None = None
    """Folder of templates that override built-in ones, or make files of their own, relative to the
    configuration file."""

    target: Literal["client", "templates"] = "client"
    """Whether there is a Python client, or only what the folder of templates makes."""

    hooks: str | None = None
    """Python file with a function that changes what templates see, and filters for them, relative to
    the configuration file."""

    conflicts: Conflicts = "error"
    """What becomes of parts that documentation pages describe differently."""

    overlays: tuple[str, ...] = ()
    """OpenAPI Overlays that are applied to the document, relative to the configuration file."""

    patches: tuple[Patch, ...] = ()
    """Single changes to the document, after those of overlays."""

    include: Criteria = field(default_factory=Criteria)
    """Operations that the client has; all of them where nothing is given."""

    exclude: Criteria = field(default_factory=Criteria)
    """Operations that the client does not have."""

    allow_remote: tuple[str, ...] = ()
    """Hosts that references may lead to; `*` is every host."""

    allow_private: bool = False
    """Whether servers may have addresses that are not public."""

    allow_files: tuple[str, ...] = ()
    """Folders that references may lead into, relative to the configuration file."""

    headers: Headers = field(default_factory=dict, repr=False)
    """Headers that hosts are sent when documents are fetched; values may name environment variables."""

    enums: Literal["literal", "class"] = "literal"
    """Enumerations as `Literal` aliases, or as enumeration classes."""

    http: Literal["httpx2", "httpx"] = "httpx2"
    """HTTP library that the generated client uses."""

    models: Literal["dataclass", "pydantic", "msgspec", "typeddict"] = "dataclass"
    """What models are: dataclasses, pydantic models, msgspec Structs, or TypedDicts."""

    docstrings: Literal["google", "numpy", "sphinx"] = "google"
    """How docstrings list arguments, results and errors."""

    header: tuple[str, ...] = ()
    """Lines of the comment at the top of every module, without its signs."""

    dependencies: tuple[str, ...] = ()
    """Requirements of the package beside its own (PEP 508), normalized and sorted."""

    format: Literal["black", "ruff", "none"] = "black"
    """Formatter of files that the built-in templates did not lay out themselves."""

    strict: bool = False
    """Whether warnings are failures."""

    validate_requests: bool = False
    """Whether the generated client checks arguments before it sends them."""

    keep_edits: bool = False
    """Whether edits in generated files are merged with what is generated anew."""

    aliases: Literal["drop", "keep"] = "drop"
    """Whether former names of methods and models go on, deprecated, for the version that ends them."""

    names: Names = Names()
    types: Mapping[str, str] = field(default_factory=dict)
    """Kind of scalar (`clientsmith.ir.ScalarKind`) → kind that it is treated as."""

    formats: Mapping[str, str] = field(default_factory=dict)
    """`format` of schemas → kind of scalar (`clientsmith.ir.ScalarKind`) that it means."""

    pagination: PageRules = field(default_factory=dict)
    """`operationId` or `METHOD /path` → how its pages follow each other; None for no pages."""

    folder: Path = Path()
    """Folder that relative paths start from: that of the configuration file."""

    rename: bool = False
    """Whether names are found anew, whatever they were before (`generate --rename`)."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the document, one or several; none where a command prints it."""
        return self.spec if isinstance(self.spec, tuple) else (self.spec,) if self.spec else ()

    @property
    def templates_folder(self) -> Path | None:
        """The folder of custom templates; None where there is none."""
        return self.folder / self.templates if self.templates else None

    @property
    def title(self) -> str:
        """What messages call the client: its name, else its sources."""
        return self.name or " + ".join(self.sources)


_NOT_KEYS = ("name", "folder", "rename")
"""Fields of `Config` that are no keys of the configuration."""


def load_configs(file: Path) -> tuple[Config, ...]:
    """Every client that a configuration file describes, in its order.

    Keys at the top level hold for every `[clients.NAME]` table; without such tables they describe
    the one client.

    Raises:
        ConfigError: the file cannot be read, is no TOML, or has unknown or ill-typed keys.
    """
    table = _read_table(file)
    mistakes: list[str] = []
    clients = table.pop("clients", None)
    shared = _settings(table, "", mistakes)
    configs = []
    if clients is None:
        configs.append(replace(Config(), **shared))
    elif not isinstance(clients, dict) or not clients:
        mistakes.append("`clients` must be a table of tables, such as [clients.billing]")
    else:
        for name, client in clients.items():
            if not isinstance(client, dict):
                mistakes.append(f"`clients.{name}` must be a table")
                continue
            own = _settings(client, f"clients.{name}.", mistakes)
            configs.append(replace(Config(), **{**shared, **own, "name": name}))
    for config in configs:
        prefix = f"clients.{config.name}." if config.name else ""
        if not config.output:
            mistakes.append(f"`{prefix}output` is missing")
        if not config.spec and not config.command:
            mistakes.append(f"`{prefix}spec` is missing, or `{prefix}command`")
        if config.spec and config.command:
            mistakes.append(f"`{prefix}spec` and `{prefix}command` exclude each other")
        if config.target == "templates" and not config.templates:
            mistakes.append(f"`{prefix}target` is 'templates', but `{prefix}templates` is missing")
        mistakes += [
            f"`{prefix}dependencies` has {text!r}, which the client requires by itself; leave it out"
            for text in clashes(config.dependencies, {config.http, config.models})
        ]
    mistakes += _shared_folders(configs)
    if mistakes:
        raise ConfigError(file.name, mistakes)
    return tuple(replace(config, folder=file.parent) for config in configs)


def _shared_folders(configs: Iterable[Config]) -> Iterator[str]:
    """Clients whose folder is that of another one, whose files each of them would remove."""
    owners: dict[str, str] = {}
    for config in configs:
        if not config.output:
            continue
        owner = owners.setdefault(os.path.normpath(config.output), config.name)
        if owner != config.name:
            yield (
                f"`clients.{config.name}.output` is the folder of the client {owner!r}, too; "
                "each needs its own"
            )


def find_config(folder: Path) -> Path | None:
    """The configuration file of a folder: `clientsmith.toml`, else a `pyproject.toml` with
    `[tool.clientsmith]`; None where there is neither.

    Raises:
        ConfigError: the `pyproject.toml` is no TOML.
    """
    own = folder / CONFIG_FILE
    if own.is_file():
        return own
    project = folder / "pyproject.toml"
    if project.is_file() and "clientsmith" in _parse(project).get("tool", {}):
        return project
    return None


def _read_table(file: Path) -> dict[str, Any]:
    table = _parse(file)
    if file.name == "pyproject.toml":
        table = table.get("tool", {}).get("clientsmith")
        if not isinstance(table, dict):
            raise ConfigError(file.name, ["there is no table [tool.clientsmith]"])
    return table


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(file.name, [f"cannot be read: {error.strerror}"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(file.name, [f"is not TOML: {error}"]) from None


def _settings(table: Mapping[str, Any], prefix: str, mistakes: list[str]) -> dict[str, Any]:
    """The checked settings of one table; what is wrong with it is added to `mistakes`."""
    hints = {name: hint for name, hint in get_type_hints(Config).items() if name not in _NOT_KEYS}
    settings: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in hints:
            mistakes.append(_unknown(prefix + key, name, hints))
        elif name == "names":
            settings[name] = _names(value, prefix, mistakes)
        elif name == "types":
            settings[name] = _types(value, f"{prefix}types", mistakes)
        elif name == "formats":
            settings[name] = _formats(value, f"{prefix}formats", mistakes)
        elif name == "header":
            settings[name] = read_header(value, f"{prefix}header", mistakes)
        elif name == "dependencies":
            settings[name] = read_dependencies(value, f"{prefix}dependencies", mistakes)
        elif name == "pagination":
            settings[name] = read_page_rules(value, f"{prefix}pagination", mistakes, _unknown)
        elif name in ("include", "exclude"):
            settings[name] = read_criteria(value, prefix + name, mistakes, _unknown)
        elif name == "spec":
            settings[name] = read_spec(value, prefix + key, mistakes)
        elif name == "headers":
            settings[name] = read_headers(value, f"{prefix}headers", mistakes)
        elif name == "patches":
            settings[name] = read_patches(value, f"{prefix}patches", mistakes, _unknown)
        elif mistake := _ill_typed(value, hints[name]) or _ill_formed(name, value):
            mistakes.append(f"`{prefix}{key}` {mistake}")
        else:
            settings[name] = tuple(value) if isinstance(value, list) else value
    return settings


def _ill_typed(value: object, hint: Any) -> str | None:
    if get_origin(hint) is Literal:
        choices = get_args(hint)
        if value in choices:
            return None
        return f"must be one of {', '.join(map(repr, choices))}, not {value!r}"
    if hint is bool:
        return None if isinstance(value, bool) else f"must be true or false, not {value!r}"
    if hint == tuple[str, ...]:
        return None if is_texts(value) else f"must be a list of texts, not {value!r}"
    return None if isinstance(value, str) and value else f"must be text, not {value!r}"


def _ill_formed(name: str, value: object) -> str | None:
    if name == "version" and not _VERSION.fullmatch(str(value)):
        return f"must be a version such as '1.4.0' or '2.0.0rc1', not {value!r}"
    return None


def _names(value: object, prefix: str, mistakes: list[str]) -> Names:
    kinds = [kind.name for kind in fields(Names)]
    if not isinstance(value, dict):
        mistakes.append(f"`{prefix}names` must be a table")
        return Names()
    tables: dict[str, Mapping[str, str]] = {}
    for kind, names in value.items():
        if kind not in kinds:
            mistakes.append(_unknown(f"{prefix}names.{kind}", kind, kinds))
        else:
            tables[kind] = _text_table(names, f"{prefix}names.{kind}", mistakes)
    return Names(**tables)


def _types(value: object, name: str, mistakes: list[str]) -> Mapping[str, str]:
    kinds = [kind.value for kind in ScalarKind]
    table = _text_table(value, name, mistakes)
    for key, target in table.items():
        mistakes += [
            _unknown(f"{name}.{key}", word, kinds) for word in (key, target) if word not in kinds
        ]
    return table


def _formats(value: object, name: str, mistakes: list[str]) -> Mapping[str, str]:
    kinds = [kind.value for kind in ScalarKind]
    table = _text_table(value, name, mistakes)
    mistakes += [
        f"`{name}.{format}` has no effect, as that format is an encoding; `types` has `base64` and "
        "`base64url`"
        for format in table
        if format in _ENCODINGS
    ]
    mistakes += [
        _unknown(f"{name}.{format} = {kind!r}", kind, kinds)
        for format, kind in table.items()
        if kind not in kinds
    ]
    return table


def _text_table(value: object, name: str, mistakes: list[str]) -> Mapping[str, str]:
    if not isinstance(value, dict):
        mistakes.append(f"`{name}` must be a table")
        return {}
    mistakes += [
        f"`{name}.{key}` must be text, not {item!r}"
        for key, item in value.items()
        if not isinstance(item, str) or not item
    ]
    return {key: item for key, item in value.items() if isinstance(item, str)}


def _unknown(shown: str, word: str, known: Iterable[str]) -> str:
    candidates = sorted(known)
    close = difflib.get_close_matches(word, candidates, n=1, cutoff=0.5)
    advice = f"did you mean `{close[0]}`?" if close else f"there are: {', '.join(candidates)}"
    return f"`{shown}` is unknown; {advice}"
