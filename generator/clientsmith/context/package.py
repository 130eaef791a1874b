"""The client and the whole package, as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text
from .documentation import Import
from .models import ExtendedModels, InputDicts, ModelExport, ModelModule, ModelSynonym
from .operations import Resource, ResourceLink, Setting
from .samples import Showcases, SmokeTests
from .testing import Testing
from .webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class ProjectURL:
    """A project URL shown by package indexes."""

    label: Code
    """Label of the link, such as `Documentation`."""

    url: Text
    """An http or https URL."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """License, author and links, as far as build tools accept them."""

    license: Text
    """License of the configuration, else of the document, on one line; may be empty."""

    is_spdx: bool
    """True if `license` is an SPDX expression (https://spdx.org/licenses), not free text."""

    author_name: Text
    """Name of the contact on one line; may be empty."""

    author_email: Text
    """Email address of the contact; may be empty."""

    urls: tuple[ProjectURL, ...]
    """Links of the document; each label occurs once."""


_NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
class Credential:
    """A security scheme and the keyword arguments of the client for it."""

    scheme: Code
    """Name of the scheme in the document, as a Python literal."""

    factory: Code
    """Class of the runtime: `Bearer`, `Basic`, `APIKey`, `OAuth2`, `MutualTLS`."""

    arguments: tuple[CredentialArgument, ...]
    """Keyword arguments for the secrets."""

    options: tuple[CredentialArgument, ...]
    """Keyword arguments that control how tokens are requested; they are not secret."""

    ways: tuple[tuple[Code, ...], ...]
    """Sets of arguments that suffice to authenticate; the usual one first."""

    settings: tuple[Setting, ...]
    """Every keyword argument of the factory except `flows`, such as `env="MSPORTAL_TOKEN"` and
    `location="header"`; `keyword` if the client's arguments have other names than the factory's."""

    docs: Text
    """Description of the scheme; may be empty."""

    flows: OAuthFlows | None = None
    """OAuth 2 flows; None for other credentials and for OpenID Connect."""

    location: Code = Code("")
    """Location of an API key: `header`, `query` or `cookie`; empty for other credentials."""

    wire_name: Text = _NO_TEXT
    """Name of that header, query parameter or cookie; empty for other credentials."""

    prefix: Text = _NO_TEXT
    """Authentication scheme that the client puts in front of an API key, such as `Bot`; empty if there
    is none."""


@dataclass(frozen=True, slots=True)
class OAuthFlows:
    """The OAuth 2 flows of a security scheme, as a module constant of the client."""

    constant: Code
    """Name of the constant, such as `_FLOWS`."""

    flows: tuple[Code, ...]
    """Expressions of the runtime: `OAuthFlow("password", token_url="https://…")`."""


@dataclass(frozen=True, slots=True)
class CredentialArgument:
    """A keyword argument of the client for a secret or a user name."""

    name: Code
    """Name of the keyword argument."""

    environment_variable: Code
    """Environment variable used if the argument is omitted; empty for an option."""

    docs: Text
    """One line; never empty. The template adds the environment variable."""

    annotation: Code
    """`Secret | None`, or `str | None` if it is not secret, such as a user name."""

    async_annotation: Code
    """Annotation in the asynchronous client: `AsyncSecret | None`."""

    parameter: Code
    """The factory's name for it; empty if it is passed by position."""


@dataclass(frozen=True, slots=True)
class AuthExport:
    """A class of the runtime that the module `auth` re-exports."""

    module: Code
    """Module of the class, such as `._runtime.oauth`."""

    name: Code
    """Name of the class."""


@dataclass(frozen=True, slots=True)
class CustomExport:
    """A hand-written class that the package exports in place of a generated one."""

    module: Code
    """Module of the class, such as `.custom.client`."""

    name: Code
    """Name of the class."""


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL of the document."""

    url: Code
    """A Python literal, with variables replaced by their defaults, or as they are if one has no
    default."""

    docs: Text
    """Description of the server; may be empty."""

    name: Code
    """Name of the server for users, as a Python literal; empty if there is only one."""

    template: Code
    """Expression of the runtime: `ServerTemplate("https://{region}.acme.test", …)`."""

    plain_url: Text = _NO_TEXT
    """The value of the literal `url`."""


@dataclass(frozen=True, slots=True)
class ServerArgument:
    """A keyword argument of the client that selects a server or sets a variable of its URL."""

    name: Code
    """Name of the keyword argument."""

    annotation: Code
    """Type expression, such as `Literal["eu", "us"]` or `str`."""

    default: Code
    """A Python literal; `None` if there is no default, or if servers have different ones."""

    wire_name: Code
    """Name of the variable in the document, as a Python literal; empty for `server`."""

    docs: Text
    """One line; never empty."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """The runtime that generated modules import: a copy in the package, or a distribution that several
    clients share."""

    name: Code = Code("_runtime")
    """Name of the runtime in the package, or `clientsmith_runtime`."""

    version: Code = Code("")
    """Major and minor version that the client needs, such as `1.4`; empty for a copy."""

    requirement: Code = Code("")
    """Requirement of the client, such as `clientsmith-runtime>=1.4,<2`; empty for a copy."""


@dataclass(frozen=True, slots=True)
class RuntimeExport:
    """Names of a module of the runtime that the package exports."""

    module: Code
    """Module, relative to the package, such as `_runtime.streams`; one of a runtime that clients share
    with its full name."""

    names: tuple[Code, ...]
    """Names, sorted."""


@dataclass(frozen=True, slots=True)
class Client:
    """The client class and its asynchronous counterpart."""

    class_name: Code
    """Name of the synchronous class."""

    async_class_name: Code
    """Name of the asynchronous class."""

    docs: Text
    """Title and description of the API; never empty."""

    base_url: Code
    """A Python literal, or `None` if the document has no usable server."""

    base_url_docs: Text
    """Description of the argument `base_url`; never empty."""

    servers: tuple[Server, ...]
    """The base URLs of the document."""

    is_server_chosen: bool
    """True if the runtime's `choose_server` determines the server: if there are several servers,
    variables, a path without a host, or operations with their own hosts."""

    is_base_url_required: bool
    """True if users must pass a base URL because the document names no host."""

    server_choice: ServerArgument | None
    """The argument that selects one of several servers; None if there is only one."""

    server_arguments: tuple[ServerArgument, ...]
    """Arguments for server variables, including those of operations."""

    credentials: tuple[Credential, ...]
    """The security schemes that the client supports."""

    security: Code
    """Tuple expression of the security requirements of operations that declare none."""

    auth_exports: tuple[AuthExport, ...]
    """Classes that the module `auth` exports, sorted by module: token stores and sign-in flows. If
    empty, there is no such module."""

    resources: tuple[ResourceLink, ...]
    """Top-level resources."""

    imports: tuple[Import, ...]
    """Imports of `client.py` at run time, including `__future__`, `cached_property`, `SyncClient`,
    `AsyncClient` and the factories of the credentials, but not `Secret`."""

    type_checking_imports: tuple[Import, ...]
    """Imports under `TYPE_CHECKING`: `Secret` from `._runtime` if an annotation uses it, `httpx`
    from `._runtime.http`, and the classes of `resources`."""

    custom_exports: tuple[CustomExport, ...] = ()
    """Hand-written classes that replace the client classes, sorted by module and name."""

    plain_base_url: Text = _NO_TEXT
    """The value of the literal `base_url`; empty if the document has no usable server."""

    raw_security: Code = Code("")
    """Tuple expression of the security requirements of requests that the document does not describe,
    if it differs from `security`; else empty."""

    body_classes: tuple[Code, ...] = ()
    """The runtime's classes of bodies for requests that the document does not describe, beside those
    for JSON, text and bytes."""


@dataclass(frozen=True, slots=True)
class Project:
    """Files around the package that others refer to."""

    has_readme: bool = True
    """True if there is a `README.md`, generated or hand-written."""

    has_reference: bool = True
    """True if `API.md` is generated."""

    has_tests: bool = True
    """True if `tests/test_smoke.py` is generated."""


@dataclass(frozen=True, slots=True)
class Package:
    """The whole package: the variable `package` of every template."""

    name: Code
    """Import name, such as `msportal`."""

    distribution: Code
    """Name of the distribution, such as `msportal`."""

    title: Text
    """`info.title` of the document."""

    version: Text
    """Version of the package (PEP 440), such as `1.4.0`."""

    description: Text
    """`info.description` of the document in Markdown, without leading headings; may be empty."""

    source: Text
    """Path or URL of the document."""

    generator_version: Code
    """Version of clientsmith."""

    metadata: Metadata
    """License, author and links for the distribution's metadata."""

    features: tuple[Code, ...]
    """Optional parts of the runtime that the client has, sorted, such as `downloads`,
    `oauth`, `pagination`, `streams`, `validation` and `webhooks`."""

    runtime_exports: tuple[RuntimeExport, ...]
    """Names of the runtime that the package exports and loads when they are first used."""

    error_classes: tuple[Code, ...]
    """Exceptions that every client exports, and those that the core of the runtime raises for
    optional parts, sorted."""

    optional_error_classes: tuple[Code, ...]
    """Exceptions of `_runtime.optional_errors` that the package exports, sorted."""

    http_library: Code
    """`httpx2` or `httpx`."""

    client: Client
    """The client classes."""

    resources: tuple[Resource, ...]
    """All resources, including nested ones, sorted by module."""

    model_modules: tuple[ModelModule, ...]
    """Modules of models, sorted by name."""

    model_exports: tuple[ModelExport, ...]
    """Names that the `models` package exports, by module."""

    model_synonyms: tuple[ModelSynonym, ...]
    """Aliases of models."""

    webhooks: Webhooks | None
    """The module `webhooks`; None if no webhook or callback has anything to decode, so that the
    module only verifies signatures."""

    showcases: Showcases
    """Methods for the examples of the README."""

    smoke_tests: SmokeTests
    """The smoke tests of the generated project."""

    model_aliases: tuple[ModelSynonym, ...] = ()
    """Deprecated aliases of models under previous names (`aliases = "keep"`)."""

    extended_models: ExtendedModels | None = None
    """Additions of hand-written model classes; None if there are none."""

    docstring_style: Code = Code("google")
    """Style of docstrings: `google`, `numpy` or `sphinx`."""

    has_full_async_docstrings: bool = False
    """True if asynchronous methods repeat the docstrings of synchronous ones."""

    header: tuple[Code, ...] = ()
    """Lines of the comment at the top of every module, from the configuration, without comment
    signs; safe in any single-line comment."""

    dependencies: tuple[Code, ...] = ()
    """Additional requirements from the configuration (PEP 508), such as `typing-extensions>=4.12`,
    sorted."""

    model_style: Code = Code("dataclass")
    """Kind of models: `dataclass`, `pydantic`, `msgspec` or `typeddict`."""

    is_published: bool = False
    """True if the author publishes the distribution under its name (`distribution` in the
    configuration); otherwise that may be the name of a stranger's."""

    type_support: tuple[RuntimeExport, ...] = ()
    """Objects of the runtime with which the codec supports types in annotations that not every client
    has; the package `models` passes them on as `_TYPES`."""

    api_version: Text = _NO_TEXT
    """`info.version` of the document."""

    project: Project = Project()
    """Files around the package, which the configuration may leave out."""

    input_dicts: InputDicts | None = None
    """The module with the types of dicts in place of models; None if no argument accepts such dicts."""

    runtime: Runtime = Runtime()
    """The runtime that the modules import."""

    testing: Testing | None = None
    """The modules `testing` and `pytest_plugin`; None if the configuration does not ask for them."""


@dataclass(frozen=True, slots=True)
class Flavour:
    """The differences between a class and its asynchronous counterpart; templates see both as
    `flavours`."""

    is_async: bool
    """True if methods are coroutines."""

    def_: Code
    """`def` or `async def`."""

    await_: Code
    """Empty or `await `, with the space."""

    resource_base: Code
    """Base class of resource classes, from the runtime."""

    client_base: Code
    """Base class of the client class, from the runtime."""

    client_options: Code
    """Class of the runtime that lists the client's options, such as `SyncClientOptions`."""


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
