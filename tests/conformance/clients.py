"""Generated clients of Spector's documents, and what their methods take."""

from __future__ import annotations

import ast
import importlib
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from clientsmith import context
from clientsmith.text import reveal
from conformance.scenarios import FOLDER, Step
from conformance.styles import CannotExpress
from support.clients import generate_to, import_from
from support.received import as_received

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_ORIGIN = re.compile(r"https?://[^/]+|\{(?P<name>[^{}]*)\}")
"""What the URL of a server begins with: an origin, or a variable that stands for one."""


@dataclass(frozen=True)
class Place:
    """How a URI is made of the URL of a server and the path of an operation."""

    prefix: str
    """Path of the server."""

    variables: Mapping[str, str]
    """Of the server, behind its origin."""

    origin_variable: str
    """Name of the variable that the server's URL begins with; empty where there is none."""

    path: Mapping[str, str]
    """Path parameters of the operation, as they stand in the URI."""


@dataclass(frozen=True)
class Method:
    """A method of a generated client, with what the runtime is told of it."""

    plan: context.Method
    resource: context.Resource
    module: ModuleType

    @property
    def operation(self) -> Any:
        """The constant that describes the operation."""
        return getattr(self.module, self.plan.constant)

    def type_of(self, argument: context.Argument) -> Any:
        """The type of an argument, as the module that annotates it understands it, of a value that
        was received."""
        runtime = importlib.import_module(self.module.__name__.partition(".")[0] + "._runtime")
        names = {"Unset": runtime.Unset, **vars(self.module)}
        return as_received(eval(argument.annotation, names))

    @property
    def bodies(self) -> tuple[Any, ...]:
        """What the method can send, the preferred form first."""
        body = self.operation.body
        return body if isinstance(body, tuple) else (body,) if body is not None else ()

    def of(self, client: Any) -> Any:
        """The bound method of a client."""
        for attribute in self.resource.path.split("."):
            client = getattr(client, attribute)
        return getattr(client, self.plan.name)


class Package:
    """A client generated from one document, imported."""

    def __init__(self, version: str, document: str, folder: Path) -> None:
        spec = FOLDER / version / document
        name = re.sub(r"\W+", "_", f"{version}_{document.removesuffix('.json')}").lower()
        self.plan = generate_to(
            spec, folder / name, package=name, client_class="Spector", format="none"
        ).planned.package
        self.module = import_from(folder / name, name)
        logging.getLogger(name).setLevel(logging.ERROR)  # deviations are looked for anyway
        self._document = json.loads(spec.read_text(encoding="utf-8"))

    @cached_property
    def runtime(self) -> ModuleType:
        """The runtime of the package."""
        return self.submodule("_runtime")

    @cached_property
    def files(self) -> ModuleType:
        """The files of the runtime, in clients that send some."""
        return self.submodule("_runtime.bodies.files")

    @cached_property
    def codec(self) -> ModuleType:
        """Reads and writes JSON along the package's types."""
        return self.submodule("_runtime.codec")

    def submodule(self, name: str) -> ModuleType:
        """A module of the package."""
        return importlib.import_module(f"{self.module.__name__}.{name}")

    def methods(self, step: Step) -> list[Method]:
        """The methods of the operation that a step calls; more than one where one cannot say it.

        Raises:
            CannotExpress: the client has none.
        """
        found = [
            Method(method, resource, self.submodule(f"resources.{resource.module}"))
            for resource in self.plan.resources
            for method in resource.methods
            if reveal(method.operation_id) == step.operation_id
        ]
        if not found:
            raise CannotExpress(f"there is no method for {step.operation_id!r}")
        return found

    def place(self, step: Step, method: Method) -> Place:
        """How a step's URI comes about.

        Raises:
            CannotExpress: no server of the document leads to the URI.
        """
        path = ast.literal_eval(method.plan.path)
        for server in (*(each["url"] for each in self._document.get("servers", ())), ""):
            origin = _ORIGIN.match(server)
            prefix = server[origin.end() if origin else 0 :].rstrip("/")
            found = re.fullmatch(f"({_pattern(prefix)})({_pattern(path)})/?", step.uri)
            if found is not None:
                variables = _VARIABLE.findall(prefix)
                names, texts = _VARIABLE.findall(path), found.groups()
                return Place(
                    prefix=found[1],
                    variables=dict(zip(variables, texts[1:], strict=False)),
                    origin_variable=origin["name"] or "" if origin else "",
                    path=dict(zip(names, texts[len(variables) + 2 :], strict=True)),
                )
        raise CannotExpress(f"{step.uri} is not the URI of {path}")

    def location(self, place: Place, origin: str) -> dict[str, str]:
        """The arguments of the client that lead to an origin: values for the variables of its
        server where it has such arguments, else a base URL."""
        arguments = {
            ast.literal_eval(argument.wire_name): argument.name
            for argument in self.plan.client.server_arguments
        }
        if place.origin_variable:
            values = {place.origin_variable: origin, **place.variables}
            if values.keys() <= arguments.keys():
                return {str(arguments[name]): value for name, value in values.items()}
        return {"base_url": origin + place.prefix}

    def client(self, *, is_async: bool, **arguments: Any) -> Any:
        """A client of the package."""
        plan = self.plan.client
        name = plan.async_class_name if is_async else plan.class_name
        return getattr(self.module, name)(**arguments)


def _pattern(template: str) -> str:
    """A pattern for what a template becomes, with a group for each of its variables."""
    parts = re.split(r"\{[^{}]*\}", template)
    return "(.*?)".join(map(re.escape, parts))


def settings_of(credential: context.Credential) -> Mapping[str, Any]:
    """The keyword arguments of a credential's factory, as values."""
    return {setting.name: ast.literal_eval(setting.value) for setting in credential.settings}
