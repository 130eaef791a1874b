"""The JSON Schema of what `clientsmith templates context` prints."""

from __future__ import annotations

import json
from typing import Any

from clientsmith.context import CONTEXT_VERSION
from clientsmith.contract import (
    ClassContract,
    ObjectOf,
    OptionalOf,
    Scalar,
    TupleOf,
    Type,
    class_contracts,
)
from support.context_values import named_class

_SCALARS: dict[Scalar, dict[str, Any]] = {
    Scalar.CODE: {"type": "string"},
    Scalar.TEXT: {"$ref": "#/$defs/Text"},
    Scalar.INT: {"type": "integer"},
    Scalar.BOOL: {"type": "boolean"},
}


def contract_schema() -> str:
    """The schema as the text of its file."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Template context of clientsmith, version {CONTEXT_VERSION}",
        "description": "What `clientsmith templates context` prints. A string is safe as it stands.",
        **_object(
            {
                "context_version": {
                    "const": CONTEXT_VERSION,
                    "description": "Version of the contract.",
                },
                "package": {"$ref": "#/$defs/Package"},
            }
        ),
        "$defs": {
            "Text": {
                "description": "Text of the document, which goes through an encoder in templates.",
                **_object({"text": {"type": "string"}}),
            },
            **{name: _class(class_contracts()[name]) for name in sorted(_reached("Package"))},
        },
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _reached(*names: str) -> set[str]:
    """The classes that objects of some classes have within them, and these."""
    order = list(names)
    for name in order:  # which grows on the way
        found = (named_class(field.type) for field in class_contracts()[name].fields)
        order += [each for each in dict.fromkeys(found) if each and each not in order]
    return set(order)


def _class(contract: ClassContract) -> dict[str, Any]:
    properties = {
        field.name: {"description": field.docs, **_type(field.type)} for field in contract.fields
    }
    return {"description": contract.docs, **_object(properties)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type(type: Type) -> dict[str, Any]:
    match type:
        case Scalar():
            return _SCALARS[type]
        case ObjectOf(name):
            return {"$ref": f"#/$defs/{name}"}
        case OptionalOf(inner):
            return {"anyOf": [_type(inner), {"type": "null"}]}
        case TupleOf(item):
            return {"type": "array", "items": _type(item)}
