"""Reads configuration files: `clientsmith.toml`, or `[tool.clientsmith]` in `pyproject.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ..ir import ScalarKind
from .config import (
    RUNTIME_PARTS,
    Config,
    ConfigError,
    NameOverrides,
    ReadmeSettings,
    RuntimeSettings,
    VendorExtensions,
)
from .pagination import read_page_rules
from .settings import (
    clashes,
    is_list_of_strings,
    read_auth,
    read_base_url,
    read_criteria,
    read_dependencies,
    read_header,
    read_headers,
    read_license,
    read_patches,
    read_security,
    read_spec,
    read_text_table,
    read_verbs,
    unknown_key,
)
from .skipping import read_skip

CONFIG_FILE = "clientsmith.toml"

_VERSION = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))*((a|b|rc)(0|[1-9][0-9]*))?")
"""A normalized version of a release or pre-release (PEP 440)."""

_DISTRIBUTION = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")
"""A name of a distribution (PEP 508)."""

_ENV_PREFIX = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
"""What names of environment variables begin with."""

_CALL = re.compile(r"\w+(\.\w+)+")
"""A method with its resource."""

_ENCODINGS = frozenset({"base64", "base64url", "byte"})
"""Formats that the reader treats as `contentEncoding`."""

_RUNTIMES = ("vendored", "package")
"""Places of the runtime: a copy in the client, which is the default, or a distribution of its own."""

_NOT_KEYS = ("name", "folder", "is_configured", "is_trusted", "package_only", "rename")
"""Fields of `Config` that are not keys of the configuration."""


def load_configs(file: Path) -> tuple[Config, ...]:
    """Load every client of a configuration file, in the order of the file.

    Keys at the top level are defaults for all `[clients.NAME]` tables; without such tables they
    describe the only client.

    Raises:
        ConfigError: the file cannot be read, is not TOML, or has unknown keys or values of the wrong type.
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
            mistakes.append(f"`{prefix}spec` or `{prefix}command` is required")
        if config.spec and config.command:
            mistakes.append(f"`{prefix}spec` and `{prefix}command` cannot be combined")
        mistakes += [
            f"`{prefix}{name}` is {value!r}, for which the client needs a runtime of its own: leave "
            f"out `{prefix}runtime`, or use {needed!r}"
            for name, value, needed in runtime_clashes(config)
        ]
        if config.target == "templates" and not config.templates:
            mistakes.append(f"`{prefix}target` is 'templates', but `{prefix}templates` is missing")
        required: set[str] = {config.http, config.models}
        if config.runtime.is_shared:
            required.add("clientsmith-runtime")
        mistakes += [
            f"`{prefix}dependencies` has {text!r}, which the client requires anyway; leave it out"
            for text in clashes(config.dependencies, required)
        ]
        if config.distribution is not None:
            distribution = re.sub(r"[-_.]+", "-", config.distribution).lower()
            if any(clashes((*config.dependencies, *required), {distribution})):
                mistakes.append(
                    f"`{prefix}distribution` is {config.distribution!r}, which the client requires"
                )
    mistakes += _shared_folders(configs)
    if mistakes:
        raise ConfigError(file.name, mistakes)
    return tuple(replace(config, folder=file.parent, is_configured=True) for config in configs)


