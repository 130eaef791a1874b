"""Options of the test run."""

import pytest

# The smoke tests of expected packages belong to those packages: tests/package runs them.
collect_ignore_glob = ["cases/*/expected/*"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regen", action="store_true", help="rewrite the expected outputs of tests/cases"
    )
