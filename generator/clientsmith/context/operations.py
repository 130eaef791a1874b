"""Operations and resources as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..construction import fast_init
from ..text import Code, Text
from .documentation import Import, MethodDocs


@dataclass(frozen=True, slots=True)
class Pagination:
    """How the pages of an operation's result follow each other."""

    strategy: Code
    """Expression of the runtime, such as `Cursor("after", next=("last_id",), items=("data",))`; a
    tuple of several where not every answer has what the first one needs."""

    strategies: tuple[Code, ...]
    """Names of the runtime's classes in the expression."""

    item: Code
    """Type of an item as it stands in the resource's module, such as `models.Pet`."""


_NO_TEXT = Text("")


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
    """True if it may be given by position (path parameters)."""

    is_catch_all: bool = False
    """True if it holds the undeclared properties of a body, by their names; its `wire_name` is
    empty, and None stands for none of them."""


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

    annotation: Code = Code("None")
    """Type expression of what is decoded, as it stands in the resource's module, such as
    `models.Pet`; that of an item of a stream; `None` where there is nothing."""

    plain_status: Text = _NO_TEXT
    """The key of the document: `200`, `4XX`, `default`."""

    media_types: tuple[Text, ...] = ()
    """What the answer is read as, the preferred one first, such as `application/json` or `image/*`;
    empty where there is nothing to read."""


@dataclass(frozen=True, slots=True)
class BodyForm:
    """One media type that a body can be sent as."""

    media_type: Code
    """A Python literal."""

    type: Code
    """Type expression in the namespace of `models`, as a Python string literal."""

    encodings: tuple[ParameterStyle, ...]
    """Properties of a form or multipart body that are not written in the default way."""

    settings: tuple[Setting, ...]
    """Further keyword arguments of the runtime's `Body`, such as `item_encoding`."""

    root: Code = Code("")
    """Node of the root element of an XML body where it is not that of its model, such as
    `XmlNode("pets")`; else empty."""

    plain_media_type: Text = _NO_TEXT
    """The media type with its parameters, such as `application/json`."""


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """How a method makes its body from its arguments."""

    media_type: Code
    """A Python literal."""

    type: Code
    """Type expression in the namespace of `models`, as a Python string literal."""

    required: bool
    """True if the operation needs a body."""

    model: Code
    """Expression of the class that the arguments are spread into, such as `models.CreateGoalRequest`;
    empty where the body is one argument."""

    arguments: tuple[Argument, ...]
    """The spread arguments, or the one argument `body`."""

    encodings: tuple[ParameterStyle, ...]
    """Properties of a form or multipart body that are not written in the default way."""

    settings: tuple[Setting, ...]
    """Further keyword arguments of the runtime's `Body`, such as `item_encoding`."""

    further: tuple[BodyForm, ...]
    """Other media types that the same arguments can be sent as."""

    constants: tuple[Setting, ...]
    """Properties of the model that the method sets by itself, such as `stream=True`."""

    has_items: bool
    """True if the body is a sequence of JSON documents, each of the type."""

    content_type: Argument | None
    """The argument that chooses among the media types; None where there is nothing to choose."""

    root: Code = Code("")
    """Node of the root element of an XML body where it is not that of its model, such as
    `XmlNode("pets")`; else empty."""

    plain_media_type: Text = _NO_TEXT
    """The media type with its parameters, such as `application/json`."""


@fast_init
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

    response_headers: tuple[Code, ...]
    """`Header(…)` for each declared header of an answer that is more than text."""

    accept: Argument | None
    """The argument that chooses among the media types of the result; None where there is nothing to
    choose."""

    security: Code
    """Tuple expression where the operation differs from the client, else empty."""

    server: Code
    """Expression where the operation has a server of its own, else empty: a URL or a path as a
    Python literal, a `ServerTemplate`, or a dict of these by the names of the client's servers."""

    result: Code
    """What is decoded: the type that is returned, or that of an item where a stream is."""

    returns: Code
    """Return annotation as it stands in the resource's module, such as `models.Pet` or
    `Stream[models.Event]`."""

    async_returns: Code
    """That of the async twin's method, which differs for streams alone."""

    is_stream: bool
    """True if the result is a stream, whose items are read one by one."""

    is_download: bool
    """True if the result is a download: binary content that is given while it comes."""

    pagination: Pagination | None
    """How the pages of the result follow each other; None where there are none. `result` is then
    the type of one page."""

    pagination_reason: Text
    """Why there are pages, or why there are none though it looks like that; for reports, and empty
    where nothing looks like pages."""

    deprecated: bool
    """True if the document calls the operation deprecated."""

    rules: tuple[Code, ...]
    """`Rule(…)` for each argument that is checked before sending; empty unless
    `validate_requests`."""

    is_variant: bool
    """True if it is a further method of an operation that has one already: for another form of its
    request."""

    plain_http_method: Text = _NO_TEXT
    """The HTTP method, such as `GET`."""

    plain_path: Text = _NO_TEXT
    """The path template with the names of the document, such as `/goals/{goalId}`."""


@dataclass(frozen=True, slots=True)
class MethodAlias:
    """A deprecated method that calls another one, whose name it had before."""

    name: Code
    """The former name."""

    message: Text
    """What the warning says: which name to use."""

    docs: Text
    """One sentence: which method it calls."""

    method: Method
    """The method that it calls."""

    module: Code
    """Module inside `resources` of the resource that has the method; empty for this resource."""

    class_name: Code
    """Synchronous class that has the method."""

    async_class_name: Code
    """Asynchronous class that has the method."""

    custom_module: Code = Code("")
    """Relative module with the hand-written class that stands for `class_name`; empty where there is
    none."""

    async_custom_module: Code = Code("")
    """The same for `async_class_name`."""


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

    custom_module: Code = Code("")
    """Relative module with the hand-written class that stands for `class_name`, such as
    `.custom.resources.goals`; empty where there is none."""

    async_custom_module: Code = Code("")
    """The same for `async_class_name`."""


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

    aliases: tuple[MethodAlias, ...] = ()
    """Deprecated aliases of methods, which still lead to them (`aliases = "keep"`)."""
