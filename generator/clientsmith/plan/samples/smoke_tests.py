"""Plans smoke tests: the calls of a package, and the responses of a fake server."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, assert_never

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
from ...ir import (
    Anything,
    Api,
    Content,
    Discriminator,
    Enumeration,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Operation,
    Response,
    Scalar,
    ScalarKind,
    SecurityRequirements,
    TupleOf,
    Type,
)
from ...naming.words.identifiers import NameScope
from ...text import Code
from ...types.imports import Imports
from ...types.media_types import (
    MediaKind,
    is_json,
    is_range,
    is_stream,
    is_xml,
    kind_of,
    may_be_json,
)
from ...types.predicates import Traits
from ..models.models import ModelPlan
from ..operations.arguments import NO_CODE
from ..operations.responses import success_responses, wanted_contents
from ..operations.variants import is_download
from .readme import most_instructive_first

_MOST_STEPS = 500
"""Types that are looked at for one answer at most."""

_SCALARS: dict[ScalarKind, Any] = {
    ScalarKind.STRING: "…",
    ScalarKind.INTEGER: 1,
    ScalarKind.INTEGER_STRING: "1",
    ScalarKind.NUMBER: 1.5,
    ScalarKind.DECIMAL: "1.50",
    ScalarKind.DECIMAL_NUMBER: 1.5,
    ScalarKind.BOOLEAN: False,
    ScalarKind.NULL: None,
    ScalarKind.BASE64: "ZGF0YQ==",
    ScalarKind.BASE64URL: "ZGF0YQ",
    ScalarKind.BINARY: "…",
    ScalarKind.DATE_TIME: "2026-01-31T12:30:00Z",
    ScalarKind.HTTP_DATE: "Sat, 31 Jan 2026 12:30:00 GMT",
    ScalarKind.UNIX_TIME: 1769862600,
    ScalarKind.DATE: "2026-01-31",
    ScalarKind.TIME: "12:30:00",
    ScalarKind.DURATION: "PT1H",
    ScalarKind.UUID: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    ScalarKind.IPV4: "192.0.2.1",
    ScalarKind.IPV6: "2001:db8::1",
}


_LAST_PAGE: dict[ScalarKind, Any] = {
    ScalarKind.STRING: "",
    ScalarKind.INTEGER: 0,
    ScalarKind.INTEGER_STRING: "0",
    ScalarKind.NUMBER: 0,
}
"""Their values in the last page."""


class NoExampleValue(Exception):
    """Raised for a type that has no value, or none that is short."""


class ExampleResponses:
    """Creates responses without anything optional in them.

    Args:
        models: knows the models.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits
        self._steps = 0
        self._scalars = _SCALARS
        self._is_filled = False

    def of(self, type_: Type, *, is_page: bool = False, is_filled: bool = False) -> Any:
        """Return a JSON value of a type.

        Args:
            type_: the type.
            is_page: whether it is a page, which is the last one.
            is_filled: whether lists have an item, if there is one.

        Raises:
            NoExampleValue: there is none, or none that is short.
        """
        self._steps = 0
        self._scalars = _SCALARS | _LAST_PAGE if is_page else _SCALARS
        self._is_filled = is_filled
        return self._value(type_, ())

    def _value(self, type_: Type, around: tuple[str, ...]) -> Any:
        is_whole = not around
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise NoExampleValue
        if isinstance(type_, Named) and self._models.model_of(type_) is None:
            if type_.id in around:
                raise NoExampleValue
            around = (*around, type_.id)
        type_ = self._traits.resolved(type_)
        match type_:
            case Scalar(kind):
                return self._scalars[kind]
            case Literals(values):
                return values[0]
            case ListOf(item):
                return self._items(item, around)
            case MapOf():
                return {}
            case TupleOf(items):
                return [self._value(item, around) for item in items]
            case Nullable(inner):
                return self._value(inner, around) if is_whole else None
            case OneOf(members, discriminator):
                return self._member(members, discriminator, around)
            case Named(id_):
                model = self._models.model_of(type_)
                if model is not None:
                    return self._object(model, around)
                declaration = self._models.declaration(id_)
                if isinstance(declaration, Enumeration):
                    return declaration.values[0]
                raise NoExampleValue
            case Anything():
                return {}
            case _:
                assert_never(type_)

    def _items(self, item: Type, around: tuple[str, ...]) -> list[Any]:
        if self._is_filled:
            with suppress(NoExampleValue):
                return [self._value(item, around)]
        return []

    def _object(self, model: Model, around: tuple[str, ...]) -> dict[str, Any]:
        if model.id in around:
            raise NoExampleValue
        return {
            field.wire_name: self._value(field.type, (*around, model.id))
            for field in model.fields
            if field.required and not field.write_only
        }

    def _member(
        self,
        members: tuple[Type, ...],
        discriminator: Discriminator | None,
        around: tuple[str, ...],
    ) -> Any:
        """Return the shortest value of a member, with what tells that it is one."""
        found: list[Any] = []
        for member in members:
            with suppress(NoExampleValue):
                value = self._value(member, around)
                if discriminator is not None and isinstance(value, dict):
                    value |= self._told(member, discriminator)
                found.append(value)
        if not found:
            raise NoExampleValue
        return min(found, key=lambda value: len(json.dumps(value)))

    def _told(self, member: Type, discriminator: Discriminator) -> dict[str, str]:
        """Return the property that tells that an object is this member of a union."""
        model = self._models.model_of(self._traits.resolved(member))
        for value, id_ in discriminator.mapping.items():
            if model is not None and self._models.declaration(id_).id == model.id:
                return {discriminator.property: value}
        return {}