def runtime_clashes(config: Config) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the value and the needed value of each setting for which a client needs a
    runtime of its own, if it shares one."""
    if config.runtime.is_shared:
        for name, value, needed in (
            ("models", config.models, "dataclass"),
            ("http", config.http, "httpx2"),
        ):
            if value != needed:
                yield name, value, needed


def _shared_folders(configs: Iterable[Config]) -> Iterator[str]:
    """Yield a message for each client that has the output folder of another one."""
    owners: dict[str, str] = {}
    for config in configs:
        if not config.output:
            continue
        owner = owners.setdefault(os.path.normpath(config.output), config.name)
        if owner != config.name:
            yield (
                f"`clients.{config.name}.output` is also the folder of the client {owner!r}; "
                "each client needs its own"
            )


def find_config(folder: Path) -> Path | None:
    """Return the configuration file of a folder: `clientsmith.toml`, else a `pyproject.toml` with
    `[tool.clientsmith]`, else None.

    Raises:
        ConfigError: the `pyproject.toml` is not TOML.
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
    """Read the settings of one table; a message for each mistake is appended to `mistakes`."""
    hints = {name: hint for name, hint in get_type_hints(Config).items() if name not in _NOT_KEYS}
    settings: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in hints:
            mistakes.append(unknown_key(prefix + key, name, hints))
        elif name == "names":
            settings[name] = _names(value, prefix, mistakes)
        elif name == "runtime":
            settings[name] = _runtime(value, f"{prefix}runtime", mistakes)
        elif name == "readme":
            settings[name] = _readme(value, f"{prefix}readme", mistakes)
        elif name == "vendor_extensions":
            settings[name] = _vendor_extensions(value, f"{prefix}vendor_extensions", mistakes)
        elif name == "types":
            settings[name] = _types(value, f"{prefix}types", mistakes)
        elif name == "formats":
            settings[name] = _formats(value, f"{prefix}formats", mistakes)
        elif name == "verbs":
            settings[name] = read_verbs(value, f"{prefix}verbs", mistakes)
        elif name == "header":
            settings[name] = read_header(value, f"{prefix}header", mistakes)
        elif name == "dependencies":
            settings[name] = read_dependencies(value, f"{prefix}dependencies", mistakes)
        elif name == "pagination":
            settings[name] = read_page_rules(value, f"{prefix}pagination", mistakes)
        elif name in ("include", "exclude"):
            settings[name] = read_criteria(value, prefix + name, mistakes)
        elif name == "auth":
            settings[name] = read_auth(value, f"{prefix}auth", mistakes)
        elif name == "security":
            settings[name] = read_security(value, f"{prefix}security", mistakes)
        elif name == "base_url":
            settings[name] = read_base_url(value, prefix + key, mistakes)
        elif name == "spec":
            settings[name] = read_spec(value, prefix + key, mistakes)
        elif name == "headers":
            settings[name] = read_headers(value, f"{prefix}headers", mistakes)
        elif name == "license":
            settings[name] = read_license(value, f"{prefix}license", mistakes)
        elif name == "skip":
            settings[name] = read_skip(value, f"{prefix}skip", mistakes)
        elif name == "package":
            settings |= _package(value, f"{prefix}package", mistakes)
        elif name == "patches":
            settings[name] = read_patches(value, f"{prefix}patches", mistakes)
        elif mistake := _ill_typed(value, hints[name]) or _ill_formed(name, value):
            mistakes.append(f"`{prefix}{key}` {mistake}")
        else:
            settings[name] = tuple(value) if isinstance(value, list) else value
    return settings


def _shown(choices: Iterable[str]) -> str:
    return ", ".join(map(repr, choices))


def _ill_typed(value: object, hint: Any) -> str | None:
    if get_origin(hint) is Literal:
        choices = get_args(hint)
        if value in choices:
            return None
        return f"must be one of {_shown(choices)}, not {value!r}"
    if hint is bool:
        return None if isinstance(value, bool) else f"must be true or false, not {value!r}"
    if hint == tuple[str, ...]:
        return None if is_list_of_strings(value) else f"must be a list of strings, not {value!r}"
    return None if isinstance(value, str) and value else f"must be a string, not {value!r}"


def _ill_formed(name: str, value: object) -> str | None:
    if name == "version" and not _VERSION.fullmatch(str(value)):
        return f"must be a version such as '1.4.0' or '2.0.0rc1', not {value!r}"
    if name == "env_prefix" and not _ENV_PREFIX.fullmatch(str(value)):
        return (
            "must be capital letters, digits and single underscores, such as 'ACME', "
            f"not {value!r}"
        )
    if name == "distribution" and not _DISTRIBUTION.fullmatch(str(value)):
        return (
            f"must be ASCII letters, digits and single hyphens, such as 'acme-sdk', not {value!r}"
        )
    return None


def _unknown_keys(table: Iterable[str], name: str, known: tuple[str, ...]) -> Iterator[str]:
    """Yield a message for each unknown key of a table."""
    return (unknown_key(f"{name}.{key}", key, known) for key in table if key not in known)


