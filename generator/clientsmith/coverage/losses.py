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
