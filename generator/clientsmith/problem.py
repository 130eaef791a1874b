"""Problems are values: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from .construction import quickly_made


class Severity(IntEnum):
    """How much a problem matters; a larger value is worse."""

    NOTE = 1
    """Worth knowing; nothing is lost."""

    WARNING = 2
    """A rule is broken or a construct was dropped; generation goes on unless `--strict`."""

    ERROR = 3
    """The document cannot be used; nothing is written."""


@quickly_made
@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a document."""

    origin: str
    """The document as people know it: a relative path, `-`, or a URL without credentials."""

    pointer: str = ""
    """JSON pointer (RFC 6901) into the document; empty for the whole document."""

    line: int | None = None
    """Line in the file, counted from 1, where it is known."""

    page: str = field(default="", compare=False)
    """The page that the part is from and that `line` counts in, where the document was put together
    from several; else empty."""

    def __str__(self) -> str:
        file = self.page or self.origin
        place = file if self.line is None else f"{file}:{self.line}"
        return f"{place} #{self.pointer}" if self.pointer else place


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or lost, said once, with its place."""

    code: str
    """Stable identifier such as `reference-unresolved`; every code is a key of `CODES`."""

    severity: Severity
    message: str
    """One sentence: what is wrong."""

    location: Location
    hint: str = ""
    """One sentence: what to do; empty when the message says it all."""

    lost: Location | None = None
    """Place of what is left out, where it is another than that of its cause."""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"undocumented problem code {self.code!r}")


CODES: dict[str, str] = {
    "alias-dropped": "A former name that still worked does so no longer.",
    "body-dropped": "An optional request body cannot be read; the operation is generated without it.",
    "check-incomplete": "A part of the document is too broken or too deep for some of the checks.",
    "constant-unsupported": "An object or an array is given in `enum` or `const`; any value of its type is taken.",
    "content-dropped": "A media type of a body, a response or a parameter cannot be read or told apart.",
    "content-not-generated": "An answer can be of other media types than JSON, too; the client does not ask for them.",
    "custom-class-unusable": "A hand-written class cannot stand for the generated one.",
    "custom-class-unused": "A hand-written class looks as if it should stand for a generated one, and does not.",
    "custom-code-unreadable": "A hand-written module in `custom/` cannot be read.",
    "custom-import-missing": "A hand-written module imports a generated class from where it is not.",
    "default-invalid": "A default value does not fit its own schema.",
    "document-incomplete": "An OpenAPI document has nothing to generate from.",
    "document-kind": "The document is no OpenAPI or Swagger document.",
    "document-version": "The version of OpenAPI is missing, malformed or not supported.",
    "duplicate-key": "A mapping has the same key twice; the last value counts.",
    "encoding-ignored": "A header is declared for a part of a body that is no file; the part is sent without it.",
    "enum-empty": "`enum` is empty, which allows no value; it is ignored.",
    "enum-value-type": "Values in `enum` do not fit the `type` beside it; they are converted or left out.",
    "form-without-fields": "The schema of a form is no object; the body is taken as a mapping of fields.",
    "formatter-unusable": "The configured formatter is missing or fails.",
    "generated-code-unusable": "A template made something that its file may not hold.",
    "header-dropped": "A response header cannot be read.",
    "hooks-unusable": "The Python file of `hooks` in the configuration is missing, has a mistake, or fails.",
    "invalid-value": "A value is not one that OpenAPI allows at its place.",
    "join-conflict": "Several documents of one client describe the same operation differently.",
    "join-operation-id-dropped": "Operations of several documents of one client have the same operationId.",
    "join-renamed": "Components of several documents of one client have the same name and are not the same.",
    "join-version": "Several documents of one client have different versions of OpenAPI.",
    "lock-differs": "A document is not as `clientsmith.lock` has it.",
    "mapping-unresolved": "A value of a discriminator's `mapping` names no schema.",
    "missing-key": "A key that OpenAPI requires is missing.",
    "model-style-unusable": "What `models` in the configuration asks for is not installed.",
    "name-changed": "Something has another Python name than in the client that was generated before.",
    "name-unusable": "A name that was chosen for the package or its class cannot be used.",
    "number-not-finite": "A number is too large for JSON's numbers, or not a number at all.",
    "operation-dropped": "An operation cannot be read and gets no method.",
    "operation-id-duplicate": "Two operations have the same operationId.",
    "operation-name-clash": "Two operations want the same method name; one of them has another name.",
    "overlay-action-unused": "The target of an action in an overlay selects nothing.",
    "overlay-unusable": "An overlay is malformed, or cannot be applied to the document.",
    "override-unusable": "A name that was chosen for an operation or a schema, or a rule for pages, cannot be used.",
    "override-unused": "A name was chosen, or a rule for pages made, for something that the document does not have.",
    "page-asyncapi": "A documentation page holds AsyncAPI, of which no HTTP client can be made.",
    "page-conflict": "Documentation pages describe the same part of a document differently.",
    "page-head-missing": "Documentation pages do not say what the API is called, nor its version.",
    "page-heads-differ": "Documentation pages were made from several versions of the document.",
    "page-legacy": "A documentation page holds an older form of Mintlify's, which is not OpenAPI.",
    "page-missing": "Pages that the index of a documentation site lists are not there.",
    "page-operation-id-dropped": "Operations of different documentation pages have the same operationId.",
    "page-several-documents": "Documentation pages hold parts of more than one OpenAPI document.",
    "page-summary": "How many documentation pages were read, and what they have.",
    "page-webhook-unpublished": "A documentation page is about a webhook whose content was not published.",
    "page-without-document": "A documentation page holds no OpenAPI document.",
    "parameter-dropped": "An optional parameter cannot be read; the operation is generated without it.",
    "parameter-duplicate": "A list of parameters has the same name and location twice.",
    "parameter-ignored": "A header parameter has a name that OpenAPI reserves; media types and security decide.",
    "parameter-style-unknown": "A parameter's `style` does not exist at its location; the default one is used.",
    "patch-unused": "A patch in the configuration changes nothing.",
    "path-dropped": "A path cannot be read; none of its operations gets a method.",
    "path-duplicate": "Two operations differ in the names of their path parameters only.",
    "path-parameter-extra": "A path parameter is declared that the path does not contain.",
    "path-parameter-missing": "A path contains a parameter that no one declares; it is taken as a required string.",
    "path-template-invalid": "The braces of a path do not match, or there is white space at its ends.",
    "pattern-not-checked": "A `pattern` has no safe translation to Python; `validate_requests` leaves it to the server.",
    "pin-unusable": "A name in `.clientsmith/names.json` is none that a method or a class can have, or is there twice.",
    "reference-circular": "A chain of `$ref`s leads back to itself.",
    "reference-misplaced": "A `$ref` stands where OpenAPI allows none.",
    "reference-refused": "A `$ref` leads to a place that documents may not read from.",
    "reference-unresolved": "A `$ref` points at nothing.",
    "required-undefined": "`required` names a property that the schema does not define.",
    "response-dropped": "A response cannot be read, or its key is no status.",
    "schema-conflict": "Parts of a schema (`allOf`) contradict each other; the first one holds.",
    "schema-forbidden": "A schema is `false` where a value is expected; any value is taken.",
    "schema-malformed": "A schema, or a keyword in it, is not what JSON Schema asks for; it is ignored.",
    "schema-too-deep": "Schemas are nested too deeply; the deeper ones are taken as any value.",
    "security-dropped": "A security requirement cannot be read.",
    "security-flow-dropped": "A way to get a token of OAuth 2 cannot be read.",
    "security-scheme-dropped": "A security scheme cannot be read; the client has no credentials for it.",
    "security-scheme-not-generated": "The client has no credential for a security scheme.",
    "security-scheme-unknown": "A security requirement names a scheme that is not declared.",
    "selection-empty": "`include` and `exclude` in the configuration leave no operation.",
    "selection-unused": "No operation meets a criterion of `include` or `exclude` in the configuration.",
    "server-dropped": "A server cannot be read or lacks values for its variables.",
    "server-not-generated": "An operation has several servers of its own; the client uses the first.",
    "source-binary": "The source is no text.",
    "source-empty": "The source is empty.",
    "source-encoding": "The bytes of the source do not fit its encoding.",
    "source-missing": "There is no such file, or a server has nothing there.",
    "source-refused": "A server has an address that is not connected to.",
    "source-too-large": "The source exceeds a limit on bytes, documents, values or depth.",
    "source-undiscovered": "No OpenAPI document was found at an address.",
    "source-unreadable": "The source cannot be read, such as a folder.",
    "source-unsupported": "No reader of sources takes this kind of source.",
    "stream-not-generated": "An answer may be a sequence of parts (`multipart/mixed`), which are not read one by one.",
    "style-not-expressible": "Models in the configured style cannot have something that dataclasses have.",
    "syntax-error": "The source is broken JSON or YAML.",
    "tag-dropped": "A tag cannot be read; the operations that name it keep it.",
    "tag-duplicate": "Two tags have the same name.",
    "tag-hierarchy": "The parent of a tag is missing or leads back to the tag.",
    "template-block-unused": "A block of a template is never printed.",
    "template-name-unknown": "A template uses a name that does not exist, or something as what it is not.",
    "template-outdated": "A built-in template has changed since a part of it was copied to be changed.",
    "template-text-unencoded": "A template uses text of the document without an encoder, or with one for other files.",
    "template-unusable": "A template is missing, has a mistake, or fails.",
    "template-value-optional": "A template uses something that may be None without asking for that.",
    "template-version-differs": "Templates were written for a version of the context that this is not.",
    "union-too-large": "Several `oneOf` or `anyOf` have to hold together in too many combinations; some are ignored.",
    "unknown-key": "A key is not one that OpenAPI defines at its place.",
    "webhook-dropped": "A webhook or a callback cannot be read; there is no function that decodes it.",
    "webhook-not-generated": "A webhook or a callback has nothing that could be decoded.",
    "wrong-type": "A value has another JSON type than OpenAPI asks for at its place.",
    "yaml-unsupported": "YAML that has no counterpart in JSON, such as a tag or a cyclic alias.",
}
"""Every problem code with one sentence of explanation; `docs/problems.md` is checked against it."""


class UnusableSource(Exception):
    """The source or the document cannot be used; carries the problems that say why (exit code 3)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


def quoted(text: str, limit: int = 80) -> str:
    """Text of a document as messages show it: a Python literal, cut to `limit` characters."""
    return repr(text if len(text) <= limit else f"{text[: limit - 1]}…")


def sort_key(problem: Problem) -> tuple[int, str, int, str, str, str]:
    """Order in which problems are shown: worst first, then by place."""
    location = problem.location
    return (
        -problem.severity,
        location.origin,
        location.line or 0,
        location.pointer,
        problem.code,
        problem.message,
    )
