"""What each problem code means for coverage: what is lost, or why nothing is."""

from __future__ import annotations

LOSSES: dict[str, tuple[str, ...]] = {
    "body-dropped": ("body.", "reference."),
    "constant-unsupported": ("schema.enum", "schema.const"),
    "content-dropped": ("body.", "content.", "webhook.body", "callback.body", "parameter."),
    "content-not-generated": ("content.",),
    "encoding-ignored": ("encoding.headers",),
    "enum-empty": ("schema.enum",),
    "enum-value-type": ("schema.enum", "schema.const"),
    "header-dropped": ("response.header", "reference."),
    "mapping-unresolved": ("schema.mapping",),
    "operation-dropped": ("operation.",),
    "parameter-dropped": ("parameter.", "reference."),
    "parameter-duplicate": ("parameter.",),
    "parameter-ignored": ("parameter.",),
    "parameter-style-unknown": ("parameter.",),
    "path-dropped": ("operation.", "reference."),
    "path-parameter-extra": ("parameter.",),
    "reference-circular": ("reference.",),
    "reference-unresolved": ("reference.", "schema.$dynamicRef"),
    "response-dropped": ("response.", "reference."),
    "schema-conflict": ("schema.allOf",),
    "schema-forbidden": ("schema.boolean", "schema.not"),
    "schema-malformed": ("schema.",),
    "schema-too-deep": ("schema.",),
    "security-dropped": ("security.requirement",),
    "security-flow-dropped": ("security.",),
    "security-scheme-dropped": ("security.", "reference."),
    "security-scheme-not-generated": ("security.",),
    "security-scheme-unknown": ("security.requirement",),
    "server-dropped": ("server.",),
    "server-not-generated": ("server.",),
    "stream-not-generated": ("content.multipart",),
    "tag-dropped": ("document.tag",),
    "tag-duplicate": ("document.tag",),
    "union-too-large": ("schema.oneOf", "schema.anyOf"),
    "webhook-dropped": ("webhook.", "callback.", "reference."),
    "webhook-not-generated": ("webhook.operation", "callback.operation"),
}
"""Code of a problem to the constructs, or beginnings of their ids, one of which does not become
code where the problem is."""

_FATAL = "Nothing is generated at all."
_NAMES = "Names are chosen for what is generated all the same."
_INVALID = "It says which rule a document breaks; what is lost through that has a code of its own."
_CONFIGURATION = "It is about the configuration, not about the document."
_TEMPLATES = "It is about templates and formatting, not about the document."

_PAGES = "It is about pages that the document was put together from, not about the document."

HARMLESS: dict[str, str] = {
    "check-incomplete": _INVALID,
    "default-invalid": _INVALID,
    "document-incomplete": "There is nothing in the document that could be lost.",
    "document-kind": _FATAL,
    "document-version": _FATAL,
    "duplicate-key": "The document itself says one thing twice; the last value is read.",
    "form-without-fields": "Such a schema cannot be sent as a form; fields of any name can.",
    "formatter-unusable": _TEMPLATES,
    "generated-code-unusable": _TEMPLATES,
    "invalid-value": _INVALID,
    "missing-key": _INVALID,
    "name-unusable": _CONFIGURATION,
    "number-not-finite": _INVALID,
    "operation-id-duplicate": _NAMES,
    "operation-name-clash": _NAMES,
    "override-unusable": _CONFIGURATION,
    "override-unused": _CONFIGURATION,
    "page-asyncapi": _PAGES,
    "page-conflict": _PAGES,
    "page-heads-differ": _PAGES,
    "page-legacy": _PAGES,
    "page-missing": _PAGES,
    "page-operation-id-dropped": _NAMES,
    "page-several-documents": _FATAL,
    "page-webhook-unpublished": _PAGES,
    "page-without-document": _FATAL,
    "path-duplicate": _INVALID,
    "pattern-not-checked": "The pattern is documented all the same; the server checks it.",
    "path-parameter-missing": "The parameter is generated although nobody declares it.",
    "path-template-invalid": _INVALID,
    "reference-misplaced": _INVALID,
    "reference-refused": _FATAL,
    "required-undefined": _INVALID,
    "source-binary": _FATAL,
    "source-empty": _FATAL,
    "source-encoding": _FATAL,
    "source-missing": _FATAL,
    "source-refused": _FATAL,
    "source-too-large": _FATAL,
    "source-undiscovered": _FATAL,
    "source-unreadable": _FATAL,
    "source-unsupported": _FATAL,
    "syntax-error": _FATAL,
    "tag-hierarchy": "Each tag is a resource of its own, whatever it is sorted under.",
    "template-unusable": _TEMPLATES,
    "unknown-key": "OpenAPI gives the key no meaning at its place.",
    "wrong-type": _INVALID,
    "yaml-unsupported": _FATAL,
}
"""Codes of problems through which nothing of a construct is lost, with the reason."""
