"""Generated clients of the servers' documents, called as their users call them."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import logging
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from types import ModuleType
from typing import Any

from support.clients import generate_to, import_from


class Package:
    """A client package, generated from a document and imported."""

    def __init__(self, spec: Path, folder: Path, name: str) -> None:
        """`name` must be unique over the whole test run, and `folder` empty."""
        generated = generate_to(spec, folder, package=name)
        self.planned = generated.planned
        self.module: ModuleType = import_from(folder, name)
        self.models = self.module.models
        logging.getLogger(name).setLevel(logging.ERROR)  # deviations are looked for anyway

    @property
    def later(self) -> bool:
        """Whether the document is of OpenAPI 3.1 or later."""
        return str(self.planned.library.root.data.get("openapi", "2.0")) >= "3.1"

    def submodule(self, name: str) -> ModuleType:
        """A module of the package."""
        return importlib.import_module(f"{self.module.__name__}.{name}")

    @contextmanager
    def session(self, *, is_async: bool, **arguments: Any) -> Iterator[Session]:
        """A client for the time of the `with` block.

        Args:
            is_async: of which kind.
            arguments: what it is made with.
        """
        plan = self.planned.package.client
        name = str(plan.async_class_name if is_async else plan.class_name)
        client = getattr(self.module, name)(**arguments)
        with session_of(client, is_async=is_async) as session:
            yield session


class Session:
    """A client of either kind, for code that reads the same for both."""

    def __init__(self, client: Any, runner: asyncio.Runner) -> None:
        self.client = client
        self._runner = runner

    def do(self, call: Any) -> Any:
        """The result of a call, awaited where it must be."""

        async def result() -> Any:
            return await call

        return self._run(result()) if inspect.isawaitable(call) else call

    def all(self, pages: Any) -> list[Any]:
        """Every item of a paginated call."""

        async def items() -> list[Any]:
            return [item async for item in pages]

        return self._run(items()) if hasattr(pages, "__aiter__") else list(pages)

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Work inside the event loop, with the context of the caller: captures look there."""
        return self._runner.run(work, context=copy_context())


@contextmanager
def session_of(client: Any, *, is_async: bool) -> Iterator[Session]:
    """A session of a client, which is closed when the `with` block ends."""
    with asyncio.Runner() as runner:
        session = Session(client, runner)
        try:
            yield session
        finally:
            session.do(client.aclose() if is_async else client.close())
