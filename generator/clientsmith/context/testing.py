"""The modules `testing` and `pytest_plugin`: fakes and values for tests of code that uses the client."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text
from .documentation import Import
from .operations import Resource, ResourceLink


@dataclass(frozen=True, slots=True)
class FieldLimits:
    """Constraints on the fields of a model, which their types do not tell."""

    model: Text
    """Name of the class."""

    limits: Code
    """Dict literal from names of fields to keywords of JSON Schema."""


@dataclass(frozen=True, slots=True)
class Testing:
    """The module `testing`."""

    imports: tuple[Import, ...]
    """Imports of the module: the clients, the runtime as `_testing`, and the modules of resources
    under names such as `_goals`."""

    resources: tuple[Resource, ...]
    """All resources, each after its nested ones."""

    links: tuple[ResourceLink, ...]
    """Top-level resources; an attribute that the fake itself has ends in an underscore."""

    credentials: tuple[Code, ...]
    """Arguments of the client for credentials, as Python literals."""

    writers: tuple[Code, ...]
    """Expressions of the runtime for contents other than JSON, text and bytes, such as
    `_streams.STREAMS`."""

    limits: tuple[FieldLimits, ...]
    """Constraints on the fields of models, sorted by model."""

    class_name: Code
    """Name of the fake of the API, such as `FakeMSPortal`."""

    fixture: Code
    """Name of the pytest fixture, such as `fake_msportal`."""
