"""Methods that stand for all others: those that the README shows, and those that smoke tests call."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code
from .documentation import Import
from .operations import Method


@dataclass(frozen=True, slots=True)
class Showcases:
    """Methods that the README shows; each has an example."""

    call: Method | None
    """One that needs few arguments and gives something back; None where no method has an example."""

    pages: Method | None
    """One whose result is iterated over many pages."""

    stream: Method | None
    """One whose result is a stream of items."""

    download: Method | None
    """One whose result is saved to a file."""

    failure: Method | None
    """One that declares an error which has a class of its own; None where no method does."""

    failure_class: Code
    """The class of that error, such as `NotFoundError`; empty where there is none."""

    credentials: tuple[Code, ...]
    """Arguments of the client that carry what the API usually asks for."""

    sign_in: tuple[Code, ...]
    """Arguments of a client with which people sign in with a browser: those of its id and its
    secret; empty where the API has no such way."""

    sign_in_token: Code
    """The argument that takes the token that comes out of it; empty like that."""


@dataclass(frozen=True, slots=True)
class SmokeAnswer:
    """What the server answers in a smoke test, and what a method makes of it."""

    status: Code
    """A Python literal."""

    document: Code
    """JSON of the answer as a Python literal; empty where it is something else or has no body."""

    content: Code
    """Bytes of an answer that is no JSON, as a Python literal; else empty."""

    media_type: Code
    """That of `content`, a Python literal; else empty."""

    returns: Code
    """Class of the result, such as `models.Pet` or `list`; empty where it is not a single one."""


@dataclass(frozen=True, slots=True)
class SmokeCall:
    """A call that a smoke test of the generated project makes."""

    name: Code
    """Names of the resource and the method, such as `issuing_cards_list`; unique."""

    method: Method
    """It has an example."""

    answer: SmokeAnswer
    """What the server answers."""


@dataclass(frozen=True, slots=True)
class SmokeTests:
    """What the smoke tests of the generated project try without a network."""

    imports: tuple[Import, ...]
    """Every import of the module."""

    uses_files: bool
    """True if a call sends a file, or saves one."""

    files: tuple[Code, ...]
    """Names of the files that calls send, as Python literals."""

    credentials: tuple[Code, ...]
    """Arguments of the client that are given any text."""

    calls: tuple[SmokeCall, ...]
    """Methods that are easy to call and to answer: all of a small API, some of each resource of a
    large one."""

    representative: SmokeCall | None
    """The one of them that errors and the asynchronous client are tried with; None where none is
    short enough."""
