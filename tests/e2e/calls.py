"""Calls of a document's operations, and whether requests are refused and answers are read wrongly."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from e2e.answers import Answers
from e2e.clients import Session
from e2e.conftest import Served
from e2e.operations import Operation
from e2e.prism import found_no_answer, misread

_FORM = "application/x-www-form-urlencoded"


class Calls:
    """Calls operations with two clients, one that reads answers strictly and one that does not."""

    def __init__(self, served: Served, stack: ExitStack, **arguments: Any) -> None:
        self._errors = served.package.module
        self._answers = Answers(served.package)
        self._requests: list[Any] = []
        hooks = self._errors.Hooks(request=lambda each: self._requests.append(each.request))
        self._strict, self._lenient = (
            stack.enter_context(
                served.package.session(strict_responses=strict, hooks=hooks, **arguments)
            )
            for strict in (True, False)
        )
        self.called: set[str] = set()
        """Everything that was called, such as `pets.create application/json`."""

        self.answered: set[str] = set()
        """Operations that were answered with a result."""

        self.read = 0
        """Answers that were read as they are declared."""

        self.errors: dict[str, Any] = {}
        """What was answered with an error status, and the error."""

        self.refused: dict[str, str] = {}
        """What was refused, and why."""

        self.misread: dict[str, str] = {}
        """What was refused because the server cannot read what is right, and what that is."""

        self.mistakes: dict[str, str] = {}
        """Results that are not what was answered."""

    def call(
        self, operation: Operation, arguments: dict[str, Any], media_type: str = "", **headers: str
    ) -> None:
        """Call an operation, and note what becomes of it.

        Args:
            operation: which.
            arguments: of the method.
            media_type: of the body, in words for people.
            headers: that are sent as well.
        """
        name = f"{operation.name} {media_type}".strip()
        self.called.add(name)
        options = self._errors.RequestOptions(headers=headers)
        arguments = {**arguments, str(operation.method.plan.options): options}
        with self._strict.client.capture() as responses:
            try:
                result = result_of(self._strict, operation, arguments)
                mistake = self._answers.change(operation, responses[-1], result)
                self.read += 1
            except self._errors.DecodeError as error:
                mistake = self._answers.undue(operation, responses[-1])
                mistake = mistake and f"{error} {mistake}"
                result_of(self._lenient, operation, arguments)
            except self._errors.APIStatusError as error:
                self._note(name, error)
                return
        self.answered.add(operation.name)
        if mistake:
            self.mistakes[name] = mistake

    def _note(self, name: str, error: Any) -> None:
        self.errors[name] = error
        request = self._requests[-1]
        is_readable = request.headers.get("content-type", _FORM) == _FORM
        reason = misread(error, request) if is_readable else ""
        if reason:
            self.misread[name] = reason
        elif not found_no_answer(error):
            said = error.headers.get("sl-violations") or error.body
            self.refused[name] = f"{error.status_code} {said}"


def result_of(session: Session, operation: Operation, arguments: dict[str, Any]) -> Any:
    """What a call gives; the first page, where there are pages."""
    result = operation.method.of(session.client)(**arguments)
    return session.do(result.first_page() if hasattr(result, "first_page") else result)
