"""Apps in web frameworks, clients of the documents that they serve, and programs that call these.

A framework's folder has `app.py`, the app, and `calls.py`, functions that call an asynchronous
client: each gets the client that `connect` returns, and checks the results of its calls. The program
for the synchronous client is the same without `async` and `await`.
"""

from __future__ import annotations

import inspect
import re
import shutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from clientsmith.document import METHODS
from e2e.clients import session_of
from e2e.installation import FRAMEWORKS
from e2e.processes import running
from support.clients import generate_to, import_from

FOLDER = Path(__file__).parent
_ASYNC = re.compile(r"\b(?:async |await |Async(?=[A-Z]))")


@dataclass(frozen=True)
class Framework:
    """A web framework, and the app that is written in it."""

    name: str
    """Name of its folder."""

    document: str
    """Path of the document."""

    runner: str = "uvicorn --app-dir {folder} app:app --log-level warning --port"
    """Module that runs the app, and its arguments before the port."""

    @contextmanager
    def serve(self, folder: Path) -> Iterator[str]:
        """A running server, which writes to a folder; its URL."""
        python = str(FRAMEWORKS.folder / "venv/bin/python")
        runner = [each.format(folder=FOLDER / self.name) for each in self.runner.split()]

        def command(port: int) -> list[str]:
            return [python, "-B", "-m", *runner, str(port)]

        with running(command, folder, ready=self.document) as url:
            yield url


ALL = (
    Framework("fastapi", "/openapi.json"),
    Framework("drf", "/schema/"),
    Framework("ninja", "/api/openapi.json"),
    Framework("litestar", "/schema/openapi.json"),
    Framework("apiflask", "/openapi.json", "flask --app {folder}/app.py run --port"),
)


class Client:
    """The client of an app's document, and the programs that call it."""

    def __init__(self, framework: Framework, url: str, folder: Path) -> None:
        """Clients of all frameworks share a folder."""
        self.package = f"{framework.name}_client"
        output = folder / f"{self.package}.out"
        planned = generate_to(
            url + framework.document,
            output,
            package=self.package,
            base_url=url,
            security=(),
            allow_private=True,
        ).planned
        shutil.move(output / self.package, folder / self.package)
        self.problems = planned.problems
        self.operations = {
            (method.upper(), path)
            for path, item in planned.library.root.data["paths"].items()
            for method in item.keys() & set(METHODS)
        }
        """Method and path of each."""

        source = (FOLDER / framework.name / "calls.py").read_text(encoding="utf-8")
        self.programs = {True: f"{framework.name}_async", False: f"{framework.name}_sync"}
        """Names of the modules, by whether they are asynchronous."""

        for is_async, name in self.programs.items():
            pytest.register_assert_rewrite(name)
            text = source if is_async else _ASYNC.sub("", source)
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        self._folder = folder

    def run(self, *, is_async: bool) -> Run:
        """Run each function of a program, also after one that failed."""
        program = import_from(self._folder, self.programs[is_async])
        package = sys.modules[self.package]
        run = Run(self.operations)
        hooks = package.Hooks(response=run.note)
        with session_of(program.connect(hooks), is_async=is_async) as session:
            for name, function in vars(program).items():
                if inspect.isfunction(function) and name != "connect":
                    try:
                        session.do(function(session.client))
                    except (Exception, pytest.fail.Exception) as error:
                        run.failures[name] = self._traceback(error)
        return run

    def _traceback(self, error: BaseException) -> str:
        """Return an error with the lines of the program that led there."""
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if Path(frame.filename).parent == self._folder]
        return "".join([*traceback.format_list(own), *traceback.format_exception_only(error)])


@dataclass
class Run:
    """Results of the calls of a program."""

    operations: set[tuple[str, str]]
    """Method and path of all operations of the document."""

    called: set[tuple[str, str]] = field(default_factory=set)
    """Those that were called."""

    calls: int = 0
    """Number of responses, without redirects that were followed."""

    decoded: int = 0
    """Number of those that are successful, with content, and of an operation of the document."""

    failures: dict[str, str] = field(default_factory=dict)
    """Errors by function."""

    def note(self, exchange: Any) -> None:
        """Count a response."""
        if exchange.retry_in is not None:
            return
        operation = (exchange.operation.method, exchange.operation.path)
        status = exchange.response.status_code
        self.calls += 1
        if operation in self.operations:
            self.called.add(operation)
            self.decoded += 200 <= status < 300 and status != 204