_LONGEST = 1500
"""Characters of the JSON of an answer at most."""

_LONGEST_FILLED = 600
"""The same for an answer whose lists have an item."""

_ROOT = Code('b"<response/>"')
"""An XML document: a missing property never hides a response."""

_DATA = Code('b"data"')
_EMPTY = Code('b""')
_MODEL = re.compile(r"models\.\w+")
_BUILTINS = ("bool", "bytes", "dict", "float", "int", "list", "str")


class SmokeResponses:
    """Creates responses that are as simple as possible.

    Args:
        models: the plan of models.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits
        self._responses = ExampleResponses(models, traits)

    def of(self, method: Method, operation: Operation) -> SmokeAnswer | None:
        """Return a response that the server may send to a method; None if there is no simple one.

        Args:
            method: the method.
            operation: what it calls.
        """
        response = next(iter(success_responses(operation)), None)
        if response is None:
            return SmokeAnswer(Code("204"), NO_CODE, NO_CODE, NO_CODE, NO_CODE)
        status = _status(response)
        if not status.startswith("2"):
            return None
        nothing = SmokeAnswer(status, NO_CODE, NO_CODE, NO_CODE, NO_CODE)
        if not response.contents or operation.method == "HEAD":
            return nothing
        content = self._content(method, response.contents)
        if content is None:
            return None
        if method.is_stream:
            return _of_bytes(status, content, _EMPTY, method)
        if method.is_download:
            return _of_bytes(status, content, _DATA, method)
        if is_json(content.media_type) or self._is_structured_as(may_be_json, content):
            return self._json(status, method, content)
        if content.type is not None and self._is_structured_as(is_xml, content):
            returns = self._class_of(method, content.type)
            return SmokeAnswer(status, NO_CODE, _ROOT, literal(content.media_type), returns)
        return _of_bytes(status, content, _DATA, method)

    def _is_structured_as(self, kind: Callable[[str], bool], content: Content) -> bool:
        """Return whether content has a structure, and a media type of a kind."""
        return (
            kind(content.media_type)
            and content.type is not None
            and self._traits.is_structured(content.type)
        )

    def _content(self, method: Method, contents: Sequence[Content]) -> Content | None:
        """Return the content of the response; None where it has a structure and is neither JSON nor
        XML."""
        if method.is_stream:
            return next((each for each in contents if is_stream(each.media_type)), None)
        if method.is_download:
            return next((each for each in contents if is_download(each, self._traits)), None)
        [content, *_] = wanted_contents(contents)
        if is_json(content.media_type):
            return content
        is_plain = content.type is None or not self._traits.is_structured(content.type)
        if not is_plain and (may_be_json(content.media_type) or is_xml(content.media_type)):
            return content
        kinds = (MediaKind.BINARY, MediaKind.TEXT, MediaKind.XML)
        return content if is_plain and kind_of(content.media_type) in kinds else None

    def _json(self, status: Code, method: Method, content: Content) -> SmokeAnswer | None:
        if content.type is None:
            return SmokeAnswer(status, NO_CODE, NO_CODE, NO_CODE, NO_CODE)
        found, value = self._value(content.type, is_page=method.pagination is not None)
        if not found:
            return None
        return SmokeAnswer(
            status, literal(value), NO_CODE, NO_CODE, self._class_of(method, content.type)
        )

    def _value(self, type_: Type, *, is_page: bool) -> tuple[bool, Any]:
        """Return whether there is a value that is short enough, and the value; with items in its
        lists if it is short even so."""
        for is_filled, longest in ((True, _LONGEST_FILLED), (False, _LONGEST)):
            if is_filled and is_page:
                continue
            try:
                value = self._responses.of(type_, is_page=is_page, is_filled=is_filled)
            except NoExampleValue:
                continue
            if len(json.dumps(value)) <= longest:
                return True, value
        return False, None

    def _class_of(self, method: Method, type_: Type) -> Code:
        """Return the class that comes out of JSON; empty where there are several, or it is an
        alias."""
        if method.pagination is not None:
            return NO_CODE
        is_model = self._models.model_of(self._traits.resolved(type_)) is not None
        if is_model and _MODEL.fullmatch(method.returns):
            return method.returns
        annotation = ast.parse(method.returns, mode="eval").body
        if isinstance(annotation, ast.Subscript):
            annotation = annotation.value
        is_builtin = isinstance(annotation, ast.Name) and annotation.id in _BUILTINS
        return Code(ast.unparse(annotation)) if is_builtin else NO_CODE


def _of_bytes(status: Code, content: Content, data: Code, method: Method) -> SmokeAnswer:
    """Return a response with content as it goes over the wire."""
    media_type = content.media_type
    if is_range(media_type):
        media_type = "text/plain" if media_type.startswith("text/") else "application/octet-stream"
    returns = method.returns if method.returns in ("bytes", "str") else ""
    return SmokeAnswer(status, NO_CODE, data, literal(media_type), Code(returns))


def _status(response: Response) -> Code:
    """Return a status that a response stands for."""
    if response.status == "default":
        return Code("200")
    return Code(response.status if response.status.isdecimal() else f"{response.status[0]}00")


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
"""Expected results."""


def smoke_tests(
    api: Api,
    package: str,
    client: Client,
    models: ModelPlan,
    resources: Iterable[Resource],
    http: str,
) -> SmokeTests:
    """Plan smoke tests of every method that is easy to call and to respond to; of a large API, some
    of each resource that differ from each other.

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
    """Return one call of each resource, then a second one, and so on until there are enough; the
    calls of a resource stand together."""
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
    """Return whether the heads of a test's blocks and its check of the result fit into one line
    each; black would split them in ways that are not worth imitating."""
    lines = () if method.docs.example is None else method.docs.example.lines
    check = len(f"assert isinstance(result, {answer.returns})")
    return _longest_head(lines) <= _LONGEST_BLOCK and check <= _LONGEST_CHECK


