"""Webhooks and callbacks as functions that decode them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...context import Delivery, DeliveryField, Import, Webhooks
from ...context import Webhook as PlannedWebhook
from ...encode.encoders import literal
from ...ir import (
    Api,
    Content,
    Enumeration,
    Id,
    ListOf,
    Literals,
    Named,
    Nullable,
    Parameter,
    ParameterLocation,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Webhook,
)
from ...naming.words.identifiers import NameScope, attribute_name
from ...naming.words.words import pascal, words
from ...problem import Location, Problem, Severity, quoted
from ...text import Code, Text
from ...types.directions import Direction
from ...types.expressions import add_imports, free_names, visible
from ...types.imports import Imports
from ...types.media_types import MediaKind, kind_of
from ...types.predicates import Traits
from ..docstrings.docstrings import as_prose, request_docs
from ..docstrings.sentences import described
from ..models.models import ModelPlan
from ..operations.arguments import NO_CODE, NONE, optional_code, with_deprecation
from ..operations.responses import ResponsePlanner, union_code

_ANY = Code("Any")
_NUMBERS = frozenset(
    {
        ScalarKind.BOOLEAN,
        ScalarKind.DECIMAL_NUMBER,
        ScalarKind.INTEGER,
        ScalarKind.NULL,
        ScalarKind.NUMBER,
        ScalarKind.UNIX_TIME,
    }
)
"""Kinds that are no strings in JSON."""

_SIGNATURES = ("HMACSignature", "StandardWebhooks", "Verifier")
"""Names for verifying the sender of a request."""

_FACTORIES = {
    "Form": "._runtime.webhooks.events",
    "XML": "._runtime.xml.contents",
    **dict.fromkeys(("BINARY", "Binary"), "._runtime.responses.contents"),
    **dict.fromkeys(("AnyJSON", "TEXT", "Text"), "._runtime.responses.labelled_contents"),
}
"""Class of the runtime that decodes a body → its module, if that is not the runtime itself."""

_RECEIVED = (ParameterLocation.HEADER, ParameterLocation.QUERY, ParameterLocation.COOKIE)


def plan_webhooks(
    api: Api, models: ModelPlan, names: Mapping[Id, str]
) -> tuple[Webhooks | None, tuple[Problem, ...]]:
    """Plan the module `webhooks`; None where it would be empty.

    Args:
        api: the API.
        models: names of types.
        names: what each webhook is called, in snake case.

    Returns:
        The plan, and a note for each webhook without anything to decode.
    """
    planner = _WebhookPlanner(api, models)
    planned: list[PlannedWebhook] = []
    problems: list[Problem] = []
    deliveries = NameScope(("Any", "Event", "Form", "Received"))
    for webhook in sorted(api.webhooks, key=lambda each: names[each.id]):
        one = planner.plan(webhook, names[webhook.id], deliveries)
        if one is None:
            problems.append(_nothing(webhook))
        else:
            planned.append(one)
    if not planned:
        return None, tuple(problems)
    return Webhooks(_imports(planned), tuple(planned)), tuple(problems)


class _WebhookPlanner:
    """Plans webhooks one by one."""

    def __init__(self, api: Api, models: ModelPlan) -> None:
        self._models = models
        self._declarations = models.declarations
        self._traits = Traits(models.declarations)
        self._responses = ResponsePlanner(models, self._traits)
        self._operations = {
            operation.id: f"{operation.method} {operation.path}" for operation in api.operations
        }

    def plan(self, webhook: Webhook, name: str, deliveries: NameScope) -> PlannedWebhook | None:
        """Plan the function of a webhook; None where nothing is declared that it could decode.

        Args:
            webhook: the webhook.
            name: its name in snake case.
            deliveries: names of classes in the module.
        """
        parameters = [each for each in webhook.parameters if each.location in _RECEIVED]
        contents = () if webhook.body is None else webhook.body.contents
        readings = [self._reading(content) for content in sorted(contents, key=_preference)]
        if not readings and not parameters:
            return None
        body = union_code(annotation for _, annotation in readings)
        required = webhook.body is not None and webhook.body.required
        if readings and not required:
            body = optional_code(body)
        summary, description = request_docs(webhook.docs, name)
        return PlannedWebhook(
            name=Code(f"parse_{name}"),
            constant=Code(f"_{name.upper()}"),
            key=Text(webhook.name),
            summary=Text(summary),
            description=Text(description),
            origin=Text(self._origin(webhook)),
            external_url=Text(webhook.docs.external_url),
            deprecated=webhook.docs.deprecated,
            contents=tuple(dict.fromkeys(code for code, _ in readings)),
            is_body_required=required or not readings,
            body=body,
            body_docs=as_prose(webhook.body.docs.description) if webhook.body else Text(""),
            delivery=(
                self._delivery(webhook, name, parameters, body if readings else None, deliveries)
                if parameters
                else None
            ),
        )

    def _origin(self, webhook: Webhook) -> str:
        name = webhook.name.replace("`", "'")
        if webhook.operation is None:
            return f"Webhook `{name}`, sent as `{webhook.method}`."
        asking = self._operations.get(webhook.operation, "").replace("`", "'")
        of = f" of `{asking}`" if asking else ""
        return f"Callback `{name}`{of}, sent as `{webhook.method}`."

    # --- bodies -------------------------------------------------------------------------------

    def _reading(self, content: Content) -> tuple[Code, Code]:
        """Return an expression that decodes a body of a media type, and the type of the result."""
        if kind_of(content.media_type) is not MediaKind.FORM:
            return self._responses.decoder(content)
        if content.type is None:
            return Code('Form("Any")'), _ANY
        wire = self._models.annotation(content.type, Direction.RESPONSE)
        fields = self._fields(content.type)
        told = f", {literal(fields)}" if fields else ""
        annotation = self._models.annotation(content.type, Direction.RESPONSE, prefix="models.")
        return Code(f"Form({self._models.type_text(wire)}{told})"), annotation

    def _fields(self, type_: Type) -> dict[str, str]:
        """Return how those fields of a form are written that are not text."""
        model = self._models.model_of(type_)
        written = {
            field.wire_name: self._written(field.type)
            for field in (model.fields if model is not None else ())
        }
        return {name: how for name, how in written.items() if how != "text"}

    def _written(self, type_: Type) -> str:
        """Return how the runtime is to read a value of a header, a query or a form."""
        type_ = self._traits.resolved(type_)
        match type_:
            case Nullable(inner):
                return self._written(inner)
            case ListOf(item):
                return "json-list" if self._written(item) == "json" else "list"
            case TupleOf():
                return "list"
            case Scalar(kind):
                return "json" if kind in _NUMBERS else "text"
            case Literals(values):
                return "text" if any(isinstance(value, str) for value in values) else "json"
            case Named(id_):
                declaration = self._declarations[id_]
                if isinstance(declaration, Enumeration):
                    return self._written(Literals(declaration.values))
                return "json"
            case _:
                return "text"

    # --- headers and query --------------------------------------------------------------------

    def _delivery(
        self,
        webhook: Webhook,
        name: str,
        parameters: Sequence[Parameter],
        body: Code | None,
        deliveries: NameScope,
    ) -> Delivery:
        title = pascal(words(name))
        scope = NameScope(("body",))
        fields: list[DeliveryField] = []
        if body is not None:
            docs = webhook.body.docs.description if webhook.body else ""
            fields.append(DeliveryField(Code("body"), body, NO_CODE, as_prose(docs)))
        codes: list[Code] = []
        for parameter in parameters:
            field_name = attribute_name(parameter.wire_name, reserved=())
            field = scope.allocate((field_name, f"{parameter.location.value}_{field_name}"))
            fields.append(self._field(parameter, field))
            codes.append(self._received(parameter, field))
        locations = {parameter.location for parameter in parameters}
        names = [str(field.name) for field in fields]
        fields = [replace(field, annotation=visible(field.annotation, names)) for field in fields]
        return Delivery(
            name=deliveries.allocate((f"{title}Delivery",)),
            fields=tuple(sorted(fields, key=lambda field: bool(field.default))),
            parameters=tuple(codes),
            has_query=ParameterLocation.QUERY in locations,
            has_headers=bool(locations - {ParameterLocation.QUERY}),
        )

    def _field(self, parameter: Parameter, name: Code) -> DeliveryField:
        annotation = self._models.annotation(parameter.type, Direction.RESPONSE, prefix="models.")
        docs = parameter.docs
        text = described(docs, parameter.constraints, parameter.default, names=(name,))
        return DeliveryField(
            name=name,
            annotation=annotation if parameter.required else optional_code(annotation),
            default=NO_CODE if parameter.required else NONE,
            docs=with_deprecation(text, docs.deprecated),
        )

    def _received(self, parameter: Parameter, field: Code) -> Code:
        wire = self._models.annotation(parameter.type, Direction.RESPONSE)
        arguments: list[str] = [
            literal(str(field)),
            literal(parameter.location.value),
            literal(parameter.wire_name),
            self._models.type_text(wire),
        ]
        written = "json" if parameter.content is not None else self._written(parameter.type)
        if written != "text":
            arguments.append(f"written={literal(written)}")
        if parameter.required:
            arguments.append("required=True")
        return Code(f"Received({', '.join(arguments)})")


def _preference(content: Content) -> tuple[MediaKind, str]:
    """Return a key that sorts JSON first and otherwise keeps the document's order."""
    return kind_of(content.media_type), content.media_type


