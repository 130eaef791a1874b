"""The names of a client, for the next one to keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...context import Resource
from ...ir import Api, Id
from ...naming.extensions import operation_evidence
from ...naming.operations.tags import main_tag
from ...naming.overrides import OperationName, operation_key
from ...project.pins import CredentialPin, OperationPin, Pins, ResourcePin, WebhookPin, relative_id
from ..models.models import ModelPlan


def pins_of(
    api: Api,
    names: Mapping[Id, OperationName],
    variants: Mapping[Id, Mapping[str, str]],
    events: Mapping[Id, str],
    models: ModelPlan,
    resources: Iterable[Resource],
    package: str,
    client_class: str,
    version: str,
    credentials: Mapping[str, CredentialPin],
    old: Pins,
) -> Pins:
    """Return every name of a client, without aliases.

    Args:
        api: the API.
        names: names of the operations.
        variants: names of methods for further forms of operations.
        events: names of webhooks and callbacks.
        models: names of classes.
        resources: names of resources in code.
        package: import name.
        client_class: name of the root class.
        version: of the package.
        credentials: names of credentials, by security scheme.
        old: previous names, which say where the root document is.
    """
    operations = {
        operation_key(operation): OperationPin(
            name=str(names[operation.id]),
            operation_id=operation.operation_id or "",
            tag=main_tag(operation) or "",
            extension=operation_evidence(operation),
            variants=variants.get(operation.id, {}),
        )
        for operation in reversed(api.operations)
    }
    return Pins(
        package=package,
        client_class=client_class,
        version=version,
        operations=operations,
        resources={
            each.path: ResourcePin(str(each.class_name), str(each.module)) for each in resources
        },
        webhooks={relative_id(id_, old.root): WebhookPin(name) for id_, name in events.items()},
        schemas=models.pins(),
        credentials=credentials,
        root=old.root,
    )
