"""Problems of documents and configurations, as values with a code, a location and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from .construction import fast_init


class Severity(IntEnum):
    """Severity of a problem; a larger value is worse."""

    NOTE = 1
    """Informational; nothing is lost."""

    WARNING = 2
    """A rule is broken or a part was left out; generation continues unless `--strict`."""

    ERROR = 3
    """The document cannot be used; nothing is written."""


@fast_init
@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Place in a document."""

    origin: str
    """Name of the document: a relative path, `-`, or a URL without credentials."""

    pointer: str = ""
    """JSON pointer (RFC 6901) into the document; empty for the whole document."""

    line: int | None = None
    """Line in the file, counted from 1, if known."""

    page: str = field(default="", compare=False)
    """The page that the part comes from and that `line` counts in, if the document was merged from
    several; else empty."""

    def __str__(self) -> str:
        file = self.page or self.origin
        place = file if self.line is None else f"{file}:{self.line}"
        return f"{place} #{self.pointer}" if self.pointer else place


@dataclass(frozen=True, slots=True)
class Problem:
    """Error or loss with its location."""

    code: str
    """Stable identifier such as `reference-unresolved`; every code is a key of `CODES`."""

    severity: Severity
    message: str
    """One sentence that says what is wrong."""

    location: Location
    hint: str = ""
    """One sentence that says what to do; may be empty."""

    lost: Location | None = None
    """Location of the part that is left out, if it differs from that of the cause."""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"undocumented problem code {self.code!r}")


