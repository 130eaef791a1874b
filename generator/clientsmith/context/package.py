"""The client and the whole package as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text
from .documentation import Import
from .models import ExtendedModels, ModelExport, ModelModule, ModelSynonym
from .operations import Resource, ResourceLink, Setting
from .showcases import Showcases, SmokeTests
from .webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class ProjectURL:
    """A link that package indexes show."""

    label: Code
    """What it leads to, such as `Documentation`."""

    url: Text
    """A URL of http or https."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who is behind the API and on what terms, in what build tools accept; the rest is left out."""

    license: Text
    """The API's license on one line; empty where the document gives none."""

    is_spdx: bool
    """True if `license` is an identifier of SPDX (https://spdx.org/licenses)."""

    author_name: Text
    """Name of the contact on one line; may be empty."""

    author_email: Text
    """Address of the contact; may be empty."""

    urls: tuple[ProjectURL, ...]
    """Links of the document, each label once."""


_NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
class Credential:
    """A security scheme as keyword arguments of the client."""

    scheme: Code
    """Key in the document, as a Python literal."""

    factory: Code
    """Class of the runtime: `Bearer`, `Basic`, `APIKey`, `OAuth2`, `MutualTLS`."""

    arguments: tuple[CredentialArgument, ...]
    """Keyword arguments that carry the secrets."""

    options: tuple[CredentialArgument, ...]
    """Keyword arguments that say how tokens are got; they are no secrets."""

    ways: tuple[tuple[Code, ...], ...]
    """Names of the arguments that are enough together; the first of several ways is the usual one."""

    settings: tuple[Setting, ...]
    """Every keyword argument of the factory but `flows`, such as `env="MSPORTAL_TOKEN"` and `location="header"`;
    `keyword` where the arguments are not named as the factory expects."""

    docs: Text
    """What the document says of the scheme; may be empty."""

    flows: OAuthFlows | None = None
    """How tokens are got; None for what is no token of OAuth 2, and for OpenID Connect."""

    location: Code = Code("")
    """Where an API key goes: `header`, `query` or `cookie`; empty for other credentials."""

    wire_name: Text = _NO_TEXT
    """Name of that header, query parameter or cookie; empty likewise."""


@dataclass(frozen=True, slots=True)
class OAuthFlows:
    """The flows of a security scheme, as a constant of the client's module."""

    constant: Code
    """Its name, such as `_FLOWS`."""

    flows: tuple[Code, ...]
    """Expressions of the runtime: `OAuthFlow("password", token_url="https://…")`."""


@dataclass(frozen=True, slots=True)
class CredentialArgument:
    """One keyword argument of the client that carries a secret or a user name."""

    name: Code
    """Name of the keyword argument."""

    environment_variable: Code
    """Variable that is read where the argument is not given; empty for an option."""

    docs: Text
    """One line; never empty. The template adds where it is read from."""

    annotation: Code
    """`Secret | None`, or `str | None` for what is no secret, such as a user name."""

    async_annotation: Code
    """The same for the asynchronous client: `AsyncSecret | None`."""

    parameter: Code
    """The factory's name for it; empty where it is given by position."""


@dataclass(frozen=True, slots=True)
class AuthExport:
    """A class of the runtime that users find in the module `auth`."""

    module: Code
    """Its module, such as `._runtime.oauth`."""

    name: Code
    """Name of the class."""


