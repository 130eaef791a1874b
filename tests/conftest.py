"""Options of the test run."""

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more of the machine than of the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# The smoke tests of expected packages belong to those packages: tests/package runs them.
collect_ignore_glob = ["cases/*/expected/*"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regen", action="store_true", help="rewrite the expected outputs of tests/cases"
    )
