"""Methods of operations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import parse_qsl

from ...context import AcceptOverload, Argument, Example, Method, Pagination
from ...encode.encoders import literal
from ...ir import MISSING, NO_CONSTRAINTS, Api, Id, Operation, ParameterLocation, PartHeader
from ...naming.decisions import Candidate, Decision, Decisions, NameKind
from ...naming.members import Considered, further_argument
from ...naming.overrides import OperationName
from ...naming.words.reserved import ARGUMENTS
from ...problem import Location, Problem, Severity, quoted
from ...text import Code, Text, reveal
from ...types.directions import Direction
from ...types.predicates import Traits
from ..docstrings.docstrings import method_docs
from ..examples.examples import Call, ResultKind, example_of, item_name
from ..examples.values import ExampleValues, Value, flat
from ..models.models import ModelPlan
from ..operations.arguments import (
    NO_CODE,
    ParameterPlanner,
    PlannedArgument,
    accept_argument,
    accept_overloads,
)
from ..operations.bodies import BodyPlanner, PlannedBody
from ..operations.responses import ResponseHeaderPlanner, ResponsePlan, ResponsePlanner
from ..operations.variants import (
    Variant,
    as_download,
    file_of,
    variants_of,
)
from ..pagination import NO_PAGES, PaginationDecision, Paginator, as_pages
from .credentials import client_security, scheme_names
from .servers import ServerPlanner

_LOCATIONS = ("path", "query", "header", "cookie")
_NOTHING = ("None", "UNSET")
"""Defaults of arguments that are left out where they are not given."""

OPTIONS = ("options", "request_options")
"""Names for the argument with per-request options; those of the API come first."""

_TELLING = frozenset({"content", "input", "message", "prompt", "query", "text"})
"""Arguments that say what a call is about."""

_NAMING = frozenset({"email", "name", "title"})
"""Arguments that say what the thing is called that a call is about."""

_LONGEST_OPTIONAL = 40
"""Characters of the value of an argument that an example need not have."""


@dataclass(frozen=True, slots=True)
class PlannedMethod:
    """A method, and problems of its operation."""

    method: Method
    problems: tuple[Problem, ...]


class MethodPlanner:
    """Plans the methods of an API.

    Args:
        api: the API.
        models: names of types.
        paginator: says which operations have pages.
        decisions: gets a decision on the name of each argument.
    """

    def __init__(
        self,
        api: Api,
        models: ModelPlan,
        paginator: Paginator,
        decisions: Decisions | None = None,
    ) -> None:
        traits = Traits(models.declarations)
        self._paginator = paginator
        self._decisions = decisions
        self._traits = traits
        self._parameters = ParameterPlanner(models, traits)
        self._models = models
        self._examples = ExampleValues(models, traits)
        self._bodies = BodyPlanner(models, traits)
        self._responses = ResponsePlanner(models, traits)
        self._headers = ResponseHeaderPlanner(models, traits)
        self._security = client_security(api)
        self._servers = ServerPlanner(api)

    def variants(self, operation: Operation) -> tuple[Variant, ...]:
        """Return the methods that an operation becomes, the one with its own name first."""
        body = operation.body
        contents = () if body is None else self._bodies.in_order(body)
        return variants_of(operation, contents, self._bodies.kind, self._traits)

    def plan(self, variant: Variant, name: OperationName, constant: Code) -> PlannedMethod:
        """Plan the method of an operation, or of a variant of it.

        Args:
            variant: the operation.
            name: where users find it.
            constant: name of the module constant that describes it.
        """
        operation = variant.operation
        decided = (
            None if self._decisions is None else partial(self._decide, operation.id, str(name))
        )
        spread, body = self._arguments(variant, decided)
        response = self._responses.plan(operation, name)
        if variant.is_download:
            response = as_download(response)
        decision = NO_PAGES
        if not (response.is_stream or variant.is_download):
            decision = self._paginator.decide(operation)
        pagination = self._pagination(decision)
        if pagination is not None:
            response = as_pages(response, pagination)
        planned = (*spread, *(body.arguments if body is not None else ()))
        accept = accept_argument(
            response.media_types, [each.argument.name for each in planned], decided
        )
        ordered = _in_order(planned if accept is None else (*planned, accept))
        arguments = tuple(each.argument for each in ordered)
        names = [each.name for each in arguments]
        options = further_argument(
            OPTIONS, names, "argument for per-request options", decided=decided
        )
        by_location = {
            location: tuple(each.argument for each in spread if _sent_in(each.argument, location))
            for location in _LOCATIONS
        }
        method = Method(
            name=Code(name.method),
            constant=constant,
            http_method=literal(operation.method),
            path=literal(operation.path),
            operation_id=Text(operation.operation_id or ""),
            docs=method_docs(
                operation,
                name.method,
                arguments=(each.note for each in ordered),
                returns=response.returns_docs,
                raises=response.raises,
                example=self._example(
                    name, ordered, _result_kind(variant, response, pagination), file_of(operation)
                ),
            ),
            arguments=arguments,
            options=options,
            path_arguments=by_location["path"],
            query_arguments=by_location["query"],
            header_arguments=by_location["header"],
            cookie_arguments=by_location["cookie"],
            styles=self._parameters.styles(operation.parameters),
            body=None if body is None else body.plan,
            responses=response.cases,
            response_headers=self._headers.of(operation),
            accept=None if accept is None else accept.argument,
            accept_overloads=self._accept_overloads(body, accept, response),
            security=self._own_security(operation),
            server=self._servers.of_operation(operation),
            result=response.result,
            returns=response.returns,
            async_returns=response.async_returns,
            is_stream=response.is_stream,
            is_download=variant.is_download,
            pagination=pagination,
            pagination_reason=Text(decision.reason),
            deprecated=operation.docs.deprecated,
            rules=tuple(self._rules(operation, spread, body)),
            is_variant=bool(variant.suffixes),
            deprecation=_deprecation(operation),
            plain_http_method=Text(operation.method),
            plain_path=Text(operation.path),
        )
        lost = body.lost if body is not None else ()
        return PlannedMethod(
            method,
            (
                *_losses(operation, response),
                *_lost_headers(operation, lost),
                *_repeated_query(operation),
            ),
        )

    def _arguments(
        self, variant: Variant, decided: Considered | None
    ) -> tuple[tuple[PlannedArgument, ...], PlannedBody | None]:
        """Return the arguments of the parameters, and the body, whose own arguments have other
        names."""
        operation = variant.operation
        parameters = operation.parameters
        planned = self._parameters.arguments(parameters, operation.path, ARGUMENTS, decided)
        taken = {each.argument.name for each in planned}
        return planned, self._bodies.plan(operation, taken, variant.streamed, decided)

    def _decide(
        self,
        id_: Id,
        method: str,
        location: str,
        wire: str,
        name: str,
        considered: tuple[Candidate, ...],
    ) -> None:
        """Note how an argument was named."""
        assert self._decisions is not None
        self._decisions.add(
            Decision(
                NameKind.ARGUMENT,
                id_,
                name,
                considered[-1].rule,
                considered,
                owner=method,
                wire_name=wire,
                location=location,
            )
        )

    def _accept_overloads(
        self, body: PlannedBody | None, accept: PlannedArgument | None, response: ResponsePlan
    ) -> tuple[AcceptOverload, ...]:
        has_overloads = body is not None and body.plan.is_all_or_nothing
        if accept is None or has_overloads:
            return ()
        return accept_overloads(response.by_media_type)

    def _pagination(self, decision: PaginationDecision) -> Pagination | None:
        if decision.item is None:
            return None
        codes = [strategy.code for strategy in decision.strategies]
        return Pagination(
            strategy=codes[0] if len(codes) == 1 else Code(f"({', '.join(codes)})"),
            strategies=tuple(
                dict.fromkeys(Code(strategy.strategy) for strategy in decision.strategies)
            ),
            item=self._models.annotation(decision.item, Direction.RESPONSE, prefix="models."),
        )

    def _example(
        self,
        name: OperationName,
        arguments: Sequence[PlannedArgument],
        result_kind: ResultKind,
        file: str,
    ) -> Example | None:
        """Return a call with what must be given; None where there is no value for an argument."""
        given: list[tuple[str, Value]] = []
        for planned in arguments:
            argument = planned.argument
            if argument.default and not argument.annotation_with_body:
                continue
            value = None if planned.sample is None else self._examples.of(planned.sample)
            if value is None:
                return None
            given.append(("" if argument.positional else f"{argument.name}=", value))
        if not any(
            each.argument.location == "body"
            and (not each.argument.default or each.argument.annotation_with_body)
            for each in arguments
        ):
            given += self._optional(arguments)
        item = item_name(name.resource[-1]) if name.method == "list" else "item"
        return example_of(
            Call(".".join(name.resource), name.method, given, result_kind, item, file)
        )

    def _optional(self, arguments: Iterable[PlannedArgument]) -> list[tuple[str, Value]]:
        """Return one argument of a body that requires none, for an example without arguments shows
        little: one that says what the call is about, else one that the document has a value for,
        else the first."""
        if self._models.constraints is not None:
            return []  # Values need not be within the limits that are checked before sending.
        found: list[tuple[tuple[bool, ...], str, Value]] = []
        for planned in arguments:
            argument, sample = planned.argument, planned.sample
            is_told = not reveal(planned.note.text).startswith("Deprecated.")
            if argument.location == "body" and argument.default in _NOTHING and sample and is_told:
                value = self._examples.of(sample)
                if value is not None and len(flat(value)) <= _LONGEST_OPTIONAL:
                    key = (
                        flat(value) == '""',
                        argument.name not in _TELLING,
                        sample.shown is MISSING,
                        argument.name not in _NAMING,
                    )
                    found.append((key, f"{argument.name}=", value))
        return [each[1:] for each in sorted(found, key=lambda each: each[0])[:1]]

    def _rules(
        self,
        operation: Operation,
        spread: Sequence[PlannedArgument],
        body: PlannedBody | None,
    ) -> Iterator[Code]:
        """Yield the rules that a request is checked by before it is sent."""
        constraints = self._models.constraints
        if constraints is None:
            return
        arguments = {
            (str(each.argument.location), reveal(each.argument.wire_name)): each.argument
            for each in spread
        }
        for parameter in operation.parameters:
            argument = arguments[parameter.location.value, parameter.wire_name]
            type_ = self._models.annotation(parameter.type, Direction.REQUEST)
            rule = constraints.rule(parameter, argument, self._models.type_text(type_))
            if rule:
                yield rule
        if body is not None and operation.body is not None and not body.plan.has_items:
            content = self._bodies.in_order(operation.body)[0]
            if any(each.constraints != content.constraints for each in operation.body.contents):
                content = replace(content, constraints=NO_CONSTRAINTS)
            name = NO_CODE if body.plan.model else body.plan.arguments[0].name
            yield constraints.body_rule(content, name, operation)

    def _own_security(self, operation: Operation) -> Code:
        if operation.security is None:
            return NO_CODE
        names = scheme_names(operation.security)
        return NO_CODE if names == self._security else literal(names)


def _result_kind(
    variant: Variant, response: ResponsePlan, pagination: Pagination | None
) -> ResultKind:
    if pagination is not None:
        return ResultKind.PAGES
    if variant.is_download:
        return ResultKind.DOWNLOAD
    return ResultKind.STREAM if response.is_stream else ResultKind.VALUE


def _in_order(planned: Sequence[PlannedArgument]) -> tuple[PlannedArgument, ...]:
    """Return path arguments, then required arguments, then the others."""
    return tuple(
        sorted(
            planned,
            key=lambda each: (not each.argument.positional, bool(each.argument.default)),
        )
    )


def _sent_in(argument: Argument, location: str) -> bool:
    return argument.location == location or (
        location == "query" and argument.location == "querystring"
    )


def _lost_headers(operation: Operation, headers: Iterable[PartHeader]) -> Iterator[Problem]:
    for header in headers:
        yield Problem(
            "encoding-ignored",
            Severity.NOTE,
            f"{operation.method} {operation.path}: the header {quoted(header.wire_name)} is declared "
            "for a part that is no file; the part is sent without it.",
            header.location or operation.location or Location("", operation.id),
        )


def _repeated_query(operation: Operation) -> Iterator[Problem]:
    """Yield a note for each query parameter that the key of the path contains as well."""
    pairs = parse_qsl(operation.path.partition("?")[2], keep_blank_values=True)
    names = {name for name, _ in pairs}
    for parameter in operation.parameters:
        if parameter.location is ParameterLocation.QUERY and parameter.wire_name in names:
            yield Problem(
                "query-in-path",
                Severity.NOTE,
                f"{operation.method} {operation.path}: the path contains the query parameter "
                f"{quoted(parameter.wire_name)}, which is declared as well; it is sent once, with the "
                "value of the argument.",
                operation.location or Location("", operation.id),
            )


def _losses(operation: Operation, response: ResponsePlan) -> Iterator[Problem]:
    location = operation.location or Location("", operation.id)
    called = f"{operation.method} {operation.path}"
    if response.has_parts:
        yield Problem(
            "stream-not-generated",
            Severity.NOTE,
            f"{called} may respond with a sequence of parts, which are not read one by one.",
            location,
        )
    for content in response.left_out:
        yield Problem(
            "content-not-generated",
            Severity.NOTE,
            f"{called} may respond with {quoted(content.media_type)}, which its method does not ask "
            "for: it has JSON.",
            location,
            lost=content.location,
        )


def _deprecation(operation: Operation) -> Text:
    """Return the warning of a deprecated operation; empty if it is not deprecated."""
    if not operation.docs.deprecated:
        return Text("")
    return Text(f"{operation.method} {operation.path} is deprecated.")
