"""Changes between two versions of an API: what they are called, and what they mean to users."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..problem import Location


class Impact(StrEnum):
    """What a change means to those who use the Python client; the worst comes first."""

    BREAKING = "breaking"
    """Code that works or type-checks with the old client may not with the new one."""

    DEPRECATION = "deprecation"
    """Everything works, and something is announced to end."""

    ADDITION = "addition"
    """Users can do, or get, more than before; what they have written stays right."""

    COMPATIBLE = "compatible"
    """The API or the client behaves differently, and users need not change anything for it."""

    DOCS = "docs"
    """Only what is said for people differs."""

    @property
    def rank(self) -> int:
        """Position among the impacts, 0 for the worst."""
        return list(Impact).index(self)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a code of a change stands for."""

    impact: Impact
    meaning: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions of an API, in the words of the client's users.

    Texts hold names out of the two documents, which are untrusted.
    """

    code: str
    """Stable identifier such as `parameter-became-required`; every code is a key of `KINDS`."""

    subject: str
    """What it is about in terms of HTTP and JSON, unique within its code: `POST /goals`,
    `POST /goals query limit`, `POST /goals request title`, `GET /goals response 200 data[].name`,
    `Goal.due_date`, `Goal.status "open"`, `security token`."""

    message: str
    """One sentence that says what is different, and for whom."""

    operation: str = ""
    """HTTP method and path as the new document has them, else the old one: `POST /goals`, or
    `webhook new_pet`; empty where it is about no single one."""

    python_old: str = ""
    """Where users meet it in the old client: `goals.create`, `goals.create(title=)`, `goals.create()`
    for its result, `models.Goal`, `models.Goal.due_date`, `MSPortal(token=)`,
    `webhooks.parse_new_pet`; empty where the old client has nothing of it."""

    python_new: str = ""
    """The same in the new client."""

    old: Location | None = None
    """Its place in the old document; None where there is none."""

    new: Location | None = None
    """Its place in the new document; None where there is none."""

    affected: tuple[str, ...] = ()
    """Further Python names that are different for the same reason, of either client, sorted: arguments
    that a field of a body becomes, a second form of a class, classes that went with an operation."""

    used_by: tuple[str, ...] = ()
    """A few of the operations and webhooks that take or give the schema, sorted; empty where
    `operation` says it."""

    used_by_total: int = 0
    """How many there are."""

    def __post_init__(self) -> None:
        if self.code not in KINDS:
            raise ValueError(f"undocumented code of a change {self.code!r}")

    @property
    def impact(self) -> Impact:
        """What it means to users; one code has one impact."""
        return KINDS[self.code].impact


def sort_key(change: Change) -> tuple[int, str, str, str]:
    """Order in which changes are shown: the worst first, then by what they are about."""
    return change.impact.rank, change.subject, change.code, change.message


_BREAKING = Impact.BREAKING
_DEPRECATION = Impact.DEPRECATION
_ADDITION = Impact.ADDITION
_COMPATIBLE = Impact.COMPATIBLE
_DOCS = Impact.DOCS

KINDS: dict[str, Kind] = {
    "additional-properties-added": Kind(
        _ADDITION,
        "Undeclared properties of an object have a declared type, and a place in its class.",
    ),
    "additional-properties-removed": Kind(
        _BREAKING, "Undeclared properties of an object have no declared type any more."
    ),
    "api-docs-changed": Kind(
        _DOCS,
        "What the document says for people about the API, its tags, servers or credentials differs.",
    ),
    "argument-added": Kind(
        _ADDITION,
        "A method has a further argument that need not be given, and no parameter is new.",
    ),
    "argument-became-required": Kind(
        _BREAKING,
        "An argument of a method must be given, and no parameter or field became required.",
    ),
    "argument-removed": Kind(
        _BREAKING, "A method lacks an argument that it had, and no parameter or field is gone."
    ),
    "authentication-added": Kind(_ADDITION, "There is a further way to authenticate."),
    "authentication-removed": Kind(
        _BREAKING,
        "A way to authenticate that was enough is not any more, or calls need credentials now.",
    ),
    "base-added": Kind(_COMPATIBLE, "A class extends another one that it did not."),
    "base-removed": Kind(_BREAKING, "A class does not extend another one any more."),
    "base-url-required": Kind(
        _BREAKING, "The document names no host any more; users must give the base URL."
    ),
    "body-added": Kind(_ADDITION, "An operation takes a body that need not be given."),
    "body-became-optional": Kind(_ADDITION, "A body need not be given any more."),
    "body-became-required": Kind(_BREAKING, "A body that could be left out must be given."),
    "body-docs-changed": Kind(_DOCS, "What the document says of a body differs."),
    "body-media-type-added": Kind(_ADDITION, "A body can be sent in a further media type."),
    "body-media-type-changed": Kind(
        _COMPATIBLE, "A body is sent in another media type; its content is the same."
    ),
    "body-media-type-removed": Kind(
        _BREAKING, "A body cannot be sent in one of its media types any more."
    ),
    "body-presence-changed": Kind(
        _COMPATIBLE, "A body is sent always, or not always any more; calls are the same."
    ),
    "body-removed": Kind(_BREAKING, "An operation takes no body any more."),
    "client-renamed": Kind(_BREAKING, "The package or its root class has another name."),
    "constant-changed": Kind(_BREAKING, "A value that was one constant is another one."),
    "credential-changed": Kind(
        _BREAKING, "Users give a credential to the client in another way: other arguments."
    ),
    "default-changed": Kind(
        _COMPATIBLE, "The API assumes another value where a parameter or a field is left out."
    ),
    "discriminator-changed": Kind(
        _BREAKING, "The members of a union are told apart by another field, or by other constants."
    ),
    "enum-member-removed": Kind(
        _BREAKING, "A class of constants lacks a member that it had; no request could send it."
    ),
    "enum-opened": Kind(
        _ADDITION, "A value may be any of its type, and was one of a list of constants."
    ),
    "enum-value-added": Kind(
        _ADDITION, "There is a further constant; clients give unknown ones as they come."
    ),
    "field-added": Kind(_ADDITION, "An object has a further field, which requests need not give."),
    "field-became-read-only": Kind(_BREAKING, "A field is not part of requests any more."),
    "field-became-readable": Kind(_ADDITION, "A field is part of responses, too."),
    "field-became-writable": Kind(
        _ADDITION, "A field is part of requests, too, and need not be given."
    ),
    "field-became-write-only": Kind(_BREAKING, "A field is not part of responses any more."),
    "field-deprecated": Kind(_DEPRECATION, "A field is deprecated."),
    "field-docs-changed": Kind(_DOCS, "What the document says of a field differs."),
    "field-removed": Kind(_BREAKING, "An object lacks a field that it had."),
    "field-renamed": Kind(_BREAKING, "A field has another name in Python, and the same in JSON."),
    "field-wire-name-changed": Kind(
        _COMPATIBLE, "A field has another name in JSON, and the same in Python."
    ),
    "limits-relaxed": Kind(
        _COMPATIBLE, "Limits on a value that requests send are wider than before."
    ),
    "limits-tightened": Kind(
        _COMPATIBLE,
        "Limits on a value that requests send are narrower, or others; the API may refuse what it took.",
    ),
    "operation-added": Kind(_ADDITION, "There is a further operation."),
    "operation-deprecated": Kind(_DEPRECATION, "An operation is deprecated."),
    "operation-docs-changed": Kind(_DOCS, "What the document says of an operation differs."),
    "operation-id-changed": Kind(
        _COMPATIBLE, "An operation has another `operationId`, and the same name in Python."
    ),
    "operation-moved": Kind(
        _COMPATIBLE, "An operation has another path or HTTP method, and the same name in Python."
    ),
    "operation-name-deprecated": Kind(
        _DEPRECATION,
        "An operation is another method of the client; the old name still leads to it.",
    ),
    "operation-removed": Kind(_BREAKING, "An operation is gone."),
    "operation-renamed": Kind(_BREAKING, "An operation is another method of the client."),
    "operation-servers-changed": Kind(_COMPATIBLE, "An operation has other servers of its own."),
    "operation-tags-changed": Kind(
        _COMPATIBLE, "An operation has other tags, and the same name in Python."
    ),
    "pagination-added": Kind(
        _BREAKING, "The result of a method is pages of items, and was the first page alone."
    ),
    "pagination-changed": Kind(_COMPATIBLE, "The next page of a result is found in another way."),
    "pagination-removed": Kind(
        _BREAKING, "The result of a method is one page alone, and was pages of items."
    ),
    "parameter-added": Kind(
        _ADDITION, "An operation has a further parameter that need not be given."
    ),
    "parameter-became-optional": Kind(_ADDITION, "A parameter need not be given any more."),
    "parameter-became-required": Kind(
        _BREAKING, "A parameter that could be left out must be given."
    ),
    "parameter-deprecated": Kind(_DEPRECATION, "A parameter is deprecated."),
    "parameter-docs-changed": Kind(_DOCS, "What the document says of a parameter differs."),
    "parameter-moved": Kind(
        _COMPATIBLE,
        "A parameter travels in another place, such as a header; its argument is the same.",
    ),
    "parameter-removed": Kind(_BREAKING, "An operation lacks a parameter that it had."),
    "parameter-renamed": Kind(_BREAKING, "The argument for a parameter has another name."),
    "parameter-style-changed": Kind(
        _COMPATIBLE, "The value of a parameter is written in another way; its argument is the same."
    ),
    "parameter-wire-name-changed": Kind(
        _COMPATIBLE, "A parameter has another name in HTTP, and the same in Python."
    ),
    "path-parameters-reordered": Kind(
        _BREAKING, "The arguments that a method takes by position are others, or in another order."
    ),
    "request-enum-value-removed": Kind(_BREAKING, "Requests may not send a constant any more."),
    "request-field-became-optional": Kind(
        _ADDITION, "A field of a request need not be given any more."
    ),
    "request-field-became-required": Kind(
        _BREAKING, "A field of a request that could be left out must be given."
    ),
    "request-form-added": Kind(
        _BREAKING, "Requests take another class than responses give, and took the same."
    ),
    "request-form-removed": Kind(
        _BREAKING, "Requests take the class that responses give; the one of their own is gone."
    ),
    "request-null-added": Kind(_ADDITION, "A value of a request may be null."),
    "request-null-removed": Kind(_BREAKING, "A value of a request may not be null any more."),
    "request-type-changed": Kind(
        _BREAKING, "A value of a request has another type, or a narrower one."
    ),
    "request-type-widened": Kind(
        _ADDITION, "A value of a request may be of further types; those of before are still right."
    ),
    "request-union-member-removed": Kind(
        _BREAKING, "Requests may not send one of the kinds of a value any more."
    ),
    "required-argument-added": Kind(
        _BREAKING,
        "A method has a further argument that must be given, and no parameter or field is new.",
    ),
    "required-body-added": Kind(_BREAKING, "An operation takes a body, which must be given."),
    "required-field-added": Kind(_BREAKING, "A request has a further field, which must be given."),
    "required-parameter-added": Kind(
        _BREAKING, "An operation has a further parameter, which must be given."
    ),
    "resource-renamed": Kind(
        _BREAKING, "All operations of a resource are found under another name."
    ),
    "response-added": Kind(_ADDITION, "A further status of an operation's responses is declared."),
    "response-body-added": Kind(_ADDITION, "A response has content, and had none."),
    "response-body-removed": Kind(_BREAKING, "A response has no content any more."),
    "response-docs-changed": Kind(_DOCS, "What the document says of a response differs."),
    "response-enum-value-removed": Kind(_COMPATIBLE, "Responses do not give a constant any more."),
    "response-field-became-optional": Kind(
        _BREAKING, "A field of a response may be missing; users get None where there was a value."
    ),
    "response-field-became-required": Kind(_COMPATIBLE, "A field of a response is always there."),
    "response-header-added": Kind(_ADDITION, "A header of a response is declared."),
    "response-header-removed": Kind(_BREAKING, "A header of a response is not declared any more."),
    "response-limits-changed": Kind(
        _COMPATIBLE, "Limits on a value that only responses give are others."
    ),
    "response-media-type-added": Kind(
        _COMPATIBLE, "A response may come in a further media type; the result is the same."
    ),
    "response-media-type-changed": Kind(
        _COMPATIBLE, "A response comes in another media type; its content is the same."
    ),
    "response-media-type-removed": Kind(
        _COMPATIBLE, "A response does not come in a media type any more; the result is the same."
    ),
    "response-null-added": Kind(
        _BREAKING, "A value of a response may be null; users get None where there was a value."
    ),
    "response-null-removed": Kind(_COMPATIBLE, "A value of a response is never null any more."),
    "response-removed": Kind(
        _COMPATIBLE, "A status of an operation's responses is not declared any more."
    ),
    "response-status-changed": Kind(
        _COMPATIBLE, "A response has another status, and the same content."
    ),
    "response-type-changed": Kind(
        _BREAKING, "A value of a response has another type, or a wider one."
    ),
    "response-type-narrowed": Kind(
        _COMPATIBLE, "A value of a response has a type that was one of several before."
    ),
    "response-union-member-removed": Kind(
        _COMPATIBLE, "Responses do not give one of the kinds of a value any more."
    ),
    "result-changed": Kind(
        _BREAKING, "A method returns another type, as its successful responses are others."
    ),
    "schema-added": Kind(
        _ADDITION, "There is a further class or type, and nothing else brings it along."
    ),
    "schema-deprecated": Kind(_DEPRECATION, "A schema is deprecated."),
    "schema-docs-changed": Kind(_DOCS, "What the document says of a schema differs."),
    "schema-name-deprecated": Kind(
        _DEPRECATION,
        "A class or a type has another name in Python; the old name still leads to it.",
    ),
    "schema-removed": Kind(
        _BREAKING, "A class or a type is gone, and nothing else that breaks takes it along."
    ),
    "schema-renamed": Kind(_BREAKING, "A class or a type has another name in Python."),
    "scopes-changed": Kind(_COMPATIBLE, "Credentials need other scopes."),
    "security-scheme-added": Kind(_ADDITION, "The client takes a further credential."),
    "security-scheme-changed": Kind(
        _COMPATIBLE, "A credential is sent or got in another way; users give it as before."
    ),
    "security-scheme-removed": Kind(_BREAKING, "The client takes a credential no more."),
    "security-scheme-renamed": Kind(
        _COMPATIBLE, "A security scheme has another name in the document; users give it as before."
    ),
    "server-added": Kind(_ADDITION, "There is a further server."),
    "server-argument-added": Kind(
        _ADDITION, "The client has a further argument that has a part in where the API is."
    ),
    "server-argument-changed": Kind(
        _COMPATIBLE, "A variable of a server has another default or other values."
    ),
    "server-argument-removed": Kind(
        _BREAKING, "The client lacks an argument that had a part in where the API is."
    ),
    "server-argument-value-removed": Kind(
        _BREAKING, "A variable of a server cannot have one of its values any more."
    ),
    "server-removed": Kind(_BREAKING, "A server that users could choose is gone."),
    "server-renamed": Kind(_BREAKING, "Users choose a server by another name."),
    "server-url-changed": Kind(_COMPATIBLE, "The API is at another address."),
    "undeprecated": Kind(_DOCS, "Something is not deprecated any more."),
    "union-member-added": Kind(
        _ADDITION, "A value may be of a further kind; clients give unknown ones as they come."
    ),
    "unknown-properties-changed": Kind(
        _COMPATIBLE, "Undeclared properties of an object are forbidden, or not forbidden any more."
    ),
    "variant-added": Kind(_ADDITION, "An operation has a further method for another form of it."),
    "variant-removed": Kind(_BREAKING, "An operation lacks a method for one of its forms."),
    "webhook-added": Kind(_ADDITION, "There is a further webhook or callback."),
    "webhook-deprecated": Kind(_DEPRECATION, "A webhook or a callback is deprecated."),
    "webhook-docs-changed": Kind(
        _DOCS, "What the document says of a webhook or a callback differs."
    ),
    "webhook-parameter-added": Kind(
        _ADDITION, "A webhook or a callback has a further header, query parameter or cookie."
    ),
    "webhook-parameter-removed": Kind(
        _BREAKING, "A webhook or a callback lacks a header, query parameter or cookie that it had."
    ),
    "webhook-removed": Kind(_BREAKING, "A webhook or a callback is gone."),
    "webhook-renamed": Kind(
        _BREAKING, "The function for a webhook or a callback has another name."
    ),
    "wire-format-changed": Kind(
        _COMPATIBLE, "Content is written in another way, such as XML or the parts of a form."
    ),
}
"""Every code with its impact and one sentence; `docs/changes.md` is checked against it."""
