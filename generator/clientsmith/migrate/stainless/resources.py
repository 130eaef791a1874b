"""Resources of a `stainless.yml`: methods and models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...document import Node, unescape_token
from ...ir import Operation
from ..casing import attribute_of, class_of
from ..ledger import Ledger, Table
from ..target import Target
from .reading import endpoint_of, is_left_out, shown, text_at

_NOT_HTTP = {
    "webhook_unwrap": "the module `webhooks` of the client verifies and decodes webhooks",
    "webhook_unsafe_unwrap": "the module `webhooks` of the client decodes webhooks",
    "websocket": "WebSockets are no operations of OpenAPI",
    "ws": "WebSockets are no operations of OpenAPI",
}
"""Types of methods that are no requests → what there is for them."""

_DETAILS = {
    "body_param_name": "an object in a body is spread over arguments, and is the first argument as a "
    "whole",
    "positional_params": "parameters of the path are positional, in the order of the path",
    "unwrap_response_fields": "methods return the response as the document describes it",
    "idempotency": "pass the header with `RequestOptions(headers=…)`",
    "deprecated": "`deprecated: true` in the document",
    "description": "descriptions come from the document",
    "security": "`security` of the operation in the document",
    "pagination": "see `[pagination]`",
}
"""Settings of a method that are said in another way here."""

_TESTS = ("skip_test_reason", "skip_tests_reason", "skip_mock_tests", "mock_tests", "tests")


@dataclass
class Methods:
    """Methods of a configuration that a client gets."""

    paginated: list[tuple[Node, Operation, Node | None]] = field(default_factory=list)
    """Node of each method, its operation, and its setting `paginated`."""

    excluded: list[str] = field(default_factory=list)
    """Keys of operations that get no method."""

    seen: set[str] = field(default_factory=set)
    """Ids of operations that the configuration names, with or without a method."""


def read_resources(
    root: Node, ledger: Ledger, target: Target, casings: Mapping[str, str]
) -> Methods:
    """Read all resources of a configuration; return its methods."""
    methods = Methods()
    resources = root.get("resources")
    if resources is not None:
        for path, resource, left_out in _resources(resources):
            for name, method in _entries(resource, "methods"):
                _read_method(path, name, method, ledger, target, methods, left_out)
            for name, model in _entries(resource, "models"):
                _read_model(name, model, ledger, target, casings, left_out)
            _read_details(path, resource, ledger)
    return methods


def operation_key(operation: Operation) -> str:
    """Return what the configuration calls an operation: `METHOD /path`."""
    return f"{operation.method} {operation.path}"


def _resources(
    node: Node, path: tuple[str, ...] = (), is_left_out_above: bool = False
) -> Iterator[tuple[tuple[str, ...], Node, bool]]:
    """Yield each resource with its path, and whether it or one around it is left out."""
    for key, resource in node.items():
        own = (*path, key)
        left_out = is_left_out_above or is_left_out(resource)
        yield own, resource, left_out
        subresources = resource.get("subresources")
        if subresources is not None:
            yield from _resources(subresources, own, left_out)


def _entries(resource: Node, key: str) -> Iterator[tuple[str, Node]]:
    node = resource.get(key)
    if node is not None:
        yield from node.items()


def _read_details(path: tuple[str, ...], resource: Node, ledger: Ledger) -> None:
    name = ".".join(path)
    for key in ("description", "deprecated"):
        if (node := resource.get(key)) is not None:
            ledger.missing(
                node, "resource", f"{name}: {key}", "resources have no text of their own"
            )
    for key in ("skip", "only"):
        if (node := resource.get(key)) is not None:
            ledger.changed(node, "resource", f"{name}: {key} {shown(node.data)}", "`exclude`")


def _read_method(
    path: tuple[str, ...],
    name: str,
    method: Node,
    ledger: Ledger,
    target: Target,
    methods: Methods,
    left_out: bool,
) -> None:
    endpoint_node = method.get("endpoint") if isinstance(method.data, dict) else method
    endpoint = endpoint_of(endpoint_node)
    call = ".".join((*path, name))
    kind = text_at(method, "type")
    if endpoint_node is None or endpoint is None:
        why = _NOT_HTTP.get(kind, "it names no method and path such as `get /pets`")
        record = ledger.changed if kind.startswith("webhook") else ledger.missing
        record(method, "method", f"{call}: {shown(kind or method.data)}", why)
        return
    source = f"{call}: {' '.join(endpoint)}"
    operation = target.operation(*endpoint)
    if operation is None:
        ledger.missing(method, "method", source, "the document has no such operation")
        return
    methods.seen.add(operation.id)
    key = operation_key(operation)
    if left_out or is_left_out(method):
        if key not in methods.excluded:
            methods.excluded.append(key)
        ledger.changed(method, "method", f"{source}, left out", f"`exclude`: {key}")
        return
    resource = tuple(attribute_of(part) for part in path if not part.startswith("$"))
    if not resource:
        ledger.missing(
            method,
            "method",
            source,
            "every method belongs to a resource; it gets a name of its own",
        )
        return
    wanted = ".".join((*resource, attribute_of(name)))
    node = endpoint_node
    if not ledger.named(Table.OPERATIONS, key, wanted, node, "method", source):
        there = ledger.settings["names"]["operations"][key]
        ledger.missing(node, "method", source, f"the operation is {there}, and has one name")
        return
    methods.paginated.append((method, operation, method.get("paginated")))
    _read_method_details(call, method, ledger, operation)


def _read_method_details(call: str, method: Node, ledger: Ledger, operation: Operation) -> None:
    for key, node in method.items():
        source = f"{call}: {key} {shown(node.data)}"
        if key in ("type", "endpoint", "paginated"):
            ledger.understood(node)
        elif key == "streaming":
            _read_streaming(call, node, ledger, operation)
        elif key in _TESTS or key.startswith("x-"):
            ledger.irrelevant(node, "method", source, "tests of another generator")
        elif key in ("skip", "only"):
            ledger.understood(node)
        elif key in _DETAILS:
            ledger.changed(node, "method", source, _DETAILS[key])


def _read_streaming(call: str, node: Node, ledger: Ledger, operation: Operation) -> None:
    if node.data is False:
        ledger.understood(node)
        return
    streams = any(
        content.media_type in ("text/event-stream", "application/jsonl", "application/x-ndjson")
        for response in operation.responses
        for content in response.contents
    )
    source = f"{call}: streaming"
    if streams:
        ledger.changed(node, "streaming", source, "a method of its own for the stream")
    else:
        ledger.missing(
            node,
            "streaming",
            source,
            "the document declares no stream: add `text/event-stream` to the response in an overlay",
        )


def _read_model(
    name: str,
    model: Node,
    ledger: Ledger,
    target: Target,
    casings: Mapping[str, str],
    left_out: bool,
) -> None:
    is_object = isinstance(model.data, dict)
    reference = model.get("openapi_uri") or model.get("$ref") if is_object else model
    text = reference.data if reference is not None else None
    if reference is None or not isinstance(text, str):
        ledger.missing(model, "model", name, "it refers to no schema of the document")
        return
    source = f"{name}: {text}"
    if (is_object and is_left_out(model)) or left_out:
        ledger.changed(model, "model", source, "models that nothing uses are not generated")
        return
    pointer = text.removeprefix("#")
    tokens = [unescape_token(token) for token in pointer.split("/")]
    component = tokens[-1] if len(tokens) == 1 or tokens[1:-1] in _SECTIONS else ""
    wanted = class_of(name, casings)
    key = component or f"#{pointer}"
    if component and component not in target.components:
        ledger.missing(
            reference, "model", source, "the document has no such schema, or none is used"
        )
        return
    if not ledger.named(Table.SCHEMAS, key, wanted, reference, "model", source):
        there = ledger.settings["names"]["schemas"][key]
        record = ledger.carried if there == wanted else ledger.missing
        record(reference, "model", source, f"the schema is {there}, and has one name")


_SECTIONS = (["components", "schemas"], ["definitions"])
