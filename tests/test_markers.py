"""Markers: registered, described, and set for what a test reaches."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, strategies

from clientsmith.config import Config
from clientsmith.pipeline import generate_client
from support import checks
from support.marks import SIGNS, reached_marks
from support.raw_server import RawServer

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REGISTERED = {
    marker.partition(":")[0] for marker in PYPROJECT["tool"]["pytest"]["ini_options"]["markers"]
}
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_marker_is_registered_and_described() -> None:
    described = re.findall(r"^\| `(\w+)` \| [^|]+ \| `make \w+` \|$", CONTRIBUTING, re.M)
    assert sorted(described) == sorted(REGISTERED)
    assert SIGNS.keys() | {"property"} <= REGISTERED


def test_every_folder_of_tests_is_in_the_table() -> None:
    table = CONTRIBUTING.split("| folders of `tests/` |")[1].split("\n\n")[0]
    folders = {
        place.name
        for place in (ROOT / "tests").iterdir()
        if place.is_dir() and any(place.glob("test_*.py"))
    }
    assert folders - set(re.findall(r"`(\w+)`", table)) == set()


def test_every_target_of_the_makefile_is_described() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (targets,) = re.findall(r"^\.PHONY: (.*)", makefile, re.M)
    named = set(re.findall(r"`make ([\w-]+)`", CONTRIBUTING))
    assert set(targets.split()) - named == {"clean"}


def _checks_types() -> None:
    checks.mypy_errors([], Path())


def _calls_a_helper() -> None:
    _checks_types()


def _makes_a_client() -> None:
    generate_client(Config(), lambda stage: None)


class _Serving:
    def start(self) -> RawServer:
        return RawServer()


def _uses_a_class() -> None:
    _Serving().start()


@pytest.mark.parametrize(
    ("function", "marks"),
    [
        (_checks_types, {"types"}),
        (_calls_a_helper, {"types"}),
        (_uses_a_class, {"server"}),
        (_makes_a_client, {"client"}),
        (test_every_marker_is_registered_and_described, set()),
    ],
)
def test_marks_follow_the_code(function: object, marks: set[str]) -> None:
    assert reached_marks(function) == marks


def test_a_client_for_many_tests_counts_for_none() -> None:
    assert reached_marks(_makes_a_client, is_shared=True) == set()
    assert reached_marks(_calls_a_helper, is_shared=True) == {"types"}


@given(strategies.integers())
def test_property_tests_are_marked(request: pytest.FixtureRequest, number: int) -> None:
    assert number == int(str(number))
    assert request.node.get_closest_marker("property")


@pytest.mark.parametrize("check", [checks.mypy_errors])
def test_parameters_count(check: object, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("types")


@pytest.fixture
def serving() -> _Serving:
    return _Serving()


def test_fixtures_count(serving: _Serving, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("server")
    assert not request.node.get_closest_marker("types")
