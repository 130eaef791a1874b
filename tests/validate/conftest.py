"""Fixtures of the tests that validate documents."""

import io
from collections.abc import Callable
from textwrap import dedent

import pytest

from clientsmith.prepare.validate import validate
from clientsmith.problem import Problem
from clientsmith.sources import load

Check = Callable[[str], tuple[Problem, ...]]


@pytest.fixture
def check() -> Check:
    """The problems of a document given as text."""

    def problems_of(text: str) -> tuple[Problem, ...]:
        return validate(load("-", stdin=io.BytesIO(dedent(text).encode())))

    return problems_of
