"""Arguments of the call for one page, made from those for the page before."""

from __future__ import annotations

import dataclasses
from typing import Any
from uuid import uuid4

from ..idempotency import KEY_HEADERS
from ..prepare import CallArguments
from .members import member, with_member
from .strategies import ParameterLocation, Path


def given(arguments: CallArguments, location: ParameterLocation, path: Path) -> Any:
    """What a parameter, or a member of it, is; None where it is not there."""
    return member(_holder(arguments, location), path)


def with_parameter(
    arguments: CallArguments, location: ParameterLocation, path: Path, value: Any
) -> CallArguments:
    """The arguments with another value for a parameter, or for a member of it."""
    changed = with_member(_holder(arguments, location), path, value)
    if location == "body":
        return {**arguments, "body": changed}
    if location == "query":
        return {**arguments, "query": changed}
    return {**arguments, "headers": changed}


def _holder(arguments: CallArguments, location: ParameterLocation) -> Any:
    if location == "body":
        return arguments.get("body")
    found = arguments.get("query") if location == "query" else arguments.get("headers")
    return dict(found or {})


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
