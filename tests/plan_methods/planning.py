"""Short ways to write operations by hand, and to look at the methods that they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from clientsmith.config import Config
from clientsmith.context import Import, Method, Package, Resource
from clientsmith.ir import (
    Alias,
    Api,
    Content,
    Declaration,
    Docs,
    DocumentCounts,
    Field,
    ListOf,
    Model,
    Named,
    Nullable,
    Operation,
    Parameter,
    ParameterLocation,
    Place,
    RequestBody,
    Response,
    Role,
    Scalar,
    ScalarKind,
    SecurityScheme,
    SecurityUse,
    Server,
    Step,
    Tag,
    Type,
)
from clientsmith.lower import lower
from clientsmith.plan import plan
from clientsmith.problem import Location, Problem
from clientsmith.text import reveal

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
NO_DOCS = Docs()
STRING = Scalar(ScalarKind.STRING)
INTEGER = Scalar(ScalarKind.INTEGER)
BINARY = Scalar(ScalarKind.BINARY)
UNIX_TIME = Scalar(ScalarKind.UNIX_TIME)
UUID = Scalar(ScalarKind.UUID)
STRINGS = ListOf(STRING)

STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


def component(name: str) -> Named:
    return Named(f"#/components/schemas/{name}")


def _at(name: str) -> Place:
    return Place(None, (Step(Role.COMPONENT, name),))


def field(name: str, type_: Type = STRING, *, required: bool = True, docs: str = "") -> Field:
    return Field(name, type_, required, Docs(description=docs))


def model(name: str, *fields: Field, additional: Type | None = None) -> Model:
    return Model(component(name).id, _at(name), NO_DOCS, fields, additional=additional)


def alias(name: str, type_: Type) -> Alias:
    return Alias(component(name).id, _at(name), NO_DOCS, type_)


PET = model("Pet", field("id"), field("name"), field("tag", required=False))
PATCH = model("Patch", field("name", Nullable(STRING), required=False, docs="New name"))
EMPTY = model("Empty")
ERROR = model("Error", field("message"))


def parameter(
    location: str, name: str, type_: Type = STRING, *, required: bool = False, **more: Any
) -> Parameter:
    style = more.pop("style", STYLES.get(location, "form"))
    explode = more.pop("explode", style in ("form", "cookie"))
    return Parameter(
        location=ParameterLocation(location),
        wire_name=name,
        type=type_,
        required=required or location == "path",
        docs=Docs(description=more.pop("docs", "")),
        style=style,
        explode=explode,
        **more,
    )


def body(
    *contents: tuple[str, Type | None] | Content, required: bool = True, docs: str = ""
) -> RequestBody:
    return RequestBody(
        required,
        Docs(description=docs),
        tuple(part if isinstance(part, Content) else Content(*part) for part in contents),
    )


def answer(status: str, *contents: tuple[str, Type | None], docs: str = "") -> Response:
    return Response(status, Docs(description=docs), tuple(Content(*part) for part in contents))


def operation(
    line: str = "GET /pets",
    operation_id: str | None = None,
    *,
    parameters: Sequence[Parameter] = (),
    body: RequestBody | None = None,
    responses: Sequence[Response] = (),
    docs: Docs = NO_DOCS,
    tag: str = "pets",
    **more: Any,
) -> Operation:
    """An operation such as `GET /pets/{id}`."""
    method, path = line.split(" ", 1)
    return Operation(
        id=f"#/paths/{path}/{method}",
        method=method,
        path=path,
        operation_id=operation_id,
        tags=(tag,) if tag else (),
        docs=docs,
        parameters=tuple(parameters),
        body=body,
        responses=tuple(responses),
        location=Location("pets.yaml", f"/paths/{path}/{method}", 1),
        **more,
    )


def api(
    *operations: Operation,
    declarations: Iterable[Declaration] = (PET, PATCH, EMPTY, ERROR),
    title: str = "Pets",
    docs: Docs = NO_DOCS,
    servers: Sequence[Server] = (),
    security: Sequence[Sequence[str]] = (),
    schemes: Sequence[SecurityScheme] = (),
    tags: Mapping[str, str] | None = None,
) -> Api:
    found = {declaration.id: declaration for declaration in declarations}
    return Api(
        title=title,
        version="1.2",
        docs=docs,
        servers=tuple(servers),
        security=requirements(*security),
        security_schemes=tuple(schemes),
        tags=tuple(Tag(name, Docs(description=text)) for name, text in (tags or {}).items()),
        operations=operations,
        declarations=found,
        counts=DocumentCounts(len(operations), len(found)),
    )


def requirements(*alternatives: Sequence[str]) -> tuple[tuple[SecurityUse, ...], ...]:
    return tuple(tuple(SecurityUse(name, ("read",)) for name in names) for names in alternatives)


def planned(
    *operations: Operation,
    config: Config = Config(naming="operation-id"),  # noqa: B008 - immutable
    is_security_decided: bool = True,
    **more: Any,
) -> tuple[Package, tuple[Problem, ...]]:
    """A package, and its problems; without those about missing `security` if that is decided."""
    if is_security_decided:
        config = replace(config, security=())
    lowered, found = lower(api(*operations, **more))
    package, _, problems = plan(lowered, config)
    return package, (*found, *problems)


def package_of(*operations: Operation, **more: Any) -> Package:
    return planned(*operations, **more)[0]


def resource_of(*operations: Operation, **more: Any) -> Resource:
    """The resource with the methods of the operations."""
    return next(found for found in package_of(*operations, **more).resources if found.methods)


def method_of(*operations: Operation, **more: Any) -> Method:
    """The method of the first operation."""
    return resource_of(*operations, **more).methods[0]


def signature(method: Method) -> str:
    """A method as it is called, without `self` and `options`."""
    positional = [_written(argument) for argument in method.arguments if argument.positional]
    keywords = [_written(argument) for argument in method.arguments if not argument.positional]
    both = [*positional, *(["*"] if keywords else []), *keywords]
    return f"{method.name}({', '.join(both)}) -> {method.returns}"


def _written(argument: Any) -> str:
    default = f" = {argument.default}" if argument.default else ""
    return f"{argument.name}: {argument.annotation}{default}"


def notes(method: Method) -> dict[str, str]:
    return {str(note.name): reveal(note.text) for note in method.docs.arguments}


def responses(method: Method) -> dict[str, str]:
    return {str(case.status): str(case.content) for case in method.responses}


def styles(method: Method) -> dict[str, str]:
    return {
        f"{style.location} {style.wire_name}": ", ".join(
            f"{setting.name}={setting.value}" for setting in style.settings
        )
        for style in method.styles
    }


def printed(imports: Iterable[Import]) -> list[str]:
    lines = []
    for statement in imports:
        if statement.names:
            lines.append(f"from {statement.module} import {', '.join(statement.names)}")
        else:
            lines.append(
                f"import {statement.module}" + (f" as {statement.alias}" * bool(statement.alias))
            )
    return lines