def _fits_deeper(call: SmokeCall) -> bool:
    """Return whether the same holds for tests of errors and of the asynchronous client, where calls
    stand deeper."""
    example = call.method.docs.example
    return (
        example is not None
        and _longest_head(example.lines) <= _LONGEST_BLOCK - len("    ")
        and _longest_head(example.async_lines) <= _LONGEST_BLOCK - 2 * len("    ")
    )


def _longest_head(lines: Iterable[str]) -> int:
    return max((len(line) for line in lines if line.lstrip().startswith(_BLOCKS)), default=0)


def _text_arguments(credential: Credential) -> tuple[Code, ...]:
    """Return arguments of a credential that any text will do for: a token rather than what requests
    one; none where a file is needed."""
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
        self._traits = Traits(models.declarations)
        self._responses = SmokeResponses(models, self._traits)
        self._security = api.security
        self._schemes = schemes
        self._operations = {
            (literal(each.method), literal(each.path)): each for each in api.operations
        }
        self._scope = NameScope(TESTS)

    def calls(self, resource: Resource) -> Iterator[SmokeCall]:
        """Yield the calls of a resource, one of each kind before there is a second."""
        kinds: Counter[object] = Counter()
        places = {}
        for place, method in enumerate(
            most_instructive_first((resource, each) for each in resource.methods)
        ):
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
        answer = self._responses.of(method, operation)
        if answer is None or not _fits(method, answer):
            return None
        return SmokeCall(
            name=self._scope.allocate((f"{resource.path.replace('.', '_')}_{method.name}",)),
            method=method,
            answer=answer,
        )

    def _is_easy(self, method: Method) -> bool:
        """Return whether a method has an example that can be run as it stands."""
        if method.docs.example is None or {"?", "#"} & {*method.path}:
            return False
        # What an example gives need not be within the limits that are checked before sending.
        return self._models.constraints is None or (
            all(argument.default for argument in method.arguments)
            and not (method.body and method.rules)
        )

    def _is_allowed(self, operation: Operation) -> bool:
        """Return whether tests have the credentials that an operation requires."""
        requirements: SecurityRequirements = (
            self._security if operation.security is None else operation.security
        )
        return not requirements or any(
            all(literal(use.scheme) in self._schemes for use in alternative)
            for alternative in requirements
        )
