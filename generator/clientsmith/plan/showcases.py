"""Which methods stand for all others: in the README, and in the smoke tests of a package."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from ..context import Client, Credential, Import, Method, Resource, Showcases, SmokeCall, SmokeTests
from ..ir import Api, Content, Id, Operation, Response, SecurityRequirements
from ..render.encoders import literal
from ..text import Code
from .example_answers import ExampleAnswers, NoAnswer
from .identifiers import NameScope
from .imports import Imports
from .media_types import is_json
from .models import ModelPlan
from .overrides import OperationName
from .parameters import NO_CODE
from .responses import success_responses
from .traits import Traits

_USUAL = frozenset({"create", "delete", "get", "list", "update"})
"""Methods that show what a resource is to users."""

TESTS = ("every_module_imports", "closing", "error_statuses", "asynchronous", "no_answer")
"""Names of tests that every package has."""

_ERRORS = (
    "APIStatusError",
    "AuthenticationError",
    "BadRequestError",
    "InternalServerError",
    "NotFoundError",
)
"""What tests expect."""

_CLASS = re.compile(r"models\.\w+")
_LONGEST_ANSWER = 400
"""Characters of the JSON of an answer in a smoke test at most."""


def showcases(api: Api, client: Client, resources: Iterable[Resource]) -> Showcases:
    """What the README shows.

    Args:
        api: the API.
        client: the root class.
        resources: all resources.
    """
    found = list(_shown(resources))
    return Showcases(
        call=_best(found, lambda method: True),
        pages=_best(found, _has_pages),
        stream=_best(found, lambda method: method.is_stream),
        download=_best(found, lambda method: method.is_download),
        credentials=tuple(_usual_credentials(api, client)),
    )


def _usual_credentials(api: Api, client: Client) -> Iterator[Code]:
    """Arguments for the first requirement that the client has all credentials for."""
    known = {credential.scheme: credential for credential in client.credentials}
    requirements = (api.security, *(each.security or () for each in api.operations))
    for alternative in (each for alternatives in requirements for each in alternatives):
        schemes = [literal(use.scheme) for use in alternative]
        if schemes and all(scheme in known for scheme in schemes):
            for scheme in schemes:
                yield from known[scheme].ways[0]
            return
    for credential in client.credentials[:1]:
        yield from credential.ways[0]


def _has_pages(method: Method) -> bool:
    example = method.docs.example
    is_loop = example is not None and example.is_block
    return is_loop and not method.is_stream and not method.is_download


def _shown(resources: Iterable[Resource]) -> Iterator[tuple[Resource, Method]]:
    for resource in resources:
        for method in resource.methods:
            if method.docs.example is not None and not method.deprecated:
                yield resource, method


def _best(
    candidates: Iterable[tuple[Resource, Method]], is_meant: Callable[[Method], bool]
) -> Method | None:
    ranked = _ranked(each for each in candidates if is_meant(each[1]))
    return ranked[0] if ranked else None


def _ranked(candidates: Iterable[tuple[Resource, Method]]) -> list[Method]:
    """Methods, the one first whose example tells most in least space: it gives something back, reads, lists,
    needs few arguments, and belongs to a resource that can do much of what is usual."""
    ranked = {
        (
            method.is_stream or method.is_download,
            "models." not in method.returns,
            method.http_method != '"GET"',
            method.name != "list",
            sum(not argument.default for argument in method.arguments),
            -len(_USUAL & {other.name for other in resource.methods}),
            resource.path.count("."),
            resource.path,
            method.name,
        ): method
        for resource, method in candidates
    }
    return [ranked[key] for key in sorted(ranked)]


# --- smoke tests ------------------------------------------------------------------------------------


def smoke_tests(
    api: Api,
    package: str,
    client: Client,
    models: ModelPlan,
    names: Mapping[Id, OperationName],
    resources: Iterable[Resource],
    http: str,
) -> SmokeTests:
    """What smoke tests try: a call for each resource that has a method for it.

    Args:
        api: the API.
        package: import name.
        client: the root class.
        models: the plan of models.
        names: names of the operations.
        resources: all resources.
        http: the HTTP library.
    """
    given = {credential.scheme: _text_arguments(credential) for credential in client.credentials}
    schemes = {scheme for scheme, arguments in given.items() if arguments}
    planner = _SmokeCalls(models, Traits(api.declarations))
    operations = {names[each.id]: each for each in api.operations}
    calls = []
    for resource in resources:
        path = tuple(resource.path.split("."))
        for method in _ranked((resource, each) for each in resource.methods):
            operation = operations.get(OperationName(path, str(method.name)))
            if (
                operation is not None
                and _is_easy(method, is_checked=models.constraints is not None)
                and _is_allowed(_required(api, operation), schemes)
                and (call := planner.call(resource, method, operation)) is not None
            ):
                calls.append(call)
                break
    return SmokeTests(
        imports=_imports(package, client, calls, http),
        uses_files=any(_takes_file(call) for call in calls),
        credentials=tuple(name for names in given.values() for name in names),
        calls=tuple(calls),
    )


def _imports(
    package: str, client: Client, calls: Sequence[SmokeCall], http: str
) -> tuple[Import, ...]:
    imports = Imports()
    imports.add("__future__", "annotations")
    for module in ("importlib", "pkgutil", package):
        imports.add_module(module)
    if not calls:
        return imports.statements()
    for module in ("asyncio", "json", "pytest", "re", http):
        imports.add_module(module)
    imports.add("collections.abc", "Iterator")
    imports.add(package, client.class_name, client.async_class_name, *_ERRORS)
    for call in calls:
        example = call.method.docs.example
        if call.returns or (example is not None and example.uses_models):
            imports.add(package, "models")
        for statement in () if example is None else example.imports:
            imports.add(statement.module, *statement.names)
    return imports.statements()


def _takes_file(call: SmokeCall) -> bool:
    example = call.method.docs.example
    return example is not None and any(each.module == "pathlib" for each in example.imports)


def _text_arguments(credential: Credential) -> tuple[Code, ...]:
    """Arguments of a credential that any text will do for: a token rather than what gets one; none
    where a file is needed."""
    if credential.factory not in ("APIKey", "Basic", "Bearer", "OAuth2"):
        return ()
    return next((way for way in credential.ways if len(way) == 1), credential.ways[0])


def _required(api: Api, operation: Operation) -> SecurityRequirements:
    return api.security if operation.security is None else operation.security


def _is_allowed(requirements: SecurityRequirements, schemes: Collection[str]) -> bool:
    """Whether one of several requirements is met by credentials for some schemes."""
    return not requirements or any(
        all(literal(use.scheme) in schemes for use in alternative) for alternative in requirements
    )


def _is_easy(method: Method, *, is_checked: bool) -> bool:
    """Whether a method has an example that can be run as it stands."""
    if method.docs.example is None or method.is_stream or method.is_download or method.is_variant:
        return False
    if {"?", "#"} & {*method.path}:
        return False
    # What an example gives need not be within the limits that are checked before sending.
    return not is_checked or all(argument.default for argument in method.arguments)


class _SmokeCalls:
    """Plans the calls of smoke tests."""

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits
        self._answers = ExampleAnswers(models, traits)
        self._scope = NameScope(TESTS)

    def call(self, resource: Resource, method: Method, operation: Operation) -> SmokeCall | None:
        """The call of a method; None where its answer is not as simple as JSON."""
        response = next(iter(success_responses(operation)), None)
        status = "204" if response is None else _status(response)
        if not status.startswith("2"):
            return None
        contents = () if response is None or operation.method == "HEAD" else response.contents
        content = next((each for each in contents if is_json(each.media_type)), None)
        if contents and content is None:
            return None
        answer, returns = self._answer(method, content)
        if answer is None:
            return None
        return SmokeCall(
            name=self._scope.allocate((f"{resource.path.replace('.', '_')}_{method.name}",)),
            method=method,
            status=Code(status),
            answer=answer,
            returns=returns,
        )

    def _answer(self, method: Method, content: Content | None) -> tuple[Code | None, Code]:
        """The JSON of an answer, and the class that comes out of it."""
        if content is None or content.type is None:
            return NO_CODE, NO_CODE
        try:
            value = self._answers.of(content.type, is_page=_has_pages(method))
        except NoAnswer:
            return None, NO_CODE
        if len(json.dumps(value)) > _LONGEST_ANSWER:
            return None, NO_CODE
        is_class = self._models.model_of(self._traits.resolved(content.type)) is not None
        is_class = is_class and _CLASS.fullmatch(method.returns) is not None
        return literal(value), method.returns if is_class else NO_CODE


def _status(response: Response) -> str:
    """A status that a response stands for."""
    return response.status if response.status.isdecimal() else f"{response.status[0]}00"
