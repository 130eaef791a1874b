"""Operations of ZenML's document in bulk: lists to their ends, and everything that is not there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from e2e.calls import Calls
from e2e.conftest import Served
from e2e.listed import differences
from e2e.operations import Operation, Operations
from e2e.zenml import PASSWORD, USERNAME

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("zenml")]

LISTS = 30
"""Lists with pages, at least."""

UNKNOWN = 95
"""Operations that need arguments, and read or delete, at least."""

NOT_FOUND = 60
"""Those of them that say so, at least."""


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def arguments(zenml: Served, is_async: bool) -> dict[str, Any]:
    given = {"username": USERNAME, "password": PASSWORD, "base_url": zenml.url, "retries": 0}
    return {**given, "is_async": is_async}


def _is_get(operation: Operation) -> bool:
    return bool(operation.method.plan.http_method == '"GET"')


def _needs_nothing(operation: Operation) -> bool:
    return all(argument.default for argument in operation.method.plan.arguments)


def test_everything_that_can_be_asked_without_arguments_is_read(
    zenml: Served, stack: ExitStack, arguments: dict[str, Any]
) -> None:
    calls = Calls(zenml, stack, **arguments)
    for operation in Operations(zenml.package):
        if _is_get(operation) and _needs_nothing(operation):
            calls.call(operation, {})
    assert len(calls.called) > 40
    assert calls.mistakes == {}
    wrong = list(differences("zenml", calls.called, calls.refused))
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_every_list_gives_as_many_items_as_there_are(
    zenml: Served, stack: ExitStack, arguments: dict[str, Any]
) -> None:
    session = stack.enter_context(zenml.package.session(**arguments))
    pages: dict[str, int] = {}
    unsupported: dict[str, int] = {}
    for operation in Operations(zenml.package):
        if operation.method.plan.pagination is None or not _needs_nothing(operation):
            continue
        with session.client.capture() as responses:
            try:
                items = session.all(operation.method.of(session.client)(size=20))
            except zenml.package.module.InternalServerError as error:
                unsupported[operation.name] = error.status_code
                continue
        answers = [json.loads(each.content) for each in responses]
        held = [each if isinstance(each, list) else each["items"] for each in answers]
        assert len(items) == sum(map(len, held)), operation.name
        totals = {each["total"] for each in answers if isinstance(each, dict)}
        assert totals <= {len(items)}, operation.name
        pages[operation.name] = len(answers)
    assert set(unsupported.values()) <= {501}
    assert len(pages) >= LISTS
    assert pages["flavors.list"] > 2


def test_what_is_not_there_is_an_error_with_its_declared_body(
    zenml: Served, stack: ExitStack, arguments: dict[str, Any]
) -> None:
    """Whatever is read or deleted by a made-up id. What is wrong with the id itself (422) is told
    as a list and not as declared."""
    calls = Calls(zenml, stack, **arguments)
    operations = Operations(zenml.package)
    declared = set()
    for operation in operations:
        plan = operation.method.plan
        if 404 in operation.method.operation.responses:
            declared.add(operation.name)
        if plan.http_method in ('"GET"', '"DELETE"') and not _needs_nothing(operation):
            for sent in operations.ways(operation, optional=False):
                calls.call(operation, sent.arguments)
    not_found = {
        name: type(error.body) for name, error in calls.errors.items() if error.status_code == 404
    }
    assert calls.mistakes == {}
    assert len(calls.called) >= UNKNOWN
    assert {error.status_code for error in calls.errors.values()} <= {400, 401, 404, 422, 501}
    assert {not_found[name] for name in not_found.keys() & declared} == {
        zenml.package.models.ErrorModel
    }
    assert {not_found[name] for name in not_found.keys() - declared} <= {dict}
    assert len(not_found) >= NOT_FOUND
