"""Finds out which tool a source belongs to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from ..document import Document, Node
from ..problem import Location, Problem, Severity, UnusableSource, quoted
from ..sources import read_file
from . import openapi_python_client as python_client
from .changes import Action
from .fern import Fern
from .ledger import Ledger
from .openapi_generator import KEYS as GENERATOR_KEYS
from .openapi_generator import OpenAPIGenerator, command_document, is_command
from .speakeasy import Speakeasy
from .stainless import StainlessConfiguration, StainlessSDK, is_sdk
from .target import Target

_NAMES = ("stainless.yml", "stainless.yaml", ".stainless/stainless.yml")
"""Names of files that are looked for in a folder, best first."""

_OVERRIDES = ("openapi-overrides.yml", "overrides.yml", "openapi/openapi-overrides.yml")
"""Names of the file with Fern's changes to a document, beside its configuration."""


class Source(Protocol):
    """Configuration of another tool, or a client that it made."""

    tool: str
    """Name of the tool."""

    @property
    def roots(self) -> tuple[Node, ...]:
        """Every file whose settings are explained."""
        ...

    def changes(
        self, ledger: Ledger, document: dict[str, Any]
    ) -> list[tuple[Node, str, list[Action]]]:
        """Return changes that the document needs before its parts are named: the node of each, what
        it does, and its actions."""
        ...

    def configure(self, ledger: Ledger, target: Target) -> None:
        """Read all settings."""


def open_source(name: str) -> Source:
    """Return the source with a name.

    Raises:
        UnusableSource: it cannot be read, or belongs to no tool that is known.
    """
    if is_command(name):
        return OpenAPIGenerator(_of_command(name))
    path = Path(name)
    if path.is_dir():
        for each in _NAMES:
            if (path / each).is_file():
                return _configuration(path / each, f"{name.rstrip('/')}/{each}")
        for folder in (path, path / "fern", path / ".speakeasy"):
            for each in ("generators.yml", "gen.yaml"):
                if (folder / each).is_file():
                    return _configuration(folder / each, (folder / each).as_posix())
        if is_sdk(path):
            return StainlessSDK(path, name)
        raise _unknown(name)
    return _configuration(path, name)


def _configuration(path: Path, name: str) -> Source:
    document = _read(path, name)
    data = document.data
    if isinstance(data, dict) and not data.keys().isdisjoint(("resources", "client_settings")):
        return StainlessConfiguration(document)
    if isinstance(data, dict) and not python_client.KEYS.isdisjoint(data):
        return python_client.OpenAPIPythonClient(document)
    if isinstance(data, dict) and not GENERATOR_KEYS.isdisjoint(data):
        return OpenAPIGenerator(document)
    if isinstance(data, dict) and "generation" in data:
        return Speakeasy(document)
    if isinstance(data, dict) and isinstance(data.get("groups"), dict):
        overrides = next(
            (each for each in map(path.parent.joinpath, _OVERRIDES) if each.is_file()), None
        )
        return Fern(document, _read(overrides, overrides.as_posix()) if overrides else None)
    raise _unknown(name)


def _of_command(text: str) -> Document:
    try:
        return command_document(text)
    except ValueError as error:
        message = f"The command cannot be read: {error}."
        problem = Problem("syntax-error", Severity.ERROR, message, Location("command line"))
        raise UnusableSource([problem]) from None


def _read(path: Path, name: str) -> Document:
    try:
        return replace(read_file(path), origin=name)
    except UnusableSource as error:
        raise UnusableSource(
            replace(each, location=replace(each.location, origin=name)) for each in error.problems
        ) from None


def _unknown(name: str) -> UnusableSource:
    problem = Problem(
        "source-unsupported",
        Severity.ERROR,
        f"{quoted(name)} is no configuration of a tool that clientsmith can migrate from.",
        Location(name),
        "Give the configuration file of a tool that docs/migrating.md lists, or its folder.",
    )
    return UnusableSource([problem])