def _nothing(webhook: Webhook) -> Problem:
    return Problem(
        "webhook-not-generated",
        Severity.NOTE,
        f"{quoted(webhook.name)} has neither a body nor parameters: there is nothing to decode.",
        webhook.location or Location("", webhook.id),
    )


def _imports(webhooks: Sequence[PlannedWebhook]) -> tuple[Import, ...]:
    imports = Imports()
    imports.add("__future__", "annotations")
    imports.add("collections.abc", "Mapping")
    imports.add("._runtime.webhooks.events", "Event")
    imports.add("._runtime.webhooks.signatures", *(f"{name} as {name}" for name in _SIGNATURES))
    for code in dict.fromkeys(_code(webhooks)):
        add_imports(imports, code, "._runtime")
        used = free_names(code)
        if "models" in used:
            imports.add(".", "models")
        if "_models" in used:
            imports.add(".", "models as _models")
    for webhook in webhooks:
        for content in webhook.contents:
            factory = content.partition("(")[0]
            module = _FACTORIES.get(factory, "._runtime")
            imports.add(module, factory)
            if "XmlNode(" in content:
                imports.add("._runtime.xml", "XmlNode")
        if webhook.delivery is None:
            imports.add("._runtime.webhooks.events", "read_event")
        else:
            imports.add("dataclasses", "dataclass")
            imports.add("._runtime.webhooks.events", "Received", "read_delivery")
    return imports.statements()


def _code(webhooks: Iterable[PlannedWebhook]) -> Iterator[Code]:
    """Yield every type expression of the module."""
    for webhook in webhooks:
        yield webhook.body
        if webhook.delivery is not None:
            for field in webhook.delivery.fields:
                yield field.annotation
