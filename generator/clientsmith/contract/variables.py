"""Variables of templates: what each of them sees beside filters and Jinja's own names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from .types import ObjectOf, Scalar, TupleOf, Type

GLOBALS: Mapping[str, Type] = MappingProxyType(
    {
        "context_version": Scalar.CODE,
        "error_classes": TupleOf(Scalar.CODE),
        "flavours": TupleOf(ObjectOf("Flavour")),
        "package": ObjectOf("Package"),
    }
)
"""What every template sees."""

OF_TEMPLATES: Mapping[str, Mapping[str, Type]] = MappingProxyType(
    {
        "package/models/module.py.jinja": {"module": ObjectOf("ModelModule")},
        "package/resources/resource.py.jinja": {"resource": ObjectOf("Resource")},
    }
)
"""Name of a built-in template → what it sees beside that."""

OF_PLACEHOLDERS: Mapping[str, Mapping[str, Type]] = MappingProxyType(
    {
        "enum_class": {"module": ObjectOf("ModelModule"), "enum_class": ObjectOf("EnumClass")},
        "model": {"module": ObjectOf("ModelModule"), "model": ObjectOf("Model")},
        "module": {"module": ObjectOf("ModelModule")},
        "operation": {"resource": ObjectOf("Resource"), "method": ObjectOf("Method")},
        "package": {},
        "resource": {"resource": ObjectOf("Resource")},
        "type_name": {"module": ObjectOf("ModelModule"), "type_name": ObjectOf("TypeName")},
        "webhook": {"webhook": ObjectOf("Webhook")},
    }
)
"""Placeholder in the name of a template that makes a file of each → what it sees beside that."""

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def variables(template: str) -> Mapping[str, Type]:
    """What a template sees, by its name in its folder, such as `docs/{{resource}}.md.jinja`; what
    templates set by themselves, and arguments of macros, are not among it."""
    found = {**GLOBALS, **OF_TEMPLATES.get(template, {})}
    for placeholder in _PLACEHOLDER.findall(template):
        found.update(OF_PLACEHOLDERS.get(placeholder, {}))
    return found