def _package(value: object, name: str, mistakes: list[str]) -> dict[str, Any]:
    """Read the name of the package, or a table with `name` and `only`."""
    if isinstance(value, str) and value:
        return {"package": value}
    if not isinstance(value, dict):
        mistakes.append(f"`{name}` must be a string, or a table with `name` and `only`")
        return {}
    mistakes += _unknown_keys(value, name, ("name", "only"))
    found: dict[str, Any] = {}
    for key, field, hint in (("name", "package", str), ("only", "package_only", bool)):
        if key in value:
            found[field] = value[key]
            if mistake := _ill_typed(value[key], hint):
                mistakes.append(f"`{name}.{key}` {mistake}")
    return found


def _names(value: object, prefix: str, mistakes: list[str]) -> NameOverrides:
    kinds = [kind.name for kind in fields(NameOverrides)]
    if not isinstance(value, dict):
        mistakes.append(f"`{prefix}names` must be a table")
        return NameOverrides()
    tables: dict[str, Mapping[str, str]] = {}
    for kind, names in value.items():
        if kind not in kinds:
            mistakes.append(unknown_key(f"{prefix}names.{kind}", kind, kinds))
        else:
            tables[kind] = read_text_table(names, f"{prefix}names.{kind}", mistakes)
    return NameOverrides(**tables)


def _runtime(value: object, name: str, mistakes: list[str]) -> RuntimeSettings:
    """Read where the runtime is, or a table with `from` and `include`."""
    place = name if isinstance(value, str) else f"{name}.from"
    table: object = {"from": value} if isinstance(value, str) else value
    if not isinstance(table, dict):
        mistakes.append(
            f"`{name}` must be one of {_shown(_RUNTIMES)}, or a table with `from` and `include`"
        )
        return RuntimeSettings()
    mistakes += _unknown_keys(table, name, ("from", "include"))
    origin = table.get("from", _RUNTIMES[0])
    if origin not in _RUNTIMES:
        mistakes.append(f"`{place}` must be one of {_shown(_RUNTIMES)}, not {origin!r}")
    include = table.get("include", [])
    if not isinstance(include, list) or not all(isinstance(each, str) for each in include):
        mistakes.append(f"`{name}.include` must be a list of strings, not {include!r}")
        return RuntimeSettings()
    mistakes += [
        unknown_key(f"{name}.include: {part!r}", part, RUNTIME_PARTS)
        for part in include
        if part not in RUNTIME_PARTS
    ]
    return RuntimeSettings(tuple(sorted(set(include))), is_shared=origin == "package")


def _readme(value: object, name: str, mistakes: list[str]) -> ReadmeSettings:
    """Read what the README shows."""
    if not isinstance(value, dict):
        mistakes.append(f"`{name}` must be a table with `first_call`")
        return ReadmeSettings()
    mistakes += _unknown_keys(value, name, ("first_call",))
    call = value.get("first_call")
    if call is not None and (not isinstance(call, str) or not _CALL.fullmatch(call)):
        mistakes.append(
            f"`{name}.first_call` must be a method such as 'goals.create', not {call!r}"
        )
        return ReadmeSettings()
    return ReadmeSettings(call)


def _vendor_extensions(value: object, name: str, mistakes: list[str]) -> VendorExtensions:
    """Read which vendor extensions are not followed."""
    if not isinstance(value, dict):
        mistakes.append(f"`{name}` must be a table with `ignore`")
        return VendorExtensions()
    mistakes += _unknown_keys(value, name, ("ignore",))
    ignore = value.get("ignore", [])
    if not is_list_of_strings(ignore):
        mistakes.append(f"`{name}.ignore` must be a list of strings, not {ignore!r}")
        return VendorExtensions()
    return VendorExtensions(tuple(ignore))


def _types(value: object, name: str, mistakes: list[str]) -> Mapping[str, str]:
    kinds = [kind.value for kind in ScalarKind]
    table = read_text_table(value, name, mistakes)
    for key, target in table.items():
        mistakes += [
            unknown_key(f"{name}.{key}", word, kinds) for word in (key, target) if word not in kinds
        ]
    return table


def _formats(value: object, name: str, mistakes: list[str]) -> Mapping[str, str]:
    kinds = [kind.value for kind in ScalarKind]
    table = read_text_table(value, name, mistakes)
    mistakes += [
        f"`{name}.{format}` has no effect, because that format is an encoding; use `base64` or "
        "`base64url` in `types`"
        for format in table
        if format in _ENCODINGS
    ]
    mistakes += [
        unknown_key(f"{name}.{format} = {kind!r}", kind, kinds)
        for format, kind in table.items()
        if kind not in kinds
    ]
    return table