CODES: dict[str, str] = {
    "alias-dropped": "A deprecated alias was removed.",
    "body-dropped": "An optional request body cannot be read; the operation is generated without it.",
    "check-incomplete": "A part of the document is too broken or too deep for some of the checks.",
    "constant-unsupported": "An object or an array in `enum` or `const` is not supported, nor is a fraction in a `Literal`; any value of its type is accepted.",
    "content-dropped": "A media type of a body, a response or a parameter is left out: it is invalid or a duplicate.",
    "content-not-generated": "A response has media types other than JSON; the client does not accept them.",
    "custom-class-unusable": "A hand-written class cannot replace the generated one.",
    "custom-class-unused": "A hand-written class looks as if it should replace a generated one, but does not.",
    "custom-code-unreadable": "A hand-written module in `custom/` cannot be read.",
    "custom-import-missing": "A hand-written module imports a generated class from a module without it.",
    "default-invalid": "A default does not match its schema.",
    "distribution-well-known": "The distribution has by chance the name of a well-known one on the package index.",
    "document-incomplete": "An OpenAPI document has no paths, components or webhooks.",
    "document-kind": "The document is not an OpenAPI or Swagger document.",
    "document-version": "The version of OpenAPI is missing, malformed or not supported.",
    "duplicate-key": "A mapping has the same key twice; the last value is used.",
    "encoding-ignored": "A header is declared for a part of a body that is not a file; the part is sent without it.",
    "encoding-style-unknown": "The `style` in an encoding does not exist; it is ignored.",
    "enum-empty": "`enum` is empty, so it allows no value; it is ignored.",
    "enum-value-type": "Values in `enum` do not match the `type` beside it; they are converted or left out.",
    "form-without-fields": "The schema of a form is not an object; the body is treated as a mapping of fields.",
    "formatter-unusable": "The configured formatter is missing or fails.",
    "generated-code-unusable": "A template produced content that is invalid in its file.",
    "header-dropped": "A response header cannot be read.",
    "hooks-unusable": "The Python file of `hooks` in the configuration is missing, invalid, or fails.",
    "invalid-value": "OpenAPI does not allow the value at its place.",
    "join-conflict": "Several documents of one client describe the same operation differently.",
    "join-operation-id-dropped": "Operations of several documents of one client have the same operationId.",
    "join-renamed": "Different components of several documents of one client have the same name.",
    "join-version": "Several documents of one client have different versions of OpenAPI.",
    "lock-differs": "A document differs from the one in `clientsmith.lock`.",
    "mapping-unresolved": "A value of a discriminator's `mapping` names no schema.",
    "missing-key": "A key that OpenAPI requires is missing.",
    "model-style-unusable": "The package for `models` in the configuration is not installed.",
    "module-missing": "A module that others import is not generated: `skip` has it, or its template prints nothing.",
    "name-changed": "A Python name differs from that in the previously generated client.",
    "name-unusable": "The configured name of the package or its class is invalid.",
    "number-not-finite": "A number is too large for JSON, or it is `.nan` or `.inf`.",
    "operation-dropped": "An operation cannot be read and gets no method.",
    "operation-id-duplicate": "Two operations have the same operationId.",
    "operation-name-clash": "Two operations have the same method name; one of them gets another one.",
    "operations-missing": "The document has no operations, so the client has no methods.",
    "overlay-action-unused": "The target of an action in an overlay selects nothing.",
    "overlay-unusable": "An overlay is invalid or cannot be applied to the document.",
    "override-unusable": "A setting for a part of the document, such as a name or a rule for pagination, is invalid.",
    "override-unused": "A setting is for something that the document does not have, or has itself.",
    "page-asyncapi": "A documentation page has AsyncAPI, which does not describe an HTTP API.",
    "page-conflict": "Documentation pages describe the same part of a document differently.",
    "page-head-missing": "Documentation pages have neither the title nor the version of the API.",
    "page-heads-differ": "Documentation pages come from several versions of the document.",
    "page-legacy": "A documentation page has an older format of Mintlify, which is not OpenAPI.",
    "page-missing": "Pages in the index of a documentation site do not exist.",
    "page-operation-id-dropped": "Operations of different documentation pages have the same operationId.",
    "page-several-documents": "Documentation pages have parts of more than one OpenAPI document.",
    "page-summary": "Summary of the documentation pages that were read.",
    "page-webhook-unpublished": "A documentation page describes a webhook whose content is not published.",
    "page-without-document": "A documentation page has no OpenAPI document.",
    "parameter-dropped": "An optional parameter cannot be read; the operation is generated without it.",
    "parameter-duplicate": "A list of parameters has the same name and location twice.",
    "parameter-ignored": "A header parameter has a reserved name; media types and security schemes determine that header.",
    "parameter-style-unknown": "A parameter's `style` does not exist at its location; the default one is used.",
    "patch-unused": "A patch in the configuration has no effect.",
    "path-dropped": "A path cannot be read; none of its operations gets a method.",
    "path-duplicate": "Two operations differ only in the names of their path parameters.",
    "path-parameter-extra": "A path parameter is declared that the path does not contain.",
    "path-parameter-missing": "A parameter of a path is not declared; it is treated as a required string.",
    "path-template-invalid": "The braces of a path do not match, or there is white space at its ends.",
    "pattern-not-checked": "A `pattern` has no safe translation to Python; `validate_requests` does not check it.",
    "pin-unusable": "A name in `.clientsmith/names.json` is not a valid name of a method or a class, or a duplicate.",
    "query-in-path": "A query parameter is also part of the key of its path; it is sent once, with the value of the argument.",
    "reference-circular": "A chain of `$ref`s leads back to itself.",
    "reference-misplaced": "A `$ref` is used where OpenAPI allows none.",
    "reference-refused": "A `$ref` leads to a file or URL that documents may not read.",
    "reference-unresolved": "The target of a `$ref` does not exist.",
    "required-undefined": "`required` names a property that the schema does not define.",
    "response-dropped": "A response cannot be read, or its key is not a status code.",
    "runtime-not-vendored": "A module imports a runtime inside of the client, but the client shares it with others.",
    "schema-conflict": "Parts of a schema (`allOf`) contradict each other; the first one applies, or all values of their enumerations.",
    "schema-forbidden": "A schema is `false` where a value is expected; any value is accepted.",
    "schema-malformed": "A schema or one of its keywords is invalid; it is ignored.",
    "schema-too-deep": "Schemas are nested too deeply; the deeper ones accept any value.",
    "security-dropped": "A security requirement cannot be read.",
    "security-flow-dropped": "An OAuth 2 flow cannot be read.",
    "security-scheme-dropped": "A security scheme cannot be read; the client has no credentials for it.",
    "security-scheme-missing": "The document declares no security scheme; the client has no credentials.",
    "security-scheme-not-generated": "The client has no credentials for a security scheme.",
    "security-scheme-unknown": "A security requirement names a scheme that is not declared.",
    "security-undeclared": "Operations declare no security requirement; they are sent without credentials.",
    "selection-empty": "`include` and `exclude` in the configuration select no operation.",
    "selection-unused": "No operation matches a criterion of `include` or `exclude` in the configuration.",
    "server-dropped": "A server cannot be read or lacks values for its variables.",
    "server-missing": "The document declares no server, or none with a host.",
    "server-not-generated": "An operation has several servers of its own; the client uses the first.",
    "skip-unused": "An entry of `skip` in the configuration matches no generated file.",
    "source-binary": "The source is not a text file.",
    "source-empty": "The source is empty.",
    "source-encoding": "The bytes of the source are invalid in its encoding.",
    "source-missing": "The file or URL does not exist.",
    "source-refused": "Connections to the address of a server are refused.",
    "source-too-large": "The source exceeds a limit on bytes, documents, values or depth.",
    "source-undiscovered": "No OpenAPI document was found at an address.",
    "source-unreadable": "The source cannot be read, such as a folder.",
    "source-unsupported": "This kind of source is not supported.",
    "stream-not-generated": "A response is a sequence of parts (`multipart/mixed`), which are not read one by one.",
    "style-not-expressible": "The configured style of models does not support a feature of dataclasses.",
    "syntax-error": "The source is invalid JSON or YAML.",
    "tag-dropped": "A tag cannot be read; the operations that name it keep it.",
    "tag-duplicate": "Two tags have the same name.",
    "tag-hierarchy": "The parent of a tag is not declared or descends from the tag.",
    "template-block-unused": "A block of a template is never printed.",
    "template-name-unknown": "A template uses a name that does not exist, or a value of another type.",
    "template-outdated": "A built-in template has changed since it was copied for customization.",
    "template-text-unencoded": "A template uses text of the document without an encoder, or with one for other files.",
    "template-unusable": "A template is missing, invalid, or fails.",
    "template-value-optional": "A template uses a value without checking that it is not None.",
    "template-version-differs": "Templates were written for another version of the context.",
    "union-too-large": "Several `oneOf` or `anyOf` apply at once in too many combinations; some are ignored.",
    "unknown-key": "A key is not one that this version of OpenAPI defines at its place; a note if a later one does.",
    "value-corrected": "A value is not written as OpenAPI requires, such as `type: int`; it is read as what is meant.",
    "vendor-extension-omitted": "A vendor extension leaves out an operation, a webhook, a schema, a property or a parameter.",
    "vendor-extension-unusable": "A vendor extension is known but cannot be followed; it is ignored.",
    "webhook-dropped": "A webhook or a callback cannot be read; there is no function that decodes it.",
    "webhook-not-generated": "A webhook or a callback has no body to decode.",
    "wrong-type": "A value does not have the JSON type that OpenAPI requires.",
    "yaml-unsupported": "YAML without a counterpart in JSON, such as a tag or a cyclic alias, or an unknown directive.",
}
"""Every problem code with one sentence of explanation; `docs/problems.md` is checked against it."""


