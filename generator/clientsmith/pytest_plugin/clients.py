"""One test for each client of a configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ..config import Config, ConfigError, find_config, load_configs
from ..encode.characters import printable_line
from .commands import CommandResult

Action = Callable[[Path, Config], CommandResult]
"""Checks or updates a client of a configuration file."""

_PROPERTY = "clientsmith"
"""User property of a test with its message."""


class Clients:
    """Collects the clients of the configuration in pytest's root folder.

    Args:
        config: pytest's own configuration. Where it has no paths from the command line, the
            clients are collected beside the tests; paths from there leave out what they do not name.
        action: what is done with each client.

    Raises:
        pytest.UsageError: no client is configured.
    """

    def __init__(self, config: pytest.Config, action: Action) -> None:
        self._file = _configuration(config.rootpath)
        self._action = action
        config.addinivalue_line("markers", "clientsmith: tests of generated clients")
        if config.args_source is not pytest.Config.ArgsSource.ARGS:
            config.args.append(str(self._file))

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> ConfigurationFile | None:
        """Collect the clients of the configuration."""
        if file_path != self._file:
            return None
        file: ConfigurationFile = ConfigurationFile.from_parent(parent, path=file_path)
        file.action = self._action
        return file

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, config: pytest.Config
    ) -> None:
        """Say what was written, and whether no client was tested at all."""
        if config.getoption("collectonly"):
            return
        reports = [
            report
            for reports in terminalreporter.stats.values()
            for report in reports
            if str(getattr(report, "nodeid", "")).startswith(self._file.name)
        ]
        if not reports:
            terminalreporter.write_line(
                f"clientsmith: no client was tested; {self._file.name} is not among the selected tests"
            )
        for report in reports:
            if getattr(report, "when", "") == "call":
                for name, text in report.user_properties:
                    if name == _PROPERTY:
                        terminalreporter.write_line(f"clientsmith: {text}")


class ConfigurationFile(pytest.File):
    """A configuration, whose clients are tests."""

    action: Action

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each client, in the order of the file.

        Raises:
            pytest.Collector.CollectError: the configuration has mistakes.
        """
        try:
            clients = load_configs(self.path)
        except ConfigError as error:
            raise self.CollectError(_mistakes(error)) from None
        for client in clients:
            test: ClientTest = ClientTest.from_parent(
                self, name=printable_line(client.name or client.output)
            )
            test.add_marker("clientsmith")
            test.client = client
            test.action = self.action
            yield test


class ClientTest(pytest.Item):
    """Test of a client, which checks or updates it."""

    client: Config
    action: Action

    def runtest(self) -> None:
        """Test or generate the client."""
        outcome = self.action(self.path, self.client)
        if not outcome.is_fine:
            pytest.fail(outcome.shown(self.config.get_verbosity()), pytrace=False)
        if outcome.text:
            self.user_properties.append((_PROPERTY, outcome.text))

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return the file, and the client as headings of reports name it."""
        return self.path, None, f"client {self.name}"


def _configuration(folder: Path) -> Path:
    try:
        file = find_config(folder)
    except ConfigError as error:
        raise pytest.UsageError(_mistakes(error)) from None
    if file is None:
        raise pytest.UsageError(
            f"--clientsmith: there is no clientsmith.toml and no [tool.clientsmith] in {folder}; "
            "`clientsmith init SPEC` writes one"
        )
    return file


def _mistakes(error: ConfigError) -> str:
    return "\n".join(printable_line(f"{error.origin}: {each}") for each in error.messages)
