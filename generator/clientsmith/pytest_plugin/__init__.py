"""The pytest plugin: `pytest --clientsmith` tests that committed clients are up to date. Without
its options nothing else is imported."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the plugin's options."""
    group = parser.getgroup("clientsmith")
    group.addoption(
        "--clientsmith",
        action="store_true",
        help="test that each client of clientsmith.toml or [tool.clientsmith] is up to date",
    )
    group.addoption(
        "--clientsmith-update",
        action="store_true",
        help="generate the clients instead of testing them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Collect clients, where an option asks for them.

    Raises:
        pytest.UsageError: no client is configured.
    """
    is_update = config.getoption("clientsmith_update")
    if is_update or config.getoption("clientsmith"):
        from .clients import Clients
        from .commands import check, update

        config.pluginmanager.register(Clients(config, update if is_update else check))