class UnusableSource(Exception):
    """The source or the document cannot be used; carries the problems (exit code 3)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


def quoted(text: str, limit: int = 80) -> str:
    """Return text of a document in quotes for messages, cut to `limit` characters.

    It is a Python literal, but backslashes are not doubled where nothing else is escaped.
    """
    shown = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return f"'{shown}'" if shown.isprintable() and "'" not in shown else repr(shown)


_USER = re.compile(r"//(?:[^/?#]*@|[^/?#:]*:(?!(?:[0-9]*|\{[^{}]*\})(?:[/?#]|$)).*@)", re.DOTALL)
"""User information of a URL, also of one with a password that has unencoded `/`, `?` or `#`."""


def without_secrets(url: str) -> str:
    """Return a URL for messages, without user information, query and fragment, which may be secret;
    `…` stands for each."""
    url = _USER.sub("//…@", url, count=1)
    return re.sub(r"([?#]).+", r"\1…", url, count=1, flags=re.DOTALL)


def sort_key(problem: Problem) -> tuple[int, str, int, str, str, str]:
    """Return the sort key of a problem: worst first, then by location."""
    location = problem.location
    return (
        -problem.severity,
        location.origin,
        location.line or 0,
        location.pointer,
        problem.code,
        problem.message,
    )
