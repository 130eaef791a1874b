"""The settings of a client, with their defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..prepare.reshape import Criteria, Patch
from ..problem import without_secrets
from .pagination import PageRules
from .settings import Headers

RUNTIME_PARTS = (
    "downloads",
    "files",
    "forms",
    "multipart",
    "pagination",
    "polling",
    "rate_limits",
    "streams",
    "telemetry",
    "testing",
    "types",
    "webhooks",
)
"""Optional parts of the runtime that a configuration may ask for."""

Conflicts = Literal["error", "newest"]
"""How to resolve conflicts between documentation pages: an error, or the newest page wins."""

Naming = Literal["auto", "path", "operation-id"]
Enums = Literal["literal", "class"]
HttpLibrary = Literal["httpx2", "httpx"]
ModelStyle = Literal["dataclass", "pydantic", "msgspec", "typeddict"]


class ConfigError(Exception):
    """The configuration cannot be used (exit code 2); has one message for each mistake, and lines of
    advice on what to do."""

    def __init__(self, origin: str, messages: Iterable[str], advice: Iterable[str] = ()) -> None:
        self.origin = origin
        self.messages = tuple(messages)
        self.advice = tuple(advice)
        super().__init__("; ".join(f"{origin}: {message}" for message in self.messages))


@dataclass(frozen=True, slots=True)
class NameOverrides:
    """Names that replace generated ones."""

    operations: Mapping[str, str] = field(default_factory=dict)
    """`operationId` or `METHOD /path` → `resource.method`, such as `goals.create`."""

    schemas: Mapping[str, str] = field(default_factory=dict)
    """Component name or JSON pointer of a schema → class name."""

    credentials: Mapping[str, str] = field(default_factory=dict)
    """Security scheme, or `SCHEME.ROLE` if it has several arguments → argument of the client."""

    variables: Mapping[str, str] = field(default_factory=dict)
    """The same keys → environment variable that the argument is read from."""


@dataclass(frozen=True, slots=True)
class VendorExtensions:
    """Settings of vendor extensions, the `x-…` keys of other generators."""

    ignore: tuple[str, ...] = ()
    """Extensions that are not followed, in which `*` stands for any text: `x-fern-*`."""


@dataclass(frozen=True, slots=True)
class ReadmeSettings:
    """Settings of the README of the package."""

    first_call: str | None = None
    """Method that it shows first, such as `goals.create`; by default a simple one of a resource that
    the API is about."""


@dataclass(frozen=True, slots=True)
class RuntimeSettings:
    """Settings of the runtime, the modules that generated ones share."""

    include: tuple[str, ...] = ()
    """Parts of `RUNTIME_PARTS` to add although the document does not need them."""

    is_shared: bool = False
    """Require the runtime as a distribution of its own, which clients share, in place of a copy."""


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one client."""

    name: str = ""
    """Key of the client in the configuration; empty for one given on the command line."""

    spec: str | tuple[str, ...] = ""
    """Source of the document, or sources of several that are merged: a path relative to the configuration
    file, a URL, or `-`. If pages were made from several documents, `#NAME` selects one."""

    command: tuple[str, ...] = ()
    """Program and arguments that print the document, in place of `spec`; run in the folder of the
    configuration file."""

    output: str = ""
    """Folder of the generated project, relative to the configuration file."""

    package: str | None = None
    """Import name of the package, dotted in a namespace package; by default derived from the document's
    title."""

    package_only: bool = False
    """Write only the Python package, without the project around it (`only` of `[package]`)."""

    client_class: str | None = None
    """Name of the root class; by default derived from the document's title."""

    env_prefix: str | None = None
    """What environment variables with credentials begin with, such as `ACME`; by default derived from
    the document's title."""

    distribution: str | None = None
    """Name under which the package is published, such as `acme-sdk`; without it, it is named after
    `package`, and its README does not install it by its name."""

    version: str | None = None
    """Version of the package, such as `1.4.0`; by default derived from the document's."""

    license: str | None = None
    """License of the package, an SPDX expression such as `MIT`; by default the document's."""

    license_file: str | None = None
    """File with the text of the license, relative to the configuration file."""

    templates: str | None = None
    """Folder of custom templates, which override built-in ones or add files, relative to the
    configuration file."""

    skip: tuple[str, ...] = ()
    """Files and folders that are not written, as paths in the output folder."""

    target: Literal["client", "templates"] = "client"
    """Generate a Python client, or only the files of the custom templates."""

    hooks: str | None = None
    """Python file that transforms the template context and defines filters and tests, relative to the
    configuration file."""

    conflicts: Conflicts = "error"
    """How to resolve conflicts between documentation pages."""

    overlays: tuple[str, ...] = ()
    """OpenAPI Overlays that are applied to the document, relative to the configuration file."""

    patches: tuple[Patch, ...] = ()
    """Single changes to the document, applied after overlays."""

    include: Criteria = field(default_factory=Criteria)
    """Operations to include; all where nothing is given."""

    exclude: Criteria = field(default_factory=Criteria)
    """Operations to leave out."""

    allow_remote: tuple[str, ...] = ()
    """Hosts that references may lead to; `*` is every host."""

    allow_private: bool = False
    """Allow servers with addresses that are not public."""

    allow_files: tuple[str, ...] = ()
    """Folders that references may lead into, relative to the configuration file."""

    headers: Headers = field(default_factory=dict, repr=False)
    """Headers to send when documents are fetched, by host; values may name environment variables."""

    naming: Naming = "auto"
    """Where names of operations come from: their paths, or their operationIds and tags; `auto` is the
    latter where operationIds have groups, and what most names of the client come from."""

    verbs: Mapping[str, str] = field(default_factory=dict)
    """Verbs of names that the generator chooses, such as `get` → what to call them instead."""

    enums: Enums = "literal"
    """Enumerations as `Literal` aliases, or as enumeration classes."""

    http: HttpLibrary = "httpx2"
    """HTTP library that the generated client uses."""

    models: ModelStyle = "dataclass"
    """Model classes: dataclasses, pydantic models, msgspec Structs, or TypedDicts."""

    docstrings: Literal["google", "numpy", "sphinx"] = "google"
    """Style of docstrings."""

    docstrings_async: Literal["short", "full"] = "short"
    """Docstrings of asynchronous methods: one line that points to the synchronous method, or its
    docstring again."""

    header: tuple[str, ...] = ()
    """Lines of the comment at the top of every module, without `#`."""

    dependencies: tuple[str, ...] = ()
    """Additional requirements of the package (PEP 508), normalized and sorted."""

    format: Literal["black", "ruff", "none"] = "black"
    """Formatter of files that custom templates change."""

    auth: str | None = None
    """How to authenticate where the document declares no security scheme: `bearer`, `basic`,
    `http:SCHEME`, or the place of a key: `header:NAME`, `query:NAME`, `cookie:NAME`."""

    security: tuple[tuple[str, ...], ...] | None = None
    """Security requirements where the document has none at its top level: alternatives, each with
    names of security schemes that belong together; `()` as an alternative requires none. None if
    the configuration says nothing of them."""

    base_url: str | None = None
    """Base URL of the API, in place of the servers that the document declares."""

    strict: bool = False
    """Treat warnings as errors."""

    validate_requests: bool = False
    """Let the generated client validate arguments before it sends them."""

    readme: ReadmeSettings = ReadmeSettings()
    """What the README of the package shows."""

    runtime: RuntimeSettings = RuntimeSettings()
    """Where the runtime is, and which of its parts to add."""

    keep_edits: bool = False
    """Merge edits in generated files with newly generated code."""

    aliases: Literal["drop", "keep"] = "drop"
    """Keep previous names of methods and models as deprecated aliases, or drop them."""

    names: NameOverrides = NameOverrides()
    vendor_extensions: VendorExtensions = VendorExtensions()
    """Which vendor extensions are followed."""

    types: Mapping[str, str] = field(default_factory=dict)
    """Kind of scalar (`clientsmith.ir.ScalarKind`) → kind to treat it as."""

    formats: Mapping[str, str] = field(default_factory=dict)
    """`format` of schemas → kind of scalar (`clientsmith.ir.ScalarKind`) that it means."""

    pagination: PageRules = field(default_factory=dict)
    """`operationId` or `METHOD /path` → pagination rule; None for an operation without pagination."""

    folder: Path = Path()
    """Folder that relative paths start from: the one of the configuration file."""

    is_configured: bool = field(default=False, compare=False)
    """The settings come from a configuration file rather than from options."""

    is_trusted: bool = False
    """The user has agreed to what the configuration runs and sends: `command`, `hooks`, and environment
    variables in `headers`."""

    rename: bool = False
    """Choose all names anew and ignore previous ones (`generate --rename`)."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources of the document; empty where a command prints it."""
        return self.spec if isinstance(self.spec, tuple) else (self.spec,) if self.spec else ()

    @property
    def templates_folder(self) -> Path | None:
        """Folder of custom templates; None where there is none."""
        return self.folder / self.templates if self.templates else None

    @property
    def title(self) -> str:
        """Name of the client in messages: its name, else its sources without secrets in URLs."""
        sources = (without_secrets(each) if "://" in each else each for each in self.sources)
        return self.name or " + ".join(sources)
