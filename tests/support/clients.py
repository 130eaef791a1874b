"""Clients generated in passing: written to a folder, imported, called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import yaml

from clientsmith.config import Config
from clientsmith.pipeline import Generated, generate_client
from clientsmith.project import output
from support.runtime import add_bytecode, write_with_bytecode


def generate_to(spec: Path | str, folder: Path, **settings: Any) -> Generated:
    """Generate a client from a file or a URL and write it."""
    source = spec if isinstance(spec, str) else str(spec.resolve())
    config = Config(naming="operation-id", spec=source, output=str(folder), **settings)
    generated = generate_client(config, progress=lambda stage: None)
    write(generated, folder)
    return generated


def write(generated: Generated, folder: Path) -> None:
    """Write a client to a folder."""
    output.write(generated.files, folder)
    package = generated.planned.package.name.split(".")
    add_bytecode(folder.joinpath(*package, "_runtime"))


def import_from(folder: Path, package: str) -> ModuleType:
    """Import a generated package; its name must be unique over the whole test run."""
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(package)
    finally:
        sys.path.remove(str(folder))


class Exchange:
    """A generated client whose requests end in a list, and whose answers are given before."""

    def __init__(self, package: ModuleType, client_class: str, **arguments: Any) -> None:
        self.package = package
        self.models = package.models
        self.requests: list[httpx2.Request] = []
        self.answer = httpx2.Response(200, json=None)
        transport = httpx2.MockTransport(self._handle)
        self.http_client = httpx2.Client(transport=transport)
        self.client = getattr(package, client_class)(http_client=self.http_client, **arguments)
        self.async_client = getattr(package, f"Async{client_class}")(
            http_client=httpx2.AsyncClient(transport=transport), **arguments
        )

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        answer = self.answer
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

    @property
    def request(self) -> httpx2.Request:
        """The newest request."""
        return self.requests[-1]


_made = 0


def exchange(
    document: str | Mapping[str, Any],
    folder: Path,
    *,
    config: Mapping[str, Any] | None = None,
    **arguments: Any,
) -> Exchange:
    """A client of an inline document (YAML text or data), ready to be called.

    Args:
        document: a whole document; `paths` suffice, the rest is filled in.
        folder: an empty folder for the client.
        config: settings of `Config`.
        arguments: keywords of the client's constructor.
    """
    global _made
    _made += 1
    data = dict(yaml.load(document, yaml.CSafeLoader) if isinstance(document, str) else document)
    if "swagger" not in data:
        data.setdefault("openapi", "3.1.0")
        data.setdefault("servers", [{"url": "https://api.test"}])
    data.setdefault("info", {"title": "Sample", "version": "1"})
    data.setdefault("paths", {})
    spec = folder / "openapi.yaml"
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    spec.write_text(text, encoding="utf-8")
    package = f"sample_{_made}"
    settings = Config(
        naming="operation-id",
        spec=str(spec.resolve()),
        output=str(folder / "out"),
        package=package,
        client_class="Sample",
        **(config or {}),
    )
    files = generate_client(settings, progress=lambda stage: None).files
    write_with_bytecode(files, folder / "out", package)
    return Exchange(import_from(folder / "out", package), "Sample", **arguments)
