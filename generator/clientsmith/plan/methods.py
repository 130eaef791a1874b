"""Operations as methods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..context import Argument, Method
from ..ir import Api, Operation, SecurityRequirements
from ..problem import Location, Problem, Severity, quoted
from ..render.encoders import literal
from ..text import Code, Text
from .bodies import BODY, Bodies, PlannedBody
from .docs import method_docs
from .examples import example_call
from .models import ModelPlan
from .overrides import OperationName
from .parameters import NO_CODE, RESERVED, Parameters, PlannedArgument
from .responses import ResponsePlan, Responses
from .servers import server_url
from .traits import Traits

_LOCATIONS = ("path", "query", "header", "cookie")


@dataclass(frozen=True, slots=True)
class PlannedMethod:
    """A method, and what its operation loses on the way."""

    method: Method
    problems: tuple[Problem, ...]


class Methods:
    """Plans the methods of an API.

    Args:
        api: the API.
        models: names of types.
    """

    def __init__(self, api: Api, models: ModelPlan) -> None:
        traits = Traits(api.declarations)
        self._parameters = Parameters(models, traits)
        self._bodies = Bodies(models, traits)
        self._responses = Responses(models, traits)
        self._security = scheme_names(api.security)
        self._server = server_url(api.servers[0]) if api.servers else None

    def plan(self, operation: Operation, name: OperationName, constant: Code) -> PlannedMethod:
        """The method of an operation.

        Args:
            operation: the operation.
            name: where users find it.
            constant: name of the module constant that describes it.
        """
        spread, body = self._arguments(operation)
        planned = (*spread, *(body.arguments if body is not None else ()))
        ordered = _in_order(planned)
        arguments = tuple(each.argument for each in ordered)
        answer = self._responses.plan(operation, name)
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
                returns=answer.returns_docs,
                raises=answer.raises,
                example=example_call(".".join(name.resource), name.method, arguments),
            ),
            arguments=arguments,
            path_arguments=by_location["path"],
            query_arguments=by_location["query"],
            header_arguments=by_location["header"],
            cookie_arguments=by_location["cookie"],
            styles=self._parameters.styles(operation.parameters),
            body=None if body is None else body.plan,
            responses=answer.cases,
            security=self._own_security(operation),
            server=self._own_server(operation),
            returns=answer.returns,
            deprecated=operation.docs.deprecated,
        )
        return PlannedMethod(method, tuple(_losses(operation, body, answer)))

    def _arguments(
        self, operation: Operation
    ) -> tuple[tuple[PlannedArgument, ...], PlannedBody | None]:
        """Arguments of the parameters, and the body, whose own arguments have other names."""
        parameters = operation.parameters
        planned = self._parameters.arguments(parameters, operation.path, RESERVED)
        taken = {each.argument.name for each in planned}
        body = self._bodies.plan(operation, taken)
        if body is not None and not body.plan.model and BODY in taken:
            planned = self._parameters.arguments(parameters, operation.path, RESERVED | {BODY})
        return planned, body

    def _own_security(self, operation: Operation) -> Code:
        if operation.security is None:
            return NO_CODE
        names = scheme_names(operation.security)
        return NO_CODE if names == self._security else literal(names)

    def _own_server(self, operation: Operation) -> Code:
        if not operation.servers:
            return NO_CODE
        url = server_url(operation.servers[0])
        return NO_CODE if url is None or url == self._server else literal(url)


def scheme_names(requirements: SecurityRequirements) -> tuple[tuple[str, ...], ...]:
    """Alternatives of names of security schemes, each once; what needs none comes last."""
    alternatives = dict.fromkeys(
        tuple(use.scheme for use in alternative) for alternative in requirements
    )
    return tuple(sorted(alternatives, key=lambda names: not names))


def _in_order(planned: Sequence[PlannedArgument]) -> tuple[PlannedArgument, ...]:
    """Path arguments, then what must be given, then the rest."""
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


def _losses(
    operation: Operation, body: PlannedBody | None, answer: ResponsePlan
) -> Iterator[Problem]:
    location = operation.location or Location("", operation.id)
    called = f"{operation.method} {operation.path}"
    if body is not None and body.others:
        others = ", ".join(quoted(media_type) for media_type in body.others)
        yield Problem(
            "media-type-not-generated",
            Severity.NOTE,
            f"{called} is generated with a body of type {body.plan.media_type}; "
            f"it takes other ones, too: {others}.",
            location,
        )
    if answer.streams:
        yield Problem(
            "stream-not-generated",
            Severity.NOTE,
            f"{called} may answer with a stream of items, which its method does not ask for.",
            location,
        )
