"""Operations and resources, as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..construction import fast_init
from ..text import Code, Text
from .documentation import Import, MethodDocs


@dataclass(frozen=True, slots=True)
class Pagination:
    """Pagination of an operation."""

    strategy: Code
    """Expression of the runtime, such as `Cursor("after", next=("last_id",), items=("data",))`; a
    tuple of several if some responses lack what the first one needs."""

    strategies: tuple[Code, ...]
    """Names of the runtime's classes in the expression."""

    item: Code
    """Type of an item in the resource's module, such as `models.Pet`."""


_NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a generated method, other than `self` and the per-request options."""

    name: Code
    """Name in the signature."""

    annotation: Code
    """None | Type expression in the resource's module, such as `models.Pet | None`."""

    default: Code
    """Default value; empty if the argument is required."""

    wire_name: Text
    """Name of the parameter, or of the property of the body, in the document."""

    location: Code
    """`path`, `query`, `header`, `cookie`, `querystring`, or `body`."""

    positional: bool
    """True if it may be passed by position (path parameters)."""

    is_catch_all: bool = False
    """True if it takes the undeclared properties of a body by name; its `wire_name` is empty, and
    None means no properties."""

    field: Code = Code("")
    """Field of the class of the body, where it has another name than the argument: `id` for
    `body_id`, beside a path parameter `id`; empty otherwise."""

    annotation_with_body: Code = Code("")
    """Type of an argument that must be given if the body is sent, which may be left out as a whole;
    `annotation` also admits `UNSET`, the default. Empty for any other argument."""


@dataclass(frozen=True, slots=True)
class ParameterStyle:
    """A parameter with a style other than the default of its location."""

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
    """The decoding of one declared response status."""

    status: Code
    """Status code or range as a Python literal: `200`, `"4XX"`, `"default"`."""

    content: Code
    """Expression of the runtime, such as `JSON("Pet")`, `TEXT`, `BINARY`, `NOTHING`
    or `UNDECLARED`."""

    annotation: Code = Code("None")
    """Type of the decoded content in the resource's module, such as `models.Pet`; for a stream, the
    type of an item; `None` if there is no content."""

    plain_status: Text = _NO_TEXT
    """Status code or range in the document: `200`, `4XX`, `default`."""

    media_types: tuple[Text, ...] = ()
    """Media types of the content, the preferred one first, such as `application/json` or `image/*`;
    empty if there is no content."""


@dataclass(frozen=True, slots=True)
class BodyForm:
    """One of the media types of a request body."""

    media_type: Code
    """A Python literal."""

    type: Code
    """Type expression in the namespace of `models`, as a Python string literal; for a runtime that
    clients share, after the package, as in `"acme:Pet"`."""

    encodings: tuple[ParameterStyle, ...]
    """Properties of a form or multipart body with a style other than the default."""

    settings: tuple[Setting, ...]
    """Further keyword arguments of the runtime's `Body`, such as `item_encoding`."""

    root: Code = Code("")
    """XML node of the root element, such as `XmlNode("pets")`; empty if it is that of the model."""

    plain_media_type: Text = _NO_TEXT
    """The media type with its parameters, such as `application/json`."""

    factory: Code = Code("Body")
    """Class of the runtime that serializes it: `Body` for JSON, `FormBody`, `MultipartBody`, `XMLBody`,
    `FileBody`, `TextBody` or `ItemsBody`."""


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """The request body of a method, and the arguments that it is made from."""

    media_type: Code
    """A Python literal."""

    type: Code
    """Type expression in the namespace of `models`, as a Python string literal; for a runtime that
    clients share, after the package, as in `"acme:Pet"`."""

    required: bool
    """True if the operation requires a body."""

    model: Code
    """Class that the arguments are the fields of, such as `models.CreateGoalRequest`; empty if the
    body is a single argument."""

    arguments: tuple[Argument, ...]
    """The arguments for the fields of `model`, or the single argument `body`."""

    encodings: tuple[ParameterStyle, ...]
    """Properties of a form or multipart body with a style other than the default."""

    settings: tuple[Setting, ...]
    """Further keyword arguments of the runtime's `Body`, such as `item_encoding`."""

    further: tuple[BodyForm, ...]
    """Other media types that the same arguments can be sent as."""

    constants: tuple[Setting, ...]
    """Properties of the model that the method sets itself, such as `stream=True`."""

    has_items: bool
    """True if the body is a sequence of JSON documents of the type."""

    content_type: Argument | None
    """The argument that selects the media type; None if there is only one."""

    root: Code = Code("")
    """XML node of the root element, such as `XmlNode("pets")`; empty if it is that of the model."""

    plain_media_type: Text = _NO_TEXT
    """The media type with its parameters, such as `application/json`."""

    factory: Code = Code("Body")
    """Class of the runtime that serializes it: `Body` for JSON, `FormBody`, `MultipartBody`, `XMLBody`,
    `FileBody`, `TextBody` or `ItemsBody`."""

    is_cast: bool = False
    """True if arguments accept more than the fields of `model` say: any sequence for a list, or a
    dict for a model."""

    is_all_or_nothing: bool = False
    """True if the body may be left out, but not the arguments with an `annotation_with_body` if
    others are given."""


@dataclass(frozen=True, slots=True)
class AcceptOverload:
    """A signature for type checkers: the type of the result by the media type that is asked for."""

    annotation: Code
    """Type of the argument `accept`, such as `Literal["text/plain"]`."""

    default: Code
    """`None` in the signature that holds without the argument; else empty."""

    returns: Code
    """Return annotation."""


