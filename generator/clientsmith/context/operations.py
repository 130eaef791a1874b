"""Operations and resources as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text
from .documentation import MethodDocs
from .modules import Import


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter of a generated method, apart from `self` and `options`."""

    name: Code
    """Name in the signature."""

    annotation: Code
    """Type expression as it stands in the resource's module, such as `models.Pet | None`."""

    default: Code
    """Empty for a required argument."""

    wire_name: Text
    """Name of the parameter, or of the property of the body, in the document."""

    location: Code
    """`path`, `query`, `header`, `cookie`, `querystring`, or `body`."""

    positional: bool
    """Whether it may be given by position (path parameters)."""


@dataclass(frozen=True, slots=True)
class ParameterStyle:
    """A parameter that is not written in the default way of its location."""

    location: Code
    """`path`, `query`, `header` or `cookie`; empty for a property of a body."""

    wire_name: Code
    """A Python literal."""

    settings: tuple[Setting, ...]
    """Keyword arguments of the runtime's `Parameter`, such as `style="deepObject"`."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A keyword argument: name and value, both code."""

    name: Code
    """Name of the keyword argument."""

    value: Code
    """Its value as a Python expression."""


@dataclass(frozen=True, slots=True)
class ResponseCase:
    """What the client makes of one declared status."""

    status: Code
    """Key as a Python literal: `200`, `"4XX"`, `"default"`."""

    content: Code
    """Expression of the runtime, such as `JSON("Pet")`, `TEXT`, `BINARY` or `NOTHING`."""


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """How a method makes its body from its arguments."""

    media_type: Code
    """A Python literal."""

    type: Code
    """Type expression in the namespace of `models`, as a Python string literal."""

    required: bool
    """Whether the operation needs a body."""

    model: Code
    """Expression of the class that the arguments are spread into, such as `models.CreateGoalRequest`;
    empty where the body is one argument."""

    arguments: tuple[Argument, ...]
    """The spread arguments, or the one argument `body`."""

    encodings: tuple[ParameterStyle, ...]
    """Properties of a form or multipart body that are not written in the default way."""


@dataclass(frozen=True, slots=True)
class Method:
    """One operation: a method of a resource class and of its async twin."""

    name: Code
    """Name of the method."""

    constant: Code
    """Name of the module constant that describes the operation, such as `_CREATE`."""

    http_method: Code
    """A Python literal."""

    path: Code
    """The path template as a Python literal."""

    operation_id: Text
    """`operationId` of the document; empty where it gives none."""

    docs: MethodDocs
    """What the docstring says."""

    arguments: tuple[Argument, ...]
    """All of them in the order of the signature."""

    path_arguments: tuple[Argument, ...]
    """Those of `arguments` that go into the path."""

    query_arguments: tuple[Argument, ...]
    """Those of `arguments` that go into the query."""

    header_arguments: tuple[Argument, ...]
    """Those of `arguments` that become headers."""

    cookie_arguments: tuple[Argument, ...]
    """Those of `arguments` that become cookies."""

    styles: tuple[ParameterStyle, ...]
    """Parameters that are not written in the default way."""

    body: BodyPlan | None
    """How the body is made; None where the operation takes none."""

    responses: tuple[ResponseCase, ...]
    """What the client makes of each declared status."""

    security: Code
    """Tuple expression where the operation differs from the client, else empty."""

    server: Code
    """Base URL as a Python literal where the operation has its own, else empty."""

    returns: Code
    """Return annotation as it stands in the resource's module."""

    deprecated: bool
    """Whether the document calls the operation deprecated."""


@dataclass(frozen=True, slots=True)
class ResourceLink:
    """An attribute through which a resource is reached, such as `client.goals`."""

    attribute: Code
    """Name of the attribute."""

    module: Code
    """Module name inside `resources`."""

    class_name: Code
    """Class of the synchronous client's attribute."""

    async_class_name: Code
    """Class of the asynchronous client's attribute."""

    docs: Text
    """One line; never empty."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A group of operations, and of further resources below it."""

    module: Code
    """Module name inside `resources`."""

    class_name: Code
    """Name of the synchronous class."""

    async_class_name: Code
    """Name of the asynchronous class."""

    path: Code
    """How users reach it from the client, such as `issuing.cards`."""

    docs: Text
    """Never empty."""

    imports: tuple[Import, ...]
    """Every import that the module runs: `__future__`, `cached_property` where there are children,
    and the runtime's names included."""

    type_checking_imports: tuple[Import, ...]
    """Those of the children's modules."""

    children: tuple[ResourceLink, ...]
    """Resources that are reached through this one."""

    methods: tuple[Method, ...]
    """Operations of this resource."""
