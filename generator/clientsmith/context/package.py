"""The client and the whole package as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text
from .models import ModelExport, ModelModule, ModelSynonym
from .modules import Import
from .operations import Method, Resource, ResourceLink, Setting
from .webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class Credential:
    """A security scheme as keyword arguments of the client."""

    scheme: Code
    """Key in the document, as a Python literal."""

    factory: Code
    """Class of the runtime: `Bearer`, `Basic`, `APIKey`."""

    arguments: tuple[CredentialArgument, ...]
    """Keyword arguments that carry the secrets."""

    settings: tuple[Setting, ...]
    """Every keyword argument of the factory, such as `env="MSPORTAL_TOKEN"` and `location="header"`;
    `keyword` where the arguments are not named as the factory expects."""

    docs: Text
    """What the document says of the scheme; may be empty."""


@dataclass(frozen=True, slots=True)
class CredentialArgument:
    """One keyword argument of the client that carries a secret or a user name."""

    name: Code
    """Name of the keyword argument."""

    environment_variable: Code
    """Variable that is read where the argument is not given."""

    docs: Text
    """One line; never empty. The template adds where it is read from."""

    annotation: Code
    """`Secret | None`, or `str | None` for what is no secret, such as a user name."""


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
    """Whether the server is worked out by `choose_server` of the runtime: there are several, or
    variables, or a path without a host, or operations with hosts of their own."""

    is_base_url_required: bool
    """Whether users must give a base URL, as the document names no host."""

    server_choice: ServerArgument | None
    """The argument that names one of several servers; None where there is only one."""

    server_arguments: tuple[ServerArgument, ...]
    """Arguments for the variables of servers, those of operations included."""

    credentials: tuple[Credential, ...]
    """Every way to authenticate that the client knows."""

    security: Code
    """Tuple expression: the requirements that hold where an operation says nothing."""

    resources: tuple[ResourceLink, ...]
    """Resources at the top."""

    imports: tuple[Import, ...]
    """Every import that `client.py` runs: `__future__`, `cached_property`, `SyncClient`, `AsyncClient`
    and the factories of the credentials included; not `Secret`."""

    type_checking_imports: tuple[Import, ...]
    """`Secret` from `._runtime` where an annotation names it, `httpx` from `._runtime.http`, and the
    classes of `resources`."""


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

    has_streams: bool
    """Whether an operation answers with items that are read one by one, or takes such items."""

    http_library: Code
    """`httpx2` or `httpx`."""

    validates_requests: bool
    """Whether arguments are checked before they are sent (`validate_requests`)."""

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
    """What the module `webhooks` holds; None where the document has neither webhooks nor callbacks
    with anything to decode."""

    showcase: Method | None
    """The operation that the README calls: one with an example that needs few arguments; None where
    no method has an example."""
