"""Example methods: those that the README shows, and those that smoke tests call."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code
from .documentation import Import
from .operations import Method


@dataclass(frozen=True, slots=True)
class Showcases:
    """Methods for the examples of the README; each has an example."""

    call: Method | None
    """A method with few arguments and a result; None if no method has an example."""

    pages: Method | None
    """A method with a paginated result; None if there is none."""

    stream: Method | None
    """A method whose result is a stream of items; None if there is none."""

    download: Method | None
    """A method whose result is saved to a file; None if there is none."""

    failure: Method | None
    """A method that declares an error with its own exception class; None if there is none."""

    failure_class: Code
    """That exception class, such as `NotFoundError`; empty if there is none."""

    credentials: tuple[Code, ...]
    """Client arguments for the credentials that operations usually require."""

    arguments: Code
    """All arguments of the client in examples, with legal values: `token="my-token"`; empty if it needs
    none."""

    other_ways: tuple[Code, ...]
    """The same for other ways to authenticate."""

    sign_in_arguments: Code
    """The same for signing in with a browser; empty if the API has no such flow."""

    sign_in: tuple[Code, ...]
    """Client arguments for signing in with a browser, the client id and the client secret; empty if
    the API has no such flow."""

    sign_in_token: Code
    """Client argument for the resulting token; empty if the API has no such flow."""


@dataclass(frozen=True, slots=True)
class SmokeAnswer:
    """The response of the fake server in a smoke test, and the expected result."""

    status: Code
    """A Python literal."""

    document: Code
    """JSON of the response as a Python literal; empty if it is not JSON or has no body."""

    content: Code
    """Bytes of a response that is not JSON, as a Python literal; else empty."""

    media_type: Code
    """Media type of `content` as a Python literal; else empty."""

    returns: Code
    """Class of the result, such as `models.Pet` or `list`; empty if it is not a single class."""


@dataclass(frozen=True, slots=True)
class SmokeCall:
    """A call in the smoke tests of the generated project."""

    name: Code
    """Names of the resource and the method, such as `issuing_cards_list`; unique."""

    method: Method
    """The method that is called; it has an example."""

    answer: SmokeAnswer
    """The response of the fake server."""


@dataclass(frozen=True, slots=True)
class SmokeTests:
    """The smoke tests of the generated project, which need no network."""

    imports: tuple[Import, ...]
    """Imports of the test module."""

    uses_files: bool
    """True if a call uploads or saves a file."""

    files: tuple[Code, ...]
    """Names of the uploaded files, as Python literals."""

    credentials: tuple[Code, ...]
    """Client arguments that are set to dummy values."""

    calls: tuple[SmokeCall, ...]
    """Calls of methods with simple arguments and responses: all methods of a small API, some of
    each resource of a large one."""

    representative: SmokeCall | None
    """The call used to test errors and the asynchronous client; None if none is short enough."""
