"""The verdict on each operation, by the configuration or by the document."""

from __future__ import annotations

import difflib
from dataclasses import replace

from ...config.configuration import CONFIG_FILE
from ...config.pagination import PageRule, PageRules
from ...context import Pagination
from ...ir import Api, Id, Operation
from ...naming.overrides import operations_by_key
from ...problem import Location, Problem, Severity
from ...text import Code
from ...types.predicates import Traits
from ..operations.responses import ResponsePlan
from .detection import Detection
from .responses import Types
from .rules import Unusable, ruled
from .ways import Verdict


class Paginator:
    """Says of operations whether they have pages.

    Args:
        api: the API.
        traits: what types are like.
        rules: what the user says.
    """

    def __init__(self, api: Api, traits: Traits, rules: PageRules) -> None:
        self._types = Types(api.declarations, traits)
        self._detection = Detection(self._types, traits)
        self._rules: dict[Id, tuple[str, PageRule | None]] = {}
        self._problems: dict[str, Problem] = {}
        operations = operations_by_key(api.operations)
        for key, rule in sorted(rules.items()):
            operation = operations.get(key)
            if operation is None:
                close = difflib.get_close_matches(key, operations, n=1)
                hint = f"Did you mean {close[0]!r}?" if close else ""
                self._report("override-unused", key, "there is no such operation", hint)
            elif operation.id in self._rules:
                self._report("override-unused", key, "the operation has a rule already")
            else:
                self._rules[operation.id] = key, rule

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Rules that cannot be followed."""
        return tuple(self._problems.values())

    def verdict(self, operation: Operation) -> Verdict:
        """Whether an operation, or a form of it, has pages."""
        key, rule = self._rules.get(operation.id, ("", None))
        if key and rule is None:
            return Verdict((), None, "the configuration says so")
        if rule is not None:
            try:
                return ruled(rule, operation, self._detection, self._types)
            except Unusable as error:
                self._report("override-unusable", key, str(error))
        return self._detection.verdict(operation)

    def has_pages(self, api: Api) -> bool:
        """Whether an operation of an API has pages."""
        return any(self.verdict(operation).ways for operation in api.operations)

    def _report(self, code: str, key: str, why: str, hint: str = "") -> None:
        message = f"The rule for {key!r} in pagination cannot be followed: {why}."
        self._problems.setdefault(
            key, Problem(code, Severity.WARNING, message, Location(CONFIG_FILE), hint)
        )


def as_pages(answer: ResponsePlan, pagination: Pagination) -> ResponsePlan:
    """The plan of an answer that is one page of several."""
    arguments = f"[{pagination.item}, {answer.result}]"
    return replace(
        answer,
        returns=Code(f"Pages{arguments}"),
        async_returns=Code(f"AsyncPages{arguments}"),
    )
