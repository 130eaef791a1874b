"""Changes between two versions of an API: codes, impacts and messages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from ..problem import Location


class Impact(StrEnum):
    """Effect of a change on those who use the Python client; the worst comes first."""

    BREAKING = "breaking"
    """Code that works or type-checks with the old client may fail with the new one."""

    DEPRECATION = "deprecation"
    """Everything works, and something is announced to end."""

    ADDITION = "addition"
    """Users can do or get more than before; existing code stays correct."""

    COMPATIBLE = "compatible"
    """The API or the client behaves differently, and users need not change anything."""

    DOCS = "docs"
    """Only descriptions differ."""

    @property
    def rank(self) -> int:
        """Position among the impacts, 0 for the worst."""
        return list(Impact).index(self)


@dataclass(frozen=True, slots=True)
class AcceptedChange:
    """Entry of the file of accepted changes, which do not count for `--fail-on`."""

    code: str
    """Code of a change."""

    subject: str
    """Subject of the change; `*` matches any text."""

    reason: str
    expires: dt.date
    """Last day on which the entry counts."""

    def matches(self, change: Change) -> bool:
        """Return whether the entry is about a change."""
        pattern = ".*".join(re.escape(part) for part in self.subject.split("*"))
        return change.code == self.code and re.fullmatch(pattern, change.subject) is not None

    def is_expired(self, today: dt.date) -> bool:
        """Return whether the last day has passed."""
        return today > self.expires


@dataclass(frozen=True, slots=True)
class Change:
    """Change as reported, in the words of the client's users.

    Texts hold names from the two documents, which are untrusted.
    """

    code: str
    """Stable identifier such as `parameter-became-required`; a key of `DOCUMENT_CODES`, or of
    `CLIENT_CODES` where only the generated clients show the change."""

    subject: str
    """Place in terms of HTTP and JSON, unique within the code: `POST /goals`,
    `POST /goals query limit`, `POST /goals request title`, `GET /goals response 200 data[].name`,
    `Goal.due_date`, `Goal.status "open"`, `security token`; a Python name for `CLIENT_CODES`."""

    message: str
    """One sentence."""

    operation: str = ""
    """HTTP method and path, of the new document where it has the operation: `POST /goals`, or
    `webhook new_pet`; empty where the change is not about a single operation."""

    python_old: str = ""
    """Name in the old client: `goals.create`, `goals.create(title=)`, `goals.create()` for its
    result, `models.Goal`, `models.Goal.due_date`, `MSPortal(token=)`, `webhooks.parse_new_pet`;
    empty where the old client lacks it."""

    python_new: str = ""
    """Name in the new client."""

    old: Location | None = None
    """Location in the old document."""

    new: Location | None = None
    """Location in the new document."""

    affected: tuple[str, ...] = ()
    """Other Python names of either client that differ for the same reason, sorted: arguments that a
    field of a body becomes, the request variant of a class, classes removed with an operation."""

    used_by: tuple[str, ...] = ()
    """Some of the operations and webhooks that use the schema, sorted; empty where `operation` names
    it."""

    used_by_total: int = 0
    """Number of operations and webhooks that use the schema."""

    accepted: AcceptedChange | None = None
    """Entry that accepts the change, unless it is expired."""

    def __post_init__(self) -> None:
        if self.code not in DOCUMENT_CODES and self.code not in CLIENT_CODES:
            raise ValueError(f"undocumented code of a change {self.code!r}")

    @property
    def impact(self) -> Impact:
        """Impact of the code."""
        return impact_of(self.code)

    @property
    def names(self) -> frozenset[str]:
        """All Python names of the change."""
        return frozenset((self.python_old, self.python_new, *self.affected)) - {""}


def sort_key(change: Change) -> tuple[int, str, str, str]:
    """Order of changes in reports: by impact, then by subject."""
    return change.impact.rank, change.subject, change.code, change.message


def impact_of(code: str) -> Impact:
    """Return the impact of a code."""
    return CLIENT_CODES[code] if code in CLIENT_CODES else DOCUMENT_CODES[code][0]


_BREAKING = Impact.BREAKING
_DEPRECATION = Impact.DEPRECATION
_ADDITION = Impact.ADDITION
_COMPATIBLE = Impact.COMPATIBLE
_DOCS = Impact.DOCS

DOCUMENT_CODES: dict[str, tuple[Impact, str]] = {
    "additional-properties-added": (
        _ADDITION,
        "Undeclared properties of {owner} are now declared to be {new}.",
    ),
    "additional-properties-removed": (
        _BREAKING,
        "Undeclared properties of {owner} are no longer declared; they were {old}.",
    ),
    "api-docs-changed": (_DOCS, "What the document says about {what} is different."),
    "argument-added": (_ADDITION, "{What} is a further argument."),
    "argument-became-required": (_BREAKING, "{What} has to be given now."),
    "argument-removed": (_BREAKING, "{What} is gone."),
    "authentication-added": (_ADDITION, "{What} can also be called with {new}."),
    "authentication-removed": (
        _BREAKING,
        "{What} cannot be called with {old} any more; it needs {new}.",
    ),
    "base-added": (_COMPATIBLE, "{What} is now a kind of {new}."),
    "base-removed": (_BREAKING, "{What} is no longer a kind of {old}."),
    "base-url-required": (
        _BREAKING,
        "The document names no host any more; `base_url` has to be given.",
    ),
    "body-added": (_ADDITION, "{What} can be given; there was none."),
    "body-became-optional": (_ADDITION, "{What} need not be given any more."),
    "body-became-required": (_BREAKING, "{What} has to be given now."),
    "body-docs-changed": (_DOCS, "What is said about {what} is different."),
    "body-media-type-added": (_ADDITION, "{What} can also be sent as {new}."),
    "body-media-type-changed": (_COMPATIBLE, "{What} is sent as {new}; it was {old}."),
    "body-media-type-removed": (_BREAKING, "{What} cannot be sent as {old} any more."),
    "body-presence-changed": (_COMPATIBLE, "{What} is sent {new} now."),
    "body-removed": (_BREAKING, "{What} is gone."),
    "client-renamed": (_BREAKING, "{What} is {new}; it was {old}."),
    "constant-changed": (_BREAKING, "{What} is always {new}; it was {old}."),
    "credential-changed": (_BREAKING, "{What} is given to the client as {new}; it was {old}."),
    "default-changed": (
        _COMPATIBLE,
        "The default of {what} is {new_or_none}; it was {old_or_none}.",
    ),
    "discriminator-changed": (_BREAKING, "The kinds of {what} are told apart in another way."),
    "enum-member-removed": (
        _BREAKING,
        "{What} is never {old} any more, and the member is gone from its class.",
    ),
    "enum-opened": (_ADDITION, "{What} may be any {new}; it was {old}."),
    "enum-value-added": (_ADDITION, "{What} may also be {new}."),
    "field-added": (_ADDITION, "{What} is a new field."),
    "field-became-read-only": (
        _BREAKING,
        "{What} is read-only now; requests cannot give it any more.",
    ),
    "field-became-readable": (_ADDITION, "{What} is no longer write-only; responses give it, too."),
    "field-became-writable": (
        _ADDITION,
        "{What} is no longer read-only; requests can give it, too.",
    ),
    "field-became-write-only": (
        _BREAKING,
        "{What} is write-only now; responses do not give it any more.",
    ),
    "field-deprecated": (_DEPRECATION, "{What} is deprecated."),
    "field-docs-changed": (_DOCS, "What is said about {what} is different."),
    "field-removed": (_BREAKING, "{What} is gone."),
    "field-renamed": (_BREAKING, "{What} is now called {new} in Python; it was {old}."),
    "field-wire-name-changed": (_COMPATIBLE, "{What} is called {new} in JSON; it was {old}."),
    "limits-relaxed": (_COMPATIBLE, "Limits on {what} are wider: {new}."),
    "limits-tightened": (_COMPATIBLE, "Limits on {what} are narrower: {new}."),
    "operation-added": (_ADDITION, "{What} is a new operation."),
    "operation-deprecated": (_DEPRECATION, "{What} is deprecated."),
    "operation-docs-changed": (_DOCS, "What is said about {what} is different."),
    "operation-id-changed": (
        _COMPATIBLE,
        "The operationId of {what} is {new_or_none}; it was {old_or_none}.",
    ),
    "operation-moved": (_COMPATIBLE, "{What} was {old}."),
    "operation-name-deprecated": (
        _DEPRECATION,
        "{What} is now called {new}; the name {old} is deprecated.",
    ),
    "operation-removed": (_BREAKING, "{What} is gone."),
    "operation-renamed": (_BREAKING, "{What} is now called {new}; it was {old}."),
    "operation-servers-changed": (_COMPATIBLE, "{What} is sent to {new}; it was {old}."),
    "operation-tags-changed": (
        _COMPATIBLE,
        "The tags of {what} are {new_or_none}; they were {old_or_none}.",
    ),
    "pagination-added": (
        _BREAKING,
        "The result of {what} is now pages of items, and was a page alone.",
    ),
    "pagination-changed": (_COMPATIBLE, "The next page of {what} is found in another way."),
    "pagination-removed": (
        _BREAKING,
        "The result of {what} is now a page alone, and was pages of items.",
    ),
    "parameter-added": (_ADDITION, "{What} is new, and need not be given."),
    "parameter-became-optional": (_ADDITION, "{What} need not be given any more."),
    "parameter-became-required": (_BREAKING, "{What} has to be given now."),
    "parameter-deprecated": (_DEPRECATION, "{What} is deprecated."),
    "parameter-docs-changed": (_DOCS, "What is said about {what} is different."),
    "parameter-moved": (_COMPATIBLE, "{What} was the {old}."),
    "parameter-removed": (_BREAKING, "{What} is gone."),
    "parameter-renamed": (_BREAKING, "{What} is now the argument {new}; it was {old}."),
    "parameter-style-changed": (_COMPATIBLE, "{What} is written as {new}; it was {old}."),
    "parameter-wire-name-changed": (_COMPATIBLE, "{What} was called {old}."),
    "path-parameters-reordered": (
        _BREAKING,
        "Arguments of {what} by position are {new}; they were {old}.",
    ),
    "request-enum-value-removed": (_BREAKING, "{What} cannot be {old} any more."),
    "request-field-became-optional": (_ADDITION, "{What} need not be given any more."),
    "request-field-became-required": (_BREAKING, "{What} has to be given now."),
    "request-form-added": (_BREAKING, "Requests take models.{new} now, and took models.{old}."),
    "request-form-removed": (_BREAKING, "Requests take models.{new} now, and took models.{old}."),
    "request-null-added": (_ADDITION, "{What} may be null."),
    "request-null-removed": (_BREAKING, "{What} cannot be null any more."),
    "request-type-changed": (_BREAKING, "{What} is {new} now; it was {old}."),
    "request-type-widened": (_ADDITION, "{What} may be {new}; it was {old}."),
    "request-union-member-removed": (_BREAKING, "{What} cannot be {old} any more."),
    "required-argument-added": (_BREAKING, "{What} is a further argument, which has to be given."),
    "required-body-added": (_BREAKING, "{What} has to be given; there was none."),
    "required-field-added": (_BREAKING, "{What} is a new field, which requests have to give."),
    "required-parameter-added": (_BREAKING, "{What} is new, and has to be given."),
    "resource-renamed": (_BREAKING, "The resource {old} is now called {new}."),
    "response-added": (_ADDITION, "{What} is new."),
    "response-body-added": (_ADDITION, "{What} has content now: {new}."),
    "response-body-removed": (_BREAKING, "{What} has no content any more; it was {old}."),
    "response-docs-changed": (_DOCS, "What is said about {what} is different."),
    "response-enum-value-removed": (_COMPATIBLE, "{What} is never {old} any more."),
    "response-field-became-optional": (_BREAKING, "{What} may be missing."),
    "response-field-became-required": (_COMPATIBLE, "{What} is always there."),
    "response-header-added": (_ADDITION, "{What} is new."),
    "response-header-removed": (_BREAKING, "{What} is gone."),
    "response-limits-changed": (_COMPATIBLE, "Limits on {what} are different: {new}."),
    "response-media-type-added": (_COMPATIBLE, "{What} may also come as {new}."),
    "response-media-type-changed": (_COMPATIBLE, "{What} comes as {new}; it was {old}."),
    "response-media-type-removed": (_COMPATIBLE, "{What} does not come as {old} any more."),
    "response-null-added": (_BREAKING, "{What} may be null."),
    "response-null-removed": (_COMPATIBLE, "{What} is never null any more."),
    "response-removed": (_COMPATIBLE, "{What} is gone."),
    "response-status-changed": (_COMPATIBLE, "{What} had the status {old}."),
    "response-type-changed": (_BREAKING, "{What} is {new} now; it was {old}."),
    "response-type-narrowed": (_COMPATIBLE, "{What} is {new} now; it was {old}."),
    "response-union-member-removed": (_COMPATIBLE, "{What} is never {old} any more."),
    "result-changed": (_BREAKING, "The result of {what} is {new}; it was {old}."),
    "schema-added": (_ADDITION, "The schema {what} is new."),
    "schema-deprecated": (_DEPRECATION, "{What} is deprecated."),
    "schema-docs-changed": (_DOCS, "What is said about {what} is different."),
    "schema-name-deprecated": (
        _DEPRECATION,
        "models.{old} is now called models.{new}; the old name is deprecated.",
    ),
    "schema-removed": (_BREAKING, "The schema {what} is gone."),
    "schema-renamed": (_BREAKING, "models.{old} is now called models.{new}."),
    "scopes-changed": (
        _COMPATIBLE,
        "{What} needs the scopes {new_or_none}; they were {old_or_none}.",
    ),
    "security-scheme-added": (_ADDITION, "{What} is a new credential."),
    "security-scheme-changed": (_COMPATIBLE, "{What} is sent or got in another way."),
    "security-scheme-removed": (_BREAKING, "{What} is gone."),
    "security-scheme-renamed": (_COMPATIBLE, "{What} was called {old}."),
    "server-added": (_ADDITION, "{What} is new."),
    "server-argument-added": (_ADDITION, "{What} is a new argument."),
    "server-argument-changed": (_COMPATIBLE, "{What} is {new}; it was {old}."),
    "server-argument-removed": (_BREAKING, "{What} is gone."),
    "server-argument-value-removed": (_BREAKING, "{What} cannot be {old} any more."),
    "server-removed": (_BREAKING, "{What} is gone."),
    "server-renamed": (_BREAKING, "{What} is now called {new}; it was {old}."),
    "server-url-changed": (_COMPATIBLE, "The server is {new}; it was {old}."),
    "undeprecated": (_DOCS, "{What} is not deprecated any more."),
    "union-member-added": (_ADDITION, "{What} may also be {new}."),
    "unknown-properties-changed": (_COMPATIBLE, "Undeclared properties of {what} are {new} now."),
    "variant-added": (_ADDITION, "{What} is a further method."),
    "variant-removed": (_BREAKING, "{What} is gone."),
    "webhook-added": (_ADDITION, "{What} is new."),
    "webhook-deprecated": (_DEPRECATION, "{What} is deprecated."),
    "webhook-docs-changed": (_DOCS, "What is said about {what} is different."),
    "webhook-parameter-added": (_ADDITION, "{What} is new."),
    "webhook-parameter-removed": (_BREAKING, "{What} is gone."),
    "webhook-removed": (_BREAKING, "{What} is gone."),
    "webhook-renamed": (_BREAKING, "{What} is decoded by {new}; it was {old}."),
    "wire-format-changed": (_COMPATIBLE, "{What} is written in another way{detail}."),
}
"""Code → impact and message of changes between documents. In messages `what` is the place,
`owner` the object around it, `old` and `new` its values; `docs/changes.md` explains every code."""

CLIENT_CODES: dict[str, Impact] = {
    "client-argument-added": _ADDITION,
    "client-argument-kind-changed": _BREAKING,
    "client-argument-moved": _BREAKING,
    "client-argument-removed": _BREAKING,
    "client-argument-required": _BREAKING,
    "client-base-removed": _BREAKING,
    "client-default-changed": _COMPATIBLE,
    "client-kind-changed": _BREAKING,
    "client-model-style-changed": _BREAKING,
    "client-name-added": _ADDITION,
    "client-name-deprecated": _DEPRECATION,
    "client-name-removed": _BREAKING,
    "client-name-renamed": _BREAKING,
    "client-package-renamed": _BREAKING,
    "client-type-changed": _BREAKING,
    "client-type-narrowed": _COMPATIBLE,
    "client-type-widened": _ADDITION,
}
"""Code → impact of changes between generated clients; `docs/diff.md` explains every code."""
