"""Options of the test run, and what is marked by itself."""

import compileall
import gc
import os
import sys
from pathlib import Path

import pytest

# The smoke tests of expected packages belong to those packages: tests/package runs them.
collect_ignore_glob = ["cases/*/expected/*"]

_BYTECODE = sys.dont_write_bytecode, sys.pycache_prefix


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regen", action="store_true", help="rewrite the expected outputs of tests/cases"
    )


def pytest_configure() -> None:
    """Keep the bytecode of tests, as pytest rewrites them, wherever the environment forbids it.

    And that of the generator, which the commands that tests start in processes import.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compileall.compile_dir(Path(__file__).parents[1] / "generator", quiet=2)
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".cache" / "bytecode")
    gc.disable()  # nothing of a collection is garbage
    from hypothesis import HealthCheck, settings  # after that: pytest rewrites it, too

    # How long an example takes says more of the machine than of the code.
    health = [HealthCheck.too_slow]
    settings.register_profile("patient", deadline=None, suppress_health_check=health)
    settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """Bytecode of what tests generate is of no use to later runs."""
    sys.dont_write_bytecode, sys.pycache_prefix = _BYTECODE
    gc.freeze()
    # Tests make large immutable values, in which the usual thresholds look for garbage in vain: that
    # takes a quarter of the time of planning a client.
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark tests by what they do."""
    from support.marks import marks_of

    if isinstance(item, pytest.Function):
        for mark in marks_of(item):
            item.add_marker(mark)
