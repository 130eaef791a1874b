"""Methods that stand for all others: those that the README shows, and those that smoke tests call."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code
from .modules import Import
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

    credentials: tuple[Code, ...]
    """Arguments of the client that carry what the API usually asks for."""


@dataclass(frozen=True, slots=True)
class SmokeCall:
    """A call that a smoke test of the generated project makes, and what the server answers."""

    name: Code
    """Names of the resource and the method, such as `issuing_cards_list`; unique."""

    method: Method
    """It has an example that is a plain call."""

    status: Code
    """Status of the answer, a Python literal."""

    answer: Code
    """JSON of the answer as a Python literal; empty where it has no body."""

    returns: Code
    """Class of the result, such as `models.Pet`; empty where it is none of `models`."""


@dataclass(frozen=True, slots=True)
class SmokeTests:
    """What the smoke tests of the generated project try without a network."""

    imports: tuple[Import, ...]
    """Every import of the module."""

    uses_files: bool
    """Whether a call uploads a file."""

    credentials: tuple[Code, ...]
    """Arguments of the client that are given any text."""

    calls: tuple[SmokeCall, ...]
    """One for each resource that has a method which is easy to call and to answer."""
