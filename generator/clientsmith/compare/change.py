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


_MESSAGES: dict[Impact, dict[str, str]] = {
    Impact.BREAKING: {
        "additional-properties-removed": "Additional properties of {owner} are no longer declared; they were {old}.",
        "argument-became-required": "{What} is now required.",
        "argument-removed": "{What} was removed.",
        "authentication-removed": "{What} can no longer be called with {old}; it requires {new}.",
        "base-removed": "{What} no longer extends {old}.",
        "base-url-required": "The document no longer names a server; `base_url` is now required.",
        "body-became-required": "{What} is now required.",
        "body-media-type-removed": "{What} can no longer be sent as {old}.",
        "body-removed": "{What} was removed.",
        "client-renamed": "{What} is now {new}; it was {old}.",
        "constant-changed": "{What} is now always {new}; it was {old}.",
        "credential-changed": "Client arguments for {what} are now {new}; they were {old}.",
        "discriminator-changed": "The discriminator of {what} changed.",
        "enum-member-removed": "{What} can no longer be {old}; the enum member was removed.",
        "field-became-read-only": "{What} is now read-only; requests no longer accept it.",
        "field-became-write-only": "{What} is now write-only; responses no longer include it.",
        "field-removed": "{What} was removed.",
        "field-renamed": "{What} is now {new} in Python; it was {old}.",
        "operation-removed": "{What} was removed.",
        "operation-renamed": "{What} is now {new}; it was {old}.",
        "pagination-added": "The result of {what} is now paginated; it was the first page.",
        "pagination-removed": "The result of {what} is no longer paginated; it is the first page.",
        "parameter-became-required": "{What} is now required.",
        "parameter-removed": "{What} was removed.",
        "parameter-renamed": "The argument for {what} is now {new}; it was {old}.",
        "path-parameters-reordered": "Positional arguments of {what} are now {new}; they were {old}.",
        "request-enum-value-removed": "{What} can no longer be {old}.",
        "request-field-became-required": "{What} is now required.",
        "request-form-added": "Requests now take models.{new} instead of models.{old}.",
        "request-form-removed": "Requests now take models.{new} instead of models.{old}.",
        "request-null-removed": "{What} can no longer be null.",
        "request-type-changed": "{What} is now {new}; it was {old}.",
        "request-union-member-removed": "{What} can no longer be {old}.",
        "required-argument-added": "{What} was added and is required.",
        "required-body-added": "{What} was added and is required.",
        "required-field-added": "{What} was added and is required in requests.",
        "required-parameter-added": "{What} was added and is required.",
        "resource-renamed": "The resource {old} is now {new}.",
        "response-body-removed": "{What} no longer has content; it was {old}.",
        "response-field-became-optional": "{What} may now be missing.",
        "response-header-removed": "{What} was removed.",
        "response-null-added": "{What} can now be null.",
        "response-type-changed": "{What} is now {new}; it was {old}.",
        "result-changed": "The result of {what} is now {new}; it was {old}.",
        "schema-removed": "The schema {what} was removed.",
        "schema-renamed": "models.{old} is now models.{new}.",
        "security-scheme-removed": "{What} was removed.",
        "server-argument-removed": "{What} was removed.",
        "server-argument-value-removed": "{What} can no longer be {old}.",
        "server-removed": "{What} was removed.",
        "server-renamed": "{What} is now named {new}; it was {old}.",
        "variant-removed": "{What} was removed.",
        "webhook-parameter-removed": "{What} was removed.",
        "webhook-removed": "{What} was removed.",
        "webhook-renamed": "{What} is now decoded by {new}; it was {old}.",
    },
    Impact.DEPRECATION: {
        "field-deprecated": "{What} is now deprecated.",
        "operation-deprecated": "{What} is now deprecated.",
        "operation-name-deprecated": "{What} is now {new}; {old} is a deprecated alias.",
        "parameter-deprecated": "{What} is now deprecated.",
        "schema-deprecated": "{What} is now deprecated.",
        "schema-name-deprecated": "models.{old} is now models.{new}; the old name is a deprecated alias.",
        "webhook-deprecated": "{What} is now deprecated.",
    },
    Impact.ADDITION: {
        "additional-properties-added": "Additional properties of {owner} are now declared as {new}.",
        "argument-added": "{What} was added and is optional.",
        "authentication-added": "{What} can now also be called with {new}.",
        "body-added": "{What} was added and is optional.",
        "body-became-optional": "{What} is now optional.",
        "body-media-type-added": "{What} can now also be sent as {new}.",
        "enum-opened": "{What} can now be any {new}; it was {old}.",
        "enum-value-added": "{What} can now also be {new}.",
        "field-added": "{What} was added.",
        "field-became-readable": "{What} is no longer write-only; responses now include it.",
        "field-became-writable": "{What} is no longer read-only; requests now accept it.",
        "operation-added": "{What} was added.",
        "parameter-added": "{What} was added and is optional.",
        "parameter-became-optional": "{What} is now optional.",
        "request-field-became-optional": "{What} is now optional.",
        "request-null-added": "{What} can now be null.",
        "request-type-widened": "{What} can now be {new}; it was {old}.",
        "response-added": "{What} was added.",
        "response-body-added": "{What} now has content: {new}.",
        "response-header-added": "{What} was added.",
        "schema-added": "The schema {what} was added.",
        "security-scheme-added": "{What} was added.",
        "server-added": "{What} was added.",
        "server-argument-added": "{What} was added.",
        "union-member-added": "{What} can now also be {new}.",
        "variant-added": "{What} was added.",
        "webhook-added": "{What} was added.",
        "webhook-parameter-added": "{What} was added.",
    },
    Impact.COMPATIBLE: {
        "base-added": "{What} now extends {new}.",
        "body-media-type-changed": "{What} is now sent as {new}; it was {old}.",
        "body-presence-changed": "{What} is now sent {new}.",
        "default-changed": "The default of {what} is now {new_or_none}; it was {old_or_none}.",
        "field-wire-name-changed": "{What} is now {new} in JSON; it was {old}.",
        "limits-relaxed": "Constraints on {what} were relaxed: {new}.",
        "limits-tightened": "Constraints on {what} were tightened: {new}.",
        "operation-id-changed": "The operationId of {what} is now {new_or_none}; it was {old_or_none}.",
        "operation-moved": "{What} was previously {old}.",
        "operation-servers-changed": "The servers of {what} are now {new}; they were {old}.",
        "operation-tags-changed": "The tags of {what} are now {new_or_none}; they were {old_or_none}.",
        "pagination-changed": "The pagination of {what} changed.",
        "parameter-moved": "{What} was previously the {old}.",
        "parameter-style-changed": "{What} is now serialized as {new}; it was {old}.",
        "parameter-wire-name-changed": "{What} was previously named {old}.",
        "response-enum-value-removed": "{What} can no longer be {old}.",
        "response-field-became-required": "{What} is now always present.",
        "response-limits-changed": "Constraints on {what} changed: {new}.",
        "response-media-type-added": "{What} can now also have the media type {new}.",
        "response-media-type-changed": "The media type of {what} is now {new}; it was {old}.",
        "response-media-type-removed": "{What} no longer has the media type {old}.",
        "response-null-removed": "{What} can no longer be null.",
        "response-removed": "{What} was removed.",
        "response-status-changed": "{What} previously had the status {old}.",
        "response-type-narrowed": "{What} is now {new}; it was {old}.",
        "response-union-member-removed": "{What} can no longer be {old}.",
        "scopes-changed": "The scopes of {what} are now {new_or_none}; they were {old_or_none}.",
        "security-scheme-changed": "The authentication flow of {what} changed.",
        "security-scheme-renamed": "{What} was previously named {old}.",
        "server-argument-changed": "{What} is now {new}; it was {old}.",
        "server-url-changed": "The URL of the server is now {new}; it was {old}.",
        "unknown-properties-changed": "Undeclared properties of {what} are now {new}.",
        "wire-format-changed": "The serialization of {what} changed{detail}.",
    },
    Impact.DOCS: {
        "api-docs-changed": "The description of {what} changed.",
        "body-docs-changed": "The description of {what} changed.",
        "field-docs-changed": "The description of {what} changed.",
        "operation-docs-changed": "The description of {what} changed.",
        "parameter-docs-changed": "The description of {what} changed.",
        "response-docs-changed": "The description of {what} changed.",
        "schema-docs-changed": "The description of {what} changed.",
        "undeprecated": "{What} is no longer deprecated.",
        "webhook-docs-changed": "The description of {what} changed.",
    },
}

