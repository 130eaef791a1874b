"""Fixture for pytest: `pytest_plugins = ["streams_client.pytest_plugin"]` in `conftest.py`."""

import pytest

from .testing import FakeStreams


@pytest.fixture
def fake_streams_client() -> FakeStreams:
    """A fake of the API, new for each test."""
    return FakeStreams()
