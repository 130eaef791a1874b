"""Arguments of the call for one page, made from those for the page before."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from ..client.idempotency import KEY_HEADERS
from ..client.prepare import CallArguments
from ..codec.places import Place
from ..operations import Operation
from .members import member, with_member
from .strategies import ParameterLocation, Path


def given(
    operation: Operation[Any],
    arguments: CallArguments,
    location: ParameterLocation,
    path: Path,
) -> Any:
    """What a parameter, or a member of it, is; None where it is not there."""
    if location == "body":
        return member(_body(operation, arguments), path)
    name, *inner = path
    return member(_parameter(operation, arguments, location, name), inner)


def with_parameter(
    operation: Operation[Any],
    arguments: CallArguments,
    location: ParameterLocation,
    path: Path,
    value: Any,
) -> CallArguments:
    """The arguments with another value for a parameter, or for a member of it."""
    if location == "body":
        body = with_member(_body(operation, arguments), path, value)
        return {**arguments, "body": body}
    name, *inner = path
    place = _parameter(operation, arguments, location, name)
    changed = {**_values(arguments, location), name: with_member(place, inner, value)}
    if location == "query":
        return {**arguments, "query": changed}
    return {**arguments, "headers": changed}


def _body(operation: Operation[Any], arguments: CallArguments) -> Place:
    declared = operation.body
    form = declared[0] if isinstance(declared, tuple) else declared
    return Place(arguments.get("body"), None if form is None else form.type)


def _parameter(
    operation: Operation[Any],
    arguments: CallArguments,
    location: ParameterLocation,
    name: str,
) -> Place:
    types = (
        each.type
        for each in operation.parameters
        if each.name == name and each.location == location
    )
    return Place(_values(arguments, location).get(name), next(types, None))


def _values(arguments: CallArguments, location: ParameterLocation) -> Mapping[str, Any]:
    found = arguments.get("query") if location == "query" else arguments.get("headers")
    return found or {}


def with_own_key(arguments: CallArguments) -> CallArguments:
    """The arguments with another idempotency key, where there is one: by the same key, a server
    would take the request for the page for that of the page before."""
    options, headers = arguments.get("options"), arguments.get("headers")
    if options is not None and options.idempotency_key is not None:
        options = dataclasses.replace(options, idempotency_key=str(uuid4()))
        arguments = {**arguments, "options": options}
    keys = [name for name in headers or () if name.lower() in KEY_HEADERS]
    if keys:
        # Where the method needs a key, one is made for the header that is declared.
        headers = {**(headers or {}), **dict.fromkeys(keys)}
        arguments = {**arguments, "headers": headers}
    return arguments
