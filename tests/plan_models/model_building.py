"""Short ways to write an API by hand, and to look at the plan of its models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clientsmith.config import Config
from clientsmith.context import Field, Model, ModelModule
from clientsmith.ir import (
    MISSING,
    Alias,
    Api,
    Content,
    Declaration,
    Discriminator,
    Docs,
    DocumentCounts,
    Enumeration,
    Id,
    Named,
    OneOf,
    Operation,
    Parameter,
    ParameterLocation,
    Place,
    RequestBody,
    Response,
    Role,
    Scalar,
    ScalarKind,
    Step,
    Type,
)
from clientsmith.ir import Field as IrField
from clientsmith.ir import Model as IrModel
from clientsmith.naming.overrides import OperationName
from clientsmith.plan.models.models import ModelPlan, plan_models

STRING = Scalar(ScalarKind.STRING)
INTEGER = Scalar(ScalarKind.INTEGER)
NULL = Scalar(ScalarKind.NULL)
BINARY = Scalar(ScalarKind.BINARY)
NO_DOCS = Docs()


def component_id(name: str) -> Id:
    return f"#/components/schemas/{name}"


def ref(name: str) -> Named:
    return Named(component_id(name))


def at(name: str) -> Place:
    return Place(None, (Step(Role.COMPONENT, name),))


def inside(parent: Id, *steps: tuple[Role, str] | Role, title: str = "") -> Place:
    """A place inside a declaration or an operation."""
    return Place(
        parent,
        tuple(Step(step) if isinstance(step, Role) else Step(*step) for step in steps),
        title,
    )


def field(name: str, type_: Type = STRING, required: bool = True, **more: Any) -> IrField:
    return IrField(name, type_, required, more.pop("docs", NO_DOCS), **more)


def model(
    name: str, *fields: IrField, place: Place | None = None, docs: Docs = NO_DOCS, **more: Any
) -> IrModel:
    """A component, or something inline at `place` whose id is `name`."""
    id_ = component_id(name) if place is None else name
    return IrModel(id_, place or at(name), docs, fields, **more)


def enumeration(name: str, *values: Any, place: Place | None = None) -> Enumeration:
    id_ = component_id(name) if place is None else name
    return Enumeration(id_, place or at(name), NO_DOCS, values)


def alias(name: str, type_: Type, place: Place | None = None, docs: Docs = NO_DOCS) -> Alias:
    id_ = component_id(name) if place is None else name
    return Alias(id_, place or at(name), docs, type_)


def tagged(property: str, mapping: Mapping[str, str], *members: Type) -> OneOf:
    """A union with a discriminator; the mapping leads to names of components."""
    targets = {value: component_id(name) for value, name in mapping.items()}
    return OneOf(members or tuple(map(Named, targets.values())), Discriminator(property, targets))


def operation(
    method: str,
    path: str,
    *,
    body: Type | None = None,
    response: Type | None = None,
    parameters: Mapping[str, Type] | None = None,
    media_type: str = "application/json",
) -> Operation:
    """An operation whose id is `METHOD path`."""
    json = "application/json"
    return Operation(
        id=f"{method} {path}",
        method=method,
        path=path,
        operation_id=None,
        tags=(),
        docs=NO_DOCS,
        parameters=tuple(
            Parameter(ParameterLocation.QUERY, name, type_, False, NO_DOCS, "form", True)
            for name, type_ in (parameters or {}).items()
        ),
        body=None if body is None else RequestBody(True, NO_DOCS, (Content(media_type, body),)),
        responses=(
            () if response is None else (Response("200", NO_DOCS, (Content(json, response),)),)
        ),
    )


def api(declarations: Iterable[Declaration], *operations: Operation) -> Api:
    found = {declaration.id: declaration for declaration in declarations}
    return Api(
        title="Sample",
        version="1",
        docs=NO_DOCS,
        servers=(),
        security=(),
        security_schemes=(),
        tags=(),
        operations=operations,
        declarations=found,
        counts=DocumentCounts(len(operations), len(found)),
    )


def names_of(operations: Iterable[Operation]) -> dict[Id, OperationName]:
    """Simple names: the first segment is the resource, the HTTP method says the rest."""
    verbs = {"GET": "list", "POST": "create", "PUT": "replace", "PATCH": "update"}
    return {
        operation.id: OperationName((operation.path.split("/")[1],), verbs[operation.method])
        for operation in operations
    }


def plan(
    declarations: Iterable[Declaration],
    *operations: Operation,
    config: Config = Config(naming="operation-id"),  # noqa: B008 - immutable
    names: Mapping[Id, OperationName] | None = None,
) -> ModelPlan:
    whole = api(declarations, *operations)
    planned, problems = plan_models(whole, config, names or names_of(operations))
    assert problems == ()
    return planned


def module_of(planned: ModelPlan, name: str) -> ModelModule:
    return next(module for module in planned.modules if module.name == name)


def class_of(planned: ModelPlan, name: str) -> Model:
    return next(part for module in planned.modules for part in module.models if part.name == name)


def class_names(planned: ModelPlan) -> list[str]:
    return sorted(name for export in planned.exports for name in export.names)


def line(field: Field) -> str:
    """A field as it stands in the class body."""
    return f"{field.name}: {field.annotation}" + (f" = {field.default}" if field.default else "")


def lines(planned: ModelPlan, name: str) -> list[str]:
    """The fields that a class declares itself."""
    return [line(field) for field in class_of(planned, name).fields]


def definition(planned: ModelPlan, name: str) -> str:
    return next(
        part.definition
        for module in planned.modules
        for part in module.type_names
        if part.name == name
    )


__all__ = [name for name in dir() if not name.startswith("_")]
_ = MISSING
