"""What users read in tracebacks and logs: modules of errors, and warnings about responses."""

from __future__ import annotations

import logging
import pickle
from importlib import import_module
from types import ModuleType

import httpx2
import pytest

from .caller import Caller
from .conftest import PACKAGE


def test_errors_are_of_the_package(sample: ModuleType, errors: ModuleType) -> None:
    for name in ("APIError", "NotFoundError", "APITimeoutError", "PaginationError"):
        kind = getattr(errors, name)
        assert kind.__module__ == PACKAGE
        assert getattr(sample, name) is kind
    request = {"status_code": 404, "headers": httpx2.Headers(), "body": None}
    error = errors.NotFoundError("no", **request, method="GET", url="https://api.test")
    assert type(pickle.loads(pickle.dumps(error))) is errors.NotFoundError


def test_errors_that_are_not_exported_keep_their_module(sample: ModuleType) -> None:
    kind = import_module(f"{PACKAGE}._runtime.bodies.files").InvalidFileError
    assert not hasattr(sample, kind.__name__)
    assert kind.__module__ == f"{PACKAGE}._runtime.bodies.files"
    assert type(pickle.loads(pickle.dumps(kind("no")))) is kind


def test_subclasses_of_users_keep_their_module(errors: ModuleType) -> None:
    kind = type("Own", (errors.APIError,), {"__module__": __name__})
    assert kind.__module__ == __name__


def test_the_logger_has_a_handler(sample: ModuleType) -> None:
    handlers = logging.getLogger(PACKAGE).handlers
    assert [type(each) for each in handlers] == [logging.NullHandler]


def test_a_place_is_reported_once(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    operation = caller.rt.Operation("GET", "/x", responses={200: caller.rt.JSON("list[int]")})
    other = caller.rt.Operation("GET", "/x", responses={200: caller.rt.JSON("list[int]")})
    caplog.set_level(logging.DEBUG, logger=PACKAGE)

    def levels(called: object, *body: object) -> list[int]:
        caplog.clear()
        caller.handler = lambda request: httpx2.Response(200, json=body)
        assert caller.run(caller.client().request(called)) == [*body]
        text = "does not match"
        return [each.levelno for each in caplog.records if text in each.getMessage()]

    assert levels(operation, "a") == [logging.WARNING]
    assert levels(operation, 1, "b", "c") == [logging.DEBUG]
    assert levels(operation, None) == [logging.WARNING]
    assert levels(operation, "a") == [logging.DEBUG]
    assert levels(other, "a") == [logging.WARNING]
    assert levels(other, 1) == []
