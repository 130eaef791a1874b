"""Migration from the folder of a published SDK that Stainless made; nothing in it is imported."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...document import Node
from ...ir import Operation, SecurityKind, SecurityScheme, Type
from ...naming.words.words import singular, words
from ...problem import Location, Problem, Severity, UnusableSource
from ..changes import Action, remove, update
from ..ledger import Ledger, Table
from ..target import Target
from .api_page import ListedMethod, listed_methods, listed_models
from .client_module import ClientClass, ClientOption, client_class
from .queries import restyle_queries
from .resources import operation_key

_PAGE = "api.md"
_MODULE = "_client.py"
_MAX_BYTES = 16 * 1024 * 1024
_SECRETS = frozenset({"credential", "key", "password", "secret", "token", "username"})
_IDLE = frozenset({"auth", "authentication", "scheme", "security"})
_USUAL = {
    "max_retries": "`retries`",
    "default_headers": "`headers`",
    "default_query": "`query`",
    "environment": "`server`",
    "http_client": "`http_client`, an object of httpx2",
}
"""Arguments of every client with another name or another value here."""


def is_sdk(folder: Path) -> bool:
    """Return whether a folder is that of an SDK that Stainless made."""
    return (folder / _PAGE).is_file() and _client_file(folder) is not None


def _client_file(folder: Path) -> Path | None:
    source = folder / "src" if (folder / "src").is_dir() else folder
    return next((each for each in sorted(source.glob(f"*/{_MODULE}")) if each.is_file()), None)


class StainlessSDK:
    """The folder of a published SDK that Stainless made."""

    tool = "Stainless"

    def __init__(self, folder: Path, name: str) -> None:
        """Read the files of a folder.

        Raises:
            UnusableSource: one cannot be read.
        """
        self._name = name.rstrip("/")
        client = _client_file(folder)
        assert client is not None
        self._client_name = f"{self._name}/{client.relative_to(folder).as_posix()}"
        self._page_name = f"{self._name}/{_PAGE}"
        self._package = client.parent.name
        self._page = _text(folder / _PAGE, self._page_name)
        self._client = _parsed(_text(client, self._client_name), self._client_name)
        self._project = _project(folder / "pyproject.toml", f"{self._name}/pyproject.toml")

    @property
    def roots(self) -> tuple[Node, ...]:
        """No file, since programs and prose are not settings throughout."""
        return ()

    def changes(
        self, ledger: Ledger, document: dict[str, Any]
    ) -> list[tuple[Node, str, list[Action]]]:
        """Return no changes: an SDK does not say them."""
        return []

    def configure(self, ledger: Ledger, target: Target) -> None:
        """Read methods, models, and the client."""
        found = client_class(self._client)
        place = Location(self._client_name, line=1)
        ledger.setting("package", self._package, place, "package", f"package {self._package}")
        self._read_project(ledger)
        methods = self._read_methods(ledger, target)
        self._read_models(ledger, target, methods)
        if found is not None:
            self._read_client(found, ledger, target)
        named = {operation.id for _, operation in methods}
        ledger.unnamed = [
            operation_key(each) for each in target.api.operations if each.id not in named
        ]

    # --- methods --------------------------------------------------------------------------------

    def _read_methods(self, ledger: Ledger, target: Target) -> list[tuple[ListedMethod, Operation]]:
        found = []
        for method in listed_methods(self._page):
            place = self._at(method.line)
            source = f"{method.call}: {method.http} {method.path}".rstrip(": ")
            if not method.http:
                ledger.missing(
                    place, "method", source, "it was written by hand: move it to `custom/`"
                )
                continue
            operation = target.operation(method.http, method.path)
            if operation is None:
                ledger.missing(place, "method", source, "the document has no such operation")
                continue
            if "." not in method.call:
                ledger.missing(place, "method", source, "every method belongs to a resource")
                continue
            key = operation_key(operation)
            if ledger.named(Table.OPERATIONS, key, method.call, place, "method", source):
                found.append((method, operation))
                if not method.page:
                    ledger.unpaged.append((key, place, method.call))
            else:
                there = ledger.settings["names"]["operations"][key]
                why = f"the operation is {there}, and has one name"
                ledger.missing(place, "method", source, why)
        return found

    # --- models -----------------------------------------------------------------------------------

    def _read_models(
        self, ledger: Ledger, target: Target, methods: list[tuple[ListedMethod, Operation]]
    ) -> None:
        by_words: dict[str, list[str]] = {}
        for component in target.components:
            by_words.setdefault(_plain(component), []).append(component)
        returned = _returned(methods, target)
        places = dict(reversed([(name, line) for line, name in listed_models(self._page)]))
        for method, _ in methods:
            if method.result:
                places.setdefault(method.result, method.line)
        listed = set(map(_plain, places))
        for name, line in sorted(places.items(), key=lambda each: (each[1], each[0])):
            place = self._at(line)
            alike = by_words.get(_plain(name), [])
            if not alike and _plain(name, singular) not in listed:
                alike = by_words.get(_plain(name, singular), [])
            key = alike[0] if len(alike) == 1 else returned.get(name, "")
            if not key and name.endswith("Param"):
                here = "arguments take dictionaries, which type checkers know, or objects of models"
                ledger.changed(place, "model", name, here)
            elif not key:
                ledger.missing(
                    place, "model", name, "no schema of the document has this name, or returns it"
                )
            elif not ledger.named(Table.SCHEMAS, key, name, place, "model", name):
                there = ledger.settings["names"]["schemas"][key]
                if there != name:
                    why = f"the schema is {there}, and has one name"
                    ledger.missing(place, "model", name, why)

    # --- client -----------------------------------------------------------------------------------

    def _read_client(self, found: ClientClass, ledger: Ledger, target: Target) -> None:
        place = Location(self._client_name, line=found.line)
        ledger.setting("client_class", found.name, place, "client", f"class {found.name}")
        for name, line in found.usual.items():
            at = Location(self._client_name, line=line)
            if name in _USUAL:
                ledger.changed(at, "option", name, _USUAL[name])
            elif name in ("base_url", "timeout"):
                ledger.carried(at, "option", name, f"`{name}`")
            else:
                ledger.missing(at, "option", name, "the client has no such argument")
        taken: set[str] = set()
        for option in found.options:
            self._read_option(option, ledger, target, taken)
        if found.arrays:
            at = Location(self._client_name, line=found.arrays_line)
            count = restyle_queries(found.arrays, "brackets", ledger, target)
            ledger.changed(at, "query", f"array_format: {found.arrays}", count)
        self._read_servers(found, ledger, target, place)

    def _read_option(
        self, option: ClientOption, ledger: Ledger, target: Target, taken: set[str]
    ) -> None:
        place = Location(self._client_name, line=option.line)
        variable = f", environment variable {option.variable}" if option.variable else ""
        source = f"{option.name}{variable}"
        is_secret = not _SECRETS.isdisjoint(words(option.name))
        scheme = _scheme_of(option, target, taken)
        if scheme is None and is_secret and not target.schemes and (way := _way(option)):
            ledger.setting("auth", way, place, "credential", source)
            ledger.credential(way, "", option.name, option.variable, place, option.name)
            taken.add(way)
        elif scheme is None:
            ledger.missing(place, "option", source, "the client has no such argument")
        else:
            role = ""
            if scheme.kind is SecurityKind.BASIC:
                role = "password" if "password" in option.name else "username"
            else:
                taken.add(scheme.name)
            ledger.credential(scheme.name, role, option.name, option.variable, place, option.name)

    def _read_servers(
        self, found: ClientClass, ledger: Ledger, target: Target, place: Location
    ) -> None:
        declared = [server.url.rstrip("/") for server in target.api.servers]
        if found.environments:
            urls = [url.rstrip("/") for url in found.environments.values()]
            if urls != declared:
                servers = [
                    {"url": url, "description": name} for name, url in found.environments.items()
                ]
                if declared:
                    ledger.actions.append(remove("$.servers"))
                ledger.actions.append(update("$", {"servers": servers}))
            for name, url in found.environments.items():
                here = f'`server="{name}"`, not `environment`'
                ledger.changed(place, "server", f"{name}: {url}", here)
        elif found.base_url and [found.base_url.rstrip("/")] != declared[:1]:
            source = f"base_url {found.base_url}"
            ledger.setting("base_url", found.base_url, place, "server", source)

    def _read_project(self, ledger: Ledger) -> None:
        table, origin = self._project
        place = Location(origin)
        name, license_ = table.get("name"), table.get("license")
        if isinstance(name, str):
            ledger.setting("distribution", name, place, "package", f"name {name}")
        if isinstance(license_, str):
            ledger.setting("license", license_, place, "package", f"license {license_}")

    def _at(self, line: int) -> Location:
        return Location(self._page_name, line=line)


def _returned(methods: list[tuple[ListedMethod, Operation]], target: Target) -> dict[str, str]:
    """Return the schema that methods with a result return, by the name of its class, if all or most
    of them agree."""
    votes: dict[str, Counter[str]] = {}
    for method, operation in methods:
        type_ = target.success(operation)
        if method.page:
            type_ = _items(type_, target)
        key = target.schema_key(type_)
        if method.result and key:
            votes.setdefault(method.result, Counter())[key] += 1
    return {name: min(found, key=lambda key: (-found[key], key)) for name, found in votes.items()}


def _items(type_: Type | None, target: Target) -> Type | None:
    """Return the type of the items of a page: those of its only list."""
    lists = [each for each in target.fields(type_).values() if target.item(each) is not None]
    return target.item(lists[0]) if len(lists) == 1 else target.item(type_)


def _scheme_of(option: ClientOption, target: Target, taken: set[str]) -> SecurityScheme | None:
    """Return the security scheme that an option belongs to."""
    free = [each for name, each in target.schemes.items() if name not in taken]
    parts = set(words(option.name))
    if _SECRETS.isdisjoint(parts):
        return None
    if not parts.isdisjoint(("username", "password")):
        basic = [each for each in free if each.kind is SecurityKind.BASIC]
        if basic:
            return basic[0]
    ranked = []
    for position, scheme in enumerate(free):
        own = set(words(scheme.name)) - _IDLE
        is_sent = any(_is_sent_as(scheme, *each) for each in option.sent)
        if not is_sent and not parts & own:
            continue
        ranked.append((not is_sent, -len(parts & own), len(own - parts), position, scheme.name))
    if ranked:
        return target.schemes[min(ranked)[-1]]
    return free[0] if len(free) == 1 and not option.sent else None


def _is_sent_as(scheme: SecurityScheme, place: str, name: str, prefix: str) -> bool:
    if scheme.kind is SecurityKind.API_KEY and scheme.parameter_location is not None:
        is_same = scheme.parameter_name.casefold() == name.casefold()
        return is_same and scheme.parameter_location.value == place
    is_bearer = name.casefold() == "authorization" and prefix.strip().casefold() == "bearer"
    return is_bearer and scheme.kind in (
        SecurityKind.BEARER,
        SecurityKind.OAUTH2,
        SecurityKind.OPENID_CONNECT,
    )


def _way(option: ClientOption) -> str:
    """Return the setting `auth` for how an option is sent; empty if it is not known."""
    for place, name, prefix in option.sent:
        if name.casefold() == "authorization" and prefix:
            scheme = prefix.strip()
            return "bearer" if scheme.casefold() == "bearer" else f"http:{scheme}"
        return f"{place}:{name}"
    return ""


def _plain(name: str, change: Callable[[str], str] = str) -> str:
    """Return the letters of a name, which tell classes apart, with each word changed."""
    return "".join(map(change, words(name)))


def _text(file: Path, name: str) -> str:
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise _unusable("source-too-large", "The file is too large.", name)
        return file.read_text(encoding="utf-8")
    except OSError as error:
        why = f"The file cannot be read: {error.strerror}."
        raise _unusable("source-unreadable", why, name) from None
    except UnicodeDecodeError:
        raise _unusable("source-encoding", "The file is not UTF-8.", name) from None


def _parsed(text: str, name: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise _unusable("syntax-error", "The file is no Python.", name, line) from None


def _project(file: Path, name: str) -> tuple[dict[str, Any], str]:
    if not file.is_file():
        return {}, name
    try:
        table = tomllib.loads(_text(file, name)).get("project")
    except tomllib.TOMLDecodeError as error:
        raise _unusable("syntax-error", f"The file is no TOML: {error}.", name) from None
    return (table if isinstance(table, dict) else {}), name


def _unusable(code: str, message: str, name: str, line: int | None = None) -> UnusableSource:
    return UnusableSource([Problem(code, Severity.ERROR, message, Location(name, line=line))])
