"""Every operation of a few documents, called at servers that check requests; all answers judged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from e2e.answers import Answers
from e2e.clients import Session
from e2e.conftest import Served
from e2e.listed import differences
from e2e.operations import Operation, Operations
from e2e.zenml import PASSWORD, USERNAME

pytestmark = pytest.mark.e2e

CREDENTIALS = {
    "msportal": {"token": "any"},
    "petstore": {"token": "any", "api_key": "any"},
    "stripe": {"token": "any"},
}
"""Arguments of the client; Prism sees whether there are credentials, not whether they are right."""

LEAST = {"msportal": 1, "petstore": 19, "stripe": 55}
"""Operations that are answered."""


WRONG = {"msportal": 1, "petstore": 5, "stripe": 30}
"""Operations that are called wrongly."""


class Calls:
    """Calls operations with two clients, one that reads answers strictly and one that does not."""

    def __init__(self, served: Served, stack: ExitStack, **arguments: Any) -> None:
        self._errors = served.package.module
        self._answers = Answers(served.package)
        self._strict, self._lenient = (
            stack.enter_context(served.package.session(strict_responses=strict, **arguments))
            for strict in (True, False)
        )
        self.called: set[str] = set()
        self.answered: set[str] = set()
        self.refused: dict[str, str] = {}
        self.mistakes: dict[str, str] = {}

    def call(
        self, operation: Operation, arguments: dict[str, Any], media_type: str, **headers: str
    ) -> None:
        """Call an operation, and note whether it is refused, and whether the answer is read wrongly.

        Args:
            operation: which.
            arguments: of the method.
            media_type: of the body, in words for people.
            headers: that are sent as well.
        """
        name = f"{operation.name} {media_type}".strip()
        self.called.add(name)
        arguments = {**arguments, "options": self._errors.RequestOptions(headers=headers)}
        with self._strict.client.capture() as responses:
            try:
                result = _result(self._strict, operation, arguments)
                mistake = self._answers.change(operation, responses[-1], result)
            except self._errors.DecodeError as error:
                mistake = self._answers.undue(operation, responses[-1])
                mistake = mistake and f"{error} {mistake}"
                _result(self._lenient, operation, arguments)
            except self._errors.APIStatusError as error:
                if not is_own_fault(error):
                    self.refused[name] = f"{error.status_code} {violations(error) or error.body}"
                return
        self.answered.add(operation.name)
        if mistake:
            self.mistakes[name] = mistake


def violations(error: Any) -> list[dict[str, Any]]:
    """What Prism says is wrong; nothing where it says nothing."""
    found: list[dict[str, Any]] = json.loads(error.headers.get("sl-violations", "[]"))
    return found


def is_own_fault(error: Any) -> bool:
    """Whether Prism accepted a request, and then found no answer that is as declared."""
    return error.status_code == 500 and {"response"} == {
        each["location"][0] for each in violations(error)
    }


def _result(session: Session, operation: Operation, arguments: dict[str, Any]) -> Any:
    result = operation.method.of(session.client)(**arguments)
    return session.do(result.first_page() if hasattr(result, "first_page") else result)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("document", LEAST)
def test_no_request_is_refused_and_every_answer_is_read(
    document: str, is_async: bool, stack: ExitStack, request: pytest.FixtureRequest
) -> None:
    """With the arguments that are required, and with others too; answers are examples, and such
    that are made of the schema."""
    served: Served = request.getfixturevalue(document)
    arguments = {"base_url": served.url, **CREDENTIALS[document]}
    calls = Calls(served, stack, is_async=is_async, retries=0, **arguments)
    operations = Operations(served.package)
    mine = [each for each in operations if each.path in served.paths]
    for operation in mine:
        for optional in (False, True):
            for sent in operations.ways(operation, optional=optional):
                calls.call(operation, sent.arguments, sent.media_type)
                calls.call(operation, sent.arguments, sent.media_type, Prefer="dynamic=true")
    assert calls.mistakes == {}
    assert len(calls.answered) >= LEAST[document]
    wrong = list(differences(document, calls.called, calls.refused))
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("document", LEAST)
def test_what_is_wrong_is_refused(
    document: str, is_async: bool, stack: ExitStack, request: pytest.FixtureRequest
) -> None:
    """Whether Prism looks at what it is sent, for each operation that can be called wrongly."""
    served: Served = request.getfixturevalue(document)
    errors = served.package.module
    arguments = {"base_url": served.url, "is_async": is_async, **CREDENTIALS[document]}
    session = stack.enter_context(served.package.session(**arguments))
    operations = Operations(served.package)
    refused, accepted = [], []
    for operation in operations:
        canary = operations.canary(operation) if operation.path in served.paths else None
        if canary is None:
            continue
        place, name = canary
        options = errors.RequestOptions(**{place: {name: "canary"}})
        sent = next(operations.ways(operation, optional=place == "body"))
        try:
            _result(session, operation, {**sent.arguments, "options": options})
        except errors.APIStatusError as error:
            (refused if name in str(violations(error)) else accepted).append(operation.name)
        else:
            accepted.append(operation.name)
    assert accepted == []
    assert len(refused) >= WRONG[document]


def test_everything_that_can_be_asked_without_arguments_is_read(
    zenml: Served, is_async: bool, stack: ExitStack
) -> None:
    arguments = {"base_url": zenml.url, "username": USERNAME, "password": PASSWORD}
    calls = Calls(zenml, stack, is_async=is_async, **arguments)
    for operation in Operations(zenml.package):
        plan = operation.method.plan
        if plan.http_method == '"GET"' and all(argument.default for argument in plan.arguments):
            calls.call(operation, {}, "")
    assert len(calls.called) > 40
    assert calls.mistakes == {}
    wrong = list(differences("zenml", calls.called, calls.refused))
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
