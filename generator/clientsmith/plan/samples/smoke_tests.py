"""What the smoke tests of a package call, and what their stand-in for the server answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from ...context import (
    Client,
    Credential,
    Import,
    Method,
    Resource,
    SmokeAnswer,
    SmokeCall,
    SmokeTests,
)
from ...encode.encoders import literal
from ...ir import Api, Operation, SecurityRequirements
from ...naming.words.identifiers import NameScope
from ...text import Code
from ...types.imports import Imports
from ...types.predicates import Traits
from ..models.models import ModelPlan
from .showcases import by_telling
from .smoke_answers import SmokeAnswers

TESTS = ("every_module_imports", "closing", "error_statuses", "asynchronous", "no_answer")
"""Names of tests that every package has."""

MOST_CALLS = 120
"""Calls of a package's smoke tests at most, unless it has more resources."""

_LONGEST_BLOCK = 88 - len("    ")
_BLOCKS = ("for ", "with ", "async for ", "async with ")
_LONGEST_CHECK = 88 - len("    ")
"""Characters of a statement that fits into a line where the tests have it."""

_ERRORS = (
    "APIStatusError",
    "AuthenticationError",
    "BadRequestError",
    "InternalServerError",
    "NotFoundError",
)
"""What tests expect."""


def smoke_tests(
    api: Api,
    package: str,
    client: Client,
    models: ModelPlan,
    resources: Iterable[Resource],
    http: str,
) -> SmokeTests:
    """What smoke tests try: every method that is easy to call and to answer, of a large API some of
    each resource that differ from each other.

    Args:
        api: the API.
        package: import name.
        client: the root class.
        models: the plan of models.
        resources: all resources.
        http: the HTTP library.
    """
    given = {credential.scheme: _text_arguments(credential) for credential in client.credentials}
    schemes = {scheme for scheme, arguments in given.items() if arguments}
    planner = _SmokeCalls(api, models, schemes)
    calls = _fair([planner.calls(resource) for resource in resources])
    representative = next(filter(_fits_deeper, calls), None)
    imports = _imports(package, client, calls, http, representative)
    examples = [call.method.docs.example for call in calls if call.method.docs.example]
    return SmokeTests(
        imports=imports,
        uses_files=any(each.module == "pathlib" for each in imports),
        files=tuple(sorted({file for each in examples for file in each.files})),
        credentials=tuple(name for names in given.values() for name in names),
        calls=calls,
        representative=representative,
    )


def _fair(queues: Sequence[Iterator[SmokeCall]]) -> tuple[SmokeCall, ...]:
    """One call of each resource, then a second one, and so on until there are enough; those of a
    resource stand together."""
    found: list[list[SmokeCall]] = [[] for _ in queues]
    waiting = list(range(len(queues)))
    is_first = True
    while waiting and (is_first or sum(map(len, found)) < MOST_CALLS):
        going_on = []
        for index in waiting:
            if not is_first and sum(map(len, found)) >= MOST_CALLS:
                break
            call = next(queues[index], None)
            if call is not None:
                found[index].append(call)
                going_on.append(index)
        waiting, is_first = going_on, False
    return tuple(call for calls in found for call in calls)


def _imports(
    package: str,
    client: Client,
    calls: Sequence[SmokeCall],
    http: str,
    representative: SmokeCall | None,
) -> tuple[Import, ...]:
    imports = Imports()
    imports.add("__future__", "annotations")
    for module in ("importlib", "pkgutil"):
        imports.add_module(module)
    if not calls:
        return imports.statements()
    for module in ("json", "pytest", "re", http):
        imports.add_module(module)
    imports.add("collections.abc", "Iterator")
    imports.add(package, client.class_name)
    if representative is not None:
        imports.add_module("asyncio")
        imports.add(package, client.async_class_name, *_ERRORS)
    for call in calls:
        example = call.method.docs.example
        if call.answer.returns.startswith("models.") or (
            example is not None and example.uses_models
        ):
            imports.add(package, "models")
        for statement in () if example is None else example.imports:
            imports.add(statement.module, *statement.names)
    return imports.statements()


def _fits(method: Method, answer: SmokeAnswer) -> bool:
    """Whether the heads of a test's blocks and its check of the result stand in one line each: how
    black splits other statements is known, and these are not worth knowing it."""
    lines = () if method.docs.example is None else method.docs.example.lines
    check = len(f"assert isinstance(result, {answer.returns})")
    return _longest_head(lines) <= _LONGEST_BLOCK and check <= _LONGEST_CHECK


def _fits_deeper(call: SmokeCall) -> bool:
    """The same for tests of errors and of the asynchronous client, where calls stand deeper."""
    example = call.method.docs.example
    return (
        example is not None
        and _longest_head(example.lines) <= _LONGEST_BLOCK - len("    ")
        and _longest_head(example.async_lines) <= _LONGEST_BLOCK - 2 * len("    ")
    )


def _longest_head(lines: Iterable[str]) -> int:
    return max((len(line) for line in lines if line.lstrip().startswith(_BLOCKS)), default=0)


def _text_arguments(credential: Credential) -> tuple[Code, ...]:
    """Arguments of a credential that any text will do for: a token rather than what gets one; none
    where a file is needed."""
    if credential.factory not in ("APIKey", "Basic", "Bearer", "OAuth2"):
        return ()
    return next((way for way in credential.ways if len(way) == 1), credential.ways[0])


class _SmokeCalls:
    """Plans the calls of smoke tests.

    Args:
        api: the API.
        models: the plan of models.
        schemes: security schemes that tests have credentials for, as Python literals.
    """

    def __init__(self, api: Api, models: ModelPlan, schemes: Collection[str]) -> None:
        self._models = models
        self._traits = Traits(api.declarations)
        self._answers = SmokeAnswers(models, self._traits)
        self._security = api.security
        self._schemes = schemes
        self._operations = {
            (literal(each.method), literal(each.path)): each for each in api.operations
        }
        self._scope = NameScope(TESTS)

    def calls(self, resource: Resource) -> Iterator[SmokeCall]:
        """The calls of a resource, of each kind one before there is a second."""
        kinds: Counter[object] = Counter()
        places = {}
        for place, method in enumerate(by_telling((resource, each) for each in resource.methods)):
            kind = (
                method.http_method,
                method.is_stream,
                method.is_download,
                method.pagination is None,
            )
            places[method.deprecated, kinds[kind], place] = method
            kinds[kind] += 1
        for key in sorted(places):
            call = self._call(resource, places[key])
            if call is not None:
                yield call

    def _call(self, resource: Resource, method: Method) -> SmokeCall | None:
        operation = self._operations[method.http_method, method.path]
        if not (self._is_easy(method) and self._is_allowed(operation)):
            return None
        answer = self._answers.of(method, operation)
        if answer is None or not _fits(method, answer):
            return None
        return SmokeCall(
            name=self._scope.allocate((f"{resource.path.replace('.', '_')}_{method.name}",)),
            method=method,
            answer=answer,
        )

    def _is_easy(self, method: Method) -> bool:
        """Whether a method has an example that can be run as it stands."""
        if method.docs.example is None or {"?", "#"} & {*method.path}:
            return False
        # What an example gives need not be within the limits that are checked before sending.
        return self._models.constraints is None or all(
            argument.default for argument in method.arguments
        )

    def _is_allowed(self, operation: Operation) -> bool:
        """Whether tests have the credentials that an operation requires."""
        requirements: SecurityRequirements = (
            self._security if operation.security is None else operation.security
        )
        return not requirements or any(
            all(literal(use.scheme) in self._schemes for use in alternative)
            for alternative in requirements
        )