@dataclass(frozen=True, slots=True)
class CustomExport:
    """A hand-written class that the package offers in place of a generated one."""

    module: Code
    """Its module, such as `.custom.client`."""

    name: Code
    """Name of the class."""


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL that the document names."""

    url: Code
    """A Python literal, variables filled with their defaults; they stand as they are where one has
    none."""

    docs: Text
    """What the document says of the server; may be empty."""

    name: Code
    """What users call it, as a Python literal; empty where it is the only one."""

    template: Code
    """Expression of the runtime: `ServerTemplate("https://{region}.acme.test", …)`."""

    plain_url: Text = _NO_TEXT
    """What `url` is a literal of."""


@dataclass(frozen=True, slots=True)
class ServerArgument:
    """A keyword argument of the client that has a part in where the API is."""

    name: Code
    """Name of the keyword argument."""

    annotation: Code
    """Type expression, such as `Literal["eu", "us"]` or `str`."""

    default: Code
    """A Python literal; `None` where a default is missing or differs between servers."""

    wire_name: Code
    """Name of the variable in the document, as a Python literal; empty for `server`."""

    docs: Text
    """One line; never empty."""


@dataclass(frozen=True, slots=True)
class Client:
    """The root class and its async twin."""

    class_name: Code
    """Name of the synchronous class."""

    async_class_name: Code
    """Name of the asynchronous class."""

    docs: Text
    """Title and description of the API; never empty."""

    base_url: Code
    """A Python literal, or `None` where the document names no usable server."""

    base_url_docs: Text
    """What the argument `base_url` is; never empty."""

    servers: tuple[Server, ...]
    """Every base URL that the document names."""

    is_server_chosen: bool
    """True if the server is worked out by `choose_server` of the runtime: there are several, or
    variables, or a path without a host, or operations with hosts of their own."""

    is_base_url_required: bool
    """True if users must give a base URL, as the document names no host."""

    server_choice: ServerArgument | None
    """The argument that names one of several servers; None where there is only one."""

    server_arguments: tuple[ServerArgument, ...]
    """Arguments for the variables of servers, those of operations included."""

    credentials: tuple[Credential, ...]
    """Every way to authenticate that the client knows."""

    security: Code
    """Tuple expression: the requirements that hold where an operation says nothing."""

    auth_exports: tuple[AuthExport, ...]
    """What the module `auth` offers, sorted by module: tokens, and ways to sign in. Empty where the
    document has no tokens that can be got, and there is no such module."""

    resources: tuple[ResourceLink, ...]
    """Resources at the top."""

    imports: tuple[Import, ...]
    """Every import that `client.py` runs: `__future__`, `cached_property`, `SyncClient`, `AsyncClient`
    and the factories of the credentials included; not `Secret`."""

    type_checking_imports: tuple[Import, ...]
    """`Secret` from `._runtime` where an annotation names it, `httpx` from `._runtime.http`, and the
    classes of `resources`."""

    custom_exports: tuple[CustomExport, ...] = ()
    """Hand-written classes that stand for the root classes, sorted by module and name."""

    plain_base_url: Text = _NO_TEXT
    """What `base_url` is a literal of; empty where the document names no usable server."""


@dataclass(frozen=True, slots=True)
class Package:
    """The whole client package: what every template sees as `package`."""

    name: Code
    """Import name, such as `msportal`."""

    distribution: Code
    """Name of the distribution, such as `msportal`."""

    title: Text
    """`info.title` of the document."""

    version: Text
    """`info.version` of the document."""

    description: Text
    """`info.description` of the document in Markdown, without headings in front; may be empty."""

    source: Text
    """The document's origin."""

    generator_version: Code
    """Version of the generator."""

    metadata: Metadata
    """What the metadata of the distribution say of the API."""

    has_pages: bool
    """True if a method gives pages."""

    has_streams: bool
    """True if an operation answers with items that are read one by one, or takes such items."""

    has_downloads: bool
    """True if an operation answers with binary content, which a second method of it gives while it
    comes."""

    http_library: Code
    """`httpx2` or `httpx`."""

    validates_requests: bool
    """True if arguments are checked before they are sent (`validate_requests`)."""

    client: Client
    """The root classes."""

    resources: tuple[Resource, ...]
    """Every resource, nested ones included, sorted by module."""

    model_modules: tuple[ModelModule, ...]
    """Modules of models, sorted by name."""

    model_exports: tuple[ModelExport, ...]
    """What the `models` package offers, by module."""

    model_synonyms: tuple[ModelSynonym, ...]
    """Further names of models."""

    webhooks: Webhooks | None
    """What the module `webhooks` decodes; None where the document has neither webhooks nor callbacks
    with anything to decode, so that it holds only what checks signatures."""

    showcases: Showcases
    """Methods that the README shows."""

    smoke_tests: SmokeTests
    """What the tests of the generated project try."""

    model_aliases: tuple[ModelSynonym, ...] = ()
    """Deprecated aliases of models, which still lead to them (`aliases = "keep"`)."""

    extended_models: ExtendedModels | None = None
    """What hand-written classes of models ask for; None where there are none."""

    docstring_style: Code = Code("google")
    """How docstrings list arguments, results and errors: `google`, `numpy` or `sphinx`."""

    header: tuple[Code, ...] = ()
    """Lines of the comment at the top of every module, as the configuration gives them, without its
    signs; harmless in any comment that ends with its line."""

    dependencies: tuple[Code, ...] = ()
    """Requirements that the configuration adds to those of the client (PEP 508), such as
    `typing-extensions>=4.12`; sorted."""

    model_style: Code = Code("dataclass")
    """What models are: `dataclass`, `pydantic`, `msgspec` or `typeddict`."""


@dataclass(frozen=True, slots=True)
class Flavour:
    """What differs between a class and its async twin; templates see both as `flavours`."""

    is_async: bool
    """True if methods are coroutines."""

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
