"""What the renderer adds to the context: the two flavours of a client."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code


@dataclass(frozen=True, slots=True)
class Flavour:
    """What differs between a class and its async twin; templates see both as `flavours`."""

    is_async: bool
    """Whether methods are coroutines."""

    def_: Code
    """`def` or `async def`."""

    await_: Code
    """Empty or `await `, with the space."""

    resource_base: Code
    """Class of the runtime that resource classes extend."""

    client_base: Code
    """Class of the runtime that the root class extends."""

    client_options: Code
    """Class of the runtime that lists the options of the root class, such as `SyncClientOptions`."""


SYNC = Flavour(
    is_async=False,
    def_=Code("def"),
    await_=Code(""),
    resource_base=Code("Resource"),
    client_base=Code("SyncClient"),
    client_options=Code("SyncClientOptions"),
)
ASYNC = Flavour(
    is_async=True,
    def_=Code("async def"),
    await_=Code("await "),
    resource_base=Code("AsyncResource"),
    client_base=Code("AsyncClient"),
    client_options=Code("AsyncClientOptions"),
)
