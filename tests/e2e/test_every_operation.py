"""Every operation of a few documents, called at a server that checks requests; all answers judged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from e2e.calls import Calls, result_of
from e2e.conftest import Served
from e2e.listed import differences
from e2e.operations import Operations
from e2e.prism import misread, violations

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("prism")]

CREDENTIALS = {
    "msportal": {"token": "any"},
    "petstore": {"token": "any", "api_key": "any"},
    "stripe": {"token": "any"},
}
"""Arguments of the client; Prism sees whether there are credentials, not whether they are right."""

OPERATIONS = {"msportal": 1, "petstore": 19, "stripe": 469}

LEAST = {"msportal": 1, "petstore": 19, "stripe": 440}
"""Operations that are answered with what the document declares."""

MISREAD = {
    "stripe": {"An array of objects in a form.", "An object that is absent for an empty one."},
}
"""What Prism takes amiss, by document; see `prism.misread`."""

WRONG = {"msportal": 1, "petstore": 5, "stripe": 200}
"""Operations that are called wrongly."""


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def served(request: pytest.FixtureRequest, document: str) -> Served:
    found: Served = request.getfixturevalue(document)
    return found


@pytest.mark.parametrize("document", LEAST)
def test_no_request_is_refused_and_every_answer_is_read(
    document: str, served: Served, is_async: bool, stack: ExitStack
) -> None:
    """With the arguments that are required, and with others too; answers are examples, and such
    that are made of the schema."""
    arguments = {"base_url": served.url, **CREDENTIALS[document]}
    calls = Calls(served, stack, is_async=is_async, retries=0, **arguments)
    operations = Operations(served.package)
    for operation in operations:
        for optional in (False, True):
            for sent in operations.ways(operation, optional=optional):
                calls.call(operation, sent.arguments, sent.media_type)
                calls.call(operation, sent.arguments, sent.media_type, Prefer="dynamic=true")
    assert calls.mistakes == {}
    assert len({name.partition(" ")[0] for name in calls.called}) == OPERATIONS[document]
    assert len(calls.answered) >= LEAST[document]
    assert set(calls.misread.values()) == MISREAD.get(document, set())
    wrong = list(differences(document, calls.called, calls.refused))
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("document", LEAST)
def test_what_is_wrong_is_refused(
    document: str, served: Served, is_async: bool, stack: ExitStack
) -> None:
    """Whether Prism looks at what it is sent, for each operation that can be called wrongly."""
    errors = served.package.module
    requests: list[Any] = []
    hooks = errors.Hooks(request=lambda each: requests.append(each.request))
    arguments = {"base_url": served.url, "is_async": is_async, "hooks": hooks}
    session = stack.enter_context(served.package.session(**arguments, **CREDENTIALS[document]))
    operations = Operations(served.package)
    refused, accepted = [], {}
    for operation in operations:
        canary = operations.canary(operation)
        if canary is None:
            continue
        place, name = canary
        options = errors.RequestOptions(**{place: {name: "canary"}})
        sent = next(operations.ways(operation, optional=place == "body"))
        try:
            own = {str(operation.method.plan.options): options}
            result_of(session, operation, {**sent.arguments, **own})
        except errors.APIStatusError as error:
            if name in str(violations(error)):
                refused.append(operation.name)
            elif not misread(error, requests[-1]):
                accepted[operation.name] = str(violations(error) or error)
        else:
            accepted[operation.name] = "a result"
    assert accepted == {}
    assert len(refused) >= WRONG[document]