DOCUMENT_CODES: dict[str, tuple[Impact, str]] = {
    code: (impact, message)
    for impact, messages in _MESSAGES.items()
    for code, message in messages.items()
}
"""Code → impact and message of changes between documents. In messages `what` is the place, `owner` the
object around it, `old` and `new` its values; `docs/changes.md` explains every code."""

CLIENT_CODES: dict[str, Impact] = {
    "client-argument-added": Impact.ADDITION,
    "client-argument-kind-changed": Impact.BREAKING,
    "client-argument-moved": Impact.BREAKING,
    "client-argument-removed": Impact.BREAKING,
    "client-argument-required": Impact.BREAKING,
    "client-base-removed": Impact.BREAKING,
    "client-default-changed": Impact.COMPATIBLE,
    "client-kind-changed": Impact.BREAKING,
    "client-model-style-changed": Impact.BREAKING,
    "client-name-added": Impact.ADDITION,
    "client-name-deprecated": Impact.DEPRECATION,
    "client-name-removed": Impact.BREAKING,
    "client-name-renamed": Impact.BREAKING,
    "client-package-renamed": Impact.BREAKING,
    "client-type-changed": Impact.BREAKING,
    "client-type-narrowed": Impact.COMPATIBLE,
    "client-type-widened": Impact.ADDITION,
}
"""Code → impact of changes between generated clients; `docs/diff.md` explains every code."""