@fast_init
@dataclass(frozen=True, slots=True)
class Method:
    """An operation: a method of a resource class and of its asynchronous counterpart."""

    name: Code
    """Name of the method."""

    constant: Code
    """Name of the module constant that describes the operation, such as `_CREATE`."""

    http_method: Code
    """A Python literal."""

    path: Code
    """The path template as a Python literal."""

    operation_id: Text
    """`operationId` of the document; empty if there is none."""

    docs: MethodDocs
    """The parts of the docstring."""

    arguments: tuple[Argument, ...]
    """All arguments in the order of the signature."""

    path_arguments: tuple[Argument, ...]
    """The `arguments` that become part of the path."""

    query_arguments: tuple[Argument, ...]
    """The `arguments` that become query parameters."""

    header_arguments: tuple[Argument, ...]
    """The `arguments` that become headers."""

    cookie_arguments: tuple[Argument, ...]
    """The `arguments` that become cookies."""

    styles: tuple[ParameterStyle, ...]
    """Parameters with a style other than the default of their location."""

    body: BodyPlan | None
    """The request body; None if the operation has none."""

    responses: tuple[ResponseCase, ...]
    """The decoding of each declared response status."""

    response_headers: tuple[Code, ...]
    """`Header(…)` for each declared response header with a type other than text."""

    accept: Argument | None
    """The argument that selects the media type of the response; None if there is only one."""

    security: Code
    """Tuple expression if the security differs from that of the client; else empty."""

    server: Code
    """Expression if the operation has its own server, else empty: a URL or a path as a Python
    literal, a `ServerTemplate`, or a dict of these by the names of the client's servers."""

    result: Code
    """Type of the decoded result; for a stream, the type of an item."""

    returns: Code
    """Return annotation in the resource's module, such as `models.Pet` or `Stream[models.Event]`.
    """

    async_returns: Code
    """Return annotation of the asynchronous method, which differs for streams only."""

    is_stream: bool
    """True if the result is a stream of items."""

    is_download: bool
    """True if the result is a download: binary content that is read in chunks."""

    pagination: Pagination | None
    """Pagination of the result; None if there is none. `result` is then the type of a page."""

    pagination_reason: Text
    """Reason why the operation is paginated, or why it is not although it looks paginated; empty if
    nothing suggests pagination."""

    deprecated: bool
    """True if the document marks the operation as deprecated."""

    rules: tuple[Code, ...]
    """`Rule(…)` for each argument that is validated before the request is sent; empty unless
    `validate_requests`."""

    is_variant: bool
    """True if the operation has another method already, and this one is for another form of its
    request."""

    deprecation: Text = _NO_TEXT
    """Text of the warning when a deprecated method is called; empty if it is not deprecated."""

    plain_http_method: Text = _NO_TEXT
    """The HTTP method, such as `GET`."""

    plain_path: Text = _NO_TEXT
    """The path template with the document's parameter names, such as `/goals/{goalId}`."""

    accept_overloads: tuple[AcceptOverload, ...] = ()
    """Signatures by media type, the default first; empty unless the result depends on `accept`."""

    options: Code = Code("options")
    """Name of the argument for per-request options: `options`, or `request_options` if the API has
    an argument `options`."""


@dataclass(frozen=True, slots=True)
class MethodAlias:
    """A deprecated alias: a method with a previous name that calls the current one."""

    name: Code
    """The previous name."""

    message: Text
    """Text of the deprecation warning, which names the current method."""

    docs: Text
    """One sentence that names the method it calls."""

    method: Method
    """The method that it calls."""

    module: Code
    """Module inside `resources` of the method's resource; empty if it is this resource."""

    class_name: Code
    """Synchronous class with the method."""

    async_class_name: Code
    """Asynchronous class with the method."""

    custom_module: Code = Code("")
    """Relative module of the hand-written class that replaces `class_name`; empty if there is none.
    """

    async_custom_module: Code = Code("")
    """The same for `async_class_name`."""


@dataclass(frozen=True, slots=True)
class ResourceLink:
    """An attribute that leads to a resource, such as `client.goals`."""

    attribute: Code
    """Name of the attribute."""

    module: Code
    """Module name inside `resources`."""

    class_name: Code
    """Class of the attribute in the synchronous client."""

    async_class_name: Code
    """Class of the attribute in the asynchronous client."""

    docs: Text
    """One line; never empty."""

    custom_module: Code = Code("")
    """Relative module of the hand-written class that replaces `class_name`, such as
    `.custom.resources.goals`; empty if there is none."""

    async_custom_module: Code = Code("")
    """The same for `async_class_name`."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A group of operations, and of nested resources."""

    module: Code
    """Module name inside `resources`."""

    class_name: Code
    """Name of the synchronous class."""

    async_class_name: Code
    """Name of the asynchronous class."""

    path: Code
    """Path of attributes from the client, such as `issuing.cards`."""

    docs: Text
    """Description for the class docstring; never empty."""

    imports: tuple[Import, ...]
    """Imports of the module at run time, including `__future__`, `cached_property` if there are
    children, and the runtime's names."""

    type_checking_imports: tuple[Import, ...]
    """Imports of the children's modules under `TYPE_CHECKING`."""

    children: tuple[ResourceLink, ...]
    """Nested resources."""

    methods: tuple[Method, ...]
    """Methods for the operations of this resource."""

    aliases: tuple[MethodAlias, ...] = ()
    """Deprecated aliases under previous names (`aliases = "keep"`)."""
